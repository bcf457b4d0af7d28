"""A number that was right at another time.

What: the length of a list that has changed, in a sentence that speaks of a day when it was another one.
Why: figures are copied from old pages; the reader looks for a sector that is not on the list, or misses one.
Example: 2025年の報告書によると、重要インフラは14分野である。
Instead: write the number of that day, and say of which day it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from glossary.checks.view import DraftView, PassageView
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.text.compiled import Compiled, either
from glossary.text.counted import Count
from glossary.text.figures import FULL_WIDTH
from glossary.text.vocabulary import Vocabulary

LEVEL = Level.WARNING

BEFORE, AFTER, AFTER_JOINED = 40, 40, 3
"""Characters around the number in which the list is named; after it fewer where words are written without spaces."""

SENTENCE = 300
"""Characters of the sentence on each side in which its owner is looked for."""


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every such number; a hint where the sentence names no day."""
    known = view.checking.vocabulary
    if not known.counted.counts:
        return
    patterns = _patterns(known)
    for passage in view.passages:
        for count in known.counted.counts:
            pattern = patterns.get((count.owner, count.units.get(passage.passage.lang, ())))
            for match in pattern.finditer(passage.passage.text) if pattern is not None else ():
                yield from _judge(view, passage, count, match)


def _judge(view: DraftView, passage: PassageView, count: Count, match: re.Match[str]) -> Iterator[DraftFinding]:
    number = int(match["number"].translate(FULL_WIDTH))
    values = [value for value in count.value if value.number == number]
    days, is_named = view.days(passage, match.start())
    if not values or any(value.holds_on(days) for value in values) or not _is_about(view, passage, count, Span(*match.span())):
        return
    right = next((value for value in count.value if value.holds_on(days)), None)
    if right is None:
        return
    span = passage.locate(*match.span())
    yield DraftFinding(
        rule="number.outdated",
        level=LEVEL if is_named else Level.INFORMATION,
        span=span,
        match=view.text[span.start : span.end],
        message=Message(
            N_("On {day} the number was {right}, not {number}"), (("day", days[1]), ("right", right.number), ("number", number))
        ),
        suggestions=(Suggestion(text=str(right.number), span=passage.locate(*match.span("number"))),),
        sources=(count.source,) if count.source else (),
        as_of=days[1],
        places=(span,),
    )


def _is_about(view: DraftView, passage: PassageView, count: Count, place: Span) -> bool:
    """Whether the list is named beside the number, and is its owner's: the sentence names the owner, or nobody in a language of his."""
    sentence = passage.passage.sentence_at(place.start)
    text, lang = passage.passage.text, passage.passage.lang
    after = AFTER if text[place.end - 1].isascii() else AFTER_JOINED
    beside = text[max(sentence.start, place.start - BEFORE) : min(sentence.end, place.end + after + _longest(count, lang))].casefold()
    if not any(name.casefold() in beside for name in count.names.get(lang, ())):
        return False
    owners = view.checking.vocabulary.names.owners
    around = text[max(sentence.start, place.start - SENTENCE) : min(sentence.end, place.end + SENTENCE)].casefold()
    named = {owner for owner, words in owners.items() if any(re.search(_word(word), around) for word in words)}
    return named == {count.owner} or (not named and lang in count.home)


def _longest(count: Count, lang: str) -> int:
    return max(map(len, count.names.get(lang, ())), default=0)


def _word(word: str) -> str:
    return rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)


def _make(known: Vocabulary) -> Mapping[tuple[str, Sequence[str]], re.Pattern[str]]:
    """Figures before a unit; in English up to three words may stand between."""
    return {
        (count.owner, units): re.compile(
            rf"(?<![0-9０-９.,])(?P<number>[0-9０-９]{{1,4}})\s?(?:(?:[a-z]+\s){{0,3}})(?:{either(units)})", re.IGNORECASE
        )
        for count in known.counted.counts
        for units in count.units.values()
    }


_patterns = Compiled(_make)
