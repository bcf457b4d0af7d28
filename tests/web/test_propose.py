"""Proposing a term: everything wrong is said at its place, and what is right becomes a file."""

import tomllib

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.app import create_app
from glossary.config import Settings
from glossary.domain.validation import read_concept, read_source
from glossary.formats.house import format_concept
from glossary.text.languages import LANGUAGES
from glossary.web.propose import FIELDS, MAX_FIELD
from tests.web.markup import Element, read

COMPLETE = {
    "en_term": "patch window",
    "en_abbreviation": "PW",
    "en_definition": "agreed time in which systems may be changed",
    "en_usage": "Say in which time zone.",
    "example_en": "The next patch window is on Sunday.",
    "ja_term": "適用時間帯",
    "ja_reading": "てきようじかんたい",
    "ja_definition": "システムの変更が認められた時間",
    "ja_usage": "時間帯の基準を書く。",
    "example_ja": "次の適用時間帯は日曜日である。",
    "domain": "policy",
    "source_title": "A plan for changes",
    "source_publisher": "Institute of Examples",
    "source_url": "https://example.org/plan",
    "source_seen": "2026-11-20",
}


def send(client: FlaskClient, lang: str = "en", **fields: str) -> tuple[int, Element]:
    response = client.post("/propose", data=fields, headers={"Accept-Language": lang})
    return response.status_code, read(response.get_data(as_text=True)).one("main")


def errors(main: Element) -> dict[str, list[str]]:
    return {
        field.all("label")[0].attributes["for"]: [note.text for note in field.all("p", class_="field-error")]
        for field in main.all("div", class_="field")
        if field.all("p", class_="field-error")
    }


@pytest.mark.parametrize(("term", "field"), [("量子", "ja_term"), ("quantum", "en_term"), ("", None)])
def test_term_that_was_looked_for_is_filled_in(client: FlaskClient, term: str, field: str | None) -> None:
    main = read(client.get("/propose", query_string={"term": term}).get_data(as_text=True)).one("main")
    filled = {item.attributes["id"]: item.attributes["value"] for item in main.all("input") if item.attributes.get("value")}
    assert filled == ({field: term} if field else {})


def test_every_problem_stands_at_its_field(client: FlaskClient) -> None:
    status, main = send(client, en_term="patch window", ja_term="適用時間帯", source_url="ftp://x", source_seen="soon")
    assert status == 422
    assert errors(main) == {
        "en_definition": ["Error: this text is empty"],
        "ja_definition": ["Error: this text is empty"],
        "domain": ["Error: this text is empty"],
        "source_title": ["Error: this text is empty"],
        "source_publisher": ["Error: this text is empty"],
        "source_url": ["Error: an address starts with https:// or http://"],
        "source_seen": ["Error: this must be a date such as 2026-11-22"],
    }
    assert main.one("div", class_="notice").text.startswith("7 things are missing or wrong.")
    assert main.one("input", id_="en_term").attributes["value"] == "patch window"
    assert main.one("input", id_="source_url").attributes["aria-invalid"] == "true"


def test_id_that_was_made_from_a_misspelt_term_is_made_anew(client: FlaskClient) -> None:
    _, main = send(client, en_term="vulnerabilty disclosure", ja_term="脆弱性")
    assert main.one("input", id_="id").attributes["value"] == ""
    _, main = send(client, **COMPLETE)
    hidden = {field.attributes["name"]: field.attributes["value"] for field in main.all("input", type_="hidden")}
    assert hidden["id"] == ""
    response = client.post("/propose", data={**hidden, "as": "file"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="patch-window.toml"'


def test_form_takes_all_its_fields_full_of_japanese(client: FlaskClient) -> None:
    status, main = send(client, **dict.fromkeys(FIELDS, "架" * MAX_FIELD))
    assert status == 422
    assert len(main.one("textarea", id_="ja_usage").text) == MAX_FIELD


def test_rules_of_the_termbase_are_applied(client: FlaskClient) -> None:
    status, main = send(client, **{**COMPLETE, "ja_reading": "", "en_abbreviation": ""})
    assert status == 422
    assert errors(main) == {"ja_reading": ["Error: 適用時間帯 has kanji; add its reading in kana"]}


def test_unknown_domain_and_taken_id(client: FlaskClient) -> None:
    status, main = send(client, **{**COMPLETE, "domain": "none", "id": "posture"})
    assert status == 422
    assert errors(main) == {
        "domain": ["Error: there is no domain none"],
        "id": ["Error: posture is taken; an id is never used twice"],
    }


def test_complete_proposal_becomes_a_file(client: FlaskClient) -> None:
    status, main = send(client, **COMPLETE)
    assert status == 200
    assert errors(main) == {}
    entry, source = (part.text for part in main.all("pre"))
    assert main.one("section", class_="proposal-done").all("h2")[0].text == "terms/concepts/policy/patch-window.toml"
    assert 'id = "patch-window"' in entry
    assert source.startswith("[patch-window-source]")


def test_file_is_the_canonical_entry(client: FlaskClient) -> None:
    response = client.post("/propose", data={**COMPLETE, "as": "file"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="patch-window.toml"'
    assert response.mimetype == "application/toml"
    text = response.get_data(as_text=True)
    concept = read_concept(tomllib.loads(text), LANGUAGES)
    assert format_concept(concept) == text
    assert concept.sources == ("patch-window-source",)
    assert [(term.text, term.type) for term in concept.sections["en"].terms] == [("patch window", "full form"), ("PW", "abbreviation")]


def test_source_is_a_table_of_its_own(client: FlaskClient) -> None:
    _, main = send(client, **COMPLETE)
    button = main.all("button", class_="copy")[1]
    tables = tomllib.loads(button.attributes["data-copy"])
    assert [read_source(key, table).title for key, table in tables.items()] == ["A plan for changes"]


def test_download_of_a_wrong_proposal_shows_the_form(client: FlaskClient) -> None:
    response = client.post("/propose", data={**COMPLETE, "en_definition": "", "as": "file"})
    assert response.status_code == 422
    assert response.mimetype == "text/html"


def test_term_that_is_already_there_is_pointed_out(client: FlaskClient) -> None:
    _, main = send(client, **{**COMPLETE, "ja_term": "認証", "ja_reading": "にんしょう", "example_ja": "認証の時間である。"})
    notice = main.all("div", class_="notice-warning")[0]
    assert sorted(link.attributes["href"] for link in notice.all("a")) == ["/c/authentication", "/c/certification"]


def test_hostile_values_stay_text(client: FlaskClient) -> None:
    hostile = "</textarea><script>alert(1)</script>\"'"
    for field in COMPLETE:
        response = client.post("/propose", data={**COMPLETE, field: hostile})
        root = read(response.get_data(as_text=True))
        assert [script for script in root.all("script") if not script.attributes.get("src")] == []


def test_form_from_another_site_is_refused(client: FlaskClient) -> None:
    assert client.post("/propose", data=COMPLETE, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


@pytest.mark.parametrize(
    ("contact", "address"), [("terms@example.org", "mailto:terms@example.org"), ("https://example.org/send", "https://example.org/send")]
)
def test_finished_file_says_where_to_send_it(settings: Settings, contact: str, address: str) -> None:
    from dataclasses import replace

    app: Flask = create_app(replace(settings, contact=contact))
    _, main = send(app.test_client(), **COMPLETE)
    link = main.one("section", class_="proposal-done").all("a")[0]
    assert (link.text, link.attributes["href"]) == (contact, address)


def test_nothing_is_kept(client: FlaskClient) -> None:
    response = client.post("/propose", data=COMPLETE)
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
