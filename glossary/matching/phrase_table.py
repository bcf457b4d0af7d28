"""Compiled phrases as they are kept: a table of distinct steps, and for each phrase the numbers of its steps.

The readings of phrases are tens of thousands and share a few thousand steps. A phrase is put together from its numbers when it
is first asked for; a set of phrases knows, by the surfaces that stand in a passage, which of them can stand there at all.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from glossary.text.languages import LANGUAGES

MIN_CUE = 2
"""The weight of a word that is asked for before tokens are compared: 一 or な stand in nearly every passage."""


class Kind(StrEnum):
    """What an element is compared with."""

    WORD = "word"
    LIGHT_VERB = "light verb"
    LITERAL = "literal"
    GAP = "gap"
    CLASS = "class"


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a phrase. For a WORD: its folded surface, and the keys (normal form and base, or English lemma) that fit too."""

    kind: Kind
    text: str = ""
    keys: frozenset[str] = frozenset()
    size: int = 0
    exact_case: bool = False
    inflects: bool = False
    takes_ending: bool = False
    """Whether a match that ends here takes the auxiliaries along that follow."""
    is_content: bool = True
    surfaces: frozenset[str] = frozenset()
    """What it may look like in a scanned text; nothing where it can look like many things."""
    weight: int = 0
    """How rare the most frequent of its surfaces is likely to be."""

    @property
    def is_telling(self) -> bool:
        """Whether it is rare enough to be asked for before tokens are compared."""
        return self.weight >= MIN_CUE


Surfaces = tuple[frozenset[str], ...]
"""Sets of surfaces, of each of which one must stand in a passage."""


class CompiledPhrase(NamedTuple):
    """One reading of a phrase: its elements, the number of the anchor among them, and the anchor's surfaces.

    A phrase of classes alone has no surfaces: it cannot be looked for in a draft, only around something that was found.
    ``others`` are the surfaces of each other telling word: where none of them stands in the passage, the phrase cannot either.
    """

    elements: tuple[Element, ...]
    anchor: int
    surfaces: frozenset[str]
    others: Surfaces

    @property
    def is_faint(self) -> bool:
        """Whether the anchor is so frequent that it is found by tokens."""
        return not self.elements[self.anchor].is_telling

    def may_stand(self, present: Set[str]) -> bool:
        """Whether all telling words beside the anchor stand somewhere in a passage: a cheap test before comparing tokens."""
        return not lacks(self.others, present)


def lacks(wanted: Surfaces, present: Set[str]) -> bool:
    """Whether of one of the sets nothing is present."""
    for surfaces in wanted:  # noqa: SIM110 - a loop, as the test is made for every anchor in every passage
        if surfaces.isdisjoint(present):
            return True
    return False


class PhraseTable(Sequence[CompiledPhrase]):
    """All distinct phrases of a termbase, by number. Phrases are made from their numbers when first asked for. Safe for threads.

    ``codes`` are, phrase by phrase, the number of the language, that of the anchor plus one (0: none), and those of the elements;
    ``starts`` say where each phrase begins, and where the last one ends; ``told`` is 1 for an element that must stand in a
    passage for a phrase with it to stand there.
    """

    def __init__(self, elements: Sequence[Element], told: Sequence[int], codes: Sequence[int], starts: Sequence[int]) -> None:
        self.elements = elements
        self.told = told
        self.codes = codes
        self.starts = starts
        self._made: dict[int, CompiledPhrase] = {}

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> CompiledPhrase:  # type: ignore[override]
        found = self._made.get(number)
        if found is None:
            start = self.starts[number]
            anchor = self.codes[start + 1]
            elements = tuple(self.elements[element] for element in self.codes[start + 2 : self.starts[number + 1]])
            others = tuple(self.elements[element].surfaces for element in self.others(number))
            surfaces = elements[anchor - 1].surfaces if anchor else frozenset()
            found = self._made[number] = CompiledPhrase(elements, max(anchor - 1, 0), surfaces, others)
        return found

    def others(self, number: int) -> tuple[int, ...]:
        """The elements beside the anchor that must stand in a passage, by their numbers."""
        start = self.starts[number]
        told, anchor = self.told, self.codes[start + 1]
        elements = self.codes[start + 2 : self.starts[number + 1]]
        return tuple([element for place, element in enumerate(elements, start=1) if told[element] and place != anchor])

    def anchor(self, number: int) -> Element | None:
        """The anchor of a phrase; None for one of classes alone."""
        start = self.starts[number]
        anchor = self.codes[start + 1]
        return self.elements[self.codes[start + 1 + anchor]] if anchor else None

    def lang(self, number: int) -> str:
        """The language of a phrase."""
        return LANGUAGES[self.codes[self.starts[number]]]

    def cues(self) -> set[str]:
        """All surfaces by which phrases are found or ruled out."""
        anchors = {id(element): element for number in range(len(self)) if (element := self.anchor(number))}
        told = [element for element in self.elements if element.is_content or id(element) in anchors]
        return {surface for element in told if element.is_telling for surface in element.surfaces}


class GrowingTable(PhraseTable):
    """A table to which phrases are added while a termbase is compiled; equal phrases have one number."""

    def __init__(self) -> None:
        self._elements: dict[Element, int] = {}
        self._same: dict[int, tuple[int, Element]] = {}
        self._numbers: dict[tuple[int, ...], int] = {}
        self._list: list[Element] = []
        self._told = bytearray()
        self._codes: array[int] = array("I")
        self._starts: array[int] = array("I", (0,))
        super().__init__(self._list, self._told, self._codes, self._starts)

    def add(self, lang: str, elements: Iterable[Element], anchor: int | None) -> int:
        """The number of a phrase. ``anchor`` is the place of its anchor."""
        same = self._same
        numbers = [same[name][0] if (name := id(element)) in same else self._element(element) for element in elements]
        code = (LANGUAGES.index(lang), 0 if anchor is None else anchor + 1, *numbers)
        number = self._numbers.get(code)
        if number is None:
            number = self._numbers[code] = len(self._numbers)
            self._codes.extend(code)
            self._starts.append(len(self._codes))
        return number

    def _element(self, element: Element) -> int:
        number = self._elements.get(element)
        if number is None:
            number = self._elements[element] = len(self._list)
            self._list.append(element)
            self._told.append(element.is_content and element.is_telling)
        self._same[id(element)] = number, element  # held, so that no other object can have its identity
        return number


class PhraseSet:
    """Phrases that are looked for around something found, by their numbers in a table: a condition, the words of a pair."""

    __slots__ = ("_index", "numbers", "table")

    def __init__(self, table: PhraseTable, numbers: Sequence[int]) -> None:
        self.table = table
        self.numbers = numbers
        self._index: tuple[Sequence[int], dict[str, list[int]]] | None = None

    def __bool__(self) -> bool:
        return bool(self.numbers)

    @property
    def lang(self) -> str:
        """The language of the phrases; none where there are no phrases."""
        return self.table.lang(self.numbers[0]) if self.numbers else ""

    @property
    def always(self) -> Sequence[int]:
        """The phrases that no surface can rule out: those of classes alone, and those with a faint anchor."""
        return self._indexed()[0]

    @property
    def by_surface(self) -> dict[str, list[int]]:
        """The other phrases by each surface of their anchor."""
        return self._indexed()[1]

    def may_stand(self, present: Set[str]) -> bool:
        """Whether any of the phrases may stand where these surfaces stand."""
        return next(self.possible(present), None) is not None

    def possible(self, present: Set[str]) -> Iterator[CompiledPhrase]:
        """The phrases that may stand where these surfaces stand."""
        if not self.numbers:
            return
        always, by_surface = self._indexed()
        standing = by_surface.keys() & present
        table = self.table
        for number in (*always, *sorted({number for surface in standing for number in by_surface[surface]})):
            phrase = table[number]
            if phrase.may_stand(present):
                yield phrase

    def _indexed(self) -> tuple[Sequence[int], dict[str, list[int]]]:
        found = self._index
        if found is None:
            always: list[int] = []
            by_surface: dict[str, list[int]] = {}
            for number in self.numbers:
                anchor = self.table.anchor(number)
                if anchor is None or not anchor.is_telling:
                    always.append(number)
                    continue
                for surface in anchor.surfaces:
                    by_surface.setdefault(surface, []).append(number)
            found = self._index = (always, by_surface)
        return found
