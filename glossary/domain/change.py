"""What is done to a document: comments and replacements at places of its text, and what came of them."""

from dataclasses import dataclass

from glossary.domain.message import Message
from glossary.domain.span import Span


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark at exactly these words. Each line of the text is a paragraph of the remark."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """Other words for these; ``tracked`` leaves the decision to the reader where the format can say so (Word)."""

    span: Span
    text: str
    tracked: bool = True


Change = Comment | Replacement
"""Spans are code points of ``Draft.text``."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A change that the format, or this place of it, cannot carry, and why: for the report."""

    change: Change
    reason: Message


@dataclass(frozen=True, slots=True)
class Written:
    """The document with its changes as bytes, and the changes that were left out, in the order of their places."""

    content: bytes
    unplaced: tuple[Unplaced, ...] = ()
