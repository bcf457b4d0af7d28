"""The reader's theme, kept in a cookie for those who browse without script."""

from flask import Response, request, url_for

from glossary.errors import UnknownValue
from glossary.web.frame import THEME_COOKIE, THEMES
from glossary.web.parameters import MAX_SHOWN
from glossary.web.site import pages, remember


@pages.post("/display")
def display() -> Response:
    """Keep a theme and go back to the page."""
    chosen = request.form.get("theme", "")
    if chosen not in THEMES:
        raise UnknownValue(value=chosen[:MAX_SHOWN], parameter="theme", allowed=", ".join(THEMES))
    response = Response(status=303)
    response.headers["Location"] = _inside(request.form.get("next", ""))
    remember(response, THEME_COOKIE, chosen)
    return response


def _inside(address: str) -> str:
    """The address if it is a path of this site, else the start page: a redirect must not lead away."""
    is_path = address.startswith("/") and not address.startswith("//") and "\\" not in address and address.isprintable()
    return address if is_path else url_for("pages.start")
