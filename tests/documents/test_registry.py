"""Readers of drafts by name and by file name."""

import pytest

from glossary.documents.registry import file_extensions, format_names, format_of, read_draft
from glossary.errors import UnsupportedFormat


def test_formats_are_found_by_their_files() -> None:
    assert set(format_names()) >= {"markdown", "plain"}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.md", "markdown"),
        ("A.MARKDOWN", "markdown"),
        ("dir.md/a.txt", "plain"),
        ("README", "plain"),
        ("a.text", "plain"),
        ("a.exe", None),
    ],
)
def test_file_name_stands_for_a_format(path: str, name: str | None) -> None:
    assert format_of(path) == name


def test_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        read_draft("text", "docs")

    assert caught.value.params["format"] == "docs"
    assert "markdown" in str(caught.value.params["known"])


def test_text_is_plain_unless_said() -> None:
    assert len(read_draft("# 一\n\n二").blocks) == 2
    assert [block.kind.value for block in read_draft("# 一\n\n二", "markdown").blocks] == ["heading", "paragraph"]


def test_extensions_of_files_have_dots_and_stand_once() -> None:
    found = file_extensions()
    assert {".docx", ".html", ".md", ".txt"} <= set(found)
    assert len(set(found)) == len(found)
    assert all(extension.startswith(".") for extension in found)
