"""The forms in which dates are written, as patterns made of the words of the lexicon."""

import re
from dataclasses import dataclass

from glossary.text.compiled import Compiled, either
from glossary.text.figures import ARABIC
from glossary.text.vocabulary import DateWords

NOTHING = "\ue000"
"""Stands for a sign that the lexicon lacks: it is in no text."""

DAY = r"\d{1,2}(?:st|nd|rd|th)?"


@dataclass(frozen=True, slots=True)
class DateForms:
    """The patterns: a cheap test for dates, dates, what may follow or precede one, days without a year, an era year beside a Western one."""

    cheap: re.Pattern[str]
    dates: re.Pattern[str]
    part_after: re.Pattern[str]
    part_before: re.Pattern[str]
    range_after: re.Pattern[str]
    weekday_after: re.Pattern[str]
    weekday_before: re.Pattern[str]
    yearless: re.Pattern[str]
    equated: tuple[re.Pattern[str], ...]


def _make(known: DateWords) -> DateForms:
    sign = {name: re.escape(known.signs.get(name, NOTHING)) for name in ("year", "month", "day", "fiscal", "first")}
    kanji = f"[{''.join(known.digits) or NOTHING}]"
    number = f"(?:{ARABIC}{{1,2}}|[{''.join((*known.digits, *known.steps)) or NOTHING}]{{1,3}})"
    western = f"(?:{ARABIC}{{4}}|{kanji}{{4}})"
    era = f"(?P<era>{either(known.eras)})\\s?(?P<era_year>{ARABIC}{{1,3}}|{number}|{sign['first']})"
    romaji = f"\\b(?P<romaji>{either(known.romanised_eras)})\\s+(?P<romaji_year>\\d{{1,3}})\\b"
    return DateForms(
        cheap=re.compile(rf"\d{{4}}|{sign['year']}|(?i:{either(known.fiscal_year)})\d|(?i:{either(known.romanised_eras)})"),
        dates=re.compile(_dates(known, sign, number, western, era, romaji), re.IGNORECASE),
        part_after=re.compile(rf"\s?(?!{either(known.no_parts)})(?P<part>{_parts(known, ascii_only=False)})"),
        part_before=re.compile(rf"\b(?P<part>{_parts(known, ascii_only=True)})(?:\s+|-)(?:the\s+)?\Z", re.IGNORECASE),
        range_after=re.compile(
            rf"\s?(?:{either(known.from_to)})\s?(?:(?P<to_month>{number})\s?{sign['month']})?(?:\s?(?P<to_day>{number})\s?{sign['day']})?"
        ),
        weekday_after=_weekday_after(known),
        weekday_before=_weekday_before(known),
        yearless=re.compile(
            rf"(?<![0-9０-９/{sign['year']}])(?P<month>{ARABIC}{{1,2}})\s?{sign['month']}\s?(?P<day>{ARABIC}{{1,2}})\s?{sign['day']}"
            rf"|\b(?P<d1>(?:29|30|31)(?:st|th)?)\s+(?:of\s+)?(?P<m1>{_titled(known)})\b(?!\.?,?\s+\d{{4}})"
            rf"|\b(?P<m2>{_titled(known)})\s+(?P<d2>(?:29|30|31)(?:st|th)?)\b(?!,?\s+\d{{4}}|[:.]\d|\s*%)"
        ),
        equated=_equated(known, sign["year"], western, era, romaji),
    )


_OPENING, _CLOSING = "\\s?[（(]\\s?", "\\s?[)）]"


def _weekday_after(known: DateWords) -> re.Pattern[str]:
    japanese = either(word for word in known.weekdays if not word.isascii())
    english = either(word for word in known.weekdays if word.isascii())
    signs = either(known.weekday_signs)
    return re.compile(
        rf"{_OPENING}(?P<short>{japanese})(?:{signs})?(?:\s?[・･,、/／][^)）]{{1,6}})?{_CLOSING}"
        rf"|\s?(?P<weekday>{japanese})(?:{signs})|{_OPENING}(?P<latin>{english})\.?{_CLOSING}",
        re.IGNORECASE,
    )


def _weekday_before(known: DateWords) -> re.Pattern[str]:
    """A weekday in English, not the end of a range of weekdays; only a short one may end with a full stop: else it ends the sentence."""
    whole, cut = ([word for word in known.weekdays if word.isascii() and (len(word) > CUT) is is_whole] for is_whole in (True, False))
    joins = "".join(f"(?<!{re.escape(word)}\\s)(?<!{re.escape(word)})" for word in known.from_to if word.isascii())
    return re.compile(rf"{joins}\b(?P<latin>{either(whole)}|(?P<cut>{either(cut)})\.?),?\s+(?:the\s+)?\Z", re.IGNORECASE)


CUT = 5
"""Letters of a weekday that is cut short (Thurs.)."""


def _equated(known: DateWords, sign: str, western: str, era: str, romaji: str) -> tuple[re.Pattern[str], ...]:
    before = f"(?:{either(known.before_year)})?"
    return (
        re.compile(rf"{era}\s?(?:{sign})?{_OPENING}{before}(?P<western>{western})\s?(?:{sign})?{_CLOSING}"),
        re.compile(rf"(?<!{ARABIC})(?P<western>{western})\s?(?:{sign})?{_OPENING}{era}\s?(?:{sign})?{_CLOSING}"),
        re.compile(rf"{romaji}\s?\((?P<western>\d{{4}})\)", re.IGNORECASE),
        re.compile(rf"\b(?P<western>\d{{4}})\s?\({romaji}\)", re.IGNORECASE),
    )


def _dates(known: DateWords, sign: dict[str, str], number: str, western: str, era: str, romaji: str) -> str:
    month = either(known.months)
    letters = f"(?<![A-Za-z0-9])(?P<letter>{either(known.era_letters)})\\.?(?P<letter_year>{ARABIC}{{1,2}})"
    return (
        rf"(?P<iso>(?<!\d)\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d))"
        rf"|(?<![0-9A-Za-z./-])(?P<n1>\d{{1,2}})(?P<slash>[/-])(?P<n2>\d{{1,2}})(?P=slash)(?P<n3>(?:19|20)\d{{2}})(?![0-9A-Za-z/-]|\.\d)"
        rf"|(?:{era}|{letters}|(?<!{ARABIC})(?P<year>{western}))"
        rf"\s?{sign['year']}(?P<fiscal>{sign['fiscal']})?"
        rf"(?:\s?(?P<month>{number})\s?{sign['month']}(?:\s?(?P<day>{number})\s?{sign['day']})?)?"
        rf"|\b(?:(?:(?P<d4>{DAY})\s+(?:of\s+)?)?(?P<m0>{month})(?:\s+(?P<d5>{DAY}))?\s?(?:[-–]|\bto\b)\s?)?(?:(?:(?P<d0>\d{{1,2}})\s?[-–]\s?)?(?P<d1>{DAY})\s+(?:of\s+)?)?(?P<m1>{month})\.?,?\s+"
        rf"(?:(?P<d2>{DAY})(?:\s?[-–]\s?(?P<d3>\d{{1,2}}))?,?\s+)?(?P<y1>\d{{4}})\b"
        rf"|\b(?:{either(known.fiscal_year)})(?:\s?(?P<fy>(?:19|20)\d{{2}})|(?P<fy_short>\d{{2}}))(?:\s?[/–-]\s?(?P<fy_to>\d{{4}}|\d{{2}}))?(?!\d)"
        rf"|\b(?P<fy_from>(?:19|20)\d{{2}})\s?[/–-]\s?(?P<fy_until>\d{{4}}|\d{{2}})\s+(?:{either(known.fiscal_year)})\b"
        rf"|{romaji}"
        rf"|\b(?:{either(known.prepositions)})\s+(?P<y2>(?:19|20)\d{{2}})\b(?![-/.–]\d)"
    )


def _parts(known: DateWords, *, ascii_only: bool) -> str:
    words = dict.fromkeys((*known.month_parts, *known.year_parts))
    return either(word for word in words if word.isascii() is ascii_only)


def _titled(known: DateWords) -> str:
    return either(word.title() for word in known.months)


date_forms = Compiled(_make)
"""The patterns of the words, made once."""
