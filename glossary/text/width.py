"""How wide text stands in a terminal or a typewritten column."""

import unicodedata


def columns(text: str) -> int:
    """The columns that a terminal gives the text: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
