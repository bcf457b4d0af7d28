"""A comment that ignores something that is not found there.

What: a comment *glossary: ignore …* in the draft, in whose place its rule finds nothing, or not these words.
Why: the sentence was mended and the comment forgotten; the next mistake there would go unseen.
Example: <!-- glossary: ignore term.variant サーバ: quoted product name --> above a paragraph that says サーバー
Instead: take the comment out. It is not reported where its rule does not run at all, because of the profile or the reader.
"""

from collections.abc import Iterator

from glossary.checks.suppress import Round
from glossary.domain.finding import DraftFinding
from glossary.domain.message import Message
from glossary.domain.statuses import Level
from glossary.errors import N_

LEVEL = Level.INFORMATION


def judge(round: Round) -> Iterator[DraftFinding]:
    """Every comment that works and suppressed nothing."""
    for number, directive in enumerate(round.directives):
        if directive.problem is None and number not in round.used and round.runs(directive.suppression):
            reason = Message(N_("its rule finds nothing here: {rule}"), (("rule", directive.suppression.rule),))
            if directive.suppression.words:
                params = (("rule", directive.suppression.rule), ("words", directive.suppression.words))
                reason = Message(N_("its rule finds nothing here: {rule} with the words {words}"), params)
            message = Message(N_("this comment suppresses nothing any more; take it out"))
            yield round.finding("suppression.unused", LEVEL, directive, message, (reason,))
