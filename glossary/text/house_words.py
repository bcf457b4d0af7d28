"""Word lists of acronyms, of spellings that texts mix, and of house styles: tables of ``terms/lexicon``.

This module knows their shape, not a single word.
"""

from collections.abc import Mapping
from typing import Final, TypeVar

import msgspec

from glossary.errors import N_, InvalidRecord, Problem

ACRONYMS, FAMILIES, STYLE = "acronyms", "families", "style"

Words = dict[str, tuple[str, ...]]
"""Language → words."""


class AcronymOwner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of those whom an acronym may mean: a concept of the termbase, or one that stands in no termbase.

    ``names`` are full names, anywhere in a text; ``near`` are words directly before or after the acronym that settle it.
    """

    concept: str = ""
    names: Words = {}
    near: Words = {}


class AcronymWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of words in capitals."""

    common: frozenset[str] = frozenset()
    """Understood without being spelled out, in both languages."""
    capitals: frozenset[str] = frozenset()
    """English words that writers set in capitals for emphasis, in small letters."""
    before: tuple[str, ...] = ()
    """Words, directly before an acronym, that give it its meaning."""
    after: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    """Words with which a sentence ends that says what the acronym at its head is."""
    links_before: tuple[str, ...] = ()
    """What may stand between a word and the acronym that it belongs to: the UK's NCSC, 英国のNCSC."""
    links_after: tuple[str, ...] = ()
    """The same behind the acronym: the NCSC of the UK."""
    countries: dict[str, tuple[str, ...]] = {}
    """Words for countries whose namesakes are owners, under a key that ``near`` may name as ``@key``."""
    owner: dict[str, tuple[AcronymOwner, ...]] = {}


class Families(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Spellings of one word that a text should not mix."""

    long_vowel: tuple[str, ...] = ()
    """Katakana words in -er, -or, -ar, -y that are written with and without a long vowel mark at the end, here without it."""
    never_long: frozenset[str] = frozenset()
    """Those of them that official Japanese writes without the mark: セキュリティ, メモリ."""
    derived: tuple[str, ...] = ()
    """What follows such a word in katakana and makes another word of it."""
    spelling: tuple[tuple[str, ...], ...] = ()
    """Forms of one word."""
    apart: tuple[str, ...] = ()
    """Katakana words that are no spelling of one another, however alike."""
    term: tuple[tuple[str, ...], ...] = ()
    """Words for one thing between which writers waver, and which can be meant to differ."""
    both: frozenset[str] = frozenset()
    """English words that are spelt in two ways by meaning: licence and license."""


class Kanji(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way of writing that official Japanese avoids, and its own. Texts beside it in which it is another word excuse it."""

    wrong: str
    right: str
    after: tuple[str, ...] = ()
    """One of these must stand directly before, where any are given; ``^`` is the beginning of a sentence."""
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    source: str = ""
    """The document that says so; a row without one is a draft."""


class StyleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What house styles are made of."""

    sources: tuple[str, ...] = ()
    """What the lists rest on: keys of the termbase's sources."""
    kanji: tuple[Kanji, ...] = ()
    small: str = ""
    """Small kana: no sound of their own."""
    counters: str = ""
    """What follows figures without a space in every style."""


class HouseWords(msgspec.Struct, frozen=True):
    """All of them."""

    acronyms: AcronymWords = AcronymWords()
    families: Families = Families()
    style: StyleWords = StyleWords()


Shape = TypeVar("Shape")


def read_house_words(tables: Mapping[str, Mapping[str, object]]) -> HouseWords:
    """The word lists from the tables of their files. Raises InvalidRecord naming file and field."""
    return HouseWords(
        acronyms=_read(tables, ACRONYMS, AcronymWords),
        families=_read(tables, FAMILIES, Families),
        style=_read(tables, STYLE, StyleWords),
    )


def _read(tables: Mapping[str, Mapping[str, object]], name: str, shape: type[Shape]) -> Shape:
    try:
        return msgspec.convert(tables.get(name, {}), shape)
    except msgspec.ValidationError as error:
        raise InvalidRecord(f"lexicon/{name}.toml", [Problem("", N_("{reason}"), (("reason", str(error)),))]) from None


EMPTY: Final = HouseWords()
