"""Where a finding stands in a file that is text, as pipelines count: lines and columns from 1, in code points or UTF-16 code units.

Columns and offsets count from the first character after a byte order mark. What stands in a format whose words are written in
another way (an entity, a string between quotes) has the place of its unit.
"""

from dataclasses import dataclass

from glossary.documents.document import Document
from glossary.domain.span import Span
from glossary.reports.findings import CODE_POINTS, line_starts, offsets_in, position


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a file; its end is the place after its last character. ``exact`` says that it holds the words and nothing else."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int
    start: int
    end: int
    exact: bool


class Regions:
    """The regions of one document. None for what is in no text, such as a Word document."""

    def __init__(self, document: Document, unit: str = CODE_POINTS) -> None:
        self._document = document
        self._source = document.source()
        text = self._source.text if self._source else ""
        self._starts = line_starts(text)
        self._offset = offsets_in(text, unit)
        self._is_same = self._source is not None and text == document.draft.text

    @property
    def encoding(self) -> str | None:
        """The encoding of the file, as IANA calls it, if it is text."""
        return self._source.encoding_name.lower() if self._source else None

    def of(self, span: Span) -> Region | None:
        """Where these words of the draft stand in the file."""
        origin = self._document.origin(span)
        if origin is None:
            return None
        (line, column), (end_line, end_column) = self._place(origin.start), self._place(origin.end)
        return Region(line, column, end_line, end_column, self._offset(origin.start), self._offset(origin.end), self._is_same)

    def _place(self, offset: int) -> tuple[int, int]:
        line, column = position(self._starts, offset)
        begin = offset - column + 1
        return line, self._offset(offset) - self._offset(begin) + 1
