"""What git says of drafts: which of their lines are new since a revision. The only place where git is run.

It is run without a shell, with fixed arguments, as a reader: nothing is locked, nothing is fetched but what a partial clone has left
out, and no program that a repository names for its differences is started. The revision is made a commit's name before it stands in another command.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from glossary.errors import N_, GitFailure, NoRepository, UnknownRevision
from glossary.files.diff import ALL_LINES, NO_LINES, NO_TEXT, AddedLines, Change, read_numbers, read_patch

Item = TypeVar("Item")

TIMEOUT = 60
"""Seconds that one command may take."""

MAX_REVISION = 200
"""Characters in the name of a revision."""

FIRST = "HEAD"
"""The only revision that may be missing in a sound repository: before the first commit."""

_BATCH = 100
"""Files that are named in one command."""

_SETTINGS = ("core.quotepath=off", "core.fsmonitor=false")
_DIFF = ("diff", "--no-ext-diff", "--no-textconv", "--no-relative", "--no-color", "--ignore-submodules", "--find-renames")
_DISREGARDED = (
    *(
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_COMMON_DIR",
        "GIT_INDEX_FILE",
        "GIT_PREFIX",
        "GIT_CONFIG",
        "GIT_CONFIG_PARAMETERS",
        "GIT_CONFIG_COUNT",
    ),
    *("GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
)
"""What the environment of a hook says of the repository, relative to another folder, and what would change the answers."""


def added_lines(paths: Sequence[Path], revision: str) -> Mapping[Path, AddedLines]:
    """The lines of each file that are new or changed since the revision; all lines of files that git does not know.

    Before its first commit everything in a repository is new since HEAD.

    Raises NoRepository, UnknownRevision, GitFailure.
    """
    roots: dict[Path, list[Path]] = {}
    of_folder: dict[Path, Path] = {}
    for path in paths:
        folder = path.resolve().parent
        if folder not in of_folder:
            of_folder[folder] = _root(folder, path)
        roots.setdefault(of_folder[folder], []).append(path)
    found: dict[Path, AddedLines] = {}
    for root, inside in roots.items():
        names = {path: os.fsencode(path.resolve().relative_to(root).as_posix()) for path in inside}
        if revision == FIRST and _has_no_commit(root):
            found.update(dict.fromkeys(inside, ALL_LINES))
            continue
        lines = _in_repository(root, _commit(root, revision), sorted(set(names.values())))
        found.update({path: lines[name] for path, name in names.items()})
    return found


def _in_repository(root: Path, commit: str, names: Sequence[bytes]) -> Mapping[bytes, AddedLines]:
    known: set[bytes] = set()
    for batch in _batches(names):
        known.update(_git(root, "ls-files", "-z", "--", *batch).split(b"\0"))
    changes = {change.name: change for change in read_numbers(_git(root, *_DIFF, "--numstat", "-z", commit, "--"))}
    lines = {name: NO_LINES if name in known else ALL_LINES for name in names}
    texts = []
    for name in names:
        change = changes.get(name)
        if change is not None and name in known:
            texts += [change] if change.is_text else []
            lines[name] = NO_LINES if change.is_text else NO_TEXT
    for pairs in _batches(texts):
        lines |= read_patch(_patch(root, commit, pairs))
    return lines


def _patch(root: Path, commit: str, changes: Sequence[Change]) -> bytes:
    # Both names of a renamed file: git finds the old one only among the files that it looks at.
    names = dict.fromkeys(name for change in changes for name in (change.before, change.name))
    prefixes = ("--src-prefix=a/", "--dst-prefix=b/", "--inter-hunk-context=0", "--unified=0")
    return _git(root, *_DIFF, *prefixes, commit, "--", *names)


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]


def _root(folder: Path, path: Path) -> Path:
    done = _run(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        if "not a git repository" in said:
            raise NoRepository(path=str(path))
        raise GitFailure(reason=reason_of_git(said))
    return Path(os.fsdecode(done.stdout.removesuffix(b"\n"))).resolve()


def _has_no_commit(root: Path) -> bool:
    """Whether the branch on which the next commit will stand has none yet."""
    return (
        _run(root, "symbolic-ref", "--quiet", FIRST).returncode == 0
        and _run(root, "rev-parse", "--verify", "--quiet", FIRST).returncode != 0
    )


def _commit(root: Path, revision: str) -> str:
    """The name of the commit. A revision that could be an option is none."""
    is_sound = 0 < len(revision) <= MAX_REVISION and revision.isprintable() and not revision.startswith("-")
    done = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}") if is_sound else None
    commit = done.stdout.decode("ascii", "replace").strip() if done else ""
    if not commit.isalnum():
        raise UnknownRevision(path=str(root), revision=revision)
    return commit


def _git(root: Path, *arguments: str | bytes) -> bytes:
    done = _run(root, *arguments)
    if done.returncode:
        raise GitFailure(reason=reason_of_git(done.stderr.decode("utf-8", "replace")))
    return done.stdout


def _run(folder: Path, *arguments: str | bytes) -> "subprocess.CompletedProcess[bytes]":
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    environment = {name: value for name, value in os.environ.items() if name not in _DISREGARDED}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    command = ["git", *settings, "--no-pager", "--literal-pathspecs", *arguments]
    try:
        return subprocess.run(  # noqa: S603  # fixed arguments, a checked revision, and names behind --
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT, check=False
        )
    except FileNotFoundError:
        raise GitFailure(reason=N_("git is not installed, or not found on the PATH")) from None
    except subprocess.TimeoutExpired:
        raise GitFailure(reason=N_("it took more than a minute")) from None
    except OSError as error:
        raise GitFailure(reason=error.strerror or str(error)) from None


def reason_of_git(said: str) -> str:
    """Why git gave up: its first complaint. What stands behind it is advice, what stands before it are warnings."""
    lines = said.strip().splitlines()
    for line in lines:
        if (word := _COMPLAINT.match(line)) is not None:
            return line[word.end() :]
    return lines[-1].strip() if lines else N_("it gave no reason")


_COMPLAINT = re.compile(r"(?:fatal|error): ")
