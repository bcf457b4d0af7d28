"""The interface while the termbase behind it changes: pages, entity tags, and a database that goes away."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from glossary.app import create_app
from glossary.config import Settings, read_settings
from glossary.workflows.load import load
from tests.api.conftest import TERMS

ADDED = """\
id = "{id}"
domain = "threats"
entry_status = "draft"

[en]
definition = "something that was added"

[[en.term]]
text = "{id}"
status = "preferred"

[ja]
definition = "追加されたもの"

[[ja.term]]
text = "{id}のこと"
reading = "{id}のこと"
status = "preferred"
"""


@pytest.fixture
def own_settings(tmp_path: Path) -> Settings:
    terms = tmp_path / "terms"
    shutil.copytree(TERMS, terms)
    return read_settings(
        {
            "GLOSSARY_TERMS_FOLDER": str(terms),
            "GLOSSARY_DATABASE_URL": f"sqlite:///{tmp_path / 'termbase.sqlite3'}",
            "GLOSSARY_CACHE_FOLDER": str(tmp_path / "cache"),
        }
    )


def add(settings: Settings, *ids: str) -> None:
    for key in ids:
        (settings.terms_folder / "concepts" / "threats" / f"{key}.toml").write_text(ADDED.format(id=key), "utf-8")
    load(settings, actor="test")


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, "the change never arrived"
        time.sleep(0.05)


def total(client: FlaskClient) -> int:
    found: int = client.get("/api/v1/concepts?limit=1").get_json()["total"]
    return found


def test_concepts_added_between_two_pages_are_neither_skipped_nor_repeated(own_settings: Settings) -> None:
    load(own_settings, actor="test")
    client = create_app(own_settings).test_client()
    first = client.get("/api/v1/concepts?limit=2").get_json()

    add(own_settings, "aardvark", "security-zone")  # before and after the place of the cursor
    wait_until(lambda: total(client) == 7)

    seen, address = [concept["id"] for concept in first["concepts"]], first["next"]
    while address:
        page = client.get(address).get_json()
        seen += [concept["id"] for concept in page["concepts"]]
        address = page.get("next")
    assert seen == ["ransomware", "security-centre", "security-office", "security-zone", "statistics-institute", "threat"]


def test_entity_tag_and_kept_answers_change_with_the_termbase(own_settings: Settings) -> None:
    load(own_settings, actor="test")
    client = create_app(own_settings).test_client()
    addresses = ["/api/v1/domains", "/api/v1/concepts/threat", "/api/v1/lookup?q=threat"]
    old = [client.get(address) for address in addresses]

    add(own_settings, "security-zone")
    wait_until(lambda: total(client) == 6)

    new = [client.get(address, headers={"If-None-Match": before.headers["ETag"]}) for address, before in zip(addresses, old, strict=True)]
    assert [response.status_code for response in new] == [200, 200, 200]
    assert {before.headers["ETag"] for before in old} & {response.headers["ETag"] for response in new} == set()
    assert [domain["concepts"] for domain in new[0].get_json()["domains"]] == [3, 3]


def test_database_that_goes_away_is_named_while_the_old_terms_stay_in_service(
    own_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    load(own_settings, actor="test")
    client = create_app(own_settings).test_client()
    before = client.get("/readyz").get_json()["parts"]["termbase"]

    assert own_settings.database_path is not None
    for path in own_settings.database_path.parent.glob("termbase.sqlite3*"):
        path.unlink()
    own_settings.database_path.write_bytes(b"no database " * 1_000)
    wait_until(lambda: client.get("/readyz").get_json()["parts"]["termbase"]["status"] == "outdated")

    after = client.get("/readyz")
    part = after.get_json()["parts"]["termbase"]
    assert after.status_code == 200
    assert part.pop("reason") == "The database of the terms cannot be used at the moment."
    assert str(own_settings.database_path) in caplog.text  # the path is for the operator
    assert (before, part) == ({**part, "status": "ready"}, {**before, "status": "outdated"})
    assert (before["origin"], before["concepts"]) == ("database", 5)
    assert client.get("/api/v1/concepts/threat").status_code == 200
