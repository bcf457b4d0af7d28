"""Keys under which the spellings of one expression are equal, in both languages at once.

A *spelling key* leaves aside hyphens, spaces, middle dots and brackets, a leading article, British or American spelling, the
long vowel mark, small kana and ヴ. A *base key* leaves inflection aside too.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from glossary.text import kana
from glossary.text.english import base_words
from glossary.text.japanese import long_units, normal_key, stem
from glossary.text.normalise import Mapped, Rewriting, Step, fold, fold_mapped
from glossary.text.scripts import SEPARATORS, has_japanese
from glossary.text.wordlists import WordLists

_ENGLISH_WORD: Final = r"(?<![a-z])[a-z]{4,}(?![a-z])"
_JOIN: Final = Rewriting(Step(f"[{SEPARATORS}]+", ""))


class Speller:
    """Makes keys with one set of word lists."""

    def __init__(self, lists: WordLists) -> None:
        articles = "|".join(map(re.escape, lists.articles)) or "(?!)"
        signs = "|".join(map(re.escape, lists.signs)) or "(?!)"
        self.lists = lists
        respell = lru_cache(maxsize=4096)(lists.respell)
        self._english = Rewriting(
            Step(f"^(?:{articles}) (?=.)", ""),
            Step(signs, lambda match: lists.signs[match[0]]),
            Step(_ENGLISH_WORD, lambda match: respell(match[0])),
        )

    def key(self, folded: str) -> str:
        """The spelling key of a folded text; the text itself where nothing but separators would be left."""
        key = self._english(folded)
        if not key.isascii():
            key = kana.spelling(key)
        return _JOIN(key) or folded

    def mapped(self, text: str) -> Mapped:
        """The spelling key of a text as written, with the way back to it."""
        folded = fold_mapped(text)
        key = _JOIN.mapped(kana.spelling.mapped(self._english.mapped(folded)))
        return key if key.text else folded

    def normal_key(self, text: str) -> str:
        """The spelling key of a Japanese text in the dictionary's normal forms. Opens the analyser."""
        return self.key(fold(normal_key(long_units(text))))

    def base_key(self, text: str, forms: Mapping[str, str]) -> str:
        """The text without inflection: English words by their lemmas, Japanese by its stem in normal forms.

        ``forms`` is a table of ``english.inflected_forms``. Words in English stay apart by single spaces. Opens the analyser
        for Japanese.
        """
        if has_japanese(text):
            return self.key(fold(normal_key(stem(long_units(text), self.lists.grammar))))
        return " ".join(base_words(fold(text), forms, self.lists))
