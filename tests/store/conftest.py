"""Databases for the tests of the store."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glossary.store.migrate import upgrade
from glossary.store.sqlite import ReadConnections


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "termbase.sqlite3"
    upgrade(path)
    return path


@pytest.fixture
def database(_empty: Path, tmp_path: Path) -> Path:
    """A database of today's schema without terms."""
    path = tmp_path / "database" / "termbase.sqlite3"
    path.parent.mkdir()
    shutil.copy(_empty, path)
    return path


@pytest.fixture
def connections(database: Path) -> Iterator[ReadConnections]:
    opened = ReadConnections(database)
    yield opened
    opened.close()


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that another user of the machine may enter."""
    folder = Path(tempfile.mkdtemp(prefix="kakehashi-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def without_rights() -> Callable[[], contextlib.AbstractContextManager[None]]:
    """A context in which this process has no more rights than a guest: for root every disk can be written."""

    @contextlib.contextmanager
    def guest() -> Iterator[None]:
        if not hasattr(os, "geteuid"):
            pytest.skip("rights of files are different on this system")
        was = os.geteuid()
        if was == 0:
            os.seteuid(65_534)
        try:
            yield
        finally:
            if was == 0:
                os.seteuid(0)

    return guest
