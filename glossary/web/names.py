"""How a concept is called on a page: its headwords, what tells homonyms apart, and the sign on the bridge between them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from glossary.domain.concept import Concept, LanguageSection, Term
from glossary.domain.statuses import Equivalence, Jurisdiction
from glossary.errors import N_
from glossary.i18n import translate
from glossary.text.languages import ENGLISH, JAPANESE, LANGUAGES
from glossary.web.wording import JURISDICTIONS

Homonyms = Collection[tuple[str, str]]
"""Language and folded text of the headwords that several concepts share."""


class Bridge(StrEnum):
    """How good the equation between the two languages is."""

    EXACT = "exact"
    OVERLAPPING = "overlapping"


BRIDGE_MEANINGS = {
    Bridge.EXACT: N_("both terms mean the same"),
    Bridge.OVERLAPPING: N_("both terms mean roughly the same"),
}
"""The sign explained by itself, as against ``BRIDGE_WORDS``, which stand between two terms."""

BRIDGE_WORDS = {
    Bridge.EXACT: N_("means the same as"),
    Bridge.OVERLAPPING: N_("means roughly the same as"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One headword: the term, and a country in brackets where the text alone names several concepts."""

    lang: str
    term: Term
    qualifier: str = ""

    @property
    def text(self) -> str:
        """The term's text."""
        return self.term.text

    @property
    def spoken(self) -> str:
        """The headword with its qualifier, for titles and labels."""
        return f"{self.term.text} ({self.qualifier})" if self.qualifier else self.term.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Headwords:
    """A concept's name in both languages and the sign between them."""

    id: str
    en: Name
    ja: Name
    bridge: Bridge

    def name(self, lang: str) -> Name:
        """The name in one language."""
        return self.en if lang == ENGLISH else self.ja

    @property
    def bridge_words(self) -> str:
        """The sign as words."""
        return BRIDGE_WORDS[self.bridge]


def headwords(concept: Concept, homonyms: Homonyms, day: date | None = None) -> Headwords:
    """The names of a concept: the preferred ones, or those in use on a day."""
    return Headwords(
        id=concept.id,
        en=_name(concept, ENGLISH, homonyms, day),
        ja=_name(concept, JAPANESE, homonyms, day),
        bridge=bridge(concept),
    )


def bridge(concept: Concept) -> Bridge:
    """One definition holds for both languages, so the names mean the same unless a rendering is said to be narrower or broader."""
    partial = (Equivalence.NARROWER, Equivalence.BROADER)
    return Bridge.OVERLAPPING if any(section.preferred.equivalence in partial for section in concept.sections.values()) else Bridge.EXACT


def find_homonyms(concepts: Iterable[Concept]) -> frozenset[tuple[str, str]]:
    """The headwords that name more than one concept."""
    seen: set[tuple[str, str]] = set()
    shared: set[tuple[str, str]] = set()
    for concept in concepts:
        for lang in LANGUAGES:
            key = lang, concept.sections[lang].preferred.text.casefold()
            (shared if key in seen else seen).add(key)
    return frozenset(shared)


def abbreviation(section: LanguageSection, name: Term) -> Term | None:
    """The shortened form that people use beside the full name."""
    return next(
        (
            term
            for term in section.shown_terms
            if term.type is not None and term.type.is_shortened and term.text != name.text and not term.status.is_discouraged
        ),
        None,
    )


def _name(concept: Concept, lang: str, homonyms: Homonyms, day: date | None) -> Name:
    section = concept.sections[lang]
    term = section.name_on(day) if day else section.preferred
    qualifier = ""
    if (lang, term.text.casefold()) in homonyms and concept.jurisdiction not in (None, Jurisdiction.INT):
        qualifier = translate(lang, JURISDICTIONS[concept.jurisdiction]) if concept.jurisdiction else ""
    return Name(lang=lang, term=term, qualifier=qualifier)
