"""A word that is probably a misspelt term.

What: a word that no dictionary knows stands one or two letters from a term.
Why: a misspelt term is found by no search and recognised by no tool.
Example: セキユリティ
Instead: the term, if it is the one that was meant. This rule speaks only when candidates are asked for.
"""

from collections.abc import Iterator

from glossary.checks.view import DraftView
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.statuses import Level
from glossary.errors import N_

LEVEL = Level.INFORMATION
ON_REQUEST = True


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every likely slip."""
    for passage in view.passages:
        for slip in view.checking.slips.slips(passage.passage, passage.reading.terms):
            span = passage.locate(*slip.span)
            written = passage.passage.text[slip.span.start : slip.span.end]
            yield DraftFinding(
                rule="term.near-miss",
                level=LEVEL,
                span=span,
                match=view.text[span.start : span.end],
                message=Message(N_("{written} is nearly the term {term}"), (("written", written), ("term", slip.term))),
                suggestions=(Suggestion(text=slip.term, span=span),),
                concepts=(slip.concept,),
                places=(span,),
            )
