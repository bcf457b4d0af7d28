"""Cues as blocks. Lines of a cue stand together; a sentence that goes on in the next cue makes one block with it.

A sentence goes on where a cue ends with a comma, where the next begins with a small letter, and, in files that put full stops,
where there is none. It never goes on over a pause, or where somebody else begins to speak.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from glossary.documents.document import Document
from glossary.documents.pieces.guarded import Area, GuardedDocument, Splice, area_of
from glossary.documents.pieces.joining import merged
from glossary.documents.pieces.spread import Atom, Hold, break_atom
from glossary.domain.aside import Aside
from glossary.domain.block import Block, BlockKind, Draft, Piece, PieceKind
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.errors import N_, FileUndecodable
from glossary.files.encodings import Decoded
from glossary.files.sniff import RawFile

MAX_PAUSE = 1.5
"""Seconds without words after which a sentence does not go on."""

MAX_CUES = 12
"""Cues of one block."""

PUNCTUATED = 0.2
"""Share of cues that end with a full stop in a file that puts full stops."""

LINE = re.compile(r"(?P<line>[^\r\n]*)(?:\r\n|\n|\r|\Z)")
TIME = r"(?:\d{1,4}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
ARROW = re.compile(rf"[ \t]*(?P<start>{TIME})[ \t]*-->[ \t]*(?P<end>{TIME})(?P<settings>[^\r\n]*)")

AMPERSAND = "&amp;"
_CLOSED = frozenset('。．.!?！？…」』”"》')
_COMMAS = frozenset("、，,")
_TRAILING = " \t\u3000"
_NEW_SPEAKER = re.compile(r"[ \t\u3000]*(?:[-‐–—>♪♫#＃（(\[【「『]|(?:\w{1,20} ?){1,3}[:：])")


@dataclass(frozen=True, slots=True)
class Cue:
    """The lines of a cue, and when they are shown, in seconds."""

    lines: tuple[Span, ...]
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Markup:
    """What stands in lines besides words: a pattern, and the kinds of its named groups (markup where none is said).

    ``escapes`` are what some of it says, ``escape`` writes words, ``speaker`` is the group that says who speaks, ``ampersand`` the
    group whose first character is a word's and the rest is not.
    """

    pattern: re.Pattern[str]
    kinds: dict[str, PieceKind]
    escapes: dict[str, str]
    escape: Callable[[str], str]
    speaker: str = ""
    ampersand: str = ""


def seconds(time: str) -> float:
    """A timing as seconds."""
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


@dataclass(frozen=True, slots=True)
class _Line:
    pieces: tuple[Piece, ...]
    words: str
    speaks: bool


def read_cues(text: str, cues: Iterable[Cue], markup: Markup, asides: tuple[Aside, ...] = ()) -> Draft:
    """The draft of the cues."""
    blocks = tuple(Block(BlockKind.SUBTITLE, pieces) for pieces in _blocks(text, list(cues), markup))
    return Draft(text=text, blocks=blocks, asides=asides)


def _no_asides(text: str) -> tuple[Aside, ...]:
    return ()


def open_cues(
    format: str, raw: RawFile, find: Callable[[str], Iterable[Cue]], markup: Markup, asides: Callable[[str], tuple[Aside, ...]] = _no_asides
) -> Document:
    """The document of the cues that ``find`` finds in a file's text: words are replaced, tags and timings stay."""
    decoded = raw.decoded
    if decoded is None:
        raise FileUndecodable(name=raw.name, known="UTF-8")
    cues = list(find(decoded.text))
    draft = read_cues(decoded.text, cues, markup, asides(decoded.text))
    areas = [area_of(block) for block in draft.blocks]
    starts = [(cue.lines[0].start, cue.start) for cue in cues if cue.lines]

    def locate(place: int) -> Message | None:
        """The time of the last cue that begins before a place."""
        number = bisect_right(starts, place, key=lambda cue: cue[0]) - 1
        return Message(N_("at {time}"), (("time", _clock(starts[number][1])),)) if number >= 0 else None

    return CueDocument(format, draft, decoded, areas, cues=cues, markup=markup, locate=locate)


class CueDocument(GuardedDocument):
    """Subtitles. A line that has lost all its words goes, because an empty line would end its cue."""

    def __init__(
        self,
        format: str,
        draft: Draft,
        decoded: Decoded,
        areas: Sequence[Area],
        *,
        cues: Sequence[Cue],
        markup: Markup,
        locate: Callable[[int], Message | None],
    ) -> None:
        def atoms(area: Area) -> list[Atom]:
            return list(_atoms(decoded.text, area.block, markup)) if area.block else []

        super().__init__(format, draft, decoded, areas, atoms=atoms, escape=markup.escape, locate=locate)
        self._cues = cues

    def smoothed(self, splices: list[Splice]) -> list[Splice]:
        """The splices, with those of lines that are left without words as one that takes the line out."""
        kept: list[Splice] = []
        number = 0
        for cue in self._cues:
            inside = []
            while number < len(splices) and cue.lines and splices[number][0] <= cue.lines[-1].end:
                inside.append(splices[number])
                number += 1
            kept += self._without_empty_lines(cue, inside) if inside else []
        return kept + splices[number:]

    def _without_empty_lines(self, cue: Cue, splices: list[Splice]) -> list[Splice]:
        starts = [start for start, _, _ in splices]
        lines = [splices[bisect_left(starts, line.start) : bisect_right(starts, line.end)] for line in cue.lines]
        empty = [bool(inside) and not self._line(line, inside).strip() for line, inside in zip(cue.lines, lines, strict=True)]
        kept: list[Splice] = []
        for number, inside in enumerate(lines):
            if not empty[number]:
                kept += inside
            elif number == 0 or not empty[number - 1]:
                last = next((later for later in range(number, len(lines)) if not empty[later]), len(lines)) - 1
                start = cue.lines[number].start if number == 0 else cue.lines[number - 1].end
                end = cue.lines[last].end if number or last + 1 == len(lines) else cue.lines[last + 1].start
                kept.append((start, end, ""))
        return kept

    def _line(self, line: Span, splices: list[Splice]) -> str:
        text, at = "", line.start
        for start, end, new in splices:
            text += self.draft.text[at:start] + new
            at = end
        return text + self.draft.text[at : line.end]


def _clock(time: float) -> str:
    minutes, second = divmod(int(time), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{second:02}"


def _atoms(text: str, block: Block, markup: Markup) -> Iterator[Atom]:
    for piece in block.pieces:
        start, end = piece.span
        written = text[start:end]
        if piece.kind is PieceKind.TEXT:
            sign = AMPERSAND if markup.ampersand and text.startswith(AMPERSAND, end - 1) else ""
            if start < end - bool(sign):
                yield Atom(Span(start, end - bool(sign)), written[: end - start - bool(sign)], start, end - start - bool(sign))
            if sign:
                yield Atom(Span(end - 1, end - 1 + len(sign)), sign[0], end - 1, len(sign))
        elif written in markup.escapes:
            yield Atom(piece.span, markup.escapes[written], start, end - start)
        elif piece.kind is PieceKind.BREAK:
            yield break_atom(text, piece.span)
        elif piece.kind is not PieceKind.MARKUP:
            yield Atom(piece.span, "", start, end - start, Hold.OBJECT)


def _blocks(text: str, cues: Sequence[Cue], markup: Markup) -> Iterator[tuple[Piece, ...]]:
    read = [(cue, lines) for cue in cues if (lines := [line for span in cue.lines if (line := _line(text, span, markup)).words.strip()])]
    ends = [lines[-1].words.rstrip(_TRAILING)[-1:] in _CLOSED for _, lines in read]
    punctuated = bool(ends) and sum(ends) >= PUNCTUATED * len(ends)
    pieces: list[Piece] = []
    count = 0
    before: tuple[Cue, _Line] | None = None
    for cue, lines in read:
        goes_on = before is not None and count < MAX_CUES and _goes_on(before, (cue, lines[0]), punctuated)
        count = count + 1 if goes_on else 1
        for number, line in enumerate(lines):
            if pieces and (line.speaks if number else not goes_on):
                yield merged(pieces)
                pieces = []
            if pieces:
                pieces.append(Piece(Span(pieces[-1].span.end, line.pieces[0].span.start), PieceKind.BREAK))
            pieces += line.pieces
        before = cue, lines[-1]
    if pieces:
        yield merged(pieces)


def _goes_on(before: tuple[Cue, _Line], after: tuple[Cue, _Line], punctuated: bool) -> bool:
    (cue, line), (next_cue, next_line) = before, after
    last, first = line.words.rstrip(_TRAILING)[-1:], next_line.words.lstrip(_TRAILING)[:1]
    if next_line.speaks or last in _CLOSED or not -MAX_PAUSE <= next_cue.start - cue.end <= MAX_PAUSE:
        return False
    return punctuated or last in _COMMAS or first.islower()


def _line(text: str, span: Span, markup: Markup) -> _Line:
    """A line without spaces at its ends."""
    pieces: list[Piece] = []
    speaks = False
    at = span.start
    for match in markup.pattern.finditer(text, *span):
        pieces += _text(at, match.start())
        kind = markup.kinds.get(match.lastgroup or "", PieceKind.MARKUP)
        if match.lastgroup == markup.ampersand:
            pieces += [Piece(Span(match.start(), match.start() + 1)), Piece(Span(match.start() + 1, match.end()), PieceKind.MARKUP)]
        else:
            pieces.append(Piece(Span(*match.span()), kind))
        speaks = speaks or match.lastgroup == markup.speaker
        at = match.end()
    pieces += _text(at, span.end)
    words = "".join(text[slice(*piece.span)] for piece in pieces if piece.kind is PieceKind.TEXT)
    return _Line(tuple(_trimmed(text, pieces)), words, speaks or _NEW_SPEAKER.match(words) is not None)


def _text(start: int, end: int) -> Iterator[Piece]:
    if start < end:
        yield Piece(Span(start, end))


def _trimmed(text: str, pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces, where spaces at the end of a line are no words."""
    for number, piece in enumerate(pieces):
        start, end = piece.span
        if piece.kind is PieceKind.TEXT and number == len(pieces) - 1:
            end = start + len(text[start:end].rstrip(_TRAILING))
        if piece.kind is PieceKind.TEXT and number == 0:
            start = min(end, start + len(text[start:end]) - len(text[start:end].lstrip(_TRAILING)))
        if start < end:
            yield Piece(Span(start, end), piece.kind)
