"""The order of kana: rows for browsing and a key for sorting, as a Japanese dictionary has them (JIS X 4061 in outline).

Voicing, size and script do not part words in the first comparison (は ば ぱ, つ っ, か カ); a long vowel mark counts as the
vowel before it. They decide only between words that are otherwise the same.
"""

import unicodedata
from typing import Final

from glossary.text.kana import LONG, to_hiragana

ROWS: Final = ("あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ")
"""The rows by their first kana."""

_ROW_OF: Final = {
    kana: row
    for row, members in zip(
        ROWS,
        (
            "あいうえお",
            "かきくけこ",
            "さしすせそ",
            "たちつてと",
            "なにぬねの",
            "はひふへほ",
            "まみむめも",
            "やゆよ",
            "らりるれろ",
            "わゐゑをん",
        ),
        strict=True,
    )
    for kana in members
}
_FULL_SIZE: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_VOWELS: Final = {
    kana: vowel
    for vowel, members in {
        "あ": "あかさたなはまやらわ",
        "い": "いきしちにひみりゐ",
        "う": "うくすつぬふむゆる",
        "え": "えけせてねへめれゑ",
        "お": "おこそとのほもよろを",
    }.items()
    for kana in members
}


def first_kana(reading: str) -> str:
    """The kana under which a reading is filed, unvoiced and in full size; empty for what is not kana."""
    plain = _plain(reading)
    return plain[0] if plain and plain[0] in _ROW_OF else ""


def row(reading: str) -> str:
    """The row of a reading, as one of ROWS; empty for what is not kana."""
    return _ROW_OF.get(first_kana(reading), "")


def sort_key(reading: str) -> tuple[str, str]:
    """A key that sorts readings in dictionary order."""
    return _plain(reading), reading


def _plain(reading: str) -> str:
    hiragana = to_hiragana(unicodedata.normalize("NFKC", reading))
    unvoiced = "".join(char for char in unicodedata.normalize("NFD", hiragana) if not unicodedata.combining(char))
    kana: list[str] = []
    for char in unvoiced.translate(_FULL_SIZE):
        if char == LONG:
            kana.append(_VOWELS.get(kana[-1], char) if kana else char)
        elif char.isalnum():
            kana.append(char)
    return "".join(kana)
