"""One expression for two concepts, and nothing that tells them apart.

What: the same expression in the same language designates two concepts that are neither related nor joined by a pitfall.
Why: a reader who looks it up must be told that there are two, and a duplicate entry must be merged.
Example: 保証 under both assurance and guarantee without a relation.
Instead: merge the entries, relate them, or write the pitfall.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from glossary.checks.rule import Judgement, said
from glossary.domain.concept import Concept
from glossary.domain.statuses import Level
from glossary.domain.termbase import Termbase
from glossary.errors import N_

LEVEL = Level.WARNING


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every pair of unconnected concepts that share an expression."""
    owners: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for concept in termbase.concepts.values():
        for lang, _, term in concept.all_terms():
            if not term.hidden:
                owners[lang, term.text.casefold()][concept.id] = None
    together = {frozenset(pair) for pitfall in termbase.pitfalls.values() for pair in combinations(pitfall.concepts, 2)}
    for (lang, text), ids in sorted(owners.items()):
        for first, second in combinations(ids, 2):
            if frozenset((first, second)) not in together and not _related(termbase.concepts[first], termbase.concepts[second]):
                yield said(
                    first,
                    f"{lang}.term",
                    N_("{term} is also a term of {other}; merge the two, relate them or write a pitfall"),
                    term=text,
                    other=second,
                )


def _related(first: Concept, second: Concept) -> bool:
    return any(other.id in (*one.related, *one.broader, *one.narrower, one.successor) for one, other in ((first, second), (second, first)))
