"""A pitfall phrase that cannot be read.

What: a phrase has no word, a stray bracket, over 200 readings, or names a concept, class or set that does not exist.
Why: a trigger that can never match looks like protection and is none.
Example: find = ["(will|should table the"].
Instead: correct the phrase.
"""

from collections.abc import Collection, Iterator

from glossary.checks.rule import Judgement, said
from glossary.domain.phrase import PartKind, PhraseError, read_phrase
from glossary.domain.statuses import Level
from glossary.domain.termbase import Termbase
from glossary.errors import N_

LEVEL = Level.ERROR

WORD_CLASSES = {"number", "noun", "verb"}
"""The classes of words that the pitfall language knows; all other names in angle brackets are sets of ``lexicon/sets.toml``."""


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every phrase that cannot be read."""
    sets = termbase.lexicon.get("sets", {})
    classes = WORD_CLASSES | set(sets)
    for pitfall in termbase.pitfalls.values():
        for field, _lang, phrase in pitfall.phrases():
            try:
                readings = read_phrase(phrase)
            except PhraseError as error:
                yield said(pitfall.id, field, N_("{phrase} cannot be read: {reason}"), phrase=phrase, reason=str(error))
                continue
            names = {(part.kind, part.text) for reading in readings for part in reading}
            yield from _unknown(pitfall.id, field, names, termbase.concepts, classes)


def _unknown(
    entry: str, field: str, names: set[tuple[PartKind, str]], concepts: Collection[str], classes: Collection[str]
) -> Iterator[Judgement]:
    for kind, name in sorted(names, key=lambda named: named[1]):
        if kind is PartKind.CONCEPT and name not in concepts:
            yield said(entry, field, N_("there is no concept {id}"), id=name)
        if kind is PartKind.CLASS and name not in classes:
            yield said(entry, field, N_("there is no class or set <{name}>"), name=name)
