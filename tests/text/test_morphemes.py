"""The tokens of a passage by their borders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.domain.span import Span
from glossary.text.morphemes import Morphemes


def test_tokens_cover_the_text() -> None:
    found = Morphemes("認証局を置いた。")

    assert [found.surface(number) for number in found.numbers()] == ["認証", "局", "を", "置い", "た", "。"]
    assert [found.start(number) for number in found.numbers()] == [0, 2, 3, 4, 6, 7]
    assert [position for position in range(9) if found.is_border(position)] == [0, 2, 3, 4, 6, 7, 8]


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

    assert "".join(found.surface(number) for number in found.numbers()) == text
    assert max(found.end(number) for number in found.numbers()) == len(text)


def test_stretches_are_analysed_each_by_itself_when_asked_about() -> None:
    text = "認証局を置いた。暗号化する。"
    found = Morphemes(text, (Span(0, 8), Span(8, 14)))

    assert found.is_border(8)
    assert (found.before(8), found.after(8), found.before(2), found.after(2)) == (None, None, 0, 1)
    first = found.starting_at(8)
    assert first is not None and found.surface(first) == "暗号"
    assert not found.exists(first - 1)
    assert [found.surface(number) for number in found.numbers(Span(8, 14))] == ["暗号", "化", "する", "。"]
    assert [found.exists(first + place) for place in range(5)] == [True, True, True, True, False]


def test_forgotten_morphemes_are_asked_for_again() -> None:
    found = Morphemes("認証局を置いた。")
    found.forget()

    assert (found.normal(0), found.end(0)) == ("認証", 2)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "😀", "\ud83d", "㌔", "\ufdfa", "a\x00b"])
def test_any_text_has_tokens_that_cover_it(text: str) -> None:
    found = Morphemes(text)

    assert "".join(found.surface(number) for number in found.numbers()) == text


@given(st.text(max_size=60))
def test_borders_are_sorted_and_inside_the_text(text: str) -> None:
    found = Morphemes(text)

    starts = [found.start(number) for number in found.numbers()]
    assert starts == sorted(starts)
    for number in found.numbers():
        assert 0 <= found.start(number) <= found.end(number) <= len(text)
        assert found.end(number) == found.start(number) or found.starting_at(found.start(number)) is not None
