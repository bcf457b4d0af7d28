"""Findings as the API gives them, file by file, with the suppressed ones among them."""

import json

from glossary.reports.checked import Checked, Unread
from glossary.reports.findings import CODE_POINTS, finding_record, in_both, offsets_in
from glossary.reports.places import Places
from glossary.reports.report import Circumstances, Report
from glossary.reports.unplaced import unplaced_record


class Writer(Report):
    """A record for each file."""

    extensions = (".json",)

    def __init__(self, run: Circumstances) -> None:
        super().__init__(run)
        self._records: list[dict[str, object]] = []

    def add(self, checked: Checked) -> None:
        """A file with its findings."""
        self._records.append(_record(checked))

    def add_unread(self, unread: Unread) -> None:
        """A file with its problem."""
        self._records.append({"path": unread.name, "problem": {"code": unread.code, "detail": unread.reason}})

    def text(self) -> str:
        """All files, Japanese left readable."""
        return json.dumps({"results": self._records}, ensure_ascii=False, indent=1) + "\n"


def _record(checked: Checked) -> dict[str, object]:
    places, changed = Places(checked.document), Places(checked.changed or checked.document)
    offset = offsets_in(checked.document.draft.text, CODE_POINTS)
    return {
        "path": checked.name,
        "format": checked.document.format,
        "as_of": checked.as_of.isoformat(),
        "findings": [
            {**finding_record(finding, offset), "location": places.record(finding.span.start)} for finding in checked.all_findings
        ],
        "notes": [in_both(note) for note in checked.document.notes],
        "copy": checked.copy,
        "unplaced": [unplaced_record(left, changed, offset) for left in checked.unplaced],
    }
