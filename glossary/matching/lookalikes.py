"""Expressions that are confused by one character, found by their wrong forms."""

from collections.abc import Iterator, Sequence

from glossary.matching.automaton import build_automaton
from glossary.text.passage import Passage
from glossary.text.scanning import pattern_form


class Lookalikes:
    """The wrong forms of the word lists, as one automaton."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._rights = [right for _, right in pairs]
        self._automaton = build_automaton([pattern_form(wrong) for wrong, _ in pairs])

    def find(self, passage: Passage) -> Iterator[tuple[int, int, str]]:
        """Start and end in the passage's text and the right form of each slip; of overlapping ones the longest."""
        end_of_last = -1
        for start, end, number in sorted(self._automaton.scan(passage.form), key=lambda hit: (hit[0], -hit[1])):
            span = passage.original(start, end)
            if span.start >= end_of_last and passage.morphemes.is_border(span.end):
                end_of_last = span.end
                yield span.start, span.end, self._rights[number]
