"""Pieces of readings that are written as letters (see ``text/kana``): only those that kana could spell count."""

from collections.abc import Iterator
from typing import Final

_ENDS_SYLLABLE: Final = frozenset("aiueonQ0123456789")
_GOES_ON: Final = frozenset("aiueoy")


def is_aligned(letters: str, start: int, end: int) -> bool:
    """Whether the range starts and ends between kana: *an* does not stand in *kana*, though its letters do."""
    return _is_border(letters, start) and _is_border(letters, end)


def _is_border(letters: str, place: int) -> bool:
    if place in (0, len(letters)):
        return True
    before, after = letters[place - 1], letters[place]
    return before in _ENDS_SYLLABLE and not (before == "n" and after in _GOES_ON)


def places_aligned(letters: str, piece: str) -> Iterator[int]:
    """Where the piece stands in the letters as whole kana."""
    at = letters.find(piece)
    while at >= 0:
        if is_aligned(letters, at, at + len(piece)):
            yield at
        at = letters.find(piece, at + 1)
