"""One run of ``glossary check``: the termbase is loaded once, each draft is opened, checked, told and written."""

import contextlib
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossary.cli.draft_files import DraftFile, shown_path, write_file
from glossary.cli.language import _, interface_language, tell
from glossary.cli.parameters import today
from glossary.cli.progress import preparing, progress
from glossary.cli.request import Request
from glossary.config import Settings, read_settings
from glossary.documents.registry import DEFAULT, file_format_of, open_document
from glossary.domain.change import Replacement
from glossary.domain.statuses import Level
from glossary.errors import N_, GlossaryError, NotFound, UnchangedFile
from glossary.i18n import render_error

if TYPE_CHECKING:
    from glossary.cli.outcomes import Outcome, Told
    from glossary.cli.progress import Bar
    from glossary.documents.document import Document
    from glossary.domain.change import Written
    from glossary.domain.concept import Source
    from glossary.domain.finding import DraftFinding, Suggestion
    from glossary.files.diff import AddedLines
    from glossary.reports.report import Circumstances
    from glossary.workflows.check import CheckResult


UNREAD = 2
"""The exit code where a draft could not be read."""


class Run:
    """One run of the command."""

    def __init__(self, request: Request) -> None:
        from glossary.cli.project import Projects  # inline: slow import
        from glossary.workflows.checking import Checkings, with_extra_terms  # inline: slow import
        from glossary.workflows.parts import PassageCache  # inline: slow import
        from glossary.workflows.snapshot import Snapshots  # inline: slow import

        settings = read_settings()
        self._projects = Projects(request.living, request.given, settings, today())
        snapshots = Snapshots(settings)
        with preparing():
            self._checking = Checkings(settings).of(snapshots.current())
        self._run = circumstances(request.fail_on, snapshots.current().sources, settings)
        if request.extra is not None:
            self._checking = with_extra_terms(self._checking, request.extra)
        if snapshots.status().origin == "shipped":
            click.echo(_("No database yet: checking with the shipped terms."), err=True)
        self._request = request
        self._cache = PassageCache()
        self._seen: dict[Path, float | None] = {}
        self._added: dict[Path, AddedLines] = {}
        self._told: Told | None = {} if request.watch and request.reports else None

    def check_all(self) -> int:
        """Check every draft: 1 where a finding reaches the level, 2 where a draft could not be read."""
        drafts = self._projects.meant(list(dict.fromkeys(self._request.drafts(self._request.names))), self._request.names)
        return self._check_these(drafts, drafts)

    def check_changed(self) -> int:
        """Wait until a file changes, then check it again. One that is away, as between two steps of an editor, is waited for."""
        while True:
            drafts = self._drafts_there()
            for draft in drafts:
                if draft.path is not None and _modified(draft.path) not in (None, self._seen.get(draft.path)):
                    click.echo()
                    return self._check_changed(draft, drafts)
            time.sleep(0.5)

    def _check_changed(self, draft: DraftFile, drafts: Sequence[DraftFile]) -> int:
        try:
            return self._check_these([draft], drafts)
        except GlossaryError as error:  # of its project, or of git: it may be mended while we watch
            self._note_time(draft)
            tell(render_error(interface_language(), error))
            return UNREAD

    def _drafts_there(self) -> list[DraftFile]:
        """The drafts without those whose names mean nothing at the moment."""
        drafts: dict[DraftFile, None] = {}
        for name in self._request.names:
            with contextlib.suppress(NotFound):
                drafts.update(dict.fromkeys(self._request.drafts([name])))
        return self._projects.meant(list(drafts), self._request.names)

    def _check_these(self, drafts: Sequence[DraftFile], whole: Sequence[DraftFile]) -> int:
        """Check some drafts of the whole and tell what came of them; the reports that are kept speak of all that were ever checked."""
        from glossary.cli.outcomes import Telling, Wanted  # inline: slow import

        targets = self._request.copies.of(drafts) if self._request.copies else {}
        self._request.keep_files(drafts, targets.values())
        for draft in drafts:
            self._projects.checking(draft, self._checking)  # terms of a project that cannot be read are told once, before anything else
        self._added = self._added_lines(drafts)
        request = self._request
        wanted = Wanted(
            output=request.output,
            reports=request.reports,
            several=len(drafts) != 1,
            run=self._run,
            show_suppressed=request.show_suppressed,
            earlier=self._told,
        )
        told = Telling(wanted)
        with progress(_("Checking")) as bar:
            for number, draft in enumerate(drafts):
                try:
                    outcome = self._check(draft, targets, _share(bar, number, len(drafts)))
                except GlossaryError as error:
                    if len(drafts) == 1 and not told.reports and not request.watch:
                        raise
                    bar.clear()
                    told.failure(draft, error)
                else:
                    bar.clear()
                    told.outcome(outcome)
                bar(number + 1, len(drafts))
        code = told.finish(whole)
        is_noted = self._projects.finish(self._request.names, complete=code != UNREAD and self._request.diff is None)
        return 0 if is_noted else code

    def _check(self, draft: DraftFile, targets: Mapping[DraftFile, Path], advance: Callable[[int, int], None]) -> "Outcome":
        from glossary.cli.outcomes import Outcome  # inline: slow import
        from glossary.workflows.documents import annotate_document, check_document, fix_document  # inline: slow import

        def checked(document: "Document") -> "tuple[CheckResult, int]":
            checking, options = self._projects.checking(draft, self._checking), self._projects.options(draft)
            found = check_document(checking, document, options, today=today(), cache=self._cache, progress=advance)
            self._projects.take(draft, found)
            told = self._of_added_lines(draft, document, found)
            return replace(told, terms=()), len(found.terms)  # the terms hold on to the analysis of the whole text

        self._note_time(draft)
        content = draft.read()
        document = self._open(draft, content)
        outcome = Outcome(draft, document, *checked(document), document)
        findings = outcome.result.findings
        outcome.told_whole = self._is_told_whole(draft, document)
        if self._request.copies is not None and draft in targets:
            outcome.wanted_copy = True
            self._refuse_other_name(targets[draft], document)
            options = {"every_place": self._request.every_place, "fix": self._request.fix}
            written = annotate_document(document, findings, lang=interface_language(), **options)
            outcome.unplaced = written.unplaced
            if written.content != content or not written.unplaced:
                self._request.copies.write(targets[draft], written.content, like=draft.path)
                outcome.copy = targets[draft]
                outcome.fixes = _made(findings, written) if self._request.fix else ()
        elif self._request.fix and draft.path is not None:
            written = fix_document(document, findings)
            outcome.unplaced = written.unplaced
            if written.content != content:
                if draft.read() != content:
                    raise UnchangedFile(path=draft.name, reason=N_("it was changed while it was being checked; check it again"))
                write_file(draft.path, written.content)
                outcome.fixes = _made(findings, written)
                self._note_time(draft)
                outcome.document = self._open(draft, written.content)
                self._added |= self._added_lines([draft])
                outcome.result, outcome.terms = checked(outcome.document)
        return outcome

    def _refuse_other_name(self, target: Path, document: "Document") -> None:
        """A copy that is named by itself has the format of its draft: under another extension no program would open it."""
        if self._request.copies is not None and self._request.copies.folder is None:
            named = file_format_of(target.name)
            if named not in (None, document.format):
                raise click.UsageError(
                    _(
                        "{path} is the name of another format than {format}, which the draft has. Give the copy the extension of the draft.",
                        path=shown_path(target),
                        format=document.format,
                    )
                )

    def _note_time(self, draft: DraftFile) -> None:
        """Note how old a draft is before it is read: what is written meanwhile is a change, and so is what mends one that cannot be read."""
        if draft.path is not None:
            self._seen[draft.path] = _modified(draft.path)

    def _added_lines(self, drafts: Sequence[DraftFile]) -> "dict[Path, AddedLines]":
        """The lines that are new since the revision of --diff, file by file."""
        if self._request.diff is None:
            return {}
        from glossary.cli.git import added_lines  # inline: slow import

        return dict(added_lines([draft.path for draft in drafts if draft.path is not None], self._request.diff))

    def _of_added_lines(self, draft: DraftFile, document: "Document", found: "CheckResult") -> "CheckResult":
        """What is told with --diff: the draft was weighed as a whole, but only findings at new lines count."""
        if draft.path is None or draft.path not in self._added:
            return found
        from glossary.reports.added import at_added_lines  # inline: slow import

        lines = self._added[draft.path]
        findings, suppressed = (at_added_lines(told, document, lines) for told in (found.findings, found.suppressed))
        return replace(found, findings=findings, suppressed=suppressed)

    def _is_told_whole(self, draft: DraftFile, document: "Document") -> bool:
        if draft.path is None or draft.path not in self._added:
            return False
        from glossary.reports.added import is_told_whole  # inline: slow import

        return is_told_whole(document, self._added[draft.path])

    def _open(self, draft: DraftFile, content: bytes) -> "Document":
        """The document; a file that was named is taken for plain text where no format has its extension."""
        if draft.path is None:
            return open_document(content, format=self._request.format)
        fallback = None if file_format_of(draft.path.name) else DEFAULT
        return open_document(content, name=draft.name, format=self._request.format or fallback)


def _made(findings: "Sequence[DraftFinding]", written: "Written") -> "list[Suggestion]":
    """The safe fixes that found their places."""
    from glossary.workflows.check import safe_fixes  # inline: slow import

    left_out = {left.change.span for left in written.unplaced if isinstance(left.change, Replacement)}
    return [fix for fix in safe_fixes(findings) if fix.span not in left_out]


def _share(bar: "Bar", number: int, count: int) -> Callable[[int, int], None]:
    """How far one of several drafts is, as a part of all; one alone is counted in characters."""
    if count == 1:
        return bar
    return lambda done, total: bar(number + done / max(total, 1), count)


def circumstances(fail_on: Level, sources: "Mapping[str, Source]", settings: Settings) -> "Circumstances":
    """What reports have to know of the run. GitHub says where it expects files to be relative to; elsewhere that is the folder."""
    from glossary.reports.report import Circumstances  # inline: slow import

    here = Path.cwd()
    root = Path(os.environ.get("GITHUB_WORKSPACE") or here)
    return Circumstances(
        lang=interface_language(), fail_on=fail_on, here=here, root=root.absolute(), site=settings.site_url, sources=sources
    )


def _modified(path: Path) -> float | None:
    """When a file was last written; None while it is not there, as between two steps of an editor that saves it."""
    try:
        return path.stat().st_mtime
    except OSError:
        return None
