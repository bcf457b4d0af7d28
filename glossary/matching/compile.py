"""The compiled snapshot: a stack of immutable layers from which every door answers.

A layer holds one body of terms (shipped terms, a collection, terms handed in with a request). An upper layer overrides a
lower one by concept id. The snapshot's key names every layer's revision, so that equal keys mean equal answers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from glossary.domain.concept import Concept, Domain, Source
from glossary.matching.layer_index import LayerIndex
from glossary.matching.succession import Succession, find_succession
from glossary.text.spelling import Speller
from glossary.text.wordlists import WordLists, shipped_word_lists

if TYPE_CHECKING:
    from glossary.domain.pitfall import Pitfall

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One body of terms at one revision."""

    name: str
    revision: str
    domains: Mapping[str, Domain] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    pitfalls: Mapping[str, "Pitfall"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What all layers say together, ready to be asked. Immutable; shared between threads."""

    layers: tuple[Layer, ...]
    key: str
    domains: Mapping[str, Domain]
    sources: Mapping[str, Source]
    concepts: Mapping[str, Concept]
    pitfalls: Mapping[str, "Pitfall"]
    pitfalls_of: Mapping[str, tuple[str, ...]]
    """Pitfall ids by concept id."""
    indexes: tuple[LayerIndex, ...]
    """One for each layer, lowest first."""
    succession: Succession
    speller: Speller

    @property
    def lists(self) -> WordLists:
        """The word lists with which the terms were read."""
        return self.speller.lists


class Stacked(Mapping[str, Item]):
    """Several mappings as one; the last one that has a key gives its value. Nothing is read before it is asked for."""

    def __init__(self, mappings: Sequence[Mapping[str, Item]]) -> None:
        self._owners = {key: mapping for mapping in mappings for key in mapping}

    def __getitem__(self, key: str) -> Item:
        return self._owners[key][key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._owners)

    def __len__(self) -> int:
        return len(self._owners)


def stack(mappings: Sequence[Mapping[str, Item]]) -> Mapping[str, Item]:
    """Several mappings as one, a single one as it is."""
    return mappings[0] if len(mappings) == 1 else Stacked(mappings)


def compile_snapshot(
    layers: Sequence[Layer], *, lists: WordLists | None = None, previous: Snapshot | None = None, with_texts: bool = True
) -> Snapshot:
    """Stack the layers, lowest first, and index their forms.

    A layer that ``previous`` holds at the same revision keeps its index. ``lists`` are the shipped ones unless given.
    ``with_texts`` keeps definitions for searching in memory; a database that searches them itself needs none.
    """
    from glossary.matching.indexing import build_index  # inline: slow import

    lists = lists or shipped_word_lists()
    speller = previous.speller if previous is not None and previous.lists == lists else Speller(lists)
    domains = stack([layer.domains for layer in layers])
    concepts = stack([layer.concepts for layer in layers])
    pitfalls = stack([layer.pitfalls for layer in layers])
    pitfalls_of: dict[str, list[str]] = {}
    for pitfall in pitfalls.values():
        for concept in pitfall.concepts:
            pitfalls_of.setdefault(concept, []).append(pitfall.id)
    kept = _kept_indexes(previous, speller, list(domains))
    return Snapshot(
        layers=tuple(layers),
        key="+".join(f"{layer.name}@{layer.revision}" for layer in layers),
        domains=domains,
        sources=stack([layer.sources for layer in layers]),
        concepts=concepts,
        pitfalls=pitfalls,
        pitfalls_of={concept: tuple(ids) for concept, ids in pitfalls_of.items()},
        indexes=tuple(
            kept.get((layer.name, layer.revision))
            or build_index(layer.concepts.values(), speller=speller, domains=list(domains), pitfalls_of=pitfalls_of, with_texts=with_texts)
            for layer in layers
        ),
        succession=find_succession(concepts),
        speller=speller,
    )


def _kept_indexes(previous: Snapshot | None, speller: Speller, domains: list[str]) -> dict[tuple[str, str], LayerIndex]:
    """The indexes that need not be made again. They depend on the word lists and on the order of domains, too."""
    if previous is None or previous.speller is not speller or list(previous.domains) != domains:
        return {}
    return {(layer.name, layer.revision): index for layer, index in zip(previous.layers, previous.indexes, strict=True)}
