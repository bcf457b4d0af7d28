"""Two preferred terms in one language, region and time.

What: two terms of one section are preferred for the same region, and both are in use on some day.
Why: a translator who asks for the standard term gets two answers.
Example: "incident response" and "incident handling" both preferred in one entry.
Instead: make one of them admitted, or give each its region or its dates.
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from glossary.checks.rule import Judgement, said, term_field
from glossary.domain.concept import Term
from glossary.domain.statuses import Level, NormativeStatus
from glossary.domain.termbase import Termbase
from glossary.errors import N_

LEVEL = Level.ERROR


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every second preferred term."""
    for concept in termbase.concepts.values():
        for lang, section in concept.sections.items():
            preferred = [(position, term) for position, term in enumerate(section.terms) if term.status is NormativeStatus.PREFERRED]
            for (_, first), (position, second) in combinations(preferred, 2):
                if first.region == second.region and _meet(first, second):
                    yield said(
                        concept.id,
                        term_field(lang, position, "status"),
                        N_("{second} is preferred beside {first}; make one of them admitted, or give each a region or dates"),
                        first=first.text,
                        second=second.text,
                    )


def _meet(first: Term, second: Term) -> bool:
    """Whether some day lies in the validity of both."""
    start = max(first.valid_from or date.min, second.valid_from or date.min)
    end = min(first.valid_to or date.max, second.valid_to or date.max)
    return start <= end
