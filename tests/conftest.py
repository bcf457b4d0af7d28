"""Options and fixtures for all tests."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from glossary.config import Settings, read_settings

ROOT = Path(__file__).resolve().parent.parent


def settings_in(home: Path, terms: Path) -> Settings:
    """Settings of a site on a termbase folder, without a database, that keeps what it compiles in ``home``."""
    return read_settings(
        {
            "GLOSSARY_TERMS_FOLDER": str(terms),
            "GLOSSARY_DATABASE_URL": f"sqlite:///{home / 'absent' / 'termbase.sqlite3'}",
            "GLOSSARY_CACHE_FOLDER": str(home / "cache"),
        }
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run the long fuzz, kill and load tests in full")


def pytest_configure(config: pytest.Config) -> None:
    """Random tests: the same cases at every run of all tests, new and ten times as many in a long run."""
    hypothesis_settings.register_profile("seeded", derandomize=True, deadline=None)
    hypothesis_settings.register_profile("soak", max_examples=1000, deadline=None)
    hypothesis_settings.load_profile("soak" if config.getoption("--soak") else "seeded")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--soak"):
        skip = pytest.mark.skip(reason="a long run: only with --soak (make soak)")
        for item in items:
            if "soak" in item.keywords:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def soak(request: pytest.FixtureRequest) -> bool:
    """Whether the long runs are asked for; tests that have a short form use a tenth otherwise."""
    return bool(request.config.getoption("--soak"))


@pytest.fixture(autouse=True)
def _private_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the developer's own database, cache or settings."""
    for name in [name for name in os.environ if name.startswith("GLOSSARY_")]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.getbasetemp() / "home"
    monkeypatch.setenv("GLOSSARY_CACHE_FOLDER", str(home / "cache"))
    monkeypatch.setenv("GLOSSARY_DATABASE_URL", f"sqlite:///{home / 'absent' / 'termbase.sqlite3'}")
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def seeded() -> random.Random:
    """A generator of random numbers with a fixed seed."""
    return random.Random(20261125)
