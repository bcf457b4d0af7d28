"""TOML: what is wrong is told with its line."""

import pytest

from glossary.errors import UnreadableFile
from glossary.files.toml import parse_toml


def test_byte_order_mark_is_no_part_of_the_table() -> None:
    assert parse_toml("\ufeffname = '架け橋'\r\n".encode(), "a.toml", 100) == {"name": "架け橋"}


@pytest.mark.parametrize(
    ("content", "format", "line"),
    [
        (b"a = 1\nb = \n", "TOML", 2),
        (b'a = 1\n\nb = """x\n', "TOML", 4),
        (b"a = 1\nb = '\xff'\n", "UTF-8", 2),
        (b"a = " + b"[" * 50_000, "TOML", 1),
        (b"#" * 100_001, "TOML", 1),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(content: bytes, format: str, line: int) -> None:
    with pytest.raises(UnreadableFile) as refused:
        parse_toml(content, "a.toml", 100_000)

    assert (refused.value.params["path"], refused.value.params["format"], refused.value.params["line"]) == ("a.toml", format, line)
