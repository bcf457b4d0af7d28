"""Spans: which of them share characters."""

from hypothesis import given
from hypothesis import strategies as st

from glossary.domain.span import Span, is_taken


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4))), st.tuples(st.integers(0, 60), st.integers(1, 9)))
def test_taken_is_what_overlaps_one_of_many(steps: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    taken: list[Span] = []
    for gap, length in steps:
        start = (taken[-1].end if taken else 0) + gap
        taken.append(Span(start, start + length))
    span = Span(asked[0], sum(asked))

    assert is_taken(span, taken) is any(span.overlaps(other) for other in taken)
