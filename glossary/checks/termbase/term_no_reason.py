"""A discouraged term without a reason.

What: a deprecated or superseded term has no reason, or names a replacement that is no term of its section.
Why: "do not write this" helps nobody; why, and what to write, does.
Example: ホワイトリスト deprecated, and nothing else said.
Instead: give the reason in both languages and, where there is one, the replacement.
"""

from collections.abc import Iterator

from glossary.checks.rule import Judgement, said, term_field
from glossary.domain.message import Message
from glossary.domain.statuses import Level, NormativeStatus
from glossary.domain.termbase import Termbase
from glossary.errors import N_

LEVEL = Level.ERROR

SAID = {NormativeStatus.DEPRECATED: N_("deprecated"), NormativeStatus.SUPERSEDED: N_("superseded")}
"""The statuses that need a reason, as a sentence says them."""


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every discouraged term without a reason, and every replacement that is none."""
    for concept in termbase.concepts.values():
        for lang, position, term in concept.all_terms():
            if term.status.is_discouraged and not term.reason:
                yield said(
                    concept.id,
                    term_field(lang, position, "reason"),
                    N_("{term} is {status}; say why in both languages"),
                    term=term.text,
                    status=Message(SAID[term.status]),
                )
            texts = {other.text for other in concept.sections[lang].terms if not other.status.is_discouraged}
            if term.replaced_by and term.replaced_by not in texts:
                yield said(
                    concept.id,
                    term_field(lang, position, "replaced_by"),
                    N_("{term} is not a preferred or admitted term of this section"),
                    term=term.replaced_by,
                )
