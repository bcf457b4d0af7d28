"""A definition that uses its own term.

What: the definition contains the preferred term, or an admitted full form, of its own language.
Why: it explains nothing to the reader who does not know the term.
Example: access control: the control of access.
Instead: say what it is with other words, starting from the broader concept.
"""

from collections.abc import Iterator

from glossary.checks.rule import Judgement, said
from glossary.domain.statuses import Level, NormativeStatus, PartOfSpeech
from glossary.domain.termbase import Termbase
from glossary.errors import N_
from glossary.text.occurrence import contains_expression

LEVEL = Level.WARNING


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every definition that contains a term it defines."""
    for concept in termbase.concepts.values():
        for lang, section in concept.sections.items():
            for term in section.terms:
                counts = term.status is NormativeStatus.PREFERRED and term.part_of_speech is not PartOfSpeech.PROPER_NOUN
                if counts and contains_expression(section.definition, term.text, lang):
                    yield said(concept.id, f"{lang}.definition", N_("the definition uses the term itself: {term}"), term=term.text)
