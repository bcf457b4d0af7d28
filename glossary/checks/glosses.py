"""Glosses in brackets that render their words wrongly: pair triggers inside one text.

They speak as ``pair.pitfall``. Where the same pitfall also speaks of the same words by themselves, the pair says more: those
places are taken from the other finding.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glossary.checks.view import DraftView, WholeDraft, both
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.span import Span
from glossary.text.languages import LANGUAGES, Reader

RULE = "pair.pitfall"


class Rendered(NamedTuple):
    """A gloss: the pitfall, the number of its pair trigger, the wrong words, the words that fix the meaning."""

    pitfall: str
    number: int
    wrong: Span
    fixed: Span

    def moved(self, offset: int) -> "Rendered":
        """The gloss in a text in which its own begins at ``offset``."""
        return self._replace(wrong=self.wrong.moved(offset), fixed=self.fixed.moved(offset))


def collect(view: DraftView) -> Iterator[Rendered]:
    """The wrong glosses of a part whose dates allow them."""
    if view.reader is Reader.NONE:
        return
    for passage in view.passages:
        for fact in passage.reading.glosses:
            trigger = view.checking.pairs.pairs[fact.pair].trigger
            if trigger.holds_on(view.days(passage, fact.fixed.start)[0]):
                yield Rendered(trigger.pitfall, trigger.number, passage.locate(*fact.wrong), passage.locate(*fact.fixed))


def with_glosses(draft: WholeDraft, findings: Sequence[DraftFinding], facts: Sequence[tuple[int, Rendered]]) -> list[DraftFinding]:
    """The findings with those on glosses, one for each pitfall."""
    found: dict[str, list[Rendered]] = defaultdict(list)
    for offset, fact in facts:
        found[fact.pitfall].append(fact.moved(offset))
    rest = [kept for finding in findings if (kept := _without(draft, finding, found.get(finding.pitfall or "", ()))) is not None]
    return [*rest, *(_finding(draft, pitfall, places) for pitfall, places in found.items())]


def _without(draft: WholeDraft, finding: DraftFinding, told: Sequence[Rendered]) -> DraftFinding | None:
    """A finding without the places of which a gloss speaks; None where nothing is left."""
    glossed = [span for gloss in told for span in (gloss.wrong, gloss.fixed)]
    places = tuple(place for place in finding.places if not any(place.overlaps(span) for span in glossed))
    if places == finding.places:
        return finding
    if not places:
        return None
    first = places[0]
    suggestions = tuple(suggestion._replace(span=first) for suggestion in finding.suggestions)
    return finding._replace(span=first, match=draft.text[first.start : first.end], places=places, suggestions=suggestions)


def _finding(draft: WholeDraft, pitfall_id: str, places: Sequence[Rendered]) -> DraftFinding:
    pitfall = draft.checking.pitfalls[pitfall_id]
    first = places[0].wrong
    return DraftFinding(
        rule=RULE,
        level=pitfall.level,
        span=first,
        match=draft.text[first.start : first.end],
        message=both(pitfall.title) if pitfall.title else both(pitfall.write),
        reasons=(*(both(pitfall.reads[lang]) for lang in LANGUAGES if lang in pitfall.reads), both(pitfall.write)),
        suggestions=tuple(Suggestion(text=text, span=first) for text in pitfall.pairs[places[0].number].suggest),
        concepts=pitfall.concepts,
        pitfall=pitfall.id,
        sources=pitfall.sources,
        as_of=draft.as_of,
        places=tuple(place.wrong for place in places),
        related=tuple(place.fixed for place in places),
    )
