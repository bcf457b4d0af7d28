"""Writing answers: UTF-8 JSON without escapes, compressed where the client asks for it."""

import json
from typing import TYPE_CHECKING

import msgspec

from glossary.responses import MIN_ZIP_BYTES, FinishedResponse, accepts_gzip, zipped

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


def encode(content: object) -> bytes:
    """The content as UTF-8 JSON. A lone surrogate that a client sent and gets back becomes a question mark."""
    try:
        return msgspec.json.encode(content)
    except UnicodeEncodeError:
        return json.dumps(content, ensure_ascii=False, default=str).encode("utf-8", "replace")


def finished(environ: "WSGIEnvironment", body: bytes | None, headers: list[tuple[str, str]]) -> FinishedResponse:
    """The answer 200 with that JSON, or 304 for None. Extends ``headers``."""
    if body is None:
        return FinishedResponse("304 NOT MODIFIED", headers, b"")
    if len(body) >= MIN_ZIP_BYTES and accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
        body = zipped(body)
        headers.append(("Content-Encoding", "gzip"))
    headers += (("Content-Type", "application/json"), ("Content-Length", str(len(body))))
    return FinishedResponse("200 OK", headers, body)
