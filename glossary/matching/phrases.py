"""Phrases of the pitfall language, compiled into elements that are compared with the tokens of a passage.

A phrase is found from its *anchor*, the word in it that is rarest for what it costs: the anchor's surfaces are patterns of the
automaton, and only where one stands is the rest compared. Nothing here knows pitfalls.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from glossary.domain.phrase import Part, PartKind, Reading, read_phrase
from glossary.domain.pitfall import Phrases
from glossary.matching.phrase_table import Element, GrowingTable, Kind, PhraseSet
from glossary.text.english import WORD
from glossary.text.japanese import tokenize
from glossary.text.languages import ENGLISH
from glossary.text.morphemes import Morphemes
from glossary.text.normalise import fold
from glossary.text.scanning import pattern_form
from glossary.text.scripts import is_hiragana
from glossary.text.vocabulary import Vocabulary

MAX_READINGS = 600
"""Readings of a phrase with its sets and concepts written out."""


KeyOf = Callable[[str], str]
"""From a folded English word to its key: its lemma in one spelling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What compiling and comparing phrases needs to know of words."""

    vocabulary: Vocabulary
    key_of: KeyOf
    """English: the key of a folded word (lemma in one spelling)."""
    forms_of: Mapping[str, tuple[str, ...]]
    """English: every form of a key, in both spellings."""
    respellings: Callable[[str], Sequence[str]]
    """English: the other side's spellings of a folded word, without inflecting it."""
    spellings: Mapping[str, tuple[str, ...]]
    """Japanese: the spellings of a normal form."""
    terms_of: Callable[[str, str], Sequence[str]]
    """The terms of a concept in a language."""
    elements: dict[tuple[Part, str], tuple[Element, ...]] = field(default_factory=dict)
    """What was made of a part of a phrase: the readings of a phrase share most of theirs."""
    looks: dict[tuple[Element, str], Element] = field(default_factory=dict)
    """Elements without and with what they may look like."""
    table: GrowingTable = field(default_factory=GrowingTable)
    """Where compiled phrases are put."""


def compile_phrase(phrase: str, lang: str, words: Words) -> list[int]:
    """All readings of a phrase with its sets and concepts written out, by their numbers in the table. Raises PhraseError."""
    return [words.table.add(lang, elements, _anchor(elements, words.vocabulary)) for elements in _spelt(phrase, lang, words) if elements]


def compile_phrases(phrases: Phrases, lang: str, words: Words) -> PhraseSet:
    """All readings of some phrases, as a set."""
    return PhraseSet(words.table, tuple(dict.fromkeys(number for phrase in phrases for number in compile_phrase(phrase, lang, words))))


def _spelt(phrase: str, lang: str, words: Words) -> Iterator[tuple[Element, ...]]:
    """The elements of each reading; in English also with two neighbouring words as one (cyber security, cybersecurity)."""
    for reading in _written_out(read_phrase(phrase), lang, words):
        made: list[Element] = []
        for part in reading:
            made += _known_elements(part, lang, words)
        elements = tuple(made)
        yield elements
        if lang != ENGLISH:
            continue
        for place, (first, second) in enumerate(pairwise(elements)):
            plain = first.kind is second.kind is Kind.WORD and not first.exact_case and not second.exact_case
            if plain and len(first.text) >= MIN_JOINED and len(second.text) >= MIN_JOINED:
                joined = first.text + second.text
                if words.key_of(joined) not in words.forms_of:
                    continue  # no term and no phrase has such a word
                element = _with_surfaces(Element(Kind.WORD, joined, frozenset({words.key_of(joined)}), inflects=True), lang, words)
                yield (*elements[:place], element, *elements[place + 2 :])


MIN_JOINED = 4
"""Letters of each of two words that may be written as one: shorter ones (to, the) never are."""


def _written_out(readings: Sequence[Reading], lang: str, words: Words) -> Iterator[Reading]:
    """Readings in which sets and concepts are replaced by each of their phrases."""
    pending = list(readings)
    made = 0
    while pending and made < MAX_READINGS:
        reading = pending.pop(0)
        for place, part in enumerate(reading):
            choices = _choices(part, lang, words)
            if choices is not None:
                pending[:0] = [(*reading[:place], *choice, *reading[place + 1 :]) for choice in choices]
                break
        else:
            made += 1
            yield reading


def _choices(part: Part, lang: str, words: Words) -> list[Reading] | None:
    if part.kind is PartKind.CONCEPT:
        return [(Part(PartKind.WORDS, term),) for term in words.terms_of(part.text, lang)]
    if part.kind is PartKind.CLASS and part.text in words.vocabulary.sets:
        return [reading for phrase in words.vocabulary.sets[part.text].get(lang, ()) for reading in read_phrase(phrase)]
    return None


def _known_elements(part: Part, lang: str, words: Words) -> tuple[Element, ...]:
    known = words.elements.get((part, lang))
    if known is None:
        known = words.elements[part, lang] = tuple(_with_surfaces(element, lang, words) for element in _elements(part, lang, words))
    return known


def _with_surfaces(element: Element, lang: str, words: Words) -> Element:
    """An element with what it may look like, which is the same object wherever it is the same."""
    if element.kind not in (Kind.WORD, Kind.LITERAL):
        return element
    known = words.looks.get((element, lang))
    if known is None:
        found = _surfaces(element, lang, words)
        known = words.looks[element, lang] = replace(element, surfaces=found, weight=min(map(_weight, found), default=0))
    return known


def _elements(part: Part, lang: str, words: Words) -> Iterator[Element]:
    if part.kind is PartKind.GAP:
        yield Element(Kind.GAP, size=part.size, is_content=False)
    elif part.kind is PartKind.CLASS:
        yield Element(Kind.CLASS, part.text, is_content=False)
    elif part.kind is PartKind.LITERAL:
        yield from (Element(Kind.LITERAL, text, exact_case=True) for text in _literals(part.text, lang))
    elif lang == ENGLISH:
        yield from _english_elements(part.text, words)
    else:
        yield from _japanese_elements(part.text, words.vocabulary)


def _literals(text: str, lang: str) -> list[str]:
    """A quoted text cut as a passage is cut: one literal for each word or token."""
    if lang == ENGLISH:
        return [text[match.start() : match.end()] for match in WORD.finditer(text.casefold())] or [text]
    morphemes = Morphemes(text)
    return [morphemes.surface(number) for number in morphemes.numbers() if morphemes.surface(number).strip()]


def _english_elements(text: str, words: Words) -> Iterator[Element]:
    for match in WORD.finditer(pattern_form(text)):
        word = match[0].removesuffix("'")
        capital = _is_capital(text, word)
        yield Element(Kind.WORD, word, frozenset() if capital else frozenset({words.key_of(word)}), exact_case=capital, inflects=True)


def _is_capital(text: str, folded: str) -> bool:
    """Whether a word is written in capitals in the phrase: it then keeps its case."""
    return len(folded) > 1 and folded.upper() in text and folded.upper() != folded


def _japanese_elements(text: str, vocabulary: Vocabulary) -> Iterator[Element]:
    tokens = tokenize(text)
    last = count = len(tokens)
    while last > 1 and tokens[last - 1].surface in vocabulary.polite and vocabulary.is_pos(tokens[last - 1].pos, "auxiliary"):
        if all(vocabulary.is_pos(token.pos, "auxiliary") for token in tokens[: last - 1]):
            break  # nothing but endings would be left
        last -= 1
    stripped = last < count
    for number, token in enumerate(tokens[:last]):
        surface, pos, base = token.surface, token.pos, token.base
        if not surface.strip():
            continue
        is_end = stripped and number == last - 1
        inflects = vocabulary.is_pos(pos, "inflected")
        if inflects and base in vocabulary.light_verbs and number:
            yield Element(Kind.LIGHT_VERB, fold(surface), inflects=True, takes_ending=True, is_content=False)
            continue
        content = not vocabulary.is_pos(pos, "particle") and not vocabulary.is_pos(pos, "auxiliary")
        # The normal form of one sign is too much: ら and 等 share theirs.
        normal = fold(surface) if len(surface) == 1 and not inflects else token.normal
        keys = frozenset({normal, base}) if content or inflects else frozenset({normal})
        capital = surface.isascii() and surface.isupper() and len(surface) > 1
        yield Element(
            Kind.WORD,
            fold(surface),
            frozenset() if capital else keys,
            exact_case=capital,
            inflects=inflects,
            takes_ending=inflects or is_end,
            is_content=content,
        )


@lru_cache(maxsize=1 << 16)
def _weight(surface: str) -> int:
    """How rare a surface is likely to be: kanji and katakana count double, hiragana, Latin letters and marks single."""
    return sum(1 if char.isascii() or is_hiragana(char) or not char.isalnum() else 2 for char in surface)


def _anchor(elements: Sequence[Element], vocabulary: Vocabulary) -> int | None:
    """The content word whose most frequent surface is likely to be rarest; None for a phrase of classes and gaps alone.

    する is in every other sentence: it is the anchor only where there is nothing else.
    """
    ranked = [
        (element.is_content and vocabulary.light_verbs.isdisjoint(element.keys), element.weight, not element.is_content, -place)
        for place, element in enumerate(elements)
        if element.surfaces
    ]
    return -max(ranked)[3] if ranked else None


def _surfaces(element: Element, lang: str, words: Words) -> frozenset[str]:
    """What an element may look like in a scanned text, as whole words or as the part of a word that inflection leaves alone."""
    own = pattern_form(element.text)
    if element.kind is Kind.LITERAL or element.exact_case:
        return frozenset({own})
    found = {own}
    for key in element.keys:
        if lang == ENGLISH:
            found |= {pattern_form(form) for form in words.forms_of.get(key, ())} | {key}
        else:
            found |= {pattern_form(spelling) for spelling in words.spellings.get(key, ())}
    if lang != ENGLISH and element.inflects and len(own) > 1:
        found = {own[:-1]}
    return frozenset(form for form in found if form)
