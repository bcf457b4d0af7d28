"""What a request needs: settings, the snapshot, the interface language and today's date. The last global thing; below it nothing is."""

from datetime import UTC, date, datetime

from flask import Flask, current_app, g, request

from glossary.config import Settings
from glossary.i18n import negotiate, translate
from glossary.matching.checking import Checking
from glossary.matching.compile import Snapshot
from glossary.text.languages import LANGUAGES
from glossary.workflows.checking import Checkings, ExtendedCheckings
from glossary.workflows.parts import PassageCache
from glossary.workflows.snapshot import Snapshots

EXTENSION = "kakehashi"
LANGUAGE_COOKIE = "lang"


class Services:
    """What one application shares between its requests."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.checkings = Checkings(settings)
        self.snapshots = Snapshots(settings, self.checkings.prepare)
        self.extended = ExtendedCheckings()
        self.passages = PassageCache()


def install(app: Flask, settings: Settings) -> None:
    """Give the application its services."""
    app.extensions[EXTENSION] = Services(settings)


def services() -> Services:
    """The services of the current application."""
    found: Services = current_app.extensions[EXTENSION]
    return found


def snapshot() -> Snapshot:
    """The snapshot that answers this request: the same one from its first use to its end."""
    if "snapshot" not in g:
        g.snapshot = services().snapshots.current()
    found: Snapshot = g.snapshot
    return found


def answer_from(found: Snapshot) -> None:
    """Answer this request from an earlier snapshot: what was found with its terms is told with its terms."""
    g.snapshot = found


def checking() -> Checking:
    """What drafts are checked with: that of the request's snapshot."""
    return services().checkings.of(snapshot())


def language() -> str:
    """The interface language: the one asked for in the address, else the remembered one, else the browser's."""
    if "language" not in g:
        asked = request.args.get("lang", "")
        remembered = request.cookies.get(LANGUAGE_COOKIE, "")
        g.language = (
            asked if asked in LANGUAGES else remembered if remembered in LANGUAGES else negotiate(request.headers.get("Accept-Language"))
        )
    found: str = g.language
    return found


def date_now() -> date:
    """The day that the site goes by, in and outside of requests: UTC, as its readers live in two time zones."""
    return datetime.now(UTC).date()


def today() -> date:
    """Today, fixed for the length of the request."""
    if "today" not in g:
        g.today = date_now()
    found: date = g.today
    return found


def _(msgid: str, /, **params: object) -> str:
    """The sentence in the interface language of this request."""
    return translate(language(), msgid, **params)
