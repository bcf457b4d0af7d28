"""Dates that a sentence names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.dates import Notation, dates_in, equations_in, era_of, impossible_days, written_dates
from tests.checkings import vocabulary


def found(text: str) -> list[tuple[str, str, str]]:
    return [
        (text[mention.span.start : mention.span.end], mention.first.isoformat(), mention.last.isoformat())
        for mention in dates_in(text, vocabulary().dates)
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2026-11-22", [("2026-11-22", "2026-11-22", "2026-11-22")]),
        ("2026/11/22と2026.1.2", [("2026/11/22", "2026-11-22", "2026-11-22"), ("2026.1.2", "2026-01-02", "2026-01-02")]),
        ("2026年11月22日", [("2026年11月22日", "2026-11-22", "2026-11-22")]),
        ("２０２６年２月", [("２０２６年２月", "2026-02-01", "2026-02-28")]),
        ("2026年の話", [("2026年", "2026-01-01", "2026-12-31")]),
        ("令和8年4月1日", [("令和8年4月1日", "2026-04-01", "2026-04-01")]),
        ("令和元年", [("令和元年", "2019-01-01", "2019-12-31")]),
        ("平成３１年４月", [("平成３１年４月", "2019-04-01", "2019-04-30")]),
        ("令和8年度", [("令和8年度", "2026-04-01", "2027-03-31")]),
        ("2024年12月", [("2024年12月", "2024-12-01", "2024-12-31")]),
        ("22 November 2026", [("22 November 2026", "2026-11-22", "2026-11-22")]),
        ("22nd Nov. 2026", [("22nd Nov. 2026", "2026-11-22", "2026-11-22")]),
        ("November 22, 2026", [("November 22, 2026", "2026-11-22", "2026-11-22")]),
        ("in May 2020", [("May 2020", "2020-05-01", "2020-05-31")]),
        ("in 2026 and since 1999", [("in 2026", "2026-01-01", "2026-12-31"), ("since 1999", "1999-01-01", "1999-12-31")]),
        ("FY2026 and FY 2027", [("FY2026", "2026-04-01", "2027-03-31"), ("FY 2027", "2027-04-01", "2028-03-31")]),
        ("令和七年二月二十五日", [("令和七年二月二十五日", "2025-02-25", "2025-02-25")]),
        ("二〇二六年十一月", [("二〇二六年十一月", "2026-11-01", "2026-11-30")]),
        ("2025 年 5 月", [("2025 年 5 月", "2025-05-01", "2025-05-31")]),
        ("2026年10月中旬", [("2026年10月中旬", "2026-10-11", "2026-10-20")]),
        ("2026年度末", [("2026年度末", "2027-03-01", "2027-03-31")]),
        ("2026年度第2四半期", [("2026年度第2四半期", "2026-07-01", "2026-09-30")]),
        ("2026年3月1日〜5日", [("2026年3月1日〜5日", "2026-03-01", "2026-03-05")]),
        ("2026年4月～6月", [("2026年4月～6月", "2026-04-01", "2026-06-30")]),
        ("R7年度", [("R7年度", "2025-04-01", "2026-03-31")]),
        ("3–5 March 2026", [("3–5 March 2026", "2026-03-03", "2026-03-05")]),
        ("1 April to 31 May 2026", [("1 April to 31 May 2026", "2026-04-01", "2026-05-31")]),
        ("28 May – 3 June 2026", [("28 May – 3 June 2026", "2026-05-28", "2026-06-03")]),
        ("April 1 - May 31, 2026", [("April 1 - May 31, 2026", "2026-04-01", "2026-05-31")]),
        ("1 April to May 2026", [("1 April to May 2026", "2026-04-01", "2026-05-31")]),
        ("28 December – 3 January 2027", [("28 December – 3 January 2027", "2026-12-28", "2027-01-03")]),
        ("2026年12月28日〜1月3日", [("2026年12月28日〜1月3日", "2026-12-28", "2027-01-03")]),
        ("1 ſeptember 2026", [("1 ſeptember 2026", "2026-09-01", "2026-09-01")]),
        ("FY2024-2027", [("FY2024-2027", "2024-04-01", "2028-03-31")]),
        ("Directive 42 of July 5, 1990", [("July 5, 1990", "1990-07-05", "1990-07-05")]),
        ("January to December 2025", [("January to December 2025", "2025-01-01", "2025-12-31")]),
        ("in early October 2026", [("early October 2026", "2026-10-01", "2026-10-10")]),
        ("the end of FY2026", [("end of FY2026", "2027-03-01", "2027-03-31")]),
        ("FY2025/26, FY25", [("FY2025/26", "2025-04-01", "2026-03-31"), ("FY25", "2025-04-01", "2026-03-31")]),
        ("the 2025–26 financial year", [("2025–26 financial year", "2025-04-01", "2026-03-31")]),
        ("25/06/2026", [("25/06/2026", "2026-06-25", "2026-06-25")]),
        ("03/04/2026", [("03/04/2026", "2026-03-04", "2026-04-03")]),
        ("2026年11月25日（水）", [("2026年11月25日（水）", "2026-11-25", "2026-11-25")]),
        # no dates
        ("2026-02-30、2026年13月、令和元", []),
        ("ISO 27001:2022, port 8080, 2026 people", []),
        ("12026-11-22", []),
        ("一昨年の五月", []),
        ("", []),
    ],
)
def test_dates_are_read_with_their_first_and_last_day(text: str, dates: list[tuple[str, str, str]]) -> None:
    assert found(text) == dates


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_form_of_a_day_is_that_day(day: date) -> None:
    forms = (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", day.strftime("%d %B %Y"), day.strftime("%B %d, %Y"))

    assert [found(form) for form in forms] == [[(form, day.isoformat(), day.isoformat())] for form in forms]


def kanji(number: int) -> str:
    """A number under 100 as kanji write it: 二十五."""
    signs = {value: sign for sign, value in vocabulary().dates.digits.items() if value}
    tens, ones = divmod(number, 10)
    return (signs[tens] if tens > 1 else "") + ("十" if tens else "") + (signs[ones] if ones else "")


@given(st.dates(min_value=date(1868, 1, 25), max_value=date(2099, 12, 31)))
def test_every_form_of_a_day_in_its_era_is_that_day(day: date) -> None:
    era, count = era_of(day, vocabulary().dates) or ("", 0)
    forms = (f"{era}{count}年{day.month}月{day.day}日", f"{era}{kanji(count)}年{kanji(day.month)}月{kanji(day.day)}日")

    assert [found(form) for form in forms] == [[(form, day.isoformat(), day.isoformat())] for form in forms]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_weekdays_are_pythons(day: date) -> None:
    forms = (
        f"{day.isoformat()} ({day:%a})",
        f"{day:%A}, {day:%d} {day:%B} {day:%Y}",
        f"{day.year}年{day.month}月{day.day}日（{'月火水木金土日'[day.weekday()]}曜日）",
    )

    read = [written_dates(form, vocabulary().dates) for form in forms]

    assert [[(form[slice(*one.span)], one.weekday, one.days) for one in dates] for form, dates in zip(forms, read, strict=True)] == [
        [(form, day.weekday(), (day, day))] for form in forms
    ]


@given(st.integers(1, 99), st.integers(1, 99), st.integers(1900, 2099))
def test_days_that_python_refuses_are_written_and_impossible(day: int, month: int, year: int) -> None:
    (written,) = written_dates(f"{year}年{month}月{day}日", vocabulary().dates)

    try:
        expected = (date(year, month, day), date(year, month, day))
    except ValueError:
        expected = None
    assert written.days == expected


def test_impossible_days_without_a_year() -> None:
    text = "2月30日と11月31日、10月31日、2026年2月30日、31 April, February 30, 31 May, March 31"

    assert [text[slice(*span)] for span in impossible_days(text, vocabulary().dates)] == ["2月30日", "11月31日", "31 April", "February 30"]


def test_equations_of_eras() -> None:
    text = "令和7年（2025年）、2024年（令和六年）、令和元（2019）年度、Reiwa 8 (2026), 2026 (Reiwa 8), 令和5年（2023年比）"

    assert [(found.era, found.era_year, found.western) for found in equations_in(text, vocabulary().dates)] == [
        ("令和", 7, 2025),
        ("令和", 1, 2019),
        ("令和", 6, 2024),
        ("令和", 8, 2026),
        ("令和", 8, 2026),
    ]


@pytest.mark.parametrize(
    ("text", "notation", "is_ambiguous"),
    [("03/04/2026", Notation.YEAR_LAST, True), ("04/04/2026", Notation.YEAR_LAST, False), ("2026-04-03", Notation.YEAR_FIRST, False)],
)
def test_figures_are_ambiguous_where_custom_decides(text: str, notation: Notation, is_ambiguous: bool) -> None:
    (written,) = written_dates(text, vocabulary().dates)

    assert (written.notation, written.is_ambiguous) == (notation, is_ambiguous)
