"""The order of kana."""

import pytest

from glossary.text.gojuon import ROWS, first_kana, row, sort_key


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        ("サイバーえんしゅう", ("さ", "さ")),
        ("ぜいじゃくせい", ("せ", "さ")),
        ("ヴァーチャル", ("う", "あ")),
        ("ぱすわーど", ("は", "は")),
        ("ﾗﾝｻﾑｳｪｱ", ("ら", "ら")),
        ("ょ", ("よ", "や")),
        ("ん", ("ん", "わ")),
        ("NISC", ("", "")),
        ("", ("", "")),
    ],
)
def test_reading_is_filed_under_its_kana(reading: str, expected: tuple[str, str]) -> None:
    assert (first_kana(reading), row(reading)) == expected


def test_every_row_begins_with_its_own_kana() -> None:
    assert [row(kana) for kana in ROWS] == list(ROWS)


def test_dictionary_order_ignores_voice_size_and_script_first() -> None:
    words = ["パスワード", "はす", "バス", "サーバー", "さあは", "さいばん", "しょ", "しよ", "ざ", "きょうい", "きょひ"]
    assert sorted(words, key=sort_key) == [
        "きょうい",
        "きょひ",
        "ざ",
        "さあは",
        "サーバー",
        "さいばん",
        "しょ",
        "しよ",
        "はす",
        "バス",
        "パスワード",
    ]
