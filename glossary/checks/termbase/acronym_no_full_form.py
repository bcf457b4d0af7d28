"""An acronym without its full form.

What: a term of type acronym or abbreviation stands in a section that has no longer term.
Why: a reader who meets the acronym needs what it stands for.
Example: a section whose only term is SBOM.
Instead: add the full form.
"""

from collections.abc import Iterator

from glossary.checks.rule import Judgement, said, term_field
from glossary.domain.statuses import Level
from glossary.domain.termbase import Termbase
from glossary.errors import N_

LEVEL = Level.WARNING


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every acronym that stands without a longer form in its section."""
    for concept in termbase.concepts.values():
        for lang, position, term in concept.all_terms():
            if not (term.type and term.type.is_shortened):
                continue
            if not any(
                len(other.text) > len(term.text) or not (other.type and other.type.is_shortened)
                for other in concept.sections[lang].terms
                if other is not term
            ):
                yield said(concept.id, term_field(lang, position), N_("{term} stands without its full form"), term=term.text)
