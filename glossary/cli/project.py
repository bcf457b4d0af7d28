"""What project files and the baseline say of the drafts of a run, and what there is to say of them at its end."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossary.cli.draft_files import DraftFile, shown_path, write_file
from glossary.cli.language import _, interface_language, tell
from glossary.errors import InaccessibleFile, InvalidBaseline, MissingTerms
from glossary.files.refusals import reason_of
from glossary.i18n import translate_plural
from glossary.workflows.checking import known_profiles, profile_named, with_extra_terms
from glossary.workflows.project import Given, expired, find_project, load_project, options_for

if TYPE_CHECKING:
    from glossary.config import Settings
    from glossary.domain.project import Project
    from glossary.domain.suppression import Suppression
    from glossary.formats.baseline import Entry
    from glossary.matching.checking import Checking
    from glossary.workflows.check import CheckOptions, CheckResult

_NOTHING = "default"
_STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Living:
    """What the command line says of project files and baselines. ``config`` takes the place of the files that would be found."""

    config: Path | None = None
    no_config: bool = False
    baseline: Path | None = None
    new_baseline: Path | None = None


class Projects:
    """The project files of a run and its baseline, each read once, and what they came to."""

    def __init__(self, living: Living, given: Given, settings: "Settings", today: date) -> None:
        self._living, self._given, self._today = living, given, today
        profile_named(settings, given.profile or _NOTHING)  # so that a wrong name is told by itself
        self._profiles = known_profiles(settings)
        self._of_folder: dict[Path, Project | None] = {}
        self._loaded: dict[Path, Project] = {}
        self._checkings: dict[str, Checking] = {}
        self._used: set[Suppression] = set()
        self._matched: dict[str, set[int | None]] = {}
        self._checked: dict[str, set[str]] = {}
        self._left_out: set[DraftFile] = set()
        self._new: dict[str, list[Entry]] = {}
        self._baseline = _read(living.baseline) if living.baseline else {}
        if living.new_baseline is not None:
            _keep_what_is_none(living.new_baseline)
        if living.config is not None:
            self._load(living.config)

    def meant(self, drafts: Sequence[DraftFile], names: Sequence[str]) -> list[DraftFile]:
        """The drafts without those that their projects exclude; of one that was named itself this is told, once."""
        kept: list[DraftFile] = []
        for draft in drafts:
            project = self._project(draft)
            if project is None or not project.excludes(self._path(draft, project)):
                kept.append(draft)
            elif str(draft.path or _STDIN) in names and draft not in self._left_out:
                self._left_out.add(draft)
                tell(_("{name}: left out, because {file} excludes it", name=draft.name, file=project.name))
        return kept

    def options(self, draft: DraftFile) -> "CheckOptions":
        """How a draft is to be checked."""
        from glossary.domain.project import Project, any_matches  # inline: slow import

        project = self._project(draft) or Project(name="")
        path = self._path(draft, project)
        self._matched.setdefault(project.name, set()).update(rules.line for rules in project.paths if any_matches(rules.files, path))
        options = options_for(project, path, self._given, self._profiles, self._today)
        known = self._known(draft)
        return replace(options, suppressions=(*options.suppressions, *known)) if known else options

    def checking(self, draft: DraftFile, checking: "Checking") -> "Checking":
        """What a draft is checked with: the terms of its project on top."""
        project = self._project(draft)
        if project is None or not project.terms:
            return checking
        if project.name not in self._checkings:
            for term_file in project.terms:
                folder = Path(project.name).parent
                path = folder / term_file
                # A link is followed: what it leads to has to lie there too, as a repository may be a stranger's.
                if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
                    raise MissingTerms(path=term_file, project=project.name)
                checking = with_extra_terms(checking, path)
            self._checkings[project.name] = checking
        return self._checkings[project.name]

    def take(self, draft: DraftFile, result: "CheckResult") -> None:
        """Remember what came of a draft."""
        self._used.update(found.suppressed for found in result.suppressed if found.suppressed)
        if draft.path is None:
            return
        if self._living.baseline is not None:
            seen = {found.fingerprint for found in result.all_findings}
            self._checked[_name_in(self._living.baseline, draft.path)] = seen
        if self._living.new_baseline is not None:
            from glossary.formats.baseline import entries_of  # inline: slow import

            known = set(self._known(draft))
            listed = [*result.findings, *(found for found in result.suppressed if found.suppressed in known)]
            self._new[_name_in(self._living.new_baseline, draft.path)] = entries_of(listed)

    def finish(self, names: Sequence[str], *, complete: bool) -> bool:
        """Write the new baseline and say what there is to say; whether a baseline was written. ``complete`` where every draft was read."""
        whole = [Path(name).resolve() for name in names if Path(name).is_dir()] if complete else []
        for line in self._remarks(whole):
            tell(line)
        target = self._living.new_baseline
        if target is None:
            return False
        if not complete:
            tell(_("The baseline {path} was not written, because not every draft could be read.", path=target))
            return False
        from glossary.formats.baseline import write_baseline  # inline: slow import

        write_file(target, write_baseline(self._new).encode())
        count = sum(map(len, self._new.values()))
        tell(
            translate_plural(
                interface_language(),
                "{count} finding is in the baseline {path}.",
                "{count} findings are in the baseline {path}.",
                count,
                path=shown_path(target),
            )
        )
        return True

    def _remarks(self, whole: Sequence[Path]) -> Iterator[str]:
        for path, project in self._loaded.items():
            old = expired(project, self._today)
            for allowance in old:
                until = allowance.suppression.until
                yield _(
                    "{file}: the exception for {what} ended on {until} and no longer works.",
                    file=_at(project, allowance.line),
                    what=allowance.subject,
                    until=until,
                )
            if any(path.resolve().parent.is_relative_to(folder) for folder in whole):
                for allowance in (*project.allowed, *project.dismissed):
                    if allowance not in old and allowance.suppression not in self._used:
                        yield _(
                            "{file}: the exception for {what} allowed nothing; take it out.",
                            file=_at(project, allowance.line),
                            what=allowance.subject,
                        )
                for rules in project.paths:
                    if rules.line not in self._matched.get(project.name, ()):
                        files = ", ".join(rules.files)
                        yield _(
                            "{file}: no draft lies under {files}; correct the pattern or take it out.",
                            file=_at(project, rules.line),
                            files=files,
                        )
        if self._living.baseline is not None and self._living.new_baseline is None:
            yield from self._remark_on_baseline(self._living.baseline)

    def _remark_on_baseline(self, path: Path) -> Iterator[str]:
        entries = [(entry, seen) for name, seen in self._checked.items() for entry in self._baseline.get(name, ())]
        gone = sum(entry.fingerprint not in seen for entry, seen in entries)
        if gone:
            yield translate_plural(
                interface_language(),
                "{path}: {count} of its {all} entries is gone; write the baseline anew with --write-baseline.",
                "{path}: {count} of its {all} entries are gone; write the baseline anew with --write-baseline.",
                gone,
                path=path,
                all=len(entries),
            )

    def _known(self, draft: DraftFile) -> "tuple[Suppression, ...]":
        if self._living.baseline is None or draft.path is None:
            return ()
        from glossary.formats.baseline import suppressions_of  # inline: slow import

        entries = self._baseline.get(_name_in(self._living.baseline, draft.path), ())
        return suppressions_of(entries, _("it stood there when the baseline was written"))

    def _project(self, draft: DraftFile) -> "Project | None":
        if self._living.no_config:
            return None
        if self._living.config is not None:
            return self._load(self._living.config)
        # Up from where the draft lies: "docs/../a.md" has nothing to do with docs.
        folder = Path.cwd() if draft.path is None else Path(os.path.normpath(draft.path.absolute())).parent
        if folder not in self._of_folder:
            found = find_project(folder)
            self._of_folder[folder] = self._load(found) if found else None
        return self._of_folder[folder]

    def _load(self, path: Path) -> "Project":
        shown = _shown(path)
        if shown not in self._loaded:
            self._loaded[shown] = load_project(shown, self._profiles)
        return self._loaded[shown]

    def _path(self, draft: DraftFile, project: "Project") -> str:
        """The draft as its project file names it."""
        return _STDIN if draft.path is None else _name_in(Path(project.name or _STDIN), draft.path)


def _at(project: "Project", line: int | None) -> str:
    """A place in a project file, as editors open it."""
    return f"{project.name}:{line}" if line else project.name


def _shown(path: Path) -> Path:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _name_in(file: Path, path: Path) -> str:
    """How a file is named in another one: from that one's folder, in UTF-8."""
    whole, folder = os.fsencode(path.absolute()).decode("utf-8", "replace"), file.absolute().parent
    try:
        return Path(os.path.relpath(whole, folder)).as_posix()
    except ValueError:  # Windows: on another drive
        return Path(whole).as_posix()


def _keep_what_is_none(path: Path) -> None:
    """Raises click.UsageError where something else than a baseline stands where one is to be written."""
    if not path.exists() or path.stat().st_size == 0:
        return
    try:
        _read(path)
    except InvalidBaseline:
        raise click.UsageError(
            _("{path} is there already, and it is no baseline. Name another file, or delete this one.", path=shown_path(path))
        ) from None


def _read(path: Path) -> "Mapping[str, tuple[Entry, ...]]":
    from glossary.formats.baseline import MAX_BASELINE_BYTES, read_baseline  # inline: slow import

    try:
        with path.open("rb") as file:
            return read_baseline(file.read(MAX_BASELINE_BYTES + 1), str(path))
    except OSError as error:
        raise InaccessibleFile(path=str(path), reason=reason_of(error)) from None
