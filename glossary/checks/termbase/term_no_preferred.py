"""A language section in which no term is preferred.

What: the section names no preferred term that is shown.
Why: readers and programs take the preferred term as the answer; without one the concept has no name.
Example: an entry whose only English term is admitted.
Instead: mark one term of each language as preferred.
"""

from collections.abc import Iterator

from glossary.checks.rule import Judgement, said
from glossary.domain.statuses import Level, NormativeStatus
from glossary.domain.termbase import Termbase
from glossary.errors import N_

LEVEL = Level.ERROR


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every section without a preferred term."""
    for concept in termbase.concepts.values():
        for lang, section in concept.sections.items():
            if not any(term.status is NormativeStatus.PREFERRED and not term.hidden for term in section.terms):
                yield said(concept.id, f"{lang}.term", N_("no term is preferred; mark one"))
