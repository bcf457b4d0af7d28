"""What ``glossary db info`` is told."""

import sqlite3
from contextlib import closing
from pathlib import Path

from glossary.store import layers
from glossary.store.inspection import LoggedRevision, inspect
from tests.store.entries import change, content, record


def test_no_file_holds_nothing(tmp_path: Path) -> None:
    assert inspect(tmp_path / "terms.sqlite3") is None


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "terms.sqlite3").touch()
    assert inspect(tmp_path / "terms.sqlite3") is None


def test_counts_and_the_last_revisions_are_told(database: Path) -> None:
    layers.write(database, content([record("a"), record("b")], pitfalls=["p"]), change())
    layers.write(database, content([record("a")], pitfalls=["p"]), change())
    found = inspect(database)
    assert found is not None
    assert found.counts == {"concepts": 1, "retired": 1, "terms": 6, "pitfalls": 1, "domains": 2, "sources": 2}
    assert found.size == database.stat().st_size
    assert found.problems == ()
    assert found.revisions == (
        LoggedRevision(
            layer="shipped",
            number=2,
            happened_at="2026-11-25T09:00:00Z",
            actor="tester",
            reason="a test",
            added=0,
            changed=0,
            retired=1,
        ),
        LoggedRevision(
            layer="shipped",
            number=1,
            happened_at="2026-11-25T09:00:00Z",
            actor="tester",
            reason="a test",
            added=7,
            changed=0,
            retired=0,
        ),
    )


def test_an_old_index_is_a_problem(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE text_state SET version = 'old'")
    found = inspect(database)
    assert found is not None
    assert found.problems == ("The text index is missing or old. Run: glossary db upgrade",)
