"""Reads the cells of a workbook, in the order of sheets and rows."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from glossary.documents.pieces.spread import Atom
from glossary.documents.sheets import names as n
from glossary.domain.block import Block, BlockKind, Piece
from glossary.domain.span import Span
from glossary.errors import N_, FileDamaged, TextTooLong
from glossary.files.limits import MAX_TEXT
from glossary.files.opc import Package
from glossary.files.xml import Element

_PLACE = re.compile(r"\$?(?P<column>[A-Z]{1,3})\$?(?P<row>[0-9]{1,7})")
_LINE_END = re.compile(r"[\r\n]+|_x000[DdAa]_|\Z")
"""Excel may write the end of a line as an escape."""


@dataclass(slots=True)
class Sheet:
    """A sheet that is shown: its name, its part, and the cells that name the columns of tables, by row, a bit for each column."""

    name: str
    part: str
    span: Span
    headings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with words: its place, what holds them, and where they stand in the draft."""

    sheet: Sheet
    ref: str
    element: Element
    holder: Element
    shared: int | None
    span: Span

    def nodes(self) -> list[Element]:
        """The elements whose texts are the cell's words, in order."""
        return list(_nodes(self.holder))

    def atoms(self) -> list[Atom]:
        """The words; the place of an atom is the number of its node."""
        atoms = []
        at = self.span.start
        for number, node in enumerate(self.nodes()):
            text = node.text or ""
            atoms.append(Atom(Span(at, at + len(text)), text, number, len(text)))
            at += len(text)
        return atoms


class Workbook:
    """A workbook for one reading: roots of sheets are held only while they are read, or for as long as somebody keeps them."""

    def __init__(self, package: Package, name: str) -> None:
        self.package = package
        self.main = package.main_part()
        root = package.root(self.main)
        if root.tag != n.WORKBOOK:
            strict = root.tag == f"{{{n.STRICT}}}workbook"
            reason = N_("it is in the strict variant of Open XML; save it as an ordinary .xlsx") if strict else N_("it has no workbook")
            raise FileDamaged(name=name, reason=reason)
        links = {link.id: link for link in package.relationships(self.main) if not link.external}
        self._sheets = [
            (sheet.get("name", ""), links[identifier].target, sheet.get("state", "visible"))
            for sheet in root.iter(n.SHEET)
            if (identifier := sheet.get(n.RELATIONSHIP, "")) in links and links[identifier].kind == "worksheet"
        ]
        self.hidden = sum(state != "visible" for _, _, state in self._sheets)
        self.strings_part = next((link.target for link in links.values() if link.kind == "sharedStrings"), None)
        self.strings_root = package.root(self.strings_part) if self.strings_part in package.parts and self.strings_part else None
        self.strings = list(self.strings_root.iterchildren(n.STRING)) if self.strings_root is not None else []

    def sheets(self) -> Iterator[tuple[Sheet, Element, Iterator[Cell]]]:
        """The sheets that are shown, each with its root and its cells; the cells are to be read before the next sheet."""
        length = 0
        for name, part, state in self._sheets:
            if state != "visible" or part not in self.package.parts:
                continue
            sheet = Sheet(name, part, Span(length, length + len(name)), self._headings(part))
            root = self.package.root(part)
            cells = list(self._cells(sheet, root, sheet.span.end + 1))
            length = cells[-1].span.end + 1 if cells else sheet.span.end + 1
            yield sheet, root, iter(cells)

    def _cells(self, sheet: Sheet, root: Element, start: int) -> Iterator[Cell]:
        for element in root.iter(n.CELL):
            holder, shared = self._holder(element)
            if holder is None:
                continue
            words = sum(len(node.text or "") for node in _nodes(holder))
            if words:
                yield Cell(sheet, element.get("r", ""), element, holder, shared, Span(start, start + words))
                start += words + 1
                if start > MAX_TEXT:
                    raise TextTooLong(length=start, limit=MAX_TEXT)

    def _holder(self, element: Element) -> tuple[Element | None, int | None]:
        """What holds the words of a cell: a string that cells share, or one of its own; nothing for numbers and formulas."""
        kind, value = element.get("t"), element.find(n.VALUE)
        if kind not in ("s", "inlineStr", "str") or element.find(n.FORMULA) is not None:
            return None, None
        if kind == "inlineStr":
            return element.find(n.INLINE), None
        if kind == "str":
            return value, None
        number = (value.text or "").strip() if value is not None else ""
        if not (number.isascii() and number.isdigit() and int(number) < len(self.strings)):
            return None, None
        return self.strings[int(number)], int(number)

    def _headings(self, part: str) -> Mapping[str, int]:
        """The cells that name the columns of tables: what stands there has to be what the table says."""
        headings: Counter[str] = Counter()
        links = [link.target for link in self.package.relationships(part) if link.kind == "table" and not link.external]
        for target in sorted(set(links).intersection(self.package.parts)):  # a sheet may point to one table again and again
            table = self.package.root(target)
            first, _, last = table.get("ref", "").partition(":")
            begin, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
            if begin and end and table.get("headerRowCount", "1") != "0":
                left, right = column_number(begin["column"]), column_number(end["column"])
                headings[begin["row"]] |= (1 << max(right + 1, left)) - (1 << left)
        return headings


def blocks_of(text: str, start: int) -> Iterator[Block]:
    """Each line of a cell as a block."""
    at = 0
    for match in _LINE_END.finditer(text):
        if text[at : match.start()].strip():
            yield Block(BlockKind.CELL, (Piece(Span(start + at, start + match.start())),))
        at = match.end()


def is_heading(cell: Cell) -> bool:
    """Whether a cell names a column of a table."""
    place = _PLACE.fullmatch(cell.ref)
    return place is not None and bool(cell.sheet.headings.get(place["row"], 0) >> column_number(place["column"]) & 1)


def position(ref: str) -> tuple[int, int] | None:
    """Row and column of a place such as B3, counted from 0."""
    place = _PLACE.fullmatch(ref)
    return (int(place["row"]) - 1, column_number(place["column"]) - 1) if place else None


def column_number(letters: str) -> int:
    """The number of a column, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _nodes(holder: Element) -> Iterator[Element]:
    """The texts of a string: its own or those of its runs, without readings."""
    if holder.tag == n.VALUE:
        yield holder
    for child in holder:
        if child.tag == n.TEXT:
            yield child
        elif child.tag == n.RUN:
            yield from child.iterchildren(n.TEXT)
