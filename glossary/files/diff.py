"""Which lines a patch adds: unified diffs as git writes them, read to the last hunk."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_HUNK = re.compile(rb"@@ -\d+(?:,(?P<old>\d+))? \+(?P<start>\d+)(?:,(?P<new>\d+))? @@")
_ESCAPE = re.compile(rb"\\(?:([0-7]{3})|(.))", re.DOTALL)
_LETTERS = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}


@dataclass(frozen=True, slots=True)
class AddedLines:
    """The lines of a file that are new or were changed, as ranges of numbers from 1, both ends included, in order.

    None in their place stands for all lines: the file is new, or no text to git, which ``is_text`` says.
    """

    ranges: tuple[tuple[int, int], ...] | None
    is_text: bool = True

    def holds(self, first: int, last: int) -> bool:
        """Whether one of these lines is among them."""
        if self.ranges is None:
            return True
        # The first range that ends at the first of these lines or behind it: those before it end too early.
        place = bisect_left(self.ranges, first, key=lambda ends: ends[1])
        return place < len(self.ranges) and self.ranges[place][0] <= last


ALL_LINES = AddedLines(None)
NO_TEXT = AddedLines(None, is_text=False)
NO_LINES = AddedLines(())


def read_patch(patch: bytes) -> Mapping[bytes, AddedLines]:
    """File → the lines that the patch adds to it, for the files in which it changes text.

    The patch is one without context (``--unified=0``), with the prefixes ``a/`` and ``b/``. What a hunk holds is counted, not
    read: a line of a document that looks like a heading of the patch is none.
    """
    ranges: dict[bytes, list[tuple[int, int]]] = {}
    name: bytes | None = None
    lines = iter(patch.split(b"\n"))
    for line in lines:
        if line.startswith(b"diff --git "):
            name = None
        elif line.startswith(b"+++ "):
            name = _name(line[4:])
        elif hunk := _HUNK.match(line):
            old, new = (int(hunk[side]) if hunk[side] is not None else 1 for side in ("old", "new"))
            _skip(lines, old + new)
            if new and name is not None:
                ranges.setdefault(name, []).append((int(hunk["start"]), int(hunk["start"]) + new - 1))
    return {file: AddedLines(tuple(found)) for file, found in ranges.items()}


@dataclass(frozen=True, slots=True)
class Change:
    """A file that differs: its name now, its name before, and whether it is text to git."""

    name: bytes
    before: bytes
    is_text: bool


def read_numbers(numbers: bytes) -> Iterator[Change]:
    """The files that differ, from ``git diff --numstat -z``: a renamed one has its two names after an empty one."""
    fields = iter(numbers.split(b"\0"))
    for field in fields:
        if not field:
            continue
        added, _, name = field.split(b"\t", 2)
        before = name or next(fields)
        yield Change(name or next(fields), before, is_text=added != b"-")


def _skip(lines: Iterator[bytes], count: int) -> None:
    """Pass over the lines of a hunk, remarks on a missing line end among them."""
    while count > 0:
        count -= not next(lines, b"").startswith(b"\\")


def _name(written: bytes) -> bytes | None:
    """The name of a file without its prefix, its quotes and the tab that ends a name with spaces; None for no file at all."""
    written = written.removesuffix(b"\t")
    if written.startswith(b'"') and written.endswith(b'"'):
        written = _ESCAPE.sub(_unescaped, written[1:-1])
    return written[2:] if written.startswith(b"b/") else None


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 8) & 0xFF])
    return _LETTERS.get(match[2], match[2])
