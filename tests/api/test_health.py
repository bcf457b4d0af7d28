"""``/healthz`` and ``/readyz``."""

from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient

from glossary import __version__
from glossary.app import create_app
from glossary.config import Settings


def test_process_is_alive_without_a_termbase(settings: Settings, tmp_path: Path) -> None:
    client = create_app(replace(settings, terms_folder=tmp_path / "nowhere")).test_client()

    response = client.get("/healthz")

    assert (response.get_json(), response.headers["Cache-Control"]) == ({"status": "ok", "version": __version__}, "no-store")


def test_service_is_ready_with_the_shipped_terms(client: FlaskClient) -> None:
    state = client.get("/readyz").get_json()

    part = state["parts"].pop("termbase")
    assert state == {"status": "ready", "version": __version__, "parts": {}}
    assert (part["status"], part["origin"], part["concepts"]) == ("ready", "shipped", 5)


def test_service_without_a_termbase_says_why(settings: Settings, tmp_path: Path) -> None:
    client = create_app(replace(settings, terms_folder=tmp_path / "nowhere")).test_client()

    for address in ("/readyz", "/api/v1/lookup?q=a", "/api/v1/concepts/threat"):
        response = client.get(address)
        problem = response.get_json()

        assert (response.status_code, problem["code"], response.headers["Retry-After"]) == (503, "not-ready", "10")
        assert problem["parts"] == {"termbase": {"status": "unavailable", "reason": problem["detail"]}}
        assert problem["detail"] == "The files of the termbase cannot be read at the moment."
        assert str(tmp_path) not in response.get_data(as_text=True)
