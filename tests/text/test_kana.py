"""Kana as one script, and as letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.kana import sound, sound_length, spelling, to_hiragana, to_katakana
from glossary.text.normalise import fold, fold_mapped

HIRAGANA = st.text(
    "あいうえおかきくけこがぎぐげごさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんっゃゅょぁぃぅぇぉゔ",
    max_size=12,
)


@given(HIRAGANA)
def test_hiragana_survives_katakana(text: str) -> None:
    assert to_hiragana(to_katakana(text)) == text


@given(HIRAGANA)
def test_both_kana_sound_alike(text: str) -> None:
    assert sound_length(to_katakana(text)) == sound_length(text)


@given(st.text("サイバーセキュリティ脆弱性々ヴァ-ー 一", max_size=12))
def test_letters_have_a_way_back(text: str) -> None:
    mapped = sound_length.mapped(fold_mapped(text))
    assert mapped.text == sound_length(fold(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("サーバー", "サーバ"),
        ("ヴァイラス", "バイラス"),
        ("ソフトウェア", "ソフトウエア"),
        ("サ-バ-", "サーバー"),
        ("サ―バ―", "サーバー"),
        ("ユ一ザ一", "ユーザー"),
        ("人々", "人人"),
        ("フィッシング", "フイッシング"),
    ],
)
def test_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert spelling(fold(one)) == spelling(fold(other))


@pytest.mark.parametrize(
    ("one", "other"), [("ハック", "パック"), ("サイト", "サイド"), ("ログ", "ロック"), ("シンポジウム一覧", "シンポジウム覧")]
)
def test_different_words_keep_different_keys(one: str, other: str) -> None:
    assert spelling(fold(one)) != spelling(fold(other))


@pytest.mark.parametrize(
    ("kana", "letters"),
    [
        ("サイバーこうげき", "saibaakoogeki"),
        ("じょうほうきょうゆう", "zyoohookyooyuu"),
        ("ぜいじゃくせい", "zeezyakusee"),
        ("フィッシング", "fiQsingu"),
        ("ファイアウォール", "faiauooru"),
        ("ティー", "tii"),
        ("デュアル", "zyuaru"),
        ("あんない", "anai"),
        ("チェーン", "tyeen"),
        ("すゝむ", "susumu"),
    ],
)
def test_sound_with_length(kana: str, letters: str) -> None:
    assert sound_length(kana) == letters


@pytest.mark.parametrize(
    ("kana", "letters"), [("サイバーこうげき", "saibakogeki"), ("けいえい", "ke"), ("おおきい", "oki"), ("ウォール", "oru")]
)
def test_sound_without_length(kana: str, letters: str) -> None:
    assert sound(kana) == letters
