"""Writing answers: UTF-8 JSON without escapes, compressed where the client asks for it."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.responses import MIN_ZIP_BYTES, FinishedResponse, accepts_gzip, attachment, zipped

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


UNPLACED: Final = "X-Unplaced"
"""The header that counts the comments and fixes that an annotated copy could not carry."""


def encode(content: object) -> bytes:
    """The content as UTF-8 JSON. A lone surrogate that a client sent and gets back becomes a question mark."""
    try:
        return msgspec.json.encode(content)
    except UnicodeEncodeError:
        return json.dumps(content, ensure_ascii=False, default=str).encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Download:
    """An answer that is a file: its bytes, its media type, the name under which to keep it, and how much of the request it lacks."""

    content: bytes
    media_type: str
    name: str
    unplaced: int = 0


def downloaded(environ: "WSGIEnvironment", file: Download) -> FinishedResponse:
    """The answer 200 with that file."""
    headers = [
        ("Cache-Control", "no-store"),
        ("Content-Type", file.media_type),
        attachment(file.name),
        ("Content-Length", str(len(file.content))),
        (UNPLACED, str(file.unplaced)),
    ]
    return FinishedResponse("200 OK", headers, file.content)


def finished(environ: "WSGIEnvironment", body: bytes | None, headers: list[tuple[str, str]]) -> FinishedResponse:
    """The answer 200 with that JSON, or 304 for None. Extends ``headers``."""
    if body is None:
        return FinishedResponse("304 NOT MODIFIED", headers, b"")
    if len(body) >= MIN_ZIP_BYTES and accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
        body = zipped(body)
        headers.append(("Content-Encoding", "gzip"))
    headers += (("Content-Type", "application/json"), ("Content-Length", str(len(body))))
    return FinishedResponse("200 OK", headers, body)
