"""What is made of word lists, kept for the lists last seen: a program reads with one set of lists, a test with a few."""

import re
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

Words = TypeVar("Words")
Made = TypeVar("Made")


class Compiled(Generic[Words, Made]):
    """Calls a function of word lists once as long as the lists stay the same object; lists need not be hashable."""

    def __init__(self, make: Callable[[Words], Made]) -> None:
        self._make = make
        self._kept: tuple[Words, Made] | None = None

    def __call__(self, words: Words) -> Made:
        """What is made of the lists."""
        kept = self._kept
        if kept is None or kept[0] is not words:
            kept = self._kept = (words, self._make(words))
        return kept[1]


def key_of(word: str) -> str:
    """The key of a word that a pattern found whatever its case: IGNORECASE also takes ſ for s and ı or İ for i."""
    return word.casefold().replace("i\u0307", "i").replace("ı", "i")


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, longer ones first; one that never matches where there are none."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"
