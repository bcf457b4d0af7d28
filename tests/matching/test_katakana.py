"""Unknown katakana words parted into known ones."""

import pytest

from glossary.matching.katakana import MAX_SPLIT, split_katakana


@pytest.mark.parametrize(
    ("word", "known", "cuts"),
    [
        ("ゼロトラストアーキテクチャ", {"ゼロトラスト"}, {6}),
        ("ゼロトラストアーキテクチャ", set(), {2, 6}),
        ("サーバサイドリクエストフォージェリ", {"フォージェリ"}, {3, 6, 11}),
        ("パディングオラクル", set(), {5}),
        ("アイウエオカキクケコ", {"アイウエオ", "カキクケコ"}, {5}),
        ("ヌルポヌルポヌ", {"ヌルポ"}, set()),
        ("サーバ", set(), set()),
        ("", set(), set()),
    ],
)
def test_word_is_parted_with_the_fewest_parts_or_not_at_all(word: str, known: set[str], cuts: set[int]) -> None:
    assert split_katakana(word, frozenset(known)) == cuts


def test_run_that_is_no_word_is_left_whole() -> None:
    assert split_katakana("サーバ" * MAX_SPLIT, frozenset({"サーバ"})) == frozenset()
