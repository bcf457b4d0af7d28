"""A relation written twice.

What: two concepts name each other as related, or one says broader and the other narrower.
Why: relations are written in one direction and derived in the other; two copies drift apart.
Example: a relates to b, and b relates to a.
Instead: keep it in one of the two files.
"""

from collections.abc import Iterator

from glossary.checks.rule import Judgement, said
from glossary.domain.statuses import Level
from glossary.domain.termbase import Termbase
from glossary.errors import N_

LEVEL = Level.WARNING


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every relation that both sides write, told once."""
    for concept in termbase.concepts.values():
        for field, mirrored in (("related", "related"), ("broader", "narrower"), ("broader", "broader"), ("narrower", "narrower")):
            for target in getattr(concept, field):
                other = termbase.concepts.get(target)
                if other and concept.id in getattr(other, mirrored) and (field != mirrored or concept.id < target):
                    yield said(concept.id, field, N_("{id} names this concept too; write the relation in one file"), id=target)
