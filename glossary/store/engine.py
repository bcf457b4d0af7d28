"""Connections that write, and the SQLAlchemy engine for lists: pragmas, transactions, and errors in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.pool import NullPool, QueuePool

from glossary.store.sqlite import BUSY_SECONDS, open_for_reading, unreadable

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    # With the write-ahead log, NORMAL never damages the file; a power cut may lose the last transaction, never half of one.
    "PRAGMA synchronous = NORMAL",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
)


def writing_engine(path: Path) -> Engine:
    """An engine whose transactions take the write lock when they begin: two writers never deadlock, the second one waits."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def reading_engine(path: Path) -> Engine:
    """An engine that cannot write and creates no file; each transaction sees one state of the database."""
    engine = create_engine("sqlite://", creator=lambda: open_for_reading(path), poolclass=QueuePool, pool_size=4, max_overflow=-1)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


@contextmanager
def transaction(engine: Engine, path: Path) -> Iterator[Connection]:
    """One transaction: committed at the end, rolled back on any error. Raises UnreadableDatabase for what the disk says."""
    with told(path), engine.begin() as connection:
        yield connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the database reports into UnreadableDatabase. A broken constraint is a mistake of ours and stays what it is."""
    try:
        yield
    except (IntegrityError, sqlite3.IntegrityError):
        raise
    except DatabaseError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise unreadable(path, error.orig) from error
        raise
    except sqlite3.Error as error:  # from the text index, or while a connection is made
        raise unreadable(path, error) from error


def driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, inside the same transaction: for the text index, which only SQLite has."""
    found = connection.connection.driver_connection
    if not isinstance(found, sqlite3.Connection):
        raise TypeError("the text index needs SQLite")
    return found
