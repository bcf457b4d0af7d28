"""Creating the database and bringing its schema forward; safe when several processes start at once.

The migrations are part of the package and need no alembic.ini. Alembic is not made for threads: processes only.
"""

import io
import sqlite3
import time
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from glossary.errors import N_, UnreadableDatabase
from glossary.store import search
from glossary.store.engine import driver, told, transaction, writing_engine
from glossary.store.revision import read_state, state_of
from glossary.store.sqlite import BUSY_SECONDS, unreadable

_FOLDER = Path(__file__).parent / "migrations"


def upgrade(path: Path) -> None:
    """Create the database or bring it to the schema of this program, text index included. The first process does it, the others wait.

    Raises NewerDatabase, and UnreadableDatabase with a reason; then nothing was changed.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableDatabase(path=str(path), reason=_why_no_folder(error)) from error
    read_state(path)  # refuses a newer database, another program's and a damaged one before anything is written
    engine = writing_engine(path)
    try:
        _use_write_ahead_log(engine, path)
        with transaction(engine, path) as connection:
            state_of(driver(connection), path)  # once more under the lock: a newer program may have been first
            command.upgrade(configuration(connection), "head")
            search.prepare(driver(connection))
    finally:
        engine.dispose()


def configuration(connection: Connection) -> Config:
    """Alembic's settings, made in memory."""
    config = Config(stdout=io.StringIO())  # standard output belongs to the command that is running
    config.set_main_option("script_location", _FOLDER.as_posix().replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _use_write_ahead_log(engine: Engine, path: Path) -> None:
    """Switch the file to the write-ahead log. SQLite does not wait for a lock here, so that we do."""
    deadline = time.monotonic() + BUSY_SECONDS
    with told(path):
        borrowed = engine.raw_connection()
    try:
        connection = borrowed.driver_connection
        if not isinstance(connection, sqlite3.Connection):
            raise TypeError("the write-ahead log is SQLite's")
        while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
    except sqlite3.Error as error:
        raise unreadable(path, error) from error
    finally:
        borrowed.close()


def _why_no_folder(error: OSError) -> str:
    if isinstance(error, FileExistsError | NotADirectoryError):
        return N_("what should be its folder is a file")
    if isinstance(error, PermissionError):
        return N_("its folder cannot be created by this user")
    return error.strerror or str(error)
