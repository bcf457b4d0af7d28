"""The files of ``glossary check``: which are meant, what is in them, and how what is written is kept apart from them."""

import glob
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from glossary.cli.language import _
from glossary.documents.registry import file_format_of, searched_extensions
from glossary.errors import InaccessibleFile, NotFound, UnchangedFile, UnwritableFile
from glossary.files.limits import MAX_BYTES
from glossary.files.refusals import reason_of
from glossary.text.width import printable

STDIN = "-"
OWNER_FILE = "~$"
"""What the names of the files begin with that Office keeps beside a document while it is open."""


HIDDEN = "."
"""What the names of files and folders begin with that nobody wants to see: ``.git``, ``.venv``."""


REPORT_MARK, REPORT_HEAD = b'<meta name="generator" content="Kakehashi">', 200
"""How a page is known that an earlier run has written, and within how many bytes it says so."""

BASELINE, NEW_BASELINE = "--baseline", "--write-baseline"
"""The only options that may name one file: the baseline that is read is the one that is written anew."""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A draft to check. ``path`` is None for standard input; ``within`` is its path below the folder that was named."""

    path: Path | None
    within: Path

    @property
    def name(self) -> str:
        """How the draft is called in what is printed."""
        return STDIN if self.path is None else shown_path(self.path)

    def read(self) -> bytes:
        """Its bytes, cut just over the most that is read at once. Raises InaccessibleFile."""
        if self.path is None:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        try:
            with self.path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            raise InaccessibleFile(path=self.name, reason=reason_of(error)) from None


def shown_path(path: Path) -> str:
    """A path as it can be printed and kept in reports: names of files may hold line breaks, and bytes that are no UTF-8."""
    return printable(os.fsencode(path).decode("utf-8", "replace"))


def find_drafts(
    names: Sequence[str],
    besides: Sequence[Path] = (),
    format_name: str | None = None,
    is_copy: Callable[[Path], bool] = lambda _path: False,
) -> Iterator[DraftFile]:
    """The drafts that are meant by names of files, folders and patterns, and - for standard input.

    Folders are searched for every format that can be opened, or, if it asks for that, for the one that is named; but neither
    ``besides``, where this run writes, nor copies of an earlier run, nor hidden files and folders, nor links, which lead elsewhere
    or back. ``is_copy`` is asked about real paths.
    A folder that cannot be searched is given as a draft, so that reading it fails and is told like any other that cannot be read.
    Raises NotFound where a name means nothing, click.UsageError for an empty one.
    """
    searched = searched_extensions(format_name) if format_name else ()
    left_out = {path.resolve() for path in besides}
    for name in names:
        if name == STDIN:
            yield DraftFile(None, Path("draft.txt"))
            continue
        if not name:
            raise click.UsageError(_("One of the names is empty, as a variable of the shell is that was not set. Name a file or folder."))
        path = Path(name)
        kind = kind_of(path)
        if kind == stat.S_IFDIR:
            for found, is_folder in sorted(_inside(path)):
                if is_folder or (_is_draft(found, searched) and not ((real := found.resolve()) in left_out or is_copy(real))):
                    yield DraftFile(found, found.relative_to(path))
        elif kind is not None:
            yield DraftFile(path, Path(path.name))
        else:
            matches = glob.iglob(name, recursive=True)  # noqa: PTH207  # Path.glob takes no absolute pattern
            files = sorted(found for found in map(Path, matches) if found.is_file())
            if not files:
                raise NotFound(_("file"), name)
            yield from (DraftFile(found, Path(found.name)) for found in files)


def kind_of(path: Path) -> int | None:
    """What a path leads to, as ``stat`` has it; None where there is nothing. What may not be looked at is told when it is read."""
    try:
        return stat.S_IFMT(path.stat().st_mode)
    except PermissionError:
        return stat.S_IFREG
    except (OSError, ValueError):  # ValueError: a name with a null character
        return None


def _inside(folder: Path) -> Iterator[tuple[Path, bool]]:
    """All files below a folder that are not hidden, and the folders that cannot be searched, which are marked."""
    closed: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(HIDDEN)]
        yield from ((Path(here, name), False) for name in names if not name.startswith(HIDDEN))
    yield from ((path, True) for path in closed)


def _is_draft(path: Path, searched: Sequence[str]) -> bool:
    is_known = path.suffix.lower() in searched if searched else bool(path.suffix and file_format_of(path.name))
    is_link = os.path.islink(path)  # noqa: PTH114  # Path.is_symlink fails where a file may not be looked at, which is told when it is read
    return is_known and not is_link and not path.name.startswith(OWNER_FILE) and kind_of(path) == stat.S_IFREG


def keep_originals(path: Path, drafts: Sequence[DraftFile]) -> None:
    """Raises click.UsageError where a file to be written is one of the drafts, under whatever name."""
    if path.exists() and any(draft.path is not None and draft.path.exists() and path.samefile(draft.path) for draft in drafts):
        raise click.UsageError(
            _("{path} is one of the drafts. A copy never overwrites an original: name another file or folder.", path=path)
        )


def keep_pages(path: Path) -> None:
    """Raises click.UsageError where a page stands that no earlier run has written: in a folder that is checked it would be a draft.

    ``find_drafts`` leaves out what lies where a report is to be written, so that ``keep_originals`` cannot know of it.
    """
    if file_format_of(path.name) is None or kind_of(path) != stat.S_IFREG:
        return
    head = DraftFile(path, path).read()[:REPORT_HEAD]
    if head and REPORT_MARK not in head:
        raise click.UsageError(
            _("{path} is there already, and it is no report. Name another file, or delete this one.", path=shown_path(path))
        )


def keep_apart(written: Sequence[tuple[str, Path]], others: Sequence[tuple[str, Path]]) -> None:
    """Raises click.UsageError where what is to be written would take the place of another file of the run.

    Both are options with their files. A baseline may be read and written anew.
    """
    for number, (option, path) in enumerate(written):
        for other, named in (*written[number + 1 :], *others):
            if other != option and (option, other) != (NEW_BASELINE, BASELINE) and _is_same(path, named):
                raise click.UsageError(
                    _(
                        "{path} is named by {option} and by {other}, and one would write over the other. Name two files.",
                        path=shown_path(path),
                        option=option,
                        other=other,
                    )
                )


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file; it need not be there yet."""
    return one.samefile(other) if one.exists() and other.exists() else one.resolve() == other.resolve()


def write_file(path: Path, content: bytes, like: Path | None = None) -> None:
    """Write a file whole or not at all, where it really lies; with the rights that it had, else those of another file."""
    import tempfile  # inline: slow import

    real = path.resolve()
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            _set_rights(name, real if real.exists() else like)
            Path(name).replace(real)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        refusal = UnwritableFile if kind_of(real) is None else UnchangedFile
        raise refusal(path=shown_path(path), reason=reason_of(error)) from None


def _set_rights(name: str, like: Path | None) -> None:
    import shutil  # inline: slow import

    if like is not None:
        shutil.copymode(like, name)
    else:
        mask = os.umask(0o077)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
