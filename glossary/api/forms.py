"""Reading forms that carry a file (multipart/form-data), as strictly as JSON. Files stay in memory: nothing is spooled to disk.

Fields are UTF-8, whatever a part says of itself: one in another encoding is refused, as it would be in JSON or in an address.
"""

import json
from io import BytesIO
from typing import Annotated, Final, TypeVar

from flask import request
from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError
from werkzeug.datastructures import FileStorage, Headers
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import MultiPartParser

from glossary.api.reading import raw_body, validated
from glossary.api.refusals import MalformedForm, TooManyParts, UndecodedField
from glossary.responses import file_name, in_memory

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
    parser = _RawParser(stream_factory=in_memory, max_form_memory_size=limit, max_form_parts=MAX_FIELDS)
    try:
        boundary = request.mimetype_params["boundary"].encode("ascii")
        fields, files = parser.parse(BytesIO(raw), boundary, len(raw))
    except (KeyError, ValueError):
        raise MalformedForm from None
    except RequestEntityTooLarge:  # of parts: the bytes were counted before
        raise TooManyParts(limit=MAX_FIELDS) from None
    parts: list[tuple[str, object]] = [(name, _text(name, value)) for name, value in fields.items(multi=True)]
    parts += [(name, _received(file)) for name, file in files.items(multi=True)]
    return validated(model, parts)


class _RawParser(MultiPartParser):
    """Gives the bytes of fields as characters up to U+00FF: decoded by it, bytes that are no UTF-8 would become U+FFFD without a word."""

    def get_part_charset(self, headers: Headers) -> str:
        """The same for all parts, whatever they say of themselves."""
        return "latin-1"


def _text(name: str, value: str) -> str:
    try:
        return value.encode("latin-1").decode()
    except UnicodeDecodeError:
        raise UndecodedField(field=name) from None


def _received(file: FileStorage) -> FormFile:
    return FormFile(name=file_name(file.filename or "")[-MAX_NAME_LENGTH:], content=file.read())
