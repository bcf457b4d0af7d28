"""What ``glossary db info`` tells: size, schema, layers, counts, the last changes, and what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from glossary.errors import N_
from glossary.store import search
from glossary.store.revision import DatabaseState, state_of
from glossary.store.sqlite import exists, reading, refuse_fragment

MAX_REVISIONS = 5
"""The last entries of the log that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedRevision:
    """An entry of the log."""

    layer: str
    number: int
    happened_at: str
    actor: str
    reason: str
    added: int
    changed: int
    retired: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """A database seen at one moment. ``counts`` are keyed by kind; ``problems`` are sentences of the catalogue."""

    size: int
    state: DatabaseState
    counts: dict[str, int]
    revisions: tuple[LoggedRevision, ...]
    problems: tuple[str, ...]


_COUNTS = {
    "concepts": "SELECT count(*) FROM concept WHERE entry_status <> 'retired'",
    "retired": "SELECT count(*) FROM concept WHERE entry_status = 'retired'",
    "terms": "SELECT count(*) FROM term",
    "pitfalls": "SELECT count(*) FROM pitfall WHERE NOT retired",
    "domains": "SELECT count(*) FROM domain",
    "sources": "SELECT count(*) FROM source",
}

_REVISIONS = """
SELECT layer, number, happened_at, actor, reason, added, changed, retired FROM revision
ORDER BY happened_at DESC, layer, number DESC LIMIT ?
"""


def inspect(path: Path) -> Inspection | None:
    """The database at that path; None where there is none. Reads every page once, as a check. Raises UnreadableDatabase."""
    if not exists(path):
        return None
    refuse_fragment(path)
    with reading(path) as connection:
        state = state_of(connection, path)
        if state is None:
            return None
        return Inspection(
            size=_size(path),
            state=state,
            counts={kind: connection.execute(query).fetchone()[0] for kind, query in _COUNTS.items()},
            revisions=tuple(
                LoggedRevision(
                    layer=layer,
                    number=number,
                    happened_at=moment,
                    actor=actor,
                    reason=reason,
                    added=added,
                    changed=changed,
                    retired=retired,
                )
                for layer, number, moment, actor, reason, added, changed, retired in connection.execute(_REVISIONS, (MAX_REVISIONS,))
            ),
            problems=tuple(_problems(connection, state)),
        )


def _size(path: Path) -> int:
    """Bytes on the disk, what waits in the write-ahead log included."""
    log = path.with_name(path.name + "-wal")
    return path.stat().st_size + (log.stat().st_size if log.exists() else 0)


def _problems(connection: Connection, state: DatabaseState) -> Iterator[str]:
    if not state.is_current:
        yield N_("An older version of the program made it. Run: glossary db upgrade")
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        yield N_("The file is damaged. Put a copy in its place, or move it away and run: glossary db load")
    if not search.is_current(connection):
        yield N_("The text index is missing or old. Run: glossary db upgrade")
