"""The state of the database, read without the ORM."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from glossary.errors import NewerDatabase
from glossary.store import layers
from glossary.store.revision import SCHEMAS, DatabaseState, LayerRevision, read_state
from tests.store.entries import change, content, record


def test_no_file_is_no_state_and_stays_no_file(tmp_path: Path) -> None:
    assert read_state(tmp_path / "terms.sqlite3") is None
    assert read_state(tmp_path / "none" / "terms.sqlite3") is None
    assert os.listdir(tmp_path) == []


def test_an_empty_file_is_no_state(tmp_path: Path) -> None:
    path = tmp_path / "terms.sqlite3"
    path.touch()
    assert read_state(path) is None


def test_a_new_database_has_no_layer(database: Path) -> None:
    assert read_state(database) == DatabaseState(schema=SCHEMAS[-1], layers=())


def test_the_state_tells_the_layers_lowest_first(database: Path) -> None:
    layers.write(database, content([record()]), change("shipped", fingerprint="f00", pinned=True))
    layers.write(database, content([record()]), change("collection"))
    state = read_state(database)
    assert state is not None
    checksum = state.layers[0].checksum
    assert state.layers == (
        LayerRevision(name="shipped", number=1, checksum=checksum, fingerprint="f00", pinned=True, loaded_at="2026-11-25T09:00:00Z"),
        LayerRevision(name="collection", number=1, checksum=checksum, fingerprint="", pinned=False, loaded_at="2026-11-25T09:00:00Z"),
    )


def test_a_newer_database_is_refused(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabase) as caught:
        read_state(database)
    assert caught.value.params == {"path": str(database)}


def test_a_cold_command_does_not_pay_for_the_orm() -> None:
    code = (
        "import sys, glossary.store.revision, glossary.store.search, glossary.store.concepts\n"
        "print(sorted({'sqlalchemy', 'sqlmodel', 'alembic', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_package_itself_imports_nothing() -> None:
    code = "import sys\nimport glossary\nbefore = set(sys.modules)\nimport glossary.store\nprint(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['glossary.store']\n"
