"""Where a place of a draft is, as people say it: line and column in a text, else a cell, a slide, a page, a paragraph."""

from functools import cached_property

from glossary.documents.document import Document
from glossary.domain.message import Message
from glossary.errors import N_
from glossary.i18n import both, render
from glossary.reports.findings import line_starts, position

LINE_COLUMN = N_("line {line}, column {column}")


class Places:
    """The places of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.counts_lines = document.counts_lines
        """Whether line and column say where a place is."""

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self._document.draft.text)

    def message(self, place: int) -> Message:
        """A place in words."""
        found = self._document.location(place)
        if found is not None:
            return found
        line, column = position(self._starts, place)
        return Message(LINE_COLUMN, (("line", line), ("column", column)))

    def record(self, place: int) -> dict[str, str]:
        """A place in words, in every language."""
        return both(self.message(place))

    def short(self, place: int, lang: str) -> str:
        """A place as a line of a terminal begins: ``12:3``, or in words."""
        found = self._document.location(place)
        return ":".join(map(str, position(self._starts, place))) if found is None else render(lang, found)
