"""Where a line may end."""

import pytest

from glossary.text.linebreak import is_word_border, may_break


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("センター", [1, 2]),
        ("認証、認定", [1, 3, 4]),
        ("チャット", [3]),
        ("", []),
    ],
)
def test_line_never_begins_with_what_cannot_begin_one(text: str, places: list[int]) -> None:
    assert [place for place in range(len(text) + 1) if may_break(text, place)] == places


def test_script_changes_where_a_word_ends() -> None:
    text = "国家サイバー統括室NCO"
    assert [place for place in range(len(text) + 1) if is_word_border(text, place)] == [2, 6, 9]
