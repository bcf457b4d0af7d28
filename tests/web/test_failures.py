"""Error pages: one clear sentence, what to do next, nothing of the program."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from glossary import responses
from glossary.app import create_app
from glossary.config import Settings
from glossary.errors import (
    GlossaryError,
    InaccessibleFile,
    InvalidRecord,
    InvalidSetting,
    InvalidTermbase,
    NewerDatabase,
    Problem,
    UnreadableDatabase,
    UnreadableFile,
    UnsupportedDatabase,
)
from glossary.web import site
from glossary.web.propose import MAX_FORM_BYTES
from tests.web.markup import Element, read


def body(client: FlaskClient, address: str) -> Element:
    return read(client.get(address).get_data(as_text=True)).one("main")


def test_unknown_concept_is_guessed_from_its_address(client: FlaskClient) -> None:
    main = body(client, "/c/national-cyber-security-office")
    assert main.one("h1").text == "There is no concept national-cyber-security-office."
    assert main.one("ul", class_="near").all("a")[0].attributes["href"] == "/c/national-cybersecurity-office"


def test_unknown_concept_in_japanese(client: FlaskClient) -> None:
    page = read(client.get("/c/nothing", headers={"Accept-Language": "ja"}).get_data(as_text=True))
    assert page.one("h1").text == "概念nothingはありません。"


def test_hostile_address_is_only_text(client: FlaskClient) -> None:
    response = client.get("/c/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert response.status_code == 404
    assert b"<script>alert" not in response.data


def test_unknown_pitfall_leads_to_the_list(client: FlaskClient) -> None:
    main = body(client, "/pitfalls/none")
    assert main.one("h1").text == "There is no pitfall none."
    assert "/pitfalls" in [link.attributes["href"] for link in main.all("a")]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/browse?domain=none", "none is not a value of domain. Use one of: policy, bodies, assurance, empty."),
        (
            "/c/posture?as_of=2026-02-30",
            "2026-02-30 is no date. Write as_of as year-month-day, with a day that the month has, such as 2026-11-22.",
        ),
        (
            "/c/posture?as_of=soon",
            "soon is no date. Write as_of as year-month-day, with a day that the month has, such as 2026-11-22.",
        ),
        ("/nothing", "There is no page at this address."),
    ],
)
def test_failure_is_one_sentence_and_a_way_on(client: FlaskClient, address: str, sentence: str) -> None:
    main = body(client, address)
    assert main.one("h1").text == sentence
    assert [link.attributes["href"] for link in main.all("a")][-2:] == ["/lookup", "/browse"]


def test_wrong_method_names_the_right_ones(client: FlaskClient) -> None:
    response = client.post("/about", data={})
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert read(response.get_data(as_text=True)).one("h1").text == "This page can be read, but nothing can be sent to it."


def test_too_large_a_form_is_refused(client: FlaskClient) -> None:
    response = client.post("/propose", data={"en_usage": "a" * (MAX_FORM_BYTES + 1)})
    assert response.status_code == 413
    assert read(response.get_data(as_text=True)).one("h1").text == "What was sent is larger than this page takes. Nothing was read."


@pytest.mark.parametrize(
    ("error", "status", "start"),
    [
        (RuntimeError("secret of the program"), 500, "Something went wrong on our side."),
        (UnreadableDatabase(path="/data/secret", reason="disk is full"), 503, "The database of the terms cannot be used at the moment."),
    ],
)
def test_failing_service_still_answers_with_a_page(
    app: Flask, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, start: str
) -> None:
    def fail() -> None:
        raise error

    snapshots = app.extensions["kakehashi"].snapshots
    monkeypatch.setattr(snapshots, "_serving", fail)
    response = app.test_client().get("/about")
    text = response.get_data(as_text=True)
    assert response.status_code == status
    main = read(text).one("main")
    assert main.one("h1").text.startswith(start)
    assert response.headers["X-Request-Id"] in main.text
    assert "secret" not in text
    assert "Traceback" not in text


OUT_OF_SERVICE: list[tuple[GlossaryError, str]] = [
    (UnreadableDatabase(path="/data/secret", reason="x"), "The database of the terms cannot be used at the moment."),
    (NewerDatabase(path="/data/secret"), "The settings of the site do not fit this version of the program."),
    (UnsupportedDatabase(url="postgresql://secret"), "The settings of the site do not fit this version of the program."),
    (InvalidTermbase("/terms/secret", [Problem("a", "x")]), "The files of the termbase cannot be read at the moment."),
    (InvalidRecord("lexicon/secret.toml", [Problem("a", "x")]), "The files of the termbase cannot be read at the moment."),
    (UnreadableFile(path="secret", format="TOML", line=1, reason="x"), "The files of the termbase cannot be read at the moment."),
    (InaccessibleFile(path="/terms/secret", reason="x"), "The files of the termbase cannot be read at the moment."),
]


@pytest.mark.parametrize(("error", "said"), OUT_OF_SERVICE)
def test_service_without_a_termbase_says_so_at_every_door(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: GlossaryError, said: str
) -> None:
    def fail() -> None:
        raise error

    responses.tell_operator_of.cache_clear()
    monkeypatch.setattr(app.extensions["kakehashi"].snapshots, "_serving", fail)
    client = app.test_client()
    upload = {"file": (io.BytesIO(b"<p>In 2027 the NISC</p>"), "a.html")}
    pages = [client.get(address) for address in ("/", "/check", "/lookup?q=a", "/c/nisc")]
    pages += [client.post("/check", data=data) for data in ({"text": "a"}, upload)]
    for response in pages:
        main = read(response.get_data(as_text=True)).one("main")
        assert (response.request.path, response.status_code, main.one("h1").text) == (response.request.path, 503, said)
    for address in ("/readyz", "/api/v1/lookup?q=a", "/api/v1/concepts/nisc"):
        problem = client.get(address)
        assert (problem.status_code, problem.get_json()["code"], problem.get_json()["detail"]) == (503, "not-ready", said)
        pages.append(problem)
    assert [response.request.path for response in pages if "secret" in response.get_data(as_text=True)] == []
    told = [record.getMessage() for record in caplog.records if record.name == "glossary.errors"]
    assert told == [f"the termbase is not in service: {error}"]  # once, whatever the number of requests


def test_failure_after_the_answer_was_made_logs_no_address_and_no_words(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(response: object) -> bool:
        raise OSError(request.path)

    monkeypatch.setattr(site, "_is_page", fail)
    response = client.get("/c/secret")
    assert response.status_code == 500
    assert "failed: OSError, request " + response.headers["X-Request-Id"] in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"database_url": "postgresql://secret/terms"}, "The settings of the site do not fit this version of the program."),
        ({"terms_folder": Path("/nowhere/secret")}, "The files of the termbase cannot be read at the moment."),
    ],
)
def test_site_that_was_set_up_wrongly_says_so(settings: Settings, changed: dict[str, Any], said: str) -> None:
    client = create_app(replace(settings, **changed)).test_client()
    for response in (client.get("/"), client.get("/check"), client.get("/c/nisc"), client.post("/check", data={"text": "a"})):
        text = response.get_data(as_text=True)
        assert (response.status_code, read(text).one("main").one("h1").text, "secret" in text) == (503, said, False)


def test_no_other_error_is_one_of_the_service() -> None:
    """What is wrong with a request, or with a draft, must not be told as a failure of the service."""
    assert sorted(responses.SERVICE_FAILURES) == sorted({error.code for error, _ in OUT_OF_SERVICE} | {InvalidSetting.code})
