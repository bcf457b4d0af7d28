"""Where a place of a Word document is, as people say it: paragraphs are counted, as pages are only known to the program that shows it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping

from glossary.domain.block import BlockKind, Draft
from glossary.domain.message import Message
from glossary.errors import N_

_APART: Mapping[BlockKind, str] = {
    BlockKind.FOOTNOTE: N_("footnote or endnote {number}"),
    BlockKind.HEADER: N_("header or footer {number}"),
    BlockKind.BOX: N_("text box {number}"),
}
"""Kinds that are counted each by itself; all others are paragraphs of the body."""

_BODY: Mapping[BlockKind, str] = {
    BlockKind.CELL: N_("paragraph {number}, in a table"),
    BlockKind.HEADING: N_("paragraph {number}, a heading"),
}
_PARAGRAPH = N_("paragraph {number}")


class Places:
    """The blocks of a document with their numbers. Empty paragraphs do not count."""

    def __init__(self, draft: Draft) -> None:
        counts: Counter[BlockKind] = Counter()
        self._starts: list[int] = []
        self._found: list[tuple[str, int]] = []
        for block in draft.blocks:
            counted = block.kind if block.kind in _APART else BlockKind.PARAGRAPH
            counts[counted] += 1
            self._starts.append(block.pieces[0].span.start)
            self._found.append((_APART.get(block.kind) or _BODY.get(block.kind, _PARAGRAPH), counts[counted]))

    def location(self, place: int) -> Message | None:
        """The block in which a place stands, or the one before; None before the first."""
        number = bisect_right(self._starts, place) - 1
        if number < 0:
            return None
        template, count = self._found[number]
        return Message(template, (("number", count),))
