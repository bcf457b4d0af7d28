"""304 for who has the answer already, and finished answers kept as bytes: both given before Flask is entered.

Whether an answer is unchanged is told from its entity tag alone. A document without parameters is made here. An answer is kept under its address and the language of
the request, and holds for one snapshot on one day: when either moves on, the shelf is emptied. Only documents are kept
(concepts, pitfalls, lists), never look-ups: those hold what somebody typed.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import blake2s
from typing import TYPE_CHECKING

from glossary import __version__, context
from glossary.api.writing import encode
from glossary.i18n import negotiate
from glossary.matching.compile import Snapshot
from glossary.responses import MIN_ZIP_BYTES, PATH_PATTERN, accepts_gzip, zipped
from glossary.workflows.snapshot import Snapshots

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SHELF = "kakehashi.shelf"
"""Where an application keeps its shelf among its extensions."""

PREFIX = "/api/v1/"
"""Below this address lie the answers that have entity tags."""

MAX_BYTES = 64 * 1024 * 1024
"""What the bodies on the shelf may take; the oldest make room."""

MAX_HEADER_LENGTH = 200
"""So much of an Accept-Language header is read: browsers send less, and what is remembered must stay small."""

_language_of = lru_cache(maxsize=256)(negotiate)


def header_language(environ: "WSGIEnvironment") -> str:
    """The interface language that the request's headers ask for."""
    return _language_of(environ.get("HTTP_ACCEPT_LANGUAGE", "")[:MAX_HEADER_LENGTH])


def entity_tag(snapshot: str, environ: "WSGIEnvironment", today: date) -> str:
    """The tag of the answer to a request: made of the snapshot, the program, the interface language, the day and the address.

    Language and day count as the address gives them, else as the headers and the clock do. A tag for this very address can
    only come from an answer to it, so that comparing tags decides alone; nothing about the address is remembered. The tag is
    a weak one: compressed or not, an answer is the same.
    """
    query = environ.get("QUERY_STRING", "")
    lang = "" if "&lang=" in f"&{query}" else header_language(environ)
    day = "" if "&as_of=" in f"&{query}" else today.isoformat()
    facts = "\n".join((snapshot, __version__, lang, day, environ.get("PATH_INFO", ""), query))
    return f'W/"{blake2s(facts.encode("utf-8", "replace"), digest_size=12).hexdigest()}"'


def has_tag(if_none_match: str, tag: str) -> bool:
    """Whether an ``If-None-Match`` header names the tag; weak and strong tags compare alike (RFC 9110, 13.1.2)."""
    if if_none_match == tag:
        return True
    opaque = tag.removeprefix("W/")
    return any(part.strip().removeprefix("W/") == opaque for part in if_none_match.split(","))


def tagged_headers(tag: str) -> list[tuple[str, str]]:
    """The headers of an answer that can come back as 304: stored by the client, but asked for each time."""
    return [("ETag", tag), ("Cache-Control", "no-cache"), ("Vary", "Accept-Language, Accept-Encoding")]


@dataclass(slots=True, kw_only=True)
class Kept:
    """A finished answer. ``pattern`` is the rule of its address, for the access log."""

    snapshot: str
    day: date
    tag: str
    body: bytes
    pattern: str
    zipped: bytes | None = field(default=None)

    def send(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request with it."""
        environ[PATH_PATTERN] = self.pattern
        body, headers = self.body, tagged_headers(self.tag)
        if len(body) >= MIN_ZIP_BYTES and accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
            if self.zipped is None:
                self.zipped = zipped(body)
            body = self.zipped
            headers.append(("Content-Encoding", "gzip"))
        headers += (("Content-Type", "application/json"), ("Content-Length", str(len(body))))
        start_response("200 OK", headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)


Key = tuple[str, str, str]

MakeDocument = Callable[[str, Snapshot], Mapping[str, object] | None]
"""Makes the document with that id, where the snapshot has one."""


class Shelf:
    """WSGI middleware that answers from what is kept and passes on the rest."""

    def __init__(self, app: "WSGIApplication", snapshots: Snapshots, documents: Mapping[str, MakeDocument]) -> None:
        self._app = app
        self._snapshots = snapshots
        self._documents = documents
        self._lock = threading.Lock()
        self._kept: dict[Key, Kept] = {}
        self._bytes = 0
        self._valid: tuple[str, date] | None = None

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not environ.get("PATH_INFO", "").startswith(PREFIX):
            return self._app(environ, start_response)
        try:
            found = self._find(environ)
        except Exception:  # whatever is wrong, the application meets it too, and has the means to say so
            return self._app(environ, start_response)
        if found is None:
            return self._app(environ, start_response)
        if isinstance(found, Kept):
            return found.send(environ, start_response)
        start_response("304 NOT MODIFIED", tagged_headers(found))
        return ()

    def _find(self, environ: "WSGIEnvironment") -> Kept | str | None:
        """The finished answer; or the entity tag alone, where the client has the answer; or None."""
        snapshot, today = self._snapshots.current(), context.date_now()
        kept = self._kept.get(_key(environ))
        if_none_match = environ.get("HTTP_IF_NONE_MATCH")
        if if_none_match and has_tag(if_none_match, tag := entity_tag(snapshot.key, environ, today)):
            environ[PATH_PATTERN] = kept.pattern if kept else f"{PREFIX}…"
            return tag
        if kept is not None and kept.snapshot == snapshot.key and kept.day == today:
            return kept
        return self._make(environ, snapshot, today)

    def _make(self, environ: "WSGIEnvironment", snapshot: Snapshot, today: date) -> Kept | None:
        """The document at an address without parameters, put on the shelf; None for any other address."""
        if environ.get("QUERY_STRING"):
            return None
        folder, _, name = environ["PATH_INFO"].rpartition("/")
        make = self._documents.get(folder)
        document = make(name, snapshot) if make is not None else None
        if document is None:
            return None
        tag = entity_tag(snapshot.key, environ, today)
        kept = Kept(snapshot=snapshot.key, day=today, tag=tag, body=encode(document), pattern=f"{folder}/<id>")
        self.keep(environ, kept)
        return kept

    def keep(self, environ: "WSGIEnvironment", answer: Kept) -> None:
        """Keep the answer to this request."""
        key, size = _key(environ), len(answer.body)
        if size > MAX_BYTES // 4:
            return
        with self._lock:
            if (answer.snapshot, answer.day) != self._valid:
                self._forget()
                self._valid = (answer.snapshot, answer.day)
            self._drop(key)
            while self._bytes + size > MAX_BYTES:
                self._drop(next(iter(self._kept)))
            self._kept[key] = answer
            self._bytes += size

    def clear(self) -> None:
        """Forget all answers."""
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        self._kept.clear()
        self._bytes = 0

    def kept(self) -> list[Key]:
        """What is kept, oldest first: path, query string and language of each answer."""
        return list(self._kept)

    def _drop(self, key: Key) -> None:
        dropped = self._kept.pop(key, None)
        if dropped is not None:
            self._bytes -= len(dropped.body)


def _key(environ: "WSGIEnvironment") -> Key:
    return environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", ""), header_language(environ)
