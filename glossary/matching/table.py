"""A sorted list of keys and the forms that have each of them: answers equal, starting, containing and near.

Sorted lists with bisection serve equality and beginnings, one joined text serves pieces; both load in milliseconds, because
nothing has to be built. Above GRAM_INDEX_FROM keys a gram index narrows pieces and near misses first.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final

import msgspec

from glossary.matching.grams import GramIndex, GramRecord, build_grams
from glossary.matching.similarity import near_keys

GRAM_INDEX_FROM: Final = 10_000
"""Below so many keys, comparing with every key takes under a millisecond."""

_BETWEEN: Final = "\x00"
_LAST: Final = "\U0010ffff"


class TableRecord(msgspec.Struct, array_like=True):
    """A table as it is stored: sorted keys, where the forms of each start, the forms."""

    keys: list[str]
    starts: bytes
    forms: bytes
    grams: GramRecord | None = None


class KeyTable:
    """Keys of one kind. Forms are numbers that the owner of the table gave out."""

    def __init__(self, record: TableRecord) -> None:
        self.record = record
        self.keys = record.keys
        self._starts = memoryview(record.starts).cast("I")
        self._forms = memoryview(record.forms).cast("I")
        self._grams = GramIndex(record.grams) if record.grams is not None else None

    def forms(self, place: int) -> Sequence[int]:
        """The forms that have the key at that place."""
        return self._forms[self._starts[place] : self._starts[place + 1]]

    def equal(self, key: str) -> Sequence[int]:
        """The forms that have this key."""
        place = bisect_left(self.keys, key)
        return self.forms(place) if place < len(self.keys) and self.keys[place] == key else ()

    def starting(self, start: str) -> range:
        """The places of the keys that start so, longer ones only."""
        first = bisect_left(self.keys, start)
        if first < len(self.keys) and self.keys[first] == start:
            first += 1
        return range(first, bisect_left(self.keys, start + _LAST, lo=first))

    def containing(self, piece: str) -> Iterable[int]:
        """The places of the keys that contain the piece, ascending."""
        if self._grams is not None:
            found = self._grams.containing(piece, self.keys)
            if found is not None:
                return found
        return self._scan(piece)

    def most_containing(self, piece: str) -> int:
        """No more keys than this contain the piece: a cheap guess from above."""
        found = self._grams.most_containing(piece) if self._grams is not None else None
        return len(self.keys) if found is None else found

    def near(self, key: str, edits: int) -> list[tuple[int, int]]:
        """(place, edits) of the keys within so many edits of this one, nearest first."""
        if self._grams is None:
            return near_keys(key, self.keys, edits)
        places = list(self._grams.nearest(key, edits))
        found = near_keys(key, list(map(self.keys.__getitem__, places)), edits)
        return sorted(((places[place], distance) for place, distance in found), key=lambda pair: (pair[1], pair[0]))

    @cached_property
    def _joined(self) -> str:
        return _BETWEEN.join(self.keys)

    @cached_property
    def _offsets(self) -> list[int]:
        return list(accumulate((len(key) + 1 for key in self.keys), initial=0))

    def _scan(self, piece: str) -> Iterator[int]:
        joined, offsets = self._joined, self._offsets
        at = joined.find(piece)
        place = 0
        while at >= 0:
            place = bisect_left(offsets, at + 1, lo=place) - 1
            yield place
            at = joined.find(piece, offsets[place + 1])


def build_table(pairs: Iterable[tuple[str, int]]) -> KeyTable:
    """A table of (key, form) pairs in any order."""
    forms: dict[str, list[int]] = {}
    for key, form in pairs:
        found = forms.setdefault(key, [])
        if form not in found:
            found.append(form)
    keys = sorted(forms)
    starts = array("I", accumulate((len(forms[key]) for key in keys), initial=0))
    joined = array("I", (form for key in keys for form in forms[key]))
    grams = build_grams(keys) if len(keys) > GRAM_INDEX_FROM else None
    return KeyTable(TableRecord(keys=keys, starts=starts.tobytes(), forms=joined.tobytes(), grams=grams))
