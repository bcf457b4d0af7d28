"""What a draft is checked with: recogniser and triggers of a termbase, compiled together. ``kept_checking`` makes bytes of it."""

import gc
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import count
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from glossary.domain.concept import Concept, Term
from glossary.domain.pitfall import Pitfall
from glossary.domain.span import Span
from glossary.matching.acronyms import Acronyms, AcronymTable, gather_acronyms
from glossary.matching.automaton import build_automaton
from glossary.matching.families import FamilyFinder
from glossary.matching.glosses import Glosses, GlossFact, find_glosses, settled_by_gloss
from glossary.matching.kept import Chained
from glossary.matching.lookalikes import Lookalikes
from glossary.matching.names import NameRow, Names, gather_names
from glossary.matching.pairs import CompiledPair, PairIndex, Pairs, compile_pairs, index_pairs
from glossary.matching.places import NOWHERE, Places
from glossary.matching.recogniser import Owner, Patterns, Recogniser, TermHit, collect_patterns, joined, without
from glossary.matching.succession import Succession, find_succession
from glossary.matching.tellings import Tellings
from glossary.matching.triggers import Fact, Triggers, TriggerTables, compile_triggers
from glossary.matching.words import compile_words, key_finder
from glossary.text.passage import Passage
from glossary.text.scanning import pattern_form
from glossary.text.vocabulary import Vocabulary
from glossary.text.wordlists import WordLists

if TYPE_CHECKING:
    from glossary.matching.slip_finder import SlipFinder


@dataclass(frozen=True, slots=True)
class Reading:
    """What recognition found in one passage: all term hits that hold, the triggers' facts, and the glosses that render wrongly."""

    terms: tuple[TermHit, ...]
    facts: tuple[Fact, ...]
    places: Places
    glosses: tuple[GlossFact, ...] = ()


NOTHING = Reading((), (), NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What rules on names and acronyms know of the terms."""

    names: Sequence[NameRow]
    acronyms: AcronymTable

    def joined(self, extra: "Gathered", replaced: Collection[str]) -> "Gathered":
        """This and what was gathered from another layer, which replaces these concepts."""
        kept = [row for row in self.names if row.concept not in replaced]
        return Gathered(names=(*kept, *extra.names), acronyms=self.acronyms.joined(extra.acronyms, replaced))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All that compiling yields."""

    patterns: Patterns
    triggers: TriggerTables
    pairs: Sequence[CompiledPair]
    pair_index: Callable[[], PairIndex]
    """Read when first asked for: most drafts have neither pairs nor glosses."""
    gathered: Callable[[], Gathered]
    """Read when first asked for, too."""
    forms: dict[str, str]
    """English: forms of the words of terms and phrases → key."""


def compile_tables(
    concepts: Mapping[str, Concept],
    pitfalls: Mapping[str, Pitfall],
    vocabulary: Vocabulary,
    lists: WordLists,
    *,
    is_upper_layer: bool = False,
) -> Tables:
    """Write out all surfaces and compile all phrases. Takes seconds: opens both dictionaries (one for an upper layer, whose
    terms somebody brings along: they are recognised even where they are everyday words)."""
    words, forms = compile_words(concepts, pitfalls, vocabulary, lists, with_spellings=not is_upper_layer)
    triggers = compile_triggers(pitfalls.values(), words)
    pairs = compile_pairs(pitfalls.values(), words)
    index = index_pairs(pairs)
    gathered = Gathered(names=gather_names(concepts.values()), acronyms=gather_acronyms(concepts.values(), pitfalls.values()))
    anchors = [surfaces for _, surfaces in triggers.anchors()]
    everyday = frozenset[str]() if is_upper_layer else vocabulary.everyday
    return Tables(
        patterns=collect_patterns(concepts.values(), anchors, words.table.cues(), words, everyday),
        triggers=triggers,
        pairs=pairs,
        pair_index=lambda: index,
        gathered=lambda: gathered,
        forms=forms,
    )


_serials = count()

Owned = tuple[Owner, Term]
"""Whose surface a recognised term is, and that term."""

V = TypeVar("V")


class Verdicts(dict[tuple[int, str], V], Generic[V]):
    """What a rule says of a pattern in a passage of a language, judged when first asked for."""

    def __init__(self, checking: "Checking", judge: Callable[["Checking", int, str], V]) -> None:
        super().__init__()
        self._checking = checking
        self._judge = judge

    def __missing__(self, key: tuple[int, str]) -> V:
        verdict = self[key] = self._judge(self._checking, *key)
        return verdict


class Checking:
    """Recogniser and triggers of one set of concepts and pitfalls. Immutable; shared between threads.

    ``serial`` tells it from every other one of this process, also from those that are gone: what is kept of a passage under a
    checking must never be taken for what another found.
    """

    def __init__(
        self,
        tables: Tables,
        concepts: Mapping[str, Concept],
        pitfalls: Mapping[str, Pitfall],
        vocabulary: Vocabulary,
        lists: WordLists,
        recogniser: Recogniser | None = None,
    ) -> None:
        self.serial = next(_serials)
        self.concepts = concepts
        self.pitfalls = pitfalls
        self.vocabulary = vocabulary
        self.tables = tables
        self.lists = lists
        self.recogniser = recogniser or Recogniser(tables.patterns, vocabulary, build_automaton(tables.patterns.forms))
        key_of = key_finder(tables.forms, lists)
        self.triggers = Triggers(tables.triggers, vocabulary, key_of)
        self.pairs = Pairs(tables.pairs, tables.pair_index, self.triggers)
        self._glosses = Glosses(tables.pairs, tables.pair_index, self.triggers, vocabulary, self.places)
        self._verdicts: dict[str, Verdicts[Any]] = {}
        self._owners: dict[tuple[int, str], tuple[Owned, ...]] = {}
        self._exact: dict[tuple[int, str], tuple[Owned, ...]] = {}

    def serving(
        self, concepts: Mapping[str, Concept], pitfalls: Mapping[str, Pitfall], vocabulary: Vocabulary, lists: WordLists
    ) -> "Checking | None":
        """This checking for equal terms that were read elsewhere, so that one copy is kept; None where compiling them would give another."""
        if (self.concepts, self.pitfalls, self.vocabulary, self.lists) != (concepts, pitfalls, vocabulary, lists):
            return None
        return Checking(self.tables, concepts, pitfalls, vocabulary, lists, self.recogniser)

    def verdicts(self, name: str, judge: Callable[["Checking", int, str], V]) -> "Verdicts[V]":
        """What a rule finds out about patterns, under a name of its own: the same for every draft, so it is found out once."""
        known = self._verdicts.get(name)
        if known is None:
            known = self._verdicts[name] = Verdicts(self, judge)
        return known

    def owners(self, pattern: int, lang: str) -> tuple["Owned", ...]:
        """Whose surface a pattern is, in that language where any owner has it."""
        key = (pattern, lang)
        known = self._owners.get(key)
        if known is None:
            patterns = self.recogniser.patterns
            found = [patterns.table[number] for number in patterns.owners[pattern]]
            own = [owner for owner in found if owner.lang == lang] or found
            known = self._owners[key] = tuple(
                (owner, self.concepts[owner.concept].sections[owner.lang].terms[owner.position]) for owner in own
            )
        return known

    def exact_owners(self, pattern: int, lang: str) -> tuple["Owned", ...]:
        """Those of the pattern's owners whose term is written just so, up to case and width."""
        key = (pattern, lang)
        known = self._exact.get(key)
        if known is None:
            form = self.recogniser.patterns.forms[pattern]
            known = self._exact[key] = tuple(owned for owned in self.owners(pattern, lang) if pattern_form(owned[1].text) == form)
        return known

    @cached_property
    def names(self) -> Names:
        """The official names, indexed when first asked for."""
        return Names(self.tables.gathered().names, self.vocabulary.names)

    @cached_property
    def acronyms(self) -> Acronyms:
        """The acronyms and their owners."""
        return Acronyms(self.tables.gathered().acronyms, self.concepts, self.vocabulary.house.acronyms, self.vocabulary.names.small)

    @cached_property
    def families(self) -> FamilyFinder:
        """The spellings and words that a text should not mix."""
        return FamilyFinder(self.vocabulary.house.families, self.lists.respell)

    @cached_property
    def succession(self) -> Succession:
        """Which concepts followed each other."""
        return find_succession(self.concepts)

    @cached_property
    def tellings(self) -> Tellings:
        """The words of sentences that tell of a change of names."""
        return Tellings(self.vocabulary.former)

    @cached_property
    def lookalikes(self) -> Lookalikes:
        """The expressions that are confused by one character."""
        return Lookalikes(self.vocabulary.lookalikes)

    @cached_property
    def slips(self) -> "SlipFinder":
        """The words that are nearly terms."""
        from glossary.matching.slip_finder import SlipFinder  # inline: slow import

        return SlipFinder(self.concepts.values(), self.vocabulary)

    def extended(self, concepts: Mapping[str, Concept], pitfalls: Mapping[str, Pitfall]) -> "Checking":
        """This checking with one more layer of terms and pitfalls, for one request. Their spellings are not looked up."""
        extra = compile_tables(concepts, pitfalls, self.vocabulary, self.lists, is_upper_layer=True)
        own = self.tables
        replaced = concepts.keys() & self.concepts.keys()
        patterns = joined(without(own.patterns, replaced) if replaced else own.patterns, extra.patterns)
        tables = Tables(
            patterns=patterns,
            triggers=own.triggers.joined(extra.triggers),
            pairs=Chained(own.pairs, extra.pairs),
            pair_index=cache(lambda: own.pair_index().joined(extra.pair_index(), len(own.pairs))),
            gathered=cache(lambda: own.gathered().joined(extra.gathered(), concepts.keys())),
            forms=extra.forms | own.forms,
        )
        return Checking(
            tables,
            {**self.concepts, **concepts},
            {**self.pitfalls, **pitfalls},
            self.vocabulary,
            self.lists,
            self.recogniser.extended(extra.patterns, patterns),
        )

    def read(self, passage: Passage) -> Reading:
        """Scan, keep what stands on borders, compare phrases."""
        reading = self._read(passage)
        passage.forget_morphemes()
        return reading

    def _read(self, passage: Passage) -> Reading:
        hits = self.recogniser.scan(passage)
        glosses = tuple(find_glosses(passage))
        if not hits and not glosses:
            return NOTHING
        terms = self.recogniser.terms(passage, hits)
        places = self.recogniser.places(hits)
        facts = self.triggers.collect(passage, self.recogniser.anchored(hits), self.recogniser.patterns.anchors, places, terms)
        if not glosses:
            return Reading(tuple(terms), tuple(facts), places)
        facts = settled_by_gloss(facts, glosses, self._named(terms), self.triggers.triggers)
        return Reading(tuple(terms), tuple(facts), places, tuple(self._glosses.judge(passage, glosses)))

    def places(self, passage: Passage) -> Places:
        """Where the surfaces of phrases stand in a passage."""
        return self.recogniser.places(self.recogniser.scan(passage))

    def _named(self, terms: Sequence[TermHit]) -> list[tuple[Span, frozenset[str]]]:
        """The recognised terms with the concepts that they may designate."""
        patterns = self.recogniser.patterns
        return [
            (Span(hit.start, hit.end), frozenset(patterns.table[number].concept for number in patterns.owners[hit.pattern]))
            for hit in terms
        ]


def compile_checking(
    concepts: Mapping[str, Concept], pitfalls: Mapping[str, Pitfall], vocabulary: Vocabulary, lists: WordLists
) -> Checking:
    """Compile everything that checking needs."""
    gc.unfreeze()
    gc.collect()  # what an older revision left behind
    checking = Checking(compile_tables(concepts, pitfalls, vocabulary, lists), concepts, pitfalls, vocabulary, lists)
    settle()
    return checking


def settle() -> None:
    """Spare the garbage collector what stays, and tell it that reading a draft makes many small objects that live as long."""
    gc.freeze()
    gc.set_threshold(*GENERATIONS)


GENERATIONS = (20_000, 20, 20)
"""Of the collector: with its own 700 it runs 130 times while 100,000 characters are read, a tenth of the time."""
