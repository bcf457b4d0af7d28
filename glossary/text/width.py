"""How wide text stands in a terminal or a typewritten column."""

import re
import unicodedata
from functools import lru_cache

_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def columns(text: str) -> int:
    """The columns that a terminal gives the text: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


@lru_cache(maxsize=8_192)
def _cells(char: str) -> int:
    return 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1


def printable(text: str) -> str:
    """The text on one line, without what a terminal or the log of a pipeline would obey: signs for control become U+FFFD."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
