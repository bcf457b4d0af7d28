"""The files of jobs on disk and their rows: what a restart needs, and nothing else.

A file begins with one line that says what is asked for; the document follows. Everything here may fail without harm: a job that
cannot be written stays in memory and does not survive a restart.
"""

import contextlib
import json
import logging
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from glossary.errors import GlossaryError
from glossary.store.revision import read_state
from glossary.workflows.cache import try_lock

_log = logging.getLogger(__name__)

FOLDER: Final = "jobs"
SUFFIX: Final = ".job"
_LOCK: Final = "lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked for: the name of the file, the language of the reader, the options as they were chosen."""

    name: str
    lang: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftJob:
    """A job that an earlier run left unanswered. ``created`` is in seconds since 1970."""

    id: str
    owner: str
    file: str
    created: float
    order: Order


class JobFolder:
    """The folder of one site's jobs. One process has it at a time; to the others it is closed."""

    def __init__(self, cache_folder: Path, database: Path | None) -> None:
        self._folder = cache_folder / FOLDER
        self._database = database or Path()
        self._lock: IO[bytes] | None = None

    def open(self, oldest: float) -> list[LeftJob]:
        """Take the folder if it is free: the jobs in it that are younger than ``oldest``. All else in it is deleted."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = (self._folder / _LOCK).open("ab")
        except OSError as error:
            _log.warning("long checks will not survive a restart: %s", error.strerror or error)
            return []
        if not try_lock(lock):
            lock.close()
            return []
        self._lock = lock
        return self._sorted_out(oldest)

    def close(self) -> None:
        """Give the folder free for another process."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def store(self, id: str, owner: str, created: float, order: Order, content: bytes) -> str:
        """Write a file and its row; the file's name, empty where that cannot be."""
        if self._lock is None or not self._has_rows():
            return ""
        from glossary.store import jobs  # inline: slow import

        file = secrets.token_hex(16) + SUFFIX
        moment = datetime.fromtimestamp(created, UTC).isoformat(timespec="seconds")
        try:
            handle = os.open(self._folder / file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as opened:
                opened.write(json.dumps(asdict(order)).encode() + b"\n" + content)
            jobs.add(self._database, jobs.StoredJob(id=id, owner=owner, file=file, tries=0, created_at=moment))
        except (OSError, GlossaryError) as error:
            _log.warning("a long check will not survive a restart: %s", type(error).__name__)
            _delete(self._folder / file)
            return ""
        return file

    def read(self, file: str) -> tuple[Order, bytes] | None:
        """What is asked for, and the document; None where the file has gone or is damaged."""
        try:
            head, _, content = (self._folder / file).read_bytes().partition(b"\n")
            return Order(**json.loads(head)), content
        except (OSError, ValueError, TypeError):
            return None

    def begin(self, id: str) -> int:
        """Count one more try of a job; how many there are now."""
        from glossary.store import jobs  # inline: slow import

        try:
            return jobs.begin(self._database, id)
        except GlossaryError:  # the database has gone: then there is no restart to count for
            return 1

    def forget(self, file: str, id: str) -> None:
        """Delete a file and its row."""
        from glossary.store import jobs  # inline: slow import

        _delete(self._folder / file)
        with contextlib.suppress(GlossaryError):  # a row without its file is deleted at the next start
            jobs.remove(self._database, [id])

    def _has_rows(self) -> bool:
        try:
            state = read_state(self._database) if self._database.name else None
        except GlossaryError:
            return False
        return state is not None and state.is_current

    def _sorted_out(self, oldest: float) -> list[LeftJob]:
        left: list[LeftJob] = []
        if self._has_rows():
            from glossary.store import jobs  # inline: slow import

            with contextlib.suppress(GlossaryError):
                rows = jobs.read(self._database)
                for row in rows:
                    created = datetime.fromisoformat(row.created_at).timestamp()
                    found = self.read(row.file) if created > oldest else None
                    if found is not None:
                        left.append(LeftJob(id=row.id, owner=row.owner, file=row.file, created=created, order=found[0]))
                kept = {job.id for job in left}
                jobs.remove(self._database, [row.id for row in rows if row.id not in kept])
        files = {job.file for job in left}
        with contextlib.suppress(OSError):
            for path in self._folder.glob("*" + SUFFIX):
                if path.name not in files:
                    _delete(path)
        return left


def _delete(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
