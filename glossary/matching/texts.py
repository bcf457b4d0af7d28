"""Search in definitions and usage notes, in memory: exact for one and two Japanese characters too.

``TextCandidates`` is what a look-up asks; a database may answer it with an index of its own.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final, Protocol

import msgspec

from glossary.domain.concept import Concept
from glossary.text.languages import LANGUAGES
from glossary.text.normalise import fold
from glossary.text.scripts import has_japanese

MAX_WORDS: Final = 12
"""Words of a query that are looked for; more only make the same few texts likelier."""

WHOLE_WORD: Final = 2
"""A Latin word of up to so many letters must stand alone in the text; of a longer one the text may hold a longer form."""

_BETWEEN: Final = "\x00"


class TextCandidates(Protocol):
    """Finds texts of concepts."""

    def find(self, text: str, limit: int) -> Sequence[tuple[str, str]]:
        """(concept id, language) of the texts in which every word of the query stands, best first."""


class TextRecord(msgspec.Struct, array_like=True):
    """The folded texts of a layer as they are stored: each with its concept (a number) and language (a place in LANGUAGES)."""

    texts: list[str]
    owners: bytes
    langs: bytes


def build_texts(concepts: Sequence[Concept]) -> TextRecord:
    """The definitions and usage notes of these concepts, all definitions before all notes."""
    rows: list[tuple[str, int, int]] = []
    for is_definition in (True, False):
        for number, concept in enumerate(concepts):
            for lang, section in concept.sections.items():
                text = fold(section.definition if is_definition else section.usage)
                if text:
                    rows.append((text, number, LANGUAGES.index(lang)))
    return TextRecord(
        texts=[text for text, _, _ in rows],
        owners=array("I", (number for _, number, _ in rows)).tobytes(),
        langs=bytes(lang for _, _, lang in rows),
    )


def text_words(folded: str) -> list[str]:
    """The words of a folded query that a text must hold: its parts between spaces, each once."""
    return list(dict.fromkeys(folded.split()))[:MAX_WORDS]


def places(folded_text: str, word: str) -> Iterator[int]:
    """Where the word stands in a folded text: Japanese anywhere, Latin only at the start of a word."""
    free = has_japanese(word)
    at = folded_text.find(word)
    while at >= 0:
        end = at + len(word)
        starts = at == 0 or not _joins(folded_text[at - 1], word[0])
        stops = len(word) > WHOLE_WORD or end == len(folded_text) or not _joins(folded_text[end], word[-1])
        if free or (starts and stops):
            yield at
        at = folded_text.find(word, at + 1)


def _joins(char: str, letter: str) -> bool:
    return char.isalnum() and not has_japanese(char) and letter.isalnum()


class MemoryTexts:
    """The texts of one layer."""

    def __init__(self, record: TextRecord, concepts: Sequence[str]) -> None:
        self._texts = record.texts
        self._owners = memoryview(record.owners).cast("I")
        self._langs = record.langs
        self._concepts = concepts

    @cached_property
    def _joined(self) -> str:
        return _BETWEEN.join(self._texts)

    @cached_property
    def _offsets(self) -> list[int]:
        return list(accumulate((len(text) + 1 for text in self._texts), initial=0))

    def find(self, text: str, limit: int) -> Sequence[tuple[str, str]]:
        """(concept id, language) of the texts in which every word of the query stands: definitions first, shorter ones first."""
        wanted = text_words(fold(text))
        if not wanted:
            return ()
        longest = max(wanted, key=len)
        others = [word for word in wanted if word != longest]
        found = [
            number for number in self._holding(longest) if all(next(places(self._texts[number], word), None) is not None for word in others)
        ]
        found.sort(key=lambda number: (number >= self._first_note, len(self._texts[number]), number))
        pairs = dict.fromkeys((self._concepts[self._owners[number]], LANGUAGES[self._langs[number]]) for number in found)
        return list(pairs)[:limit]

    @cached_property
    def _first_note(self) -> int:
        """Where the notes start: the concepts' numbers begin again."""
        owners = self._owners
        return next((place for place in range(1, len(owners)) if owners[place] < owners[place - 1]), len(owners))

    def _holding(self, word: str) -> Iterator[int]:
        joined, offsets = self._joined, self._offsets
        at = joined.find(word)
        while at >= 0:
            number = bisect_right(offsets, at) - 1
            if next(places(self._texts[number], word), None) is not None:
                yield number
            at = joined.find(word, offsets[number + 1])


def merge(sources: Iterable[TextCandidates], text: str, limit: int) -> list[tuple[str, str]]:
    """What several sources find, in turns, each pair once."""
    found = [source.find(text, limit) for source in sources]
    turns = (pairs[turn] for turn in range(max(map(len, found), default=0)) for pairs in found if turn < len(pairs))
    return list(dict.fromkeys(turns))[:limit]
