"""Annotated copies: where they go, and which of the files there are copies of an earlier run. An original is never overwritten.

The copies of a folder are known by a list that is kept beside them: a file is one of them as long as it has the very bytes that were
written. All else that lies there is never written over, and is a draft where the folder is searched.
"""

import hashlib
import json
import os
import stat
from collections.abc import Sequence
from pathlib import Path

import click

from glossary.cli.draft_files import STDIN, DraftFile, keep_originals, kind_of, shown_path, write_file
from glossary.cli.language import _
from glossary.errors import N_, UnchangedFile, UnwritableFile
from glossary.files.limits import MAX_BYTES
from glossary.files.refusals import reason_of

LIST = ".glossary-copies"
"""The name of the list; hidden, so that it is no draft either. Each line holds a digest and a path below the folder, as JSON.

Lines are added before a copy is written: runs beside each other keep what the others have noted, and where writing fails, the copy
that lies there still is known by an earlier line.
"""

MOST_STALE = 200
"""Lines beyond two for each copy, with which the list is written anew with the last two of each."""


class WrittenCopies:
    """The copies in a folder that this program has written. The list is read when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._known: dict[str, list[str]] | None = None
        self._lines = 0
        self._read: dict[Path, tuple[tuple[int, ...], str | None]] = {}
        """What was read last, with the file's age and size: whoever watches a folder asks for all copies twice a second."""

    def holds(self, path: Path) -> bool:
        """Whether a file, by its real path, is a copy, and still as it was written."""
        name = self._name(path)
        digests = self._list().get(name) if name is not None else None
        return digests is not None and self._digest(path) in digests

    def write(self, path: Path, content: bytes, like: Path | None) -> None:
        """Write a copy and note it; nothing is written over what is no copy. Raises UnwritableFile or UnchangedFile."""
        name = self._name(path.resolve())
        if name is None or path.is_symlink():
            raise UnchangedFile(path=shown_path(path), reason=N_("a link leads from there to another place"))
        if kind_of(path) is not None and _digest_of(path) not in self._list().get(name, ()):
            reason = N_("it is there already, and it is no copy of an earlier run; name another folder, or move this file")
            raise UnchangedFile(path=shown_path(path), reason=reason)
        self._note(name, hashlib.sha256(content).hexdigest())
        write_file(path, content, like=like)

    def _note(self, name: str, digest: str) -> None:
        known, path = self._list(), self._folder / LIST
        digests = known.setdefault(name, [])
        if digests[-1:] == [digest]:
            return
        if path.is_symlink():
            raise UnchangedFile(path=shown_path(path), reason=N_("a link leads from there to another place"))
        digests.append(digest)
        self._lines += 1
        if self._lines > 2 * len(known) + MOST_STALE:
            lines = [_line(other, earlier) for other, noted in sorted(known.items()) for earlier in noted[-2:]]
            write_file(path, "".join(lines).encode())
            self._lines = len(lines)
        else:
            _add(path, _line(name, digest))

    def _digest(self, path: Path) -> str | None:
        try:
            told = path.stat()
        except OSError:
            return None
        state = (told.st_mtime_ns, told.st_size, told.st_ino)
        if self._read.get(path, ((), None))[0] != state:
            self._read[path] = state, _digest_of(path)
        return self._read[path][1]

    def _name(self, path: Path) -> str | None:
        return path.relative_to(self._folder).as_posix() if path.is_relative_to(self._folder) else None

    def _list(self) -> dict[str, list[str]]:
        if self._known is None:
            known: dict[str, list[str]] = {}
            for name, digest in _entries(self._folder / LIST):
                known.setdefault(name, []).append(digest)
                self._lines += 1
            self._known = known
        return self._known


def _entries(path: Path) -> list[tuple[str, str]]:
    """The lines of a list as names with digests; lines that are none are left out, and so is a list that cannot be read."""
    if kind_of(path) != stat.S_IFREG:
        return []
    try:
        with path.open("rb") as file:
            lines = file.read(MAX_BYTES).splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, list) and [type(part) for part in entry] == [str, str]:
            found.append((entry[1], entry[0]))
    return found


def _line(name: str, digest: str) -> str:
    return "\n" + json.dumps([digest, name])  # the line before may have been cut off


def _add(path: Path, line: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(line)
    except OSError as error:
        raise UnwritableFile(path=shown_path(path), reason=reason_of(error)) from None


def _digest_of(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


class Copies:
    """Where annotated copies go: one file for one draft, else a folder that is laid out as the drafts are."""

    def __init__(self, target: str, names: Sequence[str]) -> None:
        self.target = Path(target)
        one = len(names) == 1 and (names[0] == STDIN or kind_of(Path(names[0])) not in (None, stat.S_IFDIR))
        self._is_folder = self.target.is_dir() or target.endswith(("/", os.sep)) or not one
        if self._is_folder and self.target.exists() and not self.target.is_dir():
            raise click.UsageError(_("{path} is a file. Several drafts need a folder for their copies.", path=target))
        self._written = WrittenCopies(self.target) if self._is_folder else None

    @property
    def folder(self) -> Path | None:
        """The folder of the copies; None where one file was named."""
        return self.target if self._is_folder else None

    def holds(self, path: Path) -> bool:
        """Whether a file, by its real path, is a copy that an earlier run has written, or where the only copy is to be written."""
        return self._written.holds(path) if self._written is not None else path == self.target.resolve()

    def of(self, drafts: Sequence[DraftFile]) -> dict[DraftFile, Path]:
        """Where the copy of each draft goes. Raises click.UsageError where one would overwrite a draft or another copy."""
        paths = {draft: self.target / draft.within if self._is_folder else self.target for draft in drafts}
        taken: set[Path] = set()
        for path in paths.values():
            if path in taken:
                raise click.UsageError(_("Two drafts would be copied to {path}. Check them one after the other.", path=path))
            taken.add(path)
        for path in paths.values():
            keep_originals(path, drafts)
        return paths

    def write(self, path: Path, content: bytes, like: Path | None) -> None:
        """Write a copy, with the rights of another file. Raises UnwritableFile or UnchangedFile."""
        if self._written is not None:
            self._written.write(path, content, like)
        else:
            write_file(path, content, like=like)
