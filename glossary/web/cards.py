"""Findings as cards: what each says in both languages, what can be written instead, where the words stand."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from glossary.checks.view import fingerprint
from glossary.domain.concept import Source
from glossary.domain.finding import DraftFinding, Text
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.i18n import translate
from glossary.matching.compile import Snapshot
from glossary.reports.findings import in_both, position
from glossary.text.languages import ENGLISH, JAPANESE, LANGUAGES
from glossary.text.passage import language_of
from glossary.web.directory import directory
from glossary.web.names import Headwords, headwords
from glossary.web.pitfalls import cited
from glossary.web.rules import rule_name, rule_number
from glossary.web.wording import LEVELS

MAX_MATCH: Final = 80
"""Characters of the words of a finding that a card repeats."""

READERS: Final[Mapping[str, str]] = {ENGLISH: N_("A UK reader"), JAPANESE: N_("A Japanese reader")}

Where = Callable[[int], str]
"""From a place of the text to what people call it."""

_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the readers of one side understand the words. ``reader`` names them in the language of the telling."""

    reader: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a card says, in one language."""

    message: str
    readings: tuple[Reading, ...]
    reasons: tuple[str, ...]
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A text that can be applied; ``value`` names it to the form."""

    text: str
    lang: str
    span: Span
    safe: bool
    value: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words stand: the id of their anchor in the text, the line, and in a file the place as people say it."""

    anchor: str
    span: Span
    line: int
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A finding. ``key`` changes whenever anything but its number does; ``group`` is shared by its like in the draft."""

    id: str
    key: str
    group: str
    number: int
    level: Level
    level_word: str
    rule: str
    rule_name: str
    rule_number: int
    match: str
    lang: str
    told: Mapping[str, Telling]
    fixes: tuple[Fix, ...]
    places: tuple[Place, ...]
    pitfall: str | None
    concepts: tuple[Headwords, ...]
    sources: tuple[Source, ...]
    """One of each publisher and year: a card names these only."""

    @property
    def href(self) -> str:
        """Where the card stands: on this page."""
        return f"#f-{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A finding of which only the words are marked: its card stands on another page, at ``href``."""

    id: str
    href: str
    number: int
    level: Level
    level_word: str
    rule_number: int
    places: tuple[Place, ...]


def spot_of(finding: DraftFinding, number: int, starts: Sequence[int], page: str) -> Spot:
    """The spot of a finding whose card stands on the page of that address."""
    return Spot(
        id=finding.fingerprint,
        href=f"{page}#f-{finding.fingerprint}",
        number=number,
        level=finding.level,
        level_word=LEVELS[finding.level],
        rule_number=rule_number(finding.rule),
        places=_places(finding, starts, None),
    )


def card_of(finding: DraftFinding, number: int, starts: Sequence[int], snapshot: Snapshot, where: Where | None = None) -> Card:
    """The card of a finding; ``starts`` are the starts of the lines of the draft, ``where`` says a place of a file in words."""
    index = directory()
    pitfall = snapshot.pitfalls.get(finding.pitfall or "")
    places = _places(finding, starts, where)
    told = {lang: _telling(finding, snapshot, lang) for lang in LANGUAGES}
    fixes = tuple(
        Fix(
            text=found.text,
            lang=language_of(found.text),
            span=found.span,
            safe=found.safe,
            value=f"{finding.fingerprint}:{place}",
        )
        for place, found in enumerate(finding.suggestions)
    )
    seen = (finding.rule, finding.level, finding.match, told, [(fix.text, fix.safe) for fix in fixes], [place.line for place in places[1:]])
    key = hashlib.blake2b(repr((finding.fingerprint, *seen)).encode("utf-8"), digest_size=12).hexdigest()
    return Card(
        id=finding.fingerprint,
        key=key,
        group=group_of(finding),
        number=number,
        level=finding.level,
        level_word=LEVELS[finding.level],
        rule=finding.rule,
        rule_name=rule_name(finding.rule),
        rule_number=rule_number(finding.rule),
        match=shown(finding.match),
        lang=language_of(finding.match),
        told=told,
        fixes=fixes,
        places=places,
        pitfall=pitfall.id if pitfall else None,
        concepts=tuple(
            headwords(snapshot.concepts[concept], index.homonyms) for concept in finding.concepts if concept in snapshot.concepts
        ),
        sources=tuple({_named(source): source for source in cited(finding.sources, snapshot)}.values()),
    )


def _named(source: Source) -> tuple[str, int | None]:
    return source.publisher, source.published.year if source.published else None


def _places(finding: DraftFinding, starts: Sequence[int], where: Where | None) -> tuple[Place, ...]:
    spans = dict.fromkeys(finding.places or (finding.span,))
    return tuple(
        Place(_anchor(finding.fingerprint, place), span, position(starts, span.start)[0], where(span.start) if where else "")
        for place, span in enumerate(spans, start=1)
    )


def _anchor(finding: str, place: int) -> str:
    return f"t-{finding}" if place == 1 else f"t-{finding}-{place}"


def _telling(finding: DraftFinding, snapshot: Snapshot, lang: str) -> Telling:
    def say(text: Text) -> str:
        return in_both(text)[lang]

    pitfall = snapshot.pitfalls.get(finding.pitfall or "")
    if pitfall is None:
        return Telling(message=say(finding.message), readings=(), reasons=tuple(say(reason) for reason in finding.reasons), advice="")
    readings = tuple(Reading(translate(lang, READERS[reader]), texts.get(lang, "")) for reader, texts in sorted(pitfall.reads.items()))
    return Telling(
        message=say(finding.message),
        readings=tuple(reading for reading in readings if reading.text),
        reasons=(),
        advice=pitfall.write.get(lang, ""),
    )


def group_of(finding: DraftFinding) -> str:
    """What all findings of the same rule on the same words share, wherever they stand."""
    return fingerprint(finding.rule, finding.pitfall or " ".join(finding.concepts), finding.match.casefold())


def shown(match: str) -> str:
    """The words of a finding on one line, cut where they are long."""
    line = _SPACE.sub(" ", match).strip()
    return line if len(line) <= MAX_MATCH else line[: MAX_MATCH - 1] + "…"
