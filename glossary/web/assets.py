"""Static files under addresses that carry a hash of their content, so that a browser keeps them for a year and never has an old one."""

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from flask import Flask, Response, request, url_for

FOLDER = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"

YEAR = 31_536_000
"""Seconds."""

HASH_PARAMETER: Final = "v"
"""As in ``asset``."""


def install(app: Flask) -> None:
    """Give the hashed addresses to the templates and the caching rules to the answers."""
    app.jinja_env.globals["asset"] = asset
    app.after_request(_cache)


def asset(name: str) -> str:
    """The address of a static file."""
    return url_for("static", filename=name, v=digests()[name])


@functools.cache
def digests() -> Mapping[str, str]:
    """A short hash of each static file's content by its name, made once in the life of a process."""
    files = (path for path in sorted(FOLDER.rglob("*")) if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in files}


@functools.cache
def appearance() -> str:
    """A hash of all that shapes a page: templates and static files. It lets a page be cached across versions without a stale look."""
    found = hashlib.sha256()
    for path in sorted([*FOLDER.rglob("*"), *TEMPLATES.rglob("*")]):
        if path.is_file():
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:12]


def _cache(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in (200, 206, 304):
        known = digests().get((request.view_args or {}).get("filename", ""))  # a visitor can write names in many ways: only ours count
        if known is not None and request.args.get(HASH_PARAMETER) == known:
            response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        else:
            response.headers["Cache-Control"] = "no-cache"
    return response
