"""Pieces of a block put together, so that what stands beside a break are the words."""

from collections.abc import Iterable

from glossary.domain.block import Piece, PieceKind
from glossary.domain.span import Span

_FRAME = (PieceKind.BREAK, PieceKind.MARKUP)


def merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces with markup around a break as a part of it, pieces of words that touch as one, and no frame at either end."""
    runs: list[Piece] = []
    for piece in pieces:
        last = runs[-1] if runs else None
        if last is not None and last.span.end == piece.span.start and _merges(last.kind, piece.kind):
            kind = PieceKind.BREAK if PieceKind.BREAK in (last.kind, piece.kind) else piece.kind
            runs[-1] = Piece(Span(last.span.start, piece.span.end), kind)
        else:
            runs.append(piece)
    while runs and runs[0].kind in _FRAME:
        del runs[0]
    while runs and runs[-1].kind in _FRAME:
        del runs[-1]
    return tuple(runs)


def _merges(one: PieceKind, two: PieceKind) -> bool:
    return (one in _FRAME and two in _FRAME) or one is two is PieceKind.TEXT
