"""Positions in a text: half-open spans of code points into the text exactly as the user gave it."""

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
