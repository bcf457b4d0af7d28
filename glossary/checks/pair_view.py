"""What a pair rule sees: a source and its target, each as one passage with what recognition found in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from glossary.domain.span import Span
from glossary.matching.checking import Checking, Reading
from glossary.matching.recogniser import longest
from glossary.text.passage import Passage

SOURCE, TARGET = "source", "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """A source and its target. Spans of findings are code points of the side that they name."""

    number: int
    source: tuple[Passage, Reading]
    target: tuple[Passage, Reading]
    checking: Checking
    as_of: date

    def passage(self, side: str) -> Passage:
        """The passage of a side, ``source`` or ``target``."""
        return (self.source if side == SOURCE else self.target)[0]

    def reading(self, side: str) -> Reading:
        """What was found on a side."""
        return (self.source if side == SOURCE else self.target)[1]

    @property
    def days(self) -> tuple[date, date]:
        """The days of which the pair speaks."""
        named = self.source[0].dates or self.target[0].dates
        return (min(mention.first for mention in named), max(mention.last for mention in named)) if named else (self.as_of, self.as_of)

    def terms(self, side: str) -> Iterator[tuple[Span, set[str]]]:
        """The recognised terms of a side with the concepts they may designate."""
        table = self.checking.recogniser.patterns
        for hit in longest(self.reading(side).terms):
            owners = [table.table[number] for number in table.owners[hit.pattern]]
            lang = self.passage(side).lang
            concepts = {owner.concept for owner in owners if owner.lang == lang}
            if concepts:
                yield Span(hit.start, hit.end), concepts
