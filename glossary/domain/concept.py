"""A concept, its language sections and their terms: the unit that owns everything else (ISO 704, ISO 30042)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from glossary.domain.statuses import (
    EntryStatus,
    Equivalence,
    Jurisdiction,
    LegalEffect,
    NormativeStatus,
    PartOfSpeech,
    Region,
    Register,
    TermType,
)

LocalText = Mapping[str, str]
"""One text in several languages, keyed by language tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A designation of a concept in one language.

    ``reading`` is in kana, Latin letters spelled as they are read. ``valid_from`` and ``valid_to`` are inclusive days on
    which the term was in use. ``reason`` says in each language why a term is deprecated or superseded; ``replaced_by`` is
    the text of a term in the same section. ``authority`` is the key of the source for ``equivalence``.
    """

    text: str
    reading: str | None = None
    status: NormativeStatus
    type: TermType | None = None
    part_of_speech: PartOfSpeech | None = None
    region: Region | None = None
    register: Register | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str | None = None
    reason: LocalText | None = None
    equivalence: Equivalence | None = None
    authority: str | None = None
    case_sensitive: bool = False
    hidden: bool = False
    do_not_translate: bool = False

    def is_valid_on(self, day: date) -> bool:
        """Whether the term was in use on that day; an open end counts as in use."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSection:
    """All that a concept says in one language. Terms stand by status; within a status the author's order is a ranking."""

    definition: str
    usage: str = ""
    terms: tuple[Term, ...]

    @property
    def shown_terms(self) -> tuple[Term, ...]:
        """The terms that are shown: all but the hidden look-up forms."""
        return tuple(term for term in self.terms if not term.hidden)

    @property
    def preferred(self) -> Term:
        """The first preferred term, or the first term at all where none is preferred."""
        return next((term for term in self.terms if term.status is NormativeStatus.PREFERRED), self.terms[0])

    def name_on(self, day: date) -> Term:
        """The best term in use on that day; the preferred one where no term was."""
        in_use = [term for term in self.shown_terms if term.is_valid_on(day)]
        # A superseded term counts as the name of its own time when it has dates.
        dated = [term for term in in_use if term.valid_to is not None]
        ranked = sorted(in_use, key=lambda term: (term not in dated, term.status.rank))
        return ranked[0] if ranked else self.preferred


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One unit of meaning. Languages are aligned through it, never as loose pairs.

    ``sections`` is keyed by language tag. ``related``, ``broader`` and ``narrower`` hold concept ids and are written in one
    direction only; ``successor`` names the concept that replaced this one in law or organisation.
    """

    id: str
    domain: str
    entry_status: EntryStatus
    reviewed: date | None = None
    sources: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    successor: str | None = None
    jurisdiction: Jurisdiction | None = None
    legal_effect: LegalEffect | None = None
    sections: Mapping[str, LanguageSection]
    examples: tuple[LocalText, ...] = field(default=())

    def all_terms(self) -> Iterator[tuple[str, int, Term]]:
        """Every term as (language tag, position in its section, term)."""
        for lang, section in self.sections.items():
            for position, term in enumerate(section.terms):
                yield lang, position, term


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A subject field. Its position in ``domains.toml`` is its order of use."""

    id: str
    name: LocalText
    note: LocalText = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that claims rest on. ``published`` is its own date (``date`` in the file); ``seen`` is the day on which it was read; None means it was not."""

    key: str
    title: str
    publisher: str
    url: str | None = None
    published: date | None = None
    seen: date | None = None
    lang: str | None = None
