"""The start page: the first ten minutes."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import Response, request

from glossary import context
from glossary.domain.statuses import PitfallKind
from glossary.matching.compile import Snapshot
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.web.directory import Change, Directory, directory
from glossary.web.history import periods
from glossary.web.pitfalls import PitfallCard, card
from glossary.web.site import page, pages

SHOWN_CHANGES: Final = 3

API_EXAMPLE: Final = "/api/v1/lookup?q=NISC"
"""Served by the API, which no page can see."""

_TELLING: Final = (PitfallKind.DIVERGENT_CONCEPT, PitfallKind.FALSE_FRIEND, PitfallKind.AMBIGUOUS, PitfallKind.LEGAL_FORCE)
"""The kinds that a newcomer understands at a glance."""

_GLANCE: Final = {ENGLISH: 36, JAPANESE: 16}
"""The characters of both sides that stand on two lines at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A name that changed."""

    day: date
    id: str
    en: str
    ja: str
    before: str
    before_lang: str


@pages.get("/")
def start() -> Response:
    """The start page."""
    snapshot, index = context.snapshot(), directory()
    return page(
        "start/page.html",
        changes=_changes(snapshot, index),
        card=_pitfall_of_the_day(snapshot, index),
        pitfall_count=len(snapshot.pitfalls),
        api_path=API_EXAMPLE,
        api_address=request.root_path + API_EXAMPLE,
    )


def _changes(snapshot: Snapshot, index: Directory) -> list[ChangeView]:
    """The latest changes up to today, each concept once, with the names before and after."""
    today = context.today()
    views: dict[str, ChangeView] = {}
    for change in index.changes:
        if change.day > today or change.after.id in views:
            continue
        view = _change(change, snapshot, index, today)
        if view is not None:
            views[change.after.id] = view
        if len(views) == SHOWN_CHANGES:
            break
    return list(views.values())


def _change(change: Change, snapshot: Snapshot, index: Directory, today: date) -> ChangeView | None:
    """The change as the list of names over time has it; None where that list shows no difference."""
    found = periods(change.after, snapshot, index, today)
    after = next((period for period in found if period.start == change.day), None)
    earlier = [period for period in found if period.end and period.end < change.day]
    if after is None or not earlier:
        return None
    before = earlier[-1]
    # A law can rename the body in one language only: the old name is then told in the language in which it changed.
    lang = ENGLISH if before.en != after.en else JAPANESE
    old = (before.abbreviation or before.en) if lang == ENGLISH else before.ja
    return ChangeView(day=change.day, id=change.after.id, en=after.en, ja=after.ja, before=old, before_lang=lang)


def _pitfall_of_the_day(snapshot: Snapshot, index: Directory) -> PitfallCard | None:
    """One pitfall, another one each day, the same for everybody."""
    cards = [
        card(pitfall, snapshot, index) for _, pitfall in sorted(snapshot.pitfalls.items()) if pitfall.kind in _TELLING and pitfall.concepts
    ]
    short = [item for item in cards if all(0 < sum(map(len, words)) <= _GLANCE[lang] for lang, words in item.words.items())] or cards
    return short[context.today().toordinal() % len(short)] if short else None
