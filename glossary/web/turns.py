"""The pages that the findings of one file fill: its text is on each of them, the cards are dealt out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from glossary.domain.finding import DraftFinding
from glossary.errors import UnknownValue
from glossary.reports.findings import line_starts
from glossary.web import parameters
from glossary.web.cards import Card, spot_of
from glossary.web.marks import Marked
from glossary.web.results import MAX_CARDS

FROM: Final = "from"
"""The parameter that says with which finding the page begins, counted from 1."""

_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Turn:
    """A page of findings: the numbers of its first and its last, and its address."""

    first: int
    last: int
    address: str


@dataclass(frozen=True, slots=True)
class Turns:
    """The page that is shown and its neighbours."""

    total: int
    this: Turn
    previous: Turn | None
    next: Turn | None

    @property
    def before(self) -> int:
        """How many findings stand on the pages before this one."""
        return self.this.first - 1


def turns_of(total: int) -> Turns:
    """The page of findings that the address asks for, or its last one where it asks for more. Raises UnknownValue."""
    value = parameters.text(FROM)
    if value and not (value.isascii() and value.isdecimal() and len(value) <= _DIGITS):
        raise UnknownValue(value=value[: parameters.MAX_SHOWN], parameter=FROM, allowed=f"1, {MAX_CARDS + 1}, {2 * MAX_CARDS + 1}")
    first = _first(max(1, min(int(value or 1), total)))

    def turn(begin: int) -> Turn | None:
        exists = 1 <= begin <= total
        return Turn(begin, min(begin + MAX_CARDS - 1, total), turn_address(begin)) if exists else None

    this = turn(first) or Turn(1, total, turn_address(1))
    return Turns(total, this, turn(first - MAX_CARDS), turn(first + MAX_CARDS))


def with_spots(findings: Sequence[DraftFinding], text: str, cards: Sequence[Card], turns: Turns) -> list[Marked]:
    """All findings in their order: the cards of this page, and spots for what stands on the others."""
    starts = line_starts(text)
    marked: list[Marked] = []
    for first in range(1, turns.total + 1, MAX_CARDS):
        if first == turns.this.first:
            marked += cards
            continue
        address = turn_address(first)
        found = findings[first - 1 : first - 1 + MAX_CARDS]
        marked += (spot_of(finding, number, starts, address) for number, finding in enumerate(found, start=first))
    return marked


def turn_address(number: int) -> str:
    """The address, from another page of the same file, of the one with the card of the finding of that number."""
    return f"?{FROM}={_first(number)}"


def _first(number: int) -> int:
    return (number - 1) // MAX_CARDS * MAX_CARDS + 1
