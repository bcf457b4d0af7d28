"""Recognises terms in passages: scan first, boundaries second, longest last.

All surfaces of all terms, and the anchors of all phrases, are patterns of one automaton. A Japanese passage is tokenised only
where a candidate stands in it. Overlapping candidates are put to the boundary test first; the longest wins among those that
pass, never before (a longer one that fails must not hide a shorter one that holds). A whole run of katakana needs no analyser.
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from glossary.domain.concept import Concept
from glossary.matching.automaton import Automaton, Hit, build_automaton
from glossary.matching.katakana import split_katakana
from glossary.matching.kept import Chained
from glossary.matching.phrases import Words
from glossary.matching.places import CUE, Places
from glossary.matching.surfaces import is_exact_case, surfaces
from glossary.text.languages import ENGLISH
from glossary.text.passage import Passage
from glossary.text.scripts import has_japanese, is_katakana, is_katakana_apart
from glossary.text.vocabulary import Vocabulary

MAX_HITS = 20_000
"""Candidates in one passage; a text made to have more is cut there."""

_LATIN_START, _LATIN_END, OWNED, _ANCHOR, _EXACT = 1, 2, 8, 16, 32
"""Marks of a pattern, beside CUE: its edges are Latin; it is a term's; a phrase's anchor; and no owner leaves its case free."""
_LATIN = _LATIN_START | _LATIN_END


class Owner(NamedTuple):
    """Whose surface a pattern is."""

    concept: str
    lang: str
    position: int
    exact_case: str
    """The text whose case must be kept, in NFKC; empty where case is free."""


class TermHit(NamedTuple):
    """A recognised term: a span of the passage's text and the number of the pattern."""

    start: int
    end: int
    pattern: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """The patterns of an automaton with what each stands for."""

    forms: Sequence[str]
    owners: Sequence[tuple[int, ...]]
    """Pattern → owners, by number."""
    anchors: Sequence[tuple[int, ...]]
    """Pattern → phrases of which it is an anchor's surface, by number."""
    table: Sequence[Owner]
    marks: bytes
    """What is asked of a pattern most often, as bits."""
    phrase_count: int


def collect_patterns(
    concepts: Iterable[Concept],
    anchors: Sequence[Collection[str]],
    cues: Iterable[str],
    words: Words,
    everyday: Collection[str] = frozenset(),
) -> Patterns:
    """The surfaces of all terms, of all phrases' anchors (``anchors[n]`` are those of phrase ``n``), and of all other cues.

    English surfaces that are ``everyday`` words are no term's.
    """
    table: list[Owner] = []
    owners: dict[str, list[int]] = {}
    for concept in concepts:
        for lang, position, term in concept.all_terms():
            number = len(table)
            table.append(Owner(concept.id, lang, position, unicodedata.normalize("NFKC", term.text) if is_exact_case(term) else ""))
            for surface in surfaces(term, lang, words):
                if lang == ENGLISH and surface in everyday:
                    continue
                owners.setdefault(surface, []).append(number)
    phrases: dict[str, list[int]] = {}
    for number, forms in enumerate(anchors):
        for form in forms:
            phrases.setdefault(form, []).append(number)
    cue_forms = {*phrases, *cues}
    forms = tuple(dict.fromkeys((*owners, *phrases, *sorted(cue_forms))))
    return Patterns(
        forms=forms,
        owners=tuple(tuple(owners.get(form, ())) for form in forms),
        anchors=tuple(tuple(phrases.get(form, ())) for form in forms),
        table=tuple(table),
        marks=bytes(
            _edges(form)
            | (CUE if form in cue_forms else 0)
            | (_ANCHOR if form in phrases else 0)
            | (OWNED if form in owners else 0)
            | (_EXACT if all(table[number].exact_case for number in owners.get(form, ())) else 0)
            for form in forms
        ),
        phrase_count=len(anchors),
    )


def _edges(form: str) -> int:
    return (_LATIN_START if _is_latin(form[0]) else 0) | (_LATIN_END if _is_latin(form[-1]) else 0)


def _is_latin(char: str) -> bool:
    """A letter or digit of a script that parts its words with spaces."""
    return char.isalnum() and not has_japanese(char)


def joined(base: Patterns, extra: Patterns) -> Patterns:
    """Two sets of patterns as one; the numbers of the base stay."""
    owners, phrases = len(base.table), base.phrase_count
    return Patterns(
        forms=Chained(base.forms, extra.forms),
        owners=Chained(base.owners, [tuple(number + owners for number in numbers) for numbers in extra.owners]),
        anchors=Chained(base.anchors, [tuple(number + phrases for number in numbers) for numbers in extra.anchors]),
        table=Chained(base.table, extra.table),
        marks=base.marks + extra.marks,
        phrase_count=base.phrase_count + extra.phrase_count,
    )


def without(patterns: Patterns, concepts: Collection[str]) -> Patterns:
    """The patterns, of which none is a term of these concepts any more; the numbers stay."""
    gone = {number for number, owner in enumerate(patterns.table) if owner.concept in concepts}
    owners = [tuple(number for number in numbers if number not in gone) for numbers in patterns.owners]
    marks = (
        mark & ~(OWNED | _EXACT)
        | (OWNED if numbers else 0)
        | (_EXACT if all(patterns.table[number].exact_case for number in numbers) else 0)
        for mark, numbers in zip(patterns.marks, owners, strict=True)
    )
    return replace(patterns, owners=owners, marks=bytes(marks))


class Recogniser:
    """Finds terms and anchors in passages. Immutable but for a bounded cache of split words; shared between threads.

    ``layers`` are automata of upper layers, each with the number of its first pattern.
    """

    def __init__(
        self, patterns: Patterns, vocabulary: Vocabulary, automaton: Automaton, layers: tuple[tuple[int, Automaton], ...] = ()
    ) -> None:
        self.patterns = patterns
        self._vocabulary = vocabulary
        self._automaton = automaton
        self._layers = layers
        self._cuts: dict[str, frozenset[int]] = {}

    @cached_property
    def _known_katakana(self) -> frozenset[str]:
        """The terms in katakana, at whose borders unknown words are split."""
        return frozenset(
            form for form, marks in zip(self.patterns.forms, self.patterns.marks, strict=True) if marks & OWNED and is_katakana(form)
        )

    @property
    def automaton(self) -> Automaton:
        """The automaton, to be stored."""
        return self._automaton

    def scan(self, passage: Passage) -> list[Hit]:
        """All candidates in the passage's scanned form."""
        hits = self._automaton.scan(passage.form)
        for first, automaton in self._layers:
            hits = hits + [(start, end, pattern + first) for start, end, pattern in automaton.scan(passage.form)]
        return hits[:MAX_HITS]

    def extended(self, extra: Patterns, both: Patterns) -> "Recogniser":
        """This recogniser with one more layer of patterns, ``both`` being all of them; its own automata are not built again."""
        layer = (len(self.patterns.forms), build_automaton(extra.forms))
        return Recogniser(both, self._vocabulary, self._automaton, (*self._layers, layer))

    def places(self, hits: Sequence[Hit]) -> Places:
        """Which surfaces of phrases stand in a scanned form, and where."""
        return Places(hits, self.patterns.forms, self.patterns.marks)

    def anchored(self, hits: Sequence[Hit]) -> Mapping[int, list[int]]:
        """For each anchor's surface that stands in the scanned form, by the pattern's number: where it starts."""
        marks = self.patterns.marks
        found: dict[int, list[int]] = {}
        for start, _, pattern in hits:
            if marks[pattern] & _ANCHOR:
                found.setdefault(pattern, []).append(start)
        return found

    def terms(self, passage: Passage, hits: Sequence[Hit]) -> list[TermHit]:
        """The candidates that are terms: on word borders, in the right case. Overlapping ones are all there."""
        found: list[TermHit] = []
        form, back, marks = passage.form, passage.back, self.patterns.marks
        length = len(form)
        for start, end, pattern in hits:
            mark = marks[pattern]
            if not mark & OWNED:
                continue
            if mark & _LATIN_START and start and _is_latin(form[start - 1]):
                continue
            if mark & _LATIN_END and end < length and _is_latin(form[end]):
                continue
            is_apart = not mark & _LATIN and is_katakana_apart(form, start, end)
            if back is not None:
                start, end = back.span(start, end)
            if mark & _LATIN != _LATIN and not is_apart and not self._on_borders(passage, start, end, mark):
                continue
            if not mark & _EXACT or self._in_case(passage, start, end, pattern):
                found.append(TermHit(start, end, pattern))
        return found

    def _in_case(self, passage: Passage, start: int, end: int, pattern: int) -> bool:
        """Whether some owner of the pattern accepts the case in which it is written."""
        written = passage.text[start:end]
        if not written.isascii():
            written = unicodedata.normalize("NFKC", written)  # ＮＩＳＣ is written in capitals, too
        return any(written.startswith(self.patterns.table[number].exact_case) for number in self.patterns.owners[pattern])

    def _on_borders(self, passage: Passage, start: int, end: int, mark: int) -> bool:
        """Whether Japanese edges lie on token borders, with no affix joined that makes another word."""
        morphemes = passage.morphemes
        if not mark & _LATIN_START:
            if not morphemes.is_border(start) and start not in self._inner_borders(passage, start):
                return False
            before = morphemes.before(start)
            if before is not None and morphemes.surface(before) in self._vocabulary.rejecting_prefixes:
                return False
        if not mark & _LATIN_END:
            if not morphemes.is_border(end) and end not in self._inner_borders(passage, end):
                return False
            following = morphemes.after(end)
            if following is not None and morphemes.surface(following) in self._vocabulary.rejecting_suffixes:
                return False
        return True

    def _inner_borders(self, passage: Passage, position: int) -> frozenset[int]:
        """Borders inside an unknown katakana word, in the passage: it is split into words of the termbase and the dictionary."""
        morphemes = passage.morphemes
        number = morphemes.covering(position)
        surface = morphemes.surface(number)
        if not morphemes.is_unknown(number) or not is_katakana(surface):
            return frozenset()
        cuts = self._cuts.get(surface)
        if cuts is None:
            if len(self._cuts) > 10_000:
                self._cuts.clear()
            cuts = self._cuts[surface] = split_katakana(surface, self._known_katakana)
        offset = morphemes.start(number)
        return frozenset(offset + cut for cut in cuts)


def longest(hits: Sequence[TermHit]) -> list[TermHit]:
    """Of overlapping hits the leftmost, then the longest."""
    chosen: list[TermHit] = []
    end = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, -hit.pattern)):  # an upper layer's pattern first
        if hit.start >= end:
            chosen.append(hit)
            end = hit.end
    return chosen
