"""Pair triggers: the meaning is fixed on one side, the rendering is judged on the other.

A pair trigger fires when its words stand on its own side, a rendering to avoid stands on the other outside any rendering to
accept, and there are fewer accepted renderings than words; a *required* one also fires when no accepted rendering is there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from glossary.domain.pitfall import PairTrigger, Pitfall
from glossary.domain.span import Span
from glossary.matching.comparison import Comparison
from glossary.matching.phrase_table import PhraseSet
from glossary.matching.phrases import Words, compile_phrases
from glossary.matching.places import Places
from glossary.matching.triggers import CompiledTrigger, Triggers, compile_conditions, leftmost_longest
from glossary.text.languages import other
from glossary.text.passage import Passage

Side = tuple[Passage, Places]
"""A passage and where the surfaces of phrases stand in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledPair:
    """A pair trigger with its phrases compiled. ``trigger`` holds its side and conditions."""

    trigger: CompiledTrigger
    find: PhraseSet
    avoid: PhraseSet
    accept: PhraseSet
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PairIndex:
    """The pair triggers by each surface of the words that fix the meaning or render it wrongly; those that have none are tried always."""

    always: Sequence[int]
    by_surface: Mapping[str, Sequence[int]]

    def possible(self, present: Iterable[str]) -> list[int]:
        """The pair triggers that these surfaces make possible, and those that are tried always."""
        return sorted({number for surface in present for number in self.by_surface.get(surface, ())}.union(self.always))

    def joined(self, extra: "PairIndex", offset: int) -> "PairIndex":
        """This and another index, whose numbers begin at ``offset``."""
        by_surface = dict(self.by_surface)
        for surface, numbers in extra.by_surface.items():
            by_surface[surface] = (*by_surface.get(surface, ()), *(number + offset for number in numbers))
        return PairIndex(always=(*self.always, *(number + offset for number in extra.always)), by_surface=by_surface)


def index_pairs(pairs: Sequence[CompiledPair]) -> PairIndex:
    """The index of pair triggers."""
    by_surface: dict[str, dict[int, None]] = {}
    for number, pair in enumerate(pairs):
        for phrases in (pair.find, pair.avoid):
            for surface in phrases.by_surface:
                by_surface.setdefault(surface, {})[number] = None
    return PairIndex(
        always=tuple(number for number, pair in enumerate(pairs) if pair.find.always),
        by_surface={surface: tuple(numbers) for surface, numbers in by_surface.items()},
    )


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
        find=compile_phrases(pair.find, own, words),
        avoid=compile_phrases(pair.avoid, judged, words),
        accept=compile_phrases(pair.accept, judged, words),
        required=pair.required,
    )


class Pairs:
    """Compares compiled pair triggers with two passages. Immutable; shared between threads."""

    def __init__(self, pairs: Sequence[CompiledPair], index: Callable[[], PairIndex], triggers: Triggers) -> None:
        self.pairs = pairs
        self._index = index
        self._triggers = triggers

    def judge(self, fixed: Side, judged: Side, days: tuple[date, date]) -> Iterator[PairFact]:
        """The pair triggers that fire when ``fixed`` says what is meant and ``judged`` renders it."""
        own, theirs = self._triggers.comparison(*fixed), self._triggers.comparison(*judged)
        fixed_passage, judged_passage = fixed[0], judged[0]
        for number in self._index().possible(own.present):
            pair = self.pairs[number]
            trigger = pair.trigger
            if trigger.lang != fixed_passage.lang or not trigger.holds_on(days):
                continue
            if not pair.required and not pair.avoid.may_stand(theirs.present):
                continue  # most translations are not wrong: this is cheaper than to find out what was meant
            found = [
                span for span in _spans(own, pair.find, fixed_passage) if self._triggers.conditions_hold(trigger, span, fixed_passage, own)
            ]
            if not found:
                continue
            accepted = _spans(theirs, pair.accept, judged_passage)
            wrong = [span for span in _spans(theirs, pair.avoid, judged_passage) if not any(good.contains(span) for good in accepted)]
            if wrong and len(accepted) < len(found):
                yield PairFact(number, found[0], wrong[0])
            elif pair.required and not accepted:
                yield PairFact(number, found[0], None)


def _spans(comparison: Comparison, phrases: PhraseSet, passage: Passage) -> list[Span]:
    whole = Span(0, len(passage.text))
    return leftmost_longest(span for phrase in phrases.possible(comparison.present) for span in comparison.find(phrase, whole))
