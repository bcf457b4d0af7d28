"""Pitfalls: the list with its filters, and one misunderstanding with its sentences."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask import Response, request

from glossary import context
from glossary.domain.concept import Source
from glossary.domain.pitfall import Case, Pitfall
from glossary.domain.statuses import Level, PitfallKind
from glossary.errors import NotFound
from glossary.matching.compile import Snapshot
from glossary.text.languages import ENGLISH, LANGUAGES
from glossary.web import parameters
from glossary.web.directory import Directory, directory
from glossary.web.names import Headwords, headwords
from glossary.web.passages import Passage, passage
from glossary.web.site import page, pages
from glossary.web.wording import LEVELS, PITFALL_KINDS

API_PITFALLS: Final = "/api/v1/pitfalls/"
"""Served by the API, which no page can see."""

PITFALL: Final = "pitfall"
"""The kind of a missing thing, as errors name it."""

MAX_WORDS: Final = 3
"""Headwords named in the title of a pitfall; a list of more is cut."""

KINDS_BY_SLUG: Final = {kind.slug: kind for kind in PITFALL_KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class PitfallCard:
    """A pitfall as the pages show it. The three rows are keyed by the language of the telling.

    ``words`` are the names of its concepts; its title stands there where its words are no terms, or where the names are the same
    on both sides and so do not show what is misread.
    """

    id: str
    kind: str
    level: Level
    level_word: str
    title: dict[str, str]
    words: dict[str, tuple[str, ...]]
    rows: tuple["Row", ...]
    concepts: tuple[Headwords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a card: whose view it is (a reader's language, or empty for the advice), and the text in each language."""

    reader: str
    texts: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of pitfall in the filter."""

    slug: str
    word: str
    count: int
    is_chosen: bool


def card(pitfall: Pitfall, snapshot: Snapshot, index: Directory) -> PitfallCard:
    """The card of a pitfall."""
    concepts = tuple(headwords(snapshot.concepts[concept], index.homonyms) for concept in pitfall.concepts if concept in snapshot.concepts)
    names = {lang: _distinct([item.name(lang).text for item in concepts]) for lang in LANGUAGES}
    is_telling = len(set(names.values())) > 1 or (names[ENGLISH] and not pitfall.title)
    return PitfallCard(
        id=pitfall.id,
        kind=PITFALL_KINDS[pitfall.kind],
        level=pitfall.level,
        level_word=LEVELS[pitfall.level],
        title=dict(pitfall.title),
        words=names if is_telling else {lang: (pitfall.title.get(lang, pitfall.id),) for lang in LANGUAGES},
        rows=(
            *(Row(reader=reader, texts=dict(pitfall.reads.get(reader, {}))) for reader in LANGUAGES),
            Row(reader="", texts=dict(pitfall.write)),
        ),
        concepts=concepts,
    )


def _distinct(texts: list[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(texts))
    return (*found[: MAX_WORDS - 1], "…") if len(found) > MAX_WORDS else found


@pages.get("/pitfalls")
def pitfalls() -> Response:
    """All pitfalls, or those of some kinds, or those that fire on a text in one language."""
    snapshot, index = context.snapshot(), directory()
    kinds = parameters.choices("kind", KINDS_BY_SLUG)
    writing = parameters.choice("writing", LANGUAGES)
    counts = Counter(pitfall.kind for pitfall in snapshot.pitfalls.values())
    chosen = [
        pitfall
        for pitfall in snapshot.pitfalls.values()
        if (not kinds or pitfall.kind.slug in kinds) and (not writing or writing in _languages(pitfall))
    ]
    cards = [card(pitfall, snapshot, index) for pitfall in chosen]
    return page(
        "pitfalls/list.html",
        cards=sorted(cards, key=lambda item: (item.words[ENGLISH] or ("",))[0].casefold()),
        total=len(snapshot.pitfalls),
        kinds=[
            Kind(slug=kind.slug, word=PITFALL_KINDS[kind], count=count, is_chosen=kind.slug in kinds)
            for kind, count in sorted(counts.items(), key=lambda pair: (-pair[1], _ORDER[pair[0]]))
        ],
        writing=writing,
    )


_ORDER: Final = {kind: place for place, kind in enumerate(PitfallKind)}


def _languages(pitfall: Pitfall) -> set[str]:
    """The languages of the texts on which a pitfall can fire."""
    triggered = {trigger.lang for trigger in pitfall.triggers}
    judged = {lang for pair in pitfall.pairs for lang in LANGUAGES if lang != pair.source}
    return triggered | judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """The sentences that prove a pitfall: alone, by language, and as pairs of original and translation."""

    alone: dict[str, tuple[Passage, ...]]
    pairs: tuple[tuple[Passage, ...], ...]


@pages.get("/pitfalls/<id>")
def pitfall(id: str) -> Response:
    """One pitfall in full."""
    snapshot, index = context.snapshot(), directory()
    found = snapshot.pitfalls.get(id)
    if found is None:
        raise NotFound(PITFALL, id)
    shown = card(found, snapshot, index)
    return page(
        "pitfalls/one.html",
        pitfall=found,
        card=shown,
        bad=_cases(found.bad),
        good=_cases(found.good),
        sources=cited(found.sources, snapshot),
        json_address=request.root_path + API_PITFALLS + found.id,
    )


def cited(keys: tuple[str, ...], snapshot: Snapshot) -> list[Source]:
    """The sources that an entry names, as far as they are known."""
    return [snapshot.sources[key] for key in keys if key in snapshot.sources]


def _cases(cases: Iterable[Case]) -> Cases:
    told = [tuple(passage(lang, case.texts[lang], case.marks.get(lang, ())) for lang in LANGUAGES if lang in case.texts) for case in cases]
    return Cases(
        alone={lang: tuple(passages[0] for passages in told if len(passages) == 1 and passages[0].lang == lang) for lang in LANGUAGES},
        pairs=tuple(passages for passages in told if len(passages) > 1),
    )
