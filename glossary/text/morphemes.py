"""The tokens of a passage for checking drafts: their borders first, everything else only when asked for.

A draft has a hundred times more tokens than findings. It is analysed sentence by sentence, and only where something is asked;
the analyser's morphemes are kept as they are and asked for their part of speech or forms one by one. Only where they begin is
read at once: they cover the text, so that is also where they end.

A token's number says in which stretch it stands and where in it: ``number + 1`` is the next one as long as it ``exists``.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from glossary.domain.span import Span
from glossary.text.japanese import analyse_pieces

if TYPE_CHECKING:
    import sudachipy

_BITS = 24
_STRIDE = 1 << _BITS
"""The numbers of one stretch: more than a stretch can have tokens."""
_PLACE = _STRIDE - 1


class _Stretch:
    """A stretch of the text that is analysed by itself. Positions are those of the whole text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self.start = start
        self.end = end
        self.starts: list[int] = []
        self._kept: Sequence[sudachipy.Morpheme] | None = self._analyse()
        self.starts.append(end)

    def _analyse(self) -> "Sequence[sudachipy.Morpheme]":
        """The analyser's morphemes; the first time also where they begin."""
        is_first = not self.starts
        kept: list[Sequence[sudachipy.Morpheme]] = []
        for offset, found in analyse_pieces(self._text[self.start : self.end]):
            kept.append(found)
            if is_first:
                offset += self.start
                begins = [morpheme.begin() for morpheme in found]
                self.starts += [offset + begin for begin in begins] if offset else begins
        return kept[0] if len(kept) == 1 else [morpheme for found in kept for morpheme in found]

    def forget(self) -> None:
        self._kept = None

    def morpheme(self, place: int) -> "sudachipy.Morpheme":
        kept = self._kept
        if kept is None:
            kept = self._kept = self._analyse()
        return kept[place]


class Morphemes:
    """The short units of a text. ``stretches`` are the parts that are analysed each by itself; without them it is all one."""

    def __init__(self, text: str, stretches: Sequence[Span] = ()) -> None:
        self._text = text
        self._begins = [0, *(span.start for span in stretches[1:])]
        self._stretches: list[_Stretch | None] = [None] * len(self._begins)

    def _stretch(self, part: int) -> _Stretch:
        found = self._stretches[part]
        if found is None:
            end = self._begins[part + 1] if part + 1 < len(self._begins) else len(self._text)
            found = self._stretches[part] = _Stretch(self._text, self._begins[part], end)
        return found

    def _part_at(self, position: int) -> int:
        return bisect_right(self._begins, position) - 1 if len(self._begins) > 1 else 0

    def forget(self) -> None:
        """Keep only where the tokens begin. They are large; who still asks for more of one has its stretch analysed again."""
        for stretch in self._stretches:
            if stretch is not None:
                stretch.forget()

    def is_border(self, position: int) -> bool:
        """Whether a token begins or ends there."""
        part = self._part_at(position)
        if position == self._begins[part]:
            return True
        starts = self._stretch(part).starts
        place = bisect_right(starts, position) - 1
        return place >= 0 and starts[place] == position

    def exists(self, number: int) -> bool:
        """Whether there is a token of that number: not beyond the ends of a stretch."""
        return number >= 0 and (number & _PLACE) < len(self._stretch(number >> _BITS).starts) - 1

    def numbers(self, bounds: Span | None = None) -> Iterator[int]:
        """The numbers of the tokens of all stretches, or of those that the bounds touch, in order."""
        first, last = (0, len(self._begins) - 1) if bounds is None else (self._part_at(bounds.start), self._part_at(max(bounds.end - 1, 0)))
        for part in range(first, last + 1):
            base = part * _STRIDE
            yield from range(base, base + len(self._stretch(part).starts) - 1)

    def starting_at(self, position: int) -> int | None:
        """The number of the token that starts there; of units that stand for no character the last one counts."""
        part = self._part_at(position)
        starts = self._stretch(part).starts
        place = bisect_right(starts, position) - 1
        return part * _STRIDE + place if 0 <= place < len(starts) - 1 and starts[place] == position else None

    def covering(self, position: int) -> int:
        """The number of the token in which the character at that position stands."""
        part = self._part_at(position)
        starts = self._stretch(part).starts
        return part * _STRIDE + min(bisect_right(starts, position), len(starts) - 1) - 1

    def before(self, position: int) -> int | None:
        """The number of the token that ends there; None inside a token and where a stretch begins."""
        part = self._part_at(position)
        if position == self._begins[part]:
            return None
        number = self.covering(position - 1)
        return number if self.end(number) == position else None

    def after(self, position: int) -> int | None:
        """The number of the token that starts there; None inside a token and where a stretch ends."""
        part = self._part_at(position)
        return None if position == self._begins[part] and position else self.starting_at(position)

    def start(self, number: int) -> int:
        """Where the token begins; of the number behind the last token, where the stretch ends."""
        return self._stretch(number >> _BITS).starts[number & _PLACE]

    def end(self, number: int) -> int:
        """Where the token ends."""
        return self._stretch(number >> _BITS).starts[(number & _PLACE) + 1]

    def surface(self, number: int) -> str:
        """The token as it is written."""
        starts, place = self._stretch(number >> _BITS).starts, number & _PLACE
        return self._text[starts[place] : starts[place + 1]]

    def _morpheme(self, number: int) -> "sudachipy.Morpheme":
        return self._stretch(number >> _BITS).morpheme(number & _PLACE)

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
