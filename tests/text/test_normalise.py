"""Folding, and the way back to the characters as written."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.domain.span import Span
from glossary.text.normalise import Rewriting, Step, fold, fold_mapped, nfkc_mapped

AWKWARD = [
    "a", "B", " ", "  ", "\t", "\n", "-", "‐", "—", "’", "“", "é", "e", "\u0301", "\u0323", "\u0305", "か", "は", "ハ", "ﾊ", "ﾞ", "ﾟ", "\u3099", "\u309a",
    "゛", "㌀", "㍿", "㈱", "ﬁ", "ß", "İ", "ſ", "Ａ", "１", "　", "𠮷", "葛", "\U000e0100", "👩", "\u200d", "💻", "\ufe0f", "🇯", "🇵",
    "\u1100", "\u1161", "\u11a8", "가", "각", "ᄀ", "\u0344", "\u0f73", "\u0958", "ﷺ", "½", "①", "\u00ad", "\u200b", "\u202e", "\x00", "\ud800", "\U0002f800",
]  # fmt: skip
"""Characters that compose, expand, vanish, change width or take two code units. Drawn as a list: free text hardly mixes them."""

texts = st.lists(st.one_of(st.sampled_from(AWKWARD), st.characters()), max_size=24).map("".join)


@given(texts)
@example("ﾊﾞﾊﾟｶﾞ")
@example("か\u3099")
@example("a\u0305\u0323\u0301")
@example("\u1100\u1161\u11a8\u1161")
def test_nfkc_cluster_by_cluster_is_nfkc(text: str) -> None:
    assert nfkc_mapped(text).text == unicodedata.normalize("NFKC", text)


@given(texts)
def test_mapped_fold_is_fold(text: str) -> None:
    assert fold_mapped(text).text == fold(text)


@given(texts)
def test_every_folded_character_comes_from_its_span(text: str) -> None:
    folded = fold_mapped(text)
    strays = [
        place
        for place, char in enumerate(folded.text)
        if char != " "
        and char not in "-'\""
        and char not in unicodedata.normalize("NFKC", text[slice(*folded.span(place, place + 1))]).casefold()
    ]
    assert strays == []


@given(texts)
def test_spans_lie_in_the_text_and_in_order(text: str) -> None:
    folded = fold_mapped(text)
    starts = [folded.span(place, place + 1).start for place in range(len(folded.text))]
    ends = [folded.span(place, place + 1).end for place in range(len(folded.text))]
    assert (starts, ends) == (sorted(starts), sorted(ends))
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))


@given(texts)
def test_whole_text_maps_to_all_that_is_not_dropped(text: str) -> None:
    folded = fold_mapped(text)
    span = folded.span(0, len(folded.text))
    assert fold(text[slice(*span)]) == folded.text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＩＳＭＳ", "isms"),
        ("ﾗﾝｻﾑｳｪｱ", "ランサムウェア"),
        ("ﾊﾞｯｸｱｯﾌﾟ", "バックアップ"),
        ("  Active\tCyber \n Defence ", "active cyber defence"),
        ("man‐in‐the‐middle", "man-in-the-middle"),
        ("attacker’s", "attacker's"),
        ("㌀", "アパート"),
        ("soft\u00adware", "software"),
        ("葛\U000e0100城", "葛城"),
        ("", ""),
        (" \u200b ", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "piece", "span"),
    [
        ("𠮷野のﾊﾞｯｸｱｯﾌﾟ", "バックアップ", Span(3, 11)),
        ("👩\u200d💻とＩＳＭＳ", "isms", Span(4, 8)),
        ("か\u3099く", "が", Span(0, 2)),
        ("㌀経営", "パー", Span(0, 1)),
        ("각 1", "1", Span(2, 3)),
        ("\u1100\u1161\u11a8 1", "1", Span(4, 5)),
    ],
)
def test_span_is_exact(text: str, piece: str, span: Span) -> None:
    folded = fold_mapped(text)
    at = folded.text.index(piece)
    assert folded.span(at, at + len(piece)) == span


def test_empty_range_stands_before_its_character() -> None:
    folded = fold_mapped("ab")
    assert [folded.span(0, 0), folded.span(1, 1), folded.span(2, 2), fold_mapped("").span(0, 0)] == [
        Span(0, 0),
        Span(1, 1),
        Span(2, 2),
        Span(0, 0),
    ]


@given(texts)
def test_rewriting_with_and_without_the_way_back_agree(text: str) -> None:
    rewriting = Rewriting(
        Step(re.compile("[aeiou]+"), lambda match: match[0] + "!"),
        Step(re.compile("(.) "), r"\1"),
        Step(re.compile("[b-d]"), "x", aligned=True),
        Step(re.compile("!"), ""),
    )
    folded = fold_mapped(text)
    rewritten = rewriting.mapped(folded)
    assert rewritten.text == rewriting(folded.text)
    assert len(rewritten.starts) == len(rewritten.ends) == len(rewritten.text)


def test_rewriting_keeps_the_place_of_what_it_leaves() -> None:
    rewriting = Rewriting(Step(re.compile("organis(?=e)"), "organiz"))
    rewritten = rewriting.mapped(fold_mapped("Organise"))
    assert [rewritten.span(place, place + 1) for place in (0, 6, 7)] == [Span(0, 1), Span(6, 7), Span(7, 8)]
