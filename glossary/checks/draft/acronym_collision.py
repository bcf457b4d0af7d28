"""An acronym that belongs to several, where nothing says which is meant.

What: an acronym with more than one owner stands in a draft that names none of them, or that names two and then uses the bare letters.
Why: readers in London and in Tokyo each take it for their own: the NCSC, the MOD, the IPA.
Example: The NSS was revised by the NSS.
Instead: the full name at first use, or the country before each acronym: the UK NCSC, 英国のNCSC.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glossary.checks.view import DraftView, WholeDraft, both
from glossary.domain.finding import DraftFinding
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.text.languages import LANGUAGES, Reader

LEVEL = Level.INFORMATION
"""A warning where the draft itself names two owners."""


class Place(NamedTuple):
    """An acronym with several owners in a part of the draft, and those at which the words beside it point."""

    acronym: str
    span: Span
    lang: str
    beside: frozenset[int]


def collect(view: DraftView) -> Iterator[Place]:
    """Every place of such an acronym."""
    acronyms = view.checking.acronyms
    for passage in view.passages:
        text = passage.passage.text
        for span in passage.capitals:
            acronym = text[span.start : span.end].removesuffix("s")
            if acronyms.owners(acronym):
                yield Place(acronym, passage.locate(*span), passage.passage.lang, acronyms.beside(acronym, text, *span))


def judge(draft: WholeDraft, facts: Sequence[tuple[int, Place]]) -> Iterator[DraftFinding]:
    """One finding for each acronym, with the places that nothing settles."""
    places: dict[str, list[Place]] = defaultdict(list)
    for offset, place in facts:
        places[place.acronym].append(place._replace(span=place.span.moved(offset)))
    named = frozenset[tuple[str, tuple[int, ...]]]().union(*draft.answers(_named_in, frozenset(places)))
    for acronym, found in places.items():
        yield from _judge_acronym(draft, acronym, found, [owners for name, owners in named if name == acronym])


def _named_in(part: DraftView, acronyms: frozenset[str]) -> frozenset[tuple[str, tuple[int, ...]]]:
    """The owners that a part calls by a full name, each with the acronym."""
    named_in = part.checking.acronyms.named_in
    return frozenset((acronym, owners) for acronym in acronyms for owners in named_in(acronym, part.plain))


def _judge_acronym(draft: WholeDraft, acronym: str, places: Sequence[Place], names: Sequence[tuple[int, ...]]) -> Iterator[DraftFinding]:
    settled = [place for place in places if len(place.beside) == 1]
    named = frozenset(owners[0] for owners in names if len(owners) == 1)
    meant = named.union(*(place.beside for place in settled))
    unsettled = [place for place in places if len(place.beside) != 1]
    if unsettled and meant:
        meant = meant.union(*names)  # a name that several bear tells nothing by itself, but here it may be another's
    if len(meant) > 1:
        loud = unsettled or (settled if not named <= frozenset().union(*(place.beside for place in settled)) else [])
        if loud:
            level = Level.WARNING if unsettled else LEVEL
            yield _finding(draft, acronym, loud, level, N_("{acronym} has two owners in this text: say here which one is meant"))
        return
    if meant and not named:
        first = settled[0].span
        unsettled = [place for place in unsettled if place.span < first]
    elif named:
        return
    crossing = [place for place in unsettled if draft.reader is not Reader.NONE and draft.reader.crosses(place.lang)]
    if crossing:
        yield _finding(draft, acronym, crossing, LEVEL, N_("{acronym} has several owners, and nothing here says which one is meant"))


def _finding(draft: WholeDraft, acronym: str, places: Sequence[Place], level: Level, template: str) -> DraftFinding:
    owners = draft.checking.acronyms.owners(acronym)
    first = places[0].span
    shown = [both(owner.shown) for owner in owners]
    return DraftFinding(
        rule="acronym.collision",
        level=level,
        span=first,
        match=draft.text[first.start : first.end],
        message=Message(template, (("acronym", acronym),)),
        reasons=({lang: " · ".join(names[lang] for names in shown) for lang in LANGUAGES},),
        concepts=tuple(owner.concept for owner in owners if owner.concept),
        senses=tuple(draft.sense(owner.concept) for owner in owners if owner.concept),
        as_of=draft.as_of,
        places=tuple(place.span for place in places),
    )
