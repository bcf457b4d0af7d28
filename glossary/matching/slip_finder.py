"""Words of a draft that the termbase does not hold: likely slips of terms, and expressions that look like terms."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from glossary.domain.concept import Concept
from glossary.domain.span import Span
from glossary.matching.recogniser import TermHit
from glossary.matching.similarity import allowed_edits, near_keys
from glossary.text.english import WORD, is_known_word
from glossary.text.japanese import dictionary_knows, readings_of
from glossary.text.languages import ENGLISH
from glossary.text.passage import Passage
from glossary.text.scanning import pattern_form
from glossary.text.scripts import KANJI, KATAKANA, is_kanji
from glossary.text.vocabulary import Vocabulary

MIN_SLIP = 4
"""Characters of a word that is compared with terms: shorter ones are like too many others."""

MIN_HOMOPHONE = 3
"""The same for kanji, where only a character that is read alike may differ: 脆弱生 for 脆弱性, but not 攻撃者 for 攻撃書."""

_COMPOUND = re.compile(rf"[{KATAKANA}{KANJI}]+")
_SUSPECT = re.compile(rf"[{KATAKANA}]+|[{KANJI}]+")
_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9-]{1,9}s?\b")


@dataclass(frozen=True, slots=True)
class Slip:
    """A word that is nearly a term."""

    span: Span
    term: str
    concept: str


class SlipFinder:
    """Compares words with the terms of a termbase."""

    def __init__(self, concepts: Iterable[Concept], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
        for concept in concepts:
            for lang, _, term in concept.all_terms():
                key = pattern_form(term.text)
                if len(key) >= _shortest(key) and not (term.type and term.type.is_shortened):
                    found[lang].setdefault(key, (term.text, concept.id))
        self._keys = {lang: list(terms) for lang, terms in found.items()}
        self._known: dict[str, frozenset[str]] = defaultdict(frozenset, {lang: frozenset(terms) for lang, terms in found.items()})
        self._terms = {lang: list(terms.values()) for lang, terms in found.items()}

    def slips(self, passage: Passage, terms: Sequence[TermHit]) -> Iterator[Slip]:
        """Words outside recognised terms that are one or two edits from a term and known to no dictionary."""
        taken = [Span(hit.start, hit.end) for hit in terms]
        keys, found = self._keys.get(passage.lang, []), self._terms.get(passage.lang, [])
        for span, key in self._suspects(passage, taken):
            near = near_keys(key, keys, min(allowed_edits(len(key)), 1 if len(key) < 8 else 2))
            near = [(place, edits) for place, edits in near if edits and keys[place][:1] == key[:1] and _may_be_meant(key, keys[place])]
            if near:
                yield Slip(span, *found[near[0][0]])

    def _suspects(self, passage: Passage, taken: Sequence[Span]) -> Iterator[tuple[Span, str]]:
        known = self._known[passage.lang]
        for match in (WORD if passage.lang == ENGLISH else _SUSPECT).finditer(passage.form):
            key = match[0]
            span = passage.original(*match.span())
            if len(key) < _shortest(key) or key in known or any(span.overlaps(other) for other in taken):
                continue
            if passage.lang == ENGLISH:
                if not is_known_word(key):
                    yield span, key
            elif not dictionary_knows(key):
                yield span, key

    def unknown(self, passage: Passage, terms: Sequence[TermHit]) -> Iterator[Span]:
        """Expressions that look like terms and are none: compounds of three nouns or more, abbreviations in capitals."""
        taken = [Span(hit.start, hit.end) for hit in terms]
        if passage.lang == ENGLISH:
            for match in _CAPITALS.finditer(passage.text):
                span = Span(*match.span())
                if not any(span.overlaps(other) for other in taken):
                    yield span
            return
        for match in _COMPOUND.finditer(passage.form):
            span = passage.original(*match.span())
            if not any(span.overlaps(other) for other in taken) and self._is_compound(passage, span):
                yield span

    def _is_compound(self, passage: Passage, span: Span) -> bool:
        morphemes = passage.morphemes
        first = morphemes.starting_at(span.start)
        if first is None:
            return False
        count, number = 0, first
        while morphemes.exists(number) and morphemes.start(number) < span.end:
            if not self._vocabulary.is_pos(morphemes.pos(number), "noun") or self._vocabulary.is_pos(morphemes.pos(number), "number"):
                return False
            count += 1
            number += 1
        return count >= MIN_NOUNS


MIN_NOUNS = 3
"""Nouns in a compound that is offered as a candidate term."""


def _shortest(key: str) -> int:
    return MIN_HOMOPHONE if is_kanji(key) else MIN_SLIP


def _may_be_meant(written: str, term: str) -> bool:
    """Whether a short word in kanji differs from the term by one character that is read alike; longer ones are compared by edits alone."""
    if len(written) >= MIN_SLIP:
        return True
    differing = [pair for pair in zip(written, term, strict=False) if pair[0] != pair[1]]
    return len(written) == len(term) and len(differing) == 1 and bool(readings_of(differing[0][0]) & readings_of(differing[0][1]))
