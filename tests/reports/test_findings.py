"""Findings as records and as lines for a terminal."""

import pytest

from glossary.domain.finding import DraftFinding
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.reports.findings import (
    CODE_POINTS,
    EXCERPT,
    UTF16,
    finding_lines,
    finding_record,
    line_starts,
    masked_record,
    offsets_in,
    position,
)
from tests.checkings import check


def lines(text: str, **options: object) -> list[str]:
    return finding_lines("draft", text, check(text, **options).findings, "en", colour=False)


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("サーバ", "^^^^^^"),
        ("ｻｰﾊﾞ", "^^^^"),
        ("a😀サーバ", "   ^^^^^^"),
        ("e\u0301か\u3099サーバ", "   ^^^^^^"),
        ("\tサーバ", " ^^^^^^"),
    ],
)
def test_carets_stand_under_the_words(text: str, under: str) -> None:
    assert lines(text)[2] == "  | " + under


def test_long_line_is_cut_around_the_words() -> None:
    _, shown, under, *_ = lines("あ" * 100 + "サーバ" + "い" * 100)

    assert shown.removeprefix("  | ").startswith("あ" * 22 + "サーバ")
    assert len(under.rstrip()) - len(under.rstrip("^")) == 6
    assert under.index("^") == 4 + 44


def test_colours_are_given_when_asked_for() -> None:
    head, _, under, *_ = finding_lines("draft", "サーバ", check("サーバ").findings, "en", colour=True)

    assert (head.count("\x1b["), under) == (4, "  | \x1b[36m^^^^^^\x1b[0m")


@pytest.mark.parametrize(("text", "starts"), [("a\nb\r\nc\rd", [0, 2, 5, 7]), ("", [0]), ("\r\n", [0, 2]), ("a\n", [0, 2])])
def test_lines_end_as_their_system_has_it(text: str, starts: list[int]) -> None:
    assert line_starts(text) == starts


def test_position_is_line_and_column_from_one() -> None:
    starts = line_starts("ab\ncd")

    assert [position(starts, offset) for offset in (0, 1, 3, 4, 5)] == [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3)]


def test_offsets_count_what_is_asked_for() -> None:
    text = "😀a𠮷b"

    assert [offsets_in(text, unit)(3) for unit in (CODE_POINTS, UTF16)] == [3, 5]
    assert offsets_in("認証", UTF16)(2) == 2


def test_related_places_of_a_pair_are_counted_in_the_other_text() -> None:
    (finding,) = check("😀基幹インフラ（critical infrastructure）").findings

    record = finding_record(finding, lambda place: place, lambda place: place + 100)

    assert (record["start"], record["related"]) == (8, [[101, 107]])


def test_masked_part_tells_its_kind_and_place() -> None:
    (piece,) = check("`a`", format="markdown").masked

    assert masked_record(piece, lambda place: place) == {"kind": "code", "start": 0, "end": 3}


def test_words_in_a_line_as_long_as_a_book_are_shown_with_their_neighbours() -> None:
    text = "word " * 200_000 + "gray-list " + "word " * 200_000
    start = text.index("gray")
    finding = DraftFinding(rule="x.y", level=Level.WARNING, span=Span(start, start + 9), match="gray-list", message=Message("m"), places=())

    _, shown, carets = finding_lines("a.txt", text, [finding], "en", colour=False)

    assert (len(shown), shown[4:].count("gray-list")) == (4 + EXCERPT, 1)
    assert shown[carets.index("^") :].startswith("gray-list")


def test_what_a_terminal_obeys_comes_from_no_draft() -> None:
    text = "a \x9b2Jgray-\nlist"
    finding = DraftFinding(
        rule="x.y", level=Level.WARNING, span=Span(5, 15), match="", message=Message("{words}", (("words", text),)), places=()
    )

    lines = finding_lines("a\n.txt", text, [finding], "en", colour=False)

    assert lines == ["a\ufffd.txt:1:6: warning: a \ufffd2Jgray- list  [x.y]", "  | a \ufffd2Jgray-", "  |      ^^^^^"]
