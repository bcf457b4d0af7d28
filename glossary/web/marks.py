"""A draft with its findings marked, for the page that is read: lines of pieces, and the strip that shows where they lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from glossary.domain.statuses import Level
from glossary.text.passage import language_of
from glossary.web.cards import Card, Place

STRIP_HEIGHT: Final = 1000
STRIP_MARK: Final = 12
"""Units of the strip's own scale."""

_STRIP_EDGE: Final = {Level.ERROR: 0, Level.WARNING: 4, Level.INFORMATION: 8}
"""Where a mark begins: the graver, the wider."""

_STRIP_WIDTH: Final = 16

_GRAVITY: Final = {Level.ERROR: 0, Level.WARNING: 1, Level.INFORMATION: 2}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a line. A marked one leads to its card; ``anchors`` are the places that begin here."""

    text: str
    card: Card | None = None
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the draft and its language."""

    lang: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class StripMark:
    """A place of a finding on the strip."""

    card: Card
    x: int
    y: int
    width: int


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    card: Card
    anchors: list[str]


def marked_lines(text: str, cards: Sequence[Card], lang: str) -> list[Line]:
    """The lines of a draft with the findings' places marked; ``lang`` is that of lines without words.

    Where places overlap, the graver finding is marked, and the other's anchor stands inside its words.
    """
    marks = _chosen(cards)
    lines = []
    at = 0
    number = 0
    for raw in text.split("\n"):
        end = at + len(raw)
        pieces: list[Piece] = []
        cursor = at
        while number < len(marks) and marks[number].start < end:
            mark = marks[number]
            start, stop = max(mark.start, at), min(mark.end, end)
            if start > cursor:
                pieces.append(Piece(text[cursor:start]))
            if stop > start:
                pieces.append(Piece(text[start:stop], mark.card, tuple(mark.anchors)))
                mark.anchors.clear()
                cursor = stop
            if mark.end > end:
                break
            number += 1
        if cursor < end:
            pieces.append(Piece(text[cursor:end]))
        lines.append(Line(language_of(raw) if any(char.isalpha() for char in raw) else lang, tuple(pieces)))
        at = end + 1
    return lines


def _chosen(cards: Sequence[Card]) -> list[_Mark]:
    """The places to mark, in order, without overlaps."""
    places = sorted(
        ((card, place) for card in cards for place in card.places),
        key=lambda found: (_GRAVITY[found[0].level], found[1].span.start, -found[1].span.end),
    )
    marks: list[_Mark] = []
    for card, place in places:
        over = _overlapping(marks, place)
        if over is not None:
            over.anchors.append(place.anchor)
        elif place.span.end > place.span.start:
            marks.append(_Mark(place.span.start, place.span.end, card, [place.anchor]))
    return sorted(marks, key=lambda mark: mark.start)


def _overlapping(marks: Sequence[_Mark], place: Place) -> _Mark | None:
    return next((mark for mark in marks if mark.start < place.span.end and place.span.start < mark.end), None)


def strip_marks(length: int, cards: Sequence[Card]) -> list[StripMark]:
    """Where the findings lie in a draft of that length, on a strip beside it."""
    marks = []
    for card in cards:
        edge = _STRIP_EDGE[card.level]
        for place in card.places:
            y = min(STRIP_HEIGHT - STRIP_MARK, place.span.start * STRIP_HEIGHT // max(length, 1))
            marks.append(StripMark(card, edge, y, _STRIP_WIDTH - edge))
    return marks
