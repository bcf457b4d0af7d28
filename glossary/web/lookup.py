"""Looking up: the search page, and its results as they are typed."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from flask import Response, request, url_for

from glossary import context
from glossary.domain.concept import Concept, Domain
from glossary.domain.lookup import MAX_QUERY_LENGTH, Answer, Hit, Match, MatchKind, Query
from glossary.domain.pitfall import Pitfall
from glossary.domain.span import Span
from glossary.domain.statuses import NormativeStatus
from glossary.errors import QueryTooLong, UnknownValue
from glossary.i18n import render_error
from glossary.matching.compile import Snapshot
from glossary.text.languages import ENGLISH, JAPANESE, LANGUAGES, other
from glossary.web import parameters
from glossary.web.directory import Directory, directory
from glossary.web.names import Headwords, abbreviation, headwords
from glossary.web.passages import Passage, excerpt, passage
from glossary.web.site import page, pages
from glossary.web.wording import ABBREVIATION_MATCH, IN_THE_READING, IN_THE_USAGE, MATCHES, READING_BEGINS, TERM_STATUSES
from glossary.workflows.lookup import look_up as find

SHOWN_HITS: Final = 20
ALL_HITS: Final = 100
ALL_PARAMETER: Final = "all"

EXCERPT: Final = 32
"""Characters shown on each side of a word that stands in a usage note."""

MAX_NOTICES: Final = 2
"""Pitfalls told above the hits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HitSide:
    """One language of a hit. ``note`` is the reading, or the abbreviation, beside the headword."""

    name: Passage
    qualifier: str
    note: Passage | None
    definition: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    """One row of the results."""

    headwords: Headwords
    sides: tuple[HitSide, HitSide]
    why: str
    form: Passage | None
    status: NormativeStatus | None
    status_word: str
    replacement: str
    replacement_lang: str
    pitfalls: tuple[Pitfall, ...]
    domain: Domain | None
    successor: Headwords | None
    via: Headwords | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A near miss: the term that was close, and its concept; or, not near at all, one of which many others speak."""

    text: str
    lang: str
    headwords: Headwords
    is_near: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What the page shows below the field."""

    query: str
    total: int = 0
    hits: tuple[HitView, ...] = ()
    near: tuple[Near, ...] = ()
    notices: tuple[Pitfall, ...] = ()
    as_of: date | None = None
    error: str = ""
    all_address: str = ""

    @property
    def most(self) -> int:
        """How many hits one page can show."""
        return min(self.total, ALL_HITS)

    @property
    def hidden(self) -> int:
        """Hits that are not on the page but can be."""
        return self.most - len(self.hits)


@pages.get("/lookup")
def look_up() -> Response:
    """The search page. A wrong parameter is told above the field and loses nothing that was typed."""
    snapshot = context.snapshot()
    text = parameters.text("q")
    status = 200
    try:
        results = _results(snapshot, text)
    except (QueryTooLong, UnknownValue) as error:
        results = Results(query=text[:MAX_QUERY_LENGTH], error=render_error(context.language(), error))
        status = 400
    return page(
        "lookup/page.html",
        status=status,
        results=results,
        chosen={name: parameters.text(name)[: parameters.MAX_SHOWN] for name in ("from", "domain", "as_of")},
        domains=tuple(snapshot.domains.values()),
        languages=LANGUAGES,
        max_length=MAX_QUERY_LENGTH,
    )


def _results(snapshot: Snapshot, text: str) -> Results:
    query = Query(
        text=text,
        lang=parameters.choice("from", LANGUAGES) or None,
        domain=parameters.choice("domain", snapshot.domains) or None,
        as_of=parameters.day("as_of"),
        limit=ALL_HITS if request.args.get(ALL_PARAMETER) else SHOWN_HITS,
    )
    if not text:
        return Results(query="", as_of=query.as_of)
    answer = find(snapshot, query, today=context.today(), text_candidates=context.services().snapshots.text_candidates())
    index = directory()
    return Results(
        query=text,
        total=max(answer.total, len(answer.hits)),
        hits=tuple(_hit(hit, query, snapshot, index) for hit in answer.hits),
        near=_near(answer, snapshot, index),
        notices=tuple(snapshot.pitfalls[pitfall] for pitfall in answer.pitfalls if pitfall in snapshot.pitfalls)[:MAX_NOTICES],
        as_of=query.as_of,
        all_address=url_for("pages.look_up") + "?" + urlencode({**request.args.to_dict(), ALL_PARAMETER: "1"}),
    )


def _hit(hit: Hit, query: Query, snapshot: Snapshot, index: Directory) -> HitView:
    concept, match = hit.concept, hit.match
    words = headwords(concept, index.homonyms, query.as_of)
    successor = snapshot.concepts.get(concept.successor or "")
    via = snapshot.concepts.get(hit.via or "")
    discouraged = match.term is not None and match.term.status.is_discouraged
    replacement = concept.sections[match.lang].preferred.text if match.lang in concept.sections else ""
    return HitView(
        headwords=words,
        sides=(_side(concept, words, ENGLISH, match), _side(concept, words, JAPANESE, match)),
        why=why(hit),
        form=_form(hit),
        status=match.term.status if match.term and match.term.status is not NormativeStatus.PREFERRED else None,
        status_word=TERM_STATUSES[match.term.status] if match.term else "",
        replacement=((match.term.replaced_by if match.term else None) or replacement) if discouraged else "",
        replacement_lang=match.lang,
        pitfalls=tuple(snapshot.pitfalls[pitfall] for pitfall in hit.warnings if pitfall in snapshot.pitfalls),
        domain=snapshot.domains.get(concept.domain),
        successor=headwords(successor, index.homonyms) if successor else None,
        via=headwords(via, index.homonyms) if via else None,
    )


def _side(concept: Concept, words: Headwords, lang: str, match: Match) -> HitSide:
    """One language of a hit, with the matched places marked wherever the matched form is on show."""
    section = concept.sections[lang]
    name = words.name(lang)
    is_matched = match.lang == lang

    def shown(text: str) -> Passage:
        return passage(lang, text, match.spans if is_matched and text == match.form else ())

    short = abbreviation(section, name.term)
    if lang == JAPANESE and name.term.reading and name.term.reading != name.text:
        note: Passage | None = shown(name.term.reading)
    else:
        note = shown(short.text) if short and lang == ENGLISH else None
    spans: tuple[Span, ...] = ()
    if is_matched and match.kind is MatchKind.TEXT and (at := section.definition.find(match.form)) >= 0:
        spans = tuple(Span(span.start + at, span.end + at) for span in match.spans)
    return HitSide(name=shown(name.text), qualifier=name.qualifier, note=note, definition=passage(lang, section.definition, spans))


def why(hit: Hit) -> str:
    """Why a concept was found, as a catalogue key."""
    match, term = hit.match, hit.match.term
    if match.kind in (MatchKind.READING, MatchKind.PREFIX, MatchKind.SUBSTRING) and term is not None and match.form == term.reading:
        return _reading_match(match)
    if match.kind is MatchKind.EXACT and term is not None and term.type is not None and term.type.is_shortened:
        return ABBREVIATION_MATCH
    if match.kind is MatchKind.TEXT and match.form != hit.concept.sections[match.lang].definition:
        return IN_THE_USAGE
    return MATCHES[match.kind]


def _reading_match(match: Match) -> str:
    if match.kind is MatchKind.PREFIX:
        return READING_BEGINS
    return IN_THE_READING if match.kind is MatchKind.SUBSTRING else MATCHES[match.kind]


def _form(hit: Hit) -> Passage | None:
    """What matched, unless it is the definition, which stands in the row anyway."""
    match = hit.match
    if match.kind is not MatchKind.TEXT:
        return passage(match.lang, match.form, match.spans)
    if match.form == hit.concept.sections[match.lang].definition:
        return None
    return excerpt(match.lang, match.form, match.spans, EXCERPT)


def _near(answer: Answer, snapshot: Snapshot, index: Directory) -> tuple[Near, ...]:
    if answer.hits:
        return ()
    near: list[Near] = []
    for suggestion in answer.suggestions:
        concept = snapshot.concepts.get(suggestion.concept)
        if concept is None:
            continue
        texts = {lang: {term.text for term in section.terms} for lang, section in concept.sections.items()}
        lang = next((lang for lang in LANGUAGES if suggestion.text in texts[lang]), other(ENGLISH))
        near.append(Near(text=suggestion.text, lang=lang, headwords=headwords(concept, index.homonyms), is_near=suggestion.is_near))
    return tuple(near)
