"""How wide text stands in a terminal."""

import pytest

from glossary.text.width import columns, printable


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("認証", 4), ("ｻｰﾊﾞ", 4), ("a認", 3), ("e\u0301", 1), ("か\u3099", 2), ("𠮷", 2), ("（", 2)]
)
def test_wide_characters_take_two_columns_and_combining_ones_none(text: str, width: int) -> None:
    assert columns(text) == width


def test_what_a_terminal_obeys_is_not_printed() -> None:
    assert printable("a\tb\x1b[31m\n\x9b2J\x7f\u2028認証\u00a0é\udcff") == "a\tb\ufffd[31m\ufffd\ufffd2J\ufffd\ufffd認証\u00a0é\ufffd"
