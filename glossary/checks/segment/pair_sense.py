"""A rendering of another sense than the one the source means.

What: the source settles in which sense an ambiguous expression is meant, and the target has a term of another sense, and none of
the right one.
Why: the target says something that the source does not.
Example: 利用者の認証に失敗した。 / The certification of the user failed.
Instead: a term of the concept that is meant.
"""

from collections.abc import Iterator

from glossary.checks.pair_view import PairView
from glossary.checks.view import both
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.pitfall import Pitfall
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.text.languages import LANGUAGES

LEVEL = Level.WARNING


def judge(view: PairView) -> Iterator[DraftFinding]:
    """Every settled sense that the other side renders as another one."""
    for fixed, judged in (("source", "target"), ("target", "source")):
        for pitfall, span, meant in _settled(view, fixed):
            senses = {sense.concept for sense in pitfall.senses}
            found = [(place, concepts & senses) for place, concepts in view.terms(judged) if concepts & senses]
            if not found or any(meant in concepts for _, concepts in found):
                continue
            wrong, _ = found[0]
            lang = view.passage(judged).lang
            right = view.checking.concepts[meant].sections[lang].preferred.text if meant in view.checking.concepts else ""
            yield DraftFinding(
                rule="pair.sense",
                level=LEVEL,
                span=wrong,
                match=view.passage(judged).text[wrong.start : wrong.end],
                message=both(pitfall.title) if pitfall.title else both(pitfall.write),
                reasons=(*(both(pitfall.reads[reader]) for reader in LANGUAGES if reader in pitfall.reads), both(pitfall.write)),
                suggestions=(Suggestion(text=right, span=wrong),) if right else (),
                concepts=(meant,),
                pitfall=pitfall.id,
                readers=tuple(reader for reader in LANGUAGES if reader in pitfall.reads),
                sources=pitfall.sources,
                places=(wrong,),
                related=(span,),
                pair=view.number,
                side=judged,
            )
            break


def _settled(view: PairView, side: str) -> Iterator[tuple[Pitfall, Span, str]]:
    """The triggers' words on a side whose sense its sentence settles."""
    for fact in view.reading(side).facts:
        if len(fact.senses) == 1:
            pitfall = view.checking.pitfalls[view.checking.triggers.triggers[fact.trigger].pitfall]
            yield pitfall, fact.span, fact.senses[0]
