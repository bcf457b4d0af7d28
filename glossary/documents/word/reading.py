"""Reads the parts of a Word document into text, blocks and atoms.

Insertions under tracking are read, deletions are not; the results of fields are read, their codes and tables of contents are
not; of two renderings of one drawing the first is read; hidden text is not read. A paragraph whose mark is deleted goes on in
the next. Pictures, formulas and symbols leave U+FFFC in the text.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from glossary.documents.document import OBJECT
from glossary.documents.word import names as n
from glossary.documents.word.atoms import IN_BOX, IN_CONTROL, IN_FIELD, IN_RUBY, MOVED, Atom, Ground
from glossary.documents.word.fields import CONTENTS, LINKS, Fields, field_name
from glossary.documents.word.styles import Style, Styles
from glossary.domain.block import Block, BlockKind, Draft, Piece, PieceKind
from glossary.domain.span import Span
from glossary.errors import TextTooLong
from glossary.files.limits import MAX_TEXT
from glossary.files.xml import XML_SPACE, Element, new_root

_SPACES = {ord("\n"): " ", ord("\r"): " ", ord("\t"): " "}
_NOWHERE = new_root(n.PARAGRAPH, {"w": n.WORD})
_GRID_BEFORE, _GRID_SPAN = f"{n.w('trPr')}/{n.w('gridBefore')}", f"{n.w('tcPr')}/{n.w('gridSpan')}"
MAX_COLUMNS = 63
"""Columns of a table in Word."""

_TRANSPARENT = (n.INSERTED, n.HYPERLINK, n.SMART_TAG, n.CUSTOM_XML, n.BIDI_OVERRIDE, n.BIDI_EMBEDDING)


@dataclass(slots=True)
class _Paragraph:
    """The paragraph that is being read."""

    element: Element
    kind: BlockKind
    piece: PieceKind
    level: int = 0
    boxes: list[Element] = field(default_factory=list)


class Settler(Protocol):
    """What is done to a document while it is read."""

    def settle(self, atoms: list[Atom], length: int) -> list[Atom]:
        """Takes the atoms of what was read last and the length of the text so far; gives back those that it wants to see again."""

    def mend(self, boxes: Sequence[tuple[Element, Element]]) -> None:
        """Takes text boxes, each with its second rendering, once what stands in them is settled."""


class Reader:
    """Gathers the text of one document, part after part.

    Atoms exist only between one paragraph and the next, and only where somebody settles changes on them: those of a whole book
    would take more memory than the book.
    """

    def __init__(self, styles: Styles, settler: Settler | None = None) -> None:
        self._boxes: list[tuple[Element, Element]] = []
        self._settler = settler
        self.ranges: dict[str, Span] = {}
        self._atoms: list[Atom] = []
        self._styles = styles
        self._texts: list[str] = []
        self._open: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._masked: list[Piece] = []
        self._pieces: list[Piece] = []
        self._fields = Fields()
        self._hidden = False
        self._rows = self._cells = 0
        self._row = 0
        self._cell: tuple[int, int] | None = None
        self._column = 0
        self._columns: tuple[int, int] | None = None
        self._paragraph = _Paragraph(_NOWHERE, BlockKind.PARAGRAPH, PieceKind.TEXT)

    def draft(self) -> Draft:
        """All that was read; the end of the reading."""
        if self._settler is not None:
            self._atoms = self._settler.settle(self._atoms, self._length + 1)
        self.let_go()
        return Draft(text="".join(self._texts), blocks=tuple(self._blocks), masked=tuple(self._masked))

    def let_go(self) -> bool:
        """Whether the elements that were read are not needed any more; their text boxes are then taken care of."""
        if self._atoms:
            return False
        if self._settler is not None:
            self._settler.mend(self._boxes)
        self._boxes.clear()
        self._paragraph = _Paragraph(_NOWHERE, BlockKind.PARAGRAPH, PieceKind.TEXT)
        return True

    def read(self, container: Iterable[Element], ground: Ground, kind: BlockKind | None = None) -> None:
        """The paragraphs and tables in a body, a cell, a footnote, a header."""
        for child in container:
            tag = child.tag
            if tag == n.PARAGRAPH:
                self._read_paragraph(child, ground, kind)
            elif tag == n.CELL:
                self._read_cell(child, ground, kind)
            elif tag == n.ROW:
                self._read_row(child, ground, kind)
            elif tag in (n.TABLE, n.CUSTOM_XML):
                self.read(child, ground, kind)
            elif tag in (n.RANGE_START, n.RANGE_END):
                _INLINE[tag](self, child, ground)
            elif tag == n.CONTROL:
                content, inner = _control(child, ground)
                if content is not None:
                    self.read(content, inner, kind)
            elif tag == n.ALTERNATIVES:
                choice = next(iter(child), None)
                if choice is not None:
                    self.read(choice, ground, kind)

    def _read_row(self, row: Element, ground: Ground, kind: BlockKind | None) -> None:
        if row.find(f"{n.w('trPr')}/{n.DELETED}") is not None:
            return
        self._rows += 1
        around = self._row, self._column
        self._row, self._column = self._rows, _count(row, _GRID_BEFORE, least=0)
        self.read(row, ground, kind)
        self._row, self._column = around

    def _read_cell(self, cell: Element, ground: Ground, kind: BlockKind | None) -> None:
        self._cells += 1
        around = self._cell, self._columns
        width = _count(cell, _GRID_SPAN, least=1)
        self._cell, self._columns = (self._row, self._cells), (self._column, width)
        self.read(cell, ground, kind or BlockKind.CELL)
        self._cell, self._columns = around
        self._column += width

    def _read_paragraph(self, element: Element, ground: Ground, kind: BlockKind | None) -> None:
        properties = element.find(n.PARAGRAPH_PROPERTIES)
        style = self._styles.paragraph(properties)
        self._paragraph = paragraph = _Paragraph(element, kind or style.kind, style.piece, style.level)
        self._hidden = style.contents or style.hidden
        self._read_inline(element, ground)
        if self._settler is not None:
            self._atoms = self._settler.settle(self._atoms, self._length)
        following = element.getnext()
        if paragraph.boxes or following is None or following.tag != n.PARAGRAPH or not _mark_deleted(properties):
            self._close_block()
        for box in paragraph.boxes:
            self.read(box, Ground(ground.part, ground.no_comment or IN_BOX, ground.no_replacement), BlockKind.BOX)

    def _read_inline(self, parent: Element, ground: Ground) -> None:
        for child in parent:
            handler = _INLINE.get(child.tag)
            if handler is not None:
                handler(self, child, ground)

    def _read_run(self, run: Element, ground: Ground) -> None:
        style = self._styles.run(run.find(n.RUN_PROPERTIES))
        self._read_children(run, run, None, style, ground)

    def _read_children(self, run: Element, parent: Element, holder: Element | None, style: Style, ground: Ground) -> None:
        """What stands in a run; ``holder`` is the run's own child where the reading is deeper inside."""
        here = self._fields.ground(ground)
        kind = style.piece if style.piece is not PieceKind.TEXT else self._paragraph.piece
        for node in parent:
            tag, child = node.tag, holder if holder is not None else node
            if tag == n.FIELD_MARK:
                drawn = self._fields.take_mark(node)
                here = self._fields.ground(ground)
                if drawn:
                    self._emit(OBJECT, PieceKind.PLACEHOLDER, node, child, run, here)
            elif tag == n.FIELD_CODE:
                self._fields.take_code(node.text or "")
            elif self._fields.silent or self._hidden or style.hidden:
                continue
            elif tag == n.TEXT:
                self._read_text(node, child, run, kind, here)
            elif tag in _SIGNS:
                text, piece = _SIGNS[tag]
                self._emit(text, piece or kind, node, child, run, here)
            elif tag == n.BREAK:
                self._read_break(node, child, run, here)
            elif tag == n.RUBY:
                for base in node.iterfind(f"{n.RUBY_BASE}/{n.RUN}"):
                    self._read_children(run, base, child, style, ground.fixed(IN_RUBY))
            elif tag in (n.DRAWING, n.PICTURE, n.OBJECT):
                self._read_drawing(node, child, run, here)
            elif tag == n.REFERENCE:
                self._begin_range(node, here)
            elif tag == n.ALTERNATIVES:
                self._read_children(run, _chosen(node), child, style, ground)
                self._boxes += _twins(node)

    def _read_text(self, node: Element, child: Element, run: Element, kind: PieceKind, ground: Ground) -> None:
        text, skip = node.text or "", 0
        if node.get(XML_SPACE) != "preserve":
            kept = text.strip(" \t\r\n")
            skip = text.find(kept) if kept else 0
            text = kept
        if text:
            self._emit(text.translate(_SPACES), kind, node, child, run, ground, skip=skip)

    def _read_break(self, node: Element, child: Element, run: Element, ground: Ground) -> None:
        if node.get(n.TYPE) in ("page", "column"):
            self._close_block()
        else:
            self._emit("\n", PieceKind.BREAK, node, child, run, ground)

    def _read_drawing(self, node: Element, child: Element, run: Element, ground: Ground) -> None:
        boxes = list(_boxes(node))
        self._paragraph.boxes += boxes
        if not boxes and (node.tag != n.DRAWING or node.find(n.INLINE) is not None):
            self._emit(OBJECT, PieceKind.PLACEHOLDER, node, child, run, ground)

    def _begin_range(self, element: Element, ground: Ground) -> None:
        """A comment begins here; where it ends nowhere it is tied to this place."""
        self.ranges.setdefault(element.get(n.ID, ""), Span(self._length, self._length))

    def _end_range(self, element: Element, ground: Ground) -> None:
        begun = self.ranges.get(element.get(n.ID, ""))
        if begun is not None:
            self.ranges[element.get(n.ID, "")] = Span(begun.start, self._length)

    def _read_moved(self, element: Element, ground: Ground) -> None:
        self._read_inline(element, ground.fixed(MOVED))

    def _read_simple_field(self, element: Element, ground: Ground) -> None:
        name = field_name(element.get(n.INSTRUCTION, ""))
        if name not in CONTENTS:
            self._read_inline(element, ground if name in LINKS else ground.fixed(IN_FIELD))

    def _read_inline_control(self, element: Element, ground: Ground) -> None:
        content, inner = _control(element, ground)
        if content is not None:
            self._read_inline(content, inner)

    def _read_formula(self, element: Element, ground: Ground) -> None:
        if not (self._hidden or self._fields.silent):
            self._emit(OBJECT, PieceKind.PLACEHOLDER, element, element, element, ground)

    def _read_alternatives(self, element: Element, ground: Ground) -> None:
        self._read_inline(_chosen(element), ground)
        self._boxes += _twins(element)

    def _emit(self, text: str, kind: PieceKind, node: Element, child: Element, run: Element, ground: Ground, skip: int = 0) -> None:
        start, end = self._length, self._length + len(text)
        if self._settler is not None:
            cuts = child is node and node.tag == n.TEXT
            self._atoms.append(Atom(start, end, node, child, run, self._paragraph.element, ground, cuts, skip))
        self._length = end
        self._open.append(text)
        last = self._pieces[-1] if self._pieces else None
        if last is not None and last.kind is kind and last.span.end == start:
            self._pieces[-1] = Piece(Span(last.span.start, end), kind)
        else:
            self._pieces.append(Piece(Span(start, end), kind))

    def _close_block(self) -> None:
        if not self._pieces:
            return
        if any(piece.kind is PieceKind.TEXT for piece in self._pieces):
            kind = self._paragraph.kind
            cell, columns = (self._cell, self._columns) if kind is BlockKind.CELL else (None, None)
            level = self._paragraph.level if kind is BlockKind.HEADING else 0
            self._blocks.append(Block(kind, tuple(self._pieces), cell=cell, level=level, columns=columns))
        else:
            self._masked += [piece for piece in self._pieces if piece.kind is not PieceKind.BREAK]
        self._pieces = []
        if self._length > MAX_TEXT:
            raise TextTooLong(length=self._length, limit=MAX_TEXT)
        self._texts.append("".join(self._open) + "\n")
        self._open.clear()
        self._length += 1


# One table for all readers: one in each would tie it, and the tree it reads, into a circle that stays in memory.
_INLINE: dict[object, Callable[[Reader, Element, Ground], None]] = {
    n.RUN: Reader._read_run,
    n.SIMPLE_FIELD: Reader._read_simple_field,
    n.CONTROL: Reader._read_inline_control,
    n.MOVED_HERE: Reader._read_moved,
    n.MATHS: Reader._read_formula,
    n.MATHS_PARAGRAPH: Reader._read_formula,
    n.ALTERNATIVES: Reader._read_alternatives,
    n.RANGE_START: Reader._begin_range,
    n.RANGE_END: Reader._end_range,
    **dict.fromkeys(_TRANSPARENT, Reader._read_inline),
}

_SIGNS: dict[object, tuple[str, PieceKind | None]] = {
    n.TAB: ("\t", None),
    n.POSITIONED_TAB: ("\t", None),
    n.RETURN: ("\n", PieceKind.BREAK),
    n.HARD_HYPHEN: ("\u2011", None),
    n.SYMBOL: (OBJECT, PieceKind.PLACEHOLDER),
}
"""Signs that are elements: their text, and their kind where it is not the run's."""


def _count(element: Element, path: str, *, least: int) -> int:
    """How many columns a row leaves free before its first cell, or a cell covers; what makes no sense counts as the least."""
    found = element.find(path)
    value = found.get(n.VALUE, "") if found is not None else ""
    number = int(value) if value.isascii() and value.isdecimal() and len(value) < 3 else least
    return max(least, min(number, MAX_COLUMNS))


def _mark_deleted(properties: Element | None) -> bool:
    """Whether tracking deletes the end of a paragraph, so that it goes on in the next."""
    marks = properties.find(n.RUN_PROPERTIES) if properties is not None else None
    return marks is not None and (marks.find(n.DELETED) is not None or marks.find(n.MOVED_AWAY) is not None)


def _control(element: Element, ground: Ground) -> tuple[Element | None, Ground]:
    """What a form control holds, None for a prompt that waits to be filled in."""
    properties = element.find(n.CONTROL_PROPERTIES)
    if properties is not None:
        if properties.find(n.w("showingPlcHdr")) is not None:
            return None, ground
        if any(properties.find(n.w(name)) is not None for name in ("dataBinding", "lock", "dropDownList", "comboBox", "date")):
            ground = ground.fixed(IN_CONTROL)
    return element.find(n.CONTROL_CONTENT), ground


def _chosen(alternatives: Element) -> Element:
    """The rendering that is read: the first, and an empty one where there is none."""
    found = alternatives.find(n.CHOICE)
    return found if found is not None else alternatives.makeelement(n.CHOICE, {})


def _boxes(element: Element) -> Iterator[Element]:
    """The text boxes in a drawing, not those inside text boxes."""
    for child in element:
        if child.tag == n.BOX_CONTENT:
            yield child
        elif child.tag != n.FALLBACK:
            yield from _boxes(child)


def _twins(alternatives: Element) -> list[tuple[Element, Element]]:
    """Each text box of the rendering that is read, with the same box of the other."""
    other = alternatives.find(n.FALLBACK)
    if other is None:
        return []
    one, two = list(_boxes(_chosen(alternatives))), list(_boxes(other))
    return list(zip(one, two, strict=True)) if len(one) == len(two) else []
