"""Findings that a request wants left alone, each by its fingerprint and with a reason. Nothing of it is kept."""

import re
from collections.abc import Sequence
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from glossary.api.forms import json_list
from glossary.domain.suppression import FINGERPRINT, Suppression
from glossary.formats.extra import BLANK
from glossary.formats.project import dismissal

MAX_DISMISSED: Final = 500
MAX_REASON: Final = 500
"""Characters."""

_VISIBLE: Final = re.compile(f"[^{BLANK}]")


def _fingerprint(text: str) -> str:
    if not FINGERPRINT.fullmatch(text):
        raise PydanticCustomError("fingerprint", "no fingerprint", {})
    return text


def _reason(text: str) -> str:
    if not _VISIBLE.search(text):
        raise PydanticCustomError("empty", "empty", {})
    return text


class Dismissed(BaseModel):
    """A finding to be left alone, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fingerprint: Annotated[
        str,
        AfterValidator(_fingerprint),
        WithJsonSchema({"type": "string", "pattern": f"^{FINGERPRINT.pattern}$"}),
    ] = Field(description="The fingerprint of the finding, as an answer gave it.")
    reason: Annotated[
        str,
        Field(max_length=MAX_REASON),
        AfterValidator(_reason),
        WithJsonSchema({"type": "string", "minLength": 1, "maxLength": MAX_REASON, "pattern": f"[^{BLANK}]"}),
    ] = Field(description="Why it is left alone; it comes back with the finding.")


DismissedList = Annotated[
    list[Dismissed],
    Field(
        max_length=MAX_DISMISSED, description="Findings to be left alone: they come back as suppressed, and copies carry no remark on them."
    ),
]
DismissedField = Annotated[
    list[Dismissed],
    BeforeValidator(json_list),
    WithJsonSchema({"type": "string", "contentMediaType": "application/json", "format": "dismissed-list"}),
    Field(max_length=MAX_DISMISSED, description="Findings to be left alone, as a list in JSON like the field of the other form."),
]


def suppressions_of(dismissed: Sequence[Dismissed]) -> tuple[Suppression, ...]:
    """What the items say."""
    return tuple(dismissal(item.fingerprint, item.reason) for item in dismissed)
