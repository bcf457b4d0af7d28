"""Texts with marked places, as pieces that a template can print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glossary.domain.span import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in one language, in pieces."""

    lang: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The text without marks."""
        return "".join(piece.text for piece in self.pieces)


def excerpt(lang: str, text: str, spans: Sequence[Span], around: int) -> Passage:
    """What stands around the first span, cut between words where there are spaces, with an ellipsis where it was cut."""
    if not spans:
        return passage(lang, text[:around])
    start, end = max(0, spans[0].start - around), min(len(text), spans[0].end + around)
    if start and text[start - 1] != " " and (space := text.find(" ", start, spans[0].start)) >= 0:
        start = space + 1
    if end < len(text) and text[end] != " " and (space := text.rfind(" ", spans[0].end, end)) >= 0:
        end = space
    before, after = "…" if start else "", "…" if end < len(text) else ""
    moved = [
        Span(span.start - start + len(before), span.end - start + len(before)) for span in spans if start <= span.start and span.end <= end
    ]
    return passage(lang, before + text[start:end] + after, moved)


def passage(lang: str, text: str, spans: Iterable[Span] = ()) -> Passage:
    """The text cut at the spans; spans that overlap or lie outside the text are joined and clipped."""
    pieces: list[Piece] = []
    at = 0
    for span in sorted(spans):
        start, end = max(span.start, at), min(span.end, len(text))
        if start >= end:
            continue
        if start > at:
            pieces.append(Piece(text[at:start]))
        if pieces and pieces[-1].marked and start == at:
            pieces[-1] = Piece(pieces[-1].text + text[start:end], marked=True)
        else:
            pieces.append(Piece(text[start:end], marked=True))
        at = end
    if at < len(text) or not pieces:
        pieces.append(Piece(text[at:]))
    return Passage(lang, tuple(pieces))
