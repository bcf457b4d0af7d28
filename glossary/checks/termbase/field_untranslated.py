"""A field that is empty or was left in the other language.

What: a usage note is missing, a Japanese field holds no Japanese, an English field holds mostly Japanese, or a language
section is missing.
Why: half an entry serves half the readers.
Example: ja.usage = "Use for the body only."
Instead: write the field in its own language.
"""

from collections.abc import Iterator, Mapping

from glossary.checks.rule import Judgement, said
from glossary.domain.concept import Concept
from glossary.domain.pitfall import Pitfall
from glossary.domain.statuses import Level
from glossary.domain.termbase import Termbase
from glossary.errors import N_
from glossary.text.languages import LANGUAGES
from glossary.text.scripts import is_written_in

LEVEL = Level.WARNING


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every field that is empty or in the wrong language."""
    for concept in termbase.concepts.values():
        for lang in LANGUAGES:
            for field, text in _texts(concept, lang):
                yield from _judge_text(concept.id, field, text, lang)
    for pitfall in termbase.pitfalls.values():
        yield from _judge_pitfall(pitfall)


def _texts(concept: Concept, lang: str) -> Iterator[tuple[str, str]]:
    section = concept.sections.get(lang)
    yield f"{lang}.definition", section.definition if section else ""
    yield f"{lang}.usage", section.usage if section else ""
    for position, term in enumerate(section.terms if section else ()):
        if term.reason:
            yield f"{lang}.term[{position}].reason.{lang}", term.reason.get(lang, "")
    for position, example in enumerate(concept.examples):
        yield f"example[{position}].{lang}", example.get(lang, "")


def _judge_pitfall(pitfall: Pitfall) -> Iterator[Judgement]:
    texts: dict[str, Mapping[str, str]] = {"title": pitfall.title, "write": pitfall.write}
    texts |= {f"reads.{reader}": told for reader, told in pitfall.reads.items()}
    for field, told in texts.items():
        for lang in LANGUAGES:
            yield from _judge_text(pitfall.id, f"{field}.{lang}", told.get(lang, ""), lang)


def _judge_text(entry: str, field: str, text: str, lang: str) -> Iterator[Judgement]:
    if not text.strip():
        yield said(entry, field, N_("this text is empty"))
    elif not is_written_in(text, lang):
        yield said(entry, field, N_("this text is not in its language"))
