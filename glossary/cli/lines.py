"""The lines of ``--help``: the library counts a Japanese character as one column, and cuts words where a line is full."""

from collections.abc import Iterable
from itertools import pairwise

import click

from glossary.reports.columns import pad, wrap
from glossary.text.width import columns

MIN_COLUMN = 10
"""The narrowest column that is still written to, however narrow the terminal is."""


class Lines(click.HelpFormatter):
    """Text broken at spaces and between Japanese characters, in columns as the terminal counts them."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How the command is written; what does not fit into the line stands under its arguments."""
        begin = f"{prefix or ''}{prog} "
        self._write_beside(begin, columns(begin), args)

    def write_text(self, text: str) -> None:
        """Paragraphs, parted by empty lines."""
        paragraphs = (self._wrapped(paragraph, self.current_indent) for paragraph in text.split("\n\n"))
        indent = " " * self.current_indent
        self.write("\n\n".join("\n".join(indent + line for line in lines) for lines in paragraphs) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names and what each is; a name that is too long for its column has a line of its own."""
        rows = list(rows)
        widest = min(max((columns(name) for name, _ in rows), default=0), col_max)
        indent = " " * self.current_indent
        column = self.current_indent + widest + col_spacing
        for name, text in rows:
            if columns(name) > widest:
                self.write(f"{indent}{name}\n")
                self._write_beside(" " * column, column, text)
            else:
                self._write_beside(pad(indent + name, column), column, text)

    def _write_beside(self, begin: str, column: int, text: str) -> None:
        """Text in a column, behind what the first line begins with."""
        first, *rest = self._wrapped(text, column) or [""]
        self.write(f"{begin}{first}".rstrip() + "\n")
        self.write("".join(f"{' ' * column}{line}\n" for line in rest))

    def _wrapped(self, text: str, indent: int) -> list[str]:
        return wrap(_without_gaps(text), max(self.width - indent, MIN_COLUMN))


def _without_gaps(text: str) -> str:
    """The text without the spaces with which sentences were joined, where they are Japanese on both sides."""
    words = text.split(" ")
    gaps = ["" if columns(before[-1:]) == columns(after[:1]) == 2 else " " for before, after in pairwise(words)]
    return "".join(map("".join, zip(words, [*gaps, ""], strict=True)))


class Context(click.Context):
    """A run of a command whose help is written in these lines."""

    formatter_class = Lines
