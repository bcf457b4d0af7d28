"""Marked texts: pieces that are the text again when joined."""

from hypothesis import given
from hypothesis import strategies as st

from glossary.domain.span import Span
from glossary.web.passages import Piece, excerpt, passage

spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair))), max_size=6)


def test_spans_cut_a_text() -> None:
    assert passage("en", "one two three", [Span(4, 7)]).pieces == (Piece("one "), Piece("two", True), Piece(" three"))


def test_touching_spans_are_one_piece() -> None:
    assert passage("ja", "多要素認証", [Span(3, 4), Span(4, 5)]).pieces == (Piece("多要素"), Piece("認証", True))


def test_spans_outside_the_text_are_dropped() -> None:
    assert passage("en", "abc", [Span(5, 9), Span(2, 2)]).pieces == (Piece("abc"),)


@given(st.text(max_size=40), spans)
def test_pieces_are_the_text(text: str, marked: list[Span]) -> None:
    found = passage("en", text, marked)
    assert found.text == text
    wanted = {place for span in marked for place in range(span.start, min(span.end, len(text)))}
    at, seen = 0, set()
    for piece in found.pieces:
        if piece.marked:
            seen |= set(range(at, at + len(piece.text)))
        at += len(piece.text)
    assert seen == wanted


def test_excerpt_shows_what_stands_around_the_first_span() -> None:
    text = "The first is run by the office (formerly NISC), the second by another body."
    found = excerpt("en", text, [Span(41, 45)], 10)
    assert found.pieces == (Piece("…(formerly "), Piece("NISC", True), Piece("), the…"))


def test_excerpt_of_japanese_is_cut_between_characters() -> None:
    found = excerpt("ja", "この期間の事項に限って用い、その後は別の名称とする。", [Span(8, 10)], 4)
    assert found.pieces == (Piece("…の事項に"), Piece("限っ", True), Piece("て用い、…"))


def test_excerpt_of_a_short_text_is_the_text() -> None:
    assert excerpt("en", "by NISC", [Span(3, 7)], 10).pieces == (Piece("by "), Piece("NISC", True))
