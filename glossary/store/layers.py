"""Writing a layer: compared first, then written in one transaction together with its revision, or not at all."""

import functools
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Dialect, Table, bindparam, delete, func, insert, select, update

from glossary import __version__
from glossary.errors import N_, InvalidConcept, InvalidTermbase, Problem
from glossary.store import search
from glossary.store.difference import Difference
from glossary.store.engine import driver, reading_engine, told, transaction, writing_engine
from glossary.store.plan import Content, Plan, Stored, StoredConcept, StoredDomain, StoredPitfall, make_plan, next_checksum
from glossary.store.records import ConceptRecord, read_record
from glossary.store.tables import METADATA

Progress = Callable[[int, int], None]
"""Called with (records written, records to write)."""

BATCH: Final = 500
"""Records between two calls of the progress."""

MAX_PROBLEMS: Final = 1_000
"""Problems after which a file of records is not read on."""

_LAYER = METADATA.tables["layer"]
_CONCEPT = METADATA.tables["concept"]
_TERM = METADATA.tables["term"]
_PITFALL = METADATA.tables["pitfall"]
_DOMAIN = METADATA.tables["domain"]
_SOURCE = METADATA.tables["source"]
_REVISION = METADATA.tables["revision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Who changes a layer, when and why. ``moment`` is ISO 8601 in UTC; ``fingerprint`` and ``pinned`` as in ``LayerRevision``."""

    layer: str
    actor: str
    reason: str
    moment: str
    fingerprint: str = ""
    pinned: bool = False


def validated(name: str, records: Iterable[object]) -> dict[str, ConceptRecord]:
    """Concepts by id from plain records, such as the lines of a JSON Lines file.

    ``name`` is what a person calls them. Raises InvalidTermbase with the problems of all records; a problem's field starts
    with the number of the record, from 1.
    """
    concepts: dict[str, ConceptRecord] = {}
    problems: list[Problem] = []
    for number, record in enumerate(records, start=1):
        try:
            concept = read_record(record)
        except InvalidConcept as error:
            problems += [Problem(f"{number}: {found.field}".rstrip(": "), found.template, found.params) for found in error.problems]
            if len(problems) > MAX_PROBLEMS:
                break
        else:
            if concept.id in concepts:
                problems.append(Problem(f"{number}: id", N_("{value} was there before"), (("value", concept.id),)))
            concepts[concept.id] = concept
    if problems:
        raise InvalidTermbase(name, problems)
    return concepts


def compare(path: Path, layer: str, content: Content) -> Difference:
    """What a load would change. Writes nothing; the database must exist."""
    engine = reading_engine(path)
    try:
        with told(path), engine.connect() as connection:
            return make_plan(content, _read_stored(connection, layer)).difference
    finally:
        engine.dispose()


def write(path: Path, content: Content, change: Change, progress: Progress | None = None) -> Difference:
    """Bring the layer to the content and count its revision up by one, or leave everything as it was.

    Where nothing differs there is no new revision. Raises UnreadableDatabase, InvalidTermbase for an unknown domain.
    """
    engine = writing_engine(path)
    try:
        with transaction(engine, path) as connection:
            return _write_within(connection, content, change, progress)
    finally:
        engine.dispose()


def _write_within(connection: Connection, content: Content, change: Change, progress: Progress | None = None) -> Difference:
    stored = _read_stored(connection, change.layer)
    plan = make_plan(content, stored)
    revision, checksum = _layer_of(connection, change)
    values: dict[str, object] = {"fingerprint": change.fingerprint, "pinned": change.pinned}
    if plan.difference:
        # Normally there is nothing to prepare; a program of another version may have left the index as it makes it.
        search.prepare(driver(connection))
        writer = search.TextWriter(driver(connection))
        _write_plan(connection, writer, plan, change.layer, _Count(progress, len(plan.new_concepts) + len(plan.changed_concepts)))
        writer.finish()
        checksum = next_checksum(checksum, plan, stored)
        values |= {"revision": revision + 1, "checksum": checksum, "loaded_at": change.moment}
    connection.execute(update(_LAYER).where(_LAYER.c.name == change.layer).values(**values))
    if plan.difference:
        _log(connection, plan.difference, change, revision + 1, checksum)
    return plan.difference


def _layer_of(connection: Connection, change: Change) -> tuple[int, str]:
    """Revision and checksum of the layer; a new one is put on top of the others."""
    row = connection.execute(select(_LAYER.c.revision, _LAYER.c.checksum).where(_LAYER.c.name == change.layer)).one_or_none()
    if row is not None:
        return row.revision, row.checksum
    position = connection.execute(select(func.coalesce(func.max(_LAYER.c.position), -1) + 1)).scalar_one()
    connection.execute(
        insert(_LAYER).values(
            name=change.layer, position=position, revision=0, checksum="", fingerprint="", pinned=False, loaded_at=change.moment
        )
    )
    return 0, ""


def _log(connection: Connection, difference: Difference, change: Change, number: int, checksum: str) -> None:
    added, changed, retired = difference.counts()
    changes = {
        kind: {"added": ids.added, "changed": ids.changed, "retired": ids.retired} for kind, ids in difference.kinds().items() if len(ids)
    }
    connection.execute(
        insert(_REVISION).values(
            layer=change.layer,
            number=number,
            happened_at=change.moment,
            actor=change.actor,
            reason=change.reason,
            program=__version__,
            checksum=checksum,
            added=added,
            changed=changed,
            retired=retired,
            changes=json.dumps(changes, ensure_ascii=False),
        )
    )


def _read_stored(connection: Connection, layer: str) -> Stored:
    concept, pitfall, domain, source = _CONCEPT.c, _PITFALL.c, _DOMAIN.c, _SOURCE.c
    concepts = connection.execute(
        select(concept.id, concept.number, concept.entry_status, concept.document).where(concept.layer == layer).order_by(concept.number)
    )
    pitfalls = connection.execute(select(pitfall.id, pitfall.retired, pitfall.document).where(pitfall.layer == layer))
    domains = connection.execute(select(domain.id, domain.position, domain.document).where(domain.layer == layer))
    sources = connection.execute(select(source.id, source.document).where(source.layer == layer))
    own = connection.execute(select(_LAYER.c.position).where(_LAYER.c.name == layer)).scalar_one_or_none()
    lower = select(domain.id).join(_LAYER, _LAYER.c.name == domain.layer)
    # A layer that is not there yet will lie on top.
    lower = lower if own is None else lower.where(_LAYER.c.position < own)
    return Stored(
        concepts={key: StoredConcept(number, status, document) for key, number, status, document in concepts},
        pitfalls={key: StoredPitfall(retired, document) for key, retired, document in pitfalls},
        domains={key: StoredDomain(place, document) for key, place, document in domains},
        sources={row.id: row.document for row in sources},
        lower_domains=frozenset(connection.execute(lower).scalars()),
    )


class _Count:
    """Tells the progress how many records are written."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._done, self._total = 0, total

    def add(self, count: int) -> None:
        self._done += count
        if self._progress is not None:
            self._progress(self._done, self._total)


def _write_plan(connection: Connection, writer: search.TextWriter, plan: Plan, layer: str, count: _Count) -> None:
    for table, removed in ((_DOMAIN, (*plan.removed_domains, *plan.domains)), (_SOURCE, (*plan.removed_sources, *plan.sources))):
        _delete(connection, table, layer, removed)
    _delete(connection, _PITFALL, layer, tuple(plan.pitfalls))
    _insert(connection, _DOMAIN, [(layer, key, row.position, row.document) for key, row in plan.domains.items()])
    _insert(connection, _SOURCE, [(layer, key, document) for key, document in plan.sources.items()])
    _insert(connection, _PITFALL, [(layer, key, row.retired, row.document) for key, row in plan.pitfalls.items()])
    first = connection.execute(select(func.coalesce(func.max(_CONCEPT.c.number), 0) + 1)).scalar_one()
    for start in range(0, len(plan.new_concepts), BATCH):
        batch = list(enumerate(plan.new_concepts[start : start + BATCH], start=first + start))
        _insert(
            connection,
            _CONCEPT,
            [(number, layer, item.id, item.domain, item.entry_status, item.reviewed, item.document) for number, item in batch],
        )
        _add_terms_and_texts(connection, writer, batch)
        count.add(len(batch))
    for start in range(0, len(plan.changed_concepts), BATCH):
        changed = plan.changed_concepts[start : start + BATCH]
        _change_concepts(connection, writer, changed)
        count.add(len(changed))


def _change_concepts(connection: Connection, writer: search.TextWriter, changed: Sequence[tuple[StoredConcept, ConceptRecord]]) -> None:
    connection.execute(
        update(_CONCEPT).where(_CONCEPT.c.number == bindparam("key")),
        [
            {
                "key": known.number,
                "domain": item.domain,
                "entry_status": item.entry_status,
                "reviewed": item.reviewed,
                "document": item.document,
            }
            for known, item in changed
        ],
    )
    connection.execute(delete(_TERM).where(_TERM.c.concept == bindparam("key")), [{"key": known.number} for known, _ in changed])
    writer.remove((text for known, _ in changed for text in search.texts_of(known.number, known.document)))
    _add_terms_and_texts(connection, writer, [(known.number, item) for known, item in changed])


def _add_terms_and_texts(connection: Connection, writer: search.TextWriter, batch: Sequence[tuple[int, ConceptRecord]]) -> None:
    _insert(connection, _TERM, [row for number, item in batch for row in item.term_rows(number)])
    writer.add(text for number, item in batch for text in item.texts(number))


def _delete(connection: Connection, table: Table, layer: str, ids: Sequence[str]) -> None:
    if ids:
        statement = delete(table).where(table.c.layer == layer, table.c.id == bindparam("key"))
        connection.execute(statement, [{"key": key} for key in ids])


def _insert(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows whose values stand in the order of the columns: the statement is SQLAlchemy's, the rows go straight to the driver."""
    if rows:
        connection.exec_driver_sql(_insert_statement(table, connection.dialect), list(rows))


@functools.lru_cache(maxsize=16)
def _insert_statement(table: Table, dialect: Dialect) -> str:
    return str(insert(table).compile(dialect=dialect))
