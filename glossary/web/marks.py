"""A draft with its findings marked, for the page that is read: lines of pieces, and the strip that shows where they lie."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from glossary.domain.statuses import Level
from glossary.text.passage import language_of
from glossary.web.cards import Card, Place, Spot

STRIP_HEIGHT: Final = 1000
STRIP_MARK: Final = 12
"""Units of the strip's own scale."""

_STRIP_EDGE: Final = {Level.ERROR: 0, Level.WARNING: 4, Level.INFORMATION: 8}
"""Where a mark begins: the graver, the wider."""

_STRIP_WIDTH: Final = 16

_GRAVITY: Final = {Level.ERROR: 0, Level.WARNING: 1, Level.INFORMATION: 2}


Marked = Card | Spot
"""A finding whose words are marked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a line. A marked one leads to its card; ``anchors`` are the places that begin here."""

    text: str
    card: Marked | None = None
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the draft and its language."""

    lang: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class StripMark:
    """A place of a finding on the strip."""

    card: Marked
    x: int
    y: int
    width: int


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    card: Marked
    anchors: list[str]


class Marks:
    """The places of the findings in a text, without overlaps: where places overlap, the graver finding is marked, and the other's
    anchor stands inside its words. Each anchor is given out once."""

    def __init__(self, cards: Sequence[Marked]) -> None:
        places = sorted(
            ((card, place) for card in cards for place in card.places),
            key=lambda found: (_GRAVITY[found[0].level], found[1].span.start, -found[1].span.end),
        )
        self._marks: list[_Mark] = []
        for card, place in places:
            number = bisect_left(self._marks, place.span.end, key=lambda mark: mark.start)
            before = self._marks[number - 1] if number else None
            if before is not None and before.end > place.span.start:
                self._first_over(place, number).anchors.append(place.anchor)
            elif place.span.end > place.span.start:
                self._marks.insert(number, _Mark(place.span.start, place.span.end, card, [place.anchor]))

    def _first_over(self, place: Place, number: int) -> _Mark:
        """The first mark that overlaps a place; ``number`` is that of the first behind it."""
        while number > 1 and self._marks[number - 2].end > place.span.start:
            number -= 1
        return self._marks[number - 1]

    def pieces(self, text: str, start: int, end: int) -> list[Piece]:
        """A run of the text with the marks in it."""
        pieces: list[Piece] = []
        cursor = start
        number = bisect_right(self._marks, start, key=lambda mark: mark.end)
        while number < len(self._marks) and self._marks[number].start < end:
            mark = self._marks[number]
            begin, stop = max(mark.start, start), min(mark.end, end)
            if begin > cursor:
                pieces.append(Piece(text[cursor:begin]))
            if stop > begin:
                pieces.append(Piece(text[begin:stop], mark.card, tuple(mark.anchors)))
                mark.anchors.clear()
                cursor = stop
            number += 1
        if cursor < end:
            pieces.append(Piece(text[cursor:end]))
        return pieces


def marked_lines(text: str, cards: Sequence[Marked], lang: str) -> list[Line]:
    """The lines of a draft with the findings' places marked; ``lang`` is that of lines without words."""
    marks = Marks(cards)
    lines = []
    at = 0
    for raw in text.split("\n"):
        end = at + len(raw)
        lines.append(Line(language_of(raw) if any(char.isalpha() for char in raw) else lang, tuple(marks.pieces(text, at, end))))
        at = end + 1
    return lines


def strip_marks(length: int, cards: Sequence[Marked]) -> list[StripMark]:
    """Where the findings lie in a draft of that length, on a strip beside it. Of spots that cover each other there is one."""
    marks = []
    covered: set[tuple[int, int]] = set()
    for card in cards:
        edge = _STRIP_EDGE[card.level]
        for place in card.places:
            y = min(STRIP_HEIGHT - STRIP_MARK, place.span.start * STRIP_HEIGHT // max(length, 1))
            at = (card.rule_number, y)
            if isinstance(card, Spot) and at in covered:
                continue
            covered.add(at)
            marks.append(StripMark(card, edge, y, _STRIP_WIDTH - edge))
    return marks
