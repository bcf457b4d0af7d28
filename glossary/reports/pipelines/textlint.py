"""JSON as textlint writes it, for editors and reviewers that read that: positions in UTF-16 code units, lines and columns from 1.

Severities are those of textlint 15 (1 warning, 2 error, 3 information). ``fix`` is there only where it is safe, because readers
apply it unasked; other texts to write are ``suggestions``. Suppressed findings are not told, files without lines have the place
in the message.
"""

import json
from collections.abc import Mapping

from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.statuses import Level
from glossary.reports.checked import Checked, Unread
from glossary.reports.findings import UTF16
from glossary.reports.places import Places
from glossary.reports.regions import Region, Regions
from glossary.reports.report import Circumstances, Report, sentences

_SEVERITIES: Mapping[Level, int] = {Level.WARNING: 1, Level.ERROR: 2, Level.INFORMATION: 3}
_NOWHERE = Region(1, 1, 1, 1, 0, 0, exact=False)


class Writer(Report):
    """A list of files with their messages."""

    def __init__(self, run: Circumstances) -> None:
        super().__init__(run)
        self._results: list[dict[str, object]] = []

    def add(self, checked: Checked) -> None:
        """A message for each finding."""
        regions, places = Regions(checked.document, UTF16), Places(checked.document)
        messages = [self._message(finding, regions, places) for finding in checked.findings]
        self._results.append({"messages": messages, "filePath": checked.name})

    def add_unread(self, unread: Unread) -> None:
        """An error at the beginning of the file."""
        self._results.append({"messages": [_message(unread.code, unread.reason, _NOWHERE, Level.ERROR)], "filePath": unread.name})

    def text(self) -> str:
        """The list as one line, as textlint writes it."""
        return json.dumps(self._results, ensure_ascii=False) + "\n"

    def _message(self, finding: DraftFinding, regions: Regions, places: Places) -> dict[str, object]:
        lines = sentences(finding, places, self.run.lang)
        region = regions.of(finding.span) or _NOWHERE
        message = _message(finding.rule, "\n".join(lines), region, finding.level)
        edits = [(found, edit) for found in finding.suggestions if (edit := _edit(found, regions))]
        if edits and edits[0][0].safe:
            message["fix"] = edits.pop(0)[1]
        if edits:
            message["suggestions"] = [
                {"id": str(number), "message": found.text, "fix": edit} for number, (found, edit) in enumerate(edits, 1)
            ]
        return message


def _message(rule: str, text: str, region: Region, level: Level) -> dict[str, object]:
    return {
        "type": "lint",
        "ruleId": rule,
        "message": text,
        "index": region.start,
        "line": region.start_line,
        "column": region.start_column,
        "range": [region.start, region.end],
        "loc": {
            "start": {"line": region.start_line, "column": region.start_column},
            "end": {"line": region.end_line, "column": region.end_column},
        },
        "severity": _SEVERITIES[level],
    }


def _edit(suggestion: Suggestion, regions: Regions) -> dict[str, object] | None:
    region = regions.of(suggestion.span)
    if region is None or not region.exact:
        return None
    return {"range": [region.start, region.end], "text": suggestion.text}
