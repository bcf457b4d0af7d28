"""An expression that the other side will read in another way.

What: the words of a known misunderstanding stand in the draft, and nothing in the sentence settles what is meant.
Why: a reader on the other side takes them for something else, and neither side notices.
Example: 海外拠点では認証を必須とする。 Is it the user or the product that is to be certified?
Instead: write what the pitfall's card recommends, or name in the sentence what settles the meaning.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glossary.checks.view import DraftView, WholeDraft, both
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.pitfall import Pitfall
from glossary.domain.span import Span
from glossary.domain.statuses import Level, PitfallKind, Scope
from glossary.matching.triggers import CompiledTrigger
from glossary.text.languages import LANGUAGES

LEVEL = Level.WARNING

IDS = tuple(f"pitfall.{kind.slug}" for kind in PitfallKind)
"""This rule speaks under twelve ids, one for each kind of pitfall."""


class Place(NamedTuple):
    """The words of a trigger, by its number, in a part of the draft; the senses that the sentence settles."""

    span: Span
    trigger: int
    senses: tuple[str, ...]
    in_compound: bool
    in_doubt: bool


def collect(view: DraftView) -> Iterator[Place]:
    """The words of triggers that concern the reader and hold on the days that the sentence speaks of."""
    triggers = view.checking.triggers.triggers
    for passage in view.passages:
        for fact in passage.reading.facts:
            trigger = triggers[fact.trigger]
            if view.reader.crosses(trigger.lang) and trigger.holds_on(view.days(passage, fact.span.start)[0]):
                yield Place(passage.locate(*fact.span), fact.trigger, fact.senses, fact.in_compound, fact.in_doubt)


def judge(draft: WholeDraft, facts: Sequence[tuple[int, Place]]) -> Iterator[DraftFinding]:
    """One finding per pitfall and document, with all its places."""
    places: dict[str, list[Place]] = defaultdict(list)
    for offset, place in facts:
        pitfall = draft.checking.triggers.triggers[place.trigger].pitfall
        places[pitfall].append(place._replace(span=place.span.moved(offset)))
    for pitfall, found in places.items():
        finding = _judge_pitfall(draft, draft.checking.pitfalls[pitfall], found)
        if finding is not None:
            yield finding


def _judge_pitfall(draft: WholeDraft, pitfall: Pitfall, places: Sequence[Place]) -> DraftFinding | None:
    triggers = draft.checking.triggers.triggers
    allowed = {number: _allowed_by_document(draft, triggers[number]) for number in {place.trigger for place in places}}
    possible = [place for place in places if allowed[place.trigger]]
    in_doubt = all(place.in_doubt for place in possible)
    # One message for each pitfall: doubtful places are told where there are no others.
    holding = [place for place in possible if place.in_doubt == in_doubt]
    open_places = [place for place in holding if len(place.senses) != 1]
    if not open_places:
        return None
    settled = {place.senses[0] for place in holding if len(place.senses) == 1}
    loud = [place for place in open_places if not place.in_compound]
    level = pitfall.level
    if not loud or (len(settled) == 1 and pitfall.senses) or in_doubt:
        level = Level.INFORMATION
    shown = _without_overlaps(loud or open_places)
    first = shown[0].span
    return DraftFinding(
        rule=f"pitfall.{pitfall.kind.slug}",
        level=level,
        span=first,
        match=draft.text[first.start : first.end],
        message=both(pitfall.title) if pitfall.title else both(pitfall.write),
        reasons=(*(both(pitfall.reads[lang]) for lang in LANGUAGES if lang in pitfall.reads), both(pitfall.write)),
        suggestions=tuple(Suggestion(text=text, span=first) for text in pitfall.triggers[triggers[shown[0].trigger].number].suggest),
        concepts=pitfall.concepts,
        pitfall=pitfall.id,
        senses=tuple(draft.sense(sense.concept) for sense in pitfall.senses),
        sources=pitfall.sources,
        as_of=draft.as_of,
        places=tuple(place.span for place in shown),
        readers=tuple(lang for lang in LANGUAGES if lang in pitfall.reads),
    )


def _without_overlaps(places: Sequence[Place]) -> list[Place]:
    """Of overlapping places, found by different triggers, the leftmost, then the longest."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: (place.span.start, -place.span.end)):
        if not kept or place.span.start >= kept[-1].span.end:
            kept.append(place)
    return kept


def _allowed_by_document(draft: WholeDraft, trigger: CompiledTrigger) -> bool:
    """Whether the conditions that look at the whole document hold."""
    needed, unless = trigger.needs.get(Scope.DOCUMENT), trigger.unless.get(Scope.DOCUMENT)
    stands_in = draft.checking.triggers.stands_in
    if needed is not None and not any(stands_in(needed, found.passage, found.reading.places) for found in draft.passages()):
        return False
    return unless is None or not any(stands_in(unless, found.passage, found.reading.places) for found in draft.passages())
