"""Finds by several words: terms that hold all of them, in any order."""

from collections.abc import Iterator, Sequence
from typing import Final

from glossary.domain.lookup import MatchKind
from glossary.matching.finds import Finds, Grade
from glossary.matching.keys import Key
from glossary.matching.pieces import places_at_word
from glossary.matching.question import Question
from glossary.matching.table import KeyTable
from glossary.text.scripts import has_japanese

MIN_BEGUN: Final = 3
"""A Latin word of fewer letters must stand in the term as it is; of a longer one the term may hold a longer form."""


def find_words(finds: Finds, question: Question, words: Sequence[str], grade: Grade) -> None:
    """Terms that hold every word; Latin words in any inflection or begun."""
    for kind, pieces in _pieces(finds, question, words):
        table = finds.index.table(kind)
        for place in _holding_all(table, pieces):
            finds.has_text = True
            for form in table.forms(place):
                finds.keep_piece(MatchKind.SUBSTRING, grade, form)


def concepts_holding(finds: Finds, question: Question, word: str) -> set[str]:
    """The concepts one of whose terms holds the word."""
    index = finds.index
    return {
        index.concepts[index.owners[form]]
        for kind, pieces in _pieces(finds, question, [word])
        for place in _holding_all(index.table(kind), pieces)
        for form in index.table(kind).forms(place)
    }


def _pieces(finds: Finds, question: Question, words: Sequence[str]) -> Iterator[tuple[Key, list[str]]]:
    """The keys in which words are looked for, and what of each word: its spelling in Japanese, its lemma and its letters else."""
    speller = question.speller
    if any(map(has_japanese, words)):
        yield Key.SPELLING, [speller.key(word) for word in words]
    else:
        yield Key.BASE, [speller.base_key(word, finds.index.inflected) or word for word in words]
        yield Key.TEXT, list(words)


def _holding_all(table: KeyTable, pieces: Sequence[str]) -> Iterator[int]:
    """The places of the keys that hold every piece. The rarest one is looked for, the others are asked of what was found."""
    rarest, *others = sorted(set(pieces), key=table.most_containing)
    for place in table.containing(rarest):
        key = table.keys[place]
        if all(_holds(key, piece) for piece in (rarest, *others)):
            yield place


def _holds(key: str, piece: str) -> bool:
    if piece not in key:
        return False
    if has_japanese(key):
        return True
    if len(piece) < MIN_BEGUN:
        return f" {piece} " in f" {key} "
    return next(places_at_word(key, piece), None) is not None
