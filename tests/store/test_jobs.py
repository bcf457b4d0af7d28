"""Rows of jobs: written, counted, deleted."""

from pathlib import Path

from glossary.store.jobs import StoredJob, add, begin, read, remove

ONE = StoredJob(id="a" * 40, owner="o", file="one.job", tries=0, created_at="2026-11-25T10:00:00+00:00")
TWO = StoredJob(id="b" * 40, owner="o", file="two.job", tries=0, created_at="2026-11-25T09:00:00+00:00")


def test_rows_come_back_the_oldest_first(database: Path) -> None:
    add(database, ONE)
    add(database, TWO)
    assert read(database) == (TWO, ONE)


def test_tries_are_counted(database: Path) -> None:
    add(database, ONE)
    assert [begin(database, ONE.id), begin(database, ONE.id), begin(database, "unknown")] == [1, 2, 0]
    assert read(database)[0].tries == 2


def test_rows_are_deleted_and_unknown_ones_are_no_error(database: Path) -> None:
    add(database, ONE)
    add(database, TWO)
    remove(database, [ONE.id, "unknown"])
    remove(database, [])
    assert read(database) == (TWO,)
