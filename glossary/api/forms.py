"""Reading forms that carry a file (multipart/form-data), as strictly as JSON. Files stay in memory: nothing is spooled to disk."""

import json
from io import BytesIO
from typing import Annotated, Final, TypeVar

from flask import request
from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError
from werkzeug.datastructures import FileStorage
from werkzeug.formparser import FormDataParser

from glossary.api.problem import MalformedForm
from glossary.api.reading import raw_body, validated

FORM: Final = "multipart/form-data"

MAX_FIELDS: Final = 40
"""Parts of a form; the longest has a dozen."""

MAX_NAME_LENGTH: Final = 200

Model = TypeVar("Model", bound=BaseModel)


class FormFile(BaseModel):
    """A file as it was sent: its name without folders, and its bytes."""

    model_config = ConfigDict(frozen=True)

    name: str
    content: bytes


def json_list(value: object) -> list[object]:
    """The list that a field holds as JSON."""
    try:
        found = json.loads(value) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        raise PydanticCustomError("json-list", "no list", {})
    return found


def _file(value: object) -> FormFile:
    if not isinstance(value, FormFile):
        raise PydanticCustomError("file", "no file", {})
    return value


GivenFile = Annotated[FormFile, BeforeValidator(_file), WithJsonSchema({"type": "string", "format": "binary"})]
"""A part that is a file."""


def read_form(model: type[Model], limit: int) -> Model:
    """The form of the request, of so many bytes at most. Raises MalformedForm or InvalidRequest."""
    raw = raw_body(limit)
    parser = FormDataParser(
        stream_factory=_in_memory, max_content_length=limit, max_form_memory_size=limit, max_form_parts=MAX_FIELDS, silent=False
    )
    try:
        _, fields, files = parser.parse(BytesIO(raw), FORM, len(raw), request.mimetype_params)
    except ValueError:
        raise MalformedForm from None
    parts: list[tuple[str, object]] = list(fields.items(multi=True))
    parts += [(name, _received(file)) for name, file in files.items(multi=True)]
    return validated(model, parts)


def _in_memory(
    total_content_length: int | None, content_type: str | None, filename: str | None, content_length: int | None = None
) -> BytesIO:
    return BytesIO()


def _received(file: FileStorage) -> FormFile:
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
    printable = "".join(char if char.isprintable() else "\ufffd" for char in name)
    return FormFile(name=printable[-MAX_NAME_LENGTH:], content=file.read())
