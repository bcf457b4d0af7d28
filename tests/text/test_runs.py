"""Passages of the other language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.languages import ENGLISH, JAPANESE, LANGUAGES
from glossary.text.runs import language_runs
from glossary.text.scripts import has_japanese


def runs(text: str, lang: str) -> list[tuple[str, str]]:
    return [(run.lang, run.text) for run in language_runs(text, lang)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write 認証 of a user.", [("en", "Write "), ("ja", "認証"), ("en", " of a user.")]),
        ("Both 「認定」 and 認証。 differ", [("en", "Both "), ("ja", "「認定」"), ("en", " and "), ("ja", "認証。"), ("en", " differ")]),
        ("令和7年法律第42号", [("ja", "令和7年法律第42号")]),
        ("Two words", [("en", "Two words")]),
        ("", [("en", "")]),
    ],
)
def test_japanese_in_english(text: str, expected: list[tuple[str, str]]) -> None:
    assert runs(text, ENGLISH) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "英語名は National Cybersecurity Office である。",
            [("ja", "英語名は "), ("en", "National Cybersecurity Office"), ("ja", " である。")],
        ),
        ("JPCERT/CCとIoT、NISC", [("ja", "JPCERT/CCとIoT、NISC")]),
        ("agreed は約束", [("en", "agreed"), ("ja", " は約束")]),
        ("認証", [("ja", "認証")]),
    ],
)
def test_english_in_japanese(text: str, expected: list[tuple[str, str]]) -> None:
    assert runs(text, JAPANESE) == expected


@given(st.text(alphabet="abc NISC 認証サイバーの「」、。（）0・—…\n", max_size=60), st.sampled_from(LANGUAGES))
def test_runs_are_the_text_and_no_japanese_is_left_in_english(text: str, lang: str) -> None:
    found = language_runs(text, lang)
    assert "".join(run.text for run in found) == text
    if lang == ENGLISH:
        assert [run.text for run in found if run.lang == ENGLISH and has_japanese(run.text)] == []
