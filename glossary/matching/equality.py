"""Finds by equal keys: exact, variant, reading, romaji, inflected."""

from glossary.domain.lookup import MatchKind
from glossary.matching.finds import Finds, Grade
from glossary.matching.keys import Key
from glossary.matching.layer_index import CASE_SENSITIVE, HIDDEN, READING, LayerIndex
from glossary.matching.question import Question
from glossary.matching.similarity import edits_between
from glossary.text.normalise import fold


def find_equal(finds: Finds, question: Question) -> None:
    """Every form that has a key of the query."""
    _equal_text(finds, question)
    _equal_spelling(finds, question)
    finds.has_text = bool(finds.best)
    _equal_sound(finds, question)
    _equal_base(finds, question)


def _equal_text(finds: Finds, question: Question) -> None:
    index = finds.index
    for form in index.table(Key.TEXT).equal(question.folded):
        bits = index.bits[form]
        if bits & HIDDEN:
            finds.keep(MatchKind.VARIANT, Grade.HIDDEN, form)
        elif question.text == index.forms[form]:
            finds.keep(MatchKind.EXACT, Grade.AS_WRITTEN, form)
        else:
            finds.keep(MatchKind.EXACT, Grade.CASE_MATTERS if bits & CASE_SENSITIVE else Grade.OTHER_CASE, form)


def _equal_spelling(finds: Finds, question: Question) -> None:
    table = finds.index.table(Key.SPELLING)
    for form in table.equal(question.spelling):
        finds.keep(MatchKind.VARIANT, Grade.SPELLING, form)
    for form in table.equal(question.normal):
        finds.keep(MatchKind.VARIANT, Grade.NORMAL, form)


def _equal_sound(finds: Finds, question: Question) -> None:
    index = finds.index
    kind = MatchKind.READING if question.is_japanese else MatchKind.ROMAJI
    if question.length is not None and question.sound is not None:
        for form in index.table(Key.LENGTH).equal(question.length):
            finds.keep(kind, Grade.SAME_LENGTH, form)
        for form in index.table(Key.SOUND).equal(question.sound):
            finds.keep(kind, Grade.OTHER_LENGTH, form)
    elif question.is_japanese and question.sounded is not None:
        for form in index.table(Key.SOUND).equal(question.sounded):
            _keep_sounded(finds, question, text_form(index, form))


def _keep_sounded(finds: Finds, question: Question, form: int) -> None:
    """A mixed spelling of the term where all kanji are its own, else the wrong kanji for the right sound."""
    written = fold(finds.index.forms[form])
    remaining = iter(written)
    if all(char in remaining for char in question.kanji):
        finds.keep(MatchKind.VARIANT, Grade.MIXED_SCRIPTS, form)
    else:
        edits = edits_between(question.folded, written)
        finds.keep(MatchKind.TYPO, 3 * edits, form, edits)


def text_form(index: LayerIndex, form: int) -> int:
    """The form of the text that a reading belongs to: readings follow the text of their term."""
    while index.bits[form] & READING:
        form -= 1
    return form


def _equal_base(finds: Finds, question: Question) -> None:
    base = question.base(finds.index.inflected)
    if not base:
        return
    for form in finds.index.table(Key.BASE).equal(base):
        finds.keep(MatchKind.INFLECTED, 0, form)
        finds.has_text = True
