"""The database file: opened without a trace, and every failure told in words."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from glossary.errors import UnreadableDatabase, UnsupportedDatabase
from glossary.store.revision import read_state
from glossary.store.sqlite import ReadConnections, database_file, open_for_reading, reading
from tests.store.entries import change, content, record

Guest = Callable[[], AbstractContextManager[None]]


def reason(path: Path) -> object:
    with pytest.raises(UnreadableDatabase) as caught, reading(path) as connection:
        connection.execute("SELECT * FROM layer").fetchall()
    assert caught.value.params["path"] == str(path)
    return caught.value.params["reason"]


@pytest.mark.parametrize(
    ("url", "path"), [("sqlite:////var/lib/terms.sqlite3", "/var/lib/terms.sqlite3"), ("sqlite:///terms.sqlite3", "terms.sqlite3")]
)
def test_an_address_names_its_file(url: str, path: str) -> None:
    assert database_file(url) == Path(path)


def test_another_kind_of_database_is_refused_without_telling_its_password() -> None:
    with pytest.raises(UnsupportedDatabase) as caught:
        database_file("postgresql://user:secret@host/terms")
    assert caught.value.params == {"url": "postgresql://host/terms"}


@pytest.mark.parametrize("url", ["sqlite:///", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    with pytest.raises(UnreadableDatabase) as caught:
        database_file(url)
    assert caught.value.params == {"path": url, "reason": "the address names no file"}


def test_reading_leaves_no_file_behind(database: Path) -> None:
    with reading(database) as connection:
        assert connection.execute("SELECT count(*) FROM concept").fetchone() == (0,)
    assert os.listdir(database.parent) == [database.name]


def test_a_missing_file_is_not_created(tmp_path: Path) -> None:
    assert reason(tmp_path / "none.sqlite3") == "there is no such file"
    assert os.listdir(tmp_path) == []


def test_a_connection_for_reading_cannot_write(database: Path) -> None:
    with closing(open_for_reading(database)) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM concept")


@pytest.mark.parametrize("name", ["a?mode=memory", "50% off", "a#b", "脅威", "sp ace"])
def test_any_name_of_a_folder_will_do(database: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    moved = database.rename(tmp_path / name / "terms.sqlite3")
    assert read_state(moved) is not None


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert reason(tmp_path / "none" / "terms.sqlite3") == "its folder does not exist"


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    assert reason(tmp_path) == "it is a folder, not a file"


def test_a_text_file_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "terms.sqlite3"
    path.write_text("These are notes, and there are many of them.\n" * 100)
    assert reason(path) == "the file is not a database"


def test_a_damaged_file_is_told_from_another_file(database: Path) -> None:
    data = bytearray(database.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    database.write_bytes(data)
    assert reason(database) == "the file is damaged; put a copy in its place, or move it away and run glossary db load"


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmark (url TEXT)")
    assert reason(path) == "the file is a database of another program"
    with pytest.raises(UnreadableDatabase) as caught:
        read_state(path)
    assert caught.value.params["reason"] == "the file is a database of another program"


def test_a_read_only_disk_can_be_read(shared_folder: Path, database: Path, without_rights: Guest) -> None:
    path = shared_folder / "terms.sqlite3"
    path.write_bytes(database.read_bytes())
    path.chmod(0o444)
    shared_folder.chmod(0o555)
    with without_rights():
        state = read_state(path)
    assert state is not None
    assert os.listdir(shared_folder) == [path.name]


def test_a_read_only_disk_refuses_to_be_written_in_words(shared_folder: Path, database: Path, without_rights: Guest) -> None:
    from glossary.store import layers

    path = shared_folder / "terms.sqlite3"
    path.write_bytes(database.read_bytes())
    path.chmod(0o444)
    shared_folder.chmod(0o555)
    terms = content([record()])
    with without_rights(), pytest.raises(UnreadableDatabase) as caught:
        layers.write(path, terms, change())
    assert caught.value.params["reason"] == "the file or its folder cannot be written"
    assert path.read_bytes() == database.read_bytes()


def test_a_file_of_somebody_else_is_named(shared_folder: Path, database: Path, without_rights: Guest) -> None:
    path = shared_folder / "terms.sqlite3"
    path.write_bytes(database.read_bytes())
    path.chmod(0o600)
    with without_rights(), pytest.raises(UnreadableDatabase) as caught:
        read_state(path)
    assert caught.value.params["reason"] == "the file may not be read by this user"


def test_a_connection_is_used_again(connections: ReadConnections) -> None:
    with connections.take() as first:
        pass
    with connections.take() as second:
        assert second is first


def test_two_readers_at_once_have_two_connections(connections: ReadConnections) -> None:
    with connections.take() as first, connections.take() as second:
        assert first is not second


def test_a_connection_that_failed_is_not_used_again(connections: ReadConnections) -> None:
    with connections.take() as first:
        pass
    with pytest.raises(UnreadableDatabase), connections.take() as again:
        assert again is first
        again.execute("SELECT nothing FROM nowhere")
    with connections.take() as second:
        assert second is not first


def test_a_connection_that_comes_back_after_the_end_is_closed(database: Path) -> None:
    connections = ReadConnections(database)
    with connections.take() as connection:
        connections.close()
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")
