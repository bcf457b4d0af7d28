"""The tokens of a passage by their borders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.morphemes import Morphemes


def test_tokens_cover_the_text() -> None:
    found = Morphemes("認証局を置いた。")

    assert [found.surface(number) for number in range(len(found))] == ["認証", "局", "を", "置い", "た", "。"]
    assert found.starts == [0, 2, 3, 4, 6, 7, 8]
    assert found.borders == {0, 2, 3, 4, 6, 7, 8}


def test_token_tells_its_forms() -> None:
    found = Morphemes("サーバを置いた")

    assert (found.normal(0), found.base(2), found.pos(1)[0], found.is_unknown(0)) == ("サーバー", "置く", "助詞", False)
    assert Morphemes("ヌルポヌルポ").is_unknown(0) is True


def test_position_leads_to_a_token() -> None:
    found = Morphemes("認証局を")

    assert [found.starting_at(position) for position in range(5)] == [0, None, 1, 2, None]
    assert [found.covering(position) for position in range(4)] == [0, 0, 1, 2]
    assert found.end(1) == 3


def test_long_text_is_read_in_pieces_with_the_right_places() -> None:
    text = "認証局を置いた。" * 500
    found = Morphemes(text)

    assert "".join(found.surface(number) for number in range(len(found))) == text
    assert found.starts[-1] == len(text)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "😀", "\ud83d", "㌔", "\ufdfa", "a\x00b"])
def test_any_text_has_tokens_that_cover_it(text: str) -> None:
    found = Morphemes(text)

    assert "".join(found.surface(number) for number in range(len(found))) == text


@given(st.text(max_size=60))
def test_borders_are_sorted_and_inside_the_text(text: str) -> None:
    found = Morphemes(text)

    assert found.starts == sorted(found.starts)
    assert found.starts[-1] == len(text)
    for number in range(len(found)):
        position = found.starts[number]
        assert found.end(number) == position or found.starting_at(position) is not None
