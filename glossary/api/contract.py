"""The contract of an endpoint: one declaration that checks a request, answers it and documents it.

``endpoint`` wraps a view in the checks of its pydantic models and remembers them for ``openapi``. A view checks and finds;
what costs work, it returns as a function without arguments.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, g, request
from pydantic import BaseModel

from glossary import context
from glossary.api.forms import FORM, read_form
from glossary.api.parameters import Parameters
from glossary.api.reading import read_body, read_query
from glossary.api.shelf import SHELF, Kept, Shelf, entity_tag, header_language, tagged_headers
from glossary.api.writing import Download, downloaded, encode, finished
from glossary.responses import MAX_BODY_BYTES, path_pattern

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Work = Callable[[], bytes | Mapping[str, object] | Download]
"""What makes the body of the answer: JSON bytes, what becomes JSON, or a file to keep."""

View = Callable[..., Work]

PREFLIGHT_HEADERS = (
    ("Access-Control-Allow-Methods", "GET, HEAD, POST"),
    ("Access-Control-Allow-Headers", "Content-Type, If-None-Match"),
    ("Access-Control-Max-Age", "86400"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What an endpoint takes and gives.

    ``out`` names a model in ``shapes`` or ``draft_shapes``, which are imported only to describe the interface. ``path`` describes the variables of
    the address; ``problems`` are codes of problem types. A ``tagged`` answer has an entity tag; a ``kept`` one is a document of
    the snapshot that may lie on the shelf. ``body_limit`` is what a body can have, in bytes. ``form`` is the body's other form,
    with a file; ``files`` are the media types of answers that are files.
    """

    method: str
    summary: str
    description: str
    tag: str
    out: str
    query: type[Parameters] = Parameters
    body: type[BaseModel] | None = None
    form: type[BaseModel] | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    body_limit: int = MAX_BODY_BYTES
    problems: Sequence[str] = ()
    path: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    tagged: bool = True
    kept: bool = False


def endpoint(blueprint: Blueprint, rule: str, contract: Contract) -> Callable[[View], View]:
    """Register a view under its contract, and OPTIONS for browsers that ask before they call from another site's page."""

    def register(view: View) -> View:
        @wraps(view)
        def respond(**path: object) -> Response:
            environ = request.environ
            query = read_query(contract.query, environ.get("QUERY_STRING", ""))
            g.language = query.lang or header_language(environ)
            if contract.form is not None and request.mimetype == FORM:
                path["body"] = read_form(contract.form, contract.body_limit)
            elif contract.body is not None:
                path["body"] = read_body(contract.body, contract.body_limit)
            work = view(query, **path)
            if not contract.tagged:
                answer = work()
                if isinstance(answer, Download):
                    return downloaded(environ, answer)
                return finished(environ, _bytes(answer), [("Cache-Control", "no-store")])
            return _tagged(contract, environ, work, is_plain=query.model_fields_set <= {"lang"})

        respond.contract = contract  # type: ignore[attr-defined]
        name = view.__name__
        blueprint.add_url_rule(rule, name, respond, methods=[contract.method], provide_automatic_options=False)
        blueprint.add_url_rule(rule, f"{name}_options", preflight, methods=["OPTIONS"], provide_automatic_options=False)
        return view

    return register


def preflight(**path: object) -> Response:
    """What may be asked of an address, for pages of other sites."""
    response = current_app.make_default_options_response()
    response.headers.extend(PREFLIGHT_HEADERS)
    return response


def _tagged(contract: Contract, environ: "WSGIEnvironment", work: Work, *, is_plain: bool) -> Response:
    """The answer with its entity tag. 304 was given by the shelf, but to ``*``, which needs to know that there is an answer."""
    today, key = context.today(), context.snapshot().key
    tag = entity_tag(key, environ, today)
    headers = tagged_headers(tag)
    if environ.get("HTTP_IF_NONE_MATCH") == "*":
        return finished(environ, None, headers)
    body = _bytes(work())
    if contract.kept and is_plain:
        shelf: Shelf = current_app.extensions[SHELF]
        shelf.keep(environ, Kept(snapshot=key, day=today, tag=tag, body=body, pattern=path_pattern(environ)))
    return finished(environ, body, headers)


def _bytes(content: bytes | Mapping[str, object] | Download) -> bytes:
    if isinstance(content, Download):
        raise TypeError("a file is no answer that has a tag")
    return content if isinstance(content, bytes) else encode(content)
