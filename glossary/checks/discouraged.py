"""Terms that should not be written any more: what the rules on deprecated and superseded terms share."""

from collections.abc import Iterator

from glossary.checks.view import DraftView, both
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.statuses import Level, NormativeStatus


def discouraged(view: DraftView, rule: str, status: NormativeStatus, level: Level, template: str) -> Iterator[DraftFinding]:
    """A finding for each recognised term all of whose owners give it that status."""
    for passage in view.passages:
        for hit in passage.terms:
            exact = view.exact_owners(hit, passage.passage.lang) or view.owners(hit, passage.passage.lang)
            if not exact or any(term.status is not status or term.valid_to is not None for _, term in exact):
                continue
            owner, term = exact[0]
            section = view.concept(owner.concept).sections[owner.lang]
            span = passage.locate(hit.start, hit.end)
            better = term.replaced_by or (section.preferred.text if section.preferred is not term else None)
            written = passage.passage.text[hit.start : hit.end]
            yield DraftFinding(
                rule=rule,
                level=level,
                span=span,
                match=view.text[span.start : span.end],
                message=Message(template, (("written", written),)),
                reasons=(both(term.reason),) if term.reason else (),
                suggestions=(Suggestion(text=better, span=span),) if better else (),
                concepts=(owner.concept,),
                sources=view.concept(owner.concept).sources,
                places=(span,),
            )
