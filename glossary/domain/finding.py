"""What a rule says: about an entry of the termbase, or about a draft."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Level

Text = Message | Mapping[str, str]
"""A catalogue sentence that is rendered in each language, or a text that the termbase holds in each language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFinding:
    """A finding of a termbase rule. ``entry`` is a concept or pitfall id, ``field`` a path such as ``ja.term[0].reading``."""

    rule: str
    level: Level
    entry: str
    field: str
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A text that can stand in the place of ``span``. *Safe* means that the meaning cannot change."""

    text: str
    span: Span
    safe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One reading of an ambiguous expression: the concept and its preferred terms by language."""

    concept: str
    terms: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFinding:
    """A finding in a draft. Spans are code points of the draft's text; ``span`` is the first of ``places``.

    ``reasons`` say why and what to write, most important first. ``related`` are places that explain the finding (the other
    side of a pair). ``fingerprint`` names the finding by rule, concept, words and neighbours, so that it survives edits
    elsewhere.
    """

    rule: str
    level: Level
    span: Span
    match: str
    message: Text
    reasons: tuple[Text, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    concepts: tuple[str, ...] = ()
    pitfall: str | None = None
    senses: tuple[Sense, ...] = ()
    sources: tuple[str, ...] = ()
    as_of: date | None = None
    places: tuple[Span, ...] = ()
    related: tuple[Span, ...] = ()
    fingerprint: str = ""
    pair: int | None = None
    side: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
