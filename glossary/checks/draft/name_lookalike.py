"""A fixed expression with one wrong character.

What: an expression that differs from a fixed one by a character that sounds or looks alike, and that is never right itself.
Why: 脆弱生 and 脆弱性 are read alike, so that neither the eye nor the ear catches the slip; in a title it is an embarrassment.
Example: 脆弱生
Instead: 脆弱性
"""

from collections.abc import Iterator

from glossary.checks.view import DraftView
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.statuses import Level
from glossary.errors import N_

LEVEL = Level.ERROR


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every place of a listed slip."""
    for passage in view.passages:
        for start, end, right in view.checking.lookalikes.find(passage.passage):
            span = passage.locate(start, end)
            written = passage.passage.text[start:end]
            yield DraftFinding(
                rule="name.lookalike",
                level=LEVEL,
                span=span,
                match=view.text[span.start : span.end],
                message=Message(N_("{written} is a slip for {right}"), (("written", written), ("right", right))),
                # Never safe: what is read alike can both be meant somewhere, as 安全保証 where safety is assured.
                suggestions=(Suggestion(text=right, span=span),),
                places=(span,),
            )
