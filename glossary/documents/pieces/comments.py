"""Comments between ``<!--`` and ``-->`` that are addressed to the checker."""

from collections.abc import Iterator

from glossary.domain.aside import Aside, is_addressed
from glossary.domain.span import Span

_OPEN, _CLOSE = "<!--", "-->"


def comments_in(text: str, area: Span) -> Iterator[Aside]:
    """The comments in a stretch of markup; one that is not closed is none."""
    at = area.start
    while (start := text.find(_OPEN, at, area.end)) >= 0 and (end := text.find(_CLOSE, start + len(_OPEN), area.end)) >= 0:
        at = end + len(_CLOSE)
        words = text[start + len(_OPEN) : end]
        if is_addressed(words):
            yield Aside(words, Span(start, at))
