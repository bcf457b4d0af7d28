"""The names of a body or document over time: one list for the whole chain of predecessors and successors, and its scale drawing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from glossary.domain.concept import Concept, LanguageSection, Term
from glossary.domain.statuses import NormativeStatus, TermType
from glossary.matching.compile import Snapshot
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.web.directory import Directory
from glossary.web.measure import text_width

AXIS_WIDTH: Final = 960
_GAP: Final = 3.0
_LABEL_SIZE: Final = 12.0
_LABEL_MARGIN: Final = 10.0
_OPEN_START_DAYS: Final = 730
"""How much of the scale a name takes whose beginning is not known."""

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A time in which a body had one pair of names. ``start`` and ``end`` are inclusive; None is open."""

    concept: str
    en: str
    ja: str
    abbreviation: str = ""
    start: date | None
    end: date | None
    is_now: bool = False
    is_here: bool = False
    shares_abbreviation: bool = False

    def covers(self, day: date) -> bool:
        """Whether the names were in use on that day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A period in the drawing; the label is empty where it would not fit."""

    x: float
    width: float
    label: str
    is_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A year under the drawing."""

    x: float
    year: int
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The scale drawing."""

    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


def periods(concept: Concept, snapshot: Snapshot, directory: Directory, today: date) -> tuple[Period, ...]:
    """The names over time, oldest first; empty where nothing is dated."""
    chain = _chain(concept, snapshot, directory)
    found = [period for member in chain for period in _periods_of(member, snapshot)]
    if not any(period.start or period.end for period in found):
        return ()
    found.sort(key=lambda period: (period.start or date.min, period.end or date.max))
    return tuple(
        replace(
            period,
            is_now=period.covers(today),
            is_here=period.concept == concept.id,
            shares_abbreviation=any(
                other.abbreviation == period.abbreviation and other.concept != period.concept for other in found if period.abbreviation
            ),
        )
        for period in found
    )


def axis(found: Sequence[Period], today: date) -> Axis | None:
    """The drawing of at least two periods; None where there is nothing to compare."""
    known = [day for period in found for day in (period.start, period.end) if day]
    if len(found) < 2 or not known:
        return None
    first = min(known) if found[0].start else min(known) - timedelta(days=_OPEN_START_DAYS)
    last = max([today, *known])
    scale = AXIS_WIDTH / max((last - first).days, 1)

    def x(day: date) -> float:
        return round((day - first).days * scale, 1)

    bars = []
    for period in found:
        left = x(period.start or first)
        right = x(period.end + _DAY if period.end else last)
        width = max(right - left - (_GAP if right < AXIS_WIDTH else 0), _GAP)
        label = period.abbreviation or period.en
        fits = text_width(label, _LABEL_SIZE) + _LABEL_MARGIN <= width
        bars.append(Bar(x=left, width=round(width, 1), label=label if fits else "", is_now=period.is_now))
    return Axis(bars=tuple(bars), marks=tuple(_marks([period.start for period in found if period.start], x)))


def _marks(starts: Iterable[date], x: Callable[[date], float]) -> list[Mark]:
    marks: list[Mark] = []
    for start in starts:
        at = x(start)
        anchor = "start" if at < 20 else "end" if at > AXIS_WIDTH - 20 else "middle"
        if not marks or at - marks[-1].x > 52:
            marks.append(Mark(x=at, year=start.year, anchor=anchor))
    return marks


def _chain(concept: Concept, snapshot: Snapshot, directory: Directory) -> list[Concept]:
    """The concept with all that it replaced and all that replaced it."""
    members = {concept.id: concept}
    waiting = [concept.id]
    while waiting:
        for earlier in directory.predecessors.get(waiting.pop(), ()):
            if earlier not in members:
                members[earlier] = snapshot.concepts[earlier]
                waiting.append(earlier)
    following = snapshot.concepts.get(concept.successor or "")
    while following is not None and following.id not in members:
        members[following.id] = following
        following = snapshot.concepts.get(following.successor or "")
    return list(members.values())


def _periods_of(concept: Concept, snapshot: Snapshot) -> list[Period]:
    names = [term for section in concept.sections.values() for term in _main_names(section)]
    cuts = {term.valid_from for term in names if term.valid_from} | {term.valid_to + _DAY for term in names if term.valid_to}
    starts: list[date | None] = [None, *sorted(cuts)]
    ends: list[date | None] = [*(start - _DAY for start in starts if start), None]
    found: list[Period] = []
    for start, end in zip(starts, ends, strict=True):
        day = start or end or date.max
        en, ja = (_name(concept.sections[lang], day) for lang in (ENGLISH, JAPANESE))
        if en is None or ja is None:
            continue
        period = Period(concept=concept.id, en=en.text, ja=ja.text, abbreviation=_abbreviation(concept, en, day), start=start, end=end)
        if found and (found[-1].en, found[-1].ja, found[-1].abbreviation) == (period.en, period.ja, period.abbreviation):
            period = replace(found.pop(), end=end)
        found.append(period)
    return [_ended(period, concept, snapshot) for period in found]


def _ended(period: Period, concept: Concept, snapshot: Snapshot) -> Period:
    """A name without an end gave way when its successor began."""
    after = snapshot.concepts.get(concept.successor or "")
    if period.end is None and after is not None:
        start = min((term.valid_from for _, _, term in after.all_terms() if term.valid_from), default=None)
        if start and (period.start is None or period.start < start):
            return replace(period, end=start - _DAY)
    return period


def _main_names(section: LanguageSection) -> list[Term]:
    """The names proper: preferred ones, and dated ones that gave way."""
    return [
        term
        for term in section.shown_terms
        if term.status is NormativeStatus.PREFERRED
        or (term.status is NormativeStatus.SUPERSEDED and (term.valid_from is not None or term.valid_to is not None))
    ]


def _name(section: LanguageSection, day: date) -> Term | None:
    in_use = [term for term in _main_names(section) if term.is_valid_on(day)]
    return min(in_use, key=lambda term: (term.valid_to is None, _SIDE_NAMES.get(term.type, 0), term.status.rank), default=None)


_SIDE_NAMES: Final[Mapping[TermType | None, int]] = {
    TermType.SHORT_FORM: 1,
    TermType.VARIANT: 1,
    TermType.PHRASE: 1,
    TermType.ABBREVIATION: 2,
    TermType.ACRONYM: 2,
}
"""Forms that stand for a name only where there is no full one."""


def _abbreviation(concept: Concept, name: Term, day: date) -> str:
    for lang in (ENGLISH, JAPANESE):
        for term in concept.sections[lang].shown_terms:
            usable = _is_shortened(term) and term.status is not NormativeStatus.DEPRECATED and term.text != name.text
            if usable and term.is_valid_on(day):
                return term.text
    return ""


def _is_shortened(term: Term) -> bool:
    return term.type is not None and term.type.is_shortened
