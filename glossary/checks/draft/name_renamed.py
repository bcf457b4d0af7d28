"""A name that was not in use on the day the sentence speaks of.

What: an institution or law appears under a name that had ended, or had not begun, on the day that the sentence names; where it
names none, on the day of the check. A sentence that tells of the change itself may use either name.
Why: readers look the body up under the name of that day; the same abbreviation may have belonged to somebody else.
Example: In 2026 the NISC will lead the talks.
Instead: write the name of that day, or say that it is the former name.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from glossary.checks.view import DraftView, PassageView
from glossary.domain.concept import Concept, Term
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.matching.checking import Checking, Owned
from glossary.matching.recogniser import Owner, TermHit
from glossary.text.languages import ENGLISH
from glossary.text.passage import Passage

LEVEL = Level.ERROR

FORMER_REACH = 24
"""Characters before and after a name in which words for *former* and *current* excuse it; none of these words is longer."""

SINCE_REACH = 40
"""Characters before an English date in which *since* speaks of it."""


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every name outside its time."""
    dated = view.checking.verdicts("name.renamed", _dated_owners)
    for passage in view.passages:
        lang, tellings = passage.passage.lang, _Tellings(view, passage)
        for hit in passage.terms:
            owners = dated[hit.pattern, lang]
            if not owners:
                continue
            days, is_named = _days(view, passage, hit)
            if any(_in_use(term, days) for _, term in owners) or _is_former(view, passage, hit):
                continue
            if tellings.concern(hit, owners, days):
                continue
            owner, term = owners[-1]
            if term.valid_to is not None and days[0] > term.valid_to:
                yield _ended(view, passage, hit, owner, term, term.valid_to, days[0], is_named)
            elif is_named and term.valid_from is not None and days[1] < term.valid_from and not _is_present(view, passage, hit):
                yield _not_begun(view, passage, hit, owner, term, term.valid_from, days[1])


def _days(view: DraftView, passage: PassageView, hit: TermHit) -> tuple[tuple[date, date], bool]:
    """The days of which a name's sentence speaks: up to that of the check where it says *since* at its last date."""
    days, is_named = view.days(passage, hit.start)
    if is_named:
        sentence = passage.passage.sentence_at(hit.start)
        last = max((mention.span for mention in passage.passage.dates if sentence.contains(mention.span)), key=lambda span: span.end)
        if _is_open(passage.passage, sentence, last, view.checking.vocabulary.former.since):
            days = days[0], max(days[1], view.as_of)
    return days, is_named


def _is_open(passage: Passage, sentence: Span, mention: Span, since: tuple[str, ...]) -> bool:
    if passage.lang != ENGLISH:
        return passage.text.startswith(since, mention.end)
    # Since its founding in March 2018: a few words may stand between.
    before = passage.text[max(sentence.start, mention.start - SINCE_REACH) : mention.start].casefold()
    clause = before[max(map(before.rfind, ",;:")) + 1 :]
    return any(word in since for word in clause.split())


def _dated_owners(checking: Checking, pattern: int, lang: str) -> tuple[Owned, ...]:
    """The owners of a name, if all of them bear it between dates."""
    owners = checking.owners(pattern, lang)
    return owners if all(term.valid_to or term.valid_from for _, term in owners) else ()


def _in_use(term: Term, days: tuple[date, date]) -> bool:
    return (term.valid_from is None or term.valid_from <= days[1]) and (term.valid_to is None or days[0] <= term.valid_to)


def _is_former(view: DraftView, passage: PassageView, hit: TermHit) -> bool:
    """Whether the text itself says that the name is a former one."""
    former, text = view.checking.vocabulary.former, passage.passage.text
    after = text[hit.end : hit.end + FORMER_REACH].casefold().lstrip(" )）」”\"'")
    return _before(passage, hit).endswith(former.before) or after.startswith(former.after)


def _is_present(view: DraftView, passage: PassageView, hit: TermHit) -> bool:
    """Whether the text itself says that the name is that of today."""
    return _before(passage, hit).endswith(view.checking.vocabulary.former.present)


def _before(passage: PassageView, hit: TermHit) -> str:
    return passage.passage.text[max(0, hit.start - FORMER_REACH) : hit.start].casefold().rstrip(" (（「“\"'")


class _Tellings:
    """Which sentences of a passage tell of how a body got its name or lost it; asked once for each sentence and name."""

    def __init__(self, view: DraftView, passage: PassageView) -> None:
        self._view = view
        self._passage = passage
        self._terms = passage.terms
        self._told: dict[tuple[Span, int, bool], bool] = {}

    def concern(self, hit: TermHit, owners: tuple[Owned, ...], days: tuple[date, date]) -> bool:
        """Whether the sentence of a name does so."""
        has_begun = any(term.valid_from is None or term.valid_from <= days[1] for _, term in owners)
        key = (self._passage.passage.sentence_at(hit.start), hit.pattern, has_begun)
        if key not in self._told:
            self._told[key] = self._tells(key[0], owners) or (not has_begun and self._tells_of_founding(key[0], hit))
        return self._told[key]

    def _tells(self, sentence: Span, owners: tuple[Owned, ...]) -> bool:
        words, passage = self._view.checking.tellings, self._passage.passage
        if words.renaming.stand_in(passage, sentence):
            return True
        return words.change.stand_in(passage, sentence) and self._has_other_name(sentence, owners)

    def _tells_of_founding(self, sentence: Span, hit: TermHit) -> bool:
        """Whether the body is the one that is founded: its name is the object of the verb, or the verb is passive."""
        words, passage = self._view.checking.tellings, self._passage.passage
        around = Span(sentence.start, hit.start) if passage.lang == ENGLISH else Span(hit.end, max(hit.end, sentence.end))
        return words.founding.stand_in(passage, around) or words.founded.stand_in(passage, sentence)

    def _has_other_name(self, sentence: Span, owners: tuple[Owned, ...]) -> bool:
        """Whether a name that the body, its successor or its predecessor bore at another time stands in the sentence."""
        line = {concept for owner, _ in owners for concept in self._view.checking.succession.line(owner.concept)}
        times = {(term.valid_from, term.valid_to) for _, term in owners}
        first = bisect_left(self._terms, sentence.start, key=lambda hit: hit.start)
        last = bisect_left(self._terms, sentence.end, key=lambda hit: hit.start)
        for pattern in {other.pattern for other in self._terms[first:last]}:
            found = self._view.checking.owners(pattern, self._passage.passage.lang)
            theirs = [term for owner, term in found if owner.concept in line]
            if theirs and all((term.valid_from, term.valid_to) not in times for term in theirs):
                return True
        return False


def _ended(
    view: DraftView, passage: PassageView, hit: TermHit, owner: Owner, term: Term, end: date, day: date, is_named: bool
) -> DraftFinding:
    heir, name = _name_on(view, view.concept(owner.concept), owner.lang, term, day)
    span = passage.locate(hit.start, hit.end)
    template = N_("{written} ended on {end}; on {day} the name is {name}") if name else N_("{written} ended on {end}")
    params = (("written", term.text), ("end", end), ("day", day), ("name", name or ""))
    return DraftFinding(
        rule="name.renamed",
        level=LEVEL if is_named else Level.WARNING,
        span=span,
        match=view.text[span.start : span.end],
        message=Message(template, params if name else params[:2]),
        suggestions=(Suggestion(text=name, span=span),) if name else (),
        concepts=tuple(dict.fromkeys((owner.concept, heir.id))),
        sources=view.concept(owner.concept).sources,
        as_of=day,
        places=(span,),
    )


def _not_begun(view: DraftView, passage: PassageView, hit: TermHit, owner: Owner, term: Term, start: date, day: date) -> DraftFinding:
    span = passage.locate(hit.start, hit.end)
    predecessor = next(
        (concept for concept in view.checking.concepts.values() if concept.successor == owner.concept), view.concept(owner.concept)
    )
    name = _matching_name(predecessor, owner.lang, term, day)
    params = (("written", term.text), ("start", start), ("day", day))
    return DraftFinding(
        rule="name.renamed",
        level=Level.WARNING,
        span=span,
        match=view.text[span.start : span.end],
        message=Message(N_("{written} began on {start}; it was not yet the name on {day}"), params),
        suggestions=(Suggestion(text=name, span=span),) if name and name != term.text else (),
        concepts=tuple(dict.fromkeys((owner.concept, predecessor.id))),
        sources=view.concept(owner.concept).sources,
        as_of=day,
        places=(span,),
    )


def _name_on(view: DraftView, concept: Concept, lang: str, term: Term, day: date) -> tuple[Concept, str | None]:
    """The concept that followed by that day, and its name: the abbreviation for an abbreviation."""
    seen = {concept.id}
    name = _matching_name(concept, lang, term, day)
    while name is None and concept.successor and concept.successor in view.checking.concepts and concept.successor not in seen:
        concept = view.concept(concept.successor)
        seen.add(concept.id)
        name = _matching_name(concept, lang, term, day)
    return concept, name


def _matching_name(concept: Concept, lang: str, term: Term, day: date) -> str | None:
    section = concept.sections.get(lang)
    names = [other for other in section.shown_terms if other.is_valid_on(day) and not other.status.is_discouraged] if section else []
    wanted = bool(term.type and term.type.is_shortened)
    ranked = sorted(names, key=lambda other: (bool(other.type and other.type.is_shortened) != wanted, other.status.rank))
    return ranked[0].text if ranked else None
