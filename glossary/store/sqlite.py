"""The SQLite file: where it is, how it is opened for reading, and why it cannot be used, in words for people.

Standard library only, so that a cold command reads without the ORM.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from glossary.errors import N_, UnreadableDatabase, UnsupportedDatabase

SCHEME: Final = "sqlite:///"

BUSY_SECONDS: Final = 30.0
"""How long a writer waits for another one: longer than any load that we know."""

_SMALLEST_DATABASE: Final = 512
"""Bytes of one page of the smallest size."""

MEMORY: Final = ":memory:"


def database_file(url: str) -> Path:
    """The file that a database address names.

    Raises UnsupportedDatabase for another kind of database, UnreadableDatabase for one in memory, which would be lost.
    """
    if not url.startswith(SCHEME):
        raise UnsupportedDatabase(url=_without_password(url))
    path = url.removeprefix(SCHEME)
    if not path or path == MEMORY:
        raise UnreadableDatabase(path=url, reason=N_("the address names no file"))
    return Path(path)


def _without_password(url: str) -> str:
    """The address without what stands before its last @: an error message is no place for a password."""
    scheme, separator, rest = url.partition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"


def open_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that reads and never creates a file or leaves one behind; it may be handed from thread to thread.

    ``mode=rw`` with ``query_only`` and not ``mode=ro``: a read-only connection cannot clean up the files of the write-ahead
    log that it makes. Where the disk is read-only and no log is pending, the file is opened as immutable. Raises
    UnreadableDatabase.
    """
    try:
        return _open(path, "mode=rw")
    except sqlite3.Error as error:
        if not _is_readable_only(path):
            raise unreadable(path, error) from error
    try:
        return _open(path, "mode=ro&immutable=1")
    except sqlite3.Error as error:
        raise unreadable(path, error) from error


def _open(path: Path, mode: str) -> sqlite3.Connection:
    # Two slashes and an absolute path: a question mark or a hash in a folder's name is no part of the address.
    uri = f"file://{quote(path.resolve().as_posix() if os.name != 'nt' else '/' + path.resolve().as_posix())}?{mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cache_size = -16384")
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def exists(path: Path) -> bool:
    """Whether there is such a file. Raises UnreadableDatabase where this user may not even look."""
    try:
        return path.exists()
    except OSError as error:
        raise UnreadableDatabase(path=str(path), reason=_NOT_ALLOWED) from error


def refuse_fragment(path: Path) -> None:
    """Raise UnreadableDatabase for a file too small to be a database, which SQLite would take for an empty one and overwrite."""
    if path.is_file() and 0 < path.stat().st_size < _SMALLEST_DATABASE:
        raise UnreadableDatabase(path=str(path), reason=_REASONS[sqlite3.SQLITE_NOTADB])


def _is_readable_only(path: Path) -> bool:
    """Whether the file can be read but nothing be written beside it, and no committed page waits in a log."""
    log = path.with_name(path.name + "-wal")
    try:
        pending = log.exists() and log.stat().st_size > 0
    except OSError:
        return False
    return not pending and path.is_file() and _may(path, os.R_OK) and not _may(path.parent, os.W_OK)


def _may(path: Path, how: int) -> bool:
    return os.access(path, how, effective_ids=os.access in os.supports_effective_ids)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one read; what it sees is one state of the database. Raises UnreadableDatabase."""
    with closing(open_for_reading(path)) as connection:
        try:
            connection.execute("BEGIN")
            yield connection
        except sqlite3.Error as error:
            raise unreadable(path, error) from error


class ReadConnections:
    """Connections that are used again: a request takes one and gives it back; there are as many as threads reading at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        self._is_closed = False

    @contextmanager
    def take(self) -> Iterator[sqlite3.Connection]:
        """A connection for a moment. Raises UnreadableDatabase."""
        # list.pop and list.append are atomic, so that no lock is needed.
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = open_for_reading(self.path)
        try:
            yield connection
        except sqlite3.Error as error:
            connection.close()
            raise unreadable(self.path, error) from error
        except BaseException:
            connection.close()
            raise
        if self._is_closed:
            connection.close()
        else:
            self._idle.append(connection)

    def close(self) -> None:
        """Close the idle connections now and each other one when it comes back."""
        self._is_closed = True
        while self._idle:
            self._idle.pop().close()


def unreadable(path: Path, error: sqlite3.Error) -> UnreadableDatabase:
    """What SQLite says, as an error that a person can act on."""
    return UnreadableDatabase(path=str(path), reason=_reason(path, getattr(error, "sqlite_errorcode", 0), str(error)))


def _reason(path: Path, code: int, message: str) -> str:
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_CANTOPEN:
        return _why_not_opened(path)
    if primary in _REASONS:
        return _REASONS[primary]
    if primary == sqlite3.SQLITE_ERROR and message.startswith(("no such table", "no such column")):
        return N_("the file is a database of another program")
    return message


def _why_not_opened(path: Path) -> str:
    try:
        if not path.parent.exists():
            return N_("its folder does not exist")
        if path.is_dir():
            return N_("it is a folder, not a file")
        if not path.exists():
            return (
                N_("there is no such file and its folder cannot be written")
                if not _may(path.parent, os.W_OK)
                else N_("there is no such file")
            )
        if not _may(path, os.R_OK):
            return _NOT_ALLOWED
    except OSError:
        return _NOT_ALLOWED
    return N_("its folder cannot be written")


_NOT_ALLOWED: Final = N_("the file may not be read by this user")
_REASONS: Final = {
    sqlite3.SQLITE_NOTADB: N_("the file is not a database"),
    sqlite3.SQLITE_CORRUPT: N_("the file is damaged; put a copy in its place, or move it away and run glossary db load"),
    sqlite3.SQLITE_READONLY: N_("the file or its folder cannot be written"),
    sqlite3.SQLITE_PERM: N_("the file or its folder cannot be written"),
    sqlite3.SQLITE_FULL: N_("the disk is full; nothing was changed"),
    sqlite3.SQLITE_IOERR: N_("the disk reported an error"),
    sqlite3.SQLITE_BUSY: N_("another program has been writing to it for too long; try again"),
    sqlite3.SQLITE_LOCKED: N_("another program has been writing to it for too long; try again"),
}
