"""A relation to nothing.

What: related, broader, narrower, successor, domain or a pitfall's concept names an id that does not exist, or the concept
itself.
Why: a link that leads nowhere; usually a misspelt id.
Example: related = ["ncsc"] where the concept is called ncsc-uk.
Instead: correct the id or remove it.
"""

from collections.abc import Iterator

from glossary.checks.rule import Judgement, said
from glossary.domain.statuses import Level
from glossary.domain.termbase import Termbase
from glossary.errors import N_

LEVEL = Level.ERROR


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every id that leads nowhere."""
    for concept in termbase.concepts.values():
        if concept.domain not in termbase.domains:
            yield said(concept.id, "domain", N_("there is no domain {id}"), id=concept.domain)
        relations = {
            "related": concept.related,
            "broader": concept.broader,
            "narrower": concept.narrower,
            "successor": (concept.successor,) if concept.successor else (),
        }
        for field, ids in relations.items():
            for target in ids:
                if target == concept.id:
                    yield said(concept.id, field, N_("the concept names itself"))
                elif target not in termbase.concepts:
                    yield said(concept.id, field, N_("there is no concept {id}"), id=target)
    for pitfall in termbase.pitfalls.values():
        for target in (*pitfall.concepts, *(sense.concept for sense in pitfall.senses)):
            if target not in termbase.concepts:
                yield said(pitfall.id, "concepts", N_("there is no concept {id}"), id=target)
