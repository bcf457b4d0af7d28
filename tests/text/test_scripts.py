"""Scripts, character by character."""

import pytest

from glossary.text.languages import ENGLISH, JAPANESE
from glossary.text.scripts import Script, has_japanese, has_kanji, has_latin, is_kana, is_kanji, is_katakana_apart, is_written_in, script_of


@pytest.mark.parametrize(
    ("script", "chars"),
    [
        (Script.HIRAGANA, "あゔゝ"),
        (Script.KATAKANA, "アーヴｱｰﾞ"),
        (Script.KANJI, "漢々〇〆𠮷"),
        (Script.LATIN, "aZéōＡ"),
        (Script.DIGIT, "0９"),
        (Script.OTHER, "・、 -👩\ud800"),
    ],
)
def test_script_of_a_character(script: Script, chars: str) -> None:
    assert [script_of(char) for char in chars] == [script] * len(chars)


@pytest.mark.parametrize(
    ("text", "kana", "kanji"), [("サイバー", True, False), ("脅威", False, True), ("ア・イ", False, False), ("", False, False)]
)
def test_whole_texts(text: str, kana: bool, kanji: bool) -> None:
    assert (is_kana(text), is_kanji(text)) == (kana, kanji)


@pytest.mark.parametrize(
    ("text", "words", "apart"),
    [
        ("古いサーバーを使う", "サーバー", True),
        ("サーバー", "サーバー", True),
        ("サーバー・ルーム", "サーバー", True),
        ("メールサーバーを使う", "サーバー", False),
        ("サーバールーム", "サーバー", False),
        ("サーバー室", "サーバー", False),
        ("副サーバーの", "サーバー", False),
        ("サボる", "サボ", False),
        ("証明書を", "証明書", False),
    ],
)
def test_run_of_katakana_stands_apart(text: str, words: str, apart: bool) -> None:
    start = text.index(words)

    assert is_katakana_apart(text, start, start + len(words)) is apart


def test_parts_of_texts() -> None:
    text = "ACDと防御"
    assert (has_kanji(text), has_japanese(text), has_latin(text)) == (True, True, True)
    assert (has_kanji("ACDと"), has_japanese("ACD"), has_latin("防御")) == (False, False, False)


@pytest.mark.parametrize(
    ("text", "lang", "fits"),
    [
        ("cipher", ENGLISH, True),
        ("暗号", ENGLISH, False),
        ("the word 暗号 in laws", ENGLISH, True),
        ("暗号", JAPANESE, True),
        ("cipher", JAPANESE, False),
        ("2025–2030", ENGLISH, True),
        ("2025–2030", JAPANESE, True),
    ],
)
def test_is_written_in(text: str, lang: str, fits: bool) -> None:
    assert is_written_in(text, lang) is fits
