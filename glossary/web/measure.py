"""How wide a text will be in a drawing, near enough to choose a line break or to leave a label out."""

import unicodedata
from typing import Final

from glossary.text.linebreak import is_word_border, may_break

_NARROW: Final = frozenset("iljtfrI.,:;'’!|()[] -")
_WIDE: Final = frozenset("mwMW@%&")

_SLACK: Final = 1.06
"""Fonts differ between platforms; drawings leave this much room."""


def text_width(text: str, size: float) -> float:
    """The width in the units of ``size``, for a sans-serif font in semi-bold."""
    return sum(map(_advance, text)) * size * _SLACK


def fit(text: str, size: float, width: float) -> str:
    """The text, shortened with an ellipsis where it is wider than that."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1].rstrip()
    return text + "…"


def wrap(text: str, size: float, width: float, lines: int) -> tuple[str, ...]:
    """The text in at most so many lines, broken at spaces (between any two characters where there are none)."""
    wrapped: list[str] = []
    rest = text
    while rest and len(wrapped) < lines - 1 and text_width(rest, size) > width:
        cut = _cut(rest, size, width)
        wrapped.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*wrapped, fit(rest, size, width)) if rest else tuple(wrapped)


def _cut(text: str, size: float, width: float) -> int:
    """The longest beginning that fits: up to a space, else up to a change of script, else anywhere a line may break."""
    end = len(text)
    while end > 1 and text_width(text[:end], size) > width:
        end -= 1
    space = text.rfind(" ", 0, end + 1)
    if space > 0:
        return space
    borders = [place for place in range(2, end + 1) if is_word_border(text, place) and text_width(text[place:], size) <= width]
    if borders:
        return borders[-1]
    while end > 1 and not may_break(text, end):
        end -= 1
    return end


def _advance(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if char in _NARROW:
        return 0.33
    if char in _WIDE:
        return 0.9
    return 0.68 if char.isupper() else 0.57
