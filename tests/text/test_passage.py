"""Passages: the language that shows in them, what is composed from pieces, and the way back to the draft."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.domain.block import Block, BlockKind, Piece, PieceKind
from glossary.domain.span import Span
from glossary.text.masking import MASK
from glossary.text.passage import MAX_PASSAGE, Origin, bounded, compose, language_of
from tests.checkings import passage


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("認証", "ja"),
        ("プログラム", "ja"),
        ("OWASP Top 10", "en"),
        ("", "en"),
        ("2026-11-22", "en"),
        ("Open Worldwide Application Security Project を参照", "ja"),
        ("Cross-Site Request Forgery 対策", "ja"),
        ("AES（共通鍵暗号）", "ja"),
        ("（認証）", "ja"),
        ("We protect critical infrastructure (基幹インフラ) in Japan.", "en"),
        ("NISC (内閣サイバーセキュリティセンター) was the centre until 2025.", "en"),
        ("The word 「認証」 means two things.", "en"),
        ("the term 認証 means log-in", "en"),
        ("この the term も認証も日本語の文に立つ", "ja"),
    ],
)
def test_language_shows_in_the_writers_own_words(text: str, lang: str) -> None:
    assert language_of(text) == lang


def block(*pieces: tuple[int, int, PieceKind]) -> Block:
    return Block(BlockKind.PARAGRAPH, tuple(Piece(Span(start, end), kind) for start, end, kind in pieces))


T, B, M, C = PieceKind.TEXT, PieceKind.BREAK, PieceKind.MARKUP, PieceKind.CODE


def test_markup_is_dropped_code_leaves_a_mark_and_both_are_told() -> None:
    draft = "**サー**バは`x`だ"

    text, origin, masked = compose(draft, block((0, 2, M), (2, 4, T), (4, 6, M), (6, 8, T), (8, 11, C), (11, 12, T)))

    assert text == f"サーバは{MASK}だ"
    assert [piece.kind for piece in masked] == [M, M, C]
    assert origin.locate(Span(0, 3)) == Span(2, 7)
    assert draft[2:7] == "サー**バ"


@pytest.mark.parametrize(
    ("draft", "text"),
    [("情報\n漏えい", "情報漏えい"), ("zero\ntrust", "zero trust"), ("zero\r\n情報", "zero 情報"), ("情報\nzero", "情報 zero")],
)
def test_line_break_is_nothing_between_japanese_and_a_space_elsewhere(draft: str, text: str) -> None:
    end = draft.index("\r") if "\r" in draft else draft.index("\n")
    start = draft.index("\n") + 1

    assert compose(draft, block((0, end, T), (end, start, B), (start, len(draft), T)))[0] == text


def test_span_over_a_line_break_leads_back_over_it() -> None:
    draft = "情報\r\n漏えい"
    _, origin, _ = compose(draft, block((0, 2, T), (2, 4, B), (4, 7, T)))

    assert origin.locate(Span(0, 5)) == Span(0, 7)


@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from([T, M, C, B])), min_size=1, max_size=8))
def test_every_character_of_a_text_piece_leads_back_to_itself(sizes: list[tuple[int, PieceKind]]) -> None:
    draft = "".join(chr(0x3042 + number % 60) for number in range(sum(size for size, _ in sizes)))
    pieces, start = [], 0
    for size, kind in sizes:
        pieces.append((start, start + size, kind))
        start += size

    text, origin, _ = compose(draft, block(*pieces))

    for place, char in enumerate(text):
        if char not in (MASK, " "):
            assert draft[slice(*origin.locate(Span(place, place + 1)))] == char


def test_empty_span_has_a_place() -> None:
    assert Origin(((0, 5, 3),)).locate(Span(1, 1)) == Span(6, 6)


def test_analysis_is_made_once_and_only_when_asked_for() -> None:
    read = passage("2026年に認証した。次の文。")

    assert "morphemes" not in vars(read)
    assert read.morphemes is read.morphemes
    assert [read.sentence_at(place) for place in (0, 10, 11)] == [Span(0, 11), Span(0, 11), Span(11, 15)]
    assert [mention.first.year for mention in read.dates] == [2026]


def test_masked_words_are_not_in_the_text_that_is_read() -> None:
    assert passage("「認証」とは書かない").text == f"「{MASK * 2}」とは書かない"


KINDS = st.sampled_from([PieceKind.TEXT, PieceKind.TEXT, PieceKind.MARKUP, PieceKind.BREAK])


@given(st.lists(st.tuples(st.integers(1, 3 * MAX_PASSAGE), KINDS), min_size=1, max_size=6), st.sampled_from(["a", "あ。", "word, ", "x. "]))
def test_block_of_any_length_is_read_in_passages_that_lose_nothing(sizes: list[tuple[int, PieceKind]], words: str) -> None:
    pieces, end = [], 0
    for size, kind in sizes:
        pieces.append(Piece(Span(end, end + size), kind))
        end += size
    text = (words * end)[:end]

    blocks = list(bounded(text, Block(BlockKind.PARAGRAPH, tuple(pieces))))

    found = [piece for block in blocks for piece in block.pieces]
    read = [place for piece in found if piece.kind is PieceKind.TEXT for place in range(*piece.span)]
    assert read == [place for piece in pieces if piece.kind is PieceKind.TEXT for place in range(*piece.span)]
    assert [piece for piece in found if piece.kind is not PieceKind.TEXT] == [piece for piece in pieces if piece.kind is not PieceKind.TEXT]
    most = max(sum(piece.span.end - piece.span.start for piece in block.pieces if piece.kind is PieceKind.TEXT) for block in blocks)
    assert most <= MAX_PASSAGE


def test_long_passage_ends_behind_a_sentence() -> None:
    text = "word, " * 1_500 + "A sentence. " + "word, " * 1_500

    first, second = bounded(text, Block(BlockKind.PARAGRAPH, (Piece(Span(0, len(text))),)))

    assert (text[first.pieces[0].span.start : first.pieces[0].span.end][-13:], second.pieces[0].span.end) == (", A sentence.", len(text))


@pytest.mark.parametrize(
    ("text", "is_inflected"),
    [("委員会に届け出なければならない。", True), ("届け出を受ける。", False), ("取り扱います。", True), ("取り扱いを定める。", False)],
)
def test_verb_is_told_from_its_noun(text: str, is_inflected: bool) -> None:
    end = text.index("出") if "出" in text else text.index("い", 2)

    assert passage(text).is_inflected(end) is is_inflected
