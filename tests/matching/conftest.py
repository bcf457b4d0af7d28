"""The compiled fixture termbase, made once."""

import pytest

from glossary.matching.compile import Snapshot
from tests.matching.snapshots import fixture_snapshot


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return fixture_snapshot()
