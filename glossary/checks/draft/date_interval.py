"""A word for an interval that is read in two ways.

What: biannual, bimonthly, biweekly and the like in a sentence that does not say which is meant.
Why: biannual is twice a year by the dictionary, and often written for every two years; translators are divided, so that one side
comes to four meetings while the other comes to one.
Example: a biannual dialogue.
Instead: write twice a year (年2回) or every two years (2年に1回).
"""

import re
from collections.abc import Iterator

from glossary.checks.view import DraftView
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.text.compiled import Compiled, key_of
from glossary.text.counted import Intervals

LEVEL = Level.INFORMATION

REACH = 300
"""Characters of the sentence on each side in which the matter may be settled."""


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every such word."""
    known = view.checking.vocabulary.counted.intervals
    pattern = _pattern(known)
    for passage in view.passages:
        text = passage.passage.text
        for match in pattern.finditer(text):
            sentence = passage.passage.sentence_at(match.start())
            around = text[max(sentence.start, match.start() - REACH) : min(sentence.end, match.end() + REACH)].casefold()
            if any(words in around for words in known.settled):
                continue
            span = passage.locate(*match.span())
            ways = known.words[key_of(match[0].replace("-", ""))]
            yield DraftFinding(
                rule="date.interval",
                level=LEVEL,
                span=span,
                match=view.text[span.start : span.end],
                message=Message(
                    N_("{written} is read as {first} and as {second}"), (("written", match[0]), ("first", ways[0]), ("second", ways[-1]))
                ),
                suggestions=tuple(Suggestion(text=way, span=span) for way in ways),
                places=(span,),
            )


def _make(known: Intervals) -> re.Pattern[str]:
    """The words, with or without a hyphen after the prefix of two letters."""
    words = "|".join(f"{re.escape(word[:2])}-?{re.escape(word[2:])}" for word in sorted(known.words, key=len, reverse=True))
    return re.compile(rf"\b(?:{words or '(?!)'})\b", re.IGNORECASE)


_pattern = Compiled(_make)
