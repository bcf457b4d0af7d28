"""Glosses in brackets that render their words wrongly: pair triggers inside one text.

They speak as ``pair.pitfall``. Where the same pitfall also speaks of the same words by themselves, the pair says more: those
places are taken from the other finding.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from glossary.checks.view import DraftView, both
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.span import Span
from glossary.text.languages import LANGUAGES, Reader

RULE = "pair.pitfall"

Place = tuple[int, Span, Span]
"""The number of the pair trigger in its pitfall, the wrong words, the words that fix the meaning."""


def with_glosses(view: DraftView, findings: Sequence[DraftFinding]) -> list[DraftFinding]:
    """The findings with those on glosses, one for each pitfall."""
    found: dict[str, list[Place]] = defaultdict(list)
    for passage in view.passages:
        for fact in passage.reading.glosses:
            pair = view.checking.pairs.pairs[fact.pair]
            if pair.trigger.holds_on(view.days(passage, fact.fixed.start)[0]):
                places = found[pair.trigger.pitfall]
                places.append((pair.trigger.number, passage.locate(*fact.wrong), passage.locate(*fact.fixed)))
    if not found or view.reader is Reader.NONE:
        return list(findings)
    rest = [kept for finding in findings if (kept := _without(view, finding, found.get(finding.pitfall or "", ()))) is not None]
    return [*rest, *(_finding(view, pitfall, places) for pitfall, places in found.items())]


def _without(view: DraftView, finding: DraftFinding, told: Sequence[Place]) -> DraftFinding | None:
    """A finding without the places of which a gloss speaks; None where nothing is left."""
    glossed = [span for _, wrong, fixed in told for span in (wrong, fixed)]
    places = tuple(place for place in finding.places if not any(place.overlaps(span) for span in glossed))
    if places == finding.places:
        return finding
    if not places:
        return None
    first = places[0]
    suggestions = tuple(replace(suggestion, span=first) for suggestion in finding.suggestions)
    return replace(finding, span=first, match=view.text[first.start : first.end], places=places, suggestions=suggestions)


def _finding(view: DraftView, pitfall_id: str, places: Sequence[Place]) -> DraftFinding:
    pitfall = view.checking.pitfalls[pitfall_id]
    number, first, _ = places[0]
    return DraftFinding(
        rule=RULE,
        level=pitfall.level,
        span=first,
        match=view.text[first.start : first.end],
        message=both(pitfall.title) if pitfall.title else both(pitfall.write),
        reasons=(*(both(pitfall.reads[lang]) for lang in LANGUAGES if lang in pitfall.reads), both(pitfall.write)),
        suggestions=tuple(Suggestion(text=text, span=first) for text in pitfall.pairs[number].suggest),
        concepts=pitfall.concepts,
        pitfall=pitfall.id,
        sources=pitfall.sources,
        as_of=view.as_of,
        places=tuple(wrong for _, wrong, _ in places),
        related=tuple(fixed for _, _, fixed in places),
    )
