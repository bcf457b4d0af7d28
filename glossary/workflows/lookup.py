"""Look a query up: joins the search over terms with the search over definitions and the names of the day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from glossary.domain.lookup import MAX_QUERY_LENGTH, Answer, Hit, Match, MatchKind, Query
from glossary.domain.span import Span
from glossary.errors import GlossaryError, QueryTooLong, UnknownValue
from glossary.matching.compile import Snapshot
from glossary.matching.highlight import spans_in_form, spans_in_text
from glossary.matching.question import Question
from glossary.matching.search import Candidate, MemoryCandidates
from glossary.matching.texts import MemoryTexts, TextCandidates, merge
from glossary.matching.warnings import is_about, warnings_for
from glossary.text.languages import LANGUAGES

MAX_LIMIT: Final = 100
"""Hits in one answer."""

MAX_TEXT_HITS: Final = 200
"""Texts that one query looks at."""

MAX_WORD_HITS: Final = 2_000
"""Texts that are looked at for one of several words."""

_SCORES: Final = {
    MatchKind.EXACT: (1.0, 0.98),
    MatchKind.VARIANT: (0.97, 0.93),
    MatchKind.READING: (0.92, 0.89),
    MatchKind.ROMAJI: (0.88, 0.85),
    MatchKind.INFLECTED: (0.84, 0.82),
    MatchKind.PREFIX: (0.8, 0.65),
    MatchKind.SUBSTRING: (0.64, 0.45),
    MatchKind.TYPO: (0.44, 0.25),
    MatchKind.TEXT: (0.2, 0.1),
}
"""The best and the worst score of each kind."""


class _Place(NamedTuple):
    """A concept on the list: what matched, and the concept it stands for where that is another one."""

    concept: str
    candidate: Candidate | None
    lang: str
    via: str | None = None


def look_up(snapshot: Snapshot, query: Query, *, today: date, text_candidates: TextCandidates | None = None) -> Answer:
    """The answer to one query.

    Without ``as_of``, a concept that was replaced stands first and what replaced it by ``today`` behind it. Definitions are
    searched in ``text_candidates``, else in memory. Raises QueryTooLong over MAX_QUERY_LENGTH code points, UnknownValue for a
    language, domain or limit that there is not.
    """
    _check(snapshot, query)
    question = Question(query.text, snapshot.speller)
    if not question.folded:
        return Answer(query=query, hits=())
    terms = MemoryCandidates(snapshot)
    found = terms.find(question, query.lang)
    listed = _listed(snapshot, [_Place(candidate.concept, candidate, candidate.lang) for candidate in found], query, today)
    texts = text_candidates or _memory_texts(snapshot)
    seen = {place.concept for place in listed} | {candidate.concept for candidate in found}
    # A misspelt query has no words that could stand apart.
    apart = not any(candidate.kind is MatchKind.TYPO for candidate in found)
    pairs = [pair for pair in _text_hits(terms, texts, question, apart=apart) if pair[0] not in seen and pair[0] in snapshot.concepts]
    places = [_Place(concept, None, lang) for concept, lang in pairs if query.lang in (None, lang)]
    listed += [place for place in _listed(snapshot, places, query, today) if place.concept not in seen]
    hits = tuple(_hits(snapshot, question, listed[: query.limit]))
    if hits:
        return Answer(query=query, hits=hits, total=len(listed), pitfalls=_pitfalls_of_query(snapshot, hits))
    from glossary.matching.suggestions import suggest  # inline: slow import

    return Answer(query=query, hits=(), suggestions=suggest(snapshot, question, query))


def look_up_many(
    snapshot: Snapshot, queries: Iterable[Query], *, today: date, text_candidates: TextCandidates | None = None
) -> list[Answer | GlossaryError]:
    """The answers in the order of the queries; the error in the place of one that cannot be answered."""
    answers: list[Answer | GlossaryError] = []
    for query in queries:
        try:
            answers.append(look_up(snapshot, query, today=today, text_candidates=text_candidates))
        except (QueryTooLong, UnknownValue) as error:
            answers.append(error)
    return answers


def _check(snapshot: Snapshot, query: Query) -> None:
    if len(query.text) > MAX_QUERY_LENGTH:
        raise QueryTooLong(length=len(query.text), limit=MAX_QUERY_LENGTH)
    if query.lang is not None and query.lang not in LANGUAGES:
        raise UnknownValue(parameter="from", value=query.lang, allowed=", ".join(LANGUAGES))
    if query.domain is not None and query.domain not in snapshot.domains:
        raise UnknownValue(parameter="domain", value=query.domain, allowed=", ".join(snapshot.domains))
    if not 1 <= query.limit <= MAX_LIMIT:
        raise UnknownValue(parameter="limit", value=query.limit, allowed=f"1–{MAX_LIMIT}")


def _memory_texts(snapshot: Snapshot) -> TextCandidates:
    return _Texts([index.texts for index in snapshot.indexes if index.texts is not None])


class _Texts(NamedTuple):
    """The texts of several layers."""

    layers: Sequence[MemoryTexts]

    def find(self, text: str, limit: int) -> Sequence[tuple[str, str]]:
        return merge(self.layers, text, limit)


def _text_hits(terms: MemoryCandidates, texts: TextCandidates, question: Question, *, apart: bool) -> Iterator[tuple[str, str]]:
    """Concepts whose texts hold the whole query; then, if asked for, those with some words in terms and the others in texts."""
    yield from texts.find(" ".join(question.words), MAX_TEXT_HITS)
    words = question.words if len(question.words) > 1 else question.content
    if len(words) < 2 or not apart:
        return
    langs: dict[str, str] = {}
    in_texts: list[set[str]] = []
    for word in words:
        pairs = texts.find(word, MAX_WORD_HITS)
        langs |= {concept: lang for concept, lang in pairs if concept not in langs}
        in_texts.append({concept for concept, _ in pairs})
    in_terms = [terms.concepts_holding(question, word) for word in words] if langs else []
    both = set(langs).intersection(*(one | other for one, other in zip(in_terms, in_texts, strict=False)))
    yield from (
        (concept, langs[concept]) for concept in sorted(both, key=lambda concept: (-sum(concept in one for one in in_terms), concept))
    )


def _listed(snapshot: Snapshot, places: Iterable[_Place], query: Query, today: date) -> list[_Place]:
    """The concepts to show, each once: those of the day asked for, else each with its successors behind it."""
    succession, shown = snapshot.succession, {}
    places = list(places)
    own = {place.concept: place for place in reversed(places)}
    for place in places:
        if query.as_of is not None:
            standing = succession.standing_on(place.concept, query.as_of)
            line = [standing]
        else:
            line = [place.concept, *(later for later in succession.later(place.concept) if succession.has_begun(later, today))]
        for concept in line:
            if concept in shown or (query.domain is not None and snapshot.concepts[concept].domain != query.domain):
                continue
            # A successor that was found itself says so; another one stands for what it replaced.
            shown[concept] = own.get(concept) or _Place(concept, place.candidate, place.lang, place.concept)
    return list(shown.values())


def _hits(snapshot: Snapshot, question: Question, places: Sequence[_Place]) -> Iterator[Hit]:
    score = 1.0
    for place in places:
        match = _match(snapshot, question, place)
        score = min(score, _score(place.candidate))
        concept = snapshot.concepts[place.concept]
        yield Hit(concept=concept, score=score, match=match, warnings=warnings_for(snapshot, place.concept, match), via=place.via)


def _score(candidate: Candidate | None) -> float:
    high, low = _SCORES[MatchKind.TEXT if candidate is None else candidate.kind]
    if candidate is None:
        return high
    return high - (high - low) * min(1.0, 0.7 * (1.0 - candidate.coverage) + 0.03 * candidate.grade)


def _match(snapshot: Snapshot, question: Question, place: _Place) -> Match:
    candidate = place.candidate
    concept = snapshot.concepts[place.via or place.concept]
    if candidate is None:
        form, spans = _passage(concept.sections[place.lang].definition, concept.sections[place.lang].usage, question)
        return Match(kind=MatchKind.TEXT, lang=place.lang, term=None, form=form, spans=spans)
    section = concept.sections[candidate.lang]
    if candidate.is_hidden:
        # What is never shown is not shown as the reason either: the preferred term stands for it.
        return Match(kind=candidate.kind, lang=candidate.lang, term=section.preferred, form=section.preferred.text)
    return Match(
        kind=candidate.kind,
        lang=candidate.lang,
        term=section.terms[candidate.position],
        form=candidate.form,
        spans=spans_in_form(candidate.form, candidate.kind, candidate.grade, question),
        distance=candidate.distance,
    )


def _passage(definition: str, usage: str, question: Question) -> tuple[str, tuple[Span, ...]]:
    """The definition, or the usage note where only that holds words of the query, with their places."""
    for words in (question.words, question.content):
        for text in (definition, usage):
            spans = spans_in_text(text, words)
            if spans:
                return text, spans
    return definition, ()


def _pitfalls_of_query(snapshot: Snapshot, hits: Sequence[Hit]) -> tuple[str, ...]:
    """The pitfalls that speak of a matched term itself, in the order of the hits."""
    found = (
        pitfall
        for hit in hits
        if hit.match.kind not in (MatchKind.PREFIX, MatchKind.SUBSTRING, MatchKind.TEXT)
        for pitfall in hit.warnings
        if is_about(snapshot.pitfalls[pitfall], hit.match)
    )
    return tuple(dict.fromkeys(found))
