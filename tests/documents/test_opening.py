"""Opening files: by name, by format, by content; text formats written back."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.documents.registry import file_format_of, media_type_of, open_document
from glossary.domain.change import Comment, Replacement
from glossary.domain.span import Span
from glossary.errors import FileDamaged, FileMismatch, UnsupportedFormat


def archive(**entries: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "format", "found"),
    [
        ("a.txt", None, "plain"),
        ("a.md", None, "markdown"),
        ("a.exe", "markdown", "markdown"),
        (None, None, "plain"),
        (None, "markdown", "markdown"),
    ],
)
def test_format_is_what_is_named_first(name: str | None, format: str | None, found: str) -> None:
    assert open_document("# 認証".encode(), name=name, format=format).format == found


def test_unknown_extension_is_told() -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        open_document(b"text", name="a.exe")
    assert caught.value.params["format"] == ".exe"


def test_wrong_extension_is_named() -> None:
    with pytest.raises(FileMismatch) as caught:
        open_document(archive(a="text"), name="a.txt")
    assert caught.value.params == {"name": "a.txt", "announced": "plain text", "found": "an archive"}


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.xlf", "a.tmx"])
def test_empty_file_is_told(name: str) -> None:
    with pytest.raises(FileDamaged) as caught:
        open_document(b"", name=name)
    assert caught.value.params == {"name": name, "reason": "it is empty"}


def test_formats_have_media_types() -> None:
    assert [media_type_of(name) for name in ("plain", "markdown")] == ["text/plain", "text/markdown"]
    assert file_format_of("a.MD") == "markdown"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
def test_replacements_are_written_in_the_encoding_of_the_file(encoding: str) -> None:
    text = "これはサーバーの認証です。\r\nこれは別の行です。\n"
    document = open_document(text.encode(encoding), name="a.txt")
    at = text.index("サーバー")

    written = document.write([Replacement(Span(at, at + 4), "サーバ")])

    assert document.draft.text == text
    assert written.content == text.replace("サーバー", "サーバ").encode(encoding)
    assert written.unplaced == ()


def test_bytes_that_are_written_in_two_ways_stay() -> None:
    # The sign ∵ stands twice in cp932; Python writes 81 E6.
    content = b"\x87\x9a" + "認証ですから、サーバーを".encode("cp932") + b"\x87\x9a"
    document = open_document(content, name="a.txt")
    at = document.draft.text.index("サーバー")

    assert document.write([]).content == content
    assert document.write([Replacement(Span(at, at + 4), "サーバ")]).content == content.replace(
        "サーバー".encode("cp932"), "サーバ".encode("cp932")
    )


def test_changes_without_a_place_come_back_with_a_reason() -> None:
    document = open_document("これは認証です。".encode("cp932"), name="a.txt")
    changes = [
        Replacement(Span(3, 5), "😀"),
        Comment(Span(3, 6), "note"),
        Replacement(Span(4, 5), "x"),
        Replacement(Span(5, 99), "y"),
    ]

    written = document.write(changes)

    assert [(left.change, str(left.reason)) for left in written.unplaced] == [
        (changes[0], "the encoding of the file has no such characters"),
        (changes[1], "this format carries no comments"),
        (changes[2], "another change stands at the same place"),
        (changes[3], "the place lies outside the text"),
    ]
    assert written.content == "これは認証です。".encode("cp932")


@given(
    st.text(alphabet="aあ認。\r\n 😀", max_size=40),
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 5), st.text(alphabet="xい", max_size=3)), max_size=4, unique_by=lambda edit: edit[0]
    ),
)
def test_what_is_not_replaced_stays(text: str, edits: list[tuple[int, int, str]]) -> None:
    document = open_document(text.encode(), format="plain")
    changes = [Replacement(Span(start, start + length), new) for start, length, new in edits]

    written = document.write(changes)

    left = {change.change for change in written.unplaced}
    placed = sorted((change for change in changes if change not in left), key=lambda change: change.span, reverse=True)
    expected = text
    for change in placed:
        expected = expected[: change.span.start] + change.text + expected[change.span.end :]
    assert written.content.decode() == expected
