"""A termbase: concepts, pitfalls, and the domains and sources they name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from glossary.domain.concept import Concept, Domain, Source
from glossary.domain.pitfall import Pitfall


@dataclass(frozen=True, slots=True, kw_only=True)
class Termbase:
    """One body of terms, each part keyed by id. ``lexicon`` holds the tables of ``terms/lexicon``, by file name."""

    domains: Mapping[str, Domain] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    pitfalls: Mapping[str, Pitfall] = field(default_factory=dict)
    lexicon: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
