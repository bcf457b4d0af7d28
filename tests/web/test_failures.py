"""Error pages: one clear sentence, what to do next, nothing of the program."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.errors import UnreadableDatabase
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
    response = client.post("/propose", data={"en_usage": "a" * 200_000})
    assert response.status_code == 413
    assert read(response.get_data(as_text=True)).one("h1").text == "What was sent is larger than this page takes. Nothing was read."


@pytest.mark.parametrize(
    ("error", "status", "start"),
    [
        (RuntimeError("secret of the program"), 500, "Something went wrong on our side."),
        (
            UnreadableDatabase(path="/data/t.sqlite3", reason="disk is full"),
            503,
            "The database /data/t.sqlite3 cannot be used: disk is full.",
        ),
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
