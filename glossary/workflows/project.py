"""The project file of a draft: finds it, reads it, and says how the draft is to be checked by it."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from glossary.checks.registry import all_rule_ids
from glossary.domain.profile import Profile, Style
from glossary.domain.project import Allowance, PathRules, Project, with_levels, with_style
from glossary.errors import InaccessibleFile
from glossary.files.refusals import reason_of
from glossary.text.languages import Reader
from glossary.workflows.check import CheckOptions

FILE_NAME = ".glossary.toml"
_REPOSITORY = ".git"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the caller says; it stands over what a project file says. ``profile`` is a name."""

    lang: str | None = None
    profile: str | None = None
    reader: Reader | None = None
    as_of: date | None = None
    candidates: bool = False


def find_project(folder: Path) -> Path | None:
    """The project file that holds for the drafts of a folder: the nearest one from there upwards, no higher than the repository.

    Only a file of the person who checks counts, or one in a repository of that person or of the owner of the drafts' folder:
    anybody can write both into a folder above, such as /tmp.
    """
    found: Path | None = None
    for above in (folder, *folder.parents):
        if found is None and os.path.isfile(above / FILE_NAME):  # noqa: PTH113  # Path.is_file fails in a folder that may not be looked into
            found = above / FILE_NAME
        if os.path.exists(above / _REPOSITORY):  # noqa: PTH110  # as above
            return found if found is not None and (_is_own(found) or _is_own(above / _REPOSITORY, like=folder)) else None
    return found if found is not None and _is_own(found) else None


def _is_own(path: Path, *, like: Path | None = None) -> bool:
    """Whether the person who runs this made the file, or the link in its place (which may lead to any file), or who made another one."""
    if sys.platform == "win32":
        return True
    owner = _owner(path)
    return owner is not None and (owner == os.getuid() or (like is not None and owner == _owner(like)))


def _owner(path: Path) -> int | None:
    try:
        return path.lstat().st_uid
    except OSError:
        return None


def load_project(path: Path, profiles: Mapping[str, Profile]) -> Project:
    """The project in a file. Raises InaccessibleFile, UnreadableFile, InvalidProject."""
    from glossary.formats.project import MAX_PROJECT_BYTES, Known, read_project  # inline: slow import

    try:
        with path.open("rb") as file:
            content = file.read(MAX_PROJECT_BYTES + 1)
    except OSError as error:
        raise InaccessibleFile(path=str(path), reason=reason_of(error)) from None
    return read_project(content, str(path), Known(all_rule_ids(), tuple(profiles)))


def options_for(project: Project, path: str, given: Given, profiles: Mapping[str, Profile], today: date) -> CheckOptions:
    """How a file is checked; ``path`` is told from the folder of the project file. ``profiles`` has the one that is given."""
    rules = project.rules_for(path)
    profile = profiles[given.profile or rules.profile or "default"]
    reader = given.reader or (Reader(rules.reader) if rules.reader else None)
    return CheckOptions(
        lang=given.lang,
        profile=_under(profile, rules),
        reader=reader,
        as_of=given.as_of or project.as_of,
        candidates=given.candidates,
        suppressions=tuple(found.suppression for found in project.allowances_for(path) if found.suppression.holds_on(today)),
    )


def _under(profile: Profile, rules: PathRules) -> Profile:
    """The profile as the project has it."""
    if not rules.levels and not rules.region and rules.style == Style():
        return profile
    return replace(
        profile,
        region=rules.region or profile.region,
        style=with_style(profile.style, rules.style),
        levels=with_levels(profile.levels, rules.levels),
    )


def expired(project: Project, today: date) -> tuple[Allowance, ...]:
    """What is no longer left alone, because its last day has passed."""
    return tuple(found for found in (*project.allowed, *project.dismissed) if not found.suppression.holds_on(today))
