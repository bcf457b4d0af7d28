"""A day that is not on the calendar, that is on another day of the week, or that is read in two ways.

What: a date with the wrong weekday; a day that its month does not have; figures such as 03/04/2026 in which day and month can be
told apart by custom only.
Why: one of the two is wrong, and the reader cannot know which: people come on the wrong day. 03/04/2026 is 3 April in Britain and
March 4th in America; in Japan the year comes first.
Example: 2026年11月25日（火）, a Wednesday; 2026年2月30日; 03/04/2026.
Instead: look the day up; write the month as a word (3 April 2026) or the year first (2026年4月3日).
"""

import re
from collections.abc import Iterator

from glossary.checks.view import DraftView, PassageView
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.text.date_forms import CUT, NOTHING
from glossary.text.dates import Notation, WrittenDate, impossible_days
from glossary.text.vocabulary import DateWords

LEVEL = Level.ERROR

YEARS = range(1868, 2200)
"""Years in which figures are taken for a date."""

_YEAR = re.compile("(?<![0-9０-９])(?:1[89]|2[01]|１[８９]|２[０１])[0-9０-９]{2}(?![0-9０-９])")
_DAY = re.compile("29|3[0-9]|２９|３[０-９]")
_JOINING = ("-", "/", "_", ".")
_LOOSE = re.compile(r"[-/.]?[0-9A-Za-z]|[-/]")
"""What follows figures that are an identifier, an address or a version and no date."""


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every such date."""
    known = view.checking.vocabulary.dates
    for passage in view.passages:
        text = passage.passage.text
        if _YEAR.search(text) or known.signs.get("year", NOTHING) in text or any(era in text for era in known.eras):
            for written in passage.passage.written_dates:
                yield from _judge(view, passage, written, known)
        if _DAY.search(text):
            for span in impossible_days(text, known):
                yield _impossible(view, passage, span)


def _judge(view: DraftView, passage: PassageView, written: WrittenDate, known: DateWords) -> Iterator[DraftFinding]:
    if written.days is None:
        if written.year in YEARS and written.month != 0 and written.day != 0 and not _is_loose(passage.passage.text, written):
            yield _impossible(view, passage, written.span)
    elif written.is_ambiguous:
        first, second = written.days
        yield _finding(
            view,
            passage,
            written.span,
            Level.INFORMATION,
            Message(
                N_("{written} is read as {first} or {second}"),
                (("written", _words(passage, written.span)), ("first", first), ("second", second)),
            ),
            tuple(Suggestion(text=day.isoformat(), span=passage.locate(*written.span)) for day in written.days),
        )
    elif written.weekday_span is not None and (day := written.day_of_week) is not None and day.weekday() != written.weekday:
        word = _words(passage, written.weekday_span)
        better = _weekday_like(word, day.weekday(), known)
        params = (("day", day), ("weekday", word), ("better", better))
        yield _finding(
            view,
            passage,
            written.span,
            LEVEL,
            Message(N_("{day} is not a {weekday} but a {better}"), params),
            (Suggestion(text=better, span=passage.locate(*written.weekday_span)),),
        )


def _is_loose(text: str, written: WrittenDate) -> bool:
    """Whether figures that are no date may well be something else: a version, an identifier, an address."""
    if written.notation is not Notation.YEAR_FIRST:
        return False
    start, end = written.span
    before = text[max(0, start - 1) : start]
    is_joined = before in _JOINING or (before.isascii() and before.isalnum())
    return "." in text[start:end] or is_joined or _LOOSE.match(text, end) is not None


def _weekday_like(word: str, number: int, known: DateWords) -> str:
    """The weekday of that number in the script of the word, cut short where the word is."""
    like = [name for name, day in known.weekdays.items() if day == number and name.isascii() is word.isascii()]
    name = min(like, key=lambda name: ((len(name) > CUT) is not (len(word) > CUT), abs(len(name) - len(word))), default=word)
    return name.title() if word[:1].isupper() else name


def _impossible(view: DraftView, passage: PassageView, span: Span) -> DraftFinding:
    message = Message(N_("{written} is not on the calendar"), (("written", _words(passage, span)),))
    return _finding(view, passage, span, LEVEL, message, ())


def _words(passage: PassageView, span: Span) -> str:
    return passage.passage.text[span.start : span.end]


def _finding(
    view: DraftView, passage: PassageView, place: Span, level: Level, message: Message, suggestions: tuple[Suggestion, ...]
) -> DraftFinding:
    span = passage.locate(*place)
    return DraftFinding(
        rule="date.weekday",
        level=level,
        span=span,
        match=view.text[span.start : span.end],
        message=message,
        suggestions=suggestions,
        places=(span,),
    )
