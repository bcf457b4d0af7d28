"""The tokens of a passage for checking drafts: their borders first, everything else only when asked for.

A draft has a hundred times more tokens than findings. The analyser's morphemes are kept as they are and asked for their
part of speech or forms one by one; only where they begin is read at once (they cover the text, so that is also where they end).
"""

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from glossary.text.japanese import analyse_pieces

if TYPE_CHECKING:
    import sudachipy


class Morphemes:
    """The short units of a text, in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.starts: list[int] = []
        self._kept: list[sudachipy.Morpheme] | None = self._analyse()
        self.starts.append(len(text))

    def _analyse(self) -> "list[sudachipy.Morpheme]":
        """The analyser's morphemes; the first time also where they begin."""
        is_first = not self.starts
        kept: list[sudachipy.Morpheme] = []
        for offset, found in analyse_pieces(self._text):
            morphemes = [*found]
            kept += morphemes
            if is_first:
                begins = [morpheme.begin() for morpheme in morphemes]
                self.starts += [offset + begin for begin in begins] if offset else begins
        return kept

    def forget(self) -> None:
        """Keep only where the tokens begin. They are large; who still asks for more of one has the text analysed again."""
        self._kept = None

    def _morpheme(self, number: int) -> "sudachipy.Morpheme":
        kept = self._kept
        if kept is None:
            kept = self._kept = self._analyse()
        return kept[number]

    @cached_property
    def borders(self) -> frozenset[int]:
        """Where a token begins or ends."""
        return frozenset(self.starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def starting_at(self, position: int) -> int | None:
        """The number of the token that starts there; of units that stand for no character the last one counts."""
        number = bisect_right(self.starts, position) - 1
        return number if 0 <= number < len(self.starts) - 1 and self.starts[number] == position else None

    def covering(self, position: int) -> int:
        """The number of the token in which the character at that position stands."""
        return min(bisect_right(self.starts, position), len(self.starts) - 1) - 1

    def end(self, number: int) -> int:
        """Where the token ends."""
        return self.starts[number + 1]

    def surface(self, number: int) -> str:
        """The token as it is written."""
        return self._text[self.starts[number] : self.starts[number + 1]]

    def normal(self, number: int) -> str:
        """The dictionary's normal form: a key, never a suggestion."""
        return str(self._morpheme(number).normalized_form())

    def base(self, number: int) -> str:
        """The dictionary form."""
        return str(self._morpheme(number).dictionary_form())

    def pos(self, number: int) -> tuple[str, ...]:
        """The levels of the part of speech."""
        found: tuple[str, ...] = self._morpheme(number).part_of_speech()
        return found

    def is_unknown(self, number: int) -> bool:
        """Whether the dictionary does not know the token."""
        return bool(self._morpheme(number).is_oov())
