"""Files kept between runs: named by a hash of what they were made from, written whole or not at all, made by one process only.

Whoever reads a file must judge whether its bytes are sound. A folder that cannot be written is no error: the work is then done
again by every process.
"""

import contextlib
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import IO, Final, TypeVar

from glossary.errors import GlossaryError

T = TypeVar("T")

_log = logging.getLogger(__name__)

SUFFIX: Final = ".snapshot"
KEPT_FILES: Final = 4
"""How many files stay when a new one is written, the youngest ones: other databases of the same user want theirs, too."""

LOCK_SECONDS: Final = 120.0
"""How long to wait for another process that makes the same file before making it oneself."""

_STALE_SECONDS: Final = 3_600.0
"""After that a temporary file was left behind by a process that died."""


class FileCache:
    """A folder of files by key."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, key: str) -> bytes | None:
        """What is kept under the key; None where nothing is, or nothing that can be read."""
        path = self._path(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # its age says when it was used last
        return content

    def write(self, key: str, content: bytes) -> None:
        """Keep the content under the key. Where the folder cannot be written, one line in the log says so."""
        import tempfile  # inline: slow import

        temporary: str | None = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self._folder, suffix=".new")
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).replace(self._path(key))
        except OSError as error:
            _log.warning("the compiled termbase was not kept in %s: %s", self._folder, error.strerror or error)
            if temporary is not None:
                _delete(Path(temporary))
            return
        self._clean()

    def obtain(self, key: str, load: Callable[[bytes], T], make: Callable[[], T], dump: Callable[[T], bytes | None]) -> T:
        """What is kept under the key, else what is made now and kept; one process makes it while the others wait for the file.

        ``load`` raises ValueError or GlossaryError for bytes that cannot be used; what ``dump`` has no bytes for is not kept.
        """
        found = self._loaded(key, load)
        if found is not None:
            return found
        with self.lock(key):
            found = self._loaded(key, load)
            if found is None:
                found = make()
                content = dump(found)
                if content is not None:
                    self.write(key, content)
        return found

    def _loaded(self, key: str, load: Callable[[bytes], T]) -> T | None:
        content = self.read(key)
        if content is None:
            return None
        try:
            return load(content)
        except (ValueError, GlossaryError) as error:
            _log.info("%s", error)
            return None

    @contextlib.contextmanager
    def lock(self, key: str) -> Iterator[None]:
        """Only one process makes the file of a key; the others wait and then find it. A process that dies lets go.

        Where no lock is to be had, the work goes on without: twice the work, never a wrong file.
        """
        file = self._open_lock(key)
        if file is None:
            yield
            return
        deadline = time.monotonic() + LOCK_SECONDS
        try:
            while not try_lock(file) and time.monotonic() < deadline:
                time.sleep(0.05)
            yield
        finally:
            file.close()

    def _open_lock(self, key: str) -> IO[bytes] | None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return self._path(key).with_suffix(".lock").open("ab")
        except OSError:
            return None

    def _path(self, key: str) -> Path:
        return self._folder / f"{blake2b(key.encode(), digest_size=16).hexdigest()}{SUFFIX}"

    def _clean(self) -> None:
        """Delete all but the youngest files, their locks, and what dead processes left."""
        ages: list[tuple[float, Path]] = []
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                with contextlib.suppress(OSError):
                    ages.append((path.stat().st_mtime, path))
        kept = {path.stem for _, path in sorted((age, path) for age, path in ages if path.suffix == SUFFIX)[-KEPT_FILES:]}
        long_ago = time.time() - _STALE_SECONDS
        for age, path in ages:
            is_over = path.suffix == SUFFIX or (path.suffix in (".lock", ".new") and age < long_ago)
            if is_over and path.stem not in kept:
                _delete(path)


def _delete(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


if sys.platform == "win32":
    import msvcrt

    def try_lock(file: IO[bytes]) -> bool:
        """Take the lock of an open file, which lasts until it is closed; False where another process has it."""
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_lock(file: IO[bytes]) -> bool:
        """Take the lock of an open file, which lasts until it is closed; False where another process has it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
