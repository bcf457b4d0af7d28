"""The snapshot in service: always the last good one, swapped without a pause, built once."""

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from glossary.config import Settings
from glossary.errors import InvalidTermbase, NewerDatabase, UnreadableDatabase
from glossary.store.sqlite import database_file
from glossary.workflows import building, snapshot
from glossary.workflows.load import load, load_records, prepare
from glossary.workflows.snapshot import Snapshots
from tests.store.entries import record, write_folder


@pytest.fixture
def serve(settings: Settings) -> Iterator[Callable[..., Snapshots]]:
    opened: list[Snapshots] = []

    def start(**changes: object) -> Snapshots:
        opened.append(Snapshots(replace(settings, **changes)))  # type: ignore[arg-type]
        return opened[-1]

    yield start
    for snapshots in opened:
        snapshots.close()


@pytest.fixture(autouse=True)
def _look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "LOOK_SECONDS", 0.02)


def eventually(claim: Callable[[], object], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def path_of(settings: Settings) -> Path:
    return database_file(settings.database_url)


def test_without_a_database_the_shipped_terms_answer(settings: Settings, serve: Callable[..., Snapshots]) -> None:
    snapshots = serve()
    assert list(snapshots.current().concepts) == ["phishing", "ransomware"]
    status = snapshots.status()
    assert (status.origin, status.problem) == ("shipped", None)
    assert status.key == snapshots.current().key == f"shipped@{building.folder_revision(settings.terms_folder)}"
    assert status.revision == building.folder_revision(settings.terms_folder)[:8]
    assert snapshots.text_candidates() is None
    assert not path_of(settings).parent.exists()


def test_with_a_database_its_layers_answer(settings: Settings, serve: Callable[..., Snapshots]) -> None:
    prepare(settings)
    load_records(settings, "collection", "c.jsonl", [record("hoax"), record("phishing", entry_status="draft")], actor="t", reason="r")
    snapshots = serve()
    concepts = snapshots.current().concepts
    assert {key: concepts[key].entry_status.value for key in concepts} == {
        "phishing": "draft",
        "ransomware": "approved",
        "hoax": "approved",
    }
    status = snapshots.status()
    assert (status.origin, status.revision, status.problem) == ("database", "1+1", None)
    with closing(sqlite3.connect(path_of(settings))) as connection:
        rows = connection.execute("SELECT name, revision, checksum FROM layer ORDER BY position").fetchall()
    assert status.key == "+".join(f"{name}@{number}-{checksum[:12]}" for name, number, checksum in rows)


def test_a_retired_concept_is_in_service(settings: Settings, serve: Callable[..., Snapshots]) -> None:
    prepare(settings)
    (settings.terms_folder / "concepts" / "threats" / "phishing.toml").unlink()
    prepare(settings)
    assert serve().current().concepts["phishing"].entry_status.value == "retired"


def test_a_new_revision_comes_into_service_while_the_old_one_answers(settings: Settings, serve: Callable[..., Snapshots]) -> None:
    prepare(settings)
    snapshots = serve()
    old = snapshots.current()
    write_folder(settings.terms_folder, [record("spoofing")])
    load(settings, actor="tester")
    time.sleep(0.03)
    assert snapshots.current() is old  # this call starts the building and does not wait for it
    eventually(lambda: "spoofing" in snapshots.current().concepts)
    assert (snapshots.status().revision, snapshots.status().problem) == ("2", None)
    assert "spoofing" not in old.concepts


def test_a_database_that_appears_comes_into_service(settings: Settings, serve: Callable[..., Snapshots]) -> None:
    snapshots = serve()
    assert snapshots.current().key.startswith("shipped@")
    prepare(settings)
    eventually(lambda: snapshots.status().origin == "database")


def test_texts_are_searched_in_the_database_in_service(settings: Settings, serve: Callable[..., Snapshots]) -> None:
    prepare(settings)
    snapshots = serve()
    candidates = snapshots.text_candidates()
    assert candidates is not None
    assert sorted(candidates.find("金銭", 10)) == [("phishing", "ja"), ("ransomware", "ja")]


def test_without_a_text_index_there_is_no_search_in_it(settings: Settings, serve: Callable[..., Snapshots]) -> None:
    prepare(settings)
    with closing(sqlite3.connect(path_of(settings))) as connection, connection:
        connection.execute("UPDATE text_state SET version = 'old'")
    assert serve().text_candidates() is None


def test_a_revision_that_cannot_be_read_leaves_the_old_one(
    settings: Settings, serve: Callable[..., Snapshots], caplog: pytest.LogCaptureFixture
) -> None:
    prepare(settings)
    snapshots = serve()
    old = snapshots.current()
    with closing(sqlite3.connect(path_of(settings))) as connection, connection:
        connection.execute("""UPDATE concept SET document = '{"id": "phishing"}' WHERE id = 'phishing'""")
        connection.execute("UPDATE layer SET revision = 2, checksum = 'f00'")
    with caplog.at_level(logging.ERROR):
        eventually(lambda: snapshots.current() is not old or snapshots.status().problem)
        for _ in range(20):
            assert snapshots.current() is old
            time.sleep(0.01)
    status = snapshots.status()
    assert (status.revision, isinstance(status.error, InvalidTermbase)) == ("1", True)
    assert status.problem == str(status.error)
    assert "concept phishing" in str(status.problem)
    assert len([line for line in caplog.records if line.name == snapshot.__name__]) == 1


def test_a_good_revision_ends_the_problem(settings: Settings, serve: Callable[..., Snapshots]) -> None:
    prepare(settings)
    snapshots = serve()
    snapshots.current()
    with closing(sqlite3.connect(path_of(settings))) as connection, connection:
        before = connection.execute("SELECT document FROM concept WHERE id = 'phishing'").fetchone()
        connection.execute("UPDATE concept SET document = '{}' WHERE id = 'phishing'")
        connection.execute("UPDATE layer SET revision = 2")
    eventually(lambda: snapshots.status().problem is not None)
    with closing(sqlite3.connect(path_of(settings))) as connection, connection:
        connection.execute("UPDATE concept SET document = ? WHERE id = 'phishing'", before)
        connection.execute("UPDATE layer SET revision = 3")
    eventually(lambda: snapshots.status().revision == "3")
    assert snapshots.status().problem is None


@pytest.mark.parametrize("damage", ["gone", "damaged", "newer"])
def test_a_database_that_goes_away_leaves_its_terms_in_service(settings: Settings, serve: Callable[..., Snapshots], damage: str) -> None:
    prepare(settings)
    snapshots = serve()
    old = snapshots.current()
    path = path_of(settings)
    if damage == "gone":
        path.unlink()
    elif damage == "damaged":
        path.write_bytes(b"\xff" * 8_192)
    else:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
    eventually(lambda: snapshots.status().problem is not None)
    assert snapshots.current() is old
    expected = NewerDatabase if damage == "newer" else UnreadableDatabase
    assert type(snapshots.status().error) is expected
    candidates = snapshots.text_candidates()
    assert candidates is not None
    candidates.find("金銭", 5)  # terms are found all the same: no error for want of texts


def test_a_database_that_cannot_be_used_at_first_is_told_and_tried_again(settings: Settings, serve: Callable[..., Snapshots]) -> None:
    path_of(settings).parent.mkdir()
    path_of(settings).write_text("notes\n" * 1_000)
    snapshots = serve()
    for ask in (snapshots.current, snapshots.status, snapshots.text_candidates):
        with pytest.raises(UnreadableDatabase):
            ask()
    path_of(settings).unlink()
    prepare(settings)
    time.sleep(0.03)
    assert snapshots.status().origin == "database"


def test_it_is_built_once_however_many_ask(settings: Settings, serve: Callable[..., Snapshots], monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(settings)
    builds: list[str] = []
    compile_snapshot = building.compile_snapshot

    def count(layers: object, **more: object) -> object:
        builds.append("built")
        return compile_snapshot(layers, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(building, "compile_snapshot", count)
    snapshots = serve()
    start = threading.Barrier(8)
    seen: list[int] = []

    def ask() -> None:
        start.wait()
        seen.append(id(snapshots.current()))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(seen), len(set(seen)), builds) == (8, 1, ["built"])


def test_every_thread_always_gets_a_whole_snapshot(settings: Settings, serve: Callable[..., Snapshots], soak: bool) -> None:
    prepare(settings)
    snapshots = serve()
    snapshots.current()
    over = threading.Event()
    wrong: list[object] = []
    keys: set[str] = set()

    def ask() -> None:
        while not over.is_set():
            current = snapshots.current()
            keys.add(current.key)
            states = {concept.entry_status for concept in current.concepts.values()}
            if len(states) != 1:
                wrong.append(states)
            candidates = snapshots.text_candidates()
            if candidates is None or len(candidates.find("金銭", 10)) != 2:
                wrong.append("no texts")

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for turn in range(30 if soak else 3):
            state = "draft" if turn % 2 == 0 else "approved"
            write_folder(settings.terms_folder, [record(key, entry_status=state) for key in ("phishing", "ransomware")])
            number = load(settings, actor="tester").revision
            eventually(lambda number=number: snapshots.status().revision == str(number))  # type: ignore[misc]
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert wrong == []
    assert len(keys) > 1


def test_the_database_is_asked_at_most_once_in_a_while(
    settings: Settings, serve: Callable[..., Snapshots], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(settings)
    monkeypatch.setattr(snapshot, "LOOK_SECONDS", 60.0)
    asked: list[Path] = []
    read_state = snapshot.read_state
    monkeypatch.setattr(snapshot, "read_state", lambda path: asked.append(path) or read_state(path))
    snapshots = serve()
    for _ in range(1_000):
        snapshots.current()
    assert asked == [path_of(settings)]


def test_a_compiled_termbase_is_kept_for_the_next_start(
    settings: Settings, serve: Callable[..., Snapshots], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(settings)
    first = serve().current()
    monkeypatch.setattr(building, "compile_snapshot", None)
    second = serve().current()
    assert second.key == first.key
    assert dict(second.concepts) == dict(first.concepts)
    assert dict(second.pitfalls) == dict(first.pitfalls)


@pytest.mark.parametrize("content", [b"", b"broken", None])
def test_a_broken_or_foreign_file_is_made_again(settings: Settings, serve: Callable[..., Snapshots], content: bytes | None) -> None:
    prepare(settings)
    serve().current()
    (kept,) = settings.cache_folder.glob("*.snapshot")
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if content is None else content)
    assert list(serve().current().concepts) == ["phishing", "ransomware"]
    assert kept.read_bytes() == whole


def test_a_file_of_another_revision_is_not_used(settings: Settings, serve: Callable[..., Snapshots]) -> None:
    prepare(settings)
    serve().current()
    (first,) = settings.cache_folder.glob("*.snapshot")
    write_folder(settings.terms_folder, [record("spoofing")])
    prepare(settings)
    assert "spoofing" in serve().current().concepts
    (second,) = (path for path in settings.cache_folder.glob("*.snapshot") if path != first)
    second.write_bytes(first.read_bytes())
    assert "spoofing" in serve().current().concepts


def test_databases_that_count_alike_have_different_keys(settings: Settings, serve: Callable[..., Snapshots], tmp_path: Path) -> None:
    prepare(settings)
    other = replace(
        settings,
        database_url=f"sqlite:///{tmp_path / 'other.sqlite3'}",
        terms_folder=write_folder(tmp_path / "other", [record("spoofing")]),
    )
    prepare(other)
    one, two = serve(), serve(database_url=other.database_url)
    assert (one.status().revision, two.status().revision) == ("1", "1")
    assert one.status().key != two.status().key
    assert list(two.current().concepts) == ["spoofing"]


def test_a_cache_folder_that_cannot_be_used_is_no_error(settings: Settings, serve: Callable[..., Snapshots], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    prepare(settings)
    assert list(serve(cache_folder=tmp_path / "file").current().concepts) == ["phishing", "ransomware"]


def test_an_older_database_says_what_to_do(settings: Settings, serve: Callable[..., Snapshots], monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(settings)
    monkeypatch.setattr("glossary.store.revision.SCHEMAS", ("0001", "0002", "0003"))
    with pytest.raises(UnreadableDatabase) as caught:
        serve().current()
    assert caught.value.params["reason"] == "an older version of the program made it; run glossary db upgrade"


def test_nothing_is_left_beside_the_database(settings: Settings) -> None:
    prepare(settings)
    snapshots = Snapshots(settings)
    candidates = snapshots.text_candidates()
    assert candidates is not None
    candidates.find("金銭", 5)
    snapshots.close()
    assert os.listdir(path_of(settings).parent) == [path_of(settings).name]
