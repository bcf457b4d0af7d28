"""Text in columns of a terminal, where a Japanese character takes two cells (Unicode Standard Annex 11)."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

from glossary.text.width import columns


def pad(text: str, width: int) -> str:
    """The text filled with spaces to that many cells."""
    return text + " " * max(0, width - columns(text))


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most that many cells: English broken at spaces, Japanese between characters.

    No line begins with a closing mark, a vowel mark or a small kana. A word longer than a line is cut.
    """
    lines, line, used = [], "", 0
    for piece in _pieces(text, width):
        size = columns(piece)
        if used + size > width and line:
            lines.append(line.rstrip())
            line, used = "", 0
            piece = piece.lstrip(" ")
            size = columns(piece)
        line += piece
        used += size
    if line.strip():
        lines.append(line.rstrip())
    return lines


def _pieces(text: str, width: int) -> Iterator[str]:
    """The smallest parts that stay together, each with the space before it."""
    piece, used, last = "", 0, _nature(" ")
    for char in " ".join(text.split()):
        cells, closes, _ = nature = _nature(char)
        stays = closes or (char != " " and cells == last[0] == 1) or last[2]
        if piece and (not stays or used + cells > width):
            yield piece
            piece, used = "", 0
        piece += char
        used += cells
        last = nature
    if piece:
        yield piece


@lru_cache(maxsize=8_192)
def _nature(char: str) -> tuple[int, bool, bool]:
    """The cells of a character, whether it must not begin a line, and whether it must not end one."""
    category = unicodedata.category(char)
    is_mark = category in ("Pe", "Pf", "Po", "Lm") or unicodedata.combining(char) != 0
    return columns(char), is_mark or "LETTER SMALL" in unicodedata.name(char, ""), category in ("Ps", "Pi")


def side_by_side(left: Sequence[str], right: Sequence[str], width: int, gap: str) -> list[str]:
    """Two columns line by line, the left one padded to that many cells."""
    return [f"{pad(a, width)}{gap}{b}".rstrip() for a, b in zip_longest(left, right, fillvalue="")]
