"""A term with kanji and no reading.

What: the term contains kanji but has no reading.
Why: without kana the term is found neither by kana nor by rōmaji, and a reader cannot say it aloud.
Example: 脆弱性 without ぜいじゃくせい.
Instead: add the reading in kana.
"""

from collections.abc import Iterator

from glossary.checks.rule import Judgement, said, term_field
from glossary.domain.statuses import Level
from glossary.domain.termbase import Termbase
from glossary.errors import N_
from glossary.text.scripts import has_kanji

LEVEL = Level.ERROR


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every term with kanji and without a reading."""
    for concept in termbase.concepts.values():
        for lang, position, term in concept.all_terms():
            if not term.reading and has_kanji(term.text):
                yield said(
                    concept.id, term_field(lang, position, "reading"), N_("{term} has kanji; add its reading in kana"), term=term.text
                )
