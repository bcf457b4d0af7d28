"""A draft as blocks: what is read, what is masked, and where it stands in the file's text."""

from dataclasses import dataclass
from enum import StrEnum

from glossary.domain.aside import Aside
from glossary.domain.span import Span


class BlockKind(StrEnum):
    """What a block is in its document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"
    QUOTE = "quote"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    HEADER = "header"  # of a page, and its footer
    BOX = "box"  # a text box or a shape
    SLIDE = "slide"
    NOTE = "note"  # a speaker's note
    SUBTITLE = "subtitle"
    SEGMENT = "segment"  # one side of a bilingual unit


class PieceKind(StrEnum):
    """How a piece of a block is read."""

    TEXT = "text"
    BREAK = "break"  # a line break inside a paragraph: nothing between Japanese characters, else a space
    CODE = "code"
    URL = "url"
    EMAIL = "email"
    QUOTATION = "quotation"
    MENTION = "mention"
    MARKUP = "markup"
    FRONT_MATTER = "front matter"
    FOREIGN = "foreign"  # words in a language that is not checked
    PLACEHOLDER = "placeholder"  # something that stands for other words: a field, a formula, a tag, a variable


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the document's text, in code points of the whole text, and how it is read."""

    span: Span
    kind: PieceKind = PieceKind.TEXT

    def moved(self, offset: int) -> "Piece":
        """The piece in a text in which its own begins at ``offset``."""
        return Piece(self.span.moved(offset), self.kind)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or cell: the unit that is analysed.

    ``lang`` is one of the checked languages where the file states it for this block; None lets the text show its own. ``cell``
    numbers the row and the cell of a table in which the block stands, both counted through the document, where the format tells;
    ``columns`` is the first column that the cell covers, counted from 0, and how many it covers.
    ``level`` is that of a heading, 1 being the highest; 0 where the format tells none, and for all other blocks.
    """

    kind: BlockKind
    pieces: tuple[Piece, ...]
    lang: str | None = None
    cell: tuple[int, int] | None = None
    level: int = 0
    columns: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as read: its text as given, its blocks in order, what was masked before reading blocks, and what is said to the checker."""

    text: str
    blocks: tuple[Block, ...]
    masked: tuple[Piece, ...] = ()
    stated_date: str | None = None
    """The date that the document states for itself, as it is written there, where reading it shows that."""
    asides: tuple[Aside, ...] = ()
