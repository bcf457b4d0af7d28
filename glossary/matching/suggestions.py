"""What to offer when nothing was found: hits outside the filters, near misses, shared characters, the most linked concepts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice, repeat
from typing import Final

from glossary.domain.lookup import Query, Suggestion
from glossary.matching.compile import Snapshot
from glossary.matching.keys import Key
from glossary.matching.layer_index import LayerIndex
from glossary.matching.question import Question
from glossary.matching.search import MemoryCandidates

MAX_SUGGESTIONS: Final = 5

MAX_EDITS_SHARE: Final = 0.5
"""A near miss has at most so many edits for each character of the query."""

MAX_COMPARED: Final = 30
"""Characters of a query that are compared: a longer one is no single term."""

_MAX_SHARING: Final = 2_000

Offer = tuple[str, str]
"""Concept and language."""


def suggest(snapshot: Snapshot, question: Question, query: Query) -> tuple[Suggestion, ...]:
    """Up to MAX_SUGGESTIONS terms, each of another concept; empty only where the snapshot is."""
    near = chain(
        _outside(snapshot, question, query),
        (offer for source in (_near, _sharing) for offer in _fitting(snapshot, source, question, query)),
    )
    central = chain(
        _fitting(snapshot, _linked, question, query),
        (offer for index in snapshot.indexes for offer in _linked(index, question)),
    )
    chosen: dict[str, Suggestion] = {}
    for (concept, lang), is_near in chain(zip(near, repeat(True)), zip(central, repeat(False))):
        if concept not in chosen:
            chosen[concept] = Suggestion(snapshot.concepts[concept].sections[lang].preferred.text, concept, is_near)
        if len(chosen) == MAX_SUGGESTIONS:
            break
    return tuple(chosen.values())


def _outside(snapshot: Snapshot, question: Question, query: Query) -> Iterator[Offer]:
    """What would have been found in any language and domain."""
    if query.lang is not None or query.domain is not None:
        found = MemoryCandidates(snapshot).find(question)
        yield from ((candidate.concept, candidate.lang) for candidate in found[:MAX_SUGGESTIONS])


def _fitting(
    snapshot: Snapshot, source: Callable[[LayerIndex, Question], Iterator[Offer]], question: Question, query: Query
) -> Iterator[Offer]:
    for index in snapshot.indexes:
        for concept, lang in source(index, question):
            if query.lang in (None, lang) and query.domain in (None, snapshot.concepts[concept].domain):
                yield concept, lang


def _near(index: LayerIndex, question: Question) -> Iterator[Offer]:
    """By edits, on the spelling and on the sound."""
    for kind, key in ((Key.SPELLING, question.spelling), (Key.SOUND, question.sound)):
        if not key or not 1 < len(key) <= MAX_COMPARED:
            continue
        table = index.table(kind)
        near = table.near(key, max(1, int(len(key) * MAX_EDITS_SHARE)))
        yield from _offers(index, (form for place, _ in near[:_MAX_SHARING] for form in table.forms(place)))


def _sharing(index: LayerIndex, question: Question) -> Iterator[Offer]:
    """By pairs of characters in common, then by single Japanese characters."""
    key = question.spelling[:MAX_COMPARED]
    table = index.table(Key.SPELLING)
    pairs = {key[place : place + 2] for place in range(len(key) - 1)}
    singles = set(key) if question.is_japanese else set()
    for pieces in (pairs, singles):
        shared: Counter[int] = Counter()
        for piece in sorted(pieces):
            shared.update(islice(table.containing(piece), _MAX_SHARING))
        ranked = sorted(shared, key=lambda place: (-shared[place] / (1 + len(table.keys[place])), place))
        yield from _offers(index, (form for place in ranked for form in table.forms(place)))


def _linked(index: LayerIndex, question: Question) -> Iterator[Offer]:
    """The concepts that most others and most pitfalls name."""
    yield from _offers(index, index.most_linked)


def _offers(index: LayerIndex, forms: Iterable[int]) -> Iterator[Offer]:
    for form in forms:
        yield index.concepts[index.owners[form]], index.lang(form)
