"""An example that does not show its term.

What: a concept has no example pair, or a sentence of a pair contains none of the concept's terms in that language.
Why: examples seed the translation memory and show the term at work.
Example: a sentence on patches under vulnerability.
Instead: use a term of the entry in each sentence.
"""

from collections.abc import Iterator

from glossary.checks.rule import Judgement, said
from glossary.domain.statuses import Level
from glossary.domain.termbase import Termbase
from glossary.errors import N_
from glossary.text.occurrence import contains_expression

LEVEL = Level.WARNING


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every example without a term, and every concept without an example."""
    for concept in termbase.concepts.values():
        if not concept.examples:
            yield said(concept.id, "example", N_("there is no example pair"))
        for position, example in enumerate(concept.examples):
            for lang, sentence in example.items():
                terms = concept.sections[lang].terms if lang in concept.sections else ()
                if not any(contains_expression(sentence, term.text, lang) for term in terms):
                    yield said(concept.id, f"example[{position}].{lang}", N_("the sentence contains no term of this entry"))
