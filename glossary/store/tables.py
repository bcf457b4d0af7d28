"""The tables. Plain types only, so that the same schema stands in SQLite and PostgreSQL; the text index is apart (``search``).

``table=True`` does not validate: rows come from ``records``, which does. Moments are ISO 8601 text in UTC, which every
database orders and compares alike.
"""

from sqlalchemy import ForeignKeyConstraint, Index, MetaData, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, so that a migration can find it again."""


class _Table(SQLModel):
    metadata = MetaData(naming_convention=NAMES)


class LayerRow(_Table, table=True):
    """One body of terms. An upper ``position`` overrides a lower one by concept id."""

    __tablename__ = "layer"

    name: str = Field(primary_key=True)
    position: int
    revision: int
    checksum: str
    fingerprint: str
    pinned: bool
    loaded_at: str


class DomainRow(_Table, table=True):
    """A subject field; ``position`` is its order of use."""

    __tablename__ = "domain"

    layer: str = Field(primary_key=True, foreign_key="layer.name")
    id: str = Field(primary_key=True)
    position: int
    document: str = Field(sa_type=Text)


class SourceRow(_Table, table=True):
    """A document that claims rest on."""

    __tablename__ = "source"

    layer: str = Field(primary_key=True, foreign_key="layer.name")
    id: str = Field(primary_key=True)
    document: str = Field(sa_type=Text)


class ConceptRow(_Table, table=True):
    """A concept. ``document`` is the entry format as JSON; the other columns repeat what lists are filtered by.

    ``number`` never changes, is never used twice, and no row is ever deleted: an id stays resolvable for ever.
    """

    __tablename__ = "concept"
    __table_args__ = (UniqueConstraint("id", "layer"), Index(None, "domain", "id"))

    number: int = Field(primary_key=True)
    layer: str = Field(foreign_key="layer.name")
    id: str
    domain: str
    entry_status: str
    reviewed: str | None = None
    document: str = Field(sa_type=Text)


class TermRow(_Table, table=True):
    """A term of a concept, so that terms can be counted and selected in SQL."""

    __tablename__ = "term"
    # In SQLite the key is the table (no second tree for row numbers), which makes a load a quarter faster; elsewhere it says nothing.
    __table_args__ = (ForeignKeyConstraint(["concept"], ["concept.number"]), {"sqlite_with_rowid": False})

    concept: int = Field(primary_key=True)
    lang: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    text: str
    reading: str | None = None
    status: str
    type: str | None = None
    hidden: bool


class PitfallRow(_Table, table=True):
    """A pitfall. ``retired`` marks one whose file has gone: its id is not used again."""

    __tablename__ = "pitfall"

    layer: str = Field(primary_key=True, foreign_key="layer.name")
    id: str = Field(primary_key=True)
    retired: bool
    document: str = Field(sa_type=Text)


class RevisionRow(_Table, table=True):
    """What happened to a layer: written once, never changed or deleted (a trigger refuses it).

    ``changes`` lists the ids as JSON: ``{"concepts": {"added": […], "changed": […], "retired": […]}, "pitfalls": …}``.
    """

    __tablename__ = "revision"

    layer: str = Field(primary_key=True, foreign_key="layer.name")
    number: int = Field(primary_key=True)
    happened_at: str
    actor: str
    reason: str
    program: str
    checksum: str
    added: int
    changed: int
    retired: int
    changes: str = Field(sa_type=Text)


class JobRow(_Table, table=True):
    """A long check that has not been answered yet. Nothing in it says what is checked, by whom, or under which name.

    ``id`` and ``owner`` are hashes of what only the reader holds; ``file`` names the file with the draft in the folder of jobs.
    """

    __tablename__ = "job"

    id: str = Field(primary_key=True)
    owner: str
    file: str
    tries: int
    created_at: str


METADATA = _Table.metadata
