"""The site on a small termbase of its own, made once: no test changes it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.app import create_app
from glossary.config import Settings
from glossary.matching.compile import Snapshot
from glossary.web.directory import Directory
from tests.conftest import ROOT, settings_in

TERMS = ROOT / "tests" / "fixtures" / "pages"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("pages")
    return settings_in(home, TERMS)


@pytest.fixture(scope="session")
def app(settings: Settings) -> Flask:
    return create_app(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def snapshot(app: Flask) -> Snapshot:
    found: Snapshot = app.extensions["kakehashi"].snapshots.current()
    return found


@pytest.fixture(scope="session")
def index(snapshot: Snapshot) -> Directory:
    return Directory(snapshot)
