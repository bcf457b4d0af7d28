"""Dates that a sentence names, in both languages, as first and last day with their span.

Read here: 2026-11-22, 2026/11/22, 22/11/2026, 22 November 2026, November 22, 2026, November 2026, ranges of these, the Japanese
forms with a Western or an era year in Arabic or kanji figures, parts of months and years (10月中旬, early October), fiscal years,
and a bare year with its sign or preposition; weekdays beside a day. Other numbers are left alone.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from glossary.domain.span import Span
from glossary.text.compiled import key_of
from glossary.text.date_forms import DateForms, date_forms
from glossary.text.figures import FULL_WIDTH, whole_number
from glossary.text.vocabulary import DateWords

FISCAL_START = 4
"""Both the Japanese and the UK government's financial year start in April."""

_REACH = 24
"""Characters before a date in which a weekday or a part of a year may stand."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: the first and the last day that it may mean."""

    span: Span
    first: date
    last: date


class Notation(Enum):
    """How a date is written."""

    YEAR_FIRST = "year-first"  # 2026-11-22
    YEAR_LAST = "year-last"  # 22/11/2026
    JAPANESE = "japanese"  # a Western year with its sign
    ERA = "era"
    ENGLISH = "english"  # 22 November 2026
    FISCAL = "fiscal"  # FY2026
    BARE = "bare"  # in 2026


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date as it is written, possible or not. ``days`` is None where no calendar has it; ``span`` covers its weekday."""

    span: Span
    notation: Notation
    year: int
    month: int | None = None
    day: int | None = None
    to_year: int | None = None
    to_month: int | None = None
    to_day: int | None = None
    era: str | None = None
    era_year: int | None = None
    is_fiscal: bool = False
    is_ambiguous: bool = False
    """Day and month can be told apart by custom only."""
    part: str | None = None
    weekday: int | None = None
    weekday_span: Span | None = None
    days: tuple[date, date] | None = None

    @property
    def day_of_week(self) -> date | None:
        """The day to which its weekday belongs: the first one of a range behind the weekday, the last one of a range before it."""
        if self.days is None or self.weekday_span is None:
            return None
        return self.days[0] if self.weekday_span.start == self.span.start else self.days[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """An era year and a Western year that the text sets equal: 令和7年（2025年）."""

    span: Span
    era: str
    era_year: int
    western: int
    western_span: Span


def dates_in(text: str, known: DateWords) -> tuple[DateMention, ...]:
    """The dates that the text names, in order. Impossible ones (2026-02-30) are left out."""
    return mentions_of(written_dates(text, known))


def mentions_of(dates: Iterable[WrittenDate]) -> tuple[DateMention, ...]:
    """The written dates that are possible, as days."""
    return tuple(DateMention(written.span, *written.days) for written in dates if written.days is not None)


def written_dates(text: str, known: DateWords) -> tuple[WrittenDate, ...]:
    """The dates that are written in the text, in order, impossible ones too."""
    forms = date_forms(known)
    if forms.cheap.search(text) is None:
        return ()
    return tuple(_completed(text, match, _read(match, known), forms, known) for match in forms.dates.finditer(text))


def equations_in(text: str, known: DateWords) -> Iterator[Equation]:
    """The era years that the text sets equal to Western years by brackets."""
    for pattern in date_forms(known).equated:
        for match in pattern.finditer(text):
            era, count = _era(match, known)
            western = whole_number(match["western"], known.digits, known.steps)
            yield Equation(span=Span(*match.span()), era=era, era_year=count, western=western, western_span=Span(*match.span("western")))


def impossible_days(text: str, known: DateWords) -> Iterator[Span]:
    """Days without a year that no year has: 2月30日, 31 April."""
    for match in date_forms(known).yearless.finditer(text):
        name = match["m1"] or match["m2"]
        month = known.months[key_of(name)] if name else int(match["month"].translate(FULL_WIDTH))
        day = _ordinal(match["d1"] or match["d2"] or match["day"])
        if 1 <= month <= 12 and monthrange(2024, month)[1] < day <= 31:
            yield Span(*match.span())


def era_days(era: str, known: DateWords) -> tuple[date, date]:
    """The first and the last day of an era; the last day of the calendar where it has not ended."""
    first = known.eras[era]
    ends = [begin for begin in known.eras.values() if begin > first]
    return first, (min(ends) - timedelta(days=1) if ends else date.max)


def era_of(day: date, known: DateWords) -> tuple[str, int] | None:
    """The era of a day and its year in it."""
    begun = [(begin, era) for era, begin in known.eras.items() if begin <= day]
    if not begun:
        return None
    begin, era = max(begun)
    return era, day.year - begin.year + 1


def _read(match: re.Match[str], known: DateWords) -> WrittenDate:
    """What the groups of a match say; days are reckoned later."""
    span = Span(*match.span())
    if match["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-/.]", match["iso"]))
        return WrittenDate(span=span, notation=Notation.YEAR_FIRST, year=year, month=month, day=day)
    if match["n1"]:
        first, second = int(match["n1"]), int(match["n2"])
        day, month = (second, first) if second > 12 >= first else (first, second)
        is_ambiguous = first != second and first <= 12 and second <= 12
        return WrittenDate(span=span, notation=Notation.YEAR_LAST, year=int(match["n3"]), month=month, day=day, is_ambiguous=is_ambiguous)
    if match["fy"] or match["fy_short"] or match["fy_from"]:
        year = int(match["fy"] or match["fy_from"] or "20" + match["fy_short"])
        until = match["fy_to"] or match["fy_until"]
        to_year = None if until is None else int(until) if len(until) == 4 else year // 100 * 100 + int(until)
        return WrittenDate(span=span, notation=Notation.FISCAL, year=year, to_year=to_year, is_fiscal=True)
    if match["y2"]:
        return WrittenDate(span=span, notation=Notation.BARE, year=int(match["y2"]))
    if match["y1"]:
        return _english(match, span, known)
    return _japanese(match, span, known)


def _english(match: re.Match[str], span: Span, known: DateWords) -> WrittenDate:
    month, begin = known.months[key_of(match["m1"])], match["m0"]
    if match["d1"] and match["d2"]:  # Directive 42 of July 5, 1990: the first number is none of the date's
        return WrittenDate(
            span=Span(match.start("m1"), span.end),
            notation=Notation.ENGLISH,
            year=int(match["y1"]),
            month=month,
            day=_ordinal(match["d2"]),
            to_day=_ordinal(match["d3"]) if match["d3"] else None,
        )
    if begin:  # 1 April to 31 May, April 1 – May 31; a day on one side only is left out
        day, to_day = match["d4"] or match["d5"], match["d1"] or match["d2"]
        if not (day and to_day):
            day = to_day = None
    else:
        day, to_day = match["d0"] or match["d1"] or match["d2"], (match["d1"] if match["d0"] else match["d3"])
    return WrittenDate(
        span=span,
        notation=Notation.ENGLISH,
        year=int(match["y1"]),
        month=known.months[key_of(begin)] if begin else month,
        day=_ordinal(day) if day else None,
        to_month=month if begin else None,
        to_day=_ordinal(to_day) if to_day else None,
    )


def _japanese(match: re.Match[str], span: Span, known: DateWords) -> WrittenDate:
    month, day = (whole_number(match[name], known.digits, known.steps) if match[name] else None for name in ("month", "day"))
    if match["year"]:
        year = whole_number(match["year"], known.digits, known.steps)
        return WrittenDate(span=span, notation=Notation.JAPANESE, year=year, month=month, day=day, is_fiscal=match["fiscal"] is not None)
    era, count = _era(match, known)
    return WrittenDate(
        span=span,
        notation=Notation.ERA,
        year=known.eras[era].year + count - 1,
        month=month,
        day=day,
        era=era,
        era_year=count,
        is_fiscal=match["fiscal"] is not None,
    )


def _era(match: re.Match[str], known: DateWords) -> tuple[str, int]:
    groups = match.groupdict()
    if groups.get("romaji"):
        return known.romanised_eras[key_of(groups["romaji"])], int(groups["romaji_year"])
    if groups.get("letter"):
        return known.era_letters[groups["letter"].upper()], int(groups["letter_year"].translate(FULL_WIDTH))
    written = groups["era_year"]
    return groups["era"], 1 if written == known.signs.get("first") else whole_number(written, known.digits, known.steps)


def _ordinal(text: str) -> int:
    return int(key_of(text).rstrip("stndrh").translate(FULL_WIDTH))


def _completed(text: str, match: re.Match[str], written: WrittenDate, forms: DateForms, known: DateWords) -> WrittenDate:
    """The date with what stands around it: the part of its month or year, the end of a range, its weekday; and its days."""
    start, end = written.span
    changes: dict[str, object] = {}
    if written.notation in (Notation.JAPANESE, Notation.ERA):
        if written.day is None and (part := forms.part_after.match(text, end)):
            changes["part"], end = part["part"], part.end()
        elif written.month is not None and (until := forms.range_after.match(text, end)) and (until["to_month"] or until["to_day"]):
            for name in ("to_month", "to_day"):
                changes[name] = whole_number(until[name], known.digits, known.steps) if until[name] else None
            end = until.end()
    elif written.day is None and (part := forms.part_before.search(text[max(0, start - _REACH) : start])):
        changes["part"], start = key_of(part["part"]), start - len(part[0])
    if written.day is not None and "to_day" not in changes:
        start, end = _with_weekday(text, start, end, changes, forms, known)
    found = replace(written, span=Span(start, end), **changes)  # type: ignore[arg-type]
    try:
        return replace(found, days=_days(found, known))
    except (ValueError, OverflowError):
        return found


def _with_weekday(text: str, start: int, end: int, changes: dict[str, object], forms: DateForms, known: DateWords) -> tuple[int, int]:
    begin = max(0, start - _REACH)
    if after := forms.weekday_after.match(text, end):
        name = next(name for name in ("short", "weekday", "latin") if after[name])
        found, place, end = after[name], Span(*after.span(name)), after.end()
    elif before := forms.weekday_before.search(text[begin:start]):
        name = "cut" if before["cut"] else "latin"
        found, place, start = before[name], Span(*before.span(name)).moved(begin), begin + before.start()
    else:
        return start, end
    changes["weekday"], changes["weekday_span"] = known.weekdays[key_of(found)], place
    return start, end


def _days(written: WrittenDate, known: DateWords) -> tuple[date, date]:
    year, month, day = written.year, written.month, written.day
    if written.is_ambiguous and month is not None and day is not None:
        readings = date(year, month, day), date(year, day, month)
        return min(readings), max(readings)
    if month is None:
        begin = FISCAL_START if written.is_fiscal else 1
        first, last = (known.year_parts.get(written.part or "") or (1, 12)) if written.part else (1, 12)
        # FY2025/26 is one year by its two halves, FY2024–2027 are several.
        last_year = written.to_year if written.to_year is not None and written.to_year > year + 1 else year
        return _month(year, begin + first - 1)[0], _month(last_year, begin + last - 1)[1]
    if not 1 <= month <= 12:
        raise ValueError(month)
    to_month, to_year = written.to_month or month, year
    if to_month < month:  # over New Year: an English year belongs to the end of the range, a Japanese one to its beginning
        year, to_year = (year - 1, year) if written.notation is Notation.ENGLISH else (year, year + 1)
    if day is None:
        first_day, last_day = _month(year, month)[0], _month(to_year, to_month)[1]
        if written.part is not None and written.part in known.month_parts:
            begin, finish = known.month_parts[written.part]
            return first_day.replace(day=begin), last_day.replace(day=min(finish, last_day.day))
        return first_day, last_day
    return date(year, month, day), date(to_year, to_month, written.to_day or day)


def _month(year: int, number: int) -> tuple[date, date]:
    """The first and the last day of a month; month 13 is January of the next year. Raises ValueError."""
    if not 1 <= number <= 24:
        raise ValueError(number)
    year, month = year + (number - 1) // 12, (number - 1) % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
