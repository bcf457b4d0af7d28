"""Where a line may end in a text without spaces, for drawings that no browser wraps."""

import re
from typing import Final

from glossary.text.scripts import script_of

_NOT_FIRST: Final = re.compile(
    r"[\u3001\u3002\u300d\u300f\uff09"  # comma, full stop, closing brackets
    r"\u30fb\u30fc"  # middle dot, long vowel mark
    r"\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e"  # small hiragana
    r"\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee]"  # small katakana
)
"""Characters that begin no line (JIS X 4051)."""


def may_break(text: str, place: int) -> bool:
    """Whether a line may begin with the character at that place."""
    return 0 < place < len(text) and _NOT_FIRST.match(text[place]) is None


def is_word_border(text: str, place: int) -> bool:
    """Whether a line may begin there and the script changes, which is mostly where a word ends."""
    return may_break(text, place) and script_of(text[place - 1]) is not script_of(text[place])
