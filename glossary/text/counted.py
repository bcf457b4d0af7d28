"""Lists whose length changed, and words for intervals that are read in two ways: tables of ``terms/lexicon``. No word stands here."""

from collections.abc import Mapping
from datetime import date
from typing import Final, TypeVar

import msgspec

from glossary.errors import N_, InvalidRecord, Problem

COUNTS, INTERVALS = "counts", "intervals"

Words = dict[str, tuple[str, ...]]
"""Language → words."""


class CountValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "from"}):
    """A number and the days between which it was right."""

    number: int
    since: date = date.min
    until: date = date.max

    def holds_on(self, days: tuple[date, date]) -> bool:
        """Whether the number was right on one of the days."""
        return self.since <= days[1] and days[0] <= self.until


class Count(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list: whose it is, what it is called, what is counted, how many there were and when."""

    owner: str
    value: tuple[CountValue, ...]
    names: Words = {}
    units: Words = {}
    home: tuple[str, ...] = ()
    source: str = ""


class Intervals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ambiguous words for intervals with the two ways in which they are read, and what settles them."""

    words: Words = {}
    settled: tuple[str, ...] = ()


class Counted(msgspec.Struct, frozen=True):
    """Both tables."""

    counts: tuple[Count, ...] = ()
    intervals: Intervals = Intervals()


EMPTY: Final = Counted()


def read_counted(tables: Mapping[str, Mapping[str, object]]) -> Counted:
    """The tables; a file that is absent leaves its list empty. Raises InvalidRecord naming file and field."""
    rows = tables.get(COUNTS, {}).get("count", ())
    return Counted(counts=_read(COUNTS, rows, tuple[Count, ...]), intervals=_read(INTERVALS, tables.get(INTERVALS, {}), Intervals))


Shape = TypeVar("Shape")


def _read(name: str, table: object, shape: type[Shape]) -> Shape:
    try:
        return msgspec.convert(table, shape)
    except msgspec.ValidationError as error:
        raise InvalidRecord(f"lexicon/{name}.toml", [Problem("", N_("{reason}"), (("reason", str(error)),))]) from None
