"""Positions in a text: half-open spans of code points into the text exactly as the user gave it."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points, ``0 <= start <= end``."""

    start: int
    end: int

    def moved(self, offset: int) -> "Span":
        """The span so many code points further on."""
        return Span(self.start + offset, self.end + offset)

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


def is_taken(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span overlaps one of others, which are sorted and do not overlap each other."""
    place = bisect_left(taken, span)
    return any(span.overlaps(other) for other in taken[max(0, place - 1) : place + 1])
