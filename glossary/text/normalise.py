"""The one folded form in which texts are compared, with the way back to the original characters.

Folding is NFKC (width, half-width kana, ligatures, squared words), case, spaces, dashes and quotation marks; characters that
cannot be seen are dropped. Every further key is made by rewriting steps. ``Mapped`` carries, through all of them, where each
character comes from, so that a hit in a folded text is shown as an exact span of the text as the user wrote it.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from glossary.domain.span import Span

Replacement = str | Callable[[re.Match[str]], str]


class Mapped(NamedTuple):
    """A text made from another one; character ``i`` comes from the original's ``starts[i]`` up to ``ends[i]``."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The original characters behind ``text[start:end]``; an empty range lies before the character at ``start``."""
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else self.ends[-1] if self.ends else 0
            return Span(place, place)
        return Span(min(self.starts[start:end]), max(self.ends[start:end]))


class Step(NamedTuple):
    """One rewriting: every match of the pattern is replaced. An ``aligned`` one replaces character by character."""

    pattern: re.Pattern[str] | str
    replacement: Replacement
    aligned: bool = False


class Rewriting:
    """A chain of steps that runs on plain text, or on mapped text without losing the way back."""

    def __init__(self, *steps: Step) -> None:
        self._written = steps

    @cached_property
    def _steps(self) -> Sequence[tuple[re.Pattern[str], Replacement, bool]]:
        """The steps with their patterns compiled: when they are first needed, as most commands need few of them."""
        return [(re.compile(step.pattern), step.replacement, step.aligned) for step in self._written]

    def __call__(self, text: str) -> str:
        """The text rewritten."""
        for pattern, replacement, _ in self._steps:
            text = pattern.sub(replacement, text)
        return text

    def mapped(self, mapped: Mapped) -> Mapped:
        """The same rewriting; a character made from several ones covers them all."""
        for pattern, replacement, aligned in self._steps:
            mapped = _rewrite(mapped, pattern, replacement, aligned=aligned)
        return mapped


def _rewrite(mapped: Mapped, pattern: re.Pattern[str], replacement: Replacement, *, aligned: bool) -> Mapped:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = 0
    for match in pattern.finditer(mapped.text):
        start, end = match.span()
        new = replacement(match) if callable(replacement) else match.expand(replacement)
        pieces += [mapped.text[last:start], new]
        starts += mapped.starts[last:start]
        ends += mapped.ends[last:start]
        if aligned and len(new) == end - start:
            starts += mapped.starts[start:end]
            ends += mapped.ends[start:end]
        else:
            # What stays the same at both ends keeps its place; only what lies between was made anew.
            head = _common_start(mapped.text[start:end], new)
            tail = _common_start(mapped.text[start + head : end][::-1], new[head:][::-1])
            middle = mapped.span(start + head, end - tail)
            made = len(new) - head - tail
            starts += [*mapped.starts[start : start + head], *[middle.start] * made, *mapped.starts[end - tail : end]]
            ends += [*mapped.ends[start : start + head], *[middle.end] * made, *mapped.ends[end - tail : end]]
        last = end
    if not last and not pieces:
        return mapped
    return Mapped("".join([*pieces, mapped.text[last:]]), (*starts, *mapped.starts[last:]), (*ends, *mapped.ends[last:]))


def _common_start(text: str, other: str) -> int:
    """The number of characters that the two share at their start."""
    length = 0
    for char, other_char in zip(text, other, strict=False):
        if char != other_char:
            break
        length += 1
    return length


UNSEEN: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
"""Soft hyphen, joiners, direction marks, fillers, variation selectors, tags: nobody types or sees them."""

_BLANK: Final = r"\s\x00-\x1f\x7f-\x9f"
_DASH: Final = "\u2010-\u2015\u2043\u2212\ufe58\ufe63"
_APOSTROPHE: Final = "\u2018-\u201b\u2032\u00b4`"
_QUOTATION: Final = "\u201c-\u201f\u2033"

_TIDY: Final = Rewriting(
    Step(f"[{UNSEEN}]+", ""),
    Step(f"[{_BLANK}]+", " "),
    Step("^ | $", ""),
    Step(f"[{_DASH}]", "-", aligned=True),
    Step(f"[{_APOSTROPHE}]", "'", aligned=True),
    Step(f"[{_QUOTATION}]", '"', aligned=True),
)
_WIDE_BLANK: Final = r"\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_UNTIDY: Final = re.compile(f"[{UNSEEN}{_DASH}{_APOSTROPHE}{_QUOTATION}{_WIDE_BLANK}\\x00-\\x1f\\x7f-\\x9f]")
"""One class and no alternatives, as nearly every text is scanned in vain: six times as fast. Plain spaces are judged apart."""


def fold(text: str) -> str:
    """The text for comparison: NFKC, without case, with single spaces and plain dashes and quotation marks."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    is_untidy = _UNTIDY.search(folded) or "  " in folded or folded.startswith(" ") or folded.endswith(" ")
    return _TIDY(folded) if is_untidy else folded


def fold_mapped(text: str) -> Mapped:
    """``fold(text)`` with the way back to ``text``."""
    return _TIDY.mapped(nfkc_mapped(text, casefold=True))


def nfkc_mapped(text: str, *, casefold: bool = False) -> Mapped:
    """The text in NFKC, and without case if asked for, with the way back to ``text``.

    Works cluster by cluster, where a cluster is the shortest piece that no character outside it composes with.
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        piece = unicodedata.normalize("NFKC", text[start:end])
        if casefold:
            piece = piece.casefold()
        pieces.append(piece)
        starts += [start] * len(piece)
        ends += [end] * len(piece)
    return Mapped("".join(pieces), tuple(starts), tuple(ends))


def _clusters(text: str) -> Sequence[tuple[int, int]]:
    if text.isascii():
        return [(place, place + 1) for place in range(len(text))]
    clusters: list[tuple[int, int]] = []
    start = 0
    for place in range(1, len(text)):
        if _is_border(text[start:place], text[place]):
            clusters.append((start, place))
            start = place
    if text:
        clusters.append((start, len(text)))
    return clusters


def _is_border(cluster: str, char: str) -> bool:
    """Whether NFKC treats the character apart from the cluster before it.

    A mark never starts a cluster: a later mark could be ordered before it and compose with the letter.
    """
    if char.isascii():
        return True
    decomposed = unicodedata.normalize("NFKD", char)
    if unicodedata.combining(decomposed[0]):
        return False
    normalise = unicodedata.normalize
    # A long run of marks is one cluster; what a starter can compose with stands at its end.
    tail = cluster[-8:]
    return normalise("NFKC", tail + char) == normalise("NFKC", tail) + normalise("NFKC", char)
