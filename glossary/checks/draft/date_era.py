"""An era year that contradicts the Western year beside it, or that its era never had.

What: an era year and a Western year that brackets set equal and that differ; a year or day after the end of its era or before its
beginning, in a draft of a later day.
Why: readers outside Japan cannot reckon eras: they see the wrong year, or none. 平成 ended on 30 April 2019; plans made before
still name 平成35年.
Example: 令和7年（2024年）; 平成35年までの計画; 令和元年4月1日.
Instead: reckon the year (令和 and 2018, 平成 and 1988), and give the Western year, alone or beside the era's.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from glossary.checks.view import DraftView, PassageView
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.text.dates import WrittenDate, equations_in, era_days, era_of
from glossary.text.vocabulary import DateWords

LEVEL = Level.ERROR

COLLOQUIAL = 100
"""No era has had so many years: a count up to here is a way of speaking (昭和100年)."""

_OPENING = re.compile(r"\s?[（(／/=＝]\s?")
_CLOSING = re.compile(r"\s?[)）]")


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Contradictions first, then years that an era never had."""
    known = view.checking.vocabulary.dates
    for passage in view.passages:
        if not _may_have_era(passage, known):
            continue
        told: list[Span] = []
        for span, written, message, suggestion in (*_equations(passage, known), *_neighbours(passage, known)):
            if not any(span.overlaps(other) for other in told):
                told.append(span)
                yield _finding(view, passage, span, written, LEVEL, message, suggestion)
        for mention in passage.passage.written_dates:
            if mention.era is not None and not any(mention.span.overlaps(span) for span in told):
                yield from _outside(view, passage, mention, known)


def _may_have_era(passage: PassageView, known: DateWords) -> bool:
    text, form = passage.passage.text, passage.passage.form
    return any(era in text for era in known.eras) or any(era in form for era in known.romanised_eras)


Contradiction = tuple[Span, Span, Message, str | None]
"""The whole, what to replace in it, what to say, the replacement."""


def _equations(passage: PassageView, known: DateWords) -> Iterator[Contradiction]:
    for equation in equations_in(passage.passage.text, known):
        year = known.eras[equation.era].year + equation.era_year - 1
        if year != equation.western:
            yield equation.span, equation.western_span, _contradicts(equation.era, equation.era_year, year, equation.western), str(year)


def _neighbours(passage: PassageView, known: DateWords) -> Iterator[Contradiction]:
    """Two dates, one of an era, with a bracket or a stroke between, that have no day in common."""
    text, dates = passage.passage.text, passage.passage.written_dates
    for first, second in pairwise(dates):
        if (first.era is None) is (second.era is None) or first.days is None or second.days is None:
            continue
        closing = _CLOSING.match(text, second.span.end)
        if closing is None or not _OPENING.fullmatch(text, first.span.end, second.span.start):
            continue
        if first.days[0] > second.days[1] or second.days[0] > first.days[1]:
            with_era, western = (first, second) if first.era is not None else (second, first)
            span = Span(first.span.start, closing.end())
            yield span, span, _contradicts(str(with_era.era), with_era.era_year or 1, with_era.year, western.year), None


def _contradicts(era: str, count: int, year: int, written: int) -> Message:
    return Message(N_("{era} {count} is {year}, not {written}"), (("era", era), ("count", count), ("year", year), ("written", written)))


def _outside(view: DraftView, passage: PassageView, mention: WrittenDate, known: DateWords) -> Iterator[DraftFinding]:
    """The finding on a date that lies outside its era, unless the era had not ended on the day of the draft."""
    first, last = era_days(str(mention.era), known)
    text = passage.passage.text
    if mention.days is None or not mention.era_year or mention.era_year >= COLLOQUIAL or view.as_of <= last < date.max:
        return
    if any(text.startswith(word, mention.span.end) for word in known.colloquial):
        return
    begin, end = mention.days
    if mention.is_fiscal:
        begin = min(begin, date(mention.year, 1, 1))
    if begin <= last and end >= first:
        return
    found = era_of(begin, known)
    written = text[mention.span.start : mention.span.end]
    sign = written.find(known.signs.get("year", ""))
    if found is None or sign < 0:
        return
    name, count = found
    better = f"{name}{known.signs['first'] if count == 1 else count}{written[sign:]}"
    template = N_("{era} ended on {day}; {written} is {better}") if begin > last else N_("{era} began on {day}; {written} is {better}")
    params = (("era", mention.era), ("day", last if begin > last else first), ("written", written), ("better", better))
    yield _finding(view, passage, mention.span, mention.span, Level.WARNING, Message(template, params), better)


def _finding(
    view: DraftView, passage: PassageView, whole: Span, part: Span, level: Level, message: Message, better: str | None
) -> DraftFinding:
    span = passage.locate(*whole)
    return DraftFinding(
        rule="date.era",
        level=level,
        span=span,
        match=view.text[span.start : span.end],
        message=message,
        suggestions=(Suggestion(text=better, span=passage.locate(*part)),) if better else (),
        places=(span,),
    )
