"""What state the database is in: its schema and the revision of each layer.

Standard library only: this is all that a cold command and every request need to know before they use what they have.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from glossary.errors import N_, NewerDatabase, UnreadableDatabase
from glossary.store.sqlite import exists, reading, refuse_fragment

SCHEMAS: Final = ("0001", "0002")
"""The schemas in the order of the migrations; a test compares them with the migration scripts. The last one is ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerRevision:
    """One body of terms as the database holds it.

    ``checksum`` is made from the content alone: equal checksums mean equal content. ``fingerprint`` names the bytes of the
    folder that was loaded last; ``pinned`` says that somebody chose a folder by hand, which a start must not undo.
    """

    name: str
    number: int
    checksum: str
    fingerprint: str
    pinned: bool
    loaded_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseState:
    """The schema and the layers, lowest first."""

    schema: str
    layers: tuple[LayerRevision, ...]

    @property
    def is_current(self) -> bool:
        """Whether the schema is the one of this program."""
        return self.schema == SCHEMAS[-1]


def read_state(path: Path) -> DatabaseState | None:
    """The state of the database; None where there is none yet (no file, or a file without tables). Creates nothing.

    Raises UnreadableDatabase, also for the database of another program, and NewerDatabase.
    """
    if not exists(path):
        return None
    refuse_fragment(path)
    with reading(path) as connection:
        return state_of(connection, path)


def state_of(connection: sqlite3.Connection, path: Path) -> DatabaseState | None:
    """The same on a connection, so that what is read after it belongs to that state."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if "alembic_version" in tables else None
    if row is None or "layer" not in tables:
        raise UnreadableDatabase(path=str(path), reason=N_("the file is a database of another program"))
    if row[0] not in SCHEMAS:
        raise NewerDatabase(path=str(path))
    layers = connection.execute("SELECT name, revision, checksum, fingerprint, pinned, loaded_at FROM layer ORDER BY position")
    return DatabaseState(
        schema=row[0],
        layers=tuple(
            LayerRevision(name=name, number=number, checksum=checksum, fingerprint=fingerprint, pinned=bool(pinned), loaded_at=loaded_at)
            for name, number, checksum, fingerprint, pinned, loaded_at in layers
        ),
    )
