"""The scripts of characters, every class spelled out by name.

The classes follow how Japanese text is written rather than Unicode's script property: the long vowel mark is katakana (it
stands in katakana words), the iteration mark 々 and the numeral 〇 are kanji.
"""

import re
from enum import Enum
from functools import cache
from typing import Final

from glossary.text.languages import ENGLISH, JAPANESE

HIRAGANA: Final = "\u3041-\u3096\u309d-\u309f"
"""Hiragana letters, small ones too, and the hiragana iteration marks. For use inside a character class."""

KATAKANA: Final = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d"
"""Katakana letters, the long vowel mark, iteration marks, small letters for Ainu, half-width katakana."""

KANJI: Final = "\u3005-\u3007\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters of all planes, the iteration marks 々 and 〻, the closing mark 〆, the numeral 〇."""

VOICING_MARKS: Final = "\u3099-\u309c\uff9e\uff9f"
"""The voiced and semi-voiced sound marks: combining, free-standing, half-width."""

LATIN: Final = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a"
"""Latin letters with and without marks, full-width ones too."""

DIGIT: Final = "0-9\uff10-\uff19"
"""Decimal digits, full-width ones too."""

SPACES_AND_STOPS: Final = r"\s\-·.,:;!?_/()\[\]{}<>~…\u3000-\u3003\u3008-\u3011\u3014-\u301f\u30fb"
"""Spaces, stops, brackets, slashes, hyphens, Japanese quotation marks, the middle dot: what may stand between parts of a name."""

SEPARATORS: Final = SPACES_AND_STOPS + "'\""
"""The same with apostrophes and quotation marks."""


class Script(Enum):
    """The script of a character."""

    HIRAGANA = "hiragana"
    KATAKANA = "katakana"
    KANJI = "kanji"
    LATIN = "latin"
    DIGIT = "digit"
    OTHER = "other"


_CLASSES: Final = (
    (Script.HIRAGANA, HIRAGANA),
    (Script.KATAKANA, KATAKANA + VOICING_MARKS),
    (Script.KANJI, KANJI),
    (Script.LATIN, LATIN),
    (Script.DIGIT, DIGIT),
)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """A class as a pattern. Classes with all kanji take over a millisecond to compile: only those that are asked for are."""
    if name == "script":
        return re.compile("|".join(f"(?P<{script.name}>[{members}])" for script, members in _CLASSES))
    classes = {
        "kana": HIRAGANA + KATAKANA + VOICING_MARKS,
        "hiragana": HIRAGANA,
        "katakana": KATAKANA,
        "kanji": KANJI,
        "japanese": HIRAGANA + KATAKANA + KANJI,
        "latin": LATIN,
        "joined": KATAKANA + KANJI + VOICING_MARKS,
    }
    return re.compile(f"[{classes[name]}]+")


def script_of(char: str) -> Script:
    """The script of one character."""
    found = _pattern("script").match(char)
    return Script[found.lastgroup] if found is not None and found.lastgroup else Script.OTHER


def is_kana(text: str) -> bool:
    """Whether the text is kana and nothing else: no space, no middle dot. False for an empty text."""
    return _pattern("kana").fullmatch(text) is not None


def is_hiragana(text: str) -> bool:
    """Whether the text is hiragana and nothing else. False for an empty text."""
    return _pattern("hiragana").fullmatch(text) is not None


def is_katakana(text: str) -> bool:
    """Whether the text is katakana, with long vowel marks, and nothing else. False for an empty text."""
    return _pattern("katakana").fullmatch(text) is not None


MIN_APART: Final = 3
"""Letters of a run of katakana that is taken for whole words without asking an analyser: サ may begin サボる."""


def is_katakana_apart(text: str, start: int, end: int) -> bool:
    """Whether both ends of a span are ends of a run of katakana, with no kanji beside them that could be a prefix or suffix."""
    joined, katakana = _pattern("joined").match, _pattern("katakana").match
    return (
        end - start >= MIN_APART
        and katakana(text, start) is not None
        and katakana(text, end - 1) is not None
        and (start == 0 or joined(text, start - 1) is None)
        and joined(text, end) is None
    )


def is_kanji(text: str) -> bool:
    """Whether the text is kanji and nothing else. False for an empty text."""
    return _pattern("kanji").fullmatch(text) is not None


def has_kanji(text: str) -> bool:
    """Whether there is a kanji in the text."""
    return _pattern("kanji").search(text) is not None


def has_katakana(text: str) -> bool:
    """Whether there is a katakana letter in the text."""
    return _pattern("katakana").search(text) is not None


def has_japanese(text: str) -> bool:
    """Whether there is a kana or a kanji in the text."""
    return not text.isascii() and _pattern("japanese").search(text) is not None


def has_latin(text: str) -> bool:
    """Whether there is a Latin letter in the text."""
    return _pattern("latin").search(text) is not None


def is_written_in(text: str, lang: str) -> bool:
    """Whether a passage is in that language as far as its script shows.

    A passage in Japanese has kana or kanji; one in English has more Latin letters than Japanese ones, as it may quote a
    Japanese name. Text without any letter fits every language.
    """
    japanese, latin = (sum(map(len, _pattern(name).findall(text))) for name in ("japanese", "latin"))
    if lang == JAPANESE:
        return japanese > 0 or latin == 0
    if lang == ENGLISH:
        return latin > japanese or japanese == 0
    return True
