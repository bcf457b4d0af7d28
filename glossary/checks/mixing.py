"""A finding on forms that a draft mixes: at the places of the rarer ones, with the first place of the usual one beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from glossary.checks.view import WholeDraft
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Level


@dataclass(frozen=True, slots=True)
class Mixed:
    """The forms that a draft mixes, with their places in order; the concept that they all name, and the house's form, where known."""

    places: Mapping[str, Sequence[Span]]
    concept: str = ""
    house: str = ""

    @property
    def usual(self) -> str:
        """The house's form, else the one that the draft uses most; of equals the first one used."""
        return self.house or min(self.places, key=lambda form: (-len(self.places[form]), self.places[form][0]))


def mixed_finding(draft: WholeDraft, mixed: Mixed, rule: str, level: Level, template: str) -> DraftFinding:
    """One finding for all rarer forms. Its suggestions are for the first place only."""
    usual = mixed.usual
    rarer = sorted(span for form, spans in mixed.places.items() if form != usual for span in spans)
    first = rarer[0]
    written = draft.text[first.start : first.end]
    return DraftFinding(
        rule=rule,
        level=level,
        span=first,
        match=written,
        message=Message(template, (("rarer", written), ("usual", usual))),
        suggestions=(Suggestion(text=usual, span=first),),
        concepts=(mixed.concept,) if mixed.concept else (),
        as_of=draft.as_of,
        places=tuple(rarer),
        related=(mixed.places[usual][0],),
    )
