"""Runs cut in two where a change begins or ends, and the atoms kept true while that happens."""

from bisect import bisect_left, bisect_right
from copy import deepcopy

from glossary.documents.word import names as n
from glossary.documents.word.atoms import Atom
from glossary.files.xml import XML_SPACE, Element, empty_copy


class Runs:
    """The atoms of a document in order, and the one way to divide them."""

    def __init__(self, atoms: list[Atom]) -> None:
        self._atoms = atoms

    def within(self, start: int, end: int) -> list[Atom]:
        """The atoms that share a character with the span."""
        first = bisect_right(self._atoms, start, key=lambda atom: atom.end)
        return self._atoms[first : bisect_left(self._atoms, end, lo=first, key=lambda atom: atom.start)]

    def touching(self, place: int) -> list[Atom]:
        """The atoms that end, begin or go on at that place, in order."""
        first = bisect_left(self._atoms, place, key=lambda atom: atom.end)
        return self._atoms[first : bisect_right(self._atoms, place, lo=first, key=lambda atom: atom.start)]

    def widened(self, start: int, end: int) -> tuple[int, int]:
        """The span without cuts through what cannot be divided: a ruby, a sign that is an element."""
        touched = self.within(start, end)
        if start == end or not touched:
            return start, end
        first, last = touched[0], touched[-1]
        number = bisect_left(self._atoms, first.start, key=lambda atom: atom.start)
        while number and self._atoms[number - 1].child is first.child:
            number -= 1
        begin = start if first.cuts else self._atoms[number].start
        number = bisect_left(self._atoms, last.start, key=lambda atom: atom.start)
        while number + 1 < len(self._atoms) and self._atoms[number + 1].child is last.child:
            number += 1
        return begin, end if last.cuts else self._atoms[number].end

    def cut(self, place: int) -> None:
        """Make a run begin at that place, if a run reaches over it."""
        number = bisect_right(self._atoms, place, key=lambda atom: atom.end)
        if number == len(self._atoms):
            return
        atom = self._atoms[number]
        if atom.start < place:
            if not atom.cuts:
                return
            self._atoms.insert(number + 1, _cut_text(atom, place))
            number += 1
        elif number == 0 or self._atoms[number - 1].run is not atom.run or self._atoms[number - 1].child is atom.child:
            return
        self._move_tail(number)

    def _move_tail(self, number: int) -> None:
        """What stands in the run from this atom on becomes a run of its own, with the same properties."""
        atom = self._atoms[number]
        run = atom.run
        tail = empty_copy(run)
        properties = run.find(n.RUN_PROPERTIES)
        if properties is not None:
            tail.append(deepcopy(properties))
        moved: Element | None = atom.child
        while moved is not None:
            following = moved.getnext()
            tail.append(moved)
            moved = following
        run.addnext(tail)
        while number < len(self._atoms) and self._atoms[number].run is run:
            self._atoms[number].run = tail
            number += 1


def _cut_text(atom: Atom, place: int) -> Atom:
    """Divide a text in two elements; spaces at the outer edges that Word dropped stay dropped."""
    node = atom.node
    text = node.text or ""
    if atom.skip or node.get(XML_SPACE) != "preserve":
        text = text[atom.skip : atom.skip + atom.end - atom.start]
    at = place - atom.start
    second = empty_copy(node)
    for part, content in ((node, text[:at]), (second, text[at:])):
        part.text = content
        part.set(XML_SPACE, "preserve")
    node.addnext(second)
    tail = Atom(place, atom.end, second, second, atom.run, atom.paragraph, atom.ground, cuts=True)
    atom.end, atom.skip = place, 0
    return tail
