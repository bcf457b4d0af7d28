"""``glossary terms``: check, format, stats and show."""

import shutil
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file

from tests.catalogue import KEYWORDS
from tests.cli.test_lookup import run
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small termbase of the tests."""
    return Path(shutil.copytree(ROOT / "tests" / "fixtures" / "termbase", tmp_path / "terms"))


def some_concept(folder: Path) -> Path:
    return sorted((folder / "concepts").rglob("*.toml"))[0]


def test_the_shipped_terms_have_no_finding() -> None:
    result = run("terms", "check")
    assert (result.returncode, result.stdout.decode().splitlines()[:-1]) == (0, [])


def test_a_broken_entry_is_named_with_file_and_field(folder: Path) -> None:
    entry = some_concept(folder)
    entry.write_text(entry.read_text("utf-8").replace("entry_status", "entry_stature"), "utf-8")
    result = run("terms", "check", "--folder", str(folder))
    assert result.returncode == 2
    assert f"{entry.relative_to(folder).as_posix()}: entry_status" in result.stderr.decode()


def test_unknown_source_of_a_style_is_named_with_file_and_field(folder: Path) -> None:
    (folder / "profiles").mkdir(exist_ok=True)
    (folder / "profiles" / "house.toml").write_text('sources = ["hearsay"]\n', "utf-8")
    (folder / "lexicon").mkdir(exist_ok=True)
    (folder / "lexicon" / "style.toml").write_text('kanji = [{ wrong = "下さい", right = "ください", source = "rumour" }]\n', "utf-8")
    result = run("terms", "check", "--folder", str(folder))
    assert result.returncode == 1
    assert [line for line in result.stdout.decode().splitlines() if "[source.dangling" in line] == [
        "lexicon/style.toml: kanji[0].source: there is no source rumour  [source.dangling, error]",
        "profiles/house.toml: sources: there is no source hearsay  [source.dangling, error]",
    ]


def test_format_check_changes_nothing_and_format_mends(folder: Path) -> None:
    entry = some_concept(folder)
    canonical = entry.read_bytes()
    entry.write_bytes(b"# a comment\n\n" + canonical)
    touched = entry.read_bytes()
    assert (run("terms", "format", "--check", "--folder", str(folder)).returncode, entry.read_bytes()) == (1, touched)
    assert (run("terms", "format", "--folder", str(folder)).returncode, entry.read_bytes()) == (0, canonical)
    assert run("terms", "format", "--check", "--folder", str(folder)).returncode == 0


def test_show_prints_the_file(folder: Path) -> None:
    entry = some_concept(folder)
    result = run("terms", "show", entry.stem, "--folder", str(folder))
    assert result.stdout == entry.read_bytes()


def test_show_of_nothing_is_exit_code_2() -> None:
    result = run("terms", "show", "no-such-entry")
    assert (result.returncode, result.stderr.decode()) == (2, "There is no concept or pitfall no-such-entry.\n")


def test_what_show_does_not_find_is_called_by_words_of_the_catalogue() -> None:
    keywords = dict.fromkeys(KEYWORDS)
    sentences = {found[1] for found in extract_from_file("python", ROOT / "glossary" / "cli" / "terms.py", keywords=keywords)}

    assert "concept or pitfall" in sentences


def test_stats_counts_every_domain() -> None:
    lines = run("terms", "stats").stdout.decode().splitlines()
    assert len(lines) == 1 + 22 + 1 + 2
