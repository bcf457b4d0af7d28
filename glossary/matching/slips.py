"""Finds by slips: terms that are one or two edits away from the query, as written or as heard."""

from typing import Final

from glossary.domain.lookup import MatchKind
from glossary.matching.finds import Finds
from glossary.matching.keys import Key
from glossary.matching.question import Question
from glossary.matching.similarity import allowed_edits, edits_between
from glossary.text import kana
from glossary.text.normalise import fold
from glossary.text.scripts import has_japanese, script_of

MIN_LATIN: Final = 3
"""Letters of a Latin query in which a slip can be seen: one wrong letter of two is another acronym."""


def find_slips(finds: Finds, question: Question) -> None:
    """Terms that are nearly the query: nearer ones first, then those in the same scripts, then those that start alike."""
    _slips_in_spelling(finds, question)
    if question.sound is not None:
        if question.is_japanese:
            _slips_in_kana(finds, question)
        else:
            _slips_in_romaji(finds, question.sound)


def _slips_in_spelling(finds: Finds, question: Question) -> None:
    query = question.spelling
    edits = min(allowed_edits(len(query)), _droppable(question))
    if not question.is_japanese and len(query) < MIN_LATIN:
        return
    table = finds.index.table(Key.SPELLING)
    for place, distance in table.near(query, edits) if edits else ():
        key = table.keys[place]
        if distance > allowed_edits(len(key)) or (question.is_japanese and _is_other_word(query, key)):
            continue
        for form in table.forms(place):
            finds.keep(MatchKind.TYPO, 3 * distance + 1 + (not _fits(query, key)), form, distance, other_start=query[0] != key[0])


def _is_other_word(query: str, key: str) -> bool:
    """Whether two neighbouring characters were changed into two others: in Japanese that is another word, not a slip."""
    start = 0
    while start < min(len(query), len(key)) and query[start] == key[start]:
        start += 1
    end = 0
    while end < min(len(query), len(key)) - start and query[-1 - end] == key[-1 - end]:
        end += 1
    changed, wanted = query[start : len(query) - end], key[start : len(key) - end]
    return len(changed) == len(wanted) == 2 and not set(changed) & set(wanted)


def _droppable(question: Question) -> int:
    """A slip spoils a word, it does not swallow one: of several words the shortest Japanese one must partly remain."""
    lengths = [len(word) for word in question.words if has_japanese(word)]
    return min(lengths) - 1 if len(question.words) > 1 and lengths else len(question.folded)


def _slips_in_kana(finds: Finds, question: Question) -> None:
    """One wrong kana is up to two wrong letters: letters narrow the search, kana decide."""
    query = _kana_key(question.folded)
    edits = allowed_edits(len(query))
    table = finds.index.table(Key.SOUND)
    for place, _ in table.near(question.sound or "", 2 * edits) if edits else ():
        for form in table.forms(place):
            reading = _kana_key(fold(finds.index.forms[form]))
            distance = edits_between(query, reading)
            if distance <= edits:
                finds.keep(MatchKind.TYPO, 3 * distance + 1, form, distance, other_start=query[0] != reading[0])


def _slips_in_romaji(finds: Finds, sound: str) -> None:
    edits = allowed_edits(len(sound))
    table = finds.index.table(Key.SOUND)
    for place, distance in table.near(sound, edits) if edits else ():
        for form in table.forms(place):
            finds.keep(MatchKind.TYPO, 3 * distance + 2, form, distance, other_start=sound[0] != table.keys[place][0])


def _kana_key(folded: str) -> str:
    return kana.to_hiragana(kana.spelling(folded))


def _fits(query: str, key: str) -> bool:
    """Whether the two are written in the same scripts."""
    return {script_of(char) for char in query} == {script_of(char) for char in key}
