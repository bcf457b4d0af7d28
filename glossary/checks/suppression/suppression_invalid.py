"""A comment that wants something ignored but does not work.

What: a comment in the draft that begins with *glossary: ignore* and names no rule, a rule that does not exist, or no reason; or one
that is misspelt or empty.
Why: whoever wrote it believes that the finding is settled; without a reason nobody can tell later whether it still is.
Example: <!-- glossary: ignore term.variant サーバ -->
Instead: <!-- glossary: ignore term.variant サーバ: quoted product name -->
"""

from collections.abc import Iterator

from glossary.checks.suppress import Round
from glossary.domain.finding import DraftFinding
from glossary.domain.message import Message
from glossary.domain.statuses import Level
from glossary.errors import N_

LEVEL = Level.WARNING


def judge(round: Round) -> Iterator[DraftFinding]:
    """Every comment that does not work, with what is wrong."""
    for directive in round.directives:
        if directive.problem is not None:
            message = Message(N_("this comment suppresses nothing"))
            yield round.finding("suppression.invalid", LEVEL, directive, message, (directive.problem,))
