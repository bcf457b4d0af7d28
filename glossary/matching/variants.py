"""The forms of a term and their keys: everything that a query may be compared with, made when terms are compiled.

A term is compared as written (*text*) and as read (*reading*): readings that the entry gives, and derived ones where it gives
none: kana read themselves, letters are read one by one, the rest as the analyser reads it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from glossary.domain.concept import Concept, Term
from glossary.matching.keys import SOUND, Key
from glossary.text import kana
from glossary.text.japanese import long_units, reading
from glossary.text.languages import JAPANESE
from glossary.text.normalise import fold
from glossary.text.scripts import SEPARATORS, has_japanese, has_kanji, is_kana
from glossary.text.spelling import Speller

MAX_ACRONYM_LENGTH: Final = 6
MAX_DERIVED_READINGS: Final = 4

_ACRONYM: Final = re.compile(rf"(?<![A-Za-z])[A-Z][A-Z0-9]{{1,{MAX_ACRONYM_LENGTH - 1}}}(?![A-Za-z])")
_SEPARATOR_RUN: Final = re.compile(f"[{SEPARATORS}]+")


@dataclass(frozen=True, slots=True)
class Form:
    """One string by which a term can be found."""

    lang: str
    position: int
    text: str
    is_reading: bool
    is_second: bool = False
    """A reading that the analyser gives beside the right one: as many people read it, and as some type it."""


def forms_of(concept: Concept, speller: Speller) -> Iterator[Form]:
    """The forms of all terms of a concept, hidden ones included, the text of each term before its readings."""
    for lang, position, term in concept.all_terms():
        yield Form(lang, position, term.text, is_reading=False)
        given = list(dict.fromkeys(readings_of(term, lang, speller.lists.letters)))
        yield from (Form(lang, position, text, is_reading=True) for text in given)
        second = _second_reading(term) if lang == JAPANESE and term.reading else None
        if second is not None and _sound(second) not in map(_sound, given):
            yield Form(lang, position, second, is_reading=True, is_second=True)


def readings_of(term: Term, lang: str, letters: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """How the term is read, in kana: the given reading first, then derived ones."""
    if term.reading:
        yield term.reading
    if _ACRONYM.fullmatch(term.text):
        yield from _spelled_out(term.text, letters)
    if lang != JAPANESE or term.reading:
        return
    if is_kana(_SEPARATOR_RUN.sub("", term.text)):
        yield term.text
    elif has_japanese(term.text):
        yield from _derived(term.text, letters)


def _second_reading(term: Term) -> str | None:
    """How the analyser reads a term with kanji whose reading is given."""
    if not has_kanji(term.text):
        return None
    return reading([token for token in long_units(term.text) if not _SEPARATOR_RUN.fullmatch(token.surface)])


def _sound(text: str) -> str:
    return kana.sound(fold(text))


def _spelled_out(text: str, letters: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    choices = [letters.get(char.lower(), (char,)) for char in text]
    for number, names in enumerate(product(*choices)):
        if number == MAX_DERIVED_READINGS:
            return
        yield "".join(names)


def _derived(text: str, letters: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    spelled = _ACRONYM.sub(lambda match: next(_spelled_out(match[0], letters)), text)
    found = reading([token for token in long_units(spelled) if not _SEPARATOR_RUN.fullmatch(token.surface)])
    if found is not None:
        yield found


def keys_of(form: Form, speller: Speller, forms: Mapping[str, str]) -> Iterator[tuple[Key, str]]:
    """The keys of a form. ``forms`` is the table of English inflection."""
    folded = fold(form.text)
    if not folded:
        return
    if form.is_reading:
        length = kana.sound_length(folded)
        if SOUND.fullmatch(length):
            yield Key.LENGTH, length
            yield Key.SOUND, kana.shorten(length)
        return
    yield Key.TEXT, folded
    spelling = speller.key(folded)
    yield Key.SPELLING, spelling
    if has_japanese(folded):
        normal = speller.normal_key(form.text)
        if normal != spelling:
            yield Key.SPELLING, normal
    base = speller.base_key(form.text, forms)
    if base:
        yield Key.BASE, base
