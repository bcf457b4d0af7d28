"""Finds by pieces: terms that start with the query or contain it."""

from collections.abc import Iterator
from typing import Final

from glossary.domain.lookup import MatchKind
from glossary.matching.finds import Finds, Grade
from glossary.matching.keys import Key
from glossary.matching.letters import is_aligned, places_aligned
from glossary.matching.question import Question
from glossary.text.kana import shorten, to_hiragana
from glossary.text.normalise import fold

MIN_ROMAJI_START: Final = 2
"""Letters that a query in romaji needs to find readings that start so."""

MIN_INSIDE: Final = 4
"""Letters that a Latin query needs to be found inside a word (*age* in *manage* says nothing), or inside a reading."""

MIN_SHORT: Final = 3
"""Letters that must be left of a sound without the length of its vowels to look for pieces with it."""

MIN_KANA_INSIDE: Final = 2
"""Kana that a query needs to be found inside a reading: every fourth reading has a の or an ん in it."""

MIN_BEGUN: Final = 3
"""Letters that a Latin query needs to find words inside a term that start with it; a shorter one must be the whole word."""


def find_starting(finds: Finds, question: Question) -> None:
    """Terms whose text, spelling or reading starts with the query."""
    index = finds.index
    for grade, kind, start in ((Grade.TEXT, Key.TEXT, question.folded), (Grade.RESPELT, Key.SPELLING, question.spelling)):
        table = index.table(kind)
        for place in table.starting(start):
            mid_word = table.keys[place][len(start)].isalnum()
            finds.has_text = True
            for form in table.forms(place):
                finds.keep_piece(MatchKind.PREFIX, grade, form, mid_word=mid_word)
    letters = question.started
    if letters is None or (not question.is_japanese and len(letters) < MIN_ROMAJI_START):
        return
    written = to_hiragana(question.folded)
    for grade, kind, start in _sounds(letters):
        table = index.table(kind)
        for place in table.starting(start):
            if not question.is_japanese or is_aligned(table.keys[place], 0, len(start)):
                for form in table.forms(place):
                    # えい sounds like エー; what is written so comes first.
                    other = question.is_japanese and not to_hiragana(fold(index.forms[form])).startswith(written)
                    finds.keep_piece(MatchKind.PREFIX, grade, form, mid_word=other)


def _sounds(letters: str) -> Iterator[tuple[Grade, Key, str]]:
    """Letters as they are, then with short vowels, where enough is left of them to say something: of えい only an e is."""
    yield Grade.SAME_LENGTH, Key.LENGTH, letters
    short = shorten(letters)
    if len(short) >= MIN_SHORT:
        yield Grade.OTHER_LENGTH, Key.SOUND, short


def find_containing(finds: Finds, question: Question) -> None:
    """Terms whose text, spelling or reading contains the query."""
    _containing_text(finds, question)
    _containing_spelling(finds, question)
    if question.length is None:
        return
    if question.is_japanese and len(question.folded) < MIN_KANA_INSIDE:
        return
    if not question.is_japanese and (finds.has_text or len(question.length) < MIN_INSIDE):
        return
    for grade, kind, piece in _sounds(question.length):
        table = finds.index.table(kind)
        for place in table.containing(piece):
            if next(places_aligned(table.keys[place], piece), None) is not None:
                for form in table.forms(place):
                    finds.keep_piece(MatchKind.SUBSTRING, grade, form)


def _containing_text(finds: Finds, question: Question) -> None:
    piece = question.folded
    table = finds.index.table(Key.TEXT)
    if not question.is_japanese and len(piece) < MIN_BEGUN:
        _containing_word(finds, piece)
        return
    for place in table.containing(piece):
        at_word = question.is_japanese or next(places_at_word(table.keys[place], piece), None) is not None
        if at_word or len(piece) >= MIN_INSIDE:
            finds.has_text = True
            for form in table.forms(place):
                finds.keep_piece(MatchKind.SUBSTRING, Grade.TEXT if at_word else Grade.INSIDE_WORD, form)


def _containing_word(finds: Finds, word: str) -> None:
    """One or two Latin letters stand as a word, or not at all: half the terms have words that start so."""
    table = finds.index.table(Key.TEXT)
    for place in table.containing(" " + word):
        key = table.keys[place]
        if any(not key[at + len(word) : at + len(word) + 1].isalnum() for at in places_at_word(key, word)):
            finds.has_text = True
            for form in table.forms(place):
                finds.keep_piece(MatchKind.SUBSTRING, Grade.TEXT, form)


def _containing_spelling(finds: Finds, question: Question) -> None:
    """In Latin, spellings that the texts do not show: a piece across words, or in the other spelling."""
    if not question.is_japanese and len(question.spelling) < MIN_INSIDE:
        return
    table = finds.index.table(Key.SPELLING)
    for place in table.containing(question.spelling):
        for form in table.forms(place):
            if question.is_japanese or _spells_from_word(finds.index.forms[form], question):
                finds.has_text = True
                finds.keep_piece(MatchKind.SUBSTRING, Grade.RESPELT, form)


def _spells_from_word(text: str, question: Question) -> bool:
    """Whether the query, which is not in the text itself, starts at the start of a word in another spelling of it."""
    folded = fold(text)
    if question.folded in folded:
        return False
    starts = (place for place in range(len(folded)) if place == 0 or not folded[place - 1].isalnum())
    return any(question.speller.key(folded[place:]).startswith(question.spelling) for place in starts)


def places_at_word(text: str, piece: str) -> Iterator[int]:
    """Where the piece stands in the text at the start of a word."""
    at = text.find(piece)
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum():
            yield at
        at = text.find(piece, at + 1)
