"""Pitfall triggers on one passage: where they fire, which sense the sentence settles, what is left to the whole document.

``collect`` looks at one passage only and never at the date, so its facts can be cached by the passage's text; ``judge`` in the
rules weighs the facts of all passages together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from glossary.domain.pitfall import Conditions, Phrases, Pitfall
from glossary.domain.span import Span
from glossary.domain.statuses import Scope
from glossary.matching.comparison import Comparison
from glossary.matching.kept import Chained
from glossary.matching.phrases import CompiledPhrase, KeyOf, Places, Words, compile_condition, compile_phrase
from glossary.matching.recogniser import TermHit
from glossary.text.languages import ENGLISH
from glossary.text.passage import Passage
from glossary.text.scripts import has_japanese
from glossary.text.vocabulary import Vocabulary

Compiled = tuple[CompiledPhrase, ...]


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
    unless: dict[Scope, Compiled]
    needs: dict[Scope, Compiled]
    senses: dict[str, Compiled]

    def holds_on(self, days: tuple[date, date]) -> bool:
        """Whether the trigger's dates allow the days (first, last) that a sentence or a check speaks of."""
        first, last = days
        return (self.valid_from is None or last >= self.valid_from) and (self.valid_until is None or first <= self.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A trigger's words in a passage. ``senses`` are those that the sentence has cues for; exactly one means settled.

    ``in_compound``: a noun is joined to the words, so that they may be part of another expression.
    ``sentence`` bounds the words' sentence; ``needs_document`` and ``unless_document`` are left to be judged.
    """

    trigger: int
    span: Span
    sentence: Span
    senses: tuple[str, ...] = ()
    in_compound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerTables:
    """All triggers of a termbase, compiled: what is stored of them."""

    triggers: Sequence[CompiledTrigger] = ()
    phrases: Sequence[tuple[int, CompiledPhrase]] = ()
    """Trigger number and compiled phrase, in the order of the anchors' numbers."""

    @property
    def anchors(self) -> list[tuple[str, ...]]:
        """The surfaces of each phrase's anchor, for the automaton."""
        return [phrase.surfaces for _, phrase in self.phrases]

    def cues(self) -> Iterator[str]:
        """All surfaces of all phrases, conditions and cues among them."""
        for _, phrase in self.phrases:
            yield from phrase.cues()
        for trigger in self.triggers:
            for group in (*trigger.unless.values(), *trigger.needs.values(), *trigger.senses.values()):
                for phrase in group:
                    yield from phrase.cues()

    def joined(self, extra: "TriggerTables") -> "TriggerTables":
        """These and more triggers; the numbers of these stay."""
        offset = len(self.triggers)
        return TriggerTables(
            triggers=Chained(self.triggers, extra.triggers),
            phrases=Chained(self.phrases, [(number + offset, phrase) for number, phrase in extra.phrases]),
        )


def compile_phrases(phrases: Phrases, lang: str, words: Words) -> Compiled:
    """All readings of phrases that are looked for."""
    return tuple(found for phrase in phrases for found in compile_phrase(phrase, lang, words))


def compile_around(phrases: Phrases, lang: str, words: Words) -> Compiled:
    """All readings of phrases that are looked for in a given place: around a hit, or in a sentence and its translation."""
    return tuple(dict.fromkeys(found for phrase in phrases for found in compile_condition(phrase, lang, words)))


def compile_conditions(
    pitfall: str, number: int, lang: str, conditions: Conditions, cues: Mapping[str, Phrases], words: Words
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
        unless={scope: compile_around(found, lang, words) for scope, found in conditions.unless.items()},
        needs={scope: compile_around(found, lang, words) for scope, found in conditions.needs.items()},
        senses={concept: compile_around(found, lang, words) for concept, found in cues.items()},
    )


def compile_triggers(pitfalls: Iterable[Pitfall], words: Words) -> TriggerTables:
    """Compile the triggers of all pitfalls."""
    triggers: list[CompiledTrigger] = []
    phrases: list[tuple[int, CompiledPhrase]] = []
    for pitfall in pitfalls:
        for number, trigger in enumerate(pitfall.triggers):
            cues = {sense.concept: sense.cues.get(trigger.lang, ()) for sense in pitfall.senses}
            phrases += [(len(triggers), phrase) for phrase in dict.fromkeys(compile_phrases(trigger.find, trigger.lang, words))]
            triggers.append(compile_conditions(pitfall.id, number, trigger.lang, trigger.conditions, cues, words))
    return TriggerTables(triggers=tuple(triggers), phrases=tuple(phrases))


Surfaces = tuple[frozenset[str], ...]
"""Sets of surfaces, of each of which one must stand in a passage."""


class Watched(NamedTuple):
    """A trigger's phrases with one anchor: what must stand in a passage for them to be worth a look, cheap tests first.

    The groups that need other surfaces are found by any surface of the first set that they need.
    """

    trigger: int
    lang: str
    needed: Surfaces
    free: Sequence[CompiledPhrase]
    groups: tuple[tuple[Surfaces, Sequence[CompiledPhrase]], ...]
    by_surface: Mapping[str, Sequence[int]]

    def possible(self, present: Set[str]) -> Iterator[Sequence[CompiledPhrase]]:
        """The groups of phrases all of whose other content words may stand in a passage."""
        if self.free:
            yield self.free
        if self.groups:
            numbers = {number for surface in self.by_surface.keys() & present for number in self.by_surface[surface]}
            for number in sorted(numbers):
                others, phrases = self.groups[number]
                if not _lacks(others, present):
                    yield phrases


def _lacks(wanted: Surfaces, present: Set[str]) -> bool:
    """Whether of one of the sets nothing is present."""
    for surfaces in wanted:  # noqa: SIM110 - a loop, as the test is made for every anchor in every passage
        if surfaces.isdisjoint(present):
            return True
    return False


class Triggers:
    """Compares compiled triggers with passages. Immutable; shared between threads."""

    def __init__(self, tables: TriggerTables, vocabulary: Vocabulary, key_of: KeyOf) -> None:
        self.triggers = tables.triggers
        self.phrases = tables.phrases
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
        comparison: Comparison | None = None
        spans: dict[int, set[Span]] = {}
        present, lang = places.surfaces, passage.lang
        for pattern, starts in anchored.items():
            watched = self._watched.get(pattern)
            if watched is None:
                watched = self._watched[pattern] = self._watch(anchors[pattern])
            for watch in watched:
                if watch.lang != lang or _lacks(watch.needed, present):
                    continue
                for phrases in watch.possible(present):
                    comparison = comparison or self.comparison(passage, places)
                    for at in starts:
                        start = passage.original(at, at + 1).start
                        sentence = passage.sentence_at(start)
                        for phrase in phrases:
                            found = comparison.match(phrase, start, sentence)
                            if found is not None:
                                spans.setdefault(watch.trigger, set()).add(found)
        if comparison is None:
            return []
        facts: list[Fact] = []
        for trigger, found_spans in spans.items():
            for span in leftmost_longest(found_spans):
                fact = self._judge(trigger, span, passage, comparison, terms)
                if fact is not None:
                    facts.append(fact)
        return sorted(facts, key=lambda fact: (fact.span, fact.trigger))

    def _watch(self, numbers: Sequence[int]) -> tuple["Watched", ...]:
        """The phrases of one anchor by trigger, and within it by what else must stand in a passage: one test for all of them."""
        groups: dict[int, dict[Surfaces, list[CompiledPhrase]]] = {}
        for number in numbers:
            trigger, phrase = self.phrases[number]
            others = tuple(map(frozenset, phrase.others))
            groups.setdefault(trigger, {}).setdefault(others, []).append(phrase)
        return tuple(self._watched_by(trigger, found) for trigger, found in groups.items())

    def _watched_by(self, number: int, phrases: dict[Surfaces, list[CompiledPhrase]]) -> Watched:
        free = phrases.pop((), [])
        by_surface: dict[str, list[int]] = {}
        for place, others in enumerate(phrases):
            for surface in others[0]:
                by_surface.setdefault(surface, []).append(place)
        trigger = self.triggers[number]
        return Watched(number, trigger.lang, _needed_surfaces(trigger), free, tuple(phrases.items()), by_surface)

    def comparison(self, passage: Passage, places: Places) -> Comparison:
        """A comparison of phrases with a passage."""
        return Comparison(passage, places, self._vocabulary, self._key_of)

    def _judge(self, number: int, span: Span, passage: Passage, comparison: Comparison, terms: Sequence[TermHit]) -> Fact | None:
        trigger = self.triggers[number]
        if any(hit.start <= span.start and span.end <= hit.end and hit.end - hit.start > span.end - span.start for hit in terms):
            return None
        if not self.conditions_hold(trigger, span, passage, comparison):
            return None
        sentence = passage.sentence_at(span.start)
        joined = _is_joined(passage, span, self._vocabulary)
        senses = tuple(
            concept for concept, cues in trigger.senses.items() if self.stands(cues, Scope.SENTENCE, span, sentence, passage, comparison)
        )
        return Fact(trigger=number, span=span, sentence=sentence, senses=senses, in_compound=joined)

    def conditions_hold(self, trigger: CompiledTrigger, span: Span, passage: Passage, comparison: Comparison) -> bool:
        """Whether the conditions that one passage can decide hold around a span."""
        if trigger.alone and _is_joined(passage, span, self._vocabulary):
            return False
        sentence = passage.sentence_at(span.start)
        if trigger.at_end and not _closes(passage, span, sentence):
            return False
        for scope, phrases in trigger.unless.items():
            if scope is not Scope.DOCUMENT and self.stands(phrases, scope, span, sentence, passage, comparison):
                return False
        return all(
            scope is Scope.DOCUMENT or self.stands(phrases, scope, span, sentence, passage, comparison)
            for scope, phrases in trigger.needs.items()
        )

    def stands(self, phrases: Compiled, scope: Scope, span: Span, sentence: Span, passage: Passage, comparison: Comparison) -> bool:
        """Whether any of the phrases stands in the scope around a span."""
        whole = Span(0, len(passage.text))
        bounds = sentence if scope in (Scope.SENTENCE, Scope.BEFORE, Scope.AFTER) else whole
        for phrase in phrases:
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

    def stands_in(self, phrases: Compiled, passage: Passage, places: Places) -> bool:
        """Whether any of the phrases stands anywhere in the passage."""
        comparison = self.comparison(passage, places)
        return any(True for phrase in phrases if phrase.lang == passage.lang for _ in comparison.find(phrase, Span(0, len(passage.text))))


def _needed_surfaces(trigger: CompiledTrigger) -> Surfaces:
    """For each scope of a trigger's needs in the passage the surfaces of which one must be there."""
    return tuple(
        frozenset(surface for phrase in phrases for surface in phrase.surfaces)
        for scope, phrases in trigger.needs.items()
        if scope is not Scope.DOCUMENT and all(phrase.surfaces for phrase in phrases)
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


_MARKS = " \u3000\u300c\u300d\u300e\u300f\uff08\uff09()\u201c\u201d\u2018\u2019\"'[]\u3010\u3011\t"


def _only_marks(between: str) -> bool:
    """Whether only spaces, quotation marks and brackets stand between."""
    return not between.strip(_MARKS)
