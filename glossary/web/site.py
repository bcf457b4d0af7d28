"""The blueprint of all pages: how a page is rendered, cached and remembered.

A page depends on its address, the snapshot, house styles and samples, the program, the interface language, the theme and the day. Its entity tag is
made of these, so that an unchanged page is answered with 304 before any work is done.
"""

import hashlib
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, g, make_response, render_template, request

import glossary
from glossary import context
from glossary.formats.house import PROFILES_FOLDER
from glossary.text.languages import LANGUAGES
from glossary.web import assets
from glossary.web.frame import LANGUAGE_PARAMETER, frame, theme

pages = Blueprint("pages", __name__)

SAMPLES_FOLDER: Final = "samples"

_SHOWN_FOLDERS: Final = (PROFILES_FOLDER, SAMPLES_FOLDER)

_REMEMBER_SECONDS: Final = assets.YEAR


def page(template: str, /, *, status: int = 200, **view: object) -> Response:
    """A page of the site: the template inside the frame."""
    response = make_response(render_template(template, frame=frame(is_failing=status >= 500), **view), status)
    response.headers["Content-Language"] = context.language()
    return response


@pages.before_request
def refuse_foreign_forms() -> None:
    """Forms are taken from our own pages only.

    Browsers name the sender in Sec-Fetch-Site, older ones and those on plain HTTP in Origin. That one is "null" wherever the
    referrer policy hides the sender; such a form is taken, as what forms change here needs a token and a cookie that browsers keep
    to our own pages.
    """
    if request.method != "POST":
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "null")
    is_foreign = site not in ("same-origin", "none") if site else origin != "null" and urlsplit(origin).netloc != request.host
    if is_foreign:
        abort(403)


@pages.before_request
def answer_unchanged() -> Response | None:
    """304 for a page that the reader already has."""
    if request.method not in ("GET", "HEAD"):
        return None
    asked, tag = request.if_none_match, page_tag()  # where no tag can be made, the service has failed, which this page says
    # A tag tells the address, so that only its own page has given it; "*" would match addresses at which there is no page.
    return Response(status=304) if asked.is_weak(tag) or asked.is_strong(tag) else None


@pages.after_request
def describe(response: Response) -> Response:
    """Caching headers, and the language that was asked for in the address kept for the next page."""
    response.vary.update(("Accept-Language", "Cookie"))
    is_private = response.headers.get("Cache-Control") == "no-store"  # it holds something of a reader's file
    if request.method in ("GET", "HEAD") and response.status_code in (200, 304) and not is_private:
        response.set_etag(page_tag(), weak=True)
        response.headers["Cache-Control"] = "private, no-cache"
    else:
        response.headers["Cache-Control"] = "no-store"
    if request.method == "GET" and _is_page(response) and (asked := request.args.get(LANGUAGE_PARAMETER)) in LANGUAGES:
        remember(response, context.LANGUAGE_COOKIE, asked)
    return response


def _is_page(response: Response) -> bool:
    """Whether it is something to read here, and no download, record or redirect, whose language need not be the reader's."""
    if response.status_code == 304:
        return True
    return response.mimetype == "text/html" and "Content-Disposition" not in response.headers and not 300 <= response.status_code < 400


def remember(response: Response, name: str, value: str) -> None:
    """Keep a preference in the browser. It holds no identity."""
    response.set_cookie(name, value, max_age=_REMEMBER_SECONDS, secure=request.is_secure, samesite="Lax", path="/")


def page_tag() -> str:
    """The entity tag of the page at this address: it holds the address, so that no other page has it. Made once for a request."""
    if "page_tag" not in g:
        g.page_tag = _made_tag()
    found: str = g.page_tag
    return found


def _made_tag() -> str:
    status = context.services().snapshots.status()
    parts = (
        context.snapshot().key,
        status.problem or "",
        context.services().settings.contact,
        glossary.__version__,
        assets.appearance(),
        context.language(),
        theme(),
        context.today().isoformat(),
        request.url_root,
        request.full_path,
        *_folder_state(),
    )
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _folder_state() -> Iterator[str]:
    """What pages show of the folder of terms that is not in the snapshot: house styles and samples, by name, size and time."""
    folder = context.services().settings.terms_folder
    for path in sorted(path for name in _SHOWN_FOLDERS for path in (folder / name).glob("*")):
        try:
            found = path.stat()
        except OSError:
            continue  # taken away meanwhile
        yield f"{path.name} {found.st_size} {found.st_mtime_ns}"


def contact_address(contact: str) -> str:
    """Where a link to the contact leads: an e-mail address needs its scheme."""
    return contact if contact.startswith(("https://", "http://", "mailto:")) else f"mailto:{contact}"
