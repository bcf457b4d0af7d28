"""Passages of the other language inside a text: what a page must mark so that fonts and voices change there.

Inside Japanese, abbreviations are Japanese (ISMS, JPCERT/CC); English words are not. Inside English, every kana and kanji
is Japanese, with the Japanese punctuation among them.
"""

import re
from typing import Final, NamedTuple

from glossary.text.languages import ENGLISH, JAPANESE
from glossary.text.scripts import HIRAGANA, KANJI, KATAKANA

_SIGN: Final = r"\u3000-\u303f\u30fb\uff01-\uff5e\u2026\u2014\u2015"
"""Japanese punctuation, the middle dot, full-width forms, ellipsis, dashes: Japanese when they stand among Japanese letters."""

_LETTER: Final = HIRAGANA + KATAKANA + KANJI
_JAPANESE_RUN: Final = re.compile(rf"(?<![「『（【〔])[「『（【〔]*+[{_LETTER}](?:[{_LETTER}{_SIGN}0-9]*[{_LETTER}」』）】〕。、])?")
_ENGLISH_RUN: Final = re.compile(r"[A-Za-z][A-Za-z’'’-]*(?:[ ,/&–-]+(?:[A-Za-z][A-Za-z’'’-]*|[0-9]+(?![0-9A-Za-z])))*")
_ENGLISH_WORD: Final = re.compile(r"\b[A-Za-z][a-z]{2,}\b")


class Run(NamedTuple):
    """A piece of a text and its language."""

    lang: str
    text: str


def language_runs(text: str, lang: str) -> tuple[Run, ...]:
    """The text as pieces by language, in order; ``lang`` is the language of the whole. Joined, they are the text."""
    if lang == ENGLISH:
        found = [(match.span(), JAPANESE) for match in _JAPANESE_RUN.finditer(text)]
    else:
        found = [(match.span(), ENGLISH) for match in _ENGLISH_RUN.finditer(text) if _ENGLISH_WORD.search(match[0])]
    runs: list[Run] = []
    at = 0
    for (start, end), other_lang in found:
        if start > at:
            runs.append(Run(lang, text[at:start]))
        runs.append(Run(other_lang, text[start:end]))
        at = end
    if at < len(text) or not runs:
        runs.append(Run(lang, text[at:]))
    return tuple(runs)
