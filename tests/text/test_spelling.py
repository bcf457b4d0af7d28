"""Keys under which spellings and inflections of one expression are equal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.domain.span import Span
from glossary.text.normalise import fold
from glossary.text.spelling import Speller
from glossary.text.wordlists import shipped_word_lists

SPELLER = Speller(shipped_word_lists())


@pytest.mark.parametrize(
    "spellings",
    [
        ["cyber security", "cyber-security", "cybersecurity", "Cyber‐Security", "the cyber security"],
        ["active cyber defence", "active cyber-defense", "Active Cyber Defense"],
        ["programme", "program"],
        ["man-in-the-middle", "man in the middle"],
        ["R&D", "R and D"],
        ["サーバー", "サーバ", "ｻｰﾊﾞｰ", "サ-バ-"],
        ["プロンプト・インジェクション", "プロンプトインジェクション", "プロンプト インジェクション"],
        ["ソフトウェア", "ソフトウエア"],
        ["Webサイト", "Web サイト", "ＷＥＢサイト"],
        ["(仮称)サイバー", "（仮称）サイバー"],
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: list[str]) -> None:
    assert {SPELLER.key(fold(spelling)) for spelling in spellings} == {SPELLER.key(fold(spellings[0]))}


@pytest.mark.parametrize(("one", "other"), [("cipher", "cyber"), ("program", "programmer"), ("テロ", "テスト"), ("a", "an"), ("C++", "C")])
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert SPELLER.key(fold(one)) != SPELLER.key(fold(other))


@pytest.mark.parametrize("text", ["-", "・", "ー", "…", "the"])
def test_what_is_nothing_but_separators_stays(text: str) -> None:
    assert SPELLER.key(fold(text)) == fold(text)


@given(st.text("The organisation-sécurité サーバー・ヴァイラス脆弱性ﾊﾞ&", max_size=30))
def test_key_with_and_without_the_way_back_agree(text: str) -> None:
    assert SPELLER.mapped(text).text == SPELLER.key(fold(text))


def test_key_leads_back_to_the_text() -> None:
    mapped = SPELLER.mapped("The Cyber-Security Organisation")
    at = mapped.text.index("cybersecurity")
    assert mapped.span(at, at + len("cybersecurity")) == Span(4, 18)


def test_normal_key_joins_spellings_of_the_dictionary() -> None:
    assert SPELLER.normal_key("改ざん") == SPELLER.normal_key("改竄")


def test_base_key_leaves_inflection_aside() -> None:
    forms = {"attacks": "attack", "patched": "patch"}
    assert [SPELLER.base_key(text, forms) for text in ("Attacks", "patched", "検知されました", "ベンダに")] == [
        "attack",
        "patch",
        "検知",
        "ベンダ",
    ]
