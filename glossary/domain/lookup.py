"""A look-up: what was asked, what was found, and why it matched."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from glossary.domain.concept import Concept, Term
from glossary.domain.span import Span

MAX_QUERY_LENGTH = 500
"""Code points in one query."""


class MatchKind(StrEnum):
    """Why a hit matched, best first."""

    EXACT = "exact"
    VARIANT = "variant"
    READING = "reading"
    ROMAJI = "romaji"
    INFLECTED = "inflected"
    PREFIX = "prefix"
    SUBSTRING = "substring"
    TYPO = "typo"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One look-up. ``lang`` limits the language of the matched term; ``as_of`` asks for the names of that day."""

    text: str
    lang: str | None = None
    domain: str | None = None
    as_of: date | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The term that matched and how.

    ``form`` is what the query was compared with (the term's text, its reading, a piece of the definition); ``spans`` are
    the matched places in ``form``, in code points. ``distance`` is the number of edits of a typo.
    """

    kind: MatchKind
    lang: str
    term: Term | None
    form: str
    spans: tuple[Span, ...] = ()
    distance: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A concept that was found. ``score`` is from 0 to 1 and can be compared inside one answer only.

    ``via`` is the id of the concept that matched when the hit stands for its predecessor or successor on the day asked for.
    ``warnings`` are pitfall ids.
    """

    concept: Concept
    score: float
    match: Match
    warnings: tuple[str, ...] = ()
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A near miss: a term's text and the concept it belongs to; or, not near at all, a term of which many others speak."""

    text: str
    concept: str
    is_near: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one query, best hit first. ``total`` counts the hits before the limit."""

    query: Query
    hits: tuple[Hit, ...]
    suggestions: tuple[Suggestion, ...] = ()
    total: int = 0
    pitfalls: tuple[str, ...] = field(default=())
