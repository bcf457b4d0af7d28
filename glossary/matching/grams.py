"""Pieces of two or three characters and the keys that hold them: finds keys that contain a text or nearly are it.

Used above some ten thousand keys, where comparing with each of them takes too long. Two characters where Japanese is
involved, three for Latin letters; the start of a key counts as a character of its own. One edit spoils at most four pieces
(a swap of two letters): among the rarest ``4 × edits + 1`` pieces of a query one stands unspoilt in every key that is so near.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Final

import msgspec

START: Final = "\x02"
"""Stands before a key; folded text has no control characters."""

SPOILT_BY_EDIT: Final = 4

MAX_POSTINGS: Final = 1_500
"""Keys that one query looks at, each time it meets one counted: what bounds the time of a query made of common pieces. More
find nothing more: of misspelt names among 100,000 the same share is lost up to four times as many."""

FEW: Final = 16
"""So few keys are rather read than narrowed down further."""

MAX_LENGTH: Final = 255
"""Longer keys count as so long."""

_FIRST_JAPANESE: Final = "\u2e80"
"""From this code point on, scripts have thousands of characters: two of them say as much as three Latin letters."""


class GramRecord(msgspec.Struct, array_like=True):
    """A gram index as it is stored: grams, where the postings of each start, the postings, the length of each key."""

    grams: list[str]
    starts: bytes
    postings: bytes
    lengths: bytes


class GramIndex:
    """The grams of a list of keys; postings are positions in the list, those of shorter keys first."""

    def __init__(self, record: GramRecord) -> None:
        self._grams = record.grams
        self._starts = memoryview(record.starts).cast("I")
        self._postings = memoryview(record.postings).cast("I")
        self._lengths = record.lengths

    def nearest(self, query: str, edits: int) -> set[int]:
        """Keys among which are those within so many edits of the query, none of them judged yet."""
        shortest, longest = len(query) - edits, len(query) + edits
        all_found = sorted((self._find(gram) for gram in set(grams(query))), key=len)
        near: set[int] = set()
        budget = MAX_POSTINGS
        for found in all_found[: SPOILT_BY_EDIT * edits + 1]:
            length = self._lengths.__getitem__
            first = bisect_left(found, shortest, key=length)
            postings = found[first : bisect_right(found, longest, lo=first, key=length)]
            if near and len(postings) > budget:
                break
            near.update(postings[:MAX_POSTINGS])
            budget -= len(postings)
        return near

    def most_containing(self, piece: str) -> int | None:
        """No more keys than this contain the piece; None where it is too short to say."""
        inner = grams(piece)[1:]
        return min(len(self._find(gram)) for gram in inner) if inner else None

    def containing(self, piece: str, keys: Sequence[str]) -> list[int] | None:
        """The keys that contain the piece, ascending; None where the piece is too short to be found by its grams."""
        inner = grams(piece)[1:]
        if not inner:
            return None
        rarest, *others = sorted((self._find(gram) for gram in set(inner)), key=len)
        left = set(rarest)
        for postings in others:
            if len(left) <= FEW:
                break
            left.intersection_update(postings)
        return sorted(key for key in left if piece in keys[key])

    @cached_property
    def _places(self) -> dict[str, int]:
        return {gram: place for place, gram in enumerate(self._grams)}

    def _find(self, gram: str) -> memoryview:
        place = self._places.get(gram)
        return self._postings[:0] if place is None else self._postings[self._starts[place] : self._starts[place + 1]]


def grams(text: str) -> list[str]:
    """The grams of a text in order, the one with the start first; every border between characters is in one of them."""
    marked = START + text
    found = []
    for place in range(len(marked) - 1):
        pair = marked[place : place + 2]
        if pair[1] >= _FIRST_JAPANESE or pair[0] >= _FIRST_JAPANESE:
            found.append(pair)
        else:
            triple = marked[place : place + 3]
            if len(triple) == 3:
                found.append(pair if triple[2] >= _FIRST_JAPANESE else triple)
    return found


def build_grams(keys: Sequence[str]) -> GramRecord:
    """The gram index of these keys."""
    postings: dict[str, array[int]] = {}
    lengths = bytes(min(len(key), MAX_LENGTH) for key in keys)
    for number in sorted(range(len(keys)), key=lengths.__getitem__):
        for gram in set(grams(keys[number])):
            found = postings.get(gram)
            if found is None:
                found = postings[gram] = array("I")
            found.append(number)
    ordered = sorted(postings)
    starts = array("I", [0])
    joined = array("I")
    for gram in ordered:
        joined.extend(postings[gram])
        starts.append(len(joined))
    return GramRecord(grams=ordered, starts=starts.tobytes(), postings=joined.tobytes(), lengths=lengths)
