"""Spellings of one word, and words for one thing, on word lists of a few lines."""

import pytest

from glossary.matching.families import FamilyFinder
from glossary.text.house_words import Families
from glossary.text.wordlists import shipped_word_lists
from tests.checkings import passage

WORDS = Families(
    long_vowel=("ユーザ", "レイヤ", "センサ"),
    derived=("ビリティ", "ス"),
    spelling=(("ウェブ", "Web", "WEB"), ("e mail", "email")),
    apart=("コピ",),
    term=(("検知", "検出"), ("誤検知", "誤検出")),
    both=frozenset({"licence"}),
)
FINDER = FamilyFinder(WORDS, shipped_word_lists().respell)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ユーザとユーザー", ["ユーザ", "ユーザー"]),
        ("エンドユーザがユーザスペースで", ["ユーザ", "ユーザ"]),
        ("ユーザビリティとセンサス", []),
        ("プレイヤーとデータレイヤー", ["レイヤー"]),
        ("ｳｪﾌﾞとWebとWEBとWebSocket", ["ｳｪﾌﾞ", "Web", "WEB"]),
        ("誤検知を検出する", ["誤検知", "検出"]),
    ],
)
def test_forms_are_found_on_the_borders_of_their_script(text: str, found: list[str]) -> None:
    assert [text[member.start : member.end] for member in FINDER.find(passage(text))] == found


def test_forms_that_differ_in_case_only_are_one() -> None:
    assert len({(member.family, member.form) for member in FINDER.find(passage("WebとWEB"))}) == 1


def test_dashes_stand_for_spaces_in_english() -> None:
    assert [member.form for member in FINDER.find(passage("an e-mail or email", "en"))] == [0, 1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("プレイヤーの", [("プレイヤー", "プレイヤ")]),
        ("ヴァイオリンとウェア", [("ヴァイオリン", "バイオリン"), ("ウェア", "ウエア")]),
        ("キーとビルとコピーとエンドユーザーとサポート", []),
    ],
)
def test_runs_of_katakana_that_have_a_looser_spelling(text: str, found: list[tuple[str, str]]) -> None:
    assert [(run, loose) for run, loose, _, _ in FINDER.loose_runs(passage(text))] == found


def test_british_spellings_of_small_words_only() -> None:
    found = FINDER.spellings_apart(passage("They organise a licence for the Organisation of behaviour/colour.", "en"))

    assert found == {("organise", "organize")}
