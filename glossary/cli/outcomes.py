"""What a run of ``glossary check`` says: findings and what was written, draft by draft, and a summary; as text or as reports."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from glossary.cli.draft_files import DraftFile, shown_path, write_file
from glossary.cli.language import _, tell
from glossary.documents.document import Document
from glossary.domain.change import Unplaced
from glossary.domain.finding import Suggestion
from glossary.errors import GlossaryError
from glossary.i18n import render, render_error, translate_plural
from glossary.reports.checked import Checked, Unread
from glossary.reports.findings import finding_lines
from glossary.reports.fixes import fix_lines
from glossary.reports.places import Places
from glossary.reports.report import Circumstances, Report, format_by_extension, new_report
from glossary.reports.suppressed import suppressed_summary
from glossary.reports.unplaced import unplaced_lines
from glossary.workflows.check import CheckResult

TEXT = "text"
"""The format that is printed while drafts are checked; all others are written at the end."""


@dataclass(slots=True)
class Outcome:
    """A draft that was checked, and what was written of it.

    ``changed`` is the document before it was mended: ``unplaced`` and ``fixes`` speak of it. ``told_whole``: all findings
    are told although --diff asks for new lines only. Terms are counted and not kept.
    """

    draft: DraftFile
    document: Document
    result: CheckResult
    terms: int
    changed: Document
    unplaced: Sequence[Unplaced] = ()
    copy: Path | None = None
    wanted_copy: bool = False
    fixes: Sequence[Suggestion] = ()
    told_whole: bool = False

    def checked(self) -> Checked:
        """The same for reports."""
        return Checked(
            name=self.draft.name,
            document=self.document,
            findings=self.result.findings,
            suppressed=self.result.suppressed,
            as_of=self.result.as_of,
            characters=self.result.characters,
            terms=self.terms,
            unplaced=self.unplaced,
            changed=self.changed,
            copy=shown_path(self.copy) if self.copy else None,
        )


Told = dict[DraftFile, Checked | Unread]
"""What came of each draft the last time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be told: the format that is printed, the files in which reports are kept, and the circumstances of the run.

    ``earlier`` is where --watch remembers what was told, so that each change gives a report on all drafts; elsewhere no document
    is kept in memory until the end.
    """

    output: str
    reports: Sequence[Path]
    several: bool
    run: Circumstances
    show_suppressed: bool = False
    earlier: Told | None = None


class Telling:
    """Prints outcomes as they come, or gathers them in reports."""

    def __init__(self, wanted: Wanted) -> None:
        self._lang, self._several = wanted.run.lang, wanted.several
        self._printed = None if wanted.output == TEXT else new_report(wanted.output, wanted.run)
        self._kept = {path: new_report(report_format(path), wanted.run) for path in wanted.reports}
        self._run, self._earlier = wanted.run, wanted.earlier
        self._reached = False
        self._show_suppressed = wanted.show_suppressed
        self._files = self._findings = self._suppressed = self._characters = self._terms = self._copies = self._unread = 0

    def outcome(self, outcome: Outcome) -> None:
        """Tell what came of a draft."""
        result = outcome.result
        self._reached = self._reached or any(map(self._run.fails, result.findings))
        self._files += 1
        self._findings += len(result.findings)
        self._suppressed += len(result.suppressed)
        self._characters += result.characters
        self._terms += outcome.terms
        self._copies += outcome.copy is not None
        if self.reports:
            self._add(outcome.draft, outcome.checked())
        if self._printed is None:
            for line in self._lines(outcome):
                click.echo(line)
        else:
            for line in self._written(outcome):
                tell(line)

    def failure(self, draft: DraftFile, error: GlossaryError) -> None:
        """Tell that a draft could not be read or written; the others go on."""
        sentence = render_error(self._lang, error)
        self._unread += 1
        tell(sentence if draft.name in sentence else f"{draft.name}: {sentence}")
        self._add(draft, Unread(name=draft.name, reason=sentence, code=error.code))

    def finish(self, whole: Sequence[DraftFile]) -> int:
        """Write what was gathered, and give the exit code. ``whole`` are all drafts of the run, in the order of reports."""
        if self._earlier is not None:
            for told in (self._earlier[draft] for draft in whole if draft in self._earlier):
                _take(self._kept.values(), told)
        for path, report in self._kept.items():
            write_file(path, report.text().encode())
        if self._printed is not None:
            click.echo(self._printed.text().encode(), nl=False)
            if not self._files and not self._unread:
                tell(self._summary())
        elif self._several:
            click.echo(self._summary())
        return 2 if self._unread else int(self._reached)

    def _add(self, draft: DraftFile, told: Checked | Unread) -> None:
        if self._earlier is None:
            _take(self.reports, told)
        else:
            self._earlier[draft] = told
            _take([] if self._printed is None else [self._printed], told)

    @property
    def reports(self) -> list[Report]:
        """All that is gathered: the reports that are kept, and the one that is printed."""
        return [*self._kept.values(), *([self._printed] if self._printed is not None else [])]

    def _lines(self, outcome: Outcome) -> list[str]:
        name, result, document = outcome.draft.name, outcome.result, outcome.document
        places = Places(document)
        where = None if places.counts_lines else lambda offset: places.short(offset, self._lang)
        listed = result.all_findings if self._show_suppressed else result.findings
        lines = finding_lines(name, document.draft.text, listed, self._lang, colour=sys.stdout.isatty(), where=where)
        remarks = [render(self._lang, note) for note in document.notes] + unplaced_lines(
            outcome.unplaced, Places(outcome.changed), self._lang
        )
        lines += [_("{name}: note: {text}", name=name, text=remark) for remark in remarks]
        if result.suppressed:
            lines.append(f"{name}: {suppressed_summary(result.suppressed, self._lang)}")
        lines += self._written(outcome)
        if self._several and not lines:
            return []  # of a folder of clean drafts only the summary is told
        lines.append(f"{name}: {' · '.join(self._counts(outcome))}")
        return lines

    def _written(self, outcome: Outcome) -> list[str]:
        """What was written of a draft, or why nothing was; and what else there is to say of it besides findings."""
        name, before = outcome.draft.name, outcome.changed
        lines = fix_lines(before.draft.text, outcome.fixes, Places(before), self._lang)
        lines[:1] = [f"{name}: {line}" for line in lines[:1]]
        if outcome.told_whole and outcome.result.findings:
            remark = _("git cannot compare its lines, so that all of its findings are told, not only new ones")
            lines.append(_("{name}: note: {text}", name=name, text=remark))
        if outcome.copy is not None:
            lines.append(_("{name}: the annotated copy is {path}", name=name, path=shown_path(outcome.copy)))
        elif outcome.wanted_copy:
            lines.append(
                _(
                    "{name}: no copy was written, because it could carry none of the comments. --report keeps the findings, --fix mends the file itself.",
                    name=name,
                )
            )
        return lines

    def _counts(self, outcome: Outcome) -> list[str]:
        masked = sum(outcome.result.masked_characters.values())
        return [
            translate_plural(self._lang, "{count} finding", "{count} findings", len(outcome.result.findings)),
            translate_plural(self._lang, "{count} character read", "{count} characters read", outcome.result.characters),
            translate_plural(self._lang, "{count} term recognised", "{count} terms recognised", outcome.terms),
            translate_plural(self._lang, "{count} character masked", "{count} characters masked", masked),
        ]

    def _summary(self) -> str:
        files = translate_plural(self._lang, "{count} file checked", "{count} files checked", self._files)
        if not self._files and not self._unread:
            return files
        parts = [
            files,
            translate_plural(self._lang, "{count} finding", "{count} findings", self._findings),
            translate_plural(self._lang, "{count} character read", "{count} characters read", self._characters),
            translate_plural(self._lang, "{count} term recognised", "{count} terms recognised", self._terms),
        ]
        if self._suppressed:
            parts.append(translate_plural(self._lang, "{count} finding suppressed", "{count} findings suppressed", self._suppressed))
        if self._copies:
            parts.append(translate_plural(self._lang, "{count} copy written", "{count} copies written", self._copies))
        if self._unread:
            parts.append(
                translate_plural(self._lang, "{count} file could not be checked", "{count} files could not be checked", self._unread)
            )
        return " · ".join(parts)


def _take(reports: Iterable[Report], told: Checked | Unread) -> None:
    for report in reports:
        if isinstance(told, Unread):
            report.add_unread(told)
        else:
            report.add(told)


def report_format(path: Path) -> str:
    """The format of a report by the name of its file. Raises click.UsageError for a name that says none."""
    known = format_by_extension()
    found = known.get(path.suffix.lower())
    if found is None:
        raise click.UsageError(
            _("The name of the report {path} says no format. Let it end in one of: {known}", path=path, known=", ".join(sorted(known)))
        )
    return found
