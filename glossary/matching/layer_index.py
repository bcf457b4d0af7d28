"""The index of one layer: its forms, the keys under which they are found, and in what order equal finds stand.

Plain lists that load in milliseconds: ``indexing`` makes them, with all that is costly.
"""

from collections.abc import Sequence
from functools import cached_property
from heapq import nsmallest
from typing import Final

import msgspec

from glossary.matching.keys import Key
from glossary.matching.table import KeyTable, TableRecord
from glossary.matching.texts import MemoryTexts, TextRecord
from glossary.text.languages import LANGUAGES

READING, HIDDEN, DISCOURAGED, CASE_SENSITIVE, SECOND_READING = 1, 2, 4, 8, 16
"""What a form is, as bits."""

MOST_LINKED: Final = 200
"""Concepts that can be offered where nothing was found."""


class IndexRecord(msgspec.Struct, array_like=True):
    """An index as it is stored. The arrays hold one number for each form, ``links`` one for each concept."""

    concepts: list[str]
    forms: list[str]
    owners: bytes
    langs: bytes
    positions: bytes
    bits: bytes
    ranks: bytes
    homophone_ranks: bytes
    links: bytes
    tables: list[TableRecord]
    inflected: dict[str, str]
    texts: TextRecord | None = None


class LayerIndex:
    """What a layer can be asked. Forms and concepts are numbers into ``forms`` and ``concepts``."""

    def __init__(self, record: IndexRecord) -> None:
        self.record = record
        self.concepts = record.concepts
        self.forms = record.forms
        self.owners = memoryview(record.owners).cast("I")
        self.positions = memoryview(record.positions).cast("I")
        self.ranks = memoryview(record.ranks).cast("I")
        self.homophone_ranks = memoryview(record.homophone_ranks).cast("I")
        self.links = memoryview(record.links).cast("I")
        self.langs = record.langs
        self.bits = record.bits
        self.inflected = record.inflected
        self.texts = None if record.texts is None else MemoryTexts(record.texts, record.concepts)
        self._tables = [KeyTable(table) for table in record.tables]

    def table(self, key: Key) -> KeyTable:
        """The table of one kind of keys."""
        return self._tables[key]

    def lang(self, form: int) -> str:
        """The language of a form."""
        return LANGUAGES[self.langs[form]]

    @cached_property
    def most_linked(self) -> Sequence[int]:
        """A form of each language of the concepts that most others and most pitfalls name."""
        numbers = nsmallest(MOST_LINKED, range(len(self.concepts)), key=lambda number: (-self.links[number], number))
        wanted = {number: place for place, number in enumerate(numbers)}
        first = {(self.owners[form], self.langs[form]): form for form in range(len(self.forms) - 1, -1, -1) if self.owners[form] in wanted}
        return sorted(first.values(), key=lambda form: (wanted[self.owners[form]], form))
