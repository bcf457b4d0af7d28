"""What every answer of the site has in common."""

import logging
import subprocess
import sys
from dataclasses import replace

import pytest
from flask import Flask, request

from glossary.app import create_app
from glossary.config import Settings, read_settings
from glossary.context import EXTENSION
from glossary.responses import accepts_gzip
from tests.conftest import ROOT

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src {images}; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture
def settings() -> Settings:
    return replace(read_settings(), terms_folder=ROOT / "tests" / "fixtures" / "interface")


@pytest.fixture
def app(settings: Settings) -> Flask:
    return create_app(settings)


@pytest.mark.parametrize(
    ("address", "resource_policy"),
    [
        ("/", "same-origin"),
        ("/no-such-page", "same-origin"),
        ("/api/docs", "cross-origin"),
        ("/api/v1/concepts/threat", "cross-origin"),
        ("/api/nothing", "cross-origin"),
        ("/healthz", "cross-origin"),
    ],
)
def test_every_answer_has_the_security_headers_once(app: Flask, address: str, resource_policy: str) -> None:
    for _ in range(2):  # made, then kept
        headers = app.test_client().get(address, buffered=True).headers

        assert {name: headers.getlist(name) for name in SECURITY_HEADERS} == {name: [value] for name, value in SECURITY_HEADERS.items()}
        # Only the documentation's viewer, on the interface's side, draws pictures out of data addresses.
        images = "'self'" if resource_policy == "same-origin" else "'self' data:"
        assert headers.getlist("Content-Security-Policy") == [POLICY.format(images=images)]
        assert headers.getlist("Cross-Origin-Resource-Policy") == [resource_policy]
        assert len(headers["X-Request-Id"]) == 16


def test_pages_are_closed_to_other_sites(app: Flask) -> None:
    assert "Access-Control-Allow-Origin" not in app.test_client().get("/").headers


def test_request_ids_differ(app: Flask) -> None:
    client = app.test_client()

    assert client.get("/healthz").headers["X-Request-Id"] != client.get("/healthz").headers["X-Request-Id"]


def test_access_log_names_pattern_and_outcome_but_no_query(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "glossary.access")
    client = app.test_client()
    for address in (
        "/api/v1/lookup?q=secret",
        "/api/v1/concepts/threat",
        "/api/v1/concepts/threat",
        "/secret/path?q=secret",
        "/api/v1/concepts/secret",
    ):
        client.get(address)

    lines = [record.getMessage() for record in caplog.records if record.name == "glossary.access"]
    assert [line.split()[:3] for line in lines] == [
        ["GET", "/api/v1/lookup", "200"],
        ["GET", "/api/v1/concepts/<id>", "200"],
        ["GET", "/api/v1/concepts/<id>", "200"],
        ["GET", "-", "404"],
        ["GET", "/api/v1/concepts/<id>", "404"],
    ]
    assert [line.split()[4] for line in lines] == ["ms"] * 5
    assert "secret" not in caplog.text


def test_errors_are_pages_for_people_and_problems_for_programs(app: Flask) -> None:
    client = app.test_client()

    assert client.get("/no-such-page").content_type == "text/html; charset=utf-8"
    assert client.get("/api/no-such-page").content_type == "application/problem+json"


def test_failure_on_a_page_tells_nothing_about_the_program(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    @app.get("/fails")
    def fails() -> str:
        raise RuntimeError("inner secret")

    response = app.test_client().get("/fails")

    assert response.status_code == 500
    assert "inner secret" not in response.get_data(as_text=True)
    assert "Traceback" not in response.get_data(as_text=True)
    errors = [record.getMessage().splitlines()[0] for record in caplog.records if record.name == "glossary.errors"]
    assert errors == [f"GET /fails failed: RuntimeError, request {response.headers['X-Request-Id']}"]


@pytest.mark.parametrize(("proxies", "scheme", "visitor"), [(0, "http", "127.0.0.1"), (1, "https", "203.0.113.7")])
def test_forwarded_headers_count_only_behind_a_trusted_proxy(settings: Settings, proxies: int, scheme: str, visitor: str) -> None:
    app = create_app(replace(settings, trusted_proxies=proxies))

    @app.get("/seen")
    def seen() -> dict[str, object]:
        return {"scheme": request.scheme, "visitor": request.remote_addr, "host": request.host}

    forwarded = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    answer = app.test_client().get("/seen", headers=forwarded).get_json()

    assert answer == {"scheme": scheme, "visitor": visitor, "host": "localhost"}


def test_application_is_made_without_loading_the_termbase(settings: Settings) -> None:
    app = create_app(replace(settings, terms_folder=ROOT / "no-such-folder"))

    assert app.test_client().get("/healthz").status_code == 200
    assert app.extensions[EXTENSION].settings.terms_folder == ROOT / "no-such-folder"


def test_factory_imports_no_database_and_no_tokenizer() -> None:
    script = (
        "import sys; from glossary.app import create_app; create_app(); "
        "print(sorted(set(sys.modules) & {'sqlmodel', 'sqlalchemy', 'alembic', 'sudachipy', 'babel', 'rapidfuzz', 'daachorse'}))"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("header", "accepted"),
    [("", False), ("gzip", True), ("br, GZIP ; q=0.3", True), ("gzip;q=0", False), ("gzip; q=0.0", False), ("*", False), ("x-gzip", False)],
)
def test_gzip_is_used_only_when_named(header: str, accepted: bool) -> None:
    assert accepts_gzip(header) is accepted
