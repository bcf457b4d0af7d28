"""Readings over the characters they belong to: splits a term and its reading into pairs for ruby.

Works by alignment alone: kana in the term must reappear in the reading, Latin letters are read in katakana (as
``terms/README.md`` asks), kanji in hiragana. Where that leaves more than one way, the reading stays over the whole term.
"""

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import islice

from glossary.text.kana import to_hiragana
from glossary.text.scripts import Script, script_of


class _Class(Enum):
    KANA = auto()
    KANJI = auto()
    LATIN = auto()
    SILENT = auto()


@dataclass(frozen=True, slots=True)
class RubyPart:
    """A piece of a term and the kana over it; None where the piece reads itself."""

    base: str
    reading: str | None = None


_CLASSES = {
    Script.HIRAGANA: _Class.KANA,
    Script.KATAKANA: _Class.KANA,
    Script.KANJI: _Class.KANJI,
    Script.LATIN: _Class.LATIN,
    Script.DIGIT: _Class.LATIN,
}

_MOST_KANA = {_Class.KANJI: 5, _Class.LATIN: 6}
"""The longest reading of one character: 志 is こころざし, W is ダブリュー; a digit such as 6 can be シックス."""


def ruby_parts(text: str, reading: str | None) -> tuple[RubyPart, ...]:
    """The term as pieces with their readings, in order. Joined, the bases are the term."""
    segments = _segments(text)
    if not reading or all(kind in (_Class.KANA, _Class.SILENT) for kind, _ in segments):
        return (RubyPart(text),)
    ways = _align(segments, reading)
    if len(ways) != 1:
        return (RubyPart(text, reading),)
    parts: list[RubyPart] = []
    at = 0
    for (kind, base), length in zip(segments, ways[0], strict=True):
        read = reading[at : at + length]
        at += length
        if kind in (_Class.KANJI, _Class.LATIN):
            parts.append(RubyPart(base, read))
        elif parts and parts[-1].reading is None:
            parts[-1] = RubyPart(parts[-1].base + base)
        else:
            parts.append(RubyPart(base))
    return tuple(parts)


_WAYS = 2
"""So many ways are looked for: with two of them the reading is not shared out."""


def _align(segments: list[tuple[_Class, str]], reading: str) -> list[tuple[int, ...]]:
    """The ways to share the reading out, at most _WAYS: one length for each segment."""

    @cache
    def ways_from(number: int, at: int) -> list[tuple[int, ...]]:
        if number == len(segments):
            return [()] if at == len(reading) else []
        ways = ((length, *tail) for length in _lengths(*segments[number], reading, at) for tail in ways_from(number + 1, at + length))
        return list(islice(ways, _WAYS))

    return ways_from(0, 0)


def _lengths(kind: _Class, base: str, reading: str, at: int) -> list[int]:
    if kind is _Class.SILENT:
        return [0]
    if kind is _Class.KANA:
        return [len(base)] if to_hiragana(reading).startswith(to_hiragana(base), at) else []
    most = min(_same_script(kind, base, reading, at), len(base) * _MOST_KANA[kind])
    # Acronyms can be read as words, with fewer kana than letters: NATO is ナトー.
    return list(range(len(base) if kind is _Class.KANJI else 1, most + 1))


def _same_script(kind: _Class, base: str, reading: str, at: int) -> int:
    """How far the reading can belong to this segment: kanji are read in hiragana, letters in katakana, digits in either."""
    if any(char.isdigit() for char in base):
        return len(reading) - at
    wanted = Script.HIRAGANA if kind is _Class.KANJI else Script.KATAKANA
    end = at
    while end < len(reading) and script_of(reading[end]) is wanted:
        end += 1
    return end - at


def _segments(text: str) -> list[tuple[_Class, str]]:
    segments: list[tuple[_Class, str]] = []
    for char in text:
        kind = _CLASSES.get(script_of(char), _Class.SILENT)
        if segments and segments[-1][0] is kind:
            segments[-1] = (kind, segments[-1][1] + char)
        else:
            segments.append((kind, char))
    return segments
