"""Rows of jobs: written when a long check begins to wait, deleted when it is answered or given up."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from glossary.store.engine import transaction, writing_engine
from glossary.store.tables import METADATA

_JOB = METADATA.tables["job"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredJob:
    """A job as the database holds it. ``tries`` counts how often it was begun; ``created_at`` is ISO 8601 in UTC."""

    id: str
    owner: str
    file: str
    tries: int
    created_at: str


def add(path: Path, job: StoredJob) -> None:
    """Write a new job. Raises UnreadableDatabase, as all here."""
    with _writing(path) as connection:
        connection.execute(insert(_JOB).values(id=job.id, owner=job.owner, file=job.file, tries=job.tries, created_at=job.created_at))


def read(path: Path) -> tuple[StoredJob, ...]:
    """All jobs, the oldest first."""
    with _writing(path) as connection:
        rows = connection.execute(
            select(_JOB.c.id, _JOB.c.owner, _JOB.c.file, _JOB.c.tries, _JOB.c.created_at).order_by(_JOB.c.created_at, _JOB.c.id)
        )
        return tuple(StoredJob(id=row.id, owner=row.owner, file=row.file, tries=row.tries, created_at=row.created_at) for row in rows)


def begin(path: Path, id: str) -> int:
    """Count one more try of a job; how many there are now, 0 where the job has gone."""
    with _writing(path) as connection:
        connection.execute(update(_JOB).where(_JOB.c.id == id).values(tries=_JOB.c.tries + 1))
        return connection.execute(select(_JOB.c.tries).where(_JOB.c.id == id)).scalar_one_or_none() or 0


def remove(path: Path, ids: Sequence[str]) -> None:
    """Delete jobs; those that are not there are no error."""
    if ids:
        with _writing(path) as connection:
            connection.execute(delete(_JOB).where(_JOB.c.id == bindparam("key")), [{"key": name} for name in ids])


@contextmanager
def _writing(path: Path) -> Iterator[Connection]:
    engine = writing_engine(path)
    try:
        with transaction(engine, path) as connection:
            yield connection
    finally:
        engine.dispose()
