"""Loading: what differs is written in one transaction with its revision, or nothing is."""

import json
import os
import random
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from glossary.domain.statuses import EntryStatus
from glossary.errors import InvalidTermbase, UnreadableDatabase
from glossary.store import layers
from glossary.store.concepts import read_document, read_layers
from glossary.store.difference import Changes, Difference
from glossary.store.plan import Content, Stored, make_plan
from glossary.store.revision import LayerRevision, read_state
from glossary.store.search import TextSearch
from glossary.store.sqlite import ReadConnections, reading
from tests.store.entries import DOMAINS, SOURCES, Record, change, content, record


def layer(path: Path, name: str = "shipped") -> LayerRevision:
    state = read_state(path)
    assert state is not None
    return next(layer for layer in state.layers if layer.name == name)


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with reading(path) as connection:
        return connection.execute(query).fetchall()


def marked(count: int, mark: str) -> list[Record]:
    """A termbase in which every concept carries the same mark, so that a mix of two states shows."""
    return [
        record(
            f"c{number}",
            domain="operations",
            en={"definition": f"thing {number} of {mark}", "term": [{"text": mark, "status": "preferred"}]},
        )
        for number in range(count)
    ]


def test_a_first_load_adds_everything(database: Path) -> None:
    difference = layers.write(database, content([record("a"), record("b")], pitfalls=["p"]), change())
    assert difference == Difference(
        concepts=Changes(added=("a", "b")),
        pitfalls=Changes(added=("p",)),
        domains=Changes(added=tuple(sorted(DOMAINS))),
        sources=Changes(added=tuple(sorted(SOURCES))),
    )
    assert layer(database).number == 1


def test_the_same_load_again_makes_no_revision(database: Path) -> None:
    layers.write(database, content([record("a")], pitfalls=["p"]), change())
    before = layer(database)
    difference = layers.write(database, content([record("a")], pitfalls=["p"]), change())
    assert difference == Difference()
    assert not difference
    assert layer(database) == before


def test_a_load_that_changes_nothing_still_remembers_where_it_came_from(database: Path) -> None:
    layers.write(database, content([record("a")]), change(fingerprint="old"))
    layers.write(database, content([record("a")]), change(fingerprint="new", pinned=True))
    after = layer(database)
    assert (after.number, after.fingerprint, after.pinned) == (1, "new", True)


def test_a_second_load_tells_what_differs(database: Path) -> None:
    layers.write(database, content([record("a"), record("b"), record("c")], pitfalls=["p", "q"]), change())
    difference = layers.write(
        database, content([record("a"), record("b", entry_status="draft"), record("d")], pitfalls=["q", "r"]), change()
    )
    assert difference == Difference(
        concepts=Changes(added=("d",), changed=("b",), retired=("c",)), pitfalls=Changes(added=("r",), retired=("p",))
    )
    assert layer(database).number == 2


def test_an_id_that_has_gone_stays_resolvable(database: Path, connections: ReadConnections) -> None:
    layers.write(database, content([record("a"), record("b")]), change())
    layers.write(database, content([record("a")]), change())
    document = json.loads(read_document(connections, "b") or b"")
    assert document["entry_status"] == "retired"
    (stored,) = read_layers(database)
    assert stored.termbase.concepts["b"].entry_status is EntryStatus.RETIRED


def test_a_concept_is_retired_once(database: Path) -> None:
    layers.write(database, content([record("a"), record("b")]), change())
    layers.write(database, content([record("a")]), change())
    assert layers.write(database, content([record("a")]), change()) == Difference()


def test_a_concept_that_comes_back_keeps_its_number(database: Path) -> None:
    layers.write(database, content([record("a"), record("b")]), change())
    before = rows(database, "SELECT number, id FROM concept ORDER BY number")
    layers.write(database, content([record("a")]), change())
    difference = layers.write(database, content([record("a"), record("b")]), change())
    assert difference.concepts == Changes(changed=("b",))
    assert rows(database, "SELECT number, id FROM concept ORDER BY number") == before


def test_what_a_retired_concept_names_stays(database: Path) -> None:
    terms = [{"text": "b", "status": "preferred", "equivalence": "exact", "authority": "glossary"}]
    gone = record("b", domain="operations", en={"definition": "d", "term": terms})
    layers.write(database, content([record("a"), gone]), change())
    less = {"domains": {"threats": DOMAINS["threats"]}, "sources": {"handbook": SOURCES["handbook"]}}
    layers.write(database, content([record("a")], **less), change())
    (stored,) = read_layers(database)
    assert list(stored.termbase.domains) == ["threats", "operations"]
    assert list(stored.termbase.sources) == ["glossary", "handbook"]


def test_domains_and_sources_that_nothing_names_go(database: Path) -> None:
    layers.write(database, content([record("a")]), change())
    less = {"domains": {"threats": DOMAINS["threats"]}, "sources": {"handbook": SOURCES["handbook"]}}
    difference = layers.write(database, content([record("a")], **less), change())
    assert difference == Difference(domains=Changes(retired=("operations",)), sources=Changes(retired=("glossary",)))
    (stored,) = read_layers(database)
    assert (list(stored.termbase.domains), list(stored.termbase.sources)) == (["threats"], ["handbook"])


def test_the_order_of_domains_is_content(database: Path) -> None:
    layers.write(database, content([record("a")]), change())
    turned = dict(reversed(DOMAINS.items()))
    assert layers.write(database, content([record("a")], domains=turned), change()).domains == Changes(changed=tuple(sorted(DOMAINS)))
    (stored,) = read_layers(database)
    assert list(stored.termbase.domains) == list(turned)


def test_a_pitfall_that_has_gone_is_not_served_but_its_row_stays(database: Path) -> None:
    layers.write(database, content([record("a")], pitfalls=["p"]), change())
    layers.write(database, content([record("a")]), change())
    (stored,) = read_layers(database)
    assert stored.termbase.pitfalls == {}
    assert rows(database, "SELECT id, retired FROM pitfall") == [("p", 1)]


def test_the_checksum_depends_on_the_content_not_on_the_way(database: Path, tmp_path: Path) -> None:
    direct = tmp_path / "direct.sqlite3"
    direct.write_bytes(database.read_bytes())
    layers.write(database, content([record("a"), record("b", entry_status="draft")]), change())
    layers.write(database, content([record("a"), record("b"), record("c")], pitfalls=["p"]), change())
    layers.write(direct, content([record("c"), record("b"), record("a")], pitfalls=["p"]), change())
    assert layer(direct).checksum == layer(database).checksum
    layers.write(direct, content([record("c"), record("b"), record("a", entry_status="draft")], pitfalls=["p"]), change())
    assert layer(direct).checksum != layer(database).checksum


def test_a_dry_run_tells_the_same_and_writes_nothing(database: Path) -> None:
    layers.write(database, content([record("a"), record("b")]), change())
    before = database.read_bytes()
    new = content([record("a", entry_status="draft"), record("c")], pitfalls=["p"])
    expected = layers.compare(database, "shipped", new)
    assert database.read_bytes() == before
    assert layers.write(database, new, change()) == expected


def test_the_log_says_who_what_and_why(database: Path) -> None:
    layers.write(database, content([record("a"), record("b")]), change())
    layers.write(database, content([record("a", entry_status="draft")]), change())
    (first, second) = rows(database, "SELECT number, actor, reason, happened_at, added, changed, retired, changes, checksum FROM revision")
    assert first[:7] == (1, "tester", "a test", "2026-11-25T09:00:00Z", 6, 0, 0)
    assert second[:7] == (2, "tester", "a test", "2026-11-25T09:00:00Z", 0, 1, 1)
    assert json.loads(str(second[7])) == {"concepts": {"added": [], "changed": ["a"], "retired": ["b"]}}
    assert second[8] == layer(database).checksum


def test_rows_of_terms_follow_the_concept(database: Path) -> None:
    layers.write(database, content([record("a")]), change())
    terms = [{"text": "new", "status": "preferred"}, {"text": "hid", "status": "admitted", "hidden": True, "type": "variant"}]
    layers.write(database, content([record("a", en={"definition": "d", "term": terms})]), change())
    assert rows(database, "SELECT lang, position, text, status, type, hidden FROM term WHERE lang = 'en'") == [
        ("en", 0, "new", "preferred", None, 0),
        ("en", 1, "hid", "admitted", "variant", 1),
    ]


def test_a_part_adds_and_changes_and_retires_nothing(database: Path) -> None:
    layers.write(database, content([record("a"), record("b")]), change())
    part = content([record("b", entry_status="draft"), record("c")], is_whole=False)
    assert layers.write(database, part, change()) == Difference(concepts=Changes(added=("c",), changed=("b",)))
    assert rows(database, "SELECT id FROM concept WHERE entry_status = 'retired'") == []


def test_an_unknown_domain_is_refused_before_anything_is_written(database: Path) -> None:
    layers.write(database, content([record("a")]), change())
    before = layer(database)
    with pytest.raises(InvalidTermbase) as caught:
        layers.write(database, content([record("b"), record("c", domain="law"), record("d", domain="cooking")]), change())
    assert [str(problem) for problem in caught.value.problems] == [
        "c: domain: there is no domain law",
        "d: domain: there is no domain cooking",
    ]
    assert layer(database) == before
    assert rows(database, "SELECT id FROM concept") == [("a",)]


def test_an_upper_layer_uses_the_domains_below(database: Path) -> None:
    layers.write(database, content([record("a")]), change())
    layers.write(database, content([record("a", entry_status="draft")], is_whole=False), change("collection"))
    assert [stored.revision.name for stored in read_layers(database)] == ["shipped", "collection"]
    with pytest.raises(InvalidTermbase):
        make_plan(content([record("a")], is_whole=False), Stored())


def test_records_are_validated_together(database: Path) -> None:
    with pytest.raises(InvalidTermbase) as caught:
        layers.validated("terms.jsonl", [record("a"), record("b", domain=""), record("a"), "c"])
    assert caught.value.name == "terms.jsonl"
    fields = [problem.field for problem in caught.value.problems]
    assert fields[:3] == ["2: domain", "3: id", "4"]
    assert {field.partition(":")[0] for field in fields[3:]} == {"4"}


def test_a_file_of_nothing_but_problems_is_not_read_to_its_end() -> None:
    read = iter([{}] * 100_000)
    with pytest.raises(InvalidTermbase):
        layers.validated("terms.jsonl", read)
    assert len(list(read)) > 90_000


def test_the_progress_runs_to_its_end(database: Path) -> None:
    calls: list[tuple[int, int]] = []
    layers.write(database, content(marked(layers.BATCH + 5, "one")), change(), lambda done, total: calls.append((done, total)))
    assert calls == [(layers.BATCH, layers.BATCH + 5), (layers.BATCH + 5, layers.BATCH + 5)]


@contextmanager
def disk_of(pages: int) -> Iterator[None]:
    """Every connection opened meanwhile finds so much room on the disk."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def test_a_full_disk_leaves_the_old_terms(database: Path, connections: ReadConnections) -> None:
    layers.write(database, content(marked(5, "old")), change())
    before = layer(database)
    with disk_of(60), pytest.raises(UnreadableDatabase) as caught:
        layers.write(database, content(marked(2_000, "new")), change())
    assert caught.value.params["reason"] == "the disk is full; nothing was changed"
    assert layer(database) == before
    assert_whole(database, {"old"})
    layers.write(database, content(marked(300, "new")), change())
    assert_whole(database, {"new"})


def assert_whole(path: Path, allowed: set[str]) -> str:
    """All parts of the database tell of the same state, and that is one of the allowed ones; its mark."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO text_index (text_index) VALUES ('integrity-check')")
        marks = {mark for (mark,) in connection.execute("SELECT DISTINCT text FROM term WHERE lang = 'en'")}
        assert len(marks) == 1
        assert marks <= allowed
        (mark,) = marks
        total = connection.execute("SELECT count(*) FROM concept").fetchone()[0]
        revision, checksum = connection.execute("SELECT revision, checksum FROM layer").fetchone()
        assert connection.execute("SELECT number, checksum FROM revision ORDER BY number DESC").fetchone() == (revision, checksum)
    connections = ReadConnections(path)
    try:
        search = TextSearch(connections)
        assert len(search.find(f"thing {mark}", 10_000)) == total
        assert all(len(search.find(other, 10_000)) == 0 for other in allowed - {mark})
    finally:
        connections.close()
    return str(mark)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_a_load_that_is_killed_leaves_the_old_or_the_new_terms(database: Path, soak: bool, seeded: random.Random) -> None:
    states = [content(marked(400, mark)) for mark in ("odd", "even")]
    layers.write(database, states[0], change())
    started = time.monotonic()
    layers.write(database, states[1], change())
    reach = 2 * (time.monotonic() - started)
    survived, mark = 0, "even"
    turns = 200 if soak else 20
    for _ in range(turns):
        target = "odd" if mark == "even" else "even"
        child = os.fork()
        if child == 0:  # the child must not run a line of the tests' own ending
            code = 1
            try:
                layers.write(database, states[("odd", "even").index(target)], change())
                code = 0
            finally:
                os._exit(code)
        time.sleep(seeded.uniform(0, reach))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        now = assert_whole(database, {mark, target})
        survived += now == target
        # A busy machine is slower than it was a moment ago: aim at the middle of the load.
        reach *= 0.9 if now == target else 1.2
        mark = now
    assert 0 < survived < turns


def test_readers_see_the_old_or_the_new_state_never_a_mix(database: Path, soak: bool) -> None:
    states = [content(marked(200, mark)) for mark in ("odd", "even")]
    layers.write(database, states[0], change())
    over = threading.Event()
    seen: list[tuple[set[str], set[str], int]] = []

    def read() -> None:
        while not over.is_set():
            with reading(database) as connection:
                number = connection.execute("SELECT revision FROM layer").fetchone()[0]
                terms = {mark for (mark,) in connection.execute("SELECT text FROM term WHERE lang = 'en'")}
                documents = {
                    json.loads(document)["en"]["term"][0]["text"] for (document,) in connection.execute("SELECT document FROM concept")
                }
            seen.append((terms, documents, number))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for turn in range(60 if soak else 6):
            layers.write(database, states[(turn + 1) % 2], change())
    finally:
        over.set()
        for reader in readers:
            reader.join()
    assert len({number for _, _, number in seen}) > 1
    assert [state for state in seen if state[:2] != (({"odd"},) * 2 if state[2] % 2 else ({"even"},) * 2)] == []


def test_two_writers_wait_for_each_other(database: Path) -> None:
    problems: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for turn in range(5):
                layers.write(database, content([record(f"{name}-{turn}")], is_whole=True), change(name))
        except BaseException as error:  # told below, in the thread of the test
            problems.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in ("left", "right")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert problems == []
    assert [(name, number) for name, number in rows(database, "SELECT name, revision FROM layer ORDER BY name")] == [
        ("left", 5),
        ("right", 5),
    ]


def test_an_empty_body_of_terms_is_a_layer_without_a_revision(database: Path) -> None:
    assert layers.write(database, Content(name="nothing", is_whole=True), change()) == Difference()
    assert layer(database).number == 0
