"""A reading that is not kana.

What: a reading holds something other than hiragana, katakana and the long-vowel mark.
Why: readings are search keys and ruby; kanji, Latin letters, spaces and middle dots in them break both.
Example: reading = "ISMSにんしょう".
Instead: write Latin letters as they are read: アイエスエムエスにんしょう.
"""

from collections.abc import Iterator

from glossary.checks.rule import Judgement, said, term_field
from glossary.domain.statuses import Level
from glossary.domain.termbase import Termbase
from glossary.errors import N_
from glossary.text.scripts import is_kana

LEVEL = Level.ERROR


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every reading with a character that is not kana."""
    for concept in termbase.concepts.values():
        for lang, position, term in concept.all_terms():
            strange = sorted({char for char in term.reading or "" if not is_kana(char)})
            if strange:
                yield said(
                    concept.id,
                    term_field(lang, position, "reading"),
                    N_("{reading} contains {characters}; a reading is hiragana, katakana and the long vowel mark only"),
                    reading=term.reading,
                    characters=" ".join(repr(char) for char in strange),
                )
