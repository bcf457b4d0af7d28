"""Markdown (CommonMark with tables): paragraphs, headings, list items and cells are read; code, addresses, markup and front
matter are masked; block quotations count as quotations.

markdown-it-py tells blocks and their line ranges but no columns: each line of a block's content is found again in the raw
line, which ends with it, but for the signs that close a heading. What stands inside of a line is found here: its own reading of
that takes the square of the length of some lines.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from glossary.documents.pieces.comments import comments_in
from glossary.domain.aside import Aside
from glossary.domain.block import Block, BlockKind, Draft, Piece, PieceKind
from glossary.domain.span import Span
from glossary.errors import N_
from glossary.files.sniff import Container, Fit, RawFile

if TYPE_CHECKING:
    from markdown_it.token import Token

    from glossary.documents.document import Document

TITLE = N_("Markdown")
EXTENSIONS = (".md", ".markdown", ".mdown")
MEDIA_TYPES = ("text/markdown",)

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_STATED_DATE = re.compile(r"^date:[ \t]*[\"']?(?P<date>\d{4}-\d{2}-\d{2})", re.MULTILINE)
_LANDMARK = re.compile(
    r"^[ \t>*+-]*+(?:\d{1,9}[.)])?+[ \t]*+(?P<fence>`{3,}|~{3,})(?P<info>[^\r\n]*)|(?<=\n)[ \t]*+\r?\n(?P<heading>\#{1,6}[ \t])",
    re.MULTILINE,
)
"""A fence at any depth, a heading at the start of a line below an empty one."""

_REACHING = re.compile(r"<!--(?![^\r\n]{0,300}?-->)|<!\[CDATA\[|<\?|<(?:script|pre|style|textarea)\b", re.IGNORECASE)
_LINE = re.compile(r"(?P<line>[^\r\n]*)(?:\r\n|\n|\r|\Z)")
_INLINE = re.compile(
    r"(?P<code>`++)"
    r"|(?P<comment><!--(?P<empty>-?>)?+)"
    r"|(?P<url><(?:https?|ftp|mailto):[^<>\s]+>)"
    r"|(?P<tag></?[A-Za-z][^<>\n]*>)"
    r"|(?P<target>(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)|(?<=\])\[[^\[\]\n]*\])"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<emphasis>\*{1,3}|~~|(?<![A-Za-z0-9])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![A-Za-z0-9]))"
    r"|(?P<bracket>!?\[|\])",
    re.DOTALL,
)
"""What stands inside of a line; of code and comments only the beginning, as the end may be anywhere or nowhere."""

_TICKS = re.compile("`++")
_KINDS = {
    "code": PieceKind.CODE,
    "comment": PieceKind.MARKUP,
    "url": PieceKind.URL,
    "tag": PieceKind.MARKUP,
    "target": PieceKind.URL,
    "escape": PieceKind.MARKUP,
    "emphasis": PieceKind.MARKUP,
    "bracket": PieceKind.MARKUP,
}
_BLOCKS = {"paragraph_open": BlockKind.PARAGRAPH, "heading_open": BlockKind.HEADING, "th_open": BlockKind.CELL, "td_open": BlockKind.CELL}


def parts(text: str) -> Sequence[Span]:
    """The sections below headings. None where something in the text may reach over a heading: HTML, comments of several lines, an open fence."""
    if _REACHING.search(text):
        return ()
    starts, fence = [0], ""
    front = _FRONT_MATTER.match(text)
    for match in _LANDMARK.finditer(text, front.end() if front else 0):
        found = match["fence"]
        if match["heading"]:
            if not fence:
                starts.append(match.start("heading"))
        elif not fence:
            fence = found
        elif found[0] == fence[0] and len(found) >= len(fence) and not match["info"].strip():
            fence = ""
    return () if fence else [Span(start, end) for start, end in pairwise((*starts, len(text))) if start < end]


def stated_date(text: str) -> str | None:
    """The date in the front matter."""
    front = _FRONT_MATTER.match(text)
    date = _STATED_DATE.search(front["fields"]) if front else None
    return date["date"] if date else None


def sniff(raw: RawFile) -> Fit:
    """Every text can be Markdown; none says so."""
    return Fit.POSSIBLE if raw.container is Container.TEXT else Fit.NO


def read(text: str) -> Draft:
    """The draft in a Markdown text."""
    from markdown_it import MarkdownIt  # inline: slow import

    masked: list[Piece] = []
    start = 0
    if front := _FRONT_MATTER.match(text):
        start = front.end()
        masked.append(Piece(Span(front.start(), start), PieceKind.FRONT_MATTER))
    lines = [Span(*match.span("line")) for match in _LINE.finditer(text, start)]
    # markdown-it knows \n only; a lone \r would shift all its lines.
    plain = "\n".join(text[line.start : line.end].replace("\x00", " ") for line in lines)
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    tokens = parser.parse(plain)
    blocks: list[Block] = []
    tables: list[Span] = []
    quotes, items, opener, level, row = 0, 0, "", 0, -1
    cursor = 0
    for token in tokens:
        quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        items += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type in ("fence", "code_block", "html_block") and token.map:
            masked.append(Piece(_area(lines, token.map), PieceKind.CODE if token.type != "html_block" else PieceKind.MARKUP))
        if token.type in _BLOCKS:
            opener, level = token.type, int(token.tag[1:]) if token.type == "heading_open" else 0
        if token.type == "table_open" and token.map:
            tables.append(_area(lines, token.map))
        if token.type == "tr_open" and token.map:
            row, cursor = token.map[0], lines[token.map[0]].start
        if token.type != "inline" or not token.content.strip():
            continue
        kind = _BLOCKS.get(opener, BlockKind.PARAGRAPH)
        if kind is BlockKind.CELL:
            line = lines[token.map[0] if token.map else row]
            cursor = max(cursor, line.start)
            spans, cursor = _cell(text, line, token.content, cursor)
        else:
            spans = _content(text, lines, token)
        pieces = tuple(_pieces(text, spans))
        if not pieces:  # a cell whose words were read with the one before it
            continue
        if quotes:
            masked += [Piece(piece.span, PieceKind.QUOTATION) for piece in pieces if piece.kind is PieceKind.TEXT]
            continue
        blocks.append(Block(BlockKind.ITEM if items and kind is BlockKind.PARAGRAPH else kind, pieces, level=level))
    markup = [piece for pieces in (masked, *(block.pieces for block in blocks)) for piece in pieces if piece.kind is PieceKind.MARKUP]
    return Draft(
        text=text,
        blocks=tuple(blocks),
        masked=tuple(masked),
        stated_date=stated_date(text),
        asides=tuple(_over_tables((aside for piece in markup for aside in comments_in(text, piece.span)), blocks, tables)),
    )


def load(raw: RawFile) -> "Document":
    """The document. Words can be replaced, marks stay where they are."""
    from glossary.documents.pieces.prose import prose  # inline: slow import

    return prose("markdown", read, raw, mark="\\")


def _over_tables(asides: Iterable[Aside], blocks: Sequence[Block], tables: Sequence[Span]) -> Iterator[Aside]:
    """The comments; one that stands before a table speaks of all of it."""
    starts = [block.pieces[0].span.start for block in blocks]
    for aside in asides:
        after = bisect_left(starts, aside.place.end)
        table = _first_from(tables, aside.place.end)
        inside = after > 0 and blocks[after - 1].pieces[-1].span.end >= aside.place.end
        if table is not None and not inside and after < len(starts) and table.start <= starts[after] < table.end:
            aside = replace(aside, covers=(table,))
        yield aside


def _first_from(tables: Sequence[Span], start: int) -> Span | None:
    number = bisect_left(tables, start, key=lambda table: table.start)
    return tables[number] if number < len(tables) else None


def _area(lines: list[Span], rows: list[int]) -> Span:
    last = min(rows[1], len(lines)) - 1
    return Span(lines[rows[0]].start, lines[max(last, rows[0])].end)


def _content(text: str, lines: list[Span], token: "Token") -> list[Span]:
    """Where each line of a block's content stands in the document."""
    first = token.map[0] if token.map else 0
    spans = []
    for offset, content in enumerate(token.content.split("\n")):
        if first + offset >= len(lines) or not content:
            continue
        line = lines[first + offset]
        at = _place_of(text, content, line)
        if at >= 0:
            spans.append(Span(at, at + len(content)))
        else:  # a tab or a NUL was replaced inside the line: read all of it
            spans.append(line)
    return spans


def _place_of(text: str, content: str, line: Span) -> int:
    """Where in a line the last occurrence of its content begins, before the signs that close a heading."""
    shown = text[slice(*line)].rstrip()
    at = len(shown) - len(content) if shown.endswith(content) else shown.rstrip("#").rfind(content)
    return line.start + at if at >= 0 else -1


def _cell(text: str, line: Span, content: str, cursor: int) -> tuple[list[Span], int]:
    at = text.find(content, cursor, line.end)
    if at < 0:  # an escaped bar inside the cell: read up to the end of the row once
        return ([Span(cursor, line.end)], line.end) if cursor < line.end else ([], cursor)
    return [Span(at, at + len(content))], at + len(content)


def _pieces(text: str, spans: list[Span]) -> Iterator[Piece]:
    """The content as pieces: text, masked inline parts, and breaks between lines."""
    previous: Span | None = None
    for span in spans:
        if previous:
            yield Piece(Span(previous.end, span.start), PieceKind.BREAK)
        yield from _pieces_of_line(text, span)
        previous = span


def _pieces_of_line(text: str, line: Span) -> Iterator[Piece]:
    ends = _ends_of_code(text, line)
    last_comment = text.rfind("-->", *line)
    at = told = line.start
    while match := _INLINE.search(text, at, line.end):
        at = end = match.end()
        if match.lastgroup == "code":
            same = ends[len(match[0])]
            following = bisect_right(same, end)
            end = same[following] if following < len(same) else -1
        elif match.lastgroup == "comment":
            end = at if match["empty"] else text.find("-->", at) + 3 if at <= last_comment else -1
        if end < 0:
            continue
        if match.start() > told:
            yield Piece(Span(told, match.start()))
        at = end
        # Of an escaped sign only the backslash is markup.
        told = end - (match.lastgroup == "escape")
        yield Piece(Span(match.start(), told), _KINDS[match.lastgroup or "code"])
    if told < line.end:
        yield Piece(Span(told, line.end))


def _ends_of_code(text: str, line: Span) -> defaultdict[int, list[int]]:
    """Where runs of backticks end, by their length: code goes to the next run that is as long as the one before it."""
    ends: defaultdict[int, list[int]] = defaultdict(list)
    for run in _TICKS.finditer(text, *line):
        ends[len(run[0])].append(run.end())
    return ends
