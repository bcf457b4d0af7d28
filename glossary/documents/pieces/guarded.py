"""Documents that are text with a frame around the words (keywords, tags, timings): only words are replaced, written as the frame wants."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from glossary.documents.document import NO_CHARACTERS, NO_COMMENTS, OBJECT, OUTSIDE, Document, in_order, settle
from glossary.documents.pieces.spread import ACROSS, Atom, spread
from glossary.domain.block import Block, Draft
from glossary.domain.change import Change as Change
from glossary.domain.change import Comment, Replacement, Unplaced, Written
from glossary.domain.message import Message
from glossary.domain.segment import Segment
from glossary.domain.span import Span
from glossary.errors import N_
from glossary.files.encodings import Decoded

IN_SOURCE = Message(N_("the words to be translated are changed where they were written, not here"))

Splice = tuple[int, int, str]
"""Start and end in the file's text, and what stands there instead."""


@dataclass(frozen=True, slots=True)
class Area:
    """A stretch of the draft whose words belong together: one block, or the place for one, where ``block`` is None.

    ``origin`` is the stretch of the file's text that holds it. ``fixed`` says why its words cannot be replaced. ``frame`` is what the first words are written with, and what they take the
    place of, where the file has no element for them yet; ``remark`` is where in the file remarks about them stand.
    """

    span: Span
    block: Block | None
    origin: Span
    fixed: Message | None = None
    frame: "Frame | None" = None
    remark: "Remark | None" = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of the file's text that gives way to something with a text before and after it."""

    start: int
    end: int
    before: str
    after: str

    def around(self, text: str) -> Splice:
        """The text, framed."""
        return self.start, self.end, f"{self.before}{text}{self.after}"


@dataclass(frozen=True, slots=True)
class Remark:
    """A place for remarks: what stands around each of them, and around all of them together where there are any."""

    place: int
    before: str
    after: str
    opening: str = ""
    closing: str = ""


class GuardedDocument(Document):
    """A text of which only areas can be changed; it may differ from the draft's.

    ``atoms`` tells the atoms of an area, and is asked only for areas that change; ``escape`` writes words as the file holds them,
    ``smooth`` adds what else has to change with them.
    """

    def __init__(
        self,
        format: str,
        draft: Draft,
        decoded: Decoded,
        areas: Sequence[Area],
        *,
        atoms: Callable[[Area], Sequence[Atom]],
        escape: Callable[[str], str] = str,
        segments: tuple[Segment, ...] = (),
        notes: tuple[Message, ...] = (),
        locate: Callable[[int], Message | None] | None = None,
        smooth: Callable[[list[Splice]], list[Splice]] = list,
    ) -> None:
        read_as = () if decoded.encoding == "utf-8" else (Message(N_("read as {encoding}"), (("encoding", decoded.encoding_name),)),)
        super().__init__(format, draft, segments=segments, notes=(*read_as, *notes))
        self._decoded = decoded
        self._areas = sorted(areas, key=lambda area: area.span)
        self._atoms = atoms
        self._takes_remarks = any(area.remark for area in areas)
        self._escape = escape
        self._locate = locate
        self._smooth = smooth
        self.counts_lines = locate is None and decoded.text == draft.text

    def location(self, place: int) -> Message | None:
        """Where in the file a place of the draft stands, in the words of the format."""
        return self._locate(place) if self._locate else None

    def source(self) -> Decoded | None:
        """The file's text, which may have more in it than the draft's."""
        return self._decoded

    def origin(self, span: Span) -> Span | None:
        """The same stretch where draft and file are one text, else that of the area: its words may be written in another way there."""
        if self._decoded.text == self.draft.text:
            return span
        area = self.area_at(span)
        return area.origin if area is not None else None

    def write(self, changes: Sequence[Change]) -> Written:
        """The text with its words replaced and its remarks written, in the encoding it came in."""
        plan = settle(changes, len(self.draft.text))
        unplaced = list(plan.unplaced)
        splices: list[Splice] = []
        atoms: dict[Span, Sequence[Atom]] = {}
        for replacement in plan.replacements:
            found = self._replace(replacement, atoms)
            if isinstance(found, Message):
                unplaced.append(Unplaced(replacement, found))
            else:
                splices += found
        remarks: dict[int, tuple[Remark, list[str]]] = {}
        for comment in plan.comments:
            found_place = self._remark(comment)
            if isinstance(found_place, Message):
                unplaced.append(Unplaced(comment, found_place))
            else:
                remark, written = found_place
                remarks.setdefault(remark.place, (remark, []))[1].append(f"{remark.before}{written}{remark.after}")
        for remark, texts in remarks.values():
            splices.append((remark.place, remark.place, remark.opening + "".join(texts) + remark.closing))
        splices.sort(key=lambda splice: splice[:2])
        return Written(self._decoded.splice(self.smoothed(splices)), in_order(unplaced))

    def smoothed(self, splices: list[Splice]) -> list[Splice]:
        """What else has to change so that the file keeps its form; nothing, in most formats."""
        return self._smooth(splices)

    def area_at(self, span: Span) -> Area | None:
        """The area that holds a span wholly."""
        number = bisect_right(self._areas, span.start, key=lambda area: area.span.start) - 1
        area = self._areas[number] if number >= 0 else None
        return area if area is not None and area.span.contains(span) else None

    def _replace(self, replacement: Replacement, atoms: dict[Span, Sequence[Atom]]) -> list[Splice] | Message:
        """The splices of one replacement; ``atoms`` keeps those of areas in which something was replaced before."""
        area = self.area_at(replacement.span)
        if area is None:
            last = bisect_left(self._areas, replacement.span.end, key=lambda area: area.span.start) - 1
            return ACROSS if last >= 0 and self._areas[last].span.overlaps(replacement.span) else OUTSIDE
        if area.fixed is not None:
            return area.fixed
        if area.span not in atoms:
            atoms[area.span] = self._atoms(area)
        edits = spread(atoms[area.span], replacement.span, replacement.text)
        if isinstance(edits, Message):
            return edits
        splices = []
        for edit in edits:
            written = self._escape(edit.text)
            if not self._decoded.can_write(written):
                return NO_CHARACTERS
            splices.append(area.frame.around(written) if area.frame else (*place_of(edit.atom, edit.start, edit.end), written))
        return splices

    def _remark(self, comment: Comment) -> tuple[Remark, str] | Message:
        area = self.area_at(comment.span)
        if area is None and self._takes_remarks:
            return ACROSS
        if area is None or area.remark is None:
            return NO_COMMENTS
        words = self.draft.text[slice(*comment.span)]
        written = self._escape(quoted(words, comment.text))
        return (area.remark, written) if self._decoded.can_write(written) else NO_CHARACTERS


def area_of(block: Block) -> Area:
    """The area of a block that stands in the file as it stands in the draft."""
    span = Span(block.pieces[0].span.start, block.pieces[-1].span.end)
    return Area(span, block, span)


def place_of(atom: Atom, start: int, end: int) -> tuple[int, int]:
    """Where in the file's text a part of an atom stands: all of it where it cannot be cut."""
    if atom.cuts:
        return atom.place + start, atom.place + end
    after = atom.place + atom.length
    return (atom.place, after) if end > start else (after, after) if start else (atom.place, atom.place)


def quoted(words: str, text: str) -> str:
    """A remark for formats that tie remarks to more than the words: it begins with these."""
    shown = " ".join(words.replace(OBJECT, " ").split())
    return f"“{shown}”: {text}" if shown else text
