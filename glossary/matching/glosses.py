"""Glosses in brackets: 基幹インフラ (critical infrastructure), authentication（認証）. They are a pair inside one text.

What stands in the brackets is in the other language than the words before them, and says how these are to be read. So a gloss
settles a sense, and it can render its words wrongly.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from glossary.domain.span import Span
from glossary.matching.comparison import Comparison
from glossary.matching.pairs import CompiledPair, PairIndex
from glossary.matching.phrase_table import PhraseSet
from glossary.matching.places import Places
from glossary.matching.triggers import CompiledTrigger, Fact, Triggers
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.text.passage import Passage
from glossary.text.scripts import has_japanese, has_latin
from glossary.text.vocabulary import Vocabulary

MAX_GLOSS = 120
"""Characters in brackets; more is a remark."""

REACH = 500
"""Characters before a gloss in which its words begin, and what settles them stands."""

_BRACKETS = re.compile(f"[(\uff08]([^()\uff08\uff09]{{1,{MAX_GLOSS}}})[)\uff09]")
_BEFORE = " \u3000\u300d\u300f\u201d\u2019\"'*"
"""What may stand between the words and the bracket."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """A gloss in a passage: where the words before it end, and what stands in the brackets; with the language of each."""

    outer_end: int
    inner: Span
    outer_lang: str
    inner_lang: str


@dataclass(frozen=True, slots=True)
class GlossFact:
    """A pair trigger that fires between a gloss and its words: its number, what fixes the meaning, what renders it wrongly."""

    pair: int
    fixed: Span
    wrong: Span


class _Side(NamedTuple):
    passage: Passage
    comparison: Comparison
    offset: int
    """Where the side's text begins in the passage of the gloss."""

    def spans(self, phrases: PhraseSet, end: int | None) -> list[Span]:
        """Where the phrases stand, as spans of the side; only what ends there where ``end`` is given."""
        bounds = Span(0, len(self.passage.text)) if end is None else Span(max(0, end - self.offset - REACH), end - self.offset)
        found = {span for phrase in phrases.possible(self.comparison.present) for span in self.comparison.find(phrase, bounds)}
        return sorted(span for span in found if end is None or span.end == bounds.end)

    def moved(self, span: Span) -> Span:
        """A span of the side in the passage of the gloss."""
        return Span(span.start + self.offset, span.end + self.offset)


def find_glosses(passage: Passage) -> Iterator[Gloss]:
    """The brackets of a passage that gloss the words before them."""
    text = passage.text
    if "(" not in text and "\uff08" not in text:
        return
    for match in _BRACKETS.finditer(text):
        outer_end = match.start()
        while outer_end and text[outer_end - 1] in _BEFORE:
            outer_end -= 1
        inner_lang, outer_lang = _lang(match[1]), _lang(text[outer_end - 1 : outer_end])
        if inner_lang and outer_lang and inner_lang != outer_lang:
            yield Gloss(outer_end, Span(*match.span(1)), outer_lang, inner_lang)


def _lang(text: str) -> str:
    return JAPANESE if has_japanese(text) else ENGLISH if has_latin(text) else ""


def settled_by_gloss(
    facts: Sequence[Fact],
    glosses: Sequence[Gloss],
    named: Sequence[tuple[Span, frozenset[str]]],
    triggers: Sequence[CompiledTrigger],
) -> list[Fact]:
    """The facts, with the sense that a gloss names where it names exactly one. ``named`` are terms with their concepts."""
    settled = []
    starts = [gloss.inner.start for gloss in glosses]
    inside: dict[int, set[str]] = {}  # the concepts that a gloss names, by where its words end
    before: dict[int, set[str]] = {}  # and those of the terms that end somewhere
    for span, concepts in named:
        before.setdefault(span.end, set()).update(concepts)
        if (gloss := _around(span, glosses, starts)) is not None:
            inside.setdefault(gloss.outer_end, set()).update(concepts)
    for fact in facts:
        senses = triggers[fact.trigger].senses
        found = set(inside.get(fact.span.end, ()))
        if (gloss := _around(fact.span, glosses, starts)) is not None:
            found |= before.get(gloss.outer_end, set())
        meant = [sense for sense in senses if sense in found]
        settled.append(replace(fact, senses=tuple(meant)) if len(meant) == 1 else fact)
    return settled


def _around(span: Span, glosses: Sequence[Gloss], starts: Sequence[int]) -> Gloss | None:
    """The gloss inside of which a span stands; glosses are in order and apart."""
    place = bisect_right(starts, span.start) - 1
    return glosses[place] if place >= 0 and glosses[place].inner.contains(span) else None


class Glosses:
    """Judges glosses by pair triggers. Immutable; shared between threads."""

    def __init__(
        self,
        pairs: Sequence[CompiledPair],
        index: Callable[[], PairIndex],
        triggers: Triggers,
        vocabulary: Vocabulary,
        places_of: Callable[[Passage], Places],
    ) -> None:
        self._pairs = pairs
        self._index = index
        self._triggers = triggers
        self._vocabulary = vocabulary
        self._places_of = places_of

    def judge(self, passage: Passage, glosses: Sequence[Gloss]) -> Iterator[GlossFact]:
        """The pair triggers that fire, whatever their dates."""
        by_surface = self._index().by_surface
        own: _Side | None = None
        for gloss in glosses:
            inner = self._side(passage.text[gloss.inner.start : gloss.inner.end], gloss.inner_lang, gloss.inner.start)
            likely = {number for surface in inner.comparison.present for number in by_surface.get(surface, ())}
            if not likely:
                continue
            if passage.lang == gloss.outer_lang:
                outer = own = own or _Side(passage, self._comparison(passage), 0)
            else:
                start = max(passage.sentence_at(gloss.outer_end - 1).start, gloss.outer_end - REACH)
                outer = self._side(passage.text[start : gloss.outer_end], gloss.outer_lang, start)
            for number in sorted(likely):
                pair = self._pairs[number]
                sides = ((outer, gloss.outer_end), (inner, None))
                fixed, judged = sides if pair.trigger.lang == gloss.outer_lang else sides[::-1]
                yield from self._fires(number, *fixed, *judged)

    def _fires(self, number: int, fixed: _Side, fixed_end: int | None, judged: _Side, judged_end: int | None) -> Iterator[GlossFact]:
        pair = self._pairs[number]
        wrong = judged.spans(pair.avoid, judged_end)
        if not wrong or any(good.contains(bad) for good in judged.spans(pair.accept, judged_end) for bad in wrong):
            return
        for span in fixed.spans(pair.find, fixed_end):
            if self._triggers.conditions_hold(pair.trigger, span, fixed.passage, fixed.comparison):
                yield GlossFact(number, fixed.moved(span), judged.moved(wrong[0]))
                return

    def _side(self, text: str, lang: str, offset: int) -> _Side:
        passage = Passage(text, lang, self._vocabulary)
        return _Side(passage, self._comparison(passage), offset)

    def _comparison(self, passage: Passage) -> Comparison:
        return self._triggers.comparison(passage, self._places_of(passage))
