"""Pair triggers: the meaning is fixed on one side, the rendering is judged on the other.

A pair trigger fires when its words stand on its own side, a rendering to avoid stands on the other outside any rendering to
accept, and there are fewer accepted renderings than words; a *required* one also fires when no accepted rendering is there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from glossary.domain.pitfall import PairTrigger, Pitfall
from glossary.domain.span import Span
from glossary.matching.comparison import Comparison
from glossary.matching.phrases import CompiledPhrase, Places, Words
from glossary.matching.triggers import Compiled, CompiledTrigger, Triggers, compile_around, compile_conditions, leftmost_longest
from glossary.text.languages import other
from glossary.text.passage import Passage

Side = tuple[Passage, Places]
"""A passage and where the surfaces of phrases stand in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledPair:
    """A pair trigger with its phrases compiled. ``trigger`` holds its side and conditions."""

    trigger: CompiledTrigger
    find: Compiled
    avoid: Compiled
    accept: Compiled
    required: bool

    def cues(self) -> Iterator[str]:
        """All surfaces of all its phrases."""
        groups = (self.find, self.avoid, self.accept, *self.trigger.unless.values(), *self.trigger.needs.values())
        yield from (cue for group in groups for phrase in group for cue in phrase.cues())


@dataclass(frozen=True, slots=True)
class PairFact:
    """A pair trigger that fired: the words that fix the meaning and the rendering that is wrong, None where one is missing."""

    pair: int
    fixed: Span
    wrong: Span | None


def compile_pairs(pitfalls: Iterable[Pitfall], words: Words) -> tuple[CompiledPair, ...]:
    """Compile the pair triggers of all pitfalls."""
    return tuple(_compile(pitfall.id, number, pair, words) for pitfall in pitfalls for number, pair in enumerate(pitfall.pairs))


def _compile(pitfall: str, number: int, pair: PairTrigger, words: Words) -> CompiledPair:
    own, judged = pair.source, other(pair.source)
    return CompiledPair(
        trigger=compile_conditions(pitfall, number, own, pair.conditions, {}, words),
        find=compile_around(pair.find, own, words),
        avoid=compile_around(pair.avoid, judged, words),
        accept=compile_around(pair.accept, judged, words),
        required=pair.required,
    )


class Pairs:
    """Compares compiled pair triggers with two passages. Immutable; shared between threads."""

    def __init__(self, pairs: Sequence[CompiledPair], triggers: Triggers) -> None:
        self.pairs = pairs
        self._triggers = triggers

    def judge(self, fixed: Side, judged: Side, days: tuple[date, date]) -> Iterator[PairFact]:
        """The pair triggers that fire when ``fixed`` says what is meant and ``judged`` renders it."""
        own, theirs = self._triggers.comparison(*fixed), self._triggers.comparison(*judged)
        fixed_passage, judged_passage = fixed[0], judged[0]
        for number, phrases in self._possible(fixed[1]):
            pair = self.pairs[number]
            trigger = pair.trigger
            if trigger.lang != fixed_passage.lang or not trigger.holds_on(days):
                continue
            found = [
                span for span in _spans(own, phrases, fixed_passage) if self._triggers.conditions_hold(trigger, span, fixed_passage, own)
            ]
            if not found:
                continue
            accepted = _spans(theirs, pair.accept, judged_passage)
            wrong = [span for span in _spans(theirs, pair.avoid, judged_passage) if not any(good.contains(span) for good in accepted)]
            if wrong and len(accepted) < len(found):
                yield PairFact(number, found[0], wrong[0])
            elif pair.required and not accepted:
                yield PairFact(number, found[0], None)

    def _possible(self, places: Places) -> list[tuple[int, Compiled]]:
        """The pair triggers of which phrases may stand where these surfaces stand, by number, each with those phrases."""
        always, by_surface = self._index
        places_of = {place for surface in places.standing() for place in by_surface.get(surface, ())}
        phrases: dict[int, list[CompiledPhrase]] = {}
        for number, place in sorted(places_of.union(always)):
            phrases.setdefault(number, []).append(self.pairs[number].find[place])
        return [(number, tuple(found)) for number, found in phrases.items()]

    @cached_property
    def _index(self) -> tuple[Sequence[tuple[int, int]], Mapping[str, Sequence[tuple[int, int]]]]:
        """Phrases, as number of the pair trigger and place in it, that have no surface and are always looked for; the others by surface."""
        always: list[tuple[int, int]] = []
        by_surface: dict[str, list[tuple[int, int]]] = {}
        for number, pair in enumerate(self.pairs):
            for place, phrase in enumerate(pair.find):
                if not phrase.surfaces:
                    always.append((number, place))
                for surface in phrase.surfaces:
                    by_surface.setdefault(surface, []).append((number, place))
        return always, by_surface


def _spans(comparison: Comparison, phrases: Compiled, passage: Passage) -> list[Span]:
    whole = Span(0, len(passage.text))
    return leftmost_longest(span for phrase in phrases for span in comparison.find(phrase, whole))
