"""The only room with HTML: one module per family of pages, their templates and static files."""

from flask import Flask
from jinja2 import StrictUndefined

from glossary.web import (
    about,
    assets,
    browse,
    check,
    concept,
    documents,
    downloads,
    live,
    lookup,
    pitfalls,
    preferences,
    propose,
    rules,
    start,
    wording,
)
from glossary.web.failures import refuse
from glossary.web.site import pages

__all__ = [
    "about",
    "assets",
    "browse",
    "check",
    "concept",
    "documents",
    "downloads",
    "live",
    "lookup",
    "pitfalls",
    "preferences",
    "propose",
    "refuse",
    "register",
    "rules",
    "start",
    "wording",
]


def register(app: Flask) -> None:
    """Add the pages to the application."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    wording.install(app)
    assets.install(app)
    app.register_blueprint(pages)
