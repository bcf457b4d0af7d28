"""Words in a file that are no part of its text but are addressed to the checker: comments, notes."""

import re
from dataclasses import dataclass
from typing import Final

from glossary.domain.span import Span

_ADDRESSED: Final = re.compile(r"\s*glossary\s*[:\uff1a]\s*ignore", re.IGNORECASE)

MAX_ASIDES: Final = 2_000
"""Asides of one file that are heeded."""

MAX_LENGTH: Final = 1_000
"""Characters of an aside that are read."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A comment that is addressed to the checker.

    ``place`` is where it stands in the draft's text, or the words that it is tied to. ``covers`` are the stretches of which it
    speaks, where the format says so; where it is empty, these are the block in which the aside stands, or else the next one.
    """

    text: str
    place: Span
    covers: tuple[Span, ...] = ()

    def moved(self, offset: int) -> "Aside":
        """The aside in a text in which its own begins at ``offset``."""
        return Aside(self.text, self.place.moved(offset), tuple(cover.moved(offset) for cover in self.covers)) if offset else self


def is_addressed(text: str) -> bool:
    """Whether a comment is addressed to the checker: it begins with ``glossary: ignore``."""
    return _ADDRESSED.match(text) is not None
