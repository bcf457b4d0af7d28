"""What a run of ``glossary check`` says: findings and what was written, draft by draft, and a summary; as text or as JSON, and as a report."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from glossary.cli.draft_files import DraftFile, write_file
from glossary.cli.language import _, interface_language
from glossary.documents.document import Document
from glossary.domain.change import Unplaced
from glossary.domain.concept import Source
from glossary.domain.statuses import Level
from glossary.errors import GlossaryError
from glossary.i18n import render, render_error, translate_plural
from glossary.reports.findings import CODE_POINTS, finding_lines, finding_record, in_both, offsets_in
from glossary.reports.places import Places
from glossary.reports.unplaced import unplaced_lines, unplaced_record
from glossary.workflows.check import CheckResult

_RANK = {Level.ERROR: 2, Level.WARNING: 1, Level.INFORMATION: 0}


@dataclass(slots=True)
class Outcome:
    """A draft that was checked, and what was written of it.

    ``changed`` is the document before it was mended: ``unplaced`` speaks of it. Terms are counted and not kept.
    """

    draft: DraftFile
    document: Document
    result: CheckResult
    terms: int
    changed: Document
    unplaced: Sequence[Unplaced] = ()
    copy: Path | None = None


class Telling:
    """Prints outcomes as they come, or gathers them for JSON and for the report."""

    def __init__(self, output: str, fail_on: Level, *, several: bool, report: Path | None) -> None:
        self._is_json, self._fail_on, self._several, self._report = output == "json", fail_on, several, report
        self._lang = interface_language()
        self._records: list[dict[str, object]] = []
        self._kept: list[Outcome] = []
        self._unread: list[tuple[str, str]] = []
        self._reached = False
        self._files = self._findings = self._characters = self._terms = self._copies = 0

    def outcome(self, outcome: Outcome) -> None:
        """Tell what came of a draft."""
        result = outcome.result
        self._reached = self._reached or any(_RANK[finding.level] >= _RANK[self._fail_on] for finding in result.findings)
        self._files += 1
        self._findings += len(result.findings)
        self._characters += result.characters
        self._terms += outcome.terms
        self._copies += outcome.copy is not None
        if self._report:
            self._kept.append(outcome)
        if self._is_json:
            self._records.append(_record(outcome))
        else:
            for line in self._lines(outcome):
                click.echo(line)

    def failure(self, draft: DraftFile, error: GlossaryError) -> None:
        """Tell that a draft could not be read or written; the others go on."""
        sentence = render_error(self._lang, error)
        self._unread.append((draft.name, sentence))
        click.echo(sentence if draft.name in sentence else f"{draft.name}: {sentence}", err=True)
        if self._is_json:
            self._records.append({"path": draft.name, "problem": {"code": error.code, "detail": sentence}})

    def finish(self, sources: Mapping[str, Source]) -> int:
        """Write what was gathered, and give the exit code."""
        if self._report:
            self._write_report(self._report, sources)
        if self._is_json:
            click.echo(json.dumps({"results": self._records}, ensure_ascii=False, indent=1))
        elif self._several:
            click.echo(self._summary())
        return 2 if self._unread else int(self._reached)

    def _lines(self, outcome: Outcome) -> list[str]:
        name, result, document = outcome.draft.name, outcome.result, outcome.document
        places = Places(document)
        where = None if places.counts_lines else lambda offset: places.short(offset, self._lang)
        lines = finding_lines(name, document.draft.text, result.findings, self._lang, colour=sys.stdout.isatty(), where=where)
        remarks = [render(self._lang, note) for note in document.notes] + unplaced_lines(
            outcome.unplaced, Places(outcome.changed), self._lang
        )
        lines += [_("{name}: note: {text}", name=name, text=remark) for remark in remarks]
        if outcome.copy is not None:
            lines.append(_("{name}: the annotated copy is {path}", name=name, path=outcome.copy))
        lines.append(
            _(
                "{name}: {findings} finding(s); {characters} characters read, {terms} terms recognised, {masked} characters masked.",
                name=name,
                findings=len(result.findings),
                characters=result.characters,
                terms=outcome.terms,
                masked=sum(result.masked_characters.values()),
            )
        )
        return lines

    def _summary(self) -> str:
        parts = [
            translate_plural(self._lang, "{count} file checked", "{count} files checked", self._files),
            translate_plural(self._lang, "{count} finding", "{count} findings", self._findings),
            translate_plural(self._lang, "{count} character read", "{count} characters read", self._characters),
            translate_plural(self._lang, "{count} term recognised", "{count} terms recognised", self._terms),
        ]
        if self._copies:
            parts.append(translate_plural(self._lang, "{count} copy written", "{count} copies written", self._copies))
        if self._unread:
            count = len(self._unread)
            parts.append(translate_plural(self._lang, "{count} file could not be checked", "{count} files could not be checked", count))
        return " · ".join(parts)

    def _write_report(self, path: Path, sources: Mapping[str, Source]) -> None:
        from glossary.reports.printed import Checked, Unread, printed_report  # inline: slow import

        files = [
            Checked(
                name=outcome.draft.name,
                document=outcome.document,
                findings=outcome.result.findings,
                as_of=outcome.result.as_of,
                characters=outcome.result.characters,
                terms=outcome.terms,
                unplaced=outcome.unplaced,
                changed=outcome.changed,
            )
            for outcome in self._kept
        ]
        unread = [Unread(name=name, reason=sentence) for name, sentence in self._unread]
        write_file(path, printed_report(files, self._lang, sources=sources, unread=unread).encode())


def _record(outcome: Outcome) -> dict[str, object]:
    places, changed = Places(outcome.document), Places(outcome.changed)
    offset = offsets_in(outcome.document.draft.text, CODE_POINTS)
    return {
        "path": outcome.draft.name,
        "format": outcome.document.format,
        "as_of": outcome.result.as_of.isoformat(),
        "findings": [
            {**finding_record(finding, offset), "location": places.record(finding.span.start)} for finding in outcome.result.all_findings
        ],
        "notes": [in_both(note) for note in outcome.document.notes],
        "copy": str(outcome.copy) if outcome.copy else None,
        "unplaced": [unplaced_record(left, changed, offset) for left in outcome.unplaced],
    }
