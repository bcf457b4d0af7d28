"""WebVTT subtitles: only what is said is read; styles, notes, timings and tags stay byte for byte."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.documents.document import Document
from glossary.documents.registry import open_document, read_draft
from glossary.domain.change import Replacement
from glossary.errors import FileMismatch
from tests.documents.changing import drawn_match, passages, span, squeezed, words_between

HEADER = "WEBVTT - title\nKind: captions\n\nSTYLE\n::cue(b) { color: red }\n\nREGION\nid:fred\n\nNOTE a --x note\n\n"


def vtt(*cues: str) -> str:
    return HEADER + "\n".join(
        f"cue {number}\n00:{number:02}.000 --> 00:{number + 1:02}.000 align:start\n{cue}\n" for number, cue in enumerate(cues)
    )


def opened(text: str) -> Document:
    return open_document(text.encode(), name="a.vtt")


def test_only_what_is_said_is_read() -> None:
    document = opened(vtt("<b>サー</b>\n<c.loud>バー</c>です。", "<v.loud Fred Jones>The <00:01.500>end."))

    assert passages(document) == ["サーバーです。", "The end."]
    assert document.format == "vtt"


def test_readings_are_not_read() -> None:
    assert passages(opened(vtt("<ruby>証明<rt>しょうめい</rt></ruby>書"))) == ["証明書"]


def test_another_voice_begins_a_block() -> None:
    assert passages(opened(vtt("It was,\n<v Ann>oh dear.", "<v Bob>indeed."))) == ["It was,", "oh dear.", "indeed."]


def test_signs_are_read_and_written() -> None:
    text = vtt("R&amp;D and&nbsp;A &lt;b&gt; &#12354; &lrm;x")
    document = opened(text)

    one = document.write([Replacement(words_between(document, "R&D"), "R & <D>")])
    two = document.write([Replacement(words_between(document, "&D"), "D")])

    assert passages(document) == ["R&D and A \ufffcb\ufffc \ufffc x"]
    assert one.content.decode() == text.replace("R&amp;D", "R &amp; &lt;D&gt;")
    assert two.content.decode() == text.replace("R&amp;D", "RD")


def test_cue_stands_at_its_time() -> None:
    document = opened(vtt("a.", "b."))

    assert str(document.location(span(document, "b.").start)) == "at 0:00:01"


@pytest.mark.parametrize("text", ["WEBVTTX\n", "text"])
def test_other_text_is_no_subtitle(text: str) -> None:
    with pytest.raises(FileMismatch):
        opened(text)


def test_mark_at_the_beginning_is_kept() -> None:
    content = b"\xef\xbb\xbf" + vtt("旧サーバー").encode()
    document = open_document(content, name="a.vtt")

    assert document.write([Replacement(span(document, "旧"), "新")]).content == content.replace("旧".encode(), "新".encode())


@given(
    st.lists(st.lists(st.sampled_from(["a", "証", " ", "、", "&amp;", "<b>", "</b>", "\n"]), max_size=8), min_size=1, max_size=3), st.data()
)
def test_replaced_words_are_all_that_changes(cues: list[list[str]], data: st.DataObject) -> None:
    text = vtt(*[re.sub("\n+", "\n", "".join(cue)).strip("\n") for cue in cues])
    document = opened(text)
    found = drawn_match(document, data)

    written = document.write([found.replacement])

    assert written.unplaced == ()
    again = opened(written.content.decode())
    if "<" not in found.replacement.text and "&" not in found.replacement.text:
        assert "".join(squeezed(passages(again))) == "".join(squeezed(found.expected))
    assert re.findall("<.*?>|.*-->.*", text) == re.findall("<.*?>|.*-->.*", written.content.decode())
    assert written.content.decode().startswith(HEADER)


@given(st.text(alphabet="01:.-> \n\raあ&;<v", max_size=80))
def test_any_text_is_read_with_pieces_in_order(text: str) -> None:
    pieces = [piece.span for block in read_draft(f"WEBVTT\n\n{text}", "vtt").blocks for piece in block.pieces]

    assert all(one.end <= two.start for one, two in pairwise(pieces))
