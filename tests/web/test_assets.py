"""Static files: addresses that change with the content, kept for a year."""

import hashlib
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.web import assets
from glossary.web.about import VENDORED
from tests.conftest import ROOT


def test_address_carries_a_hash_of_the_content(app: Flask) -> None:
    with app.test_request_context():
        assert assets.asset("tokens.css") == f"/static/tokens.css?v={assets.digests()['tokens.css']}"


def test_hashed_address_is_kept_for_a_year(client: FlaskClient) -> None:
    with client.get(f"/static/tokens.css?v={assets.digests()['tokens.css']}") as response:
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_old_or_bare_address_is_asked_for_again(client: FlaskClient) -> None:
    for address in ("/static/tokens.css", "/static/tokens.css?v=0123456789ab"):
        with client.get(address) as response:
            assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["zz/../tokens.css", "vendor/../tokens.css", "vendor/../" * 3_000 + "tokens.css"])
@pytest.mark.parametrize("query", ["", "?v=0123456789ab"])
def test_crooked_way_to_a_file_is_neither_a_failure_nor_remembered(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, path: str, query: str
) -> None:
    known = len(assets.digests())
    with client.get(f"/static/{path}{query}") as response:
        assert response.status_code in (200, 404)
        assert response.headers["Cache-Control"] != f"public, max-age={assets.YEAR}, immutable"
    assert (len(assets.digests()), caplog.text) == (known, "")


def test_missing_file_is_a_page_that_says_so(client: FlaskClient) -> None:
    with client.get("/static/none.css?v=1") as response:
        assert response.status_code == 404
        assert response.content_type == "text/html; charset=utf-8"


def test_vendored_files_are_the_ones_on_record() -> None:
    folder = assets.FOLDER / "vendor"
    record = (folder / "README.md").read_text("utf-8")
    scripts = sorted(folder.glob("*.js"))
    assert scripts
    for script in scripts:
        assert f"`{script.name}`" in record
        assert hashlib.sha256(script.read_bytes()).hexdigest() in record


def test_about_page_names_the_versions_that_are_carried() -> None:
    from_record = re.findall(r"htmx (\d[\d.]*\d)", (assets.FOLDER / "vendor" / "README.md").read_text("utf-8"))
    swagger = re.findall(r"`swagger-ui-dist` (\d[\d.]*\d)", (ROOT / "glossary" / "api" / "static" / "README.md").read_text("utf-8"))
    assert [(item.name, item.version) for item in VENDORED] == [("htmx", from_record[0]), ("Swagger UI", swagger[0])]
