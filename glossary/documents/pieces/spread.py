"""New words spread over the places where the old ones stand, so that as little as possible changes.

What old and new words have in common at both ends stays where it is: of <i>サー</i>バー made サーバ only the last character goes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from glossary.documents.document import OUTSIDE
from glossary.domain.block import Block, PieceKind
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.errors import N_
from glossary.text.scripts import has_japanese

NOT_ONLY_WORDS = Message(N_("something other than words stands among them"))
ACROSS = Message(N_("the place reaches over more than one paragraph"))


class Hold(Enum):
    """What can be done with the characters of an atom."""

    WORDS = "words"
    BREAK = "break"  # stays, and parts words
    OBJECT = "object"  # stays, and no words can be written over it


@dataclass(frozen=True, slots=True)
class Atom:
    """Characters of the draft that the file holds in one place.

    ``text`` is what they say, ``place`` and ``length`` where the file holds them, in whatever the format counts (a place in the
    file's text, the number of a run). Only where all three are equally long can the atom be cut.
    """

    span: Span
    text: str
    place: int
    length: int
    hold: Hold = Hold.WORDS

    @property
    def cuts(self) -> bool:
        """Whether a part of it can be replaced."""
        return len(self.text) == self.span.end - self.span.start == self.length


@dataclass(frozen=True, slots=True)
class Edit:
    """New text for a part of an atom: ``start`` and ``end`` count from the beginning of its text."""

    atom: Atom
    start: int
    end: int
    text: str


def atoms_of(draft: str, block: Block, *, escape: str = "") -> list[Atom]:
    """The atoms of a block whose words stand in the file as they stand in the draft.

    ``escape`` is a mark that stands before a character which could not be written without: the two are one atom.
    """
    atoms: list[Atom] = []
    for piece in block.pieces:
        start, end = piece.span
        if piece.kind is PieceKind.TEXT:
            if escape and draft[max(0, start - 1) : start] == escape:
                atoms.append(Atom(Span(start - 1, start + 1), draft[start], start - 1, 2))
                start += 1
            if start < end:
                atoms.append(Atom(Span(start, end), draft[start:end], start, end - start))
        elif piece.kind is PieceKind.BREAK:
            atoms.append(break_atom(draft, piece.span))
        elif piece.kind is not PieceKind.MARKUP:
            atoms.append(Atom(piece.span, "", start, end - start, Hold.OBJECT))
    return atoms


def break_atom(draft: str, span: Span) -> Atom:
    """A break, which says nothing between Japanese characters and a space elsewhere."""
    joins = has_japanese(draft[max(0, span.start - 1) : span.start]) and has_japanese(draft[span.end : span.end + 1])
    return Atom(span, "" if joins else " ", span.start, span.end - span.start, Hold.BREAK)


def spread(atoms: Sequence[Atom], span: Span, new: str) -> list[Edit] | Message:
    """The edits that put new words in the place of a span, or why there are none. ``atoms`` are those of one block, in order."""
    touched = _touched(atoms, span)
    if not touched:
        return OUTSIDE
    if any(atom.hold is Hold.OBJECT for atom in touched):
        return NOT_ONLY_WORDS
    bounds = [_bounds(atom, span) for atom in touched]
    old = "".join(atom.text[start:end] for atom, (start, end) in zip(touched, bounds, strict=True))
    if all(atom.hold is Hold.BREAK for atom in touched) and old != new:
        return NOT_ONLY_WORDS
    first = _common(old, new)
    last = _common(old[first:][::-1], new[first:][::-1])
    middle = _among_words(touched, bounds, Span(first, len(old) - last))
    fresh = new[middle.start : len(new) - (len(old) - middle.end)]
    return list(_edits(touched, bounds, middle, fresh))


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text of an atom, or of what holds it, with its edits done."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*parts, text[at:]))


def _among_words(touched: Sequence[Atom], bounds: Sequence[tuple[int, int]], middle: Span) -> Span:
    """The middle, drawn out to the nearest words where it lies among breaks alone, which can take nothing."""
    before = after = None
    at = 0
    for atom, (start, end) in zip(touched, bounds, strict=True):
        there = Span(at, at + end - start)
        at = there.end
        if atom.hold is not Hold.WORDS:
            continue
        if there.start <= middle.end and middle.start <= there.end:
            return middle
        if there.end < middle.start:
            before = there
        elif after is None:
            after = there
    if before is not None:
        return Span(before.end, middle.end)
    return middle if after is None else Span(middle.start, after.start)


def _edits(touched: Sequence[Atom], bounds: Sequence[tuple[int, int]], middle: Span, fresh: str) -> list[Edit]:
    """Take the old middle out of the atoms that hold it, and put the new one into the first that can take it."""
    places = []
    at = 0
    for atom, (start, end) in zip(touched, bounds, strict=True):
        length = end - start
        here = Span(max(middle.start - at, 0), min(middle.end - at, length))
        if atom.hold is Hold.WORDS and here.start <= length and here.end >= 0:
            places.append(Edit(atom, start + min(here.start, length), start + max(here.end, min(here.start, length)), ""))
        at += length
    holder = next((edit for edit in places if edit.end > edit.start), places[0] if places else None)
    edits = []
    for edit in places:
        written = Edit(edit.atom, edit.start, edit.end, fresh) if edit is holder else edit
        if written.text or written.end > written.start:
            edits.append(written)
    return edits


def _touched(atoms: Sequence[Atom], span: Span) -> Sequence[Atom]:
    if span.start < span.end:
        first = bisect_right(atoms, span.start, key=lambda atom: atom.span.end)
        return atoms[first : bisect_left(atoms, span.end, lo=first, key=lambda atom: atom.span.start)]
    first = bisect_left(atoms, span.start, key=lambda atom: atom.span.end)
    beside = atoms[first : bisect_right(atoms, span.start, lo=first, key=lambda atom: atom.span.start)]
    inside = [atom for atom in beside if atom.hold is not Hold.WORDS and atom.span.start < span.start < atom.span.end]
    return inside or [atom for atom in beside if atom.hold is Hold.WORDS][:1] or beside[:1]


def _bounds(atom: Atom, span: Span) -> tuple[int, int]:
    """The part of an atom's text that a span covers: all of it where it cannot be cut."""
    if not atom.cuts:
        whole = span.start < span.end or atom.hold is not Hold.WORDS
        at = 0 if span.start <= atom.span.start else len(atom.text)
        return (0, len(atom.text)) if whole else (at, at)
    return max(span.start - atom.span.start, 0), min(span.end, atom.span.end) - atom.span.start


def _common(one: str, two: str) -> int:
    """How many characters two texts have in common at the beginning."""
    length = min(len(one), len(two))
    return next((number for number in range(length) if one[number] != two[number]), length)
