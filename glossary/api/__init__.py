"""The JSON interface: its resources under ``/api/v1``, their description, and the health of the service."""

from http import HTTPStatus

from flask import Blueprint, Flask, Response, g, request

from glossary import context
from glossary.api import health, reference, v1
from glossary.api.problem import kind_of, problem_response
from glossary.api.shelf import SHELF, Shelf, header_language
from glossary.errors import GlossaryError
from glossary.responses import Refusal, log_failure
from glossary.text.languages import LANGUAGES


def register(app: Flask) -> None:
    """Add the interface to the application."""
    blueprint = Blueprint("api", __name__, url_prefix="/api", static_folder="static", static_url_path="/static")
    v1.register(blueprint)
    reference.register(blueprint)
    app.register_blueprint(blueprint)
    app.register_blueprint(health.blueprint())
    shelf = Shelf(app.wsgi_app, app.extensions[context.EXTENSION].snapshots, v1.DOCUMENTS)
    app.extensions[SHELF] = shelf
    app.wsgi_app = shelf  # type: ignore[method-assign]  # Flask's documented way to add middleware


def refuse(error: Refusal) -> Response:
    """The problem document for a request that failed, in the language asked for as far as it could be read."""
    if "language" not in g:
        asked = request.args.get("lang", "")
        g.language = asked if asked in LANGUAGES else header_language(request.environ)
    if isinstance(error, GlossaryError) and kind_of(error).status is HTTPStatus.INTERNAL_SERVER_ERROR:
        log_failure(error)  # an error that no request should meet
    return problem_response(error, context.language())
