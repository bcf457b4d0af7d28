"""SubRip subtitles: sentences over lines and cues; numbers, timings and tags stay byte for byte."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.documents.document import Document
from glossary.documents.registry import open_document, read_draft
from glossary.domain.change import Comment, Replacement
from glossary.domain.span import Span
from glossary.errors import FileMismatch
from tests.documents.changing import drawn_match, passages, reasons, span, squeezed, words_between


def srt(*cues: str, pause: float = 0.1, end: str = "\n") -> str:
    """Cues of two seconds each with a pause between."""
    lines = []
    for number, cue in enumerate(cues):
        start = number * (2 + pause)
        lines += [str(number + 1), f"{clock(start)} --> {clock(start + 2)}", *cue.split("\n"), ""]
    return end.join(lines)


def clock(time: float) -> str:
    return f"00:{int(time) // 60:02}:{int(time) % 60:02},{round(time % 1 * 1000):03}"


def opened(text: str) -> Document:
    return open_document(text.encode(), name="a.srt")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_a_cue_are_one_passage(end: str) -> None:
    assert passages(opened(srt("認証\n局です。", "The supply\nchain.", end=end))) == ["認証局です。", "The supply chain."]


@pytest.mark.parametrize(
    ("cues", "found"),
    [
        # a sentence goes on in the next cue: full stops are put, a comma, a small letter
        (("The supply", "Chain Act ends."), ["The supply Chain Act ends."]),
        (("認証", "局です。"), ["認証局です。"]),
        (("認証局は、", "次"), ["認証局は、 次"]),
        (("It was", "the end"), ["It was the end"]),
        # it does not: no full stops anywhere, an end, somebody else speaks, a song
        (("認証", "局"), ["認証", "局"]),
        (("Yes.", "no, never"), ["Yes.", "no, never"]),
        (("It was", "- No."), ["It was", "- No."]),
        (("It was", "JOHN: no."), ["It was", "JOHN: no."]),
        (("It was", "♪ la la. ♪"), ["It was", "♪ la la. ♪"]),
        (("It was", "[door] a."), ["It was", "[door] a."]),
        # two speakers in a cue
        (("- 認証\nです\n- 局",), ["- 認証です", "- 局"]),
        # nothing said
        (("", " "), []),
    ],
)
def test_sentences_go_on_over_cues(cues: tuple[str, ...], found: list[str]) -> None:
    assert passages(opened(srt(*cues))) == found


def test_pause_ends_a_sentence() -> None:
    assert passages(opened(srt("It was", "the end.", pause=2))) == ["It was", "the end."]


def test_sentence_without_end_is_cut() -> None:
    assert [len(words.split()) for words in passages(opened(srt(*["and"] * 30)))] == [12, 12, 6]


def test_tags_and_places_are_no_words() -> None:
    document = opened(srt('{\\an8}<i>サー</i>\n<font color="red">バー</font>です<br/>ね 1 < 2'))

    assert passages(document) == ["サーバーですね 1 < 2"]


def test_cue_stands_at_its_time() -> None:
    document = opened(srt("a", "b", pause=3599))

    assert str(document.location(span(document, "b").start)) == "at 1:00:01"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_replacement_keeps_tags_lines_and_timings(end: str) -> None:
    text = srt("このサー\n<i>バー</i>は、", "認証です", end=end)
    document = opened(text)

    one = document.write([Replacement(words_between(document, "サーバー"), "サーバ")])
    two = document.write([Replacement(words_between(document, "は、 認証"), "が検証")])
    three = document.write([Replacement(span(document, "です"), "です\nよ")])

    assert one.content.decode() == text.replace("バー<", "バ<")
    assert two.content.decode() == text.replace("は、", "が検").replace("認証です", "証です")
    assert three.content.decode() == text.replace("です", "です よ")
    assert one.unplaced == two.unplaced == ()


@pytest.mark.parametrize(
    ("words", "left"), [("甲", "乙\n丙"), ("乙", "甲\n丙"), ("丙", "甲\n乙"), ("甲乙", "丙"), ("乙丙", "甲"), ("甲乙丙", "")]
)
def test_line_without_words_goes(words: str, left: str) -> None:
    document = opened(srt("甲\n乙\n丙", "。"))

    written = document.write([Replacement(words_between(document, words), "")])

    assert written.content.decode() == srt(left, "。")


def test_frame_is_left_alone() -> None:
    text = srt("認証", "局")
    document = opened(text)
    timing = text.index("00:00:02,100")

    written = document.write(
        [Replacement(Span(timing, timing + 3), "x"), Comment(span(document, "認証"), "x"), Replacement(Span(0, 1), "")]
    )

    assert written.content.decode() == text
    assert reasons(written) == ["the place lies outside the text", "this format carries no comments", "the place lies outside the text"]


def test_missing_empty_lines_and_numbers_are_forgiven() -> None:
    text = "0:01,5 --> 0:02,5\na\n2\n00:00:03.000 --> 00:00:04.000 X1:10\nB"

    assert passages(opened(text)) == ["a", "B"]
    with pytest.raises(FileMismatch):
        opened("only text\n")


@given(st.lists(st.text(alphabet="aあ証 、。\n<i>", max_size=12), min_size=1, max_size=4), st.data())
def test_replaced_words_are_all_that_changes(cues: list[str], data: st.DataObject) -> None:
    text = srt(*cues)
    document = opened(text)
    found = drawn_match(document, data)

    written = document.write([found.replacement])

    assert written.unplaced == ()
    again = written.content.decode()
    assert [line for line in again.split("\n") if "-->" in line] == [line for line in text.split("\n") if "-->" in line]
    joined = "".join("".join(passages(opened(again))).split())
    if not {"<", ">"} & set(found.replacement.text + "".join(cues)):
        assert joined == "".join(squeezed(found.expected))


@given(st.text(alphabet="01:,.-> \n\raあ{\\}<", max_size=80))
def test_any_text_is_read_with_pieces_in_order(text: str) -> None:
    pieces = [piece.span for block in read_draft(text, "srt").blocks for piece in block.pieces]

    assert all(one.end <= two.start for one, two in pairwise(pieces))
