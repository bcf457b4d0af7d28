"""A pitfall: a known misunderstanding between the two sides, what shows it, and what to write instead.

The fields follow ``terms/README.md``. Phrases are kept as written; ``domain.phrase`` reads them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from glossary.domain.concept import LocalText
from glossary.domain.span import Span
from glossary.domain.statuses import Level, PitfallKind, Scope

Phrases = tuple[str, ...]
"""Phrases of the pitfall language, any of which may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What must or must not stand around a hit for it to count."""

    alone: bool = False
    at_end: bool = False
    unless: Mapping[Scope, Phrases] = field(default_factory=dict)
    needs: Mapping[Scope, Phrases] = field(default_factory=dict)
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """What fires on a draft in one language."""

    lang: str
    find: Phrases
    conditions: Conditions = Conditions()
    hint_without_needs: bool = False
    """Where what the conditions need does not stand, the words are told all the same, as information."""
    suggest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One sense of an ambiguous expression and, by language, the cues that settle it."""

    concept: str
    cues: Mapping[str, Phrases]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairTrigger:
    """What fires on a source and its target: the meaning is fixed by the language ``source``, the rendering is judged in the other."""

    source: str
    find: Phrases
    conditions: Conditions = Conditions()
    avoid: Phrases = ()
    accept: Phrases = ()
    required: bool = False
    suggest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence, or a pair of them, that proves a pitfall. ``marks`` holds the spans to be flagged, by language; none in a good case."""

    texts: LocalText
    marks: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    sense: str | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pitfall:
    """A misunderstanding. ``reads`` is keyed by the language of the reader, then by the language of the telling."""

    id: str
    kind: PitfallKind
    level: Level
    concepts: tuple[str, ...]
    sources: tuple[str, ...]
    reviewed: date | None = None
    title: LocalText = field(default_factory=dict)
    reads: Mapping[str, LocalText]
    write: LocalText
    triggers: tuple[Trigger, ...] = ()
    senses: tuple[Sense, ...] = ()
    pairs: tuple[PairTrigger, ...] = ()
    bad: tuple[Case, ...] = ()
    good: tuple[Case, ...] = ()

    def phrases(self) -> Iterator[tuple[str, str, str]]:
        """Every phrase as (field path, language or empty for the pair's other side, phrase)."""
        for number, trigger in enumerate(self.triggers):
            path = f"trigger[{number}]"
            yield from ((f"{path}.find", trigger.lang, phrase) for phrase in trigger.find)
            yield from _condition_phrases(path, trigger.lang, trigger.conditions)
        for number, sense in enumerate(self.senses):
            for lang, cues in sense.cues.items():
                yield from ((f"sense[{number}].cues.{lang}", lang, phrase) for phrase in cues)
        for number, pair in enumerate(self.pairs):
            path = f"pair[{number}]"
            yield from ((f"{path}.find", pair.source, phrase) for phrase in pair.find)
            yield from _condition_phrases(path, pair.source, pair.conditions)
            yield from ((f"{path}.avoid", "", phrase) for phrase in pair.avoid)
            yield from ((f"{path}.accept", "", phrase) for phrase in pair.accept)


def _condition_phrases(path: str, lang: str, conditions: Conditions) -> Iterator[tuple[str, str, str]]:
    for name, scopes in (("unless", conditions.unless), ("needs", conditions.needs)):
        for scope, phrases in scopes.items():
            yield from ((f"{path}.{name}.{scope}", lang, phrase) for phrase in phrases)
