"""The form in which patterns are looked for, and the way back to the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.scanning import pattern_form, scan_form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Cyber-Defence", "cyber defence"),
        ("cyber\u2011defence \u2014 plan", "cyber defence plan"),
        ("ｻｰﾊﾞｰ", "サーバー"),
        ("ＩＳＭＳ（認証）", "isms(認証)"),
        ("user\u2019s", "user's"),
        ("zero   trust", "zero trust"),
        ("zero\r\n\ttrust", "zero trust"),
        ("サ\u00adー\u200bバ", "サーバ"),
        ("か\u3099", "が"),
        ("ﾊﾞ", "バ"),
        ("㌔", "キロ"),
        ("ﬁle", "file"),
        ("İ", "i\u0307"),
        ("\ud83d!", "\N{REPLACEMENT CHARACTER}!"),
        ("", ""),
        ("Co-operation and co‑ordination", "cooperation and coordination"),
        ("pre-emptive, re-established", "preemptive, reestablished"),
        ("co-author, pre-owned, reco-op, co-", "co author, pre owned, reco op, co "),
    ],
)
def test_text_is_folded(text: str, form: str) -> None:
    assert scan_form(text)[0] == form


@pytest.mark.parametrize(
    ("text", "word", "slice_of_text"),
    [
        ("古いｻｰﾊﾞｰを", "サーバー", "ｻｰﾊﾞｰ"),
        ("a\r\n  zero \t trust b", "zero trust", "zero \t trust"),
        ("㌔と認証", "認証", "認証"),
        ("😀𠮷ｶﾞ認証", "認証", "認証"),
        ("サ\u00adー\u200bバを", "サーバ", "サ\u00adー\u200bバ"),
        ("e\u0301 認証", "認証", "認証"),
        ("脆\U000e0100弱\ufe00性を", "脆弱性", "脆\U000e0100弱\ufe00性"),
        ("脆\u202a弱性を", "脆弱性", "脆\u202a弱性"),
        ("with co-operation now", "cooperation", "co-operation"),
    ],
)
def test_span_leads_back_to_the_text(text: str, word: str, slice_of_text: str) -> None:
    form, back = scan_form(text)
    at = form.index(word)

    span = back.span(at, at + len(word)) if back is not None else (at, at + len(word))

    assert text[span[0] : span[1]] == slice_of_text


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("ｻｰﾊﾞｶﾞ㌔ﬁ😀𠮷\u0301\u3099 -—’\u00ad\u200b\r\n")), max_size=40))
def test_every_character_of_the_form_has_its_place(text: str) -> None:
    form, back = scan_form(text)

    form.encode()
    if back is None:
        assert len(form) == len(text)
    else:
        places = [back.span(at, at + 1) for at in range(len(form))]
        assert all(0 <= place.start <= place.end <= len(text) for place in places)
        assert places == sorted(places)


@given(st.text(max_size=40))
def test_map_is_left_out_only_where_positions_are_the_same(text: str) -> None:
    form, back = scan_form(text)

    if back is None:
        for at, char in enumerate(text):
            if char.isascii() and char.isalnum():
                assert form[at] == char.lower()


@pytest.mark.parametrize("pattern", ["Cyber-Defence", "ｻｰﾊﾞｰ", "user\u2019s  rights", "ＡＩ基本計画"])
def test_pattern_has_the_form_of_texts(pattern: str) -> None:
    assert pattern_form(f" {pattern} ") == scan_form(pattern)[0].strip()
