"""Quantities in both languages, compared with Babel's formatting."""

from decimal import Decimal

import pytest
from babel.numbers import format_compact_decimal, format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.quantities import Quantity, has_scale, in_myriads, in_thousands, quantities_in
from tests.checkings import vocabulary

NUMBERS = vocabulary().numbers
amounts = st.integers(min_value=1, max_value=9_999 * 10**12)


def read(text: str) -> tuple[Quantity, ...]:
    return quantities_in(text, NUMBERS)


def found(text: str) -> list[tuple[str, int, int, str | None]]:
    return [
        (text[quantity.span.start : quantity.span.end], int(quantity.low), int(quantity.high), quantity.currency or quantity.unit)
        for quantity in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("2億1,000万ポンド", [("2億1,000万ポンド", 210_000_000, 210_000_000, "GBP")]),
        ("約 1 億 2800 万ドルの損失", [("1 億 2800 万ドル", 128_000_000, 128_000_000, "USD")]),
        ("２５０万件", [("２５０万件", 2_500_000, 2_500_000, "件")]),
        ("一億二千万件と四十二社", [("一億二千万件", 120_000_000, 120_000_000, "件"), ("四十二社", 42, 42, "社")]),
        ("10.5兆円", [("10.5兆円", 10_500_000_000_000, 10_500_000_000_000, "JPY")]),
        ("3千万円、5百万円", [("3千万円", 30_000_000, 30_000_000, "JPY"), ("5百万円", 5_000_000, 5_000_000, "JPY")]),
        ("数十社、十数社", [("数十社", 20, 90, "社"), ("十数社", 11, 19, "社")]),
        ("数百万台、数10億件", [("数百万台", 2_000_000, 9_000_000, "台"), ("数10億件", 2_000_000_000, 90_000_000_000 // 10, "件")]),
        (
            "£2.1bn, $10.5 billion",
            [("£2.1bn", 2_100_000_000, 2_100_000_000, "GBP"), ("$10.5 billion", 10_500_000_000, 10_500_000_000, "USD")],
        ),
        ("two million pounds", [("two million pounds", 2_000_000, 2_000_000, "GBP")]),
        ("10〜20億円", [("10〜20億円", 1_000_000_000, 2_000_000_000, "JPY")]),
        ("10-20 million dollars", [("10-20 million dollars", 10_000_000, 20_000_000, "USD")]),
        ("1100 万～ 1200 万ドル", [("1100 万～ 1200 万ドル", 11_000_000, 12_000_000, "USD")]),
        ("35％と5 per cent", [("35％", 35, 35, "％"), ("5 per cent", 5, 5, "per cent")]),
        # no quantities
        ("一般の千葉県、二〇二六年、十分な百科", []),
        ("10 m tall, x86, 1.2.3, 8080, 5 bn", []),
        ("9" * 5_000 + "円", []),
        ("", []),
    ],
)
def test_quantities_are_read_with_their_values(text: str, quantities: list[tuple[str, int, int, str | None]]) -> None:
    assert found(text) == quantities


def test_approximate_quantities_say_so() -> None:
    assert [quantity.is_approximate for quantity in read("約3億円、4億円、about £5m, 数百万円")] == [True, False, True, True]


@pytest.mark.parametrize(("text", "expected"), [("3億", True), ("a billion", True), ("£5m", True), ("5 metres", False), ("", False)])
def test_cheap_test_asks_for_a_scale_or_a_sign(text: str, expected: bool) -> None:
    assert has_scale(text, NUMBERS) is expected


@given(amounts)
def test_values_in_japanese_groups_are_read_back(amount: int) -> None:
    assert [quantity.high for quantity in read(in_myriads(Decimal(amount), NUMBERS.groups) + "円")] == [amount]


@given(amounts)
def test_values_in_english_scales_are_read_back(amount: int) -> None:
    assert [quantity.high for quantity in read("£" + in_thousands(Decimal(amount), NUMBERS.scales))] == [amount]


@given(amounts, st.sampled_from(["ja", "en_GB"]))
def test_figures_as_babel_groups_them_are_that_number(amount: int, locale: str) -> None:
    assert [quantity.high for quantity in read(format_decimal(amount, locale=locale) + "円")] == [amount]


@given(st.integers(min_value=1, max_value=999), st.sampled_from([10**4, 10**8, 10**12]))
def test_babels_compact_japanese_is_that_number(count: int, size: int) -> None:
    assert [quantity.high for quantity in read(format_compact_decimal(count * size, locale="ja") + "円")] == [count * size]


@given(st.integers(min_value=1, max_value=999), st.sampled_from([10**6, 10**9, 10**12]))
def test_babels_compact_english_is_that_number(count: int, size: int) -> None:
    text = format_compact_decimal(count * size, format_type="long", locale="en_GB")

    assert [quantity.high for quantity in read(text)] == [count * size]


@given(amounts, st.sampled_from(["GBP", "USD", "EUR", "JPY"]))
def test_babels_currencies_are_known(amount: int, currency: str) -> None:
    text = format_currency(amount, currency, locale="en_GB", format="¤#,##0", currency_digits=False)

    assert [(quantity.high, quantity.currency) for quantity in read(text)] == [(amount, currency)]


@given(st.text(alphabet="0１一十百千万億兆数〇,.．$£円件 million~〜", max_size=60))
def test_any_text_is_read_in_order(text: str) -> None:
    spans = [quantity.span for quantity in read(text)]

    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
