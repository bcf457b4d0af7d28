"""A fiscal year that the other side takes for another one.

What: a year and its months that contradict each other (2026年度末（2026年3月）); and, once a draft and for readers on the other side
only, a term that ends with an unexplained fiscal year.
Why: 2026年度 runs from April 2026 to March 2027 and is named after its first year; British departments write 2026–27, and many
companies and the United States name the year after its last. A term slips by a year.
Example: 2026年度末（2026年3月）; the end of FY2026.
Instead: give the month (by March 2027), or both years (FY2026/27, 2026年度（2026年4月～2027年3月）).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from glossary.checks.view import DraftView, PassageView, WholeDraft
from glossary.domain.finding import DraftFinding
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.text.dates import Notation, WrittenDate
from glossary.text.vocabulary import DateWords

LEVEL = Level.INFORMATION

_OPENING = re.compile(r"\s?[（(]\s?")
_CLOSING = re.compile(r"\s?[)）]")
_APPOSITION = re.compile(r"\s?[,(]\s?[a-z., ]{0,14}")
_YEAR = timedelta(days=365)


class Year(NamedTuple):
    """A fiscal year in a part: whether the text beside it says when it is, and the words and days that contradict it, if any.

    It is a term where something ends with it. By the *other custom* it is named after its last year.
    """

    span: Span
    first: date
    last: date
    is_explained: bool
    is_term: bool
    against: Span | None = None
    is_other_custom: bool = False


def collect(view: DraftView) -> Iterator[Year]:
    """The fiscal years of the part that are explained or contradicted, or that are terms to keep."""
    may_be_fiscal = _cheap_test(view.checking.vocabulary.dates)
    for passage in view.passages:
        dates = passage.passage.written_dates if may_be_fiscal(passage) else ()
        for number, written in enumerate(dates):
            if written.is_fiscal and written.days is not None:
                found = _year(view, passage, written, _beside(passage, dates, number))
                if found.is_explained or found.against is not None or found.is_term:
                    yield found


def _cheap_test(known: DateWords) -> Callable[[PassageView], bool]:
    """Whether a passage may name a fiscal year: it has the signs for one, or an English word for one."""
    signs = known.signs.get("year", ""), known.signs.get("fiscal", "")
    sign, words = "".join(signs) if all(signs) else "", {word.casefold() for word in known.fiscal_year}
    words -= {longer for longer in words if any(word != longer and word in longer for word in words)}

    def may_be_fiscal(passage: PassageView) -> bool:
        return bool(sign and sign in passage.passage.text) or any(word in passage.passage.form for word in words)

    return may_be_fiscal


def _beside(passage: PassageView, dates: Sequence[WrittenDate], number: int) -> Sequence[WrittenDate]:
    """The dates that say when the year is: all that a bracket beside it holds, or the one in apposition to its end."""
    text, end = passage.passage.text, dates[number].span.end
    following = dates[number + 1 : number + 3]
    if not following or any(found.is_fiscal or found.days is None for found in following[:1]):
        return ()
    between = end, following[0].span.start
    if _OPENING.fullmatch(text, *between):
        for count in (1, 2):
            if len(following) >= count and _CLOSING.match(text, following[count - 1].span.end):
                return following[:count]
    if dates[number].part and dates[number].notation is Notation.FISCAL and _APPOSITION.fullmatch(text, *between):
        return following[:1]
    return ()


def _year(view: DraftView, passage: PassageView, written: WrittenDate, beside: Sequence[WrittenDate]) -> Year:
    first, last = written.days or (date.min, date.max)
    known = view.checking.vocabulary.dates
    text = passage.passage.text
    is_english = written.notation is Notation.FISCAL
    is_within = any(text.startswith(word, written.span.end) for word in known.within)
    is_term = view.reader.crosses(passage.passage.lang) and written.to_year is None and (is_english or bool(written.part) or is_within)
    span = passage.locate(*written.span)
    if not beside:
        return Year(span, first, last, written.to_year is not None, is_term)
    begin, end = min(found.days[0] for found in beside if found.days), max(found.days[1] for found in beside if found.days)
    is_apart = begin > last or end < first
    is_other_custom = is_english and is_apart and begin <= last - _YEAR and end >= first - _YEAR
    if is_other_custom and not written.part:
        return Year(span, first, last, True, is_term)
    closing = _CLOSING.match(text, beside[-1].span.end)
    against = passage.locate(beside[0].span.start, closing.end() if closing else beside[-1].span.end) if is_apart else None
    return Year(span, first, last, not is_apart, is_term, against, is_other_custom)


def judge(draft: WholeDraft, facts: Sequence[tuple[int, Year]]) -> Iterator[DraftFinding]:
    """Contradictions, and one finding with all places of terms, unless the draft explains its fiscal years somewhere."""
    years = [(offset, year) for offset, year in facts]
    for offset, year in years:
        if year.against is not None:
            span = Span(year.span.start, year.against.end).moved(offset)
            params = (
                ("written", draft.text[year.span.start + offset : year.span.end + offset]),
                ("first", year.first),
                ("last", year.last),
            )
            yield DraftFinding(
                rule="date.fiscal-year",
                level=LEVEL if year.is_other_custom else Level.WARNING,
                span=span,
                match=draft.text[span.start : span.end],
                message=Message(N_("{written} is {first} to {last} by the custom of governments; the text says otherwise"), params),
                places=(span,),
            )
    if any(year.is_explained for _, year in years):
        return
    terms = [(year.span.moved(offset), year) for offset, year in years if year.is_term and year.against is None]
    if terms:
        span, year = terms[0]
        params = (("written", draft.text[span.start : span.end]), ("first", year.first), ("last", year.last))
        yield DraftFinding(
            rule="date.fiscal-year",
            level=LEVEL,
            span=span,
            match=draft.text[span.start : span.end],
            message=Message(N_("{written}: {first} to {last} in Japan; others name the year after its end"), params),
            places=tuple(place for place, _ in terms),
        )
