"""Words in a file that are no part of its text but are addressed to the checker: comments, notes."""

import re
from dataclasses import dataclass
from typing import Final

from glossary.domain.span import Span

IGNORE: Final = "ignore"

_ADDRESSED: Final = re.compile(r"\s*glossary\s*[:\uff1a]\s*(?P<verb>[^\s:\uff1a]*)", re.IGNORECASE)
_ABOUT_A_RULE: Final = re.compile(r"\s+(?:[a-z]+\.[a-z-]+|\*)(?:\s[^:\uff1a]*)?[:\uff1a]")

MAX_ASIDES: Final = 1_000
"""Asides of one file that are heeded."""

MAX_LENGTH: Final = 1_000
"""Characters of an aside that are read."""

MAX_VERB: Final = 12
"""Letters of a word that may be a slip for *ignore*."""

ALIKE: Final = 0.75
"""How much of a word must be that of *ignore*: ignroe, ingore and igonre are slips, nor and ignite are not."""


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
    """Whether a comment is addressed to the checker: it begins with ``glossary: ignore``, or is meant to.

    Meant so are a misspelt *ignore*, any word before the id of a rule and a reason, and nothing at all after the colon; other
    comments on a glossary are for people.
    """
    begins = _ADDRESSED.match(text)
    if begins is None:
        return False
    verb = begins["verb"].lower()
    if not verb or verb.startswith(IGNORE):
        return True
    return _ABOUT_A_RULE.match(text[:MAX_LENGTH], begins.end()) is not None or _is_misspelt(verb)


def _is_misspelt(verb: str) -> bool:
    from difflib import SequenceMatcher  # inline: slow import

    return len(verb) <= MAX_VERB and SequenceMatcher(None, verb, IGNORE, autojunk=False).ratio() >= ALIKE
