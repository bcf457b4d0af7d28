"""A number whose other form in the same text is ten, a hundred or a thousand times as large.

What: a quantity and its gloss in brackets or after a stroke, or the same sum in both languages of a draft, with equal figures on
different scales; and figures joined with 百 where the scale goes by ten thousands.
Why: Japanese groups figures by four (万, 億, 兆), English by three. 億 is a hundred million: whoever renders it as a billion
moves the point, and no reader of one language sees it.
Example: 210億ポンド（£2.1bn）; 10.5兆ドル ($10.5 billion); 5百万ポンド.
Instead: reckon both forms in plain figures: 210億 is 21,000,000,000, that is 21 billion.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from glossary.checks.view import DraftView, WholeDraft
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.span import Span, is_taken
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.text.compiled import Compiled, either
from glossary.text.quantities import Grouping, Quantity, in_myriads, in_thousands
from glossary.text.vocabulary import NumberWords, Vocabulary

LEVEL = Level.ERROR

TOLERANCE = Decimal("0.06")
"""Rounded forms of one number differ by no more."""

Amount = tuple[Quantity, Span]
"""A quantity with its place in the part."""


class Gloss(NamedTuple):
    """Two forms of one quantity side by side, or a single one that is written oddly; ``better`` stands for ``span``."""

    first: Quantity
    second: Quantity | None
    whole: Span
    span: Span
    better: str


def collect(view: DraftView) -> Iterator[Gloss | Amount]:
    """The glosses that contradict, the oddly written quantities, and all sums of money in the part."""
    known = view.checking.vocabulary.numbers
    for passage in view.passages:
        quantities = passage.passage.quantities
        if not quantities:
            continue
        for number, quantity in enumerate(quantities):
            following = quantities[number + 1] if number + 1 < len(quantities) else None
            if following is not None and _glosses(passage.passage.text, quantity, following, view.checking.vocabulary):
                if _slip(quantity, following):
                    better = _written_like(passage.passage.text, following, quantity, known)
                    closing = _BRACKET.match(passage.passage.text, following.span.end)
                    whole = passage.locate(quantity.span.start, closing.end() if closing else following.span.end)
                    yield Gloss(quantity, following, whole, passage.locate(*following.number), better)
            elif _is_odd(passage.passage.text, quantity, known):
                span = passage.locate(*quantity.number)
                yield Gloss(quantity, None, span, span, in_myriads(quantity.high, known.groups))
            if quantity.currency is not None and quantity.grouping is not Grouping.FIGURES:
                yield quantity, passage.locate(*quantity.span)


def judge(draft: WholeDraft, facts: Sequence[tuple[int, Gloss | Amount]]) -> Iterator[DraftFinding]:
    """Contradictions first, then sums that stand far apart."""
    told: list[Span] = []
    amounts: list[Amount] = []
    for offset, fact in facts:
        if isinstance(fact, Gloss):
            finding = _finding(draft, fact, offset)
            told += finding.places
            yield finding
        else:
            amounts.append((fact[0], fact[1].moved(offset)))
    told.sort()
    yield from _far_apart(draft, [amount for amount in amounts if not is_taken(amount[1], told)])


def _finding(draft: WholeDraft, fact: Gloss, offset: int) -> DraftFinding:
    whole, span = fact.whole.moved(offset), fact.span.moved(offset)
    written = draft.text[whole.start : whole.end]
    if fact.second is None:
        message = Message(N_("{written} is written {better} in groups of four figures"), (("written", written), ("better", fact.better)))
    else:
        params = (("written", written), ("first", _figures(fact.first)), ("second", _figures(fact.second)))
        message = Message(N_("The two forms in {written} differ: {first} and {second}"), params)
    return DraftFinding(
        rule="number.scale",
        level=Level.INFORMATION if fact.second is None else LEVEL,
        span=whole,
        match=written,
        message=message,
        suggestions=(Suggestion(text=fact.better, span=span, safe=fact.second is None and written.isprintable()),),
        places=(whole,),
    )


def _far_apart(draft: WholeDraft, amounts: Sequence[Amount]) -> Iterator[DraftFinding]:
    """Sums in one currency with the same figures on different scales, neither of which has its equal on the other side."""
    sides = {grouping: [amount for amount in amounts if amount[0].grouping is grouping] for grouping in Grouping}
    sums = {grouping: {(quantity.high, quantity.currency) for quantity, _ in found} for grouping, found in sides.items()}
    alike: dict[tuple[str | None, Figures], Span] = {}
    for other, elsewhere in sides[Grouping.THOUSANDS]:
        if (other.high, other.currency) not in sums[Grouping.MYRIADS]:
            alike.setdefault((other.currency, _figures_of(other)), elsewhere)
    for quantity, place in sides[Grouping.MYRIADS]:
        figures = _figures_of(quantity)
        found = alike.get((quantity.currency, figures)) if len(figures) > 1 else None
        if found is None or (quantity.high, quantity.currency) in sums[Grouping.THOUSANDS]:
            continue
        first, second = sorted((place, found))
        written = {span: draft.text[span.start : span.end] for span in (first, second)}
        yield DraftFinding(
            rule="number.scale",
            level=Level.INFORMATION,
            span=second,
            match=written[second],
            message=Message(
                N_("{first} and {second} have the same figures on different scales"),
                (("first", written[first]), ("second", written[second])),
            ),
            places=(second,),
            related=(first,),
        )


Figures = tuple[int, ...]


def _figures_of(quantity: Quantity) -> Figures:
    """The figures of a value, without the noughts behind them."""
    return quantity.high.normalize().as_tuple().digits


def _make_between(known: NumberWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    about = f"(?:(?:{either(known.approximate)})\\s?)?"
    return re.compile(rf"\s?[（(]\s?{about}", re.IGNORECASE), re.compile(rf"\s?[／/=＝]\s?{about}", re.IGNORECASE)


_between = Compiled(_make_between)

_CLOSED = re.compile(r"(?P<words>(?:\s[A-Za-z]+){0,2})\s?[)）、,;；]")
_BRACKET = re.compile(r"(?:\s[A-Za-z]+){0,2}\s?[)）]")


def _glosses(text: str, first: Quantity, second: Quantity, vocabulary: Vocabulary) -> bool:
    """Whether the second quantity is the first one's other form."""
    if first.grouping is second.grouping or (first.currency and second.currency and first.currency != second.currency):
        return False
    if (first.currency is None) != (second.currency is None) and (first.unit or second.unit):
        return False
    bracket, stroke = _between(vocabulary.numbers)
    if bracket.fullmatch(text, first.span.end, second.span.start):
        closed = _CLOSED.match(text, second.span.end)
        words = closed["words"].split() if closed else []
        return closed is not None and not (words and words[0] in vocabulary.dates.prepositions)
    return stroke.fullmatch(text, first.span.end, second.span.start) is not None


def _slip(first: Quantity, second: Quantity) -> bool:
    """Whether the values differ by a power of ten."""
    if not first.high or not second.high:
        return False
    ratio = first.high / second.high
    power = Decimal(10) ** (ratio * Decimal("1.5")).adjusted()
    return power != 1 and abs(ratio / power - 1) <= TOLERANCE


def _is_odd(text: str, quantity: Quantity, known: NumberWords) -> bool:
    """Whether figures are joined with a step below the greatest: 5百万; 3千万 is written everywhere."""
    small = {step for step, size in known.steps.items() if size < max(known.steps.values())}
    written = text[quantity.number.start : quantity.number.end]
    return any(
        before.isdecimal() and step in small and after in known.groups
        for before, step, after in zip(written, written[1:], written[2:], strict=False)
    )


def _written_like(text: str, like: Quantity, value: Quantity, known: NumberWords) -> str:
    """The value in the manner of the other quantity."""
    if like.grouping is Grouping.MYRIADS:
        return in_myriads(value.high, known.groups)
    if like.grouping is Grouping.FIGURES:
        return _figures(value)
    written = text[like.number.start : like.number.end].lower()
    if any(written.endswith(word) for word in known.scales):
        return in_thousands(value.high, known.scales)
    short: dict[str, int] = {}
    for word, size in known.short_scales.items():
        if size not in short.values():
            short[word] = size
    return in_thousands(value.high, short).replace(" ", "")


def _figures(quantity: Quantity) -> str:
    return f"{quantity.high.normalize():,f}"
