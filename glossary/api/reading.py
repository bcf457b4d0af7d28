"""Reading requests strictly: every parameter known, given once and in UTF-8; a body that is one JSON object.

All that is wrong is told at once, in the reader's language, never in pydantic's words.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NoReturn, TypeVar, get_args
from urllib.parse import unquote_to_bytes

from flask import request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from glossary.api.parameters import IN_ADDRESS
from glossary.api.refusals import Fault, InvalidRequest, MalformedBody, MalformedBodyAt, MalformedRequest, UnsupportedMediaType
from glossary.errors import N_
from glossary.responses import MAX_BODY_BYTES

Model = TypeVar("Model", bound=BaseModel)

MAX_FAULTS = 20
"""More faults than this are not listed: the first twenty tell enough."""

_SENTENCES: Mapping[str, str] = {
    "missing": N_("this is missing"),
    "unknown": N_("this is not known here; known: {known}"),
    "repeated": N_("this is given more than once"),
    "empty": N_("this is empty"),
    "text": N_("this must be text"),
    "list": N_("this must be a list"),
    "list-too-long": N_("this list has {actual_length} items; the limit is {max_length}"),
    "object": N_("this must be a JSON object"),
    "number": N_("this must be a whole number from {low} to {high}"),
    "choice": N_("write one of: {allowed}"),
    "day": N_("this must be a date such as 2026-11-22"),
    "id": N_("this is not an id: use lower-case letters, digits and single hyphens"),
    "text-too-long": N_("this has more than {max_length} characters"),
    "null": N_("this must not be null: leave it out instead"),
    "one-of": N_("give exactly one of: {names}"),
    "same-language": N_("source and target are in the same language"),
    "surrogate": N_("this holds half of a surrogate pair, which is no character"),
    "fingerprint": N_("this must be a fingerprint: 16 hexadecimal digits, as an answer gives it with a finding"),
    "file": N_("this must be a file that is sent with its name"),
    "json-list": N_("this must be a list in JSON"),
    "one-answer": N_("a copy and a report are two answers: ask for one of them"),
    "invalid": N_("this was not accepted"),
}

_CODES: Mapping[str, str] = {
    "extra_forbidden": "unknown",
    "string_too_short": "empty",
    "string_too_long": "text-too-long",
    "string_type": "text",
    "list_type": "list",
    "too_long": "list-too-long",
    "model_type": "object",
    "model_attributes_type": "object",
    "dict_type": "object",
    "string_pattern_mismatch": "id",
    "string_unicode": "surrogate",
}
"""Codes of pydantic that have a sentence of ours; our own validators raise our codes."""


def read_query(model: type[Model], query: str) -> Model:
    """The parameters of a request from its query string. Raises MalformedRequest or InvalidRequest."""
    return validated(model, _pairs(query))


def validated(model: type[Model], fields: Iterable[tuple[str, object]]) -> Model:
    """The fields of a query string or a form, each given once, as texts. Raises InvalidRequest."""
    values: dict[str, object] = {}
    faults: list[Fault] = []
    for name, value in fields:
        if name in values:
            faults.append(fault(name, "repeated", {}))
        values[name] = value
    try:
        found = model.model_validate(values, context=IN_ADDRESS)
    except ValidationError as error:
        faults += faults_of(error, model, pointers=False)
    if faults:
        raise InvalidRequest(faults[:MAX_FAULTS])
    return found


def _pairs(query: str) -> list[tuple[str, str]]:
    """The parameters in order. Raw UTF-8 bytes are accepted as well as percent-encoded ones."""
    pairs = []
    for part in query.encode("latin-1", "replace").split(b"&"):
        if part:
            name, _, value = part.partition(b"=")
            pairs.append((_text(name, name), _text(value, name)))
    return pairs


def _text(raw: bytes, name: bytes) -> str:
    try:
        return unquote_to_bytes(raw.replace(b"+", b" ")).decode()
    except UnicodeDecodeError:
        raise MalformedRequest(parameter=unquote_to_bytes(name).decode(errors="replace")) from None


def read_body(model: type[Model], limit: int = MAX_BODY_BYTES) -> Model:
    """The body of the request, of so many bytes at most. Raises UnsupportedMediaType, MalformedBody or InvalidRequest."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType(media_type=request.mimetype or N_("nothing"))
    try:
        return model.model_validate(_parse(raw_body(limit)))
    except ValidationError as error:
        raise InvalidRequest(faults_of(error, model, pointers=True)[:MAX_FAULTS]) from None


def read_item(model: type[Model], item: object, place: str) -> Model:
    """One item of a body; ``place`` is its JSON pointer. Raises InvalidRequest."""
    try:
        return model.model_validate(item)
    except ValidationError as error:
        raise InvalidRequest(faults_of(error, model, pointers=True, place=place)[:MAX_FAULTS]) from None


def raw_body(limit: int) -> bytes:
    """The bytes of the body; one of unknown length is cut at the limit by the parser below us, so that a full one is too large."""
    request.max_content_length = limit
    raw = request.get_data()
    if request.content_length is None and len(raw) >= limit:
        raise RequestEntityTooLarge
    return raw


def _parse(raw: bytes) -> object:
    """The JSON value. The standard parser keeps lone surrogates, so that one bad item does not fail a whole batch."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MalformedBodyAt(reason=N_("it is not UTF-8"), position=len(raw[: error.start].decode("utf-8-sig"))) from None
    try:
        value: object = json.loads(text, object_pairs_hook=_distinct, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise MalformedBodyAt(reason=N_("it breaks the grammar of JSON"), position=error.pos) from None
    except RecursionError:
        raise MalformedBody(reason=N_("it is nested too deeply")) from None
    except ValueError as error:  # a number of thousands of digits, a field given twice, NaN
        raise MalformedBody(reason=_VALUE_REASONS.get(str(error), N_("it holds a number that is too long"))) from None
    return value


_VALUE_REASONS = {"twice": N_("it gives a field twice"), "constant": N_("it holds NaN or Infinity")}


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("twice")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError("constant")


def faults_of(error: ValidationError, model: type[BaseModel], *, pointers: bool, place: str = "#") -> list[Fault]:
    """What pydantic found wrong, each with a sentence of ours; places are JSON pointers, or names of parameters."""
    faults = []
    root = place
    for detail in error.errors(include_url=False, include_input=False):
        params: dict[str, object] = dict(detail.get("ctx", {}))
        if detail["type"] == "extra_forbidden":
            params["known"] = ", ".join(_known(model, detail["loc"][:-1]))
        steps = [str(step) for step in detail["loc"]]
        place = root + "".join(f"/{step.replace('~', '~0').replace('/', '~1')}" for step in steps) if pointers else ".".join(steps)
        faults.append(fault(place, _CODES.get(detail["type"], detail["type"]), params))
    return faults


def _known(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The fields of the model at that path, which leads through fields and items of lists."""
    for step in path:
        annotations = [field.annotation for name, field in model.model_fields.items() if step in (field.alias, name)]
        inner = [part for found in annotations for part in _parts_of(found) if isinstance(part, type) and issubclass(part, BaseModel)]
        model = inner[0] if inner else model
    return sorted(field.alias or name for name, field in model.model_fields.items())


def _parts_of(annotation: object) -> Iterator[object]:
    """A type and the types that it is made of: what a list holds, the sides of a union."""
    yield annotation
    for part in get_args(annotation):
        yield from _parts_of(part)


def fault(place: str, code: str, params: Mapping[str, object] = MappingProxyType({})) -> Fault:
    """A fault with the sentence for its code."""
    known = code if code in _SENTENCES else "invalid"
    simple = {name: value for name, value in params.items() if isinstance(value, str | int)}
    return Fault(place, known, _SENTENCES[known], simple)
