"""Quantities in both languages: 2億1,000万ポンド, 一億二千万件, 数百万台, £2.1bn, 10–20 million dollars, as lowest and highest value with their span.

Numbers are read up to some thirty figures. Only numbers that have a scale, a currency, a counter or a sign for per cent are quantities; other figures are left alone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from glossary.domain.span import Span
from glossary.text.compiled import Compiled, either
from glossary.text.figures import ARABIC, FULL_WIDTH
from glossary.text.vocabulary import NumberWords

NOTHING = "\ue000"


class Grouping(Enum):
    """By how many figures a number is grouped: it decides who misreads it."""

    MYRIADS = "myriads"
    THOUSANDS = "thousands"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity: its least and its greatest value, what it counts. ``number`` is the span of figures and scale alone."""

    span: Span
    number: Span
    low: Decimal
    high: Decimal
    grouping: Grouping
    currency: str | None = None
    unit: str | None = None
    """A counter, a sign for per cent, or None."""
    is_approximate: bool = False


@dataclass(frozen=True, slots=True)
class _Forms:
    scaled: re.Pattern[str]
    token: re.Pattern[str]
    joins: re.Pattern[str]
    approximate: re.Pattern[str]
    cheap: re.Pattern[str]
    figures: re.Pattern[str]


def _make(known: NumberWords) -> _Forms:
    figures = rf"{ARABIC}{{1,3}}(?:[,，]{ARABIC}{{3}}){{1,9}}(?:[.．]{ARABIC}{{1,9}})?|{ARABIC}{{1,30}}(?:[.．]{ARABIC}{{1,9}})?"
    kanji, steps, groups = ("".join(table) or NOTHING for table in (known.digits, known.steps, known.groups))
    latin = [name for name in known.currencies if name.isascii() and name[0].isalpha()]
    signs = [name for name in known.currencies if name not in latin]
    before = f"(?P<before>{either(signs)}|(?<![A-Za-z])(?:{either(name for name in latin if name.isupper())}))"
    after = f"(?P<after>{either((*known.per_cent, *known.counters, *(name for name in known.currencies if not name.isascii())))}|(?:{either(latin)})\\b)"
    token = f"{figures}|[{kanji}{steps}{groups}]|\\s"
    myriads = (
        f"(?P<alone>{either(word for word, (low, _) in known.few.items() if low >= 10)})(?![{kanji}{steps}{groups}]|{ARABIC})"
        f"|(?P<few>{either(known.few)})?(?P<myriads>(?:(?<!{ARABIC})(?:{figures})(?!{ARABIC})\\s?[{steps}]?\\s?[{groups}]?\\s?"
        f"|[{kanji}{steps}{groups}]){{1,24}}(?<!\\s))"
    )
    scales = f"(?:\\s?(?P<scale>{either(known.scales)})\\b|\\s?(?P<short>{either(known.short_scales)})\\b)?"
    begun = f"(?:(?P<begun>{figures})\\s?(?:{either(known.joins)})\\s?)?"
    thousands = f"(?P<figures>{figures}|\\b(?:{either(known.words)})(?=\\s(?:{either(known.scales)}))){scales}"
    return _Forms(
        scaled=re.compile(
            rf"(?<![0-9A-Za-z.,０-９])(?:{before}\s?)?{begun}(?:{thousands}(?![0-9０-９{steps}{groups}]|\s[{steps}{groups}]|[.,．，]{ARABIC})|{myriads})(?:\s?-?{after})?",
            re.IGNORECASE,
        ),
        token=re.compile(token),
        joins=re.compile(rf"\s?(?:{either(known.joins)})\s?"),
        approximate=re.compile(rf"(?:{either(known.approximate)})\s?\Z", re.IGNORECASE),
        cheap=re.compile(
            rf"[{groups}]|\b(?:{either(known.scales)})|(?:{either(sign for sign in known.currencies if not sign[-1].isalpha())})\s?\d"
        ),
        figures=re.compile(rf"[{kanji}{steps}]|\d|\b(?:{either(known.words)})\b", re.IGNORECASE),
    )


_forms = Compiled(_make)


def has_scale(text: str, known: NumberWords) -> bool:
    """Whether a scale word or a sign for a currency that is no letter (£, not 円) stands in the folded text: a cheap test before reading quantities."""
    return _forms(known).cheap.search(text) is not None


def quantities_in(text: str, known: NumberWords) -> tuple[Quantity, ...]:
    """The quantities in the text, in order; the two ends of a range are one quantity."""
    forms = _forms(known)
    if forms.figures.search(text) is None:
        return ()
    return tuple(_joined(text, [found for match in forms.scaled.finditer(text) if (found := _read(text, match, known))], forms))


def _read(text: str, match: re.Match[str], known: NumberWords) -> Quantity | None:
    """The quantity of a match; None for bare figures and for kanji without anything that is counted."""
    currency = _currency(match["before"], known) or _currency(match["after"], known)
    unit = match["after"] if match["after"] and currency is None else None
    is_approximate = _forms(known).approximate.search(text[max(0, match.start() - _BEFORE) : match.start()]) is not None
    found = _in_figures(match, known) if match["figures"] else _in_japanese(match, known)
    if found is None or (found.is_bare and currency is None and unit is None):
        return None
    return Quantity(
        span=Span(*match.span()),
        number=Span(next(match.start(name) for name in ("begun", "figures", "few", "myriads", "alone") if match[name]), found.end),
        low=found.low,
        high=found.high,
        grouping=found.grouping,
        currency=currency,
        unit=unit,
        is_approximate=is_approximate or bool(match["few"] or match["alone"]),
    )


_BEFORE = 16
"""Characters before a number in which it may be called approximate."""


class _Number(NamedTuple):
    """A number without what it counts; *bare* where nothing shows that it is a quantity."""

    low: Decimal
    high: Decimal
    grouping: Grouping
    end: int
    is_bare: bool


def _in_figures(match: re.Match[str], known: NumberWords) -> _Number | None:
    scale, short = (match["scale"] or "").lower(), (match["short"] or "").lower()
    if short and match["before"] is None:
        return None
    factor = known.scales.get(scale) or known.short_scales.get(short) or 1
    high = _value(match["figures"], known) * factor
    low = _value(match["begun"], known) * factor if match["begun"] else high
    end = match.end("scale" if scale else "short" if short else "figures")
    is_scaled = factor > 1
    return _Number(low, high, Grouping.THOUSANDS if is_scaled else Grouping.FIGURES, end, not is_scaled and "," not in match["figures"])


def _in_japanese(match: re.Match[str], known: NumberWords) -> _Number:
    written = match["myriads"]
    if match["alone"]:
        low, high = map(Decimal, known.few[match["alone"]])
        return _Number(low, high, Grouping.MYRIADS, match.end("alone"), is_bare=True)
    low, high = _myriads(written, match["few"], known)
    if match["begun"] and written[-1] in known.groups:
        low = _value(match["begun"], known) * known.groups[written[-1]]
    is_grouped = any(sign in known.groups or sign in known.steps for sign in written)
    is_bare = not is_grouped or not any(char.isdecimal() for char in written)
    return _Number(low, high, Grouping.MYRIADS if is_grouped else Grouping.FIGURES, match.end("myriads"), is_bare)


def _currency(sign: str | None, known: NumberWords) -> str | None:
    if not sign:
        return None
    return known.currencies.get(sign) or known.currencies.get(sign.lower()) or known.currencies.get(sign.upper())


def _value(figures: str, known: NumberWords) -> Decimal:
    word = known.words.get(figures.lower())
    return Decimal(word) if word is not None else Decimal(figures.translate(FULL_WIDTH).replace(",", ""))


def _myriads(written: str, few: str | None, known: NumberWords) -> tuple[Decimal, Decimal]:
    """The least and the greatest value of figures, steps and groups: 2億1,000万, 三億二千万, 数百万."""
    counts = known.few.get(few or "", (1, 1))
    if few and not written[0].isdecimal() and written[0] not in known.digits:
        low, high = (_sum(written, known, Decimal(count)) for count in counts)
        return low, high
    value = _sum(written, known, None)
    return value * counts[0], value * counts[1]


def _sum(written: str, known: NumberWords, begun: Decimal | None) -> Decimal:
    total, section, current = Decimal(0), Decimal(0), begun
    for match in _forms(known).token.finditer(written):
        token = match[0]
        if token in known.groups:
            whole = section + (current or 0)
            total += (whole or (Decimal(1) if current is None else whole)) * known.groups[token]
            section, current = Decimal(0), None
        elif token in known.steps:
            section += (Decimal(1) if current is None else current) * known.steps[token]
            current = None
        elif token in known.digits:
            current = (current or 0) * 10 + Decimal(known.digits[token])
        elif not token.isspace():
            current = _value(token, known)
    return total + section + (current or 0)


def _joined(text: str, found: list[Quantity], forms: _Forms) -> Iterator[Quantity]:
    """The quantities with two that are the ends of a range as one."""
    held: Quantity | None = None
    for quantity in found:
        if held is not None and held.low < quantity.high and forms.joins.fullmatch(text, held.span.end, quantity.span.start):
            span, number = Span(held.span.start, quantity.span.end), Span(held.number.start, quantity.number.end)
            held = replace(quantity, span=span, number=number, low=held.low, currency=quantity.currency or held.currency)
            continue
        if held is not None:
            yield held
        held = quantity
    if held is not None:
        yield held


def in_myriads(value: Decimal, groups: Mapping[str, int]) -> str:
    """The value with Japanese groups of four figures: 2億1,000万. Fractions stand after the smallest group."""
    rest, written = value, ""
    for sign, size in sorted(groups.items(), key=lambda item: -item[1]):
        count = int(rest // size)
        if count:
            written += f"{count:,}{sign}"
            rest -= count * Decimal(size)
    return written + (f"{rest.normalize():,f}" if rest or not written else "")


def in_thousands(value: Decimal, scales: Mapping[str, int]) -> str:
    """The value with the greatest English scale word that fits: 2.1 billion. In figures where that takes too many decimals."""
    for word, size in sorted(scales.items(), key=lambda item: -item[1]):
        count = (value / size).normalize()
        if count >= 1 and size >= 1_000_000 and -int(count.as_tuple().exponent) <= _DECIMALS:
            return f"{count:,f} {word}"
    return f"{value.normalize():,f}"


_DECIMALS = 3
"""Decimals that a count of millions may have."""
