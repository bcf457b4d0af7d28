"""The sides of bilingual units gathered to a draft, each on a line of its own, and the way back to the file's text."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from glossary.documents.document import OBJECT
from glossary.documents.pieces.guarded import Area, Frame, GuardedDocument, Remark
from glossary.documents.pieces.joining import merged
from glossary.documents.pieces.spread import Atom, Hold, break_atom
from glossary.domain.aside import Aside, is_addressed
from glossary.domain.block import Block, BlockKind, Draft, Piece, PieceKind
from glossary.domain.message import Message
from glossary.domain.segment import Segment
from glossary.domain.span import Span
from glossary.errors import N_, TextTooLong
from glossary.files.encodings import Decoded
from glossary.files.limits import MAX_TEXT
from glossary.files.markup import Node, Sort, contents, writer
from glossary.text.languages import checked

NO_PLACE = Message(N_("the file has no place for a translation there"))

_WRAP = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_SPACES = "\t\n\r"


class Inline(Enum):
    """How an element among the words is read."""

    WORDS = "words"  # its words are words of the sentence
    NOTHING = "nothing"  # the beginning or the end of a formatting
    OBJECT = "object"  # stands for something that is no words
    BREAK = "break"


Inlines = Callable[[Node], Inline]


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters of the draft, and where the file holds them."""

    text: str
    kind: PieceKind
    origin: Span
    hold: Hold = Hold.WORDS


class Sides:
    """Gathers the sides of units, in the order of the file."""

    def __init__(self, text: str, inlines: Inlines) -> None:
        self._text = text
        self._inlines = inlines
        self._lines: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._masked: list[Piece] = []
        self._areas: list[Area] = []
        self._segments: list[Segment] = []
        self._units: list[tuple[int, str]] = []
        self._asides: list[Aside] = []

    def begin(self, name: str) -> None:
        """A unit begins."""
        self._units.append((self._length, name))

    def add(
        self, holder: Node | None, lang: str, *, fixed: Message | None = None, frame: Frame | None = None, remark: Remark | None = None
    ) -> Span:
        """A side, from the element that holds it; None where there is none. Returns its place in the draft."""
        runs = list(_runs(holder.children, self._inlines)) if holder else []
        start = self._length
        pieces = []
        for run in runs:
            pieces.append(Piece(Span(self._length, self._length + len(run.text)), run.kind))
            self._length += len(run.text)
        self._lines.append("".join(run.text for run in runs) + "\n")
        span = Span(start, self._length)
        self._length += 1
        if self._length > MAX_TEXT:
            raise TextTooLong(length=self._length, limit=MAX_TEXT)
        block = self._take(merged(pieces), lang, span)
        self._areas.append(Area(span, block, holder.inside if holder else Span(0, 0), fixed, frame, remark))
        return span

    def heed(self, notes: Iterable[Node]) -> None:
        """Keep those notes to the last unit that are addressed to the checker, once all its sides are there."""
        here = Span(self._units[-1][0], max(self._units[-1][0], self._length - 1))
        words = [note.words() for note in notes]
        self._asides += [Aside(text, Span(here.start, self._first_end(here)), (here,)) for text in words if is_addressed(text)]

    def _first_end(self, unit: Span) -> int:
        own = takewhile(lambda area: area.span.start >= unit.start, reversed(self._areas))
        return next((area.span.end for area in own if area.span.start == unit.start), unit.end)

    def pair(self, source: Span, target: Span | None, langs: tuple[str, str], name: str) -> None:
        """Say that one side translates another; None for a translation that is not there."""
        self._segments.append(Segment(source, target or Span(source.end, source.end), *langs, id=name))

    def document(self, format: str, decoded: Decoded, notes: Sequence[Message]) -> GuardedDocument:
        """The document of all sides."""
        draft = Draft(text="".join(self._lines), blocks=tuple(self._blocks), masked=tuple(self._masked), asides=tuple(self._asides))
        units = self._units

        def locate(place: int) -> Message | None:
            number = bisect_right(units, place, key=lambda unit: unit[0]) - 1
            return Message(N_("unit {id}"), (("id", units[number][1]),)) if number >= 0 and units[number][1] else None

        return GuardedDocument(
            format,
            draft,
            decoded,
            self._areas,
            atoms=lambda area: list(_atoms(draft.text, self._text, area, self._inlines)),
            escape=writer(decoded),
            segments=tuple(self._segments),
            notes=tuple(notes),
            locate=locate,
        )

    def _take(self, pieces: tuple[Piece, ...], lang: str, span: Span) -> Block | None:
        if not any(piece.kind is PieceKind.TEXT for piece in pieces):
            self._masked += [piece for piece in pieces if piece.kind is not PieceKind.BREAK]
            return None
        if lang and not checked(lang):
            self._masked.append(Piece(span, PieceKind.FOREIGN))
            return None
        block = Block(BlockKind.SEGMENT, pieces, lang=checked(lang))
        self._blocks.append(block)
        return block


def _runs(nodes: Sequence[Node], inlines: Inlines) -> Iterator[_Run]:
    """The characters among the tags of a side, in order."""
    for node in nodes:
        if node.sort is Sort.ELEMENT:
            inline = inlines(node)
            if inline is Inline.WORDS:
                yield from _runs(node.children, inlines)
            elif inline is Inline.BREAK:
                yield _Run("\n", PieceKind.BREAK, node.span, Hold.BREAK)
            elif inline is Inline.OBJECT:
                yield _Run(OBJECT, PieceKind.PLACEHOLDER, node.span, Hold.OBJECT)
        elif node.sort is Sort.REFERENCE and node.text in _SPACES:
            yield _Run(node.text, PieceKind.BREAK, node.span, Hold.BREAK)
        elif node.sort is Sort.REFERENCE:
            yield _Run(node.text, PieceKind.TEXT, node.span)
        else:
            hold = Hold.OBJECT if node.sort is Sort.LITERAL else Hold.WORDS
            yield from _lines(node, hold)


def _lines(node: Node, hold: Hold) -> Iterator[_Run]:
    """Characters, where an end of line in the file is a break."""
    at = 0
    for match in _WRAP.finditer(node.text):
        if match.start() > at:
            yield _Run(node.text[at : match.start()], PieceKind.TEXT, _within(node, at, match.start()), hold)
        yield _Run(match[0], PieceKind.BREAK, _within(node, *match.span()), Hold.BREAK)
        at = match.end()
    if at < len(node.text):
        yield _Run(node.text[at:], PieceKind.TEXT, _within(node, at, len(node.text)), hold)


def _within(node: Node, start: int, end: int) -> Span:
    return Span(node.span.start + start, node.span.start + end)


def _atoms(draft: str, text: str, area: Area, inlines: Inlines) -> Iterator[Atom]:
    at, empty = area.span.start, True
    for run in _runs(contents(text, area.origin), inlines):
        span, length = Span(at, at + len(run.text)), run.origin.end - run.origin.start
        said = break_atom(draft, span).text if run.hold is Hold.BREAK else run.text
        yield Atom(span, said, run.origin.start, length, run.hold)
        at, empty = span.end, False
    if empty:
        yield Atom(area.span, "", area.origin.start, 0)
