"""Packed sequences give back what was put in, from bytes too."""

from hypothesis import given
from hypothesis import strategies as st

from glossary.matching.packed import Pieces, Rows, Texts, numbers, packed

NUMBER = st.integers(0, 2**32 - 1)


@given(st.lists(st.lists(NUMBER, max_size=4)))
def test_rows_are_given_back(rows: list[list[int]]) -> None:
    made = Rows.of(rows)

    kept = Rows(numbers(packed(made.starts)), numbers(packed(made.items)))

    assert list(kept) == [tuple(row) for row in rows]
    assert len(kept) == len(rows)


@given(st.lists(st.text(max_size=4)))
def test_texts_are_given_back(texts: list[str]) -> None:
    made = Texts.of(texts)

    kept = Texts(numbers(packed(made.starts)), made.text)

    assert list(kept) == texts
    assert len(kept) == len(texts)


@given(st.lists(st.binary(max_size=4)))
def test_pieces_are_given_back(pieces: list[bytes]) -> None:
    kept = Pieces.from_parts(Pieces.of(pieces).parts())

    assert list(map(bytes, kept)) == pieces
    assert len(kept) == len(pieces)
