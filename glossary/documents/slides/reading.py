"""Reads slides into text, blocks and the places of their words. Fields (numbers, dates) and formulas are marks for something else."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from glossary.documents.document import OBJECT
from glossary.documents.pieces.spread import Atom, Hold
from glossary.documents.slides import names as n
from glossary.domain.block import Block, BlockKind, Draft, Piece, PieceKind
from glossary.domain.span import Span
from glossary.errors import TextTooLong
from glossary.files.limits import MAX_TEXT
from glossary.files.xml import Element
from glossary.text.scripts import has_japanese

_TITLES = {"title", "ctrTitle", "subTitle"}
_BODIES = {"body", "obj", None}
_UNREAD = {"sldNum", "dt", "ftr", "hdr", "sldImg"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a slide: its span in the draft, the atoms of it (``place`` numbers the reader's nodes), and where it stands."""

    span: Span
    atoms: tuple[Atom, ...]
    part: str
    slide: int


@dataclass(slots=True)
class Reader:
    """Gathers the text of one presentation, slide after slide."""

    nodes: list[Element] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _length: int = 0

    def draft(self) -> Draft:
        """All that was read."""
        return Draft(text="".join(self._texts), blocks=tuple(self._blocks))

    def read(self, root: Element, part: str, slide: int, kind: BlockKind | None = None) -> None:
        """A slide, or with a kind of its own the notes to it."""
        for shape, found in _bodies(root, kind):
            for paragraph in shape.iterchildren(n.PARAGRAPH):
                self._read_paragraph(paragraph, found, part, slide)

    def _read_paragraph(self, paragraph: Element, kind: BlockKind, part: str, slide: int) -> None:
        pieces: list[Piece] = []
        atoms: list[Atom] = []
        start = at = self._length
        for child in paragraph:
            text, piece, hold = _reading(child)
            if not text:
                continue
            span = Span(at, at + len(text))
            at = span.end
            self._texts.append(text)
            said = text if hold is Hold.WORDS else ""
            atoms.append(Atom(span, said, len(self.nodes), len(text), hold))
            self.nodes.append(child)
            if pieces and pieces[-1].kind is piece is PieceKind.TEXT:
                pieces[-1] = Piece(Span(pieces[-1].span.start, at), piece)
            else:
                pieces.append(Piece(span, piece))
        if at == start:
            return
        text = "".join(self._texts[-len(atoms) :])
        atoms = [_said(atom, text, start) if atom.hold is Hold.BREAK else atom for atom in atoms]
        if any(piece.kind is PieceKind.TEXT for piece in pieces):
            self._blocks.append(Block(kind, tuple(pieces), level=1 if kind is BlockKind.HEADING else 0))
        self.lines.append(Line(Span(start, at), tuple(atoms), part, slide))
        self._texts.append("\n")
        self._length = at + 1
        if self._length > MAX_TEXT:
            raise TextTooLong(length=self._length, limit=MAX_TEXT)


def _reading(child: Element) -> tuple[str, PieceKind, Hold]:
    """What a part of a paragraph says; nothing for its properties."""
    if child.tag == n.RUN:
        return child.findtext(n.TEXT) or "", PieceKind.TEXT, Hold.WORDS
    if child.tag == n.BREAK:
        return "\n", PieceKind.BREAK, Hold.BREAK
    if child.tag in (n.FIELD, n.ALTERNATIVES) or (isinstance(child.tag, str) and child.tag.endswith("}m")):
        return OBJECT, PieceKind.PLACEHOLDER, Hold.OBJECT
    return "", PieceKind.TEXT, Hold.WORDS


def _said(atom: Atom, text: str, start: int) -> Atom:
    """A break with what it says: nothing between Japanese characters."""
    at = atom.span.start - start
    joins = has_japanese(text[max(at - 1, 0) : at]) and has_japanese(text[at + 1 : at + 2])
    return Atom(atom.span, "" if joins else " ", atom.place, atom.length, Hold.BREAK)


def _bodies(parent: Element, kind: BlockKind | None) -> Iterator[tuple[Element, BlockKind]]:
    """The texts of all shapes and tables, in the slide's order, with what they are."""
    for child in parent:
        if child.tag == n.SHAPE:
            placeholder = next(child.iter(n.PLACEHOLDER), None)
            role = placeholder.get("type") if placeholder is not None else ""
            text = child.find(n.SHAPE_TEXT)
            if text is not None and role not in _UNREAD:
                yield text, kind or (BlockKind.HEADING if role in _TITLES else BlockKind.ITEM if role in _BODIES else BlockKind.BOX)
        elif child.tag == n.FRAME:
            for text in child.iter(n.CELL_TEXT):
                yield text, kind or BlockKind.CELL
        elif child.tag == n.ALTERNATIVES:
            choice = child.find(n.CHOICE)
            if choice is not None:
                yield from _bodies(choice, kind)
        elif child.tag in (n.GROUP, n.TREE, n.p("cSld")):
            yield from _bodies(child, kind)
