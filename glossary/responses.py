"""What every answer of the site and its API has in common: security headers, a request id, compression, one log line.

The envelope works below Flask, on the WSGI call: it costs a few microseconds and covers answers that never reach a view.
Queries, drafts and addresses of visitors are never logged: a line holds the method, the pattern of the path and the outcome.
"""

import gzip
import logging
import os
import time
import traceback
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Final, TypeGuard
from urllib.parse import quote

from flask import Flask, Request, Response, request
from flask.sessions import NullSession, SessionInterface
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.middleware.proxy_fix import ProxyFix

from glossary.config import Settings
from glossary.errors import (
    N_,
    GlossaryError,
    InaccessibleFile,
    InvalidRecord,
    InvalidSetting,
    InvalidTermbase,
    NewerDatabase,
    UnreadableDatabase,
    UnreadableFile,
    UnsupportedDatabase,
)
from glossary.i18n import translate

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

access_log = logging.getLogger("glossary.access")
error_log = logging.getLogger("glossary.errors")

MAX_BODY_BYTES = 1024 * 1024
"""A request body larger than this is answered with 413."""

INTERFACE_PATHS = ("/api/", "/healthz", "/readyz")
"""Where errors are JSON and other sites' pages may read; elsewhere they are pages of this site."""

REQUEST_ID = "glossary.request_id"
PATH_PATTERN = "glossary.path_pattern"
"""Keys of the WSGI environment: who is served, and the rule of the address where Flask did not match it."""

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src {images}; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SECURITY_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),  # a stricter one makes browsers hide from us where our own forms come from
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
_PAGE_HEADERS = (
    ("Content-Security-Policy", _POLICY.format(images="'self'")),
    *_SECURITY_HEADERS,
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
_INTERFACE_HEADERS = (
    ("Content-Security-Policy", _POLICY.format(images="'self' data:")),  # the documentation's viewer draws its arrows so
    *_SECURITY_HEADERS,
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Access-Control-Allow-Origin", "*"),  # no keys, no cookies: nothing that another site's page could misuse
    ("Access-Control-Expose-Headers", "ETag, X-Request-Id, Retry-After, Allow, Content-Disposition, X-Unplaced"),
)

Refusal = GlossaryError | HTTPException
Refuse = Callable[[Refusal], Response]
"""Makes the answer to a request that failed."""


def install(app: Flask, settings: Settings, *, pages: Refuse, interface: Refuse) -> None:
    """Wrap the application: call this after all doors are registered."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # the default provider has it
    app.session_interface = NoSessions()
    app.after_request(compress)

    def refuse(error: Refusal) -> Response:
        if is_service_failure(error):
            tell_operator_of(str(error))
        try:
            return (interface if request.path.startswith(INTERFACE_PATHS) else pages)(error)
        except Exception as second:  # the outermost edge: an error page that fails must not uncover the program
            log_failure(second)
            return Response("Internal error\n", HTTPStatus.INTERNAL_SERVER_ERROR, mimetype="text/plain")

    def fail(error: Exception) -> Response:
        log_failure(error)
        return refuse(InternalServerError())

    app.register_error_handler(HTTPException, refuse)
    app.register_error_handler(GlossaryError, refuse)
    app.register_error_handler(Exception, fail)
    # What fails after a view, Flask logs itself: with the path as it was typed, and with the words of the error.
    app.log_exception = log_unanswered  # type: ignore[method-assign]
    app.logger.addFilter(_without_words)
    app.wsgi_app = Envelope(app.wsgi_app)  # type: ignore[method-assign]
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.trusted_proxies, x_proto=settings.trusted_proxies
        )


class Envelope:
    """WSGI middleware: adds the headers that every answer has, and writes the access log."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        begun = time.perf_counter()
        request_id = environ[REQUEST_ID] = os.urandom(8).hex()
        fixed = _INTERFACE_HEADERS if environ.get("PATH_INFO", "").startswith(INTERFACE_PATHS) else _PAGE_HEADERS
        outcome, pattern = "-", "-"
        logged = access_log.isEnabledFor(logging.INFO)

        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Callable[[bytes], object]:
            nonlocal outcome, pattern
            if logged:  # while the request lasts: Flask forgets it when it is answered
                outcome, pattern = status[:3], path_pattern(environ)
            headers.extend(fixed)
            headers.append(("X-Request-Id", request_id))
            return start_response(status, headers, exc_info)  # type: ignore[arg-type]

        answer = self._app(environ, start)
        if logged:
            milliseconds = (time.perf_counter() - begun) * 1_000
            facts = (environ["REQUEST_METHOD"][:10], pattern, outcome, milliseconds, request_id)
            # Handed over as a record: looking for the calling line would cost more than writing.
            access_log.handle(access_log.makeRecord(access_log.name, logging.INFO, "", 0, "%s %s %s %.1f ms %s", facts, None))
        return answer


class FinishedResponse(Response):
    """An answer whose headers and body are final: it is sent as it is, which saves a fifth of what a small answer costs."""

    default_mimetype = None

    def __init__(self, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        super().__init__(None, status, headers)
        self._body = body

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Send it."""
        start_response(self.status, self.headers.to_wsgi_list())
        return () if environ["REQUEST_METHOD"] == "HEAD" else (self._body,)


class NoSessions(SessionInterface):
    """The site keeps no sessions: preferences are cookies of their own, and there are no accounts."""

    _none = NullSession()

    def open_session(self, app: Flask, request: Request) -> NullSession:
        """The same empty session for all; writing to it fails."""
        return self._none

    def save_session(self, app: Flask, session: object, response: Response) -> None:
        """There is nothing to save."""


def path_pattern(environ: "WSGIEnvironment") -> str:
    """The rule that matched; never the path itself, which may hold what a visitor typed."""
    pattern: str | None = environ.get(PATH_PATTERN)
    if pattern is None:
        rule = getattr(environ.get("werkzeug.request"), "url_rule", None)
        pattern = rule.rule if rule is not None else "-"
    return pattern


def log_failure(error: Exception) -> None:
    """One line that names the request, then the places passed: no message and no values, which may hold a visitor's text."""
    environ = request.environ
    error_log.error(
        "%s %s failed: %s, request %s\n%s",
        request.method[:10],
        path_pattern(environ),
        type(error).__name__,
        environ.get(REQUEST_ID),
        "".join(traceback.format_tb(error.__traceback__)).rstrip(),
    )


def log_unanswered(exc_info: "OptExcInfo") -> None:
    """As ``log_failure``, for an error that no handler was asked about."""
    if isinstance(exc_info[1], Exception):
        log_failure(exc_info[1])


def _without_words(record: logging.LogRecord) -> bool:
    record.exc_info = None  # the places stand in the line of ``log_failure``
    return True


_DATABASE: Final = N_("The database of the terms cannot be used at the moment.")
_ENTRIES: Final = N_("The files of the termbase cannot be read at the moment.")
_SETUP: Final = N_("The settings of the site do not fit this version of the program.")

SERVICE_FAILURES: Final[Mapping[str, str]] = {
    UnreadableDatabase.code: _DATABASE,
    NewerDatabase.code: _SETUP,
    UnsupportedDatabase.code: _SETUP,
    InvalidSetting.code: _SETUP,
    InvalidTermbase.code: _ENTRIES,
    InvalidRecord.code: _ENTRIES,
    UnreadableFile.code: _ENTRIES,
    InaccessibleFile.code: _ENTRIES,
}
"""Errors that say why there is no termbase, or not the newest, with what those are told who only read: paths and settings are not for them."""

_UNTOLD: Final = N_("The operator of the site finds the reason in the log.")


def is_service_failure(error: Exception | None) -> TypeGuard[GlossaryError]:
    """Whether the termbase is out of service, so that no request can be answered, whatever it asks."""
    return isinstance(error, GlossaryError) and error.code in SERVICE_FAILURES


def failure_text(lang: str, error: Exception | None) -> str:
    """What everybody may know of why the termbase, or the newest, is not in service. The operator finds the rest in the log."""
    code = error.code if is_service_failure(error) else ""
    return translate(lang, SERVICE_FAILURES.get(code, _UNTOLD))


@lru_cache(maxsize=16)
def tell_operator_of(reason: str) -> None:
    """One line in the log for each new reason, with the paths and settings that readers are not told. It holds nothing of a visitor."""
    error_log.error("the termbase is not in service: %s", reason)


def file_name(sent: str) -> str:
    """The name of a file that was sent: without its folders, and with U+FFFD for what would steer the text around it.

    Those are signs for control, breaks of lines and paragraphs, and marks that turn the direction: U+202E shows exe.docx as xcod.exe.
    """
    name = sent.replace("\\", "/").rpartition("/")[2]
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) in _STEERING else char for char in name)


_STEERING = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def attachment(name: str) -> tuple[str, str]:
    """The header of a file to keep under that name. The form of RFC 8187 holds every name; the plain one neither kana nor quotes."""
    return "Content-Disposition", f"attachment; filename*=UTF-8''{quote(name, safe='', errors='replace')}"


def in_memory(
    total_content_length: int | None, content_type: str | None, filename: str | None, content_length: int | None = None
) -> BytesIO:
    """Where a part of a form is put while it is read: never on a disk."""
    return BytesIO()


MIN_ZIP_BYTES = 1_000
"""Smaller bodies fit one network packet anyway."""

_ZIPPABLE = ("application/json", "application/problem+json", "text/", "image/svg+xml")


def accepts_gzip(header: str) -> bool:
    """Whether an ``Accept-Encoding`` header asks for gzip."""
    for part in header.split(","):
        coding, _, weight = part.partition(";")
        if coding.strip().lower() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def zipped(body: bytes) -> bytes:
    """The body compressed; the same bytes for the same body."""
    return gzip.compress(body, compresslevel=6, mtime=0)


_zipped_asset = lru_cache(maxsize=32)(zipped)


def compress(response: Response) -> Response:
    """Compress what is worth it, when the browser asks for it."""
    if isinstance(response, FinishedResponse):
        return response
    if response.status_code != HTTPStatus.OK or (response.is_streamed and not response.direct_passthrough):
        return response
    if "Content-Encoding" in response.headers or not (response.mimetype or "").startswith(_ZIPPABLE):
        return response
    if response.content_length is not None and response.content_length < MIN_ZIP_BYTES:
        return response
    response.vary.add("Accept-Encoding")
    if not accepts_gzip(request.headers.get("Accept-Encoding", "")):
        return response
    asset = response.direct_passthrough
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < MIN_ZIP_BYTES:
        return response
    response.set_data(_zipped_asset(body) if asset else zipped(body))
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Accept-Ranges", None)
    etag, _ = response.get_etag()
    if etag is not None:
        # Two encodings of one resource are the same in meaning, not in bytes: the tag must be a weak one.
        response.set_etag(etag, weak=True)
    return response
