"""What the site is, what it rests on, and what it does not claim."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Response, url_for
from markupsafe import Markup

import glossary
from glossary import context
from glossary.domain.concept import Source
from glossary.domain.statuses import EntryStatus, NormativeStatus
from glossary.errors import N_
from glossary.formats.house import read_profiles
from glossary.web.directory import directory
from glossary.web.names import BRIDGE_MEANINGS, Headwords, headwords
from glossary.web.site import contact_address, page, pages
from glossary.web.wording import ENTRY_STATUSES, TERM_STATUSES, spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendored:
    """Work of others that the site carries; the README beside the files says where it came from."""

    name: str
    version: str
    licence: str
    licence_file: str = ""
    licence_address: str = ""


VENDORED: Final = (
    Vendored(name="htmx", version="4.0.1", licence="0BSD", licence_file="vendor/htmx-4.0.1.LICENSE.txt"),
    Vendored(name="Swagger UI", version="5.35.0", licence="Apache-2.0", licence_address="https://www.apache.org/licenses/LICENSE-2.0"),
)


@dataclass(frozen=True, slots=True)
class Stored:
    """Something that a reader's browser keeps: under which name, and a sentence on where, how long, what and when."""

    name: str
    said: str


STORED: Final = (
    Stored("lang", N_("Cookie, for a year: the language of the pages, when you choose one.")),
    Stored("theme", N_("Cookie, for a year: the display, when you choose one.")),
    Stored("documents", N_("Cookie, until the browser is closed: a random text, when you check a file, so that only you get it.")),
    Stored("kakehashi-single-keys", N_("Local storage, until you delete it: whether single keys act, when you switch them on or off.")),
    Stored(
        "kakehashi-ignored-draft",
        N_(
            "Session storage, until the page in the other language has taken it over: what you ignore in a draft, when you change the language."
        ),
    ),
    Stored(
        "kakehashi-ignored-files",
        N_("Session storage, until the tab is closed: what you ignore in files, when you ignore a finding."),
    ),
)
"""All of it. Names of findings are hashes, so that none of it holds words of a draft."""

_MEANINGS: Final[Mapping[NormativeStatus, str]] = {
    NormativeStatus.PREFERRED: N_("write this one"),
    NormativeStatus.ADMITTED: N_("may be written"),
    NormativeStatus.DEPRECATED: N_("do not write it; the entry says why"),
    NormativeStatus.SUPERSEDED: N_("was right once; the entry says until when or why"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source, links to the concepts that rest on it, and the titles of the house styles that do."""

    source: Source
    concepts: tuple[Markup, ...]
    pitfalls: int
    styles: tuple[str, ...]


@pages.get("/about")
def about() -> Response:
    """The about page."""
    snapshot = context.snapshot()
    contact = context.services().settings.contact
    statuses = [concept.entry_status for concept in snapshot.concepts.values()]
    return page(
        "about/page.html",
        snapshot=snapshot,
        term_count=sum(len(section.shown_terms) for concept in snapshot.concepts.values() for section in concept.sections.values()),
        statuses=[(ENTRY_STATUSES[status], statuses.count(status)) for status in EntryStatus if status in statuses],
        bridges=list(BRIDGE_MEANINGS.items()),
        term_statuses=[(status, TERM_STATUSES[status], _MEANINGS[status]) for status in NormativeStatus],
        stored=STORED,
        vendored=VENDORED,
        version=glossary.__version__,
        contact=contact,
        contact_address=contact_address(contact),
    )


@pages.get("/sources")
def sources() -> Response:
    """All sources, by title, each with the concepts and house styles that cite it."""
    snapshot, index = context.snapshot(), directory()
    links = {key: _link(headwords(concept, index.homonyms)) for key, concept in snapshot.concepts.items()}
    styles = read_profiles(context.services().settings.terms_folder).values()
    in_pitfalls = [key for pitfall in snapshot.pitfalls.values() for key in pitfall.sources]
    citations = [
        Citation(
            source=source,
            concepts=tuple(links[citing] for citing in index.citing.get(key, ())),
            pitfalls=in_pitfalls.count(key),
            styles=tuple(style.title.get(context.language(), style.name) for style in styles if key in style.sources),
        )
        for key, source in snapshot.sources.items()
    ]
    return page("about/sources.html", citations=sorted(citations, key=lambda item: (item.source.publisher.casefold(), item.source.title)))


def _link(words: Headwords) -> Markup:
    """A link to a concept by both its names; made once, as many sources name it."""
    names = (spoken(name.spoken, name.lang) for name in (words.en, words.ja))
    return Markup('<a href="{}">{}</a>').format(url_for("pages.concept", id=words.id), Markup(" ").join(names))
