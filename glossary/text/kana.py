"""Kana: hiragana and katakana as one, and the spellings between which writers waver.

``spelling`` folds what makes two spellings of one word (サーバー/サーバ, ヴァ/バ, ソフトウェア/ソフトウエア, 々).
``sound_length`` and ``sound`` turn kana into folded letters that queries in romaji are compared with (see ``text/romaji``).
"""

import re
from typing import Final

from glossary.text.normalise import Rewriting, Step
from glossary.text.scripts import HIRAGANA, KATAKANA, has_kanji

_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)} | {ord("ヽ"): "ゝ", ord("ヾ"): "ゞ"}
_TO_KATAKANA: Final = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)} | {ord("ゝ"): "ヽ", ord("ゞ"): "ヾ"}

LONG: Final = "ー"
"""The long vowel mark."""


def to_hiragana(text: str) -> str:
    """Katakana as hiragana, character by character; the long vowel mark stays."""
    return text.translate(_TO_HIRAGANA)


def to_katakana(text: str) -> str:
    """Hiragana as katakana, character by character."""
    return text.translate(_TO_KATAKANA)


_FULL_SIZE: Final = str.maketrans("ァィゥェォヮヵヶぁぃぅぇぉゎゕゖ", "アイウエオワカケあいうえおわかけ")
_PLAIN_V: Final = {
    turn(sign): turn(plain)
    for sign, plain in {
        "ヴァ": "バ",
        "ヴィ": "ビ",
        "ヴェ": "ベ",
        "ヴォ": "ボ",
        "ヴャ": "ビャ",
        "ヴュ": "ビュ",
        "ヴョ": "ビョ",
        "ヴ": "ブ",
    }.items()
    for turn in (to_hiragana, to_katakana)
}


def _as_long(match: re.Match[str]) -> str:
    """The long vowel mark, unless a kanji, hiragana or digit follows: then the sign stands for itself."""
    after = match.string[match.end() : match.end() + 1]
    return match[0] if after.isdigit() or "ぁ" <= after <= "ゖ" or has_kanji(after) else LONG


_LOOSE: Final = re.compile(rf"{LONG}\Z|ヴ[ァィェォャュョ]?|[ァィゥェォ]")


def plain_run(run: str) -> str:
    """A run of katakana without what writers add at will: the last long vowel mark, ヴ, small vowels. レイヤー is レイヤ, ウェア is ウエア."""
    return _LOOSE.sub(lambda match: "" if match[0] == LONG else _PLAIN_V.get(match[0], match[0].translate(_FULL_SIZE)), run)


DASHES_AS_LONG: Final = Step(rf"(?<=[{HIRAGANA}{KATAKANA}])[-―~〜一]", _as_long, aligned=True)
"""What is typed for the long vowel mark: hyphen, dash, wave, the numeral one; only behind kana and not before a kanji."""

spelling = Rewriting(
    DASHES_AS_LONG,
    Step(LONG + "+", ""),
    Step("|".join(sorted(_PLAIN_V, key=len, reverse=True)), lambda match: _PLAIN_V[match[0]]),
    Step("[ァィゥェォヮヵヶぁぃぅぇぉゎゕゖ]", lambda match: match[0].translate(_FULL_SIZE), aligned=True),
    Step("(.)[々ゝヽ]", r"\1\1", aligned=True),
)
"""Folded text with one spelling of its kana. The result is a key, never shown."""


def _syllables() -> dict[str, str]:
    """Hiragana, one or two signs, and their letters in a regular spelling (し si, ち ti, しゃ sya, ふぁ fa); っ is Q."""
    table: dict[str, str] = {}
    rows = {
        "": "あいうえお", "k": "かきくけこ", "g": "がぎぐげご", "s": "さしすせそ", "z": "ざじずぜぞ", "t": "たちつてと",
        "n": "なにぬねの", "h": "はひふへほ", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ", "m": "まみむめも", "r": "らりるれろ",
    }  # fmt: skip
    for consonant, row in rows.items():
        for sign, vowel in zip(row, "aiueo", strict=True):
            table[sign] = consonant + vowel
        for small, vowel in zip("ゃゅぇょ", "aueo", strict=True):
            table[row[1] + small] = consonant + "y" + vowel
        if consonant:
            table[row[0] + "ぁ"] = consonant + "a"
    table |= dict(zip("ぁぃぅぇぉゃゅょゎゕゖ", ("a", "i", "u", "e", "o", "ya", "yu", "yo", "wa", "ka", "ke"), strict=True))
    # Four signs for two sounds: ぢ is じ, づ is ず, and ディ, ドゥ are typed like ぢ, づ in some spellings of romaji.
    table |= {"だ": "da", "ぢ": "zi", "づ": "zu", "で": "de", "ど": "do", "ぢゃ": "zya", "ぢゅ": "zyu", "ぢょ": "zyo"}
    table |= {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o", "ん": "n", "っ": "Q", "ゔ": "bu"}
    for first, letters in {"ゔ": "b", "ふ": "f", "つ": "tu", "く": "ku", "ぐ": "gu", "う": "u"}.items():
        for small, vowel in zip("ぁぃぇぉ", "aieo", strict=True):
            table[first + small] = letters + vowel
    table |= {"いぇ": "ye", "てぃ": "ti", "でぃ": "zi", "とぅ": "tu", "どぅ": "zu", "てゅ": "tyu", "でゅ": "zyu"}
    return table | {"ふゅ": "fyu", "ゔゅ": "byu", "すぃ": "si", "ずぃ": "zi"}


_SYLLABLES: Final = _syllables()

LENGTHS: Final = (
    Step("(?<=o)u", "o", aligned=True),
    Step("(?<=e)i", "e", aligned=True),
    Step("n{2,}", "n"),
)
"""Long o and long e have two spellings each (ou, oo; ei, ee); a doubled n is one ん."""

shorten = Rewriting(Step(r"([aiueo])\1+", r"\1"), Step("uo", "o"))
"""Letters without the length of vowels."""

sound_length = Rewriting(
    DASHES_AS_LONG,
    Step(rf"[{KATAKANA}]", lambda match: to_hiragana(match[0]), aligned=True),
    Step("(.)ゝ", r"\1\1", aligned=True),
    Step("|".join(sorted(_SYLLABLES, key=len, reverse=True)), lambda match: _SYLLABLES[match[0]]),
    Step(rf"([aiueo])({LONG}+)", lambda match: match[1] * 2),
    Step(rf"[{LONG}\s'・,.-]", ""),
    *LENGTHS,
)
"""Folded text whose kana are letters, with the length of vowels (saibaakougeki). Kanji and Latin letters stay."""


def sound(text: str) -> str:
    """Folded text whose kana are letters, without the length of vowels (saibakogeki)."""
    return shorten(sound_length(text))
