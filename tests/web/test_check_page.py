"""Checking a draft on the page: the form and its answer, the answer as one types, hostile input, privacy."""

import io
import json
import logging
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from glossary.app import create_app
from glossary.cli.serve import BUFFERS
from glossary.config import read_settings
from glossary.documents.registry import file_formats
from glossary.errors import TextTooLong
from glossary.text.languages import ENGLISH, JAPANESE, LANGUAGES, other
from glossary.web.drafts import MAX_BODY_BYTES, clean
from glossary.web.live import LIFETIME, Block, Sheets, clean_lines
from glossary.workflows.check import MAX_TEXT_LENGTH
from tests.web.drafting import drafting_settings
from tests.web.markup import Element, read

ENGLISH_DRAFT = "In 2027 the NISC will lead.\n\nThey tabled a whitelist. Both sides praised active cyber defence.\n"
JAPANESE_DRAFT = "😀𠮷の海外拠点では認証を必須とする。\nサーバを使い、サーバを止める。"
HOSTILE = "<script>alert(1)</script>\"'></textarea>{{ 7*7 }}&amp;"
NAME = "0123456789abcdef"
KNOWN = ", ".join(file_formats())


@pytest.fixture(scope="module")
def drafting(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(drafting_settings(tmp_path_factory.mktemp("drafting")))


@pytest.fixture
def client(drafting: Flask) -> FlaskClient:
    return drafting.test_client()


def send(client: FlaskClient, text: str, speaking: str = ENGLISH, **fields: Any) -> tuple[TestResponse, Element]:
    """The page that answers the form, as a reader of that language gets it."""
    boundary, body = encode_multipart({"text": text, **fields})
    response = client.post(
        "/check", data=body, headers={"Accept-Language": speaking}, content_type=f"multipart/form-data; boundary={boundary}"
    )
    return response, read(response.get_data(as_text=True))


def ask(client: FlaskClient, text: str | None = None, **asked: Any) -> TestResponse:
    body = json.dumps(asked if text is None else {"text": text, **asked}).encode()
    return client.post("/check/live", data=body, content_type="application/json", headers={"Accept-Language": ENGLISH})


def marks(root: Element) -> list[tuple[str, str]]:
    """The marked words with their levels, in the order of the text."""
    found = []
    for link in root.one(class_="marked").all("a"):
        words = "".join(text for holder, text in link.texts() if holder.name != "sup" and "vh" not in holder.classes)
        found.append((words, next(name[2:] for name in link.classes if name.startswith("f-"))))
    return found


def shown_text(root: Element) -> str:
    """The draft as the page shows it, without the numbers of findings."""
    return "\n".join(
        "".join(text for holder, text in line.texts() if holder.name != "sup" and "vh" not in holder.classes)
        for line in root.one(class_="marked").all("p")
    )


def field(root: Element) -> str:
    """The text in the form, as a browser reads it: without the first line break."""
    return "".join(text for _, text in root.one("textarea").texts()).removeprefix("\n")


# ---------------------------------------------------------------------------------------------------------------- the form


def test_empty_page_offers_the_form_and_the_samples(client: FlaskClient) -> None:
    root = read(client.get("/check").get_data(as_text=True))
    form = root.one("form", id_="check")
    names = [item.attributes["name"] for kind in ("select", "input") for item in form.all(kind)]
    assert (form.attributes["method"], form.attributes["action"], form.attributes["enctype"]) == ("post", "/check", "multipart/form-data")
    assert names == ["lang", "reader", "profile", "format", "as_of", "candidates", "file"]
    assert root.one("textarea").attributes["form"] == "check"
    assert [link.attributes["href"] for link in root.one(id_="state").one(class_="samples").all("a")] == [
        "/check?sample=en",
        "/check?sample=ja",
    ]
    assert "hidden" in root.one("section", id_="summary").attributes
    assert root.one("nav", class_="site-nav").one(aria_current="page").text == "Check"


def test_english_draft_is_marked_at_the_right_words(client: FlaskClient) -> None:
    response, root = send(client, ENGLISH_DRAFT)
    assert response.status_code == 200
    assert marks(root) == [("NISC", "error"), ("tabled", "warning"), ("whitelist", "warning"), ("active cyber defence", "warning")]
    assert shown_text(root) == ENGLISH_DRAFT
    assert field(root) == ENGLISH_DRAFT
    assert root.one(id_="verdict").text == "4 findings in 16 words"
    assert root.one("title").text == "4 findings – Check a draft – Kakehashi"


def test_japanese_draft_with_wide_characters_is_marked_at_the_right_words(client: FlaskClient) -> None:
    _, root = send(client, JAPANESE_DRAFT, JAPANESE)
    assert marks(root) == [("認証", "error"), ("サーバ", "information"), ("サーバ", "information")]
    assert shown_text(root) == JAPANESE_DRAFT
    assert root.one(class_="marked").lang == JAPANESE


def test_lines_of_another_language_are_marked_as_such(client: FlaskClient) -> None:
    _, root = send(client, "In 2027 the NISC will lead, and the NISC reports.\n海外拠点では認証を必須とする。\n")
    assert [line.lang for line in root.one(class_="marked").all("p")] == ["en", "ja", "en"]


def test_card_tells_both_readings_and_what_to_write(client: FlaskClient) -> None:
    _, root = send(client, ENGLISH_DRAFT)
    card = root.one("ol", id_="cards").all("li", class_="card")[1]
    body = card.one(class_="card-body")
    assert body.all(class_="card-msg")[0].text == "Tabled: now, or later?"
    told = [(row.one("dt").text, row.one("dd").text) for row in body.all(class_="card-readings")[0].all("div")]
    assert told == [("A UK reader", "To table is to put forward now."), ("A Japanese reader", "To table is to put off.")]
    assert [fix.text for fix in body.all("button", class_="fix")] == ["put forward", "put off"]
    assert body.all(class_="card-advice")[0].text == "Write “put forward” or “put off”."
    across = body.one(class_="card-other").all("div")[0]
    assert (across.lang, across.one(class_="card-msg").text) == (JAPANESE, "tableは「今」か「後」か")
    links = [link.attributes["href"] for link in body.one(class_="card-source").all("a")]
    assert links == ["/rules/pitfall.false-friend", "/pitfalls/table-a-paper"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", [ENGLISH_DRAFT, JAPANESE_DRAFT])
def test_every_link_inside_the_page_leads_somewhere(client: FlaskClient, text: str, lang: str) -> None:
    _, root = send(client, text, lang)
    ids = [element.attributes["id"] for element in root.all() if element.attributes.get("id")]
    assert sorted(set(ids)) == sorted(ids)
    targets = [link.attributes["href"][1:] for link in root.all("a") if link.attributes.get("href", "").startswith("#")]
    assert len(targets) > 6
    assert [target for target in targets if target not in ids] == []


def test_one_finding_names_all_its_places(client: FlaskClient) -> None:
    _, root = send(client, "They tabled a paper.\nThen the other side tabled another.\n")
    first, second = root.one(class_="marked").all("a")
    assert first.attributes["href"] == second.attributes["href"]
    assert second.attributes["id"] == first.attributes["id"] + "-2"
    assert root.one(class_="card-places").text == "Places: line 1, line 2"


def test_strip_shows_where_findings_lie(client: FlaskClient) -> None:
    _, root = send(client, "a" * 49 + " the NISC in 2027. " + "b" * 31)
    strip = root.one("svg", class_="strip")
    (mark,) = strip.all("rect")
    assert (strip.attributes["aria-hidden"], mark.attributes["x"], mark.attributes["y"], mark.attributes["width"]) == (
        "true",
        "0",
        "545",
        "16",
    )


def table_of(root: Element) -> list[list[str]]:
    """The table of terms, its heading first."""
    return [[cell.text for cell in row.children if isinstance(cell, Element)] for row in root.one(class_="plain").all("tr")]


def test_terms_are_listed_as_used_and_as_they_should_be(client: FlaskClient) -> None:
    _, root = send(client, JAPANESE_DRAFT + "サイバー態勢も見る。")
    assert table_of(root) == [
        ["Used", "Should be", "In English", "Status", "Places"],
        ["認証", "See this pitfall", "Preferred", "1"],
        ["サーバ", "サーバー", "server", "Spelling variant", "2"],
        ["サイバー態勢", "as it is", "cyber posture", "Preferred", "1"],
    ]
    assert root.one(class_="plain").all("tr")[1].all("a")[1].attributes["href"] == "/pitfalls/ninsho"


def test_term_of_two_concepts_that_a_pitfall_tells_apart_leads_to_it(client: FlaskClient) -> None:
    _, root = send(client, "The UK plans active cyber defence.")
    (row,) = root.one(class_="plain").one("tbody").all("tr")
    assert [cell.text for cell in row.all("td")][:2] == ["active cyber defence", "See this pitfall"]
    assert row.all("a")[1].attributes["href"] == "/pitfalls/two-active-defences"


def test_terms_of_both_languages_stand_under_a_heading_for_both(client: FlaskClient) -> None:
    _, root = send(client, "Authentication fails.\n\nサーバーが止まる。")
    assert [row[:3] for row in table_of(root)] == [
        ["Used", "Should be", "In the other language"],
        ["Authentication", "as it is", "認証"],
        ["サーバー", "as it is", "server"],
    ]


@pytest.mark.parametrize(
    ("draft", "better", "places"),
    [
        ("<!-- glossary: ignore term.variant: a quoted name -->\nサーバを使う。\n\nサーバを使う。\n", "サーバー", "2"),
        ("<!-- glossary: ignore term.variant: a quoted name -->\nサーバを使う。\n", "as it is", "1"),
    ],
)
def test_term_of_which_some_places_are_suppressed_is_one_row(client: FlaskClient, draft: str, better: str, places: str) -> None:
    _, root = send(client, draft, format="markdown")
    assert table_of(root)[1:] == [["サーバ", better, "server", "Spelling variant", places]]


def test_outdated_name_is_listed_as_superseded_with_its_heir(client: FlaskClient) -> None:
    _, root = send(client, "In 2027 the NISC will lead.")
    (row,) = root.one(class_="plain").one("tbody").all("tr")
    assert [cell.text for cell in row.all("td")] == ["NISC", "NCO", "国家サイバー統括室", "Superseded", "1"]


def test_spelling_that_is_mixed_with_another_is_no_superseded_name(client: FlaskClient) -> None:
    _, root = send(client, "サーバを使い、サーバーを止める。", JAPANESE)
    rows = [[cell.text for cell in row.all("td")] for row in root.one(class_="plain").one("tbody").all("tr")]
    assert [(row[0], row[1].lstrip("→ "), row[3]) for row in rows] == [("サーバ", "サーバー", "表記違い"), ("サーバー", "そのまま", "推奨")]


def test_publisher_of_several_sources_is_named_once(client: FlaskClient) -> None:
    _, root = send(client, "An address on the whitelist.")

    assert [found.text for found in root.all(class_="source-by")] == ["Institute of Examples, 2024"]


def test_clean_draft_says_what_the_check_cannot_see(client: FlaskClient) -> None:
    _, root = send(client, "The meeting went well.")
    assert root.one(class_="notice-good").text == (
        "No findings. 4 words read, 0 terms recognised. The checker knows 12 concepts and 4 pitfalls. It cannot see what they do not cover."
    )
    assert root.one(id_="verdict").text == "No findings in 4 words"


def test_masked_parts_are_told(client: FlaskClient) -> None:
    _, root = send(client, "See `the NISC` of 2027 at https://example.org/NISC now.", format="markdown")
    foot = root.one(id_="foot")
    assert marks(root) == []
    assert foot.all("p")[1].text == "Not read: code (10 characters), web addresses (24 characters)"
    assert ", 34 characters masked." in foot.all("p")[0].text


def test_empty_form_is_answered_with_the_empty_page(client: FlaskClient) -> None:
    response, root = send(client, " \n")
    assert response.status_code == 200
    assert root.one(id_="state").one(class_="state-lead").text == "Paste or type a text, or drop a file."


# ------------------------------------------------------------------------------------------------------------- the options


def test_reader_on_the_same_side_switches_pitfalls_off(client: FlaskClient) -> None:
    _, root = send(client, ENGLISH_DRAFT, reader="none")
    assert marks(root) == [("NISC", "error"), ("whitelist", "warning")]
    assert root.one(id_="foot").all("p")[-1].text == "Pitfalls are off: nobody on the other side will read this draft."
    _, root = send(client, ENGLISH_DRAFT, reader="en-GB")
    assert marks(root) == [("NISC", "error"), ("whitelist", "warning")]


def test_day_of_the_draft_decides_which_names_are_right(client: FlaskClient) -> None:
    _, root = send(client, "The NISC will lead.", as_of="2014-05-01")
    assert marks(root) == []
    assert "Names are judged as of 1 May 2014." in root.one(id_="foot").text
    _, root = send(client, "The NISC will lead.", as_of="2026-05-01")
    assert marks(root) == [("NISC", "warning")]


def test_house_style_sets_levels(client: FlaskClient) -> None:
    _, root = send(client, "サーバを使う。", profile="ja-government")
    assert marks(root) == [("サーバ", "warning")]


def test_options_stay_chosen(client: FlaskClient) -> None:
    _, root = send(client, "x", lang="en", profile="uk-government", reader="ja", format="markdown", as_of="2026-01-02", candidates="1")
    chosen = {
        select.attributes["name"]: select.one("option", selected="").attributes["value"]
        for select in root.one("form", id_="check").all("select")
    }
    assert chosen == {"lang": "en", "reader": "ja", "profile": "uk-government", "format": "markdown"}
    assert root.one("input", name_="as_of").attributes["value"] == "2026-01-02"
    assert "checked" in root.one("input", name_="candidates").attributes


@pytest.mark.parametrize("name", ["lang", "reader", "profile", "format", "as_of"])
@pytest.mark.parametrize("value", ["nonsense", HOSTILE, "2026-13-40", "\x00", "../../etc/passwd", "9" * 5_000])
def test_unknown_option_is_named_and_the_text_is_kept(client: FlaskClient, name: str, value: str) -> None:
    response, root = send(client, ENGLISH_DRAFT, **{name: value})
    assert response.status_code == 400
    told = " is no date. Write as_of as year-month-day, " if name == "as_of" else f" is not a value of {name}. Use one of: "
    assert told in root.one(id_="problem").text
    assert "Your text is still there." in root.one(id_="problem").text
    assert field(root) == ENGLISH_DRAFT
    assert [script for script in root.all("script") if not script.attributes.get("src")] == []


# ------------------------------------------------------------------------------------------------------------------ files


def upload(client: FlaskClient, data: bytes, name: str, text: str = "") -> tuple[TestResponse, Element]:
    return send(client, text, file=FileStorage(io.BytesIO(data), filename=name))


def test_file_is_checked_as_what_its_name_says(client: FlaskClient) -> None:
    _, root = upload(client, b"\xef\xbb\xbfIn 2027 the NISC will lead `NISC`.\r\nEnd.\r\n", "note.md", "typed before")
    assert marks(root) == [("NISC", "error")]
    assert field(root) == "In 2027 the NISC will lead `NISC`.\nEnd.\n"
    assert root.one("select", name_="format").one("option", selected="").attributes["value"] == "markdown"


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (b"abc", "<img src=x>.exe", f"<img src=x>.exe is not a format that can be read. Known formats: {KNOWN}."),
    ],
)
def test_file_that_cannot_be_read_is_refused_by_name(client: FlaskClient, data: bytes, name: str, problem: str) -> None:
    response, root = upload(client, data, name, ENGLISH_DRAFT)
    assert response.status_code == 400
    assert root.one(id_="problem").all("p")[0].text == problem
    assert field(root) == ENGLISH_DRAFT


# ----------------------------------------------------------------------------------------------------------------- limits


def test_longest_draft_is_checked_and_a_longer_one_is_refused(client: FlaskClient) -> None:
    line = "あ" * 99 + "\n"
    response, root = send(client, line * (MAX_TEXT_LENGTH // 100))
    assert (response.status_code, root.one(id_="verdict").text) == (200, "No findings in 990,000 characters")
    response, root = send(client, line * (MAX_TEXT_LENGTH // 100) + "!")
    assert response.status_code == 413
    assert root.one(id_="problem").all("p")[0].text == (
        "The text has 1000001 characters; 1000000 can be checked at once. Check it in parts."
    )


def test_body_that_is_too_large_is_not_read(client: FlaskClient) -> None:
    response, root = send(client, "a" * (MAX_BODY_BYTES + 1))
    assert response.status_code == 413
    assert root.one("h1").text == "What was sent is larger than this page takes. Nothing was read."
    assert ask(client, "a" * (MAX_BODY_BYTES + 1)).status_code == 413


def test_form_with_too_many_parts_is_refused(client: FlaskClient) -> None:
    assert send(client, "a", **{f"x{number}": "1" for number in range(60)})[0].status_code == 413


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x"])
def test_broken_form_is_refused(client: FlaskClient, content_type: str) -> None:
    assert client.post("/check", data=b"--y\r\nnonsense", content_type=content_type).status_code == 400


def test_many_findings_are_counted_and_the_first_are_shown(client: FlaskClient) -> None:
    _, root = send(client, "サーバを使う。\n" * 301, JAPANESE)
    assert len(root.all("li", class_="card")) == 300
    assert root.one(class_="card-limit").text != ""
    assert root.one("label", class_="level-information").one("b").text == "301"


# ---------------------------------------------------------------------------------------------------------------- privacy


def test_nothing_of_a_draft_is_kept_cached_or_logged(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "zzqxsecret NISC in 2027"
    for response in (send(client, secret)[0], ask(client, secret), ask(client, None, name=NAME, blocks=[{"id": 1, "text": secret}])):
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"
        assert not {"Set-Cookie", "ETag", "Location"} & set(response.headers.keys())
    assert "zzqxsecret" not in caplog.text


def test_failure_in_a_check_does_not_log_the_draft(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "zzqx" + "secret"

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr("glossary.web.check.check_text", fail)
    caplog.set_level(logging.DEBUG)
    assert send(client, secret)[0].status_code == 500
    assert secret not in caplog.text


def test_large_draft_is_never_written_to_a_file(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file was made")

    for name in ("SpooledTemporaryFile", "TemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse)
    response, root = upload(client, b"In 2027 the NISC will lead.\n" + b"word " * 190_000, "big.txt")
    assert (response.status_code, marks(root)) == (200, [("NISC", "error")])


def test_server_keeps_whole_requests_and_answers_in_memory() -> None:
    assert BUFFERS["inbuf_overflow"] == BUFFERS["max_request_body_size"] > MAX_BODY_BYTES
    assert BUFFERS["outbuf_overflow"] > BUFFERS["outbuf_high_watermark"]


@pytest.mark.parametrize("address", ["/check", "/check/live"])
def test_draft_from_another_site_is_refused(client: FlaskClient, address: str) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://example.org"}):
        assert client.post(address, json={"text": "NISC"}, headers=headers).status_code == 403


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_text_stays_text(client: FlaskClient, lang: str) -> None:
    text = f"{HOSTILE} In 2027 the NISC{HOSTILE} a whitelist {HOSTILE}"
    response, root = send(client, text, lang)
    assert (shown_text(root), field(root)) == (text, text)
    assert [script for script in root.all("script") if not script.attributes.get("src")] == []
    assert [name for element in root.all() for name in element.attributes if name.startswith("on") or name == "style"] == []
    reasons = {ENGLISH: 'White <b>is</b> not "good" & black not bad.', JAPANESE: "<b>白</b>は善ではない。"}
    assert [told.text for told in root.one("ol", id_="cards").all(class_="card-reason")] == [reasons[lang], reasons[other(lang)]]
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "text", ["\x00", "\ufeff", "\u202e", "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"), "\x0b\x0c\x85\u2028"]
)
def test_odd_characters_are_survived(client: FlaskClient, text: str) -> None:
    response, root = send(client, f"a{text} In 2027 the NISC{text} leads.")
    assert (response.status_code, [words for words, _ in marks(root)]) == (200, ["NISC"])


# ---------------------------------------------------------------------------------------------------------------- applying


def fixes(root: Element) -> dict[str, str]:
    return {button.text: button.attributes["value"] for button in root.all("button", class_="fix")}


def test_suggestion_is_applied_without_script(client: FlaskClient) -> None:
    _, root = send(client, ENGLISH_DRAFT)
    _, root = send(client, ENGLISH_DRAFT, apply=fixes(root)["put off"])
    assert field(root) == ENGLISH_DRAFT.replace("tabled", "put off")
    assert root.one(class_="applied").text == "tabled put off"
    assert [words for words, _ in marks(root)] == ["NISC", "whitelist", "active cyber defence"]


def test_safe_fixes_are_applied_at_once(client: FlaskClient) -> None:
    _, root = send(client, JAPANESE_DRAFT)
    assert root.one(id_="fixes").text == "Apply the 2 safe fixes"
    _, root = send(client, JAPANESE_DRAFT, apply="safe")
    assert field(root) == JAPANESE_DRAFT.replace("サーバ", "サーバー")
    assert root.one(id_="fixes").text == ""


@pytest.mark.parametrize("value", ["", "safe:0", "x:0", ":", "{id}:99", "{id}:-1", "{id}:²", "{id}:", "{id}:0:0", HOSTILE])
def test_suggestion_that_there_is_not_changes_nothing(client: FlaskClient, value: str) -> None:
    _, root = send(client, ENGLISH_DRAFT)
    finding = fixes(root)["put off"].partition(":")[0]
    response, root = send(client, ENGLISH_DRAFT, apply=value.replace("{id}", finding))
    assert (response.status_code, field(root)) == (200, ENGLISH_DRAFT)
    assert root.all(class_="applied") == []


# ----------------------------------------------------------------------------------------------------------- as one types


def places(response: TestResponse, text: str) -> list[list[str]]:
    """The words at the places of each finding, cut as JavaScript cuts."""
    units = text.encode("utf-16-le")
    return [
        [units[2 * start : 2 * end].decode("utf-16-le") for start, end in finding["places"]] for finding in response.get_json()["findings"]
    ]


def test_live_places_are_counted_as_the_browser_counts(client: FlaskClient) -> None:
    assert places(ask(client, JAPANESE_DRAFT), JAPANESE_DRAFT) == [["認証"], ["サーバ"], ["サーバ"]]
    assert places(ask(client, ENGLISH_DRAFT), ENGLISH_DRAFT) == [["NISC"], ["tabled"], ["whitelist"], ["active cyber defence"]]
    odd = "\r\n😀\r\x00\u2028e\u0301 In 2027 the NISC 😀 tabled"
    assert places(ask(client, odd), odd) == [["NISC"], ["tabled"]]


def test_live_answer_says_what_the_page_says(client: FlaskClient) -> None:
    answer = ask(client, ENGLISH_DRAFT).get_json()
    _, root = send(client, ENGLISH_DRAFT)
    cards = [read(answer["cards"][finding["key"]]) for finding in answer["findings"]]
    assert [card.text for card in cards] == [card.text for card in root.all("li", class_="card")]
    for part, html in answer["parts"].items():
        assert read(html).text == root.one(id_=part).text
    assert answer["lang"] == ENGLISH


@pytest.mark.parametrize("lang", LANGUAGES)
def test_live_answer_speaks_the_language_of_the_page(client: FlaskClient, lang: str) -> None:
    response = client.post(f"/check/live?lang={lang}", json={"text": ENGLISH_DRAFT}, headers={"Accept-Language": other(lang)})
    card = read(next(iter(response.get_json()["cards"].values())))
    assert card.one(class_="card-other").one("summary").lang == other(lang)


def test_cards_that_the_page_has_are_not_sent_again(client: FlaskClient) -> None:
    first = ask(client, ENGLISH_DRAFT).get_json()
    keys = [finding["key"] for finding in first["findings"]]
    again = ask(client, "A new first line.\n" + ENGLISH_DRAFT, have=keys[:3]).get_json()
    assert [finding["key"] for finding in again["findings"]] == keys
    assert list(again["cards"]) == keys[3:]


def test_card_is_sent_again_when_it_says_something_else(client: FlaskClient) -> None:
    two = "They tabled a paper.\nThen the other side tabled another.\n"
    key = ask(client, two).get_json()["findings"][0]["key"]
    assert list(ask(client, "First.\n" + two, have=[key]).get_json()["cards"]) != []


def test_ignored_finding_is_listed_with_its_reason(client: FlaskClient) -> None:
    first = ask(client, ENGLISH_DRAFT).get_json()["findings"][1]
    mark = {"key": first["id"], "scope": "here", "reason": "meant"}
    answer = ask(client, ENGLISH_DRAFT, ignored=[mark]).get_json()
    assert places(ask(client, ENGLISH_DRAFT, ignored=[mark]), ENGLISH_DRAFT) == [["NISC"], ["whitelist"], ["active cyber defence"]]
    shown = read(answer["parts"]["ignored"])
    assert shown.one("li").text == "tabled False friend · It is meant this way · Here only Show again"
    assert shown.one("button").attributes["data-show-again"] == first["id"]
    assert read(answer["parts"]["verdict"]).text == "3 findings in 16 words"


def test_finding_is_ignored_in_the_whole_draft(client: FlaskClient) -> None:
    answer = ask(client, JAPANESE_DRAFT).get_json()
    card = read(answer["cards"][answer["findings"][1]["key"]])
    form = card.one("form", class_="ignore-form")
    here = {"key": form.attributes["data-here"], "scope": "here", "reason": "style"}
    everywhere = {"key": form.attributes["data-draft"], "scope": "draft", "reason": "style"}
    assert places(ask(client, JAPANESE_DRAFT, ignored=[here]), JAPANESE_DRAFT) == [["認証"], ["サーバ"]]
    assert places(ask(client, JAPANESE_DRAFT, ignored=[everywhere]), JAPANESE_DRAFT) == [["認証"]]


@pytest.mark.parametrize(("scope", "reason"), [("everywhere", "meant"), ("here", "<b>"), ("", "")])
def test_marks_that_are_not_known_ignore_nothing(client: FlaskClient, scope: str, reason: str) -> None:
    finding = ask(client, ENGLISH_DRAFT).get_json()["findings"][0]
    answer = ask(client, ENGLISH_DRAFT, ignored=[{"key": finding["id"], "scope": scope, "reason": reason}]).get_json()
    assert answer["findings"][0] == finding


def lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+$", text)


def test_long_draft_is_sent_line_by_line_once(client: FlaskClient) -> None:
    text = ENGLISH_DRAFT * 2
    numbers = {line: number for number, line in enumerate(dict.fromkeys(lines(text)), start=1)}
    first = [{"id": numbers[line], "text": line} for line in lines(text)]
    whole = ask(client, text).get_json()
    assert ask(client, None, name=NAME, blocks=first).get_json() == whole
    again = [{"id": numbers[line]} for line in lines(text)]
    assert ask(client, None, name=NAME, blocks=again).get_json() == whole
    edited = [{"id": 99, "text": "The NISC was there in 2010.\n"}, *again]
    answer = ask(client, None, name=NAME, blocks=edited).get_json()
    assert [finding["id"] for finding in answer["findings"]] == [finding["id"] for finding in whole["findings"]]
    assert answer["findings"][0]["places"] == [[start + 28, end + 28] for start, end in whole["findings"][0]["places"]]


def test_lines_that_are_not_known_are_asked_for(client: FlaskClient) -> None:
    response = ask(client, None, name="f" * 32, blocks=[{"id": 1}])
    assert (response.status_code, response.get_json()) == (409, {"problem": ""})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"[" * 200_000,
        b'{"text": 1}',
        b'{"text": "a", "options": {"lang": 3}}',
        b'{"text": "a", "ignored": [{"key": 1}]}',
        b'{"text": "a", "have": "abc"}',
        b'{"name": "short", "blocks": []}',
        b"{}",
        b"\xff\xfe\x00",
    ],
)
def test_request_that_cannot_be_read_is_refused(client: FlaskClient, body: bytes) -> None:
    response = client.post("/check/live", data=body, content_type="application/json")
    assert (response.status_code, response.get_json()) == (400, {"problem": "The request could not be read."})


def test_live_options_are_checked_like_those_of_the_form(client: FlaskClient) -> None:
    response = ask(client, "a", options={"profile": "<b>\ud800"})
    assert response.status_code == 400
    assert response.get_json()["problem"].startswith("<b>\ufffd is not a value of profile. Use one of: default, ")
    assert places(ask(client, ENGLISH_DRAFT, options={"reader": "none"}), ENGLISH_DRAFT) == [["NISC"], ["whitelist"]]


def test_lone_surrogates_are_survived(client: FlaskClient) -> None:
    body = json.dumps({"text": "\ud83d In 2027 the NISC leads \udc00"}).encode()
    response = client.post("/check/live", data=body, content_type="application/json")
    assert [finding["places"] for finding in response.get_json()["findings"]] == [[[14, 18]]]


def test_live_draft_that_is_too_long_is_refused(client: FlaskClient) -> None:
    response = ask(client, "a\n" * (MAX_TEXT_LENGTH // 2) + "b")
    assert response.status_code == 413
    assert response.get_json()["problem"] == "The text has 1000001 characters; 1000000 can be checked at once. Check it in parts."


def test_live_draft_that_names_one_line_again_and_again_is_never_put_together(client: FlaskClient) -> None:
    line = "a" * 10_000
    with pytest.raises(TextTooLong):
        Sheets().compose(NAME, [Block(1, line), *[Block(1)] * 100])
    response = ask(client, name=NAME, blocks=[{"id": 1, "text": line}, *[{"id": 1}] * 1_000])
    assert response.status_code == 413
    assert response.get_json()["problem"] == "The text has 10010000 characters; 1000000 can be checked at once. Check it in parts."
    assert Sheets().compose(NAME, [Block(1, line), *[Block(1)] * 99]) == line * 100


@pytest.mark.parametrize(("given", "kept"), [("a\r\nb\rc\0", "a\nb\nc\ufffd"), ("\ud800x", "\ufffdx"), ("", "")])
def test_text_is_cleaned_of_what_no_page_holds(given: str, kept: str) -> None:
    assert clean(given) == kept
    assert len(clean_lines(given)) == len(given)


# ------------------------------------------------------------------------------------------------------------------ sheets


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_page_cannot_ask_for_the_lines_of_another() -> None:
    sheets = Sheets()
    assert sheets.compose("first-page-first-page", [Block(1, "secret")]) == "secret"
    assert sheets.compose("other-page-other-page", [Block(1)]) is None
    assert sheets.compose("first-page-first-page", [Block(1), Block(1)]) == "secretsecret"


def test_lines_out_of_use_are_forgotten() -> None:
    sheets = Sheets()
    sheets.compose(NAME, [Block(1, "a"), Block(2, "b")])
    assert sheets.compose(NAME, [Block(2)]) == "b"
    assert sheets.compose(NAME, [Block(1)]) is None


def test_drafts_are_forgotten_after_a_while() -> None:
    clock = Clock()
    sheets = Sheets(clock=clock)
    sheets.compose(NAME, [Block(1, "a")])
    clock.now = LIFETIME - 1
    assert sheets.compose(NAME, [Block(1)]) == "a"
    clock.now += LIFETIME + 1
    assert sheets.compose(NAME, [Block(1)]) is None


def test_memory_for_drafts_is_bounded() -> None:
    sheets = Sheets(capacity=400)
    for page in ("a", "b", "c"):
        sheets.compose(page * 16, [Block(1, page * 100)])
    assert [sheets.compose(page * 16, [Block(1)]) is None for page in ("a", "b", "c")] == [True, False, False]
    assert sheets.compose("d" * 16, [Block(1, "d" * 500)]) == "d" * 500
    assert sheets.compose("d" * 16, [Block(1)]) is None


# ----------------------------------------------------------------------------------------------------------------- samples


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The site on the shipped termbase."""
    home = tmp_path_factory.mktemp("shipped")
    database = f"sqlite:///{home / 'absent' / 'termbase.sqlite3'}"
    return create_app(read_settings({"GLOSSARY_DATABASE_URL": database, "GLOSSARY_CACHE_FOLDER": str(home / "cache")})).test_client()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_shipped_sample_shows_findings_of_many_kinds(shipped: FlaskClient, lang: str) -> None:
    root = read(shipped.get(f"/check?sample={lang}", headers={"Accept-Language": lang}).get_data(as_text=True))
    cards = root.all("li", class_="card")
    rules = {card.one(class_="card-source").all("a")[0].text for card in cards}
    assert 6 <= len(cards) <= 10
    assert {"name.renamed", "term.deprecated", "pitfall.divergent-concept", "pitfall.ambiguous", "pitfall.false-friend"} <= rules
    assert {level for _, level in marks(root)} == {"error", "warning", "information"}
    assert root.one(class_="marked").lang == lang


def test_termbase_without_samples_offers_none(tmp_path: Path, client: FlaskClient) -> None:
    settings = drafting_settings(tmp_path)
    for file in (settings.terms_folder / "samples").iterdir():
        file.unlink()
    site = create_app(settings).test_client()
    assert read(site.get("/check").get_data(as_text=True)).one("main").all(class_="samples") == []
    assert site.get("/check?sample=en").status_code == 400


def test_comment_in_a_draft_is_heeded_as_one_types_and_told_below_the_cards(client: FlaskClient) -> None:
    text = "<!-- glossary: ignore name.renamed NISC: history -->\n\nIn 2027 the NISC will lead.\n"

    answer = client.post("/check/live", json={"text": text, "options": {"format": "markdown"}, "ignored": []}).get_json()

    assert answer["findings"] == []
    assert " ".join("".join(text for _, text in read(answer["parts"]["ignored"]).texts()).split()) == (
        "1 finding suppressed NISC Renamed body · suppressed by a comment in the draft: history"
    )
