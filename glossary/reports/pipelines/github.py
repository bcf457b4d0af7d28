"""Workflow commands of GitHub Actions: a line for each finding, which becomes a remark at the line of the file.

``docs.github.com``, *Workflow commands*. Columns are code points, the last one included, and are told only for words on one line:
others are refused. Suppressed findings are not told.
"""

from collections.abc import Mapping

from glossary.domain.statuses import Level
from glossary.reports.checked import Checked, Unread
from glossary.reports.places import Places
from glossary.reports.regions import Region, Regions
from glossary.reports.report import Circumstances, Report, sentences

_COMMANDS: Mapping[Level, str] = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFORMATION: "notice"}

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


class Writer(Report):
    """The commands, in the order of the files."""

    def __init__(self, run: Circumstances) -> None:
        super().__init__(run)
        self._lines: list[str] = []

    def add(self, checked: Checked) -> None:
        """A command for each finding."""
        regions, places = Regions(checked.document), Places(checked.document)
        for finding in checked.findings:
            text = "\n".join(sentences(finding, places, self.run.lang))
            place = _place(regions.of(finding.span))
            self._lines.append(self._command(_COMMANDS[finding.level], checked.name, place, finding.rule, text))

    def add_unread(self, unread: Unread) -> None:
        """A command that says why."""
        self._lines.append(self._command("error", unread.name, {}, unread.code, unread.reason))

    def text(self) -> str:
        """One command a line; nothing at all where nothing was found."""
        return "".join(f"{line}\n" for line in self._lines)

    def _command(self, command: str, name: str, place: Mapping[str, int], title: str, text: str) -> str:
        properties = {"file": self.run.path(name).as_posix(), **place, "title": title}
        listed = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items() if value != "")
        return f"::{command} {listed}::{text.translate(_DATA)}"


def _place(region: Region | None) -> dict[str, int]:
    if region is None:
        return {}
    lines = {"line": region.start_line, "endLine": region.end_line}
    if region.start_line != region.end_line:
        return lines
    last = max(region.start_column, region.end_column - 1)
    return {"line": region.start_line, "col": region.start_column, "endLine": region.end_line, "endColumn": last}
