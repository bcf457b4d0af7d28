"""The space between Japanese and Latin letters or figures.

What: a space where the house sets none (DNS サーバー), or none where it sets one (DNSサーバー). Which of both, the profile says.
Why: mixed spacing breaks searches, and the translator's memory takes one sentence for two.
Example: 外部の DNS サーバー
Instead: DNSサーバー, or the other way round. This rule speaks only where the profile asks for it; the number of a heading keeps its
space, and figures stand with their counters (3年) in every style.
"""

import re
from collections.abc import Iterator
from functools import cache

from glossary.checks.style import Change, changes
from glossary.checks.view import DraftView, PassageView
from glossary.domain.finding import DraftFinding
from glossary.domain.profile import Spacing
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.text.languages import JAPANESE
from glossary.text.scripts import HIRAGANA, KANJI, KATAKANA

LEVEL = Level.INFORMATION

_JAPANESE = HIRAGANA + KATAKANA + KANJI
_LATIN = "A-Za-z0-9"


@cache
def _spaces() -> re.Pattern[str]:
    """A space between both. Compiling the class of all kanji takes a while: not at import."""
    return re.compile(rf"(?<=[{_JAPANESE}]) +(?=[{_LATIN}])|(?<=[{_LATIN}]) +(?=[{_JAPANESE}])")


@cache
def _edges(counters: str) -> re.Pattern[str]:
    """The character after which a space is missing."""
    counted = re.escape(counters)
    return re.compile(
        rf"[{_JAPANESE}](?=[A-Za-z])|(?![{counted}])[{_JAPANESE}](?=[0-9])|[A-Za-z](?=[{_JAPANESE}])|[0-9](?![{counted}])(?=[{_JAPANESE}])"
    )


_NUMBER = re.compile(r"\s*[(（]?[0-9A-Za-z.-]{1,6}[)）.]?")
"""The number of a heading or an item, at the head of a passage."""


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every space too many or too few."""
    spacing = view.profile.style.spacing
    if spacing is None:
        return iter(())
    if spacing is Spacing.NONE:
        return changes(view, "style.spacing", LEVEL, N_("no space here: {right}, not {written}"), _too_many)
    edges = _edges(view.checking.vocabulary.house.style.counters)

    def too_few(passage: PassageView) -> Iterator[Change]:
        text = passage.passage.text
        if passage.passage.lang == JAPANESE:
            for match in edges.finditer(text):
                around = text[match.start() : match.end() + 1]
                yield Change(match.start(), match.end(), match[0] + " ", (around, f"{around[0]} {around[1]}"))

    return changes(view, "style.spacing", LEVEL, N_("a space is missing here: {right}, not {written}"), too_few)


def _too_many(passage: PassageView) -> Iterator[Change]:
    text = passage.passage.text
    if passage.passage.lang != JAPANESE or " " not in text:
        return
    number = _NUMBER.match(text)
    for match in _spaces().finditer(text):
        if number is None or number.end() != match.start():
            around = text[match.start() - 1 : match.end() + 1]
            yield Change(match.start(), match.end(), "", (around, around[0] + around[-1]))
