"""What drafts show of the house style in which they are written: ways of writing, each with how often it stands there."""

from dataclasses import dataclass

ENOUGH = 5
"""Places that must be seen before a way of writing is taken for the house's."""

MANY = 20
"""The same where one of the ways is that of most writers, whatever house they write for."""

MIXED = 0.1
"""Share of the other way up to which it is taken for a slip."""


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """How often something is written in one way, and an example."""

    count: int = 0
    example: str = ""


NEVER = Seen()


@dataclass(frozen=True, slots=True)
class Choice:
    """A question of style that allows two answers: how often each was given."""

    first: Seen = NEVER
    second: Seen = NEVER

    def decided(self, enough: int = ENOUGH) -> int | None:
        """Which answer the house gives, 0 or 1; None where fewer than ``enough`` places were seen, or it is mixed."""
        more, less = sorted((self.first.count, self.second.count), reverse=True)
        if more < enough or less > more * MIXED:
            return None
        return 0 if self.first.count == more else 1


NOT_SEEN = Choice()


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseStyle:
    """All that was seen. In each choice the first way is: British, long vowels kept, no space, half width, official Japanese, Japanese marks.

    ``families`` are words of which more than one spelling is known, most frequent spelling first; ``own`` are spellings that the
    termbase would have otherwise, with the other one and its count.
    """

    files: int = 0
    japanese: int = 0
    english: int = 0
    region: Choice = NOT_SEEN
    long_vowel: Choice = NOT_SEEN
    spacing: Choice = NOT_SEEN
    width: Choice = NOT_SEEN
    kanji: Choice = NOT_SEEN
    punctuation: Choice = NOT_SEEN
    families: tuple[tuple[Seen, ...], ...] = ()
    own: tuple[tuple[Seen, Seen], ...] = ()

    @property
    def mixed(self) -> tuple[tuple[Seen, ...], ...]:
        """The words that are written in more than one way."""
        return tuple(family for family in self.families if len(family) > 1)
