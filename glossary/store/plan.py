"""What to do so that a layer says what a body of terms says: compared before anything is written."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final, NamedTuple

import msgspec

from glossary.domain.statuses import EntryStatus
from glossary.errors import N_, InvalidTermbase, Problem
from glossary.store.difference import Changes, Difference
from glossary.store.records import ConceptRecord, retired
from glossary.text.languages import LANGUAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Terms on their way in, by id; documents as JSON. ``is_whole``: what is not in here has gone.

    ``name`` is what a person calls them: a folder or a file.
    """

    name: str
    concepts: Mapping[str, ConceptRecord] = field(default_factory=dict)
    pitfalls: Mapping[str, str] = field(default_factory=dict)
    domains: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    is_whole: bool = False


class StoredConcept(NamedTuple):
    """A concept as the layer has it."""

    number: int
    entry_status: str
    document: str


class StoredPitfall(NamedTuple):
    """A pitfall as the layer has it."""

    retired: bool
    document: str


class StoredDomain(NamedTuple):
    """A domain as the layer has it."""

    position: int
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """All that a layer has, by id. ``lower_domains`` are the domains of the layers below."""

    concepts: Mapping[str, StoredConcept] = field(default_factory=dict)
    pitfalls: Mapping[str, StoredPitfall] = field(default_factory=dict)
    domains: Mapping[str, StoredDomain] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    lower_domains: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to write. ``changed_concepts`` stand beside what they replace."""

    new_concepts: tuple[ConceptRecord, ...]
    changed_concepts: tuple[tuple[StoredConcept, ConceptRecord], ...]
    pitfalls: Mapping[str, StoredPitfall]
    domains: Mapping[str, StoredDomain]
    sources: Mapping[str, str]
    removed_domains: tuple[str, ...]
    removed_sources: tuple[str, ...]
    difference: Difference


def make_plan(content: Content, stored: Stored) -> Plan:
    """The difference and how to write it. Raises InvalidTermbase where a concept names a domain that is nowhere."""
    _check_domains(content, stored)
    new = tuple(record for record in content.concepts.values() if record.id not in stored.concepts)
    changed = tuple(
        (known, record)
        for record in content.concepts.values()
        if (known := stored.concepts.get(record.id)) is not None and known.document != record.document
    )
    gone = _gone_concepts(content, stored)
    pitfalls = _pitfalls(content, stored)
    domains = _domains(content, stored)
    sources = {key: document for key, document in content.sources.items() if stored.sources.get(key) != document}
    kept = _named_by_retired(content, stored) if content.is_whole else frozenset[str]()
    removed_domains = _removed(content, stored.domains, content.domains, kept)
    removed_sources = _removed(content, stored.sources, content.sources, kept)
    return Plan(
        new_concepts=new,
        changed_concepts=(*changed, *gone),
        pitfalls=pitfalls,
        domains=domains,
        sources=sources,
        removed_domains=removed_domains,
        removed_sources=removed_sources,
        difference=Difference(
            concepts=_changes((record.id for record in new), (record.id for _, record in changed), (record.id for _, record in gone)),
            pitfalls=_changes(
                pitfalls.keys() - stored.pitfalls.keys(),
                (key for key, row in pitfalls.items() if key in stored.pitfalls and not row.retired),
                (key for key, row in pitfalls.items() if row.retired),
            ),
            domains=_changes(domains.keys() - stored.domains.keys(), domains.keys() & stored.domains.keys(), removed_domains),
            sources=_changes(sources.keys() - stored.sources.keys(), sources.keys() & stored.sources.keys(), removed_sources),
        ),
    )


def _check_domains(content: Content, stored: Stored) -> None:
    known = content.domains.keys() | stored.lower_domains | (set() if content.is_whole else stored.domains.keys())
    problems = [
        Problem(f"{record.id}: domain", N_("there is no domain {value}"), (("value", record.domain),))
        for record in content.concepts.values()
        if record.domain not in known
    ]
    if problems:
        raise InvalidTermbase(content.name, problems)


def _gone_concepts(content: Content, stored: Stored) -> tuple[tuple[StoredConcept, ConceptRecord], ...]:
    """Concepts whose file has gone: kept and marked, as an id is never used again and old links must find it."""
    if not content.is_whole:
        return ()
    return tuple(
        (known, retired(known.document))
        for key, known in stored.concepts.items()
        if key not in content.concepts and known.entry_status != EntryStatus.RETIRED
    )


def _pitfalls(content: Content, stored: Stored) -> dict[str, StoredPitfall]:
    rows = {key: StoredPitfall(False, document) for key, document in content.pitfalls.items()}
    if content.is_whole:
        rows |= {key: StoredPitfall(True, known.document) for key, known in stored.pitfalls.items() if key not in content.pitfalls}
    return {key: row for key, row in rows.items() if stored.pitfalls.get(key) != row}


def _domains(content: Content, stored: Stored) -> dict[str, StoredDomain]:
    first = 0 if content.is_whole else 1 + max((row.position for row in stored.domains.values()), default=-1)
    rows: dict[str, StoredDomain] = {}
    for position, (key, document) in enumerate(content.domains.items(), start=first):
        known = stored.domains.get(key)
        rows[key] = StoredDomain(known.position if known and not content.is_whole else position, document)
    return {key: row for key, row in rows.items() if stored.domains.get(key) != row}


def _named_by_retired(content: Content, stored: Stored) -> frozenset[str]:
    """The domains and sources that must stay because a concept or pitfall that has gone still names them."""
    named: set[str] = set()
    for key, concept in stored.concepts.items():
        if key not in content.concepts:
            record = msgspec.json.decode(concept.document)
            named |= {record["domain"], *record.get("sources", ())}
            named |= {term["authority"] for lang in LANGUAGES for term in record[lang]["term"] if "authority" in term}
    for key, pitfall in stored.pitfalls.items():
        if key not in content.pitfalls:
            named |= set(msgspec.json.decode(pitfall.document).get("sources", ()))
    return frozenset(named)


def _removed(content: Content, stored: Collection[str], given: Collection[str], kept: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(key for key in stored if key not in given and key not in kept)) if content.is_whole else ()


def _changes(added: Iterable[str], changed: Iterable[str], gone: Iterable[str]) -> Changes:
    return Changes(added=tuple(sorted(added)), changed=tuple(sorted(changed)), retired=tuple(sorted(gone)))


_CHECKSUM_SIZE: Final = 16
"""Bytes."""


def next_checksum(checksum: str, plan: Plan, stored: Stored) -> str:
    """The checksum of the layer after the plan.

    It is the sum of a hash of each record, so that it depends on the content alone, not on the way to it, and that a small
    change need not read the whole layer.
    """
    total = int(checksum or "0", 16)
    for record in plan.new_concepts:
        total += _hash("concept", record.id, record.document)
    for known, record in plan.changed_concepts:
        total += _hash("concept", record.id, record.document) - _hash("concept", record.id, known.document)
    for key, pitfall in plan.pitfalls.items():
        total += _hash("pitfall", key, *pitfall) - (_hash("pitfall", key, *stored.pitfalls[key]) if key in stored.pitfalls else 0)
    for key, domain in plan.domains.items():
        total += _hash("domain", key, *domain) - (_hash("domain", key, *stored.domains[key]) if key in stored.domains else 0)
    for key, source in plan.sources.items():
        total += _hash("source", key, source) - (_hash("source", key, stored.sources[key]) if key in stored.sources else 0)
    total -= sum(_hash("domain", key, *stored.domains[key]) for key in plan.removed_domains)
    total -= sum(_hash("source", key, stored.sources[key]) for key in plan.removed_sources)
    return f"{total % (1 << 8 * _CHECKSUM_SIZE):0{2 * _CHECKSUM_SIZE}x}"


def _hash(*parts: object) -> int:
    return int.from_bytes(blake2b("\0".join(map(str, parts)).encode(), digest_size=_CHECKSUM_SIZE).digest())
