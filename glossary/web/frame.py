"""What stands around every page: navigation, the language switch, the theme, the state of the service."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from flask import request, url_for

from glossary import context
from glossary.errors import N_, GlossaryError
from glossary.responses import failure_text
from glossary.text.languages import LANGUAGES, other
from glossary.workflows.snapshot import SnapshotStatus

LANGUAGE_PARAMETER: Final = "lang"

THEME_COOKIE: Final = "theme"
SYSTEM_THEME: Final = "system"
THEMES: Final = (SYSTEM_THEME, "light", "dark")

API_DOCS: Final = "/api/docs"
"""Served by the API, which no page can see but all link to."""

_SECTIONS: Final = (
    ("pages.look_up", N_("Look up"), ("pages.start", "pages.look_up", "pages.concept", "pages.propose")),
    ("pages.check", N_("Check"), ("pages.check", "pages.document", "pages.rules", "pages.rule")),
    ("pages.browse", N_("Browse"), ("pages.browse",)),
    ("pages.pitfalls", N_("Pitfalls"), ("pages.pitfalls", "pages.pitfall")),
)

_PLAIN: Final = "/:@!$&'()*+,;=~-._"
"""What a path can hold as it is (RFC 3986)."""


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A main page. ``current`` is the value of ``aria-current``: ``page`` for the page itself, ``true`` for one below it."""

    address: str
    label: str
    current: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The frame of one page."""

    language: str
    other_language: str
    theme: str
    navigation: tuple[NavigationItem, ...]
    switch_address: str
    alternates: dict[str, str]
    plain_address: str
    status: SnapshotStatus | None
    has_finder: bool
    api_address: str

    @property
    def problem(self) -> str:
        """Why the newest termbase is not in service, as far as it is for readers; empty where it is."""
        if self.status is None or self.status.problem is None:
            return ""
        return failure_text(self.language, self.status.error)


def frame(*, is_failing: bool = False) -> Frame:
    """The frame for this request; where the service itself fails, without asking for its state."""
    language = context.language()
    return Frame(
        language=language,
        other_language=other(language),
        theme=theme(),
        navigation=tuple(
            NavigationItem(url_for(endpoint), context._(label), _current(endpoint, inner)) for endpoint, label, inner in _SECTIONS
        ),
        switch_address=_address(lang=other(language)),
        alternates={lang: _address(lang=lang, external=True) for lang in LANGUAGES},
        plain_address=_address(),
        status=None if is_failing else _status(),
        has_finder=request.endpoint not in ("pages.start", "pages.look_up"),
        api_address=request.root_path + API_DOCS,
    )


def _status() -> SnapshotStatus | None:
    """What is in service; None when nothing could be loaded, which the page of that error says."""
    try:
        return context.services().snapshots.status()
    except GlossaryError:
        return None


def theme() -> str:
    """The remembered theme, else the system's."""
    kept = request.cookies.get(THEME_COOKIE, "")
    return kept if kept in THEMES else SYSTEM_THEME


def _current(endpoint: str, inner: tuple[str, ...]) -> str:
    if request.endpoint == endpoint or (request.endpoint == "pages.start" and endpoint == "pages.look_up"):
        return "page"
    return "true" if request.endpoint in inner else ""


def _address(*, lang: str = "", external: bool = False) -> str:
    """The address of this page, in a given language where one is named, with its other parameters kept.

    The path is escaped as it came in: browsers read ``/\\host`` as ``//host``, another site, and a bare ``?`` leads to another page.
    """
    kept = [(name, value) for name, value in request.args.items(multi=True) if value and name != LANGUAGE_PARAMETER]
    if lang:
        kept.append((LANGUAGE_PARAMETER, lang))
    root = request.url_root.rstrip("/") if external else request.root_path
    return root + quote(request.path, safe=_PLAIN) + ("?" + urlencode(kept) if kept else "")
