"""The little language of pitfall phrases: ``(a|b)``, ``[a]``, ``…3``, ``<noun>``, ``{concept-id}`` and quoted text.

This module reads a phrase into its readings (all ways in which the choices can fall) without knowing any language.
Grammar and limits: ``terms/README.md``.
"""

import re
from enum import StrEnum
from itertools import product
from typing import NamedTuple

MAX_READINGS = 200
"""A phrase with more readings than this is refused: it is several phrases."""

MAX_GAP = 8
"""The number of words that a bare ``…`` may stand for."""


class PartKind(StrEnum):
    """What a part of a phrase matches."""

    WORDS = "words"  # in any inflection and spelling
    LITERAL = "literal"  # exactly these characters
    GAP = "gap"  # up to so many words
    CLASS = "class"  # a word of a class, or a named set
    CONCEPT = "concept"  # any term of a concept

    __hash__ = str.__hash__
    """That of enumerations is written in Python, and parts of phrases are looked up by the million."""


class Part(NamedTuple):
    """One element of a reading. ``size`` is the length of a gap in words, else 0."""

    kind: PartKind
    text: str
    size: int = 0


Reading = tuple[Part, ...]


class PhraseError(ValueError):
    """The phrase cannot be read; the argument says why, in English, as a catalogue key."""


_TOKEN = re.compile(
    r'"(?P<literal>[^"]+)"'
    r"|<(?P<class>[^<>]+)>"
    r"|\{(?P<concept>[^{}]+)\}"
    r"|…(?P<gap>\d*)"
    r"|\((?P<choice>[^()\[\]]*)\)"
    r"|\[(?P<option>[^()\[\]]*)\]"
    r"|(?P<stray>[()\[\]<>{}|\"])"
    r"|(?P<words>[^()\[\]<>{}|\"…]+)"
)


def read_phrase(phrase: str) -> tuple[Reading, ...]:
    """All readings of a phrase, in the order written.

    Raises PhraseError where it has no word, a stray or nested bracket, or over MAX_READINGS readings.
    """
    slots: list[list[Reading]] = []
    count = 1
    for match in _TOKEN.finditer(phrase):
        if match["stray"]:
            raise PhraseError("a bracket, bar or quotation mark stands alone or is nested")
        slots.append(_slot(match))
        count *= len(slots[-1])
        if count > MAX_READINGS:
            raise PhraseError("the phrase has more than 200 readings")
    readings = tuple(dict.fromkeys(_join(choice) for choice in product(*slots)))
    if not any(part.kind is not PartKind.GAP for reading in readings for part in reading):
        raise PhraseError("the phrase has no word")
    if any(all(part.kind is PartKind.GAP for part in reading) for reading in readings):
        raise PhraseError("one reading of the phrase has no word")
    return readings


def _slot(match: re.Match[str]) -> list[Reading]:
    if match["choice"] is not None or match["option"] is not None:
        inner = match["choice"] if match["choice"] is not None else match["option"]
        readings = [_sequence(alternative) for alternative in inner.split("|")]
        return readings if match["choice"] is not None else [*readings, ()]
    return [_sequence(match[0])]


def _sequence(text: str) -> Reading:
    parts: list[Part] = []
    for match in _TOKEN.finditer(text):
        if match["stray"] or match["choice"] is not None or match["option"] is not None:
            raise PhraseError("a bracket, bar or quotation mark stands alone or is nested")
        if match["literal"] is not None:
            parts.append(Part(PartKind.LITERAL, match["literal"]))
        elif match["class"] is not None:
            parts.append(Part(PartKind.CLASS, match["class"].strip()))
        elif match["concept"] is not None:
            parts.append(Part(PartKind.CONCEPT, match["concept"].strip()))
        elif match["gap"] is not None:
            parts.append(Part(PartKind.GAP, "…", int(match["gap"] or MAX_GAP)))
        else:
            # Spaces, even alone, matter in English (they part words); they are kept until the parts are joined.
            parts.append(Part(PartKind.WORDS, match["words"]))
    return tuple(parts)


def _join(choice: tuple[Reading, ...]) -> Reading:
    """Merge neighbouring words into one part, so that 安全(な|の)製品 reads as one run of text."""
    parts: list[Part] = []
    words = ""
    for reading in choice:
        for part in reading:
            if part.kind is PartKind.WORDS:
                words += part.text
                continue
            if words := " ".join(words.split()):
                parts.append(Part(PartKind.WORDS, words))
                words = ""
            if part.text:
                parts.append(part)
    if words := " ".join(words.split()):
        parts.append(Part(PartKind.WORDS, words))
    return tuple(parts)
