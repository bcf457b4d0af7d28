"""Puts the characters of pages together to lines, and lines to paragraphs, by where they stand.

A line goes on in the next where it reaches the edge of its column, or where the next begins with a small letter; never where the
letters change their size, where the distance is larger than between lines, or where an item begins. Words that a hyphen cut at the
end of a line are put together again, unless the document has them with the hyphen elsewhere.
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from glossary.documents.pages.parent import Page
from glossary.documents.pieces.joining import merged
from glossary.domain.block import Block, BlockKind, Draft, Piece, PieceKind
from glossary.domain.span import Span

_HYPHENS = frozenset({0x2, 0xAD, 0xFFFE})
"""What PDFium gives for a hyphen at the end of a line."""

_CUT = "\x02"
_NOWHERE = (0.0, 0.0, 0.0, 0.0)
_LINE_ENDS = frozenset({0xA, 0xD})
_GAP = 1.6
"""Font sizes of nothing between two words that do not belong together (cells, columns)."""

_LEADING = 0.9
"""Font sizes of nothing between two lines of a paragraph, at most."""

_JUMP = 3.0
"""Font sizes up or down at which a character begins a new line, whatever PDFium says."""

_SHORT = 2.5
"""Font sizes that a line may fall short of the edge of its column and still go on."""

_HEADING = 1.2
"""Times the usual size from which letters are those of a heading."""

_MAX_LINES = 2_000
"""Lines of a page whose columns are looked at."""

_CLOSED = frozenset("。．.!?！？:：")
_ITEM = re.compile(r"\s*(?:[-*•・‣◦○●■□◆◇※\uf0b7\uf0a7①-⑳]|(?:\d{1,3}|[A-Za-z])[.)．）]\s|[（(](?:\d{1,3}|[A-Za-z])[)）])")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class _Line:
    """Words that stand side by side, with four numbers for each character; ``cut`` says that the last one may be no character of a word."""

    words: str
    boxes: "array[float]"
    size: float
    cut: bool
    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class _Open:
    """A line that is being gathered. Spaces at its ends are none of it."""

    signs: list[str] = field(default_factory=list)
    boxes: "array[float]" = field(default_factory=lambda: array("f"))
    size: float = 0.0
    space: "tuple[float, float, float, float] | None" = None

    def take(self, sign: str, box: tuple[float, float, float, float], size: float) -> None:
        """The next character."""
        if sign == " ":
            self.space = box if self.signs else None
            return
        if self.space is not None:
            self.signs.append(" ")
            self.boxes.extend(self.space)
            self.space = None
        self.signs.append(sign)
        self.boxes.extend(box)
        self.size = self.size or size

    def is_far(self, box: tuple[float, float, float, float], size: float) -> bool:
        """Whether a character stands too far away to belong to it."""
        if not self.signs:
            return False
        size = max(self.size, size, 1.0)
        _, bottom, right, top = self.boxes[-4:]
        return self.is_wrapped(box) or box[0] - right > _GAP * size or box[1] - top > _JUMP * size or bottom - box[3] > _JUMP * size

    def is_wrapped(self, box: tuple[float, float, float, float]) -> bool:
        """Whether a character begins the line below: PDFium does not say so behind a hyphen."""
        left, bottom, _, top = self.boxes[-4:]
        return box[0] < left and box[3] < (bottom + top) / 2

    def close(self, *, cut: bool = False) -> Iterator[_Line]:
        """The line, if there are words on it."""
        if self.signs:
            lefts, bottoms, rights, tops = (self.boxes[number::4] for number in range(4))
            yield _Line("".join(self.signs), self.boxes, self.size, cut, min(lefts), min(bottoms), max(rights), max(tops))


@dataclass(slots=True)
class Reading:
    """What was read: the draft, a box for each of its characters (four numbers), where pages begin, and how many hold no words."""

    draft: Draft
    boxes: "array[float]"
    pages: list[tuple[int, int]]
    empty: int


def read(pages: Sequence[Page]) -> Reading:
    """The draft in pages."""
    texts: list[str] = []
    boxes: array[float] = array("f")
    starts: list[tuple[int, int]] = []
    blocks: list[Block] = []
    lines = [list(_lines(page)) for page in pages]
    known = {word.lower() for page in lines for line in page for word in _WORD.findall(line.words[:-1] if line.cut else line.words)}
    usual = median([line.size for page in lines for line in page for _ in line.words] or [0.0])
    length = 0
    for number, page in enumerate(lines, 1):
        starts.append((length, number))
        pieces: list[Piece] = []
        before: _Line | None = None
        for line in page:
            goes_on = before is not None and _goes_on(before, line, page)
            if not goes_on and pieces:
                blocks.append(_block(texts, pieces, before, usual))
                pieces = []
            if goes_on and before is not None:
                _join(pieces, before, line, known)
            span = Span(length, length + len(line.words))
            pieces.append(Piece(span))
            texts.append(line.words + "\n")
            boxes.extend(line.boxes)
            boxes.extend(_NOWHERE)
            length = span.end + 1
            before = line
        if pieces:
            blocks.append(_block(texts, pieces, before, usual))
    draft = Draft(text="".join(texts), blocks=tuple(block for block in blocks if block.pieces))
    return Reading(draft, boxes, starts, sum(not page for page in lines))


def _block(texts: Sequence[str], pieces: Sequence[Piece], line: _Line | None, usual: float) -> Block:
    kind = BlockKind.PARAGRAPH
    lines = sum(piece.kind is PieceKind.TEXT for piece in pieces)
    if line is not None and usual and line.size >= usual * _HEADING and lines < 4:
        kind = BlockKind.HEADING
    elif _ITEM.match(texts[-lines]):
        kind = BlockKind.ITEM
    return Block(kind, merged(pieces))


def _join(pieces: list[Piece], before: _Line, line: _Line, known: set[str]) -> None:
    """Put a break behind the last line of a paragraph. The hyphen of a word that was cut is a part of it, no character of the word."""
    start, end = pieces[-1].span
    if not before.cut:
        pieces.append(Piece(Span(end, end + 1), PieceKind.BREAK))
        return
    head, tail = re.search(r"[A-Za-z-]*$", before.words[:-1]), re.match(r"[A-Za-z-]*", line.words)
    word = ((head[0] if head else ""), (tail[0] if tail else ""))
    if "-".join(word).lower() not in known or "".join(word).lower() in known:
        pieces[-1:] = [Piece(Span(start, end - 1))] if start < end - 1 else []
        pieces.append(Piece(Span(end - 1, end + 1), PieceKind.MARKUP))
    else:
        pieces.append(Piece(Span(end, end + 1), PieceKind.MARKUP))


def _goes_on(before: _Line, line: _Line, page: Sequence[_Line]) -> bool:
    size = max(before.size, line.size)
    distance = before.bottom - line.top
    if abs(before.size - line.size) > 0.1 * size or not -size < distance <= _LEADING * size or _ITEM.match(line.words):
        return False
    if line.left >= before.right or line.right <= before.left:
        return False
    if before.cut:
        return True
    last, first = before.words.rstrip()[-1:], line.words.lstrip()[:1]
    if first.islower() and last not in _CLOSED:
        return True
    column = [other.right for other in page if other.left < before.right and other.right > before.left] if len(page) < _MAX_LINES else []
    return before.right >= max(column, default=0) - _SHORT * size


def _lines(page: Page) -> Iterator[_Line]:
    """The lines of a page, cut where words stand far apart."""
    line = _Open()
    for sign, box, size in _signs(page):
        if sign in ("\n", _CUT):
            if sign == _CUT:
                line.take("-", box, size)
            yield from line.close(cut=sign == _CUT)
            line = _Open()
        elif sign != " " and line.is_far(box, size):
            yield from line.close(cut=line.is_wrapped(box) and line.signs[-1] == "-")
            line = _Open()
            line.take(sign, box, size)
        else:
            line.take(sign, box, size)
    yield from line.close()


def _signs(page: Page) -> Iterator[tuple[str, tuple[float, float, float, float], float]]:
    """The characters of a page with their boxes and sizes; halves of one character are put together, controls are spaces."""
    high = 0
    for number, code in enumerate(page.codes):
        size = page.sizes[number]
        left, bottom, right, top = page.boxes[4 * number : 4 * number + 4]
        box = (left, bottom, right, top)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code in _HYPHENS:
            yield _CUT, box, size
        elif code in _LINE_ENDS:
            if code == 0xA:
                yield "\n", box, size
        else:
            yield (chr(code) if 0x20 < code < 0x110000 else " "), box, size
