"""The application factory: wires the doors, contains no logic."""

from flask import Flask

from glossary import context
from glossary.config import Settings, read_settings


def create_app(settings: Settings | None = None) -> Flask:
    """The site and its API on one set of services. The termbase is loaded when it is first asked for."""
    from glossary import api, responses, web  # inline: slow import

    settings = settings or read_settings()
    app = Flask("glossary.web", static_url_path="/static")
    context.install(app, settings)
    web.register(app)
    api.register(app)
    responses.install(app, settings, pages=web.refuse, interface=api.refuse)
    return app
