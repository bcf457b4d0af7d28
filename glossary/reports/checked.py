"""What came of a file, for reports of every format."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from glossary.documents.document import Document
from glossary.domain.change import Unplaced
from glossary.domain.finding import DraftFinding, by_place


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A file that was checked: under which name, what was found, read and recognised, and what found no place in the copy.

    ``suppressed`` are findings to be left alone, each with who says so and why. ``changed`` is the document in which changes were
    sought a place, where that is another one: the file before it was mended. ``copy`` is the name of the annotated copy.
    """

    name: str
    document: Document
    findings: Sequence[DraftFinding]
    as_of: date
    characters: int
    terms: int
    suppressed: Sequence[DraftFinding] = ()
    unplaced: Sequence[Unplaced] = ()
    changed: Document | None = None
    copy: str | None = None

    @property
    def all_findings(self) -> Sequence[DraftFinding]:
        """The findings and those that are suppressed, in the order of the text."""
        if not self.suppressed:
            return self.findings
        return sorted([*self.findings, *self.suppressed], key=by_place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file that could not be read or written: why, in the reader's language, and the stable code of the error."""

    name: str
    reason: str
    code: str = ""
