"""Where sentences end, in Japanese and English and both mixed: spans without gaps, up to the last sign that is no blank."""

import re
from collections.abc import Collection, Iterator
from string import ascii_letters

from glossary.domain.span import Span

_JAPANESE_END = "。．！？｡"
_CLOSERS = "」』）)】〕］\"'”’］}"
_OPENERS = {"「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "〔": "〕"}
_MARK = re.compile(f"[{re.escape(''.join((*_OPENERS, *_OPENERS.values())) + _JAPANESE_END)}]")
"""Brackets, quotation marks and full stops: the only characters that matter."""

_ENGLISH_END = re.compile(r"(?<![.!?])[.!?]++[\"'”’)\]]*+(?=\s|\Z)")
_NEXT = re.compile(r"\s*(\S?)")
_WORD = frozenset(f"{ascii_letters}.")


def sentences(text: str, abbreviations: Collection[str] = ()) -> tuple[Span, ...]:
    """The sentences of a passage as spans without gaps. A full stop inside brackets or quotation marks does not end one."""
    return tuple(_cut(text, sorted(set(_ends(text, abbreviations)))))


def _cut(text: str, ends: list[int]) -> Iterator[Span]:
    start = 0
    for end in (*ends, len(text)):
        if text[start:end].strip():
            yield Span(start, end)
            start = end


def _ends(text: str, abbreviations: Collection[str]) -> Iterator[int]:
    if not text.isascii():
        yield from _japanese_ends(text)
    for match in _ENGLISH_END.finditer(text):
        before = _word_before(text, match.start())
        if match[0].startswith(".") and (before in abbreviations or (len(before) == 1 and before.isalpha())):
            continue
        following = _NEXT.match(text, match.end())
        if match[0].startswith(".") and following is not None and following[1].islower():
            continue
        yield match.end()


def _word_before(text: str, end: int) -> str:
    """The letters and full stops that end there, small."""
    start = end
    while start and text[start - 1] in _WORD:
        start -= 1
    return text[start:end].lower()


def _japanese_ends(text: str) -> Iterator[int]:
    depth: list[str] = []
    last = {closer: text.rfind(closer) for closer in _OPENERS.values()}
    end = 0
    for match in _MARK.finditer(text):
        position, char = match.start(), match[0]
        if position < end:
            continue  # a mark of the run that ended the last sentence
        if char in _OPENERS:
            depth.append(_OPENERS[char])
        elif depth and char == depth[-1]:
            depth.pop()
        elif char in _JAPANESE_END and (not depth or _CLOSERS.find(depth[-1]) < 0 or last[depth[-1]] < position):
            # An opening bracket that never closes must not swallow the rest of the text.
            end = position + 1
            while end < len(text) and text[end] in _CLOSERS + _JAPANESE_END:
                end += 1
            depth.clear()
            yield end
