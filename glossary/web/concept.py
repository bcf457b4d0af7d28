"""The page of one concept, under an address that never changes."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import Response, request, url_for
from markupsafe import Markup

from glossary import context
from glossary.domain.concept import Concept, LanguageSection, Source, Term
from glossary.domain.statuses import Equivalence, NormativeStatus, Region, TermType
from glossary.errors import NotFound
from glossary.matching.compile import Snapshot
from glossary.text.languages import ENGLISH, JAPANESE, LANGUAGES
from glossary.text.ruby import RubyPart, ruby_parts
from glossary.web import parameters
from glossary.web.directory import Directory, directory
from glossary.web.history import Axis, Period, axis, periods
from glossary.web.names import Headwords, headwords
from glossary.web.neighbours import MAX_NEIGHBOURS, draw, find_neighbours
from glossary.web.pitfalls import card, cited
from glossary.web.site import page, pages
from glossary.web.wording import (
    ENTRY_STATUSES,
    EQUIVALENCES,
    JURISDICTIONS,
    LEGAL_EFFECTS,
    PARTS_OF_SPEECH,
    REGISTERS,
    TERM_STATUSES,
    TERM_TYPES,
    period,
)

API_CONCEPTS: Final = "/api/v1/concepts/"
"""Served by the API, which no page can see."""

Dates = tuple[date | None, date | None]
"""First and last day; None is open."""

_MIN_PERIODS: Final = 2
"""One name alone has no history: the head says since when it has been in use."""

_RUBY_LIMIT: Final = 12
"""A reading over more characters than this cannot wrap: it stands below the headword instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A term as the entry lists it. ``tags`` are catalogue keys; ``region`` is a language tag such as en-GB."""

    term: Term
    status: NormativeStatus
    status_word: str
    region: str
    tags: tuple[str, ...]
    reason: str
    replacement: str
    authority: Source | None
    in_use: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """One language of the entry."""

    lang: str
    section: LanguageSection
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesOverTime:
    """The dated names, and the answer to "which name on that day"."""

    periods: tuple[Period, ...]
    axis: Axis | None
    asked: date | None
    on_day: Period | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """What the copy buttons give."""

    en: str
    ja: str
    both: str
    with_source: str
    link: str


@pages.get("/c/<id>")
def concept(id: str) -> Response:
    """The entry of a concept."""
    asked = parameters.day("as_of")
    snapshot, index = context.snapshot(), directory()
    found = snapshot.concepts.get(id)
    if found is None:
        raise NotFound("concept", id)
    words = headwords(found, index.homonyms)
    neighbours = find_neighbours(found, snapshot, index)
    successor = snapshot.concepts.get(found.successor or "")
    sources = cited(found.sources, snapshot)
    ruby, reading_below = _ruby(words)
    return page(
        "concept/page.html",
        concept=found,
        words=words,
        ruby=ruby,
        reading_below=reading_below,
        domain=snapshot.domains.get(found.domain),
        jurisdiction=JURISDICTIONS[found.jurisdiction] if found.jurisdiction else "",
        legal_effect=LEGAL_EFFECTS[found.legal_effect] if found.legal_effect else "",
        in_use=period(*_in_use(found)),
        equivalence=_equivalence(found),
        entry_status=ENTRY_STATUSES[found.entry_status],
        cards=[card(snapshot.pitfalls[pitfall], snapshot, index) for pitfall in snapshot.pitfalls_of.get(id, ())],
        sections=[_section(found, lang, snapshot) for lang in LANGUAGES],
        history=_history(found, snapshot, index, asked),
        neighbours=neighbours,
        map=draw(found, words, neighbours, snapshot),
        unmapped=neighbours[MAX_NEIGHBOURS:],
        sources=sources,
        successor=headwords(successor, index.homonyms) if successor else None,
        copies=_copies(found, words, sources),
        json_address=request.root_path + API_CONCEPTS + found.id,
    )


def _ruby(words: Headwords) -> tuple[tuple[RubyPart, ...], str]:
    """The Japanese headword with readings over it, and the reading to print below where it cannot stand above."""
    term = words.ja.term
    parts = ruby_parts(term.text, term.reading)
    if len(parts) == 1 and parts[0].reading and len(term.text) > _RUBY_LIMIT:
        return (RubyPart(term.text),), parts[0].reading
    return parts, ""


def _in_use(concept: Concept) -> Dates:
    """The days on which the body or document had the names of this entry; empty where nothing is dated."""
    preferred = [section.preferred for section in concept.sections.values()]
    starts = {term.valid_from for term in preferred if term.valid_from}
    ends = {term.valid_to for term in preferred if term.valid_to}
    return min(starts, default=None), max(ends, default=None)


def _equivalence(concept: Concept) -> str:
    """How the renderings stand to the concept where the entry says so: the weakest claim holds."""
    stated = {section.preferred.equivalence for section in concept.sections.values()}
    order = (Equivalence.NARROWER, Equivalence.BROADER, Equivalence.EXACT, Equivalence.OFFICIAL)
    return next((EQUIVALENCES[kind] for kind in order if kind in stated), "")


def _section(concept: Concept, lang: str, snapshot: Snapshot) -> SectionView:
    section = concept.sections[lang]
    return SectionView(
        lang=lang, section=section, terms=tuple(_term(term, lang, section, snapshot, _in_use(concept)) for term in section.shown_terms)
    )


def _term(term: Term, lang: str, section: LanguageSection, snapshot: Snapshot, whole: Dates) -> TermView:
    """A term of the entry. Its dates are told only where they differ from those of the whole entry."""
    dates = term.valid_from, term.valid_to
    tags = [
        TERM_TYPES[term.type] if term.type and term.type is not TermType.FULL_FORM else "",
        PARTS_OF_SPEECH[term.part_of_speech] if term.part_of_speech and _is_telling(term, section) else "",
        REGISTERS[term.register] if term.register else "",
        EQUIVALENCES[term.equivalence] if term.equivalence in (Equivalence.NARROWER, Equivalence.BROADER, Equivalence.OFFICIAL) else "",
    ]
    return TermView(
        term=term,
        status=term.status,
        status_word=TERM_STATUSES[term.status],
        region=f"{lang}-{term.region}" if term.region and (lang == ENGLISH or term.region is not Region.JP) else "",
        tags=tuple(tag for tag in tags if tag),
        reason=(term.reason or {}).get(context.language(), ""),
        replacement=term.replaced_by or (section.preferred.text if term.status.is_discouraged else ""),
        authority=snapshot.sources.get(term.authority or ""),
        in_use=period(*dates) if dates != whole else Markup(""),
    )


def _is_telling(term: Term, section: LanguageSection) -> bool:
    """The part of speech is said only where it tells a term from the preferred one."""
    return term.part_of_speech is not section.preferred.part_of_speech and section.preferred.part_of_speech is not None


def _history(concept: Concept, snapshot: Snapshot, index: Directory, asked: date | None) -> NamesOverTime | None:
    today = context.today()
    found = periods(concept, snapshot, index, today)
    if len(found) < _MIN_PERIODS:
        return None
    on_day = next((period for period in found if asked and period.covers(asked)), None)
    return NamesOverTime(periods=found, axis=axis(found, today), asked=asked, on_day=on_day)


def _copies(concept: Concept, words: Headwords, sources: list[Source]) -> Copies:
    """The two names stand in two cells when pasted into a table. With the source, the address of the entry goes along."""
    link = url_for("pages.concept", id=concept.id, _external=True)
    en, ja = words.name(ENGLISH).text, words.name(JAPANESE).text
    citation = [", ".join(part for part in (source.title, source.publisher, source.url) if part) for source in sources[:1]]
    return Copies(
        en=en,
        ja=ja,
        both=f"{en}\t{ja}",
        with_source="\n".join([f"{en} = {ja}", *citation, f"Kakehashi, {link}"]),
        link=link,
    )
