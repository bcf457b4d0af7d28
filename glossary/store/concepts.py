"""Reading: one document, a page of a list, or whole layers for a snapshot.

Hand-written SQL on the driver: a concept costs a twelfth of what the ORM asks, and a cold command imports neither. The words are
those that SQLite and PostgreSQL share.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from glossary.domain.statuses import EntryStatus, NormativeStatus
from glossary.domain.termbase import Termbase
from glossary.errors import N_, InvalidRecord, InvalidTermbase, Problem
from glossary.store import records
from glossary.store.revision import LayerRevision, state_of
from glossary.store.sqlite import ReadConnections, reading

Item = TypeVar("Item")

MAX_PAGE: Final = 1_000
"""Concepts in one page at most."""

_DOCUMENT = """
SELECT c.document FROM concept c JOIN layer l ON l.name = c.layer
WHERE c.id = ? ORDER BY l.position DESC LIMIT 1
"""

_PAGE = """
SELECT c.id, c.domain, c.entry_status, c.document FROM concept c JOIN layer l ON l.name = c.layer
WHERE c.id > ? AND NOT EXISTS (
  SELECT 1 FROM concept o JOIN layer above ON above.name = o.layer WHERE o.id = c.id AND above.position > l.position
)
"""
"""Only what no upper layer overrides."""

_PAGE_END = " ORDER BY c.id LIMIT ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptFilter:
    """What a list is limited to; ``term_status`` asks for concepts with such a term that is shown, in ``lang`` if that is given."""

    domain: str | None = None
    entry_status: EntryStatus | None = None
    term_status: NormativeStatus | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedConcept:
    """A concept in a list; ``document`` is its JSON."""

    id: str
    domain: str
    entry_status: EntryStatus
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Concepts in the order of their ids, and the id after which the next page begins; None where there is none."""

    concepts: tuple[ListedConcept, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLayer:
    """One layer with all that it says."""

    revision: LayerRevision
    termbase: Termbase


def read_document(connections: ReadConnections, concept_id: str) -> bytes | None:
    """The concept as UTF-8 JSON in the entry format, from the uppermost layer that has it; None where none has it."""
    with connections.take() as connection:
        row = connection.execute(_DOCUMENT, (concept_id,)).fetchone()
    return row[0].encode() if row else None


def list_concepts(connections: ReadConnections, asked: ConceptFilter, *, after: str = "", limit: int = 100) -> Page:
    """A page of concepts whose ids come after ``after``.

    Pages follow the order of ids, so that none is skipped or repeated while concepts are added between two pages.
    """
    limit = max(1, min(limit, MAX_PAGE))
    conditions, values = _conditions(asked)
    with connections.take() as connection:
        rows = connection.execute(_PAGE + conditions + _PAGE_END, (after, *values, limit + 1)).fetchall()
    concepts = tuple(
        ListedConcept(id=key, domain=domain, entry_status=EntryStatus(status), document=document)
        for key, domain, status, document in rows[:limit]
    )
    return Page(concepts=concepts, next=concepts[-1].id if len(rows) > limit else None)


def _conditions(asked: ConceptFilter) -> tuple[str, list[str | bool]]:
    conditions, values = "", list[str | bool]()
    if asked.domain is not None:
        conditions += " AND c.domain = ?"
        values.append(asked.domain)
    if asked.entry_status is not None:
        conditions += " AND c.entry_status = ?"
        values.append(asked.entry_status.value)
    if asked.term_status is not None:
        conditions += " AND EXISTS (SELECT 1 FROM term t WHERE t.concept = c.number AND t.hidden = ? AND t.status = ?"
        values += [False, asked.term_status.value]
        if asked.lang is not None:
            conditions += " AND t.lang = ?"
            values.append(asked.lang)
        conditions += ")"
    return conditions, values


def read_layers(path: Path) -> tuple[StoredLayer, ...]:
    """All layers, lowest first, in one state of the database.

    Raises UnreadableDatabase and NewerDatabase, InvalidTermbase where somebody wrote documents that this program cannot read.
    """
    with reading(path) as connection:
        state = state_of(connection, path)
        problems: list[Problem] = []
        layers = tuple(_read_layer(connection, layer, problems) for layer in (state.layers if state else ()))
    if problems:
        raise InvalidTermbase(str(path), problems)
    return layers


def _read_layer(connection: sqlite3.Connection, layer: LayerRevision, problems: list[Problem]) -> StoredLayer:
    def read(kind: str, query: str, convert: Callable[[str, str], Item]) -> dict[str, Item]:
        items: dict[str, Item] = {}
        for key, document in connection.execute(query, (layer.name,)):
            try:
                items[key] = convert(key, document)
            except InvalidRecord as error:
                problems.extend(Problem(f"{kind} {key}: {found.field}", found.template, found.params) for found in error.problems)
            except msgspec.DecodeError as error:
                problems.append(Problem(f"{kind} {key}", N_("the stored document cannot be read: {reason}"), (("reason", str(error)),)))
        return items

    termbase = Termbase(
        domains=read("domain", "SELECT id, document FROM domain WHERE layer = ? ORDER BY position", records.to_domain),
        sources=read("source", "SELECT id, document FROM source WHERE layer = ? ORDER BY id", records.to_source),
        concepts=read(
            "concept", "SELECT id, document FROM concept WHERE layer = ? ORDER BY id", lambda _, document: records.to_concept(document)
        ),
        pitfalls=read(
            "pitfall",
            "SELECT id, document FROM pitfall WHERE layer = ? AND NOT retired ORDER BY id",
            lambda _, document: records.to_pitfall(document),
        ),
    )
    return StoredLayer(revision=layer, termbase=termbase)
