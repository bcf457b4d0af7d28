"""Puts the characters of pages together to lines, and lines to paragraphs, by where they stand.

A line goes on in the next where it reaches the edge of its column, or where the next begins with a small letter; never where the
letters change their size, where the distance is larger than between lines, or where an item begins. Words that a hyphen cut at the
end of a line are put together again, unless the document has them with the hyphen elsewhere.
"""

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from statistics import median
from string import ascii_letters

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

_LEVELS = 6
"""Sizes of letters that are told apart as levels of headings."""

_LONG_HEADING = 4
"""Lines from which large letters are no heading."""

_REPEATED = 3
"""Pages that have the same line in their margin, from which it is a header or a footer."""

_CLOSED = frozenset("。．.!?！？:：")
_ITEM = re.compile(r"\s*(?:[-*•・‣◦○●■□◆◇※\uf0b7\uf0a7①-⑳]|(?:\d{1,3}|[A-Za-z])[.)．）]\s|[（(](?:\d{1,3}|[A-Za-z])[)）])")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_LETTERS = f"{ascii_letters}-"


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

    @property
    def is_upright(self) -> bool:
        """Whether it is written from top to bottom."""
        return self.top - self.bottom > 2 * (self.right - self.left)


class _Edges:
    """Where the columns of a page end, worked out once for all of its lines."""

    def __init__(self, page: Sequence[_Line]) -> None:
        by_left = sorted((line.left, line.right) for line in page)
        self._lefts = [left for left, _ in by_left]
        self._rights = list(accumulate((right for _, right in by_left), max))
        self._bottom = min((line.bottom for line in page if line.is_upright), default=0.0)

    def of(self, line: _Line) -> float:
        """The right edge of what stands above or below a line of the page, or the lower edge of lines from top to bottom.

        Of all that begins before the line ends, what reaches farthest stands above or below: it reaches as far as the line itself.
        """
        return self._bottom if line.is_upright else self._rights[max(bisect_left(self._lefts, line.right) - 1, 0)]


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
    lines = [list(_lines(page)) for page in pages]
    known = {word.lower() for page in lines for line in page for word in _WORD.findall(line.words[:-1] if line.cut else line.words)}
    usual = median([line.size for page in lines for line in page for _ in line.words] or [0.0])
    margins = _margins(lines)
    reading = Reading(Draft("", ()), array("f"), [], sum(not page for page in lines))
    texts: list[str] = []
    blocks: list[Block] = []
    sizes: list[float] = []
    length = 0
    for number, page in enumerate(lines, 1):
        reading.pages.append((length, number))
        for paragraph in _paragraphs(page, margins):
            pieces: list[Piece] = []
            for at, line in enumerate(paragraph):
                if at:
                    _join(pieces, paragraph[at - 1], line, known)
                pieces.append(Piece(Span(length, length + len(line.words))))
                texts.append(line.words + "\n")
                reading.boxes.extend(line.boxes)
                reading.boxes.extend(_NOWHERE)
                length += len(line.words) + 1
            blocks.append(Block(_kind(paragraph, usual, margins), merged(pieces)))
            sizes.append(round(paragraph[0].size, 0))
    reading.draft = Draft(text="".join(texts), blocks=tuple(_with_levels(blocks, sizes)))
    return reading


def _with_levels(blocks: Sequence[Block], sizes: Sequence[float]) -> Iterator[Block]:
    """The blocks with levels for the headings: the largest letters are the first level."""
    found = sorted({size for block, size in zip(blocks, sizes, strict=True) if block.kind is BlockKind.HEADING}, reverse=True)
    levels = {size: min(level, _LEVELS) for level, size in enumerate(found, 1)}
    for block, size in zip(blocks, sizes, strict=True):
        yield replace(block, level=levels[size]) if block.kind is BlockKind.HEADING else block


def _paragraphs(page: Sequence[_Line], margins: set[tuple[str, int]]) -> Iterator[list[_Line]]:
    """The lines of a page that belong together. What repeats itself on every page stands alone."""
    edges = _Edges(page)
    paragraph: list[_Line] = []
    for line in page:
        if paragraph and (_place(line) in margins or _place(paragraph[-1]) in margins or not _goes_on(paragraph[-1], line, edges)):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _margins(pages: Sequence[Sequence[_Line]]) -> set[tuple[str, int]]:
    """Headers and footers: the highest and the lowest line of pages, where most have the same there but for numbers."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        if page:
            counts.update({_place(max(page, key=lambda line: line.top)), _place(min(page, key=lambda line: line.bottom))})
    return {place for place, count in counts.items() if count >= max(_REPEATED, len(pages) / 2)}


def _place(line: _Line) -> tuple[str, int]:
    return _NUMBER.sub("#", line.words), round(line.bottom / 4)


def _kind(paragraph: Sequence[_Line], usual: float, margins: set[tuple[str, int]]) -> BlockKind:
    if _place(paragraph[0]) in margins:
        return BlockKind.HEADER
    is_large = paragraph[0].size >= usual * _HEADING and len(paragraph) < _LONG_HEADING
    item = _ITEM.match(paragraph[0].words)
    if item is not None and not (is_large and any(sign.isalnum() for sign in item[0])):  # large letters with a number: a heading
        return BlockKind.ITEM
    return BlockKind.HEADING if is_large else BlockKind.PARAGRAPH


def _join(pieces: list[Piece], before: _Line, line: _Line, known: set[str]) -> None:
    """Put a break behind the last line of a paragraph. The hyphen of a word that was cut is a part of it, no character of the word."""
    start, end = pieces[-1].span
    if not before.cut:
        pieces.append(Piece(Span(end, end + 1), PieceKind.BREAK))
        return
    head, tail = before.words[:-1], line.words
    word = head[len(head.rstrip(_LETTERS)) :], tail[: len(tail) - len(tail.lstrip(_LETTERS))]
    if "-".join(word).lower() not in known or "".join(word).lower() in known:
        pieces[-1:] = [Piece(Span(start, end - 1))] if start < end - 1 else []
        pieces.append(Piece(Span(end - 1, end + 1), PieceKind.MARKUP))
    else:
        pieces.append(Piece(Span(end, end + 1), PieceKind.MARKUP))


def _goes_on(before: _Line, line: _Line, edges: _Edges) -> bool:
    size = max(before.size, line.size)
    if abs(before.size - line.size) > 0.1 * size or _ITEM.match(line.words):
        return False
    if before.is_upright:
        return _goes_on_upright(before, line, size, edges)
    if not -size < before.bottom - line.top <= _LEADING * size or line.left >= before.right or line.right <= before.left:
        return False
    last, first = before.words.rstrip()[-1:], line.words.lstrip()[:1]
    if before.cut or (first.islower() and last not in _CLOSED):
        return True
    return before.right >= edges.of(before) - _SHORT * size


def _goes_on_upright(before: _Line, line: _Line, size: float, edges: _Edges) -> bool:
    """The same for writing from top to bottom: the next line stands to the left."""
    if not -size < before.left - line.right <= _LEADING * size or line.bottom >= before.top or line.top <= before.bottom:
        return False
    return before.bottom <= edges.of(before) + _SHORT * size


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
