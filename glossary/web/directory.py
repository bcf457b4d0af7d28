"""What the pages ask of a whole snapshot: relations in both directions, kana and letter lists, citations, names that changed.

Made once for each snapshot, each part when it is first asked for.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from string import ascii_uppercase
from typing import Final, TypeVar

from flask import current_app

from glossary import context
from glossary.domain.concept import Concept
from glossary.domain.statuses import PitfallKind
from glossary.matching.compile import Snapshot
from glossary.text import gojuon
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.web.names import find_homonyms

EXTENSION = "kakehashi-directory"
OTHER_LETTER = "#"
"""Where names stand that begin with no letter."""

Item = TypeVar("Item")


_CONFUSING: Final = (
    PitfallKind.DIVERGENT_CONCEPT,
    PitfallKind.FALSE_FRIEND,
    PitfallKind.AMBIGUOUS,
    PitfallKind.INSTITUTION,
    PitfallKind.ACRONYM,
    PitfallKind.SCOPE,
)
"""The kinds of pitfall whose concepts are taken for one another; those of the other kinds only belong together."""


class Relation(StrEnum):
    """How a neighbour stands to a concept, the most telling first.

    Two concepts of such a pitfall are *not the same* unless the entries say more of them than that they are related.
    """

    PREDECESSOR = "predecessor"
    SUCCESSOR = "successor"
    BROADER = "broader"
    NARROWER = "narrower"
    FORK = "fork"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Listed:
    """A concept in an index: the initial it stands under and its place among the others."""

    initial: str
    key: tuple[str, str]
    concept: Concept


@dataclass(frozen=True, slots=True)
class Change:
    """A name that gave way to another on a day: in one concept, or from one concept to its successor."""

    day: date
    before: Concept
    after: Concept


class Directory:
    """The index of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.key = snapshot.key
        self._snapshot = snapshot

    @cached_property
    def homonyms(self) -> frozenset[tuple[str, str]]:
        """The headwords that name more than one concept."""
        return find_homonyms(self._snapshot.concepts.values())

    @cached_property
    def predecessors(self) -> Mapping[str, tuple[str, ...]]:
        """The concepts that each concept replaced."""
        return _gather((concept.successor, concept.id) for concept in self._snapshot.concepts.values() if concept.successor)

    @cached_property
    def _incoming(self) -> Mapping[str, tuple[tuple[Relation, str], ...]]:
        """The relations that other entries state, seen from here."""
        concepts = self._snapshot.concepts.values()
        return _gather(
            [(other, (Relation.NARROWER, concept.id)) for concept in concepts for other in concept.broader]
            + [(other, (Relation.BROADER, concept.id)) for concept in concepts for other in concept.narrower]
            + [(other, (Relation.RELATED, concept.id)) for concept in concepts for other in concept.related]
        )

    def neighbours(self, concept: Concept) -> Mapping[str, Relation]:
        """All concepts that stand in a relation to this one, each under its most telling relation, in that order."""
        found = (
            [
                (Relation.FORK if self._snapshot.pitfalls[pitfall].kind in _CONFUSING else Relation.RELATED, other)
                for pitfall in self._snapshot.pitfalls_of.get(concept.id, ())
                for other in self._snapshot.pitfalls[pitfall].concepts
            ]
            + [(Relation.PREDECESSOR, other) for other in self.predecessors.get(concept.id, ())]
            + ([(Relation.SUCCESSOR, concept.successor)] if concept.successor else [])
            + [(Relation.BROADER, other) for other in concept.broader]
            + [(Relation.NARROWER, other) for other in concept.narrower]
            + [(Relation.RELATED, other) for other in concept.related]
            + list(self._incoming.get(concept.id, ()))
        )
        ranks = {relation: rank for rank, relation in enumerate(Relation)}
        neighbours: dict[str, Relation] = {}
        for relation, other in sorted(found, key=lambda pair: ranks[pair[0]]):
            if other != concept.id and other in self._snapshot.concepts:
                neighbours.setdefault(other, relation)
        return neighbours

    @cached_property
    def citing(self) -> Mapping[str, tuple[str, ...]]:
        """The concepts that cite each source."""
        return _gather((source, concept.id) for concept in self._snapshot.concepts.values() for source in concept.sources)

    @cached_property
    def domain_counts(self) -> Counter[str]:
        """The number of concepts in each domain."""
        return Counter(concept.domain for concept in self._snapshot.concepts.values())

    @cached_property
    def by_kana(self) -> Mapping[str, tuple[Listed, ...]]:
        """The concepts of each kana row in the order of their readings."""
        listed = [kana_listed(concept) for concept in self._snapshot.concepts.values()]
        return _sorted_groups((gojuon.row(item.initial), item) for item in listed if item.initial)

    @cached_property
    def by_letter(self) -> Mapping[str, tuple[Listed, ...]]:
        """The concepts under each letter in alphabetical order."""
        return _sorted_groups((item.initial, item) for item in map(letter_listed, self._snapshot.concepts.values()))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The names that changed, the latest first."""
        concepts = self._snapshot.concepts
        changes = [change for concept in concepts.values() for change in _changes_inside(concept)]
        for concept in concepts.values():
            after = concepts.get(concept.successor or "")
            start = after and min((term.valid_from for _, _, term in after.all_terms() if term.valid_from), default=None)
            if after and start:
                changes.append(Change(start, concept, after))
        return tuple(sorted(changes, key=lambda change: (-change.day.toordinal(), change.after.id)))


def directory() -> Directory:
    """The directory of the snapshot that answers this request."""
    snapshot = context.snapshot()
    found = current_app.extensions.get(EXTENSION)
    if not isinstance(found, Directory) or found.key != snapshot.key:
        found = current_app.extensions[EXTENSION] = Directory(snapshot)
    return found


def kana_listed(concept: Concept) -> Listed:
    """The concept under the kana of its Japanese name; without an initial where the name has no reading."""
    term = concept.sections[JAPANESE].preferred
    reading = term.reading or term.text
    return Listed(gojuon.first_kana(reading), gojuon.sort_key(reading), concept)


def letter_listed(concept: Concept) -> Listed:
    """The concept under the letter of its English name."""
    text = concept.sections[ENGLISH].preferred.text
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if char.isalnum() or char == " ").upper()
    initial = plain[:1] if plain[:1] in ascii_uppercase else OTHER_LETTER
    return Listed(initial or OTHER_LETTER, (plain, text), concept)


def _changes_inside(concept: Concept) -> list[Change]:
    """A change shows as a name that ended and another one that began the day after."""
    changes = []
    for section in concept.sections.values():
        ends = {term.valid_to for term in section.shown_terms if term.valid_to}
        starts = {term.valid_from for term in section.shown_terms if term.valid_from}
        changes += [day for day in starts if day - timedelta(days=1) in ends]
    return [Change(day, concept, concept) for day in sorted(set(changes))]


def _gather(pairs: Iterable[tuple[str, Item]]) -> dict[str, tuple[Item, ...]]:
    groups: dict[str, list[Item]] = {}
    for key, item in pairs:
        groups.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in groups.items()}


def _sorted_groups(pairs: Iterable[tuple[str, Listed]]) -> dict[str, tuple[Listed, ...]]:
    return {key: tuple(sorted(items, key=lambda item: item.key)) for key, items in _gather(pairs).items()}
