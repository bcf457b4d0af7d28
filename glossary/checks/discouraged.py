"""Terms that should not be written any more: what the rules on deprecated and superseded terms share."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from glossary.checks.view import DraftView, PassageView, both
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.statuses import Level, NormativeStatus
from glossary.matching.checking import Checking
from glossary.matching.recogniser import TermHit


def discouraged(view: DraftView, rule: str, status: NormativeStatus, level: Level, template: str) -> Iterator[DraftFinding]:
    """A finding for each recognised term all of whose owners give it that status."""
    verdicts = view.checking.verdicts(rule, lambda checking, pattern, lang: _verdict(checking, pattern, lang, status))
    for passage in view.passages:
        lang = passage.passage.lang
        for hit in passage.terms:
            verdict = verdicts[hit.pattern, lang]
            if verdict is None or _is_gloss(view, passage, hit, lang):
                continue
            span = passage.locate(hit.start, hit.end)
            yield DraftFinding(
                rule=rule,
                level=level,
                span=span,
                match=view.text[span.start : span.end],
                message=Message(template, (("written", passage.passage.text[hit.start : hit.end]),)),
                reasons=verdict.reasons,
                suggestions=(Suggestion(verdict.better, span),) if verdict.better else (),
                concepts=verdict.concepts,
                sources=verdict.sources,
                places=(span,),
            )


def _is_gloss(view: DraftView, passage: PassageView, hit: TermHit, lang: str) -> bool:
    """Whether the term only tells what the term before it is.

    In brackets or after words of naming: ランサムウェア（身代金要求型ウイルス）, 「ランサムウェア」と呼ばれる身代金要求型ウイルス.
    """
    place = bisect_left(passage.terms, hit.start, key=lambda found: found.start)
    if not place:
        return False
    other = passage.terms[place - 1]
    words = passage.passage.text[other.end : hit.start].strip(_MARKS).split()
    if words and words[-1] in view.checking.lists.articles:
        del words[-1]
    between, naming = " ".join(words), view.checking.vocabulary.mentions[lang].naming
    if between not in naming and between.lstrip(_OPENING) not in naming:
        return False
    concepts = {owner.concept for owner, _ in view.owners(hit, lang)}
    return not concepts.isdisjoint(owner.concept for owner, _ in view.owners(other, lang))


_MARKS = " \t\n\u3000「」『』“”‘’'\"*_"
"""What may stand around a term in such a place: quotation marks, emphasis, space."""

_OPENING = "(（,、 "
"""What may stand before words of naming."""


class _Verdict(NamedTuple):
    better: str | None
    reasons: tuple[dict[str, str], ...]
    concepts: tuple[str, ...]
    sources: tuple[str, ...]


def _verdict(checking: Checking, pattern: int, lang: str, status: NormativeStatus) -> _Verdict | None:
    """What is to be said of a term in that language; None where one of its owners sees it otherwise."""
    exact = checking.exact_owners(pattern, lang) or checking.owners(pattern, lang)
    if not exact or any(term.status is not status or term.valid_to is not None for _, term in exact):
        return None
    owner, term = exact[0]
    concept = checking.concepts[owner.concept]
    section = concept.sections[owner.lang]
    better = term.replaced_by or (section.preferred.text if section.preferred is not term else None)
    return _Verdict(better, (both(term.reason),) if term.reason else (), (concept.id,), concept.sources)
