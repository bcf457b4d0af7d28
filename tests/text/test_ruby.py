"""Readings over the characters they belong to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.ruby import RubyPart, ruby_parts


def parts(text: str, reading: str | None) -> list[tuple[str, str | None]]:
    return [(part.base, part.reading) for part in ruby_parts(text, reading)]


@pytest.mark.parametrize(
    ("text", "reading", "expected"),
    [
        ("能動的サイバー防御", "のうどうてきサイバーぼうぎょ", [("能動的", "のうどうてき"), ("サイバー", None), ("防御", "ぼうぎょ")]),
        ("情報の共有", "じょうほうのきょうゆう", [("情報", "じょうほう"), ("の", None), ("共有", "きょうゆう")]),
        ("取り扱い", "とりあつかい", [("取", "と"), ("り", None), ("扱", "あつか"), ("い", None)]),
        ("アクセス・無害化措置", "アクセスむがいかそち", [("アクセス・", None), ("無害化措置", "むがいかそち")]),
        ("APT攻撃", "エーピーティーこうげき", [("APT", "エーピーティー"), ("攻撃", "こうげき")]),
        ("NATO諸国", "ナトーしょこく", [("NATO", "ナトー"), ("諸国", "しょこく")]),
        ("脆弱性", "ぜいじゃくせい", [("脆弱性", "ぜいじゃくせい")]),
    ],
)
def test_reading_stands_over_its_word(text: str, reading: str, expected: list[tuple[str, str | None]]) -> None:
    assert parts(text, reading) == expected


@pytest.mark.parametrize(("text", "reading"), [("クラウド", "クラウド"), ("ログイン", None), ("脆弱性", None), ("ISMS", "")])
def test_text_that_reads_itself_has_nothing_over_it(text: str, reading: str | None) -> None:
    assert parts(text, reading) == [(text, None)]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("自由、公正かつ安全な空間", "じゆうこうせいかつあんぜんなくうかん"),
        ("防御", "DEFENCE"),
        ("第3者", "だいさんしゃ"),
    ],
)
def test_unclear_reading_stands_over_the_whole(text: str, reading: str) -> None:
    assert parts(text, reading) == [(text, reading)]


kana = st.text(alphabet="あかさたなアカサタナー", min_size=1, max_size=4)
kanji = st.text(alphabet="国家防御情報共有", min_size=1, max_size=4)


@given(
    st.lists(st.one_of(kana, kanji, st.just("・"), st.just("APT")), min_size=1, max_size=6), st.text(alphabet="あいうアイウー", max_size=30)
)
def test_bases_are_the_term_and_readings_the_reading(pieces: list[str], reading: str) -> None:
    text = "".join(pieces)
    found = ruby_parts(text, reading)
    assert "".join(part.base for part in found) == text
    assert all(part != RubyPart("") for part in found)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_taken(text: str, reading: str) -> None:
    assert "".join(part.base for part in ruby_parts(text, reading)) == text
