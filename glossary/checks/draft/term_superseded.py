"""A term that another one has replaced.

What: a term that the termbase marks as superseded, without dates (names with dates are name.renamed).
Why: the newer term is what readers now look for.
Example: responsible disclosure; 敵基地攻撃能力.
Instead: write the term that replaced it.
"""

from collections.abc import Iterator

from glossary.checks.discouraged import discouraged
from glossary.checks.view import DraftView
from glossary.domain.finding import DraftFinding
from glossary.domain.statuses import Level, NormativeStatus
from glossary.errors import N_

LEVEL = Level.WARNING


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every superseded term without dates."""
    return discouraged(view, "term.superseded", NormativeStatus.SUPERSEDED, LEVEL, N_("{written} was replaced by another term"))
