"""Pages as lines and paragraphs: which lines go on by the edges of their columns, and in time by the number of lines."""

import time
from array import array
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from glossary.documents.pages.parent import Page
from glossary.documents.pages.reading import read

SECONDS = 4.0
"""A wide margin for busy machines."""

SIZE = 10.0
Row = tuple[float, float, str]
"""Left, lower edge, words; each character is as wide as the letters are large."""


def page(rows: Sequence[Row]) -> Page:
    codes, boxes, sizes = array("I"), array("f"), array("f")
    for left, bottom, words in rows:
        for number, sign in enumerate(f"{words}\n"):
            codes.append(ord(sign))
            boxes.extend((left + SIZE * number, bottom, left + SIZE * (number + 1), bottom + SIZE))
            sizes.append(SIZE)
    return Page(600.0, 800.0, codes, boxes, sizes)


def paragraphs(rows: Sequence[Row]) -> list[str]:
    """The paragraphs of a page, a bar between their lines."""
    found = read([page(rows)]).draft
    return [found.text[block.pieces[0].span.start : block.pieces[-1].span.end].replace("\n", "|") for block in found.blocks]


def test_line_goes_on_where_it_reaches_the_edge_of_its_column_only() -> None:
    left = [(0, 700, "AAAA"), (0, 690, "BBBB"), (0, 680, "C"), (0, 670, "DDDD")]
    right = [(100, 700, "EEEEEEEE"), (100, 690, "FFFFFFFF"), (100, 680, "GGGG"), (100, 670, "HHHHHHHH")]

    assert paragraphs([*left, *right]) == ["AAAA|BBBB|C", "DDDD", "EEEEEEEE|FFFFFFFF|GGGG", "HHHHHHHH"]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), min_size=2, max_size=12))
def test_edge_is_that_of_all_lines_above_and_below(places: list[tuple[int, int]]) -> None:
    rows: list[Row] = [(SIZE * left, 700 - SIZE * number, "A" * length) for number, (left, length) in enumerate(places)]
    spans = [(left, left + length) for left, length in places]
    expected = [rows[0][2]]
    for number in range(1, len(rows)):
        (left, right), (next_left, next_right) = spans[number - 1], spans[number]
        edge = max(end for start, end in spans if start < right and end > left)
        if next_left < right and next_right > left and right >= edge - 2.5:
            expected[-1] += f"|{rows[number][2]}"
        else:
            expected.append(rows[number][2])

    assert paragraphs(rows) == expected


def test_many_full_pages_are_put_together_in_time() -> None:
    full = page([(100.0, 10.0 * number, "A") for number in reversed(range(1_900))])
    started = time.process_time()

    found = read([full] * 60)

    assert time.process_time() - started < SECONDS
    assert len(found.draft.text) == 60 * 1_900 * 2


def test_word_that_was_cut_is_found_in_time_in_a_long_line() -> None:
    started = time.process_time()

    found = read([page([(0.0, 700.0, "a" * 150_000 + "1\x02"), (0.0, 690.0, "a" * 150_000)])])

    assert time.process_time() - started < SECONDS
    assert len(found.draft.blocks) == 1
