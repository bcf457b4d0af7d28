"""Comments between ``<!--`` and ``-->`` that are addressed to the checker."""

import re
from collections.abc import Iterator

from glossary.domain.aside import Aside, is_addressed
from glossary.domain.span import Span

_OPEN = "<!--"
_EMPTY = re.compile("-?>")
_CLOSE = re.compile("--!?>")


def comments_in(text: str, area: Span) -> Iterator[Aside]:
    """The comments in a stretch of markup, as browsers read them: ``<!-->`` is a whole one. One that is not closed is none."""
    at = area.start
    while (start := text.find(_OPEN, at, area.end)) >= 0:
        begin = start + len(_OPEN)
        closed = _EMPTY.match(text, begin, area.end) or _CLOSE.search(text, begin, area.end)
        if closed is None:
            return
        at = closed.end()
        words = text[begin : closed.start()]
        if is_addressed(words):
            yield Aside(words, Span(start, at))
