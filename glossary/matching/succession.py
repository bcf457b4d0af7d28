"""Which concept stood for which on a given day: bodies and instruments that law replaced by new ones.

Same body, new name is one concept with dated terms. A new body is a second concept, which the first one names as its successor;
when each of the two held is read from the dates of their preferred terms.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from glossary.domain.concept import Concept
from glossary.domain.statuses import NormativeStatus

Period = tuple[date | None, date | None]
"""First and last day; None where it is open."""


class Succession(msgspec.Struct, array_like=True):
    """Successors and predecessors by concept id, and the periods of concepts that have dates."""

    successors: dict[str, str]
    predecessors: dict[str, list[str]]
    periods: dict[str, list[Period]]

    def is_valid(self, concept: str, day: date) -> bool:
        """Whether the concept held on that day; one without dates always does."""
        periods = self.periods.get(concept)
        if periods is None:
            return True
        return any((first is None or first <= day) and (last is None or day <= last) for first, last in periods)

    def has_begun(self, concept: str, day: date) -> bool:
        """Whether the concept held on that day or before."""
        periods = self.periods.get(concept)
        return periods is None or any(first is None or first <= day for first, _ in periods)

    def standing_on(self, concept: str, day: date) -> str:
        """The concept that held on that day in the line of this one: itself, a later one, an earlier one; itself where none did."""
        line = (concept, *self.later(concept), *self._earlier(concept))
        return next((other for other in line if self.is_valid(other, day)), concept)

    def line(self, concept: str) -> frozenset[str]:
        """The concept, all that followed it and all that it followed."""
        return frozenset((concept, *self.later(concept), *self._earlier(concept)))

    def later(self, concept: str) -> Iterator[str]:
        """Its successor, the successor of that, and so on."""
        seen = {concept}
        following = self.successors.get(concept)
        while following is not None and following not in seen:
            yield following
            seen.add(following)
            following = self.successors.get(following)

    def _earlier(self, concept: str) -> Iterator[str]:
        """Its predecessors, then theirs, and so on."""
        seen = {concept}
        row = [concept]
        while row:
            row = [other for one in row for other in self.predecessors.get(one, ()) if other not in seen]
            seen.update(row)
            yield from row


def find_succession(concepts: Mapping[str, Concept]) -> Succession:
    """The successions among these concepts; a successor that is not among them is left out."""
    successors = {concept.id: concept.successor for concept in concepts.values() if concept.successor is not None}
    successors = {concept: successor for concept, successor in successors.items() if successor in concepts}
    predecessors: dict[str, list[str]] = {}
    for concept, successor in successors.items():
        predecessors.setdefault(successor, []).append(concept)
    periods = {concept.id: found for concept in concepts.values() if (found := list(_periods(concept)))}
    return Succession(successors=successors, predecessors=predecessors, periods=periods)


def _periods(concept: Concept) -> Iterable[Period]:
    preferred = [term for _, _, term in concept.all_terms() if term.status is NormativeStatus.PREFERRED]
    periods = {(term.valid_from, term.valid_to) for term in preferred}
    # One preferred term without dates is in use always.
    return sorted(periods, key=str) if (None, None) not in periods else ()
