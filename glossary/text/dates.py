"""Dates that a sentence names, in both languages, as first and last day with their span.

Read here: 2026-11-22, 2026/11/22, 22 November 2026, November 22, 2026, November 2026, the Japanese forms with a Western or an
era year, fiscal years, and a bare year with its sign or preposition. Other numbers are left alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from glossary.domain.span import Span
from glossary.text.vocabulary import DateWords

FISCAL_START = 4
"""Both the Japanese and the UK government's financial year start in April."""

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: the first and the last day that it may mean."""

    span: Span
    first: date
    last: date


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


def _pattern(known: DateWords) -> re.Pattern[str]:
    """One pattern for all forms, from the words of the known."""
    sign = {name: re.escape(known.signs.get(name, "\ue000")) for name in ("year", "month", "day", "fiscal", "first")}
    digit = "[0-9０-９]"
    return re.compile(
        rf"(?P<iso>(?<!\d)\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d))"
        rf"|(?:(?P<era>{_either(known.eras)})(?P<era_year>{digit}{{1,2}}|{sign['first']})|(?P<year>(?<!{digit}){digit}{{4}}))"
        rf"{sign['year']}(?P<fiscal>{sign['fiscal']})?"
        rf"(?:(?P<month>{digit}{{1,2}}){sign['month']}(?:(?P<day>{digit}{{1,2}}){sign['day']})?)?"
        rf"|\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<m1>{_either(known.months)})\.?\s+"
        rf"(?:(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,\s*)?(?P<y1>\d{{4}})\b"
        rf"|\b(?:{_either(known.fiscal_year)})\s?(?P<fy>\d{{4}})\b"
        rf"|\b(?:{_either(known.prepositions)})\s+(?P<y2>(?:19|20)\d{{2}})\b(?![-/.]\d)",
        re.IGNORECASE,
    )


_compiled: dict[int, tuple[DateWords, re.Pattern[str]]] = {}


def dates_in(text: str, known: DateWords) -> tuple[DateMention, ...]:
    """The dates that the text names, in order. Impossible ones (2026-02-30) are left out."""
    return tuple(_read(text, known))


def _read(text: str, known: DateWords) -> Iterator[DateMention]:
    if not any(map(str.isdigit, text)) and known.signs.get("first", "\ue000") not in text:
        return
    for match in _pattern_of(known).finditer(text):
        try:
            days = _days(match, known)
        except ValueError:
            continue
        yield DateMention(Span(*match.span()), *days)


def _pattern_of(known: DateWords) -> re.Pattern[str]:
    found = _compiled.get(id(known))
    if found is None or found[0] is not known:
        _compiled.clear()
        found = _compiled[id(known)] = (known, _pattern(known))
    return found[1]


def _days(match: re.Match[str], known: DateWords) -> tuple[date, date]:
    if match["iso"]:
        exact = date(*(int(part) for part in re.split(r"[-/.]", match["iso"])))
        return exact, exact
    if match["fy"]:
        return _fiscal(int(match["fy"]))
    if match["y2"]:
        return _span(int(match["y2"]), None, None)
    if match["y1"]:
        written = match["d1"] or match["d2"]
        return _span(int(match["y1"]), known.months[match["m1"].lower()], int(written) if written else None)
    if match["era"]:
        count = 1 if match["era_year"] == known.signs.get("first") else int(match["era_year"].translate(_DIGITS))
        year = known.eras[match["era"]] + count - 1
    else:
        year = int(match["year"].translate(_DIGITS))
    if match["fiscal"]:
        return _fiscal(year)
    month = int(match["month"].translate(_DIGITS)) if match["month"] else None
    day = int(match["day"].translate(_DIGITS)) if match["day"] else None
    return _span(year, month, day)


def _span(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    return date(year, month, day), date(year, month, day)


def _fiscal(year: int) -> tuple[date, date]:
    return date(year, FISCAL_START, 1), date(year + 1, FISCAL_START, 1) - timedelta(days=1)
