"""The snapshot in service: loaded, compiled, cached and swapped without a pause.

A broken termbase never takes the service down: the last good snapshot stays, and ``status`` says what was not loaded. Every
process looks for itself whether the database has moved on; nothing is told from one process to another.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from glossary.config import Settings
from glossary.errors import N_, GlossaryError, UnreadableDatabase
from glossary.matching.compile import Snapshot
from glossary.store.revision import LayerRevision, read_state
from glossary.store.search import TextSearch, is_current
from glossary.store.sqlite import ReadConnections, database_file, reading
from glossary.workflows.building import from_database, from_folder, key_of

DATABASE: Final = "database"
SHIPPED: Final = "shipped"

LOOK_SECONDS: Final = 1.0
"""How often the database is asked for its revisions, whatever the number of requests."""

RETRY_SECONDS: Final = 60.0
"""When a revision that could not be compiled is tried again although nothing has changed."""


_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotStatus:
    """What is in service. ``origin`` is ``database`` or ``shipped``; ``problem`` says why a newer revision was not loaded.

    ``error`` is the same as an error that can be shown in the reader's language, where there is one.
    """

    key: str
    origin: str
    revision: str
    problem: str | None = None
    error: GlossaryError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Service:
    """What is in service. ``search`` is None without a database, or where it has no text index of this program."""

    origin: str
    snapshot: Snapshot
    search: "_TextCandidates | None" = None

    @property
    def key(self) -> str:
        """The key of what came from the database; empty for what did not."""
        return self.snapshot.key if self.origin == DATABASE else ""

    @property
    def revision(self) -> str:
        """The revision as people see it: the numbers of the layers, or the beginning of the shipped terms' fingerprint."""
        revisions = [layer.revision for layer in self.snapshot.layers]
        return "+".join(revision.partition("-")[0] if self.origin == DATABASE else revision[:8] for revision in revisions)


class _TextCandidates:
    """The text search of the database. When the database goes away, terms are still found: that must not fail with the texts."""

    def __init__(self, search: TextSearch, note: Callable[[Exception], None]) -> None:
        self._search = search
        self._note = note

    def find(self, text: str, limit: int) -> Sequence[tuple[str, str]]:
        """(concept id, language) of the texts that contain the query; nothing while the database cannot be read."""
        try:
            return self._search.find(text, limit)
        except UnreadableDatabase as error:
            self._note(error)
            return ()

    def close(self) -> None:
        """Close the connections."""
        self._search.close()


class Snapshots:
    """Hands out the current snapshot to any thread. The first one who asks waits for it; later ones never do.

    ``prepare`` is called with each later snapshot before it comes into service, in the thread that built it.
    """

    def __init__(self, settings: Settings, prepare: Callable[[Snapshot], object] = lambda _snapshot: None) -> None:
        self._settings = settings
        self._prepare = prepare
        self._lock = threading.Lock()
        self._service: _Service | None = None
        self._problem: Exception | None = None
        self._next_look = 0.0
        self._retry: tuple[str, float] = ("", 0.0)
        self._builder: threading.Thread | None = None

    def current(self) -> Snapshot:
        """The snapshot in service.

        Looks for a new revision at most once a second; a new one is compiled beside the old one, which answers until then.
        Raises GlossaryError where nothing could be loaded yet.
        """
        return self._serving().snapshot

    def text_candidates(self) -> _TextCandidates | None:
        """Search in the definitions and usage notes of the database in service; None where that must be done in memory."""
        return self._serving().search

    def status(self) -> SnapshotStatus:
        """What is in service, and why it is not the newest. Raises like ``current``."""
        service = self._serving()
        problem = self._problem
        return SnapshotStatus(
            key=service.snapshot.key,
            origin=service.origin,
            revision=service.revision,
            problem=None if problem is None else str(problem),
            error=problem if isinstance(problem, GlossaryError) else None,
        )

    def close(self) -> None:
        """Let go of the database."""
        if self._service is not None and self._service.search is not None:
            self._service.search.close()

    def _serving(self) -> _Service:
        # Every request comes through here, and most answers cost little more than this: no lock on the usual way.
        service = self._service
        if service is None:
            return self._first()
        if time.monotonic() >= self._next_look:
            self._look(service)
        return service

    def _first(self) -> _Service:
        with self._lock:
            if self._service is None:
                if isinstance(self._problem, GlossaryError) and time.monotonic() < self._next_look:
                    raise self._problem.with_traceback(None)
                try:
                    self._service = self._build(*self._wanted())
                    self._problem = None
                except GlossaryError as error:
                    self._note(error)
                    raise
                finally:
                    self._next_look = time.monotonic() + LOOK_SECONDS
            return self._service

    def _look(self, service: _Service) -> None:
        """Ask the database for its revisions and start to build where they are new. One thread does; the others go on."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            now = time.monotonic()
            if now < self._next_look or (self._builder is not None and self._builder.is_alive()):
                return
            self._next_look = now + LOOK_SECONDS
            try:
                path, layers = self._wanted()
            except GlossaryError as error:
                self._note(error)
                return
            key = key_of(layers)
            if key == service.key:
                self._problem = None
            elif not layers:
                self._note(UnreadableDatabase(path=str(path), reason=N_("it is gone, or holds no terms any more")))
            elif self._retry[0] != key or now >= self._retry[1]:
                self._builder = threading.Thread(target=self._swap, args=(path, layers), name="snapshot", daemon=True)
                self._builder.start()
        finally:
            self._lock.release()

    def _swap(self, path: Path, layers: Sequence[LayerRevision]) -> None:
        """Build and put into service, in a thread of its own: whatever goes wrong ends here, and the old snapshot stays."""
        old = self._service
        try:
            service = self._build(path, layers, old)
            self._prepare(service.snapshot)
        except Exception as error:
            self._retry = (key_of(layers), time.monotonic() + RETRY_SECONDS)
            self._note(error)
            return
        self._service = service
        self._problem = None
        if old is not None and old.search is not None:
            old.search.close()

    def _build(self, path: Path, layers: Sequence[LayerRevision], old: _Service | None = None) -> _Service:
        if not layers:
            return _Service(origin=SHIPPED, snapshot=from_folder(self._settings))
        return _Service(
            origin=DATABASE,
            snapshot=from_database(self._settings, path, layers, old.snapshot if old else None),
            search=self._search_in(path),
        )

    def _search_in(self, path: Path) -> _TextCandidates | None:
        with reading(path) as connection:
            has_index = is_current(connection)
        return _TextCandidates(TextSearch(ReadConnections(path)), self._note) if has_index else None

    def _note(self, error: Exception) -> None:
        """Remember why the newest state is not in service; one line in the log for each new reason."""
        if str(error) != str(self._problem):
            _log.error("the newest termbase is not in service: %s", error or type(error).__name__)
        self._problem = error

    def _wanted(self) -> tuple[Path, tuple[LayerRevision, ...]]:
        """What should be in service: the layers that hold something, none without a database."""
        path = database_file(self._settings.database_url)
        state = read_state(path)
        layers = tuple(layer for layer in state.layers if layer.number) if state is not None else ()
        if state is not None and layers and not state.is_current:
            raise UnreadableDatabase(path=str(path), reason=N_("an older version of the program made it; run glossary db upgrade"))
        return path, layers
