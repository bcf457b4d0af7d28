"""Plain text: blocks are lines, or several lines where a writer or a mail program broke one sentence over them.

A line ``// glossary: ignore …`` or ``# glossary: ignore …`` is addressed to the checker and is not read as text.
"""

import re
from collections.abc import Iterator

from glossary.domain.aside import Aside, is_addressed
from glossary.domain.block import Block, BlockKind, Draft, Piece, PieceKind
from glossary.domain.span import Span
from glossary.errors import N_
from glossary.files.sniff import Container, Fit, RawFile
from glossary.text.width import columns

TITLE = N_("plain text")
EXTENSIONS = (".txt", ".text", "")
MEDIA_TYPES = ("text/plain",)

WRAP_COLUMNS = {True: 34, False: 60}
"""A line shorter than this was ended on purpose, not wrapped; wide scripts (True) are wrapped earlier than Latin."""

LINE = re.compile(r"[^\r\n\x0b\x0c\u2028\u2029]+")
_EMPTY_LINES = re.compile(r"\n[^\S\n]*\n\s*")
"""At least one line without a word, and the end of the line before it."""

_ADDRESS = "glossary"
_COMMENT = re.compile(
    r"^[ \t]{0,20}(?://|#{1,3})[ \t]{0,20}(?P<words>glossary[ \t]?[:\uff1a][ \t]{0,20}[^\s:\uff1a][^\r\n]{0,1000})", re.MULTILINE
)
"""A line that may be addressed to the checker. Text has no comments of its own: the line begins as one does in programs, with // or #."""

PART_PARAGRAPHS = 7
"""About so many paragraphs make a part."""

MAX_PART = 4_000
"""Code points from which a part ends with its paragraph."""

_CLOSED = frozenset("。．.!?！？:：;；」』）)】〕］]…")
_FRESH = re.compile(r"(?:\s{2}|\t|\u3000|[-*+•・‣◦○●■□◆◇※①-⑳>]|\d{1,3}[.)．）]\s|[（(]\d{1,3}[)）])")


def sniff(raw: RawFile) -> Fit:
    """Every text can be read as plain text."""
    return Fit.POSSIBLE if raw.container is Container.TEXT else Fit.NO


def read(text: str) -> Draft:
    """The draft in a plain text."""
    comments = [Span(*match.span()) for match in _COMMENT.finditer(text) if is_addressed(match["words"])] if _ADDRESS in text else []
    ends = [0, *(comment.end for comment in comments)]
    areas = [Span(*area) for area in zip(ends, [*(comment.start for comment in comments), len(text)], strict=True)]
    return Draft(
        text=text,
        blocks=tuple(Block(BlockKind.PARAGRAPH, pieces) for area in areas for pieces in join_lines(text, area)),
        masked=tuple(Piece(comment, PieceKind.MARKUP) for comment in comments),
        asides=tuple(Aside(text[slice(*comment)].lstrip("/# \t"), comment) for comment in comments),
    )


def parts(text: str) -> Iterator[Span]:
    """Runs of whole paragraphs. Where a run ends follows from the paragraph before, so that an edit moves no other end."""
    start = last = 0
    for gap in _EMPTY_LINES.finditer(text):
        begin, end = gap.span()
        if (begin - last) % PART_PARAGRAPHS == 0 or begin - start > MAX_PART:
            yield Span(start, end)
            start = end
        last = end
    if start < len(text):
        yield Span(start, len(text))


def join_lines(text: str, area: Span) -> Iterator[tuple[Piece, ...]]:
    """The lines of an area as runs of pieces: lines that one sentence flows over stand together, parted by BREAK pieces."""
    pieces: list[Piece] = []
    for match in LINE.finditer(text, area.start, area.end):
        if not match[0].strip():
            continue
        if pieces and _flows(text, pieces[-1].span, match):
            pieces.append(Piece(Span(pieces[-1].span.end, match.start()), PieceKind.BREAK))
        elif pieces:
            yield tuple(pieces)
            pieces = []
        pieces.append(Piece(Span(*match.span())))
    if pieces:
        yield tuple(pieces)


def _flows(text: str, before: Span, after: re.Match[str]) -> bool:
    """Whether the sentence of the line before goes on in this line: no empty line between, no full stop, no fresh start."""
    gap = text[before.end : after.start()]
    if gap.replace("\r\n", "\n").count("\n") + gap.replace("\r\n", "\n").count("\r") != 1:
        return False
    line = text[before.start : before.end]
    if line.rstrip()[-1:] in _CLOSED or _FRESH.match(after[0]):
        return False
    wide = columns(line) > len(line)
    # An English line that starts with a small letter goes on from the line before, however short that is.
    return columns(line.strip()) >= WRAP_COLUMNS[wide] or (not wide and after[0].lstrip()[:1].islower())
