"""An expression that looks like a term and is not in the termbase.

What: a compound of three nouns or more, or an abbreviation in capitals, that the termbase does not know.
Why: what it does not know it cannot check; such expressions are candidates for new entries.
Example: 河川水位予測計算
Instead: nothing to change; propose the term if it will be needed again. This rule speaks only when candidates are asked for.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glossary.checks.view import DraftView, WholeDraft
from glossary.domain.finding import DraftFinding
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.errors import N_

LEVEL = Level.INFORMATION
ON_REQUEST = True


class Unknown(NamedTuple):
    """An unknown expression in a part of the draft."""

    written: str
    span: Span


def collect(view: DraftView) -> Iterator[Unknown]:
    """Every place of an unknown expression."""
    for passage in view.passages:
        for found in view.checking.slips.unknown(passage.passage, passage.reading.terms):
            yield Unknown(passage.passage.text[found.start : found.end], passage.locate(*found))


def judge(draft: WholeDraft, facts: Sequence[tuple[int, Unknown]]) -> Iterator[DraftFinding]:
    """Every unknown expression once, with all its places."""
    places: dict[str, list[Span]] = {}
    for offset, (written, span) in facts:
        places.setdefault(written, []).append(span.moved(offset))
    for written, spans in places.items():
        first = spans[0]
        yield DraftFinding(
            rule="term.unknown",
            level=LEVEL,
            span=first,
            match=draft.text[first.start : first.end],
            message=Message(N_("{written} is not in the termbase"), (("written", written),)),
            places=tuple(spans),
        )
