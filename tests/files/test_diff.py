"""Patches as git writes them: which lines are new."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.files.diff import ALL_LINES, NO_LINES, AddedLines, Change, read_numbers, read_patch

HEAD = b"diff --git a/a.txt b/a.txt\nindex 1..2 100644\n--- a/a.txt\n+++ b/a.txt\n"


@pytest.mark.parametrize(
    ("hunks", "ranges"),
    [
        (b"@@ -1 +1 @@\n-x\n+y\n", ((1, 1),)),
        (b"@@ -0,0 +1,3 @@\n+x\n+y\n+z\n", ((1, 3),)),
        (b"@@ -1 +1 @@ heading\n-x\n+y\n@@ -4,2 +4,3 @@\n-a\n-b\n+c\n+d\n+e\n", ((1, 1), (4, 6))),
        (b"@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+y\n\\ No newline at end of file\n@@ -3,0 +4 @@\n+z\n", ((1, 1), (4, 4))),
        (b"@@ -1 +1 @@\n--- a/b\n+++ b/b.txt\n@@ -2,0 +3 @@\n+@@ -9,0 +9,9 @@\n", ((1, 1), (3, 3))),
    ],
)
def test_hunks_are_counted(hunks: bytes, ranges: tuple[tuple[int, int], ...]) -> None:
    assert read_patch(HEAD + hunks) == {b"a.txt": AddedLines(ranges)}


def test_files_without_new_lines_are_left_out() -> None:
    gone = b"diff --git a/b b/b\n--- a/b\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"

    assert read_patch(HEAD + b"@@ -3,2 +2,0 @@\n-x\n-y\n" + gone) == {}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (b"b/a b.txt\t", b"a b.txt"),
        ("b/日本.txt".encode(), "日本.txt".encode()),
        (b'"b/\\346\\227\\245\\".txt"', '日".txt'.encode()),
        (b'"b/a\\tb\\n\\\\.txt"', b"a\tb\n\\.txt"),
    ],
)
def test_names_are_read_without_quotes(written: bytes, name: bytes) -> None:
    patch = b"diff --git x y\n--- a/x\n+++ " + written + b"\n@@ -0,0 +1 @@\n+x\n"

    assert read_patch(patch) == {name: AddedLines(((1, 1),))}


def test_numbers_tell_renamed_and_binary_files() -> None:
    numbers = b"1\t0\ta\tb.txt\0" + b"-\t-\tc.docx\0" + b"2\t1\t\0old\0new\0"

    assert list(read_numbers(numbers)) == [
        Change(b"a\tb.txt", b"a\tb.txt", is_text=True),
        Change(b"c.docx", b"c.docx", is_text=False),
        Change(b"new", b"old", is_text=True),
    ]


def test_lines_are_held_by_their_ranges() -> None:
    lines = AddedLines(((2, 3), (7, 7)))

    assert [lines.holds(*span) for span in ((1, 1), (1, 2), (3, 9), (4, 6), (7, 7))] == [False, True, True, False, True]
    assert (ALL_LINES.holds(1, 1), NO_LINES.holds(1, 9)) == (True, False)


@given(st.sets(st.integers(1, 40)), st.integers(1, 45), st.integers(0, 5))
def test_lines_are_held_where_one_of_them_is_among_the_added_ones(added: set[int], first: int, more: int) -> None:
    ranges = tuple((line, line) for line in sorted(added))

    assert AddedLines(ranges).holds(first, first + more) == any(line in added for line in range(first, first + more + 1))
