"""A file as the page shows it: headings, lists, tables with their cells, slides, pages and notes, with the findings marked.

What a format says of its blocks is all that is known; a table is made of the cells that follow one another. Rows are told by
the format, by the names of the cells, by the pair in a bilingual file, or by the lines of a text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby
from typing import Final

from glossary.documents.document import Document
from glossary.domain.block import Block, BlockKind, PieceKind
from glossary.domain.message import Message
from glossary.errors import N_
from glossary.i18n import render
from glossary.text.languages import checked
from glossary.text.passage import language_of
from glossary.web.marks import Marks, Piece

MAX_SHOWN: Final = 1_000_000
"""Characters of a file that are shown; the findings of the rest stand in the cards and in the reports."""

LABELS: Final = {
    BlockKind.CAPTION: N_("Caption"),
    BlockKind.FOOTNOTE: N_("Note at the foot"),
    BlockKind.HEADER: N_("Header or footer"),
    BlockKind.BOX: N_("Text box"),
    BlockKind.NOTE: N_("Speaker’s notes"),
}
"""Blocks that stand beside the running text, and what they are called."""

_IN_TABLES: Final = (BlockKind.CELL, BlockKind.SEGMENT)

_DIVIDERS: Final = ("slide {number}", "page {number}")
"""Places that begin a new stretch of the file, as against those that name one cell or paragraph."""

_SLIDE: Final = -1
"""The level of a slide as a heading: above its title."""

_CELL_NAME: Final = re.compile(r"([A-Z]{1,3})([0-9]+)")

_OBJECT, _OBJECT_SIGN = "\ufffc", "▢"
"""A picture, a formula: what readers put into the text for it, and how it is shown."""

_NOT_SHOWN: Final = (PieceKind.MARKUP, PieceKind.FRONT_MATTER)


@dataclass(frozen=True, slots=True)
class Shown:
    """A block: its runs, and its language where that is not the whole's; for a heading how deep it stands in the file."""

    lang: str
    pieces: tuple[Piece, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; ``name`` is what a spreadsheet calls it, ``width`` how many columns it covers. One without blocks is a gap."""

    name: str
    blocks: tuple[Shown, ...]
    width: int = 1


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks of one kind that follow one another, or the rows of a table; ``kind`` chooses how it looks.

    ``place`` names the slide or page that begins here, and is a heading of that depth where it parts the text (slides: pages part
    sentences). ``label`` says what stands beside the running text.
    """

    kind: str
    place: str = ""
    label: str = ""
    blocks: tuple[Shown, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    depth: int = 0


class _Outline:
    """How deep headings stand: below all those before them that are of a higher level. No step is left out, whatever the file does."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def depth(self, level: int) -> int:
        """The depth of the next heading, from 1; one whose level is not known stands below the last that has one."""
        level = level or _UNKNOWN
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        return len(self._open)


_UNKNOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it is shown; ``hidden`` counts the characters that are not."""

    stretches: tuple[Stretch, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class _Laid:
    """A block with what decides how it is shown: the slide or page, the row and the cell."""

    block: Block
    place: str
    row: object = None
    cell: object = None
    name: str = ""
    is_slide: bool = False
    columns: tuple[int, int] | None = None

    @property
    def look(self) -> tuple[str, str]:
        kind = "table" if self.block.kind in _IN_TABLES else self.block.kind.value
        return self.place, kind


def sheet_of(document: Document, marks: Marks, lang: str) -> Sheet:
    """The file with the places of its findings marked; places are told in that language."""
    text = document.draft.text
    blocks = sorted(document.draft.blocks, key=lambda block: block.pieces[0].span)
    shown = [block for block in blocks if block.pieces[-1].span.end <= MAX_SHOWN]
    stretches: list[Stretch] = []
    outline = _Outline()
    place = ""
    for (here, kind), group in groupby(_laid(document, shown, lang), key=lambda laid: laid.look):
        begun, place = (here if here != place else ""), here
        members = list(group)
        depth = outline.depth(_SLIDE) if begun and members[0].is_slide else 0
        if kind == "table":
            stretches.append(Stretch(kind, begun, rows=tuple(_rows(text, members, marks)), depth=depth))
            continue
        blocks_shown = [_shown(text, laid.block, marks) for laid in members]
        if kind == BlockKind.HEADING:
            blocks_shown = [replace(one, depth=outline.depth(laid.block.level)) for one, laid in zip(blocks_shown, members, strict=True)]
        stretches.append(Stretch(kind, begun, LABELS.get(BlockKind(kind), ""), tuple(blocks_shown), depth=depth))
    last = shown[-1].pieces[-1].span.end if shown else 0
    return Sheet(tuple(stretches), len(text) - last if len(shown) < len(blocks) else 0)


def _laid(document: Document, blocks: Sequence[Block], lang: str) -> Iterator[_Laid]:
    text = document.draft.text
    sides = sorted(
        (span.start, span.end, number, side)
        for number, segment in enumerate(document.segments)
        for side, span in enumerate((segment.source, segment.target))
    )
    line = 0
    before = 0
    for block in blocks:
        start = block.pieces[0].span.start
        message = document.location(start)
        place = render(lang, message) if message is not None and message.template in _DIVIDERS else ""
        is_slide = message is not None and message.template == _DIVIDERS[0]
        if block.kind is BlockKind.SEGMENT:
            at = bisect_right(sides, start, key=lambda side: side[0]) - 1
            _, end, number, side = sides[at] if at >= 0 else (0, -1, -1, 0)
            inside = start < end
            yield _Laid(block, place, number if inside else ("alone", start), side if inside else 0)
        elif block.kind is BlockKind.CELL and block.cell is not None:
            yield _Laid(block, place, *block.cell, is_slide=is_slide, columns=block.columns)
        elif block.kind is BlockKind.CELL and (named := _cell_name(message)):
            sheet, name, row, column = named
            yield _Laid(block, place, (sheet, row), name, name, columns=(column, 1))
        else:
            between = text[before:start]
            line += _begins_row(between)
            yield _Laid(block, place, line, start, is_slide=is_slide)
        before = block.pieces[-1].span.end


def _cell_name(message: Message | None) -> tuple[object, str, str, int] | None:
    """The sheet, the name, the row and the column of a cell of a spreadsheet."""
    params = dict(message.params) if message is not None else {}
    name = str(params.get("cell", ""))
    found = _CELL_NAME.fullmatch(name)
    if found is None:
        return None
    return params.get("sheet"), name, found[2], reduce(lambda column, letter: column * 26 + ord(letter) - ord("@"), found[1], 0)


def _begins_row(between: str) -> bool:
    """Whether a new row begins between two cells: with its tag where there are tags, else with a new line."""
    if "<" in between:
        return "<tr" in between.lower() or "</tr" in between.lower()
    return "\n" in between


def _rows(text: str, members: Sequence[_Laid], marks: Marks) -> Iterator[tuple[Cell, ...]]:
    """The rows, each cell in its column where the format tells it. Neighbouring columns that are empty in all rows are one."""
    borders = sorted({border for laid in members if laid.columns for border in (laid.columns[0], sum(laid.columns))})
    for _, row in groupby(members, key=lambda laid: laid.row):
        cells: list[Cell] = []
        reached = 0
        for (_, name, columns), laid in groupby(row, key=lambda laid: (laid.cell, laid.name, laid.columns)):
            width = 1
            if columns:
                begin, end = bisect_left(borders, columns[0]), bisect_left(borders, sum(columns))
                if begin > reached:
                    cells.append(Cell("", (), begin - reached))
                reached, width = end, end - begin
            cells.append(Cell(name, tuple(_shown(text, one.block, marks) for one in laid), width))
        yield tuple(cells)


def _shown(text: str, block: Block, marks: Marks) -> Shown:
    pieces: list[Piece] = []
    for piece in block.pieces:
        if piece.kind is PieceKind.PLACEHOLDER and text[slice(*piece.span)] == _OBJECT:
            pieces.append(Piece(_OBJECT_SIGN))
        elif piece.kind not in _NOT_SHOWN:
            pieces += marks.pieces(text, *piece.span)
    words = "".join(piece.text for piece in pieces)
    return Shown(checked(block.lang or "") or language_of(words), tuple(pieces))
