"""Plain text as blocks: lines that one sentence flows over stand together."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.documents.plain import parts, read
from glossary.domain.block import PieceKind
from glossary.text.passage import compose

LONG = "海外拠点における情報システムの利用者について、"
"""Long enough to be a wrapped line."""


def passages(text: str) -> list[str]:
    return [compose(text, block)[0] for block in read(text).blocks]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_that_was_wrapped_goes_on_in_the_next(end: str) -> None:
    text = f"{LONG}認証{end}局を置く。"

    assert passages(text) == [f"{LONG}認証局を置く。"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a full stop, an empty line, a short line, a fresh start: a new block
        (f"{LONG}認証する。\n局を置く。", [f"{LONG}認証する。", "局を置く。"]),
        (f"{LONG}認証\n\n局を置く。", [f"{LONG}認証", "局を置く。"]),
        ("件名\n局を置く。", ["件名", "局を置く。"]),
        (f"{LONG}認証\n・局を置く。", [f"{LONG}認証", "・局を置く。"]),
        (f"{LONG}認証\n　局を置く。", [f"{LONG}認証", "　局を置く。"]),
        (f"{LONG}認証\n1. 局を置く。", [f"{LONG}認証", "1. 局を置く。"]),
        (f"{LONG}認証\n（1）局を置く。", [f"{LONG}認証", "（1）局を置く。"]),
        # English: a small letter goes on, a long line goes on, a short line with a capital does not
        ("The Government will\ntable the motion.", ["The Government will table the motion."]),
        ("Subject\nThe Government agreed.", ["Subject", "The Government agreed."]),
        ("a" * 30 + " " + "b" * 30 + "\nThe Government", ["a" * 30 + " " + "b" * 30 + " The Government"]),
        # line separators of other systems end a line for good
        ("認証\u2028局", ["認証", "局"]),
        ("認証\x0c局", ["認証", "局"]),
        ("", []),
        (" \n\t\r\n", []),
    ],
)
def test_blocks_begin_where_writers_begin_afresh(text: str, found: list[str]) -> None:
    assert passages(text) == found


@given(st.text(alphabet="あ認証。ab.A \t　\n\r\u2028・1", max_size=80))
def test_pieces_stand_in_order_without_overlaps(text: str) -> None:
    draft = read(text)

    pieces = [piece for block in draft.blocks for piece in block.pieces]
    assert [piece.span for piece in pieces] == sorted(piece.span for piece in pieces)
    assert all(one.span.end <= two.span.start for one, two in pairwise(pieces))
    read_text = "".join(text[slice(*piece.span)] for piece in pieces if piece.kind is PieceKind.TEXT)
    assert "".join(read_text.split()) == "".join(text.split())
    assert (draft.text, draft.masked) == (text, ())


@given(
    st.lists(
        st.sampled_from(
            ["認証", "A line of words", "", " ", "\u3000", "最後まで続く長い行であるから、次の行に続くものと考えてよいはずの行"]
        )
    ),
    st.sampled_from(["\n", "\r\n", "\r", "\u2028"]),
)
def test_parts_cover_the_text_and_have_its_blocks(lines: list[str], end: str) -> None:
    text = end.join(lines)
    spans = list(parts(text))

    assert "".join(text[span.start : span.end] for span in spans) == text
    whole = [tuple(piece.span for piece in block.pieces) for block in read(text).blocks]
    assert [
        tuple(piece.span.moved(span.start) for piece in block.pieces)
        for span in spans
        for block in read(text[span.start : span.end]).blocks
    ] == whole


def test_edit_of_one_paragraph_leaves_the_other_parts_as_they_are() -> None:
    paragraphs = [f"第{number}段落。" * (number % 9 + 1) for number in range(200)]
    before, after = "\n\n".join(paragraphs), "\n\n".join([*paragraphs[:100], "書き足した。", *paragraphs[100:]])

    kept = {before[span.start : span.end] for span in parts(before)}
    changed = [after[span.start : span.end] for span in parts(after) if after[span.start : span.end] not in kept]
    assert len(list(parts(before))) > 10
    assert len(changed) == 1
