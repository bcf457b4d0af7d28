"""A rendering that changes what the source says.

What: the source says one thing, and the target renders it with words that its readers take for another.
Why: each text reads well by itself; only side by side does the shift of meaning show.
Example: 政府は安全な製品を認定する。 / The Government accredits secure products.
Instead: one of the renderings that the pitfall's card recommends.
"""

from collections.abc import Iterator

from glossary.checks.pair_view import PairView
from glossary.checks.view import both
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.statuses import Level
from glossary.text.languages import LANGUAGES

LEVEL = Level.WARNING


def judge(view: PairView) -> Iterator[DraftFinding]:
    """Every pair trigger that fires, in either direction, one finding for each pitfall."""
    seen: set[str] = set()
    for fixed, judged in (("source", "target"), ("target", "source")):
        own, theirs = ((view.passage(side), view.reading(side).places) for side in (fixed, judged))
        for fact in view.checking.pairs.judge(own, theirs, view.days):
            pair = view.checking.pairs.pairs[fact.pair]
            pitfall = view.checking.pitfalls[pair.trigger.pitfall]
            if pitfall.id in seen:
                continue
            seen.add(pitfall.id)
            side, span, related = (judged, fact.wrong, fact.fixed) if fact.wrong else (fixed, fact.fixed, None)
            yield DraftFinding(
                rule="pair.pitfall",
                level=pitfall.level,
                span=span,
                match=view.passage(side).text[span.start : span.end],
                message=both(pitfall.title) if pitfall.title else both(pitfall.write),
                reasons=(*(both(pitfall.reads[lang]) for lang in LANGUAGES if lang in pitfall.reads), both(pitfall.write)),
                suggestions=tuple(Suggestion(text=text, span=span) for text in pitfall.pairs[pair.trigger.number].suggest),
                concepts=pitfall.concepts,
                pitfall=pitfall.id,
                readers=tuple(lang for lang in LANGUAGES if lang in pitfall.reads),
                sources=pitfall.sources,
                places=(span,),
                related=(related,) if related else (),
                pair=view.number,
                side=side,
            )
