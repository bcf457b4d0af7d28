"""Proves pitfalls by their own sentences: a bad one must be flagged at its marks, a good one must stay silent."""

from collections.abc import Mapping
from datetime import date

from glossary.checks.draft import pitfall as pitfall_rule
from glossary.checks.pair_view import PairView
from glossary.checks.segment import pair_pitfall, pair_sense
from glossary.checks.view import DraftView, PassageView, WholeDraft
from glossary.domain.pitfall import Case, Pitfall
from glossary.domain.profile import DEFAULT_PROFILE
from glossary.domain.span import Span
from glossary.matching.checking import Checking, Reading
from glossary.text.languages import LANGUAGES, Reader
from glossary.text.passage import Origin, Passage

Flagged = Mapping[str, tuple[Span, ...]]
"""Places by language."""


def flagged(checking: Checking, pitfall: Pitfall, case: Case, today: date) -> Flagged:
    """Where the pitfall fires in a case."""
    readings = {lang: _read(checking, text, lang, quotations=len(case.texts) == 1) for lang, text in case.texts.items()}
    as_of = case.as_of or today
    if len(readings) > 1:
        return _flagged_pair(checking, pitfall, readings, as_of)
    ((lang, (passage, reading)),) = readings.items()
    view = DraftView(
        text=passage.text,
        passages=[PassageView(passage, Origin(((0, 0, len(passage.text)),)), reading)],
        checking=checking,
        profile=DEFAULT_PROFILE,
        reader=Reader.BOTH,
        as_of=as_of,
    )
    facts = [(0, place) for place in pitfall_rule.collect(view)]
    findings = pitfall_rule.judge(WholeDraft(text=passage.text, parts=[(0, view)]), facts)
    return {lang: tuple(sorted(span for finding in findings if finding.pitfall == pitfall.id for span in finding.places))}


def settled_senses(checking: Checking, pitfall: Pitfall, case: Case) -> set[str]:
    """The senses that the sentences of a case settle: by a cue, or by a longer term of the sense's own concept."""
    settled = set()
    table = checking.recogniser.patterns
    for lang, text in case.texts.items():
        reading = _read(checking, text, lang, quotations=len(case.texts) == 1)[1]
        settled |= {table.table[number].concept for hit in reading.terms for number in table.owners[hit.pattern]}
        for fact in reading.facts:
            if checking.triggers.triggers[fact.trigger].pitfall == pitfall.id and len(fact.senses) == 1:
                settled.add(fact.senses[0])
    return settled


def _read(checking: Checking, text: str, lang: str, *, quotations: bool) -> tuple[Passage, Reading]:
    passage = Passage(text, lang, checking.vocabulary, quotations=quotations)
    return passage, checking.read(passage)


def _flagged_pair(checking: Checking, pitfall: Pitfall, readings: Mapping[str, tuple[Passage, Reading]], as_of: date) -> Flagged:
    first, second = (lang for lang in LANGUAGES if lang in readings)
    view = PairView(number=0, source=readings[first], target=readings[second], checking=checking, as_of=as_of)
    places: dict[str, list[Span]] = {first: [], second: []}
    for finding in (*pair_pitfall.judge(view), *pair_sense.judge(view)):
        if finding.pitfall == pitfall.id:
            own, theirs = (first, second) if finding.side == "source" else (second, first)
            places[own] += finding.places
            places[theirs] += finding.related
    return {lang: tuple(sorted(set(spans))) for lang, spans in places.items()}
