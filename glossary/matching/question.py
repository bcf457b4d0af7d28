"""What a query means: its keys, made when first asked for. Queries in English or romaji never open the analyser."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from glossary.matching.keys import SOUND
from glossary.text import kana
from glossary.text.japanese import content_words, long_units, reading
from glossary.text.normalise import fold
from glossary.text.romaji import romaji_length, romaji_start
from glossary.text.scripts import has_japanese, has_kanji
from glossary.text.spelling import Speller

MAX_WORDS: Final = 12
"""Words of a query that are looked for."""


class Question:
    """A query, folded, and its keys."""

    def __init__(self, text: str, speller: Speller) -> None:
        self.text = text.strip()
        self.folded = fold(text)
        self.speller = speller
        self.is_japanese = has_japanese(self.folded)

    @cached_property
    def spelling(self) -> str:
        """The spelling key."""
        return self.speller.key(self.folded)

    @cached_property
    def normal(self) -> str:
        """The spelling key in the dictionary's normal forms; the spelling key itself for a query that is not Japanese."""
        return self.speller.normal_key(self.text) if self.is_japanese else self.spelling

    def base(self, inflected: Mapping[str, str]) -> str:
        """The query without inflection, by a table of English forms."""
        return self.speller.base_key(self.text, inflected)

    @cached_property
    def length(self) -> str | None:
        """The letters of a query in kana or romaji, with the length of vowels."""
        return self._letters(romaji_length(self.folded) if not self.is_japanese else kana.sound_length(self.folded))

    @cached_property
    def sound(self) -> str | None:
        """The letters of a query in kana or romaji, without the length of vowels."""
        return None if self.length is None else kana.shorten(self.length)

    @cached_property
    def started(self) -> str | None:
        """Like ``length``; in romaji the last syllable may still lack its vowel."""
        return self.length if self.is_japanese else self._letters(romaji_start(self.folded))

    @cached_property
    def sounded(self) -> str | None:
        """The letters, without the length of vowels, of a query that mixes kanji, kana and romaji, as the analyser reads it."""
        letters = ""
        for word in self.folded.split():
            found = None if has_japanese(word) else romaji_length(word)
            if found is None:
                read = reading(long_units(word))
                found = None if read is None else kana.sound_length(fold(read))
            if found is None:
                return None
            letters += found
        return kana.shorten(letters) if SOUND.fullmatch(letters) else None

    @cached_property
    def kanji(self) -> str:
        """The kanji of the query, in order."""
        return "".join(char for char in self.folded if has_kanji(char))

    @cached_property
    def words(self) -> Sequence[str]:
        """The words between spaces, each once; light ones (of, the) only where there is no other."""
        found = list(dict.fromkeys(self.folded.split()))
        light = self.speller.lists.light
        return ([word for word in found if word not in light] or found)[:MAX_WORDS]

    @cached_property
    def content(self) -> Sequence[str]:
        """The words that carry meaning: those between spaces, Japanese ones without particles and endings."""
        found = [part for word in self.words for part in (self._content(word) if has_japanese(word) else [word])]
        return list(dict.fromkeys(found))[:MAX_WORDS]

    def _content(self, word: str) -> list[str]:
        tokens = long_units(word)
        return [fold(found) for found in content_words(tokens, self.speller.lists.grammar)]

    @staticmethod
    def _letters(found: str | None) -> str | None:
        return found if found and SOUND.fullmatch(found) else None
