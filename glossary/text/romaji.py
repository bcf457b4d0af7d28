"""Romaji as people type it, folded to the letters that ``text/kana`` gives a reading.

Accepted at once: Hepburn with macrons or circumflexes or without, Kunrei and Nihon spelling, input-method spelling (``nn``,
``xtu``, ``texi``, ``thi``), ``n'``, ``m`` before b, m, p, a hyphen or ``h`` for a long vowel, vowels typed too short or too long.
"""

import re
from typing import Final

from glossary.text.kana import LENGTHS, shorten
from glossary.text.normalise import Rewriting, Step

_LONG_VOWELS: Final = {
    marked: vowel * 2 for vowel, signs in {"a": "āâ", "i": "īî", "u": "ūû", "e": "ēê", "o": "ōô"}.items() for marked in signs
}

MAX_LENGTH: Final = 200
"""A longer query is no word in romaji."""


def _replace(pattern: str, replacement: str) -> Step:
    return Step(pattern, replacement)


_letters = Rewriting(
    Step(f"[{''.join(_LONG_VOWELS)}]", lambda match: _LONG_VOWELS[match[0]]),
    _replace(r"([aiueo])-+", r"\1\1"),
    _replace(r"[\s'・.,-]+", ""),
    _replace(r"oh(?![aiueoy])", "oo"),
    _replace(r"[lx]ts?u", "Q"),
    _replace(r"tch", "Qch"),
    _replace(r"([bcdfghjkpqrstvwyz])\1", r"Q\1"),
    _replace(r"m(?=[bmp])", "n"),
    # Small vowels as input methods take them: texi, thi; fuxa; uxi, whi; sixe.
    _replace(r"te[lx]i|thi", "ti"),
    _replace(r"de[lx]i|dhi", "zi"),
    _replace(r"te[lx]yu|thu", "tyu"),
    _replace(r"de[lx]yu|dhu", "zyu"),
    _replace(r"(?:fu|hu)[lx]([aiueo])", r"f\1"),
    _replace(r"vu[lx]([aiueo])", r"v\1"),
    _replace(r"(?<![a-z])u[lx]([ieo])|wh([ieo])", r"w\1\2"),
    _replace(r"i[lx]y([auo])", r"y\1"),
    _replace(r"(?<=[szhj])i[lx]e", "ye"),
    _replace(r"(t|d)o[lx]u", r"\1u"),
    # Hepburn to the regular spelling.
    _replace(r"shi|ci", "si"),
    _replace(r"sh", "sy"),
    _replace(r"chi", "ti"),
    _replace(r"ch|cy", "ty"),
    _replace(r"ts(?=[aieo])", "tu"),
    _replace(r"ts", "t"),
    _replace(r"d(?=z)", ""),
    _replace(r"jy", "zy"),
    _replace(r"j(?=[aueo])", "zy"),
    _replace(r"j", "z"),
    _replace(r"d(?=[iuy])", "z"),
    _replace(r"fu", "hu"),
    _replace(r"v", "b"),
    _replace(r"w(?=[ieo])", "u"),
    _replace(r"yi", "i"),
    _replace(r"(k|g)w(?=[aieo])", r"\1u"),
    *LENGTHS,
)
_SYLLABLES: Final = re.compile(r"(?>Q?[kgsztdnhbpmrfyw]?y?[aiueo]|n|Q|\d)+")
"""A syllable is never taken apart again: na is also n and a, and a word of many would be tried in every way."""

_STARTED: Final = re.compile(rf"(?:{_SYLLABLES.pattern})(?:Q?[kgsztdnhbpmrfyw]y?|Q?[bcdfghjkmpqrstvwyz])?")
_LATIN: Final = re.compile(rf"[a-z{''.join(_LONG_VOWELS)}\s\d'・.,-]+")


def romaji_length(folded: str) -> str | None:
    """The letters of a folded query in romaji with the length of vowels; None where it cannot be romaji."""
    letters = _read(folded)
    return letters if letters is not None and _SYLLABLES.fullmatch(letters) else None


def romaji_start(folded: str) -> str | None:
    """Like ``romaji_length`` for a query still being typed, whose last syllable may be without its vowel."""
    letters = _read(folded)
    return letters if letters is not None and _STARTED.fullmatch(letters) else None


def romaji(folded: str) -> str | None:
    """The letters of a folded query in romaji without the length of vowels; None where it cannot be romaji."""
    letters = romaji_length(folded)
    return shorten(letters) if letters is not None else None


def _read(folded: str) -> str | None:
    if not folded or len(folded) > MAX_LENGTH or not _LATIN.fullmatch(folded):
        return None
    letters = _letters(folded)
    return letters if any(char.isalpha() for char in letters) else None
