"""What every opened document can do, and the documents that are nothing but text."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from glossary.domain.block import Draft
from glossary.domain.box import Box
from glossary.domain.change import Change, Comment, Replacement, Unplaced, Written
from glossary.domain.message import Message
from glossary.domain.segment import Segment
from glossary.domain.span import Span
from glossary.errors import N_
from glossary.files.encodings import Decoded

AUTHOR, INITIALS = "Kakehashi", "K"
"""Who writes comments, in every format that names the writer."""

OBJECT = "\ufffc"
"""What stands in a draft for something that is no characters in the file."""

NO_COMMENTS = Message(N_("this format carries no comments"))
READ_ONLY = Message(N_("this format can be read but not written"))
OVERLAP = Message(N_("another change stands at the same place"))
OUTSIDE = Message(N_("the place lies outside the text"))
NO_CHARACTERS = Message(N_("the encoding of the file has no such characters"))


class Document(ABC):
    """A file that was opened: its text and blocks, the pairs of a bilingual file, and what was not read.

    Positions are code points of ``draft.text``, whatever the file counts in.
    """

    counts_lines = False
    """Whether people find a place by its line and column."""

    def __init__(self, format: str, draft: Draft, *, segments: tuple[Segment, ...] = (), notes: tuple[Message, ...] = ()) -> None:
        self.format = format
        self.draft = draft
        self.segments = segments
        self.notes = notes

    def location(self, place: int) -> Message | None:
        """Where a place of the draft stands as people say it who use that format (a cell, a slide, a page), None where they count lines."""
        return None

    def source(self) -> Decoded | None:
        """The file's own text, where the file is text: what lines and columns are counted in."""
        return None

    def origin(self, span: Span) -> Span | None:
        """The stretch of the file's own text that holds these words of the draft, or the unit they belong to."""
        return None

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """The rectangles around words, where the format has pages."""
        return ()

    @abstractmethod
    def write(self, changes: Sequence[Change]) -> Written:
        """The file with the changes; everything else stays as it was. May be called again: each call starts from the original."""


class TextDocument(Document):
    """A document whose text is the file's text: replacements are spliced in, comments have no place."""

    counts_lines = True

    def __init__(self, format: str, draft: Draft, decoded: Decoded, **rest: tuple[Segment, ...]) -> None:
        notes = () if decoded.encoding == "utf-8" else (Message(N_("read as {encoding}"), (("encoding", decoded.encoding_name),)),)
        super().__init__(format, draft, notes=notes, **rest)
        self._decoded = decoded

    def source(self) -> Decoded | None:
        """The file's text, which is the draft's."""
        return self._decoded

    def origin(self, span: Span) -> Span | None:
        """The same stretch."""
        return span

    def write(self, changes: Sequence[Change]) -> Written:
        """The text with its replacements, in the encoding it came in."""
        plan = settle(changes, len(self.draft.text))
        unplaced = list(plan.unplaced) + [Unplaced(comment, NO_COMMENTS) for comment in plan.comments]
        edits = []
        for replacement in plan.replacements:
            if self._decoded.can_write(replacement.text):
                edits.append((*replacement.span, replacement.text))
            else:
                unplaced.append(Unplaced(replacement, NO_CHARACTERS))
        return Written(self._decoded.splice(edits), in_order(unplaced))


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes sorted by place: comments, replacements that do not overlap, and what is left over."""

    comments: tuple[Comment, ...]
    replacements: tuple[Replacement, ...]
    unplaced: tuple[Unplaced, ...]


def settle(changes: Sequence[Change], length: int) -> Plan:
    """Sort the changes of a text of that length; of two replacements that overlap the first is kept."""
    comments: list[Comment] = []
    replacements: list[Replacement] = []
    unplaced: list[Unplaced] = []
    for change in sorted(changes, key=lambda change: change.span):
        if not 0 <= change.span.start <= change.span.end <= length:
            unplaced.append(Unplaced(change, OUTSIDE))
        elif isinstance(change, Comment):
            comments.append(change)
        elif replacements and change.span.start < replacements[-1].span.end:
            unplaced.append(Unplaced(change, OVERLAP))
        else:
            replacements.append(change)
    return Plan(tuple(comments), tuple(replacements), tuple(unplaced))


def in_order(unplaced: Sequence[Unplaced]) -> tuple[Unplaced, ...]:
    """By place in the text."""
    return tuple(sorted(unplaced, key=lambda left: left.change.span))
