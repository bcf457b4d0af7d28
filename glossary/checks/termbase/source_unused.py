"""A source that no entry cites.

What: sources.toml holds a source that no concept, term, pitfall, house style or word list names.
Why: a left-over that readers of the source list take for evidence.
Example: the key was misspelt in the entry.
Instead: cite it or remove it.
"""

from collections.abc import Iterator

from glossary.checks.rule import Judgement, said
from glossary.domain.concept import Concept
from glossary.domain.pitfall import Pitfall
from glossary.domain.statuses import Level
from glossary.domain.termbase import Termbase
from glossary.errors import N_

LEVEL = Level.INFORMATION


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every source without a citation."""
    cited = {key for entry in _entries(termbase) for key in entry.sources}
    cited |= {key for _, _, key in termbase.house_citations()}
    cited |= {term.authority for concept in termbase.concepts.values() for _, _, term in concept.all_terms() if term.authority}
    for key in termbase.sources:
        if key not in cited:
            yield said(key, "sources.toml", N_("no entry cites this source"))


def _entries(termbase: Termbase) -> Iterator[Concept | Pitfall]:
    yield from termbase.concepts.values()
    yield from termbase.pitfalls.values()
