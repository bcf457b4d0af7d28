"""The kinds of values that requests carry, each with its check and its JSON Schema.

Checks are strict: a number is digits, a day is ``YYYY-MM-DD``, null is not the same as left out.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from glossary.documents.registry import file_formats
from glossary.domain.record import ID_PATTERN
from glossary.domain.statuses import EntryStatus, Jurisdiction, Level, PitfallKind
from glossary.text.languages import LANGUAGES, Reader

MAX_ID_LENGTH = 200


IN_ADDRESS = "in address"
"""The validation context of parameters in an address or a form, where numbers and flags are written as text; in JSON they are not."""

_WORDS = {"true": True, "false": False}


def _whole_number(low: int, high: int) -> Callable[[object, ValidationInfo], int]:
    def read(value: object, info: ValidationInfo) -> int:
        if info.context == IN_ADDRESS and isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}", value, re.ASCII):
            value = int(value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # JSON has one kind of number: 5.0 is 5
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise PydanticCustomError("number", "not a whole number in range", {"low": low, "high": high})
        return value

    return read


def _choice(values: Iterable[str]) -> Callable[[object], str]:
    allowed = tuple(values)

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise PydanticCustomError("choice", "not one of the values", {"allowed": ", ".join(allowed)})
        return str(value)

    return read


def _day(value: object) -> date:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "not a date", {})


def _flag(value: object, info: ValidationInfo) -> bool:
    if info.context == IN_ADDRESS and value in _WORDS:
        value = _WORDS[str(value)]
    if not isinstance(value, bool):
        raise PydanticCustomError("choice", "neither true nor false", {"allowed": "true, false"})
    return value


def _given(value: object) -> object:
    if value is None:
        raise PydanticCustomError("null", "null", {})
    return value


def _enumeration(values: Iterable[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": [str(value) for value in values]})


GIVEN = BeforeValidator(_given)
"""A field that may be left out must not be null."""

OFFSETS = ("codepoint", "utf16")
DRAFT_LANGUAGES = ("auto", *LANGUAGES)
DRAFT_FORMATS = ("plain", "markdown")

Lang = Annotated[str, BeforeValidator(_choice(LANGUAGES)), _enumeration(LANGUAGES)]
Offset = Annotated[str, BeforeValidator(_choice(OFFSETS)), _enumeration(OFFSETS)]
FileFormat = Annotated[str, BeforeValidator(_choice(file_formats())), _enumeration(file_formats())]
DraftLang = Annotated[str, BeforeValidator(_choice(DRAFT_LANGUAGES)), _enumeration(DRAFT_LANGUAGES)]
DraftFormat = Annotated[str, BeforeValidator(_choice(DRAFT_FORMATS)), _enumeration(DRAFT_FORMATS)]
ReaderName = Annotated[str, BeforeValidator(_choice(Reader)), _enumeration(Reader)]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Day = Annotated[date, BeforeValidator(_day)]
Status = Annotated[str, BeforeValidator(_choice(EntryStatus)), _enumeration(EntryStatus)]
Place = Annotated[str, BeforeValidator(_choice(Jurisdiction)), _enumeration(Jurisdiction)]
Kind = Annotated[str, BeforeValidator(_choice(PitfallKind)), _enumeration(PitfallKind)]
Seriousness = Annotated[str, BeforeValidator(_choice(Level)), _enumeration(Level)]
Id = Annotated[str, Field(pattern=f"^{ID_PATTERN.pattern}$", max_length=MAX_ID_LENGTH)]

DOMAIN = "domain"
DomainId = Annotated[str, WithJsonSchema({"type": "string", "x-values": DOMAIN})]
"""Checked against the snapshot that answers; the documentation lists its domains."""

PROFILE = "profile"
"""The name of the list of profiles: checked against the files, listed in the documentation."""

MAX_HITS = 100
Hits = Annotated[int, BeforeValidator(_whole_number(1, MAX_HITS)), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MAX_HITS})]
MAX_PAGE = 200
PageSize = Annotated[
    int, BeforeValidator(_whole_number(1, MAX_PAGE)), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MAX_PAGE})
]


class Parameters(BaseModel):
    """The parameters of an endpoint. Every endpoint can be asked in a language; others add to it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lang: Annotated[Lang | None, Field(description="The language of messages. Otherwise Accept-Language decides.")] = None

    @property
    def day(self) -> date | None:
        """The day the answer is about, where one is asked for."""
        return None
