"""Finds by parts: terms that stand inside a query that is no term itself."""

from typing import Final

from glossary.matching.finds import Finds
from glossary.matching.keys import Key
from glossary.matching.question import Question
from glossary.text.scripts import has_japanese

MAX_PART: Final = 60
"""Characters of a term that is looked for inside the query."""

MAX_WORDS: Final = 12
"""Words of a query that are searched for inflected terms inside it."""

MAX_QUERY: Final = 120
"""Characters of a query that are searched for terms inside it."""


def find_parts(finds: Finds, question: Question) -> None:
    """Terms that stand in the query between borders of words, the longest; one inside a longer one is left out."""
    folded = question.folded[:MAX_QUERY]
    key = question.speller.mapped(folded)
    table = finds.index.table(Key.SPELLING)
    covered = 0
    for start in range(len(key.text)):
        if not _is_border(folded, key.starts[start]) or not len(table.starting(key.text[start : start + 2])):
            continue
        for end in range(min(len(key.text), start + MAX_PART), max(start + 1, covered), -1):
            if not _is_border(folded, key.ends[end - 1]):
                continue
            forms = table.equal(key.text[start:end])
            for form in forms:
                finds.keep_part(form, end - start)
            if forms:
                covered = end
                break
    if not finds.best:
        _find_inflected_parts(finds, question)


def _find_inflected_parts(finds: Finds, question: Question) -> None:
    """English terms that stand in the query in another inflection."""
    table = finds.index.table(Key.BASE)
    words = question.base(finds.index.inflected).split(" ")[:MAX_WORDS]
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            part = " ".join(words[start:end])
            if part not in question.speller.lists.light:
                for form in table.equal(part):
                    finds.keep_part(form, len(part))


def _is_border(folded: str, place: int) -> bool:
    """Whether no Latin word or number goes on across the place."""
    if place in (0, len(folded)):
        return True
    return not all(char.isalnum() and not has_japanese(char) for char in folded[place - 1 : place + 1])
