"""An expression that the other side will read in another way.

What: the words of a known misunderstanding stand in the draft, and nothing in the sentence settles what is meant.
Why: a reader on the other side takes them for something else, and neither side notices.
Example: 海外拠点では認証を必須とする。 Is it the user or the product that is to be certified?
Instead: write what the pitfall's card recommends, or name in the sentence what settles the meaning.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from glossary.checks.view import DraftView, PassageView, both
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.pitfall import Pitfall
from glossary.domain.statuses import Level, PitfallKind, Scope
from glossary.matching.triggers import Fact
from glossary.text.languages import LANGUAGES

LEVEL = Level.WARNING

IDS = tuple(f"pitfall.{kind.slug}" for kind in PitfallKind)
"""This rule speaks under twelve ids, one for each kind of pitfall."""

Place = tuple[PassageView, Fact]


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """One finding per pitfall and document, with all its places."""
    facts: dict[str, list[Place]] = defaultdict(list)
    for passage in view.passages:
        for fact in passage.reading.facts:
            trigger = view.checking.triggers.triggers[fact.trigger]
            if view.reader.crosses(trigger.lang):
                facts[trigger.pitfall].append((passage, fact))
    for pitfall_id, places in facts.items():
        finding = _judge_pitfall(view, view.checking.pitfalls[pitfall_id], places)
        if finding is not None:
            yield finding


def _judge_pitfall(view: DraftView, pitfall: Pitfall, places: Sequence[Place]) -> DraftFinding | None:
    holding = [place for place in places if _holds(view, place)]
    open_places = [place for place in holding if len(place[1].senses) != 1]
    if not open_places:
        return None
    settled = {place[1].senses[0] for place in holding if len(place[1].senses) == 1}
    loud = [place for place in open_places if not place[1].in_compound]
    level = pitfall.level
    if not loud or (len(settled) == 1 and pitfall.senses):
        level = Level.INFORMATION
    shown = _without_overlaps(loud or open_places)
    spans = [passage.locate(*fact.span) for passage, fact in shown]
    first = spans[0]
    trigger = view.checking.triggers.triggers[shown[0][1].trigger]
    suggest = pitfall.triggers[trigger.number].suggest
    return DraftFinding(
        rule=f"pitfall.{pitfall.kind.slug}",
        level=level,
        span=first,
        match=view.text[first.start : first.end],
        message=both(pitfall.title) if pitfall.title else both(pitfall.write),
        reasons=(*(both(pitfall.reads[lang]) for lang in LANGUAGES if lang in pitfall.reads), both(pitfall.write)),
        suggestions=tuple(Suggestion(text=text, span=first) for text in suggest),
        concepts=pitfall.concepts,
        pitfall=pitfall.id,
        senses=tuple(view.sense(sense.concept) for sense in pitfall.senses),
        sources=pitfall.sources,
        as_of=view.as_of,
        places=tuple(spans),
    )


def _without_overlaps(places: Sequence[Place]) -> list[Place]:
    """Of overlapping places in one passage, found by different triggers, the leftmost, then the longest."""
    kept: list[Place] = []
    for passage, fact in sorted(places, key=lambda place: (place[0].locate(*place[1].span).start, -place[1].span.end)):
        if not kept or kept[-1][0] is not passage or fact.span.start >= kept[-1][1].span.end:
            kept.append((passage, fact))
    return kept


def _holds(view: DraftView, place: Place) -> bool:
    """Whether the conditions that look beyond the passage hold: the dates and the document."""
    passage, fact = place
    triggers = view.checking.triggers
    trigger = triggers.triggers[fact.trigger]
    if not trigger.holds_on(view.days(passage, fact.span.start)[0]):
        return False
    needed = trigger.needs.get(Scope.DOCUMENT)
    if needed is not None and not any(triggers.stands_in(needed, other.passage, other.reading.places) for other in view.passages):
        return False
    unless = trigger.unless.get(Scope.DOCUMENT)
    return unless is None or not any(triggers.stands_in(unless, other.passage, other.reading.places) for other in view.passages)
