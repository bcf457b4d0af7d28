"""Dates that contradict each other.

What: a term ends before it begins, a superseded term has no end while its successor in the entry has a beginning, or a
concept's successor begins before the concept's own names end.
Why: as-of answers rest on these dates; a wrong one puts the wrong name into a text.
Example: valid_from = 2025-07-01 and valid_to = 2015-06-30.
Instead: correct the dates.
"""

from collections.abc import Iterator

from glossary.checks.rule import Judgement, said, term_field
from glossary.domain.concept import Concept
from glossary.domain.statuses import Level, NormativeStatus
from glossary.domain.termbase import Termbase
from glossary.errors import N_

LEVEL = Level.ERROR


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every contradiction of dates."""
    for concept in termbase.concepts.values():
        for lang, position, term in concept.all_terms():
            if term.valid_from and term.valid_to and term.valid_to < term.valid_from:
                yield said(concept.id, term_field(lang, position, "valid_to"), N_("the term ends before it begins"))
            if term.status is NormativeStatus.SUPERSEDED and term.replaced_by and term.valid_to:
                heir = next((other for other in concept.sections[lang].terms if other.text == term.replaced_by), None)
                if heir and heir.valid_from and heir.valid_from <= term.valid_to:
                    yield said(
                        concept.id,
                        term_field(lang, position, "valid_to"),
                        N_("{old} is in use until {end}, but {new} begins on {start}"),
                        old=term.text,
                        end=term.valid_to.isoformat(),
                        new=heir.text,
                        start=heir.valid_from.isoformat(),
                    )
        successor = termbase.concepts.get(concept.successor or "")
        if successor:
            yield from _handover(concept, successor)


def _handover(concept: Concept, successor: Concept) -> Iterator[Judgement]:
    ends = [term.valid_to for section in concept.sections.values() for term in section.terms if term.valid_to]
    starts = [term.valid_from for section in successor.sections.values() for term in section.terms if term.valid_from]
    if ends and starts and min(starts) <= max(ends):
        yield said(
            concept.id,
            "successor",
            N_("its names are in use until {end}, but {id} begins on {start}"),
            end=max(ends).isoformat(),
            id=successor.id,
            start=min(starts).isoformat(),
        )
