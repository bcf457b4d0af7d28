"""Pitfall triggers on one passage: where they fire, which sense the sentence settles, what is left to the whole document.

``collect`` looks at one passage only and never at the date, so its facts can be cached by the passage's text; ``judge`` in the
rules weighs the facts of all passages together.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from glossary.domain.pitfall import Conditions, Phrases, Pitfall
from glossary.domain.span import Span
from glossary.domain.statuses import Scope
from glossary.matching.comparison import Comparison
from glossary.matching.kept import Chained
from glossary.matching.phrase_table import CompiledPhrase, PhraseSet, PhraseTable, Surfaces, lacks
from glossary.matching.phrases import KeyOf, Words, compile_phrases
from glossary.matching.places import Places
from glossary.matching.recogniser import TermHit
from glossary.text.languages import ENGLISH
from glossary.text.passage import Passage
from glossary.text.scripts import has_japanese
from glossary.text.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledTrigger:
    """A trigger with its phrases compiled. ``senses`` are the cues in the trigger's own language, by concept."""

    pitfall: str
    number: int
    lang: str
    alone: bool
    at_end: bool
    valid_from: date | None
    valid_until: date | None
    unless: dict[Scope, PhraseSet]
    needs: dict[Scope, PhraseSet]
    hint_without_needs: bool
    senses: dict[str, PhraseSet]

    def holds_on(self, days: tuple[date, date]) -> bool:
        """Whether the trigger's dates allow the days (first, last) that a sentence or a check speaks of."""
        first, last = days
        return (self.valid_from is None or last >= self.valid_from) and (self.valid_until is None or first <= self.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A trigger's words in a passage. ``senses`` are those that the sentence has cues for; exactly one means settled.

    ``in_compound``: a noun is joined to the words, so that they may be part of another expression. ``in_doubt``: what the trigger
    needs does not stand.
    ``sentence`` bounds the words' sentence; conditions on the whole document are left to be judged.
    """

    trigger: int
    span: Span
    sentence: Span
    senses: tuple[str, ...] = ()
    in_compound: bool = False
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """The phrases that triggers look for, by their numbers in a table, in the order of their anchors: each with its trigger."""

    table: PhraseTable
    triggers: Sequence[int]
    phrases: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerTables:
    """All triggers of a termbase, compiled: what is stored of them."""

    triggers: Sequence[CompiledTrigger]
    sought: Sequence[Sought]
    """One for each layer of terms."""

    def anchors(self) -> Iterator[tuple[int, frozenset[str]]]:
        """The trigger of each phrase, and the surfaces of the phrase's anchor, for the automaton."""
        for sought in self.sought:
            for trigger, phrase in zip(sought.triggers, sought.phrases, strict=True):
                anchor = sought.table.anchor(phrase)
                yield trigger, anchor.surfaces if anchor else frozenset()

    def sought_as(self, anchors: Sequence[int]) -> tuple[PhraseTable, list[tuple[int, int]]]:
        """The phrases of some anchors, which are all of one layer: their table, and of each its trigger and its number there."""
        first = 0
        for sought in self.sought:
            if anchors[0] < first + len(sought.phrases):
                break
            first += len(sought.phrases)
        return sought.table, [(sought.triggers[anchor - first], sought.phrases[anchor - first]) for anchor in anchors]

    def joined(self, extra: "TriggerTables") -> "TriggerTables":
        """These and more triggers; the numbers of these stay."""
        offset = len(self.triggers)
        return TriggerTables(
            triggers=Chained(self.triggers, extra.triggers),
            sought=(
                *self.sought,
                *(Sought(sought.table, [number + offset for number in sought.triggers], sought.phrases) for sought in extra.sought),
            ),
        )


def compile_conditions(
    pitfall: str,
    number: int,
    lang: str,
    conditions: Conditions,
    cues: Mapping[str, Phrases],
    words: Words,
    *,
    hint_without_needs: bool = False,
) -> CompiledTrigger:
    """What a trigger asks of the surroundings of its words. ``cues`` are those of the senses, by concept."""
    return CompiledTrigger(
        pitfall=pitfall,
        number=number,
        lang=lang,
        alone=conditions.alone,
        at_end=conditions.at_end,
        valid_from=conditions.valid_from,
        valid_until=conditions.valid_until,
        unless={scope: compile_phrases(found, lang, words) for scope, found in conditions.unless.items()},
        needs={scope: compile_phrases(found, lang, words) for scope, found in conditions.needs.items()},
        hint_without_needs=hint_without_needs,
        senses={concept: compile_phrases(found, lang, words) for concept, found in cues.items()},
    )


def compile_triggers(pitfalls: Iterable[Pitfall], words: Words) -> TriggerTables:
    """Compile the triggers of all pitfalls."""
    triggers: list[CompiledTrigger] = []
    numbers: list[int] = []
    phrases: list[int] = []
    for pitfall in pitfalls:
        for number, trigger in enumerate(pitfall.triggers):
            cues = {sense.concept: sense.cues.get(trigger.lang, ()) for sense in pitfall.senses}
            found = compile_phrases(trigger.find, trigger.lang, words).numbers
            numbers += [len(triggers)] * len(found)
            phrases += found
            compiled = compile_conditions(
                pitfall.id, number, trigger.lang, trigger.conditions, cues, words, hint_without_needs=trigger.hint_without_needs
            )
            triggers.append(compiled)
    return TriggerTables(triggers=tuple(triggers), sought=(Sought(words.table, numbers, phrases),))


class Watched(NamedTuple):
    """A trigger's phrases with one anchor: what must stand in a passage for them to be worth a look, cheap tests first.

    Phrases stand here by their numbers in ``table``. The groups that need other surfaces are found by any surface of the first
    set that they need.
    """

    trigger: int
    lang: str
    table: PhraseTable
    needed: Surfaces
    free: Sequence[int]
    groups: Sequence[tuple[Surfaces, Sequence[int]]]
    by_surface: Mapping[str, Sequence[int]]

    def possible(self, present: Set[str]) -> Iterator[CompiledPhrase]:
        """The phrases all of whose other content words may stand in a passage."""
        yield from map(self.table.__getitem__, self.free)
        if self.groups:
            numbers = {number for surface in self.by_surface.keys() & present for number in self.by_surface[surface]}
            for number in sorted(numbers):
                others, phrases = self.groups[number]
                if not lacks(others, present):
                    yield from map(self.table.__getitem__, phrases)


class _Terms:
    """The terms of a passage, asked for those that hold a span and more."""

    def __init__(self, terms: Sequence[TermHit]) -> None:
        ordered = sorted((hit.start, hit.end) for hit in terms)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def stands_over(self, span: Span) -> bool:
        """Whether a longer one begins at the span or before it and ends with it or behind."""
        before, upto = bisect_left(self._starts, span.start), bisect_right(self._starts, span.start)
        return (before > 0 and self._ends[before - 1] >= span.end) or (upto > 0 and self._ends[upto - 1] > span.end)


class Triggers:
    """Compares compiled triggers with passages. Immutable; shared between threads."""

    def __init__(self, tables: TriggerTables, vocabulary: Vocabulary, key_of: KeyOf) -> None:
        self.triggers = tables.triggers
        self._tables = tables
        self._vocabulary = vocabulary
        self._key_of = key_of
        self._watched: dict[int, tuple[Watched, ...]] = {}

    def collect(
        self,
        passage: Passage,
        anchored: Mapping[int, Sequence[int]],
        anchors: Sequence[Sequence[int]],
        places: Places,
        terms: Sequence[TermHit],
    ) -> list[Fact]:
        """The facts of one passage.

        ``anchored`` are the starts of each anchor in the scanned form, by pattern, ``anchors`` the phrases of each pattern,
        ``places`` all phrases' surfaces there, ``terms`` all recognised terms.
        """
        candidates = list(self._candidates(anchored, anchors, places.surfaces, passage.lang))
        if not candidates:
            return []
        comparison = self.comparison(passage, places)
        spans: dict[int, set[Span]] = {}
        for trigger, phrases, starts in candidates:
            for at in starts:
                start = passage.original(at, at + 1).start
                sentence = passage.sentence_at(start)
                for phrase in phrases:
                    found = comparison.match(phrase, start, sentence)
                    if found is not None:
                        spans.setdefault(trigger, set()).add(found)
        longer = _Terms(terms)
        judged = (
            self._judge(trigger, span, passage, comparison, longer)
            for trigger, found_spans in spans.items()
            for span in leftmost_longest(found_spans)
        )
        return sorted((fact for fact in judged if fact is not None), key=lambda fact: (fact.span, fact.trigger))

    def _candidates(
        self, anchored: Mapping[int, Sequence[int]], anchors: Sequence[Sequence[int]], present: Set[str], lang: str
    ) -> Iterator[tuple[int, Sequence[CompiledPhrase], Sequence[int]]]:
        """Triggers whose other words stand in the passage, the phrases that may stand there, and where their anchor does."""
        for pattern, starts in anchored.items():
            watched = self._watched.get(pattern)
            if watched is None:
                watched = self._watched[pattern] = self._watch(anchors[pattern])
            for watch in watched:
                if watch.lang == lang and not lacks(watch.needed, present):
                    phrases = tuple(watch.possible(present))
                    if phrases:
                        yield watch.trigger, phrases, starts

    def _watch(self, numbers: Sequence[int]) -> tuple["Watched", ...]:
        """The phrases of one anchor by trigger, and within it by what else must stand in a passage: one test for all of them."""
        table, found = self._tables.sought_as(numbers)
        groups: dict[int, dict[tuple[int, ...], list[int]]] = {}
        for trigger, phrase in found:
            groups.setdefault(trigger, {}).setdefault(table.others(phrase), []).append(phrase)
        return tuple(self._watched_by(trigger, table, group) for trigger, group in groups.items())

    def _watched_by(self, number: int, table: PhraseTable, phrases: dict[tuple[int, ...], list[int]]) -> Watched:
        free = phrases.pop((), [])
        groups = [(tuple(table.elements[other].surfaces for other in others), found) for others, found in phrases.items()]
        by_surface: dict[str, list[int]] = {}
        for place, (others, _) in enumerate(groups):
            for surface in others[0]:
                by_surface.setdefault(surface, []).append(place)
        trigger = self.triggers[number]
        return Watched(number, trigger.lang, table, _needed_surfaces(trigger), free, groups, by_surface)

    def findable(self) -> set[int]:
        """The triggers of which at least one phrase has a word by which it can be found, by number."""
        return {trigger for trigger, surfaces in self._tables.anchors() if surfaces}

    def comparison(self, passage: Passage, places: Places) -> Comparison:
        """A comparison of phrases with a passage."""
        return Comparison(passage, places, self._vocabulary, self._key_of)

    def _judge(self, number: int, span: Span, passage: Passage, comparison: Comparison, longer: "_Terms") -> Fact | None:
        trigger = self.triggers[number]
        if longer.stands_over(span):
            return None
        sentence = passage.sentence_at(span.start)
        if not self._is_allowed(trigger, span, sentence, passage, comparison):
            return None
        in_doubt = not self._has_needs(trigger, span, sentence, passage, comparison)
        if in_doubt and not trigger.hint_without_needs:
            return None
        joined = _is_joined(passage, span, self._vocabulary)
        senses = tuple(
            concept for concept, cues in trigger.senses.items() if self.stands(cues, Scope.SENTENCE, span, sentence, passage, comparison)
        )
        return Fact(trigger=number, span=span, sentence=sentence, senses=senses, in_compound=joined, in_doubt=in_doubt)

    def conditions_hold(self, trigger: CompiledTrigger, span: Span, passage: Passage, comparison: Comparison) -> bool:
        """Whether the conditions that one passage can decide hold around a span."""
        around = span, passage.sentence_at(span.start), passage, comparison
        return self._is_allowed(trigger, *around) and self._has_needs(trigger, *around)

    def _is_allowed(self, trigger: CompiledTrigger, span: Span, sentence: Span, passage: Passage, comparison: Comparison) -> bool:
        if trigger.alone and _is_joined(passage, span, self._vocabulary):
            return False
        if trigger.at_end and not _closes(passage, span, sentence):
            return False
        return not any(
            scope is not Scope.DOCUMENT and self.stands(phrases, scope, span, sentence, passage, comparison)
            for scope, phrases in trigger.unless.items()
        )

    def _has_needs(self, trigger: CompiledTrigger, span: Span, sentence: Span, passage: Passage, comparison: Comparison) -> bool:
        return all(
            scope is Scope.DOCUMENT or self.stands(phrases, scope, span, sentence, passage, comparison)
            for scope, phrases in trigger.needs.items()
        )

    def stands(self, phrases: PhraseSet, scope: Scope, span: Span, sentence: Span, passage: Passage, comparison: Comparison) -> bool:
        """Whether any of the phrases stands in the scope around a span."""
        whole = Span(0, len(passage.text))
        bounds = sentence if scope in (Scope.SENTENCE, Scope.BEFORE, Scope.AFTER) else whole
        for phrase in phrases.possible(comparison.present):
            for found in comparison.find(phrase, bounds):
                if scope is Scope.BEFORE and not (
                    found.start < span.start and _only_marks(passage.text[found.end : span.start]) and found.end <= span.end
                ):
                    continue
                if scope is Scope.AFTER and not (
                    found.end > span.end and _only_marks(passage.text[span.end : found.start]) and found.start >= span.start
                ):
                    continue
                if scope not in (Scope.BEFORE, Scope.AFTER) and span.contains(found) and found != span:
                    continue  # inside the hit: it says nothing about its surroundings
                return True
        return False

    def stands_in(self, phrases: PhraseSet, passage: Passage, places: Places) -> bool:
        """Whether any of the phrases stands anywhere in the passage."""
        if phrases.lang != passage.lang:
            return False
        comparison = self.comparison(passage, places)
        whole = Span(0, len(passage.text))
        return any(True for phrase in phrases.possible(comparison.present) for _ in comparison.find(phrase, whole))


def _needed_surfaces(trigger: CompiledTrigger) -> Surfaces:
    """For each scope of a trigger's needs in the passage the surfaces of which one must be there."""
    if trigger.hint_without_needs:
        return ()
    return tuple(
        frozenset(phrases.by_surface) for scope, phrases in trigger.needs.items() if scope is not Scope.DOCUMENT and not phrases.always
    )


def leftmost_longest(spans: Iterable[Span]) -> list[Span]:
    """Of overlapping spans the leftmost, then the longest."""
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not chosen or span.start >= chosen[-1].end:
            chosen.append(span)
    return chosen


def _is_joined(passage: Passage, span: Span, vocabulary: Vocabulary) -> bool:
    """Whether a noun, prefix or suffix is joined to the span, other than those that make no new word."""
    text = passage.text
    if passage.lang == ENGLISH:
        return text[span.start - 1 : span.start] == "-" or text[span.end : span.end + 1] == "-"
    morphemes = passage.morphemes
    before = morphemes.before(span.start)
    if (
        before is not None
        and morphemes.surface(before).strip()
        and vocabulary.is_pos(morphemes.pos(before), "joined")
        and morphemes.surface(before) not in vocabulary.transparent_prefixes
    ):
        return True
    after = morphemes.after(span.end)
    return (
        after is not None
        and vocabulary.is_pos(morphemes.pos(after), "joined")
        and morphemes.surface(after) not in vocabulary.transparent_suffixes
    )


def _closes(passage: Passage, span: Span, sentence: Span) -> bool:
    rest = passage.text[span.end : sentence.end]
    return not any(char.isalnum() or has_japanese(char) for char in rest)


_MARKS = r"[ \t\u3000\u300c\u300d\u300e\u300f\uff08\uff09()\u201c\u201d\u2018\u2019\"'\[\]\u3010\u3011]*"
_BETWEEN = re.compile(rf"{_MARKS}(?:(?<!\s)[-\u2010\u2011\u2013](?!\s){_MARKS})?")
"""Spaces, quotation marks and brackets, and a hyphen or dash that joins: one with a space beside it parts clauses."""


def _only_marks(between: str) -> bool:
    """Whether nothing stands between that parts two words."""
    return _BETWEEN.fullmatch(between) is not None
