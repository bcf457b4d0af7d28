"""Dates that a sentence names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.dates import dates_in
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
