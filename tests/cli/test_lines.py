"""The lines of ``--help``: as wide as the terminal counts them, words whole, no closing mark at the beginning of a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.cli.lines import Lines
from glossary.text.width import columns
from tests.cli.test_lookup import run

CLOSING = tuple("、。」』）ーっゃゅょァィゥェォッャュョ")


def written(rows: list[tuple[str, str]], width: int) -> list[str]:
    lines = Lines(width=width)
    lines.write_dl(rows)
    return lines.getvalue().splitlines()


def test_latin_words_stay_whole_and_wide_characters_count_as_two() -> None:
    assert written([("--terms", "タブ区切り（en、ja、comment）で書きます。")], 30) == [
        "--terms  タブ区切り（en、ja、",
        "         comment）で書きます。",
    ]


def test_name_that_is_too_long_has_a_line_of_its_own() -> None:
    assert written([("--as [docx|entry|html|markdown|plain]", "形式です。"), ("--fix", "直します。")], 60) == [
        "--as [docx|entry|html|markdown|plain]",
        " " * 32 + "形式です。",
        "--fix" + " " * 27 + "直します。",
    ]


def test_japanese_names_of_a_column_are_padded_by_width() -> None:
    assert written([("名前", "a"), ("name", "b")], 40) == ["名前  a", "name  b"]


def test_paragraphs_stay_apart_and_sentences_are_joined_as_their_language_does() -> None:
    lines = Lines(width=30)
    lines.indent()
    lines.write_text("原稿です。 形式は--asです。\n\nOne. Two.")

    assert lines.getvalue() == "  原稿です。形式は--asです。\n\n  One. Two.\n"


def test_usage_goes_on_under_its_arguments() -> None:
    lines = Lines(width=36)
    lines.write_usage("glossary check", "[オプション] [FILES]...", prefix="使い方： ")

    assert lines.getvalue().splitlines() == ["使い方： glossary check [オプション]", " " * 24 + "[FILES]..."]


@given(st.text("aB-。、（）漢字かなッー ", max_size=80), st.integers(20, 60))
def test_lines_fit_and_hold_the_text(text: str, width: int) -> None:
    lines = written([("--name", text)], width)

    assert [line for line in lines if columns(line) > width] == []
    assert "".join("".join(lines).split()) == "--name" + "".join(text.split())


@pytest.mark.parametrize("width", ["60", "80", "120"])
def test_help_in_japanese_breaks_no_word_and_begins_no_line_with_a_closing_mark(width: str) -> None:
    lines = run("check", "--help", LC_ALL="ja_JP.UTF-8", COLUMNS=width).stdout.decode().splitlines()

    assert [line for line in lines if line.lstrip().startswith(CLOSING)] == []
    assert [line for line in lines if columns(line) > int(width) and "|" not in line] == []
    for word in ("comment", ".sarif", "--write-baselineで", "--annotateが", ".glossary.toml"):
        assert any(word in line for line in lines), word
