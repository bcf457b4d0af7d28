"""The site on a small termbase of its own, made once: no test changes it."""

from collections.abc import Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.app import create_app
from glossary.config import Settings
from tests.checkings import write_terms
from tests.conftest import ROOT, settings_in

TERMS = ROOT / "tests" / "fixtures" / "interface"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("interface")
    return settings_in(home, TERMS)


@pytest.fixture(scope="session")
def app(settings: Settings) -> Flask:
    return create_app(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def draft_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The site on the small termbase for drafts, with the shipped word lists and profiles."""
    home = tmp_path_factory.mktemp("drafts")
    return create_app(settings_in(home, write_terms(home / "terms")))


@pytest.fixture
def drafts(draft_app: Flask) -> FlaskClient:
    return draft_app.test_client()


def problem(code: str, status: int, title: str, detail: str, **extra: object) -> Mapping[str, object]:
    """A problem document as it must be, whole."""
    return {"type": f"/api/problems/{code}", "title": title, "status": status, "detail": detail, "code": code, **extra}
