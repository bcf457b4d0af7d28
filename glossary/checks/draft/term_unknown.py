"""An expression that looks like a term and is not in the termbase.

What: a compound of three nouns or more, or an abbreviation in capitals, that the termbase does not know.
Why: what it does not know it cannot check; such expressions are candidates for new entries.
Example: 機微技術流出防止
Instead: nothing to change; propose the term if it will be needed again. This rule speaks only when candidates are asked for.
"""

from collections.abc import Iterator

from glossary.checks.view import DraftView
from glossary.domain.finding import DraftFinding
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.errors import N_

LEVEL = Level.INFORMATION
ON_REQUEST = True


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every unknown expression once, with all its places."""
    places: dict[str, list[Span]] = {}
    for passage in view.passages:
        for found in view.checking.slips.unknown(passage.passage, passage.reading.terms):
            places.setdefault(passage.passage.text[found.start : found.end], []).append(passage.locate(*found))
    for written, spans in places.items():
        first = spans[0]
        yield DraftFinding(
            rule="term.unknown",
            level=LEVEL,
            span=first,
            match=view.text[first.start : first.end],
            message=Message(N_("{written} is not in the termbase"), (("written", written),)),
            places=tuple(spans),
        )
