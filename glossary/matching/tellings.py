"""Sentences that tell of a change of names: the words by which they are known, wherever these stand in the sentence."""

import re
from collections.abc import Sequence

from glossary.domain.span import Span
from glossary.text.languages import ENGLISH
from glossary.text.passage import Passage
from glossary.text.vocabulary import FormerWords


class Listed:
    """The words of a list, as words: English ones between other signs than letters, Japanese ones from border to border of tokens."""

    def __init__(self, words: Sequence[str]) -> None:
        english = [re.escape(word) for word in words if word.isascii()]
        japanese = [re.escape(word) for word in words if not word.isascii()]
        self._english = _any_of(english, r"(?<!\w)", r"(?!\w)")
        self._japanese = _any_of(japanese, "(?=", ")")
        """Looked for at every place: a longer word that is none may stand over one that is."""

    def stand_in(self, passage: Passage, sentence: Span) -> bool:
        """Whether any of them stands in the sentence."""
        if passage.lang == ENGLISH:
            return self._english is not None and self._english.search(passage.text, *sentence) is not None
        found = self._japanese.finditer(passage.text, *sentence) if self._japanese is not None else ()
        borders = passage.morphemes
        return any(borders.is_border(match.start(1)) and borders.is_border(match.end(1)) for match in found)


def _any_of(words: Sequence[str], before: str, after: str) -> re.Pattern[str] | None:
    """A pattern for the words, the longest first; none for an empty list, which would be found everywhere."""
    ranked = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(f"{before}({ranked}){after}", re.IGNORECASE) if words else None


class Tellings:
    """The word lists, ready to be looked for."""

    def __init__(self, words: FormerWords) -> None:
        self.renaming = Listed(words.renaming)
        self.change = Listed(words.change)
        self.founding = Listed(words.founding)
        self.founded = Listed(words.founded)
