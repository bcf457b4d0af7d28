"""Settings for the tests of the workflows."""

from pathlib import Path

import pytest

from glossary.config import Settings
from tests.store.entries import record, write_folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A small termbase folder and no database yet."""
    return Settings(
        database_url=f"sqlite:///{tmp_path / 'base' / 'terms.sqlite3'}",
        cache_folder=tmp_path / "cache",
        terms_folder=write_folder(tmp_path / "terms", [record("phishing"), record("ransomware")], pitfalls=["table-the-motion"]),
    )
