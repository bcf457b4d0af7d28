"""How near two texts are: the door to RapidFuzz.

Distance is optimal string alignment (insert, drop, replace, swap neighbours) with a limit in edits. A share of the length would
lose a two-character term with one wrong character; scorers made for sentences (WRatio) are twenty times slower.
"""

from collections.abc import Sequence
from typing import Final

SHORT: Final = 4
"""Up to so many characters one edit is a slip, above two are."""

MAX_LENGTH: Final = 100
"""A longer text is no misspelt term."""


def allowed_edits(length: int) -> int:
    """How many edits a slip in a word of that length may have; none in a single character."""
    if length < 2 or length > MAX_LENGTH:
        return 0
    return 1 if length <= SHORT else 2


def edits_between(text: str, other: str) -> int:
    """The number of edits that turn one text into the other."""
    from rapidfuzz.distance import OSA  # inline: slow import

    return OSA.distance(text, other)


def near_keys(key: str, keys: Sequence[str], edits: int) -> list[tuple[int, int]]:
    """(place, edits) of the keys within so many edits, nearest first, equal ones in their order."""
    from rapidfuzz.distance import OSA  # inline: slow import
    from rapidfuzz.process import extract  # inline: slow import

    found = extract(key, keys, scorer=OSA.distance, processor=None, score_cutoff=edits, limit=None)
    return sorted(((place, int(distance)) for _, distance, place in found), key=lambda pair: (pair[1], pair[0]))
