"""Whole numbers as texts write them: ASCII, full-width and kanji figures (25, ２５, 二十五, 二五)."""

from collections.abc import Mapping

FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
ARABIC = "[0-9０-９]"
"""One figure that is no kanji."""


def whole_number(text: str, digits: Mapping[str, int], steps: Mapping[str, int]) -> int:
    """The value of figures and steps (十 百 千) with nothing else between. Raises ValueError for anything else."""
    total, current, written = 0, 0, False
    for char in text.translate(FULL_WIDTH):
        if char in steps:
            total += (current if written else 1) * steps[char]
            current, written = 0, False
        else:
            figure = digits.get(char)
            current = current * 10 + (int(char) if figure is None else figure)
            written = True
    return total + current
