"""The word lists of ``terms/lexicon``."""

import pytest

from glossary.errors import InvalidRecord
from glossary.text.wordlists import WordLists, read_word_lists, shipped_files, shipped_word_lists


def test_shipped_lists_are_found_and_read() -> None:
    lists = shipped_word_lists()
    assert [path.name for path in shipped_files()] == ["spelling_en.toml", "inflection.toml", "letters.toml"]
    assert lists.letters["a"] == ("エー",)
    assert lists.american["defences"] == "defenses"
    assert sorted(lists.letters) == [chr(code) for code in range(ord("a"), ord("z") + 1)]


def test_absent_files_leave_lists_empty() -> None:
    assert read_word_lists({}) == WordLists()


@pytest.mark.parametrize(
    ("tables", "place"),
    [
        ({"spelling_en": {"word": [{"british": "defence", "american": "defense"}]}}, "lexicon/spelling_en.toml"),
        ({"spelling_en": {"words": []}}, "lexicon/spelling_en.toml"),
        ({"letters": {"a": "エー"}}, "lexicon/letters.toml"),
        ({"inflection": {"japanese": {"dropable": []}}}, "lexicon/inflection.toml"),
    ],
)
def test_a_broken_file_is_named(tables: dict[str, dict[str, object]], place: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        read_word_lists(tables)
    assert caught.value.name == place
