"""The description of the interface: its OpenAPI document, the page that shows it, and the kinds of problems."""

from pathlib import Path

from flask import Blueprint, Response, current_app, redirect, send_from_directory
from werkzeug.wrappers import Response as AnyResponse

from glossary import context
from glossary.api.contract import Contract, Work, endpoint
from glossary.api.parameters import DOMAIN, PROFILE, Parameters
from glossary.api.problem import PREFIX, TYPES, ProblemType
from glossary.errors import N_, NotFound
from glossary.i18n import translate
from glossary.workflows.checking import known_profiles

STATIC = Path(__file__).parent / "static"


def register(blueprint: Blueprint) -> None:
    """Add the description of the interface."""
    endpoint(
        blueprint,
        "/v1/openapi.json",
        Contract(
            method="GET",
            summary="This description",
            description="The OpenAPI 3.1 document of the interface, made from the checks that requests pass.",
            tag="Service",
            out="OpenApiDocument",
            kept=True,
        ),
    )(get_openapi)
    endpoint(
        blueprint,
        "/problems",
        Contract(
            method="GET",
            summary="All kinds of problems",
            description="What each kind of problem means and what to do about it.",
            tag="Service",
            out="ProblemTypes",
            tagged=False,
        ),
    )(list_problems)
    endpoint(
        blueprint,
        "/problems/<code>",
        Contract(
            method="GET",
            summary="One kind of problem",
            description="The description to which the type of a problem leads.",
            tag="Service",
            out="ProblemType",
            problems=("not-found",),
            path={"code": {"description": "The code of the problem."}},
            tagged=False,
        ),
    )(get_problem)
    blueprint.add_url_rule("/docs", view_func=docs)
    for rule in ("", "/v1"):
        blueprint.add_url_rule(rule, view_func=to_docs)


def get_openapi(query: Parameters) -> Work:
    """The OpenAPI document, with the domains of the termbase and the profiles."""
    from glossary.api import openapi  # inline: slow import

    app, domains = current_app, list(context.snapshot().domains)
    profiles = sorted(known_profiles(context.services().settings))
    return lambda: openapi.document(app, {DOMAIN: domains, PROFILE: profiles})


def list_problems(query: Parameters) -> Work:
    """All kinds of problems."""
    return lambda: {"problems": [_record(kind) for kind in TYPES.values()]}


def get_problem(query: Parameters, code: str) -> Work:
    """One kind of problem. Raises NotFound."""
    kind = TYPES.get(code)
    if kind is None:
        raise NotFound(N_("kind of problem"), code)
    return lambda: _record(kind)


def _record(kind: ProblemType) -> dict[str, object]:
    lang = context.language()
    return {
        "type": PREFIX + kind.code,
        "code": kind.code,
        "status": kind.status.value,
        "title": translate(lang, kind.title),
        "advice": translate(lang, kind.advice),
    }


def docs() -> Response:
    """The page that shows the OpenAPI document; it stands among the static files and holds no logic."""
    return send_from_directory(STATIC, "docs.html")


def to_docs() -> AnyResponse:
    """Who opens the root of the interface wants to read about it."""
    return redirect("/api/docs")
