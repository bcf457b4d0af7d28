"""Files on the check page: taken in, shown with their structure, given back, forgotten."""

import gc
import io
import json
import logging
import re
import threading
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from glossary.app import create_app
from glossary.documents.registry import open_document
from glossary.store.migrate import upgrade
from glossary.text.languages import ENGLISH, JAPANESE, LANGUAGES
from glossary.web import documents, results, turns
from glossary.web.judged import judge, weight_of
from glossary.workflows.job_files import FOLDER, Order
from glossary.workflows.jobs import MAX_OF_ONE, Jobs
from tests.documents.word.build import commented, docx, p, table
from tests.web.drafting import drafting_settings
from tests.web.markup import Element, read

NOTE = '<w:footnote w:id="2">' + p("See the NISC of 2027.") + "</w:footnote>"
BODY = (
    p("Plan for 2027", style="1")
    + p("In 2027 the NISC will lead.")
    + p("サーバを使い、サーバを止める。")
    + p("one", style="ListBullet")
    + p("They tabled a whitelist.", style="ListBullet")
    + table([p("Left"), p("a whitelist") + p("two")], [p("下"), p("認証")])
    + p("Last &amp; words")
)
WORD = docx(BODY, footnotes=NOTE, header=p("The NISC of 2027"))
NAME = "計画 & plan.docx"
HTML = b"<!doctype html><title>In 2027 the NISC</title><p>They <b>tabled</b> a paper.</p><table><tr><td>a</td>\n<td>b</td></tr></table>"
SRT = "1\n00:00:01,000 --> 00:00:02,000\nサーバを使う。\n".encode("cp932")


@pytest.fixture(scope="module")
def drafting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    settings = drafting_settings(tmp_path_factory.mktemp("documents"))
    app = create_app(settings)
    yield app
    documents_of = app.extensions.get(documents.EXTENSION)
    if documents_of is not None:
        documents_of.close()


@pytest.fixture
def client(drafting: Flask) -> FlaskClient:
    return drafting.test_client()


@pytest.fixture
def jobs(drafting: Flask, client: FlaskClient) -> Jobs[documents.Judged]:
    client.get("/check/files/x")
    found: Jobs[documents.Judged] = drafting.extensions[documents.EXTENSION]
    return found


def bring(client: FlaskClient, content: bytes, name: str, speaking: str = ENGLISH, **fields: str) -> TestResponse:
    boundary, body = encode_multipart({"text": "", **fields, "file": FileStorage(io.BytesIO(content), filename=name)})
    return client.post("/check", data=body, headers={"Accept-Language": speaking}, content_type=f"multipart/form-data; boundary={boundary}")


def look(client: FlaskClient, address: str, speaking: str = ENGLISH) -> tuple[TestResponse, Element]:
    response = client.get(address, headers={"Accept-Language": speaking})
    root = read(response.get_data(as_text=True))
    response.close()
    return response, root


def shown(client: FlaskClient, content: bytes, name: str, speaking: str = ENGLISH, **fields: str) -> tuple[str, Element]:
    response = bring(client, content, name, speaking, **fields)
    assert response.status_code == 303
    address = urlsplit(response.headers["Location"]).path
    return address, look(client, address, speaking)[1]


def said(element: Element) -> str:
    """What an element says, without the numbers of findings."""
    return "".join(text for holder, text in element.texts() if holder.name != "sup" and "vh" not in holder.classes)


def marked(root: Element) -> list[str]:
    return [said(link) for link in root.one(id_="marked").all("a", class_="f")]


def longer(content_of: str = "In 2027 the NISC will lead.") -> bytes:
    count = documents.AT_ONCE // len(content_of) + 2
    return docx("".join(p(content_of) for _ in range(count)))


def finished(client: FlaskClient, address: str) -> Element:
    end = time.monotonic() + 60
    while (state := client.get(address + "/state").get_json())["state"] in ("waiting", "running"):
        assert time.monotonic() < end, state
        time.sleep(0.05)
    return look(client, address)[1]


# ------------------------------------------------------------------------------------------------------------- what is shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_word_file_is_shown_with_its_structure_and_findings(client: FlaskClient, lang: str) -> None:
    _, root = shown(client, WORD, NAME, lang)
    sheet = root.one(id_="marked")
    assert [child.name for child in sheet.children if isinstance(child, Element)] == ["h3", "p", "p", "ul", "div", "p", "div", "div"]
    assert said(sheet.one("h3")) == "Plan for 2027"
    assert [said(item) for item in sheet.all("li")] == ["one", "They tabled a whitelist."]
    rows = [[[said(words) for words in cell.all("p")] for cell in row.all("td")] for row in sheet.all("tr")]
    assert rows == [[["Left"], ["a whitelist", "two"]], [["下"], ["認証"]]]
    assert [label.attributes["lang"] for label in sheet.all(class_="file-label")] == [lang, lang]
    assert [words for words in marked(root) if words != "active cyber defence"] == [
        "NISC",
        "サーバ",
        "サーバ",
        "tabled",
        "whitelist",
        "whitelist",
        "認証",
        "NISC",
        "NISC",
    ]
    assert root.one("h1").text == NAME
    assert root.one("h1").attributes.get("class") == "title head file-name"


def test_findings_tell_their_places_in_the_words_of_the_format(client: FlaskClient) -> None:
    _, root = shown(client, WORD, NAME)
    places = [link.text for line in root.all(class_="card-places") for link in line.all("a")]
    assert places
    assert not [place for place in places if place.startswith("line ")]
    ids = {element.attributes["id"] for element in root.all() if element.attributes.get("id")}
    targets = [link.attributes["href"][1:] for link in root.all("a") if link.attributes.get("href", "").startswith("#")]
    assert [target for target in targets if target not in ids] == []


def test_cards_offer_no_button_that_would_change_the_page(client: FlaskClient) -> None:
    _, root = shown(client, WORD, NAME)
    assert root.all("button", class_="fix") == []
    assert len(root.all(class_="ignore")) == len(root.all("li", class_="card"))  # shown by the script, which keeps it in the browser
    assert [item.text for item in root.one("ol", id_="cards").all("b", class_="say")] != []


def test_hostile_words_and_names_stay_text(client: FlaskClient) -> None:
    hostile = "<script>alert(1)</script>\"'{{ 7*7 }}"
    _, root = shown(client, docx(p(f"In 2027 the NISC {hostile.replace('<', '&lt;')}")), "<img src=x onerror=alert(1)>.docx")
    assert said(root.one(id_="marked").one("p")) == f"In 2027 the NISC {hostile}"
    assert root.one("h1").text == "<img src=x onerror=alert(1)>.docx"
    assert [script for script in root.all("script") if not script.attributes.get("src")] == []
    assert [name for element in root.all() for name in element.attributes if name.startswith("on") or name == "style"] == []


def test_text_formats_are_shown_without_their_marks(client: FlaskClient) -> None:
    _, root = shown(client, HTML, "page.html")
    assert marked(root) == ["NISC", "tabled"]
    assert said(root.one(id_="marked").all("p")[0]) == "They tabled a paper."
    assert [[said(cell) for cell in row.all("td")] for row in root.one(id_="marked").all("tr")] == [["a", "b"]]
    assert root.one(class_="take").one("p", class_="hint").text.startswith("Files of this kind carry no comments")


def test_options_are_kept_and_can_be_changed(client: FlaskClient) -> None:
    address, root = shown(client, WORD, NAME, reader="none", as_of="2014-05-01")
    assert "tabled" not in marked(root)
    response = client.post(address, data={"reader": "both", "lang": "auto", "profile": "", "as_of": ""})
    assert (response.status_code, urlsplit(response.headers["Location"]).path) == (303, address)
    assert "tabled" in marked(look(client, address)[1])


def test_file_without_text_says_so(client: FlaskClient) -> None:
    _, root = shown(client, docx(p("")), "empty.docx")
    assert root.one(id_="marked").text == "There is no text in this file."


# ------------------------------------------------------------------------------------------------------------- what is given


def test_copy_holds_comments_at_the_words(client: FlaskClient) -> None:
    address, _ = shown(client, WORD, NAME)
    response = client.get(address + "/copy?lang=en")
    copy = response.get_data()
    assert response.mimetype == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert response.headers["Content-Disposition"].endswith("filename*=UTF-8''%E8%A8%88%E7%94%BB%20%26%20plan-checked.docx")
    assert open_document(copy, name="a.docx").draft.text == open_document(WORD, name="a.docx").draft.text
    once, everywhere = commented(copy), commented(client.get(address + "/copy?every_place=1").get_data())
    assert [words for words, _ in once].count("whitelist") == 1
    assert [words for words, _ in everywhere].count("whitelist") == 2


def test_copy_holds_safe_fixes_as_tracked_changes(client: FlaskClient) -> None:
    address, _ = shown(client, WORD, NAME)
    text = open_document(client.get(address + "/copy?fix=1").get_data(), name="a.docx").draft.text
    assert "サーバーを使い、サーバーを止める。" in text


def test_copy_of_a_text_keeps_its_encoding(client: FlaskClient) -> None:
    address, root = shown(client, SRT, "talk.srt", JAPANESE)
    assert root.one(class_="take").one("form").one("input", name_="fix").attributes["value"] == "1"
    response = client.get(address + "/copy?fix=1")
    assert response.get_data() == SRT.decode("cp932").replace("サーバ", "サーバー").encode("cp932")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_report_and_records_are_given(client: FlaskClient, lang: str) -> None:
    address, _ = shown(client, WORD, NAME, lang)
    response = client.get(address + "/report", query_string={"lang": lang})
    report = response.get_data(as_text=True)
    assert (response.mimetype, f'lang="{lang}"' in report, "<script" in report) == ("text/html", True, False)
    assert response.headers["Content-Disposition"].startswith("attachment;")
    record = client.get(address + "/findings.json").get_json()
    assert (record["file"], record["format"], record["findings"][0]["match"]) == (NAME, "docx", "NISC")
    assert set(record["findings"][0]["location"]) == set(LANGUAGES)


# --------------------------------------------------------------------------------------------------------------- who sees it


def test_only_the_browser_that_brought_a_file_gets_it(drafting: Flask, client: FlaskClient) -> None:
    response = bring(client, WORD, NAME)
    address = urlsplit(response.headers["Location"]).path
    cookie = response.headers["Set-Cookie"]
    assert re.fullmatch(r"documents=[\w-]{32}; HttpOnly; Path=/check; SameSite=Strict", cookie)
    stranger = drafting.test_client()
    for path in ("", "/state", "/progress", "/copy", "/report", "/findings.json"):
        assert stranger.get(address + path).status_code == 404
        assert client.get(address + path).status_code == 200
    assert stranger.post(address + "/delete").status_code == 303
    assert client.get(address).status_code == 200


def test_nothing_of_a_file_is_cached_or_logged(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    address, _ = shown(client, docx(p("zzqxsecret NISC of 2027")), "zzqxsecret.docx")
    for path in ("", "/state", "/progress", "/copy", "/report", "/findings.json"):
        response = client.get(address + path)
        response.get_data()
        assert (path, response.headers["Cache-Control"], response.headers.get("ETag")) == (path, "no-store", None)
    assert "zzqxsecret" not in caplog.text
    assert address.rsplit("/", 1)[1] not in caplog.text


def test_file_from_another_site_is_refused(client: FlaskClient) -> None:
    address, _ = shown(client, WORD, NAME)
    for path in (address, address + "/delete", "/check"):
        assert client.post(path, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_file_is_deleted_when_it_is_asked_for(client: FlaskClient) -> None:
    address, _ = shown(client, WORD, NAME)
    response = client.post(address + "/delete")
    assert (response.status_code, response.headers["Location"]) == (303, "/check?deleted=1")
    assert look(client, "/check?deleted=1")[1].one(id_="problem").text == "The file and all that was found in it were deleted."
    response, root = look(client, address)
    assert (response.status_code, root.one("h1").text) == (404, "This file is not here any more")


# ------------------------------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("content", "name", "status", "problem"),
    [
        (b"PK\x03\x04", "annex.docx", 400, "annex.docx is damaged: "),
        (b"just words", "annex.docx", 400, "annex.docx was announced as a Word document, but its content is "),
        (b"abc", "annex.odt", 400, "annex.odt is not a format that can be read. Known formats: "),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old.docx", 400, "old.docx is "),
        (b"x" * (15 * 1024 * 1024 + 1), "big.docx", 413, "big.docx holds 16 MB; 15 MB can be read at once."),
    ],
)
def test_file_that_cannot_be_taken_is_named_beside_its_field(
    client: FlaskClient, content: bytes, name: str, status: int, problem: str
) -> None:
    response = bring(client, content, name, text="typed before")
    root = read(response.get_data(as_text=True))
    assert response.status_code == status
    assert root.one(id_="problem-text").text.startswith(problem)
    field = root.one("input", type_="file")
    assert (field.attributes["aria-invalid"], field.attributes["aria-describedby"]) == ("true", "file-hint problem-text")
    assert "Your text is still there." in root.one(id_="problem").text
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("lang", LANGUAGES)
def test_form_larger_than_the_server_takes_is_refused_with_the_limit(client: FlaskClient, lang: str) -> None:
    response = bring(client, b"x" * (16 * 1024 * 1024 + 1), "big.docx", lang, text="typed before")
    root = read(response.get_data(as_text=True))
    limit = "15MB" if lang == JAPANESE else "15 MB"
    assert response.status_code == 413
    assert limit in root.one(id_="problem-text").text
    assert root.one("input", type_="file").attributes["aria-describedby"] == "file-hint problem-text"
    assert limit in root.one(id_="file-hint").text


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n"])
def test_empty_text_file_is_told_beside_the_field(client: FlaskClient, content: bytes) -> None:
    response = bring(client, content, "notes.txt", text="typed before")
    root = read(response.get_data(as_text=True))
    assert (response.status_code, root.one(id_="problem-text").text) == (
        400,
        "notes.txt holds no text, so there is nothing to check. Choose another file.",
    )
    assert "Your text is still there." in root.one(id_="problem").text


def test_problem_is_told_in_the_readers_language(client: FlaskClient) -> None:
    response = bring(client, b"PK\x03\x04", "annex.docx", JAPANESE)
    text = read(response.get_data(as_text=True)).one(id_="problem-text").text
    assert text.startswith("annex.docx")
    assert text != read(bring(client, b"PK\x03\x04", "annex.docx").get_data(as_text=True)).one(id_="problem-text").text


def test_unknown_option_is_refused(client: FlaskClient) -> None:
    response = bring(client, WORD, NAME, reader="martians")
    assert response.status_code == 400
    assert " is not a value of reader." in read(response.get_data(as_text=True)).one(id_="problem-text").text
    address, _ = shown(client, WORD, NAME)
    assert client.post(address, data={"reader": "martians"}).status_code == 400


# ---------------------------------------------------------------------------------------------------------------- long files


def test_long_file_runs_as_a_job_and_is_shown_when_it_is_done(client: FlaskClient, jobs: Jobs[documents.Judged]) -> None:
    response = bring(client, longer(), "long.docx")
    address = urlsplit(response.headers["Location"]).path
    root = finished(client, address)
    assert root.one(id_="verdict").text.startswith("2")
    assert marked(root)[0] == "NISC"


def test_waiting_page_works_without_script(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "judge", lambda *_: time.sleep(0.5))
    address = urlsplit(bring(client, longer(), "long.docx").headers["Location"]).path
    response, root = look(client, address)
    assert response.headers["Cache-Control"] == "no-store"
    assert 'http-equiv="refresh"' in client.get(address).get_data(as_text=True)
    assert root.one("progress").attributes["max"] == "100"
    assert root.one(id_="wait").attributes["data-progress"] == address + "/progress"


def test_progress_is_told_as_events_and_as_a_record(client: FlaskClient) -> None:
    address = urlsplit(bring(client, longer(), "long.docx").headers["Location"]).path
    response = client.get(address + "/progress")
    lines = response.get_data(as_text=True).split("\n\n")
    assert (response.mimetype, response.headers["X-Accel-Buffering"]) == ("text/event-stream", "no")
    events = [json.loads(line.partition("data: ")[2]) for line in lines if "data: " in line]
    assert events[-1]["state"] == "done"
    assert [event["percent"] for event in events] == sorted(event["percent"] for event in events)
    assert client.get(address + "/state").get_json()["state"] == "done"
    assert client.get("/check/files/unknown/state").get_json() == {"state": "gone", "percent": 0, "before": 0}


def test_more_listeners_than_there_is_room_for_are_sent_to_ask(
    drafting: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, _ = shown(client, WORD, NAME)
    monkeypatch.setitem(drafting.extensions, documents.STREAMS, threading.Semaphore(1))
    for _ in range(3):  # one that has ended gives its place back
        with client.get(address + "/progress") as response:
            assert (response.status_code, "done" in response.get_data(as_text=True)) == (200, True)
    monkeypatch.setitem(drafting.extensions, documents.STREAMS, threading.Semaphore(0))
    assert client.get(address + "/progress").status_code == 503


def test_failed_job_says_why_and_leaves_nothing(drafting: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(documents, "judge", fail)
    address = urlsplit(bring(client, longer(), "long.docx").headers["Location"]).path
    finished(client, address)
    for _ in range(2):  # whoever loads the page again is told the same
        response, root = look(client, address)
        assert (response.status_code, response.headers["Cache-Control"]) == (500, "no-store")
        assert root.one(class_="notice-fork").one("div").all("p")[0].text.startswith("The check of long.docx broke down.")
    assert {job.content for job in drafting.extensions[documents.EXTENSION]._jobs.values() if job.problem} == {None}
    response = client.get(address + "/copy")
    assert (response.status_code, response.headers["Location"]) == (303, address)


def test_file_under_check_leads_to_its_waiting_page(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    address = urlsplit(bring(client, longer(), "long.docx").headers["Location"]).path
    finished(client, address)
    go = threading.Event()
    monkeypatch.setattr(documents, "judge", lambda *_: go.wait(20))
    try:
        for path in ("", ""):  # the button is pressed twice
            response = client.post(address + path, data={"reader": "both"})
            assert (response.status_code, response.headers["Location"]) == (303, address)
        for path in ("/copy", "/report", "/findings.json"):
            response = client.get(address + path)
            assert (path, response.status_code, response.headers.get("Location")) == (path, 303, address)
        assert look(client, address)[1].all("progress") != []
    finally:
        go.set()
        client.post(address + "/delete")


def test_file_that_made_room_for_others_is_told_so(client: FlaskClient) -> None:
    addresses = [shown(client, WORD, NAME)[0] for _ in range(MAX_OF_ONE + 1)]
    response, root = look(client, addresses[0])
    assert (response.status_code, root.one("main").all("p")[1].text) == (
        404,
        "Of one browser the 5 latest files are kept. When the readers together bring more than there is room for, the oldest go first.",
    )
    for path in ("/copy", "/report", "/findings.json"):
        response, root = look(client, addresses[0] + path)
        assert (response.status_code, root.one("h1").text) == (404, "This file is not here any more")
    assert [look(client, address)[0].status_code for address in addresses[1:]] == [200] * MAX_OF_ONE


def test_weight_of_a_file_is_that_of_what_was_found_in_it(drafting: Flask) -> None:
    services = drafting.extensions["kakehashi"]
    dense = docx(p("In 2027 the NISC will lead. サーバを使う。") * 400)
    bare = docx(p("a") * 10_000)
    assert (len(dense) < 5_000, len(bare) < 5_000) == (True, True)
    for content, findings in ((dense, 800), (bare, 0)):
        order = Order(name="a.docx", lang=ENGLISH, options={})
        with drafting.app_context():
            judge(services, content, order)  # what is made once for all files
            gc.collect()
            tracemalloc.start()
            judged = judge(services, content, order)
            gc.collect()
            taken, _ = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        assert len(judged.result.findings) == findings
        assert taken / 2 < weight_of(judged) < taken * 3


def test_long_file_survives_a_kill_and_leaves_the_disk_when_it_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = drafting_settings(tmp_path)
    path = settings.database_path
    assert path is not None
    first = create_app(settings)
    client = first.test_client()
    client.get("/check")  # the shipped terms, before there is a database without any
    first.extensions["kakehashi"].checkings.of(first.extensions["kakehashi"].snapshots.current())
    upgrade(path)
    real, go = documents.judge, []

    def held(*args: Any) -> documents.Judged:
        while not go:
            time.sleep(0.02)
            args[3](0, 1)
        return real(*args)

    monkeypatch.setattr(documents, "judge", held)
    response = bring(client, longer(), "long.docx")
    address = urlsplit(response.headers["Location"]).path
    folder = settings.cache_folder / FOLDER
    lying = {file: file.read_bytes() for file in (*folder.glob("*.job"), *path.parent.glob(path.name + "*"))}
    assert [file.suffix for file in lying].count(".job") == 1
    first.extensions[documents.EXTENSION].close()
    assert list(folder.glob("*.job")) == []
    for file, content in lying.items():  # as it would lie there if nobody had closed anything
        file.write_bytes(content)

    second = create_app(settings)
    second.extensions["kakehashi"] = first.extensions["kakehashi"]
    again = second.test_client()
    cookie = re.match(r"documents=([\w-]+)", response.headers["Set-Cookie"])
    assert cookie is not None
    again.set_cookie("documents", cookie[1], path="/check")
    go.append(True)
    root = finished(again, address)
    assert marked(root)[0] == "NISC"
    assert list(folder.glob("*.job")) == []
    assert zipfile.is_zipfile(io.BytesIO(again.get(address + "/copy").get_data()))
    second.extensions[documents.EXTENSION].close()


def test_card_lists_some_places_and_counts_the_rest(client: FlaskClient) -> None:
    _, root = shown(client, docx(p("They tabled it. " * 50)), "often.docx")
    (line,) = [places for places in root.all(class_="card-places") if len(places.all("a")) > 1]
    assert len(line.all("a")) == 40
    assert line.text.endswith(", 10 more")


def test_findings_beyond_one_page_are_marked_and_stand_on_the_next_ones(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (results, turns):
        monkeypatch.setattr(module, "MAX_CARDS", 3)
    content = docx("".join(p(f"In 2027 the NISC will lead group {number}.") for number in range(8)))
    address, first = shown(client, content, "many.docx")

    def numbers(root: Element) -> list[str]:
        return [found.text for found in root.all(class_="card-n")]

    def links(root: Element) -> list[tuple[str, str]]:
        above, below = ([(link.text, link.attributes["href"]) for link in nav.all("a")] for nav in root.all("nav", class_="turns"))
        assert above == below
        return above

    assert (numbers(first), marked(first)) == (["1", "2", "3"], ["NISC"] * 8)
    assert first.one(class_="card-limit").text.startswith("Findings 1 to 3 of 8. All are marked in the text")
    assert links(first) == [("Findings 4 to 6", "?from=4#cards-h")]
    targets = [link.attributes["href"].partition("#")[0] for link in first.one(id_="marked").all("a", class_="f")]
    assert targets == [""] * 3 + ["?from=4"] * 3 + ["?from=7"] * 2
    for asked_from, expected, neighbours in (
        ("5", ["4", "5", "6"], ["Findings 1 to 3", "Findings 7 to 8"]),
        ("7", ["7", "8"], ["Findings 4 to 6"]),
        ("4000", ["7", "8"], ["Findings 4 to 6"]),
    ):
        root = look(client, f"{address}?from={asked_from}")[1]
        assert (numbers(root), [text for text, _ in links(root)]) == (expected, neighbours)
        ids = {element.attributes["id"] for element in root.all("div", class_="card-body")}
        there = [link.attributes["href"].rpartition("#")[2] for link in first.one(id_="marked").all("a", class_="f")]
        assert [target for target in there if target in ids] == there[int(expected[0]) - 1 : int(expected[-1])]
    assert client.get(f"{address}?from=x").status_code == 400


def test_text_in_an_old_encoding_is_shown_as_a_file(client: FlaskClient) -> None:
    _, root = shown(client, "海外拠点では認証を必須とする。".encode("cp932"), "メモ.txt", JAPANESE)
    assert marked(root) == ["認証"]
    assert root.one(class_="file-notes").text != ""


def words(element: Element) -> str:
    return " ".join(said(element).split())


def asked(client: FlaskClient, address: str, marks: object) -> TestResponse:
    return client.post(address + "/ignored", data=json.dumps(marks), headers={"Accept-Language": ENGLISH})


def test_ignored_finding_leaves_the_page_and_what_is_taken_away(client: FlaskClient) -> None:
    address, root = shown(client, WORD, NAME)
    cards = [body.attributes["id"].removeprefix("f-") for body in root.all("div", class_="card-body")]
    mark = {"key": cards[0], "scope": "here", "reason": "quoted"}

    answer = asked(client, address, [mark]).get_json()
    assert answer["ignored"] == cards[:1]
    assert said(read(answer["parts"]["verdict"])).strip() == f"{len(cards) - 1} findings in 33 words"
    assert words(read(answer["parts"]["ignored"]).one("li")) == "NISC Renamed body · It is a quotation · Here only Show again"

    form = {"ignored": json.dumps([mark])}
    whole, less = (client.post(address + "/copy", data=found).data for found in ({}, form))
    assert len(commented(whole)) == len(commented(less)) + 1
    listed = json.loads(client.post(address + "/findings.json", data=form).data)["findings"]
    assert [found["suppressed"] for found in listed if found["suppressed"]] == [
        {"source": "dismissed", "reason": "It is a quotation", "until": None}
    ]
    report = client.post(address + "/report?lang=en", data=form).get_data(as_text=True)
    assert "1 finding suppressed (1 by a dismissal)" in report


def test_what_is_ignored_has_no_comment_that_could_not_be_placed(client: FlaskClient) -> None:
    address, root = shown(client, docx(p("Words."), header=p("In 2027 the NISC")), "a.docx")
    (card,) = [body.attributes["id"].removeprefix("f-") for body in root.all("div", class_="card-body")]
    form = {"ignored": json.dumps([{"key": card, "scope": "here", "reason": "meant"}])}
    whole, less = (json.loads(client.post(address + "/findings.json", data=found).data) for found in ({}, form))
    assert ([len(record["unplaced"]) for record in (whole, less)], less["findings"][0]["suppressed"]["source"]) == ([1, 0], "dismissed")
    reports = [client.post(address + "/report?lang=en", data=found).get_data(as_text=True) for found in ({}, form)]
    assert ["1 comment could not be placed" in report for report in reports] == [True, False]


def test_many_marks_go_with_a_form(client: FlaskClient) -> None:
    address, root = shown(client, WORD, NAME)
    card = root.all("div", class_="card-body")[0].attributes["id"].removeprefix("f-")
    marks = [{"key": f"{number:016x}", "scope": "here", "reason": "meant"} for number in range(499)]
    marks.append({"key": card, "scope": "here", "reason": "meant"})
    less = client.post(address + "/copy?lang=en", data={"ignored": json.dumps(marks), "every_place": "1"}).data
    assert len(commented(less)) == len(commented(client.get(address + "/copy?every_place=1").data)) - 1
    assert client.post(address + "/copy", data={"ignored": "x" * documents.MAX_MARKS}).status_code == 413


def test_download_keeps_no_language(client: FlaskClient) -> None:
    address, _ = shown(client, WORD, NAME)
    for path in ("/copy", "/report", "/findings.json", "/state"):
        assert (path, "Set-Cookie" in client.get(f"{address}{path}?lang=ja").headers) == (path, False)
    assert client.get(f"{address}?lang=ja").headers["Set-Cookie"].startswith("lang=ja;")


def test_name_that_would_steer_the_text_around_it_is_made_harmless(client: FlaskClient) -> None:
    address, root = shown(client, WORD, "a\u202excod\u0001.docx")
    assert root.one("h1").text == "a\ufffdxcod\ufffd.docx"
    name = unquote(client.get(address + "/report").headers["Content-Disposition"])
    assert name.endswith("''a\ufffdxcod\ufffd-findings.html")


def test_server_forgets_what_is_ignored(client: FlaskClient) -> None:
    address, root = shown(client, WORD, NAME)
    cards = [body.attributes["id"].removeprefix("f-") for body in root.all("div", class_="card-body")]
    asked(client, address, [{"key": cards[0], "scope": "here", "reason": "meant"}])

    assert asked(client, address, []).get_json()["ignored"] == []


@pytest.mark.parametrize("marks", [{}, [1], [{"key": "a"}], "x"])
def test_marks_that_are_none_are_refused(client: FlaskClient, marks: object) -> None:
    address, _ = shown(client, WORD, NAME)

    assert (
        asked(client, address, marks).status_code,
        client.post(address + "/copy", data={"ignored": json.dumps(marks)}).status_code,
    ) == (
        400,
        400,
    )


def test_ignored_findings_of_a_file_are_told_only_to_who_brought_it(drafting: Flask, client: FlaskClient) -> None:
    address, _ = shown(client, WORD, NAME)

    assert asked(drafting.test_client(), address, []).status_code == 404


def test_comment_of_the_file_suppresses_and_is_told_on_its_page(client: FlaskClient) -> None:
    content = b"<p>In 2027 the NISC will lead.<!-- glossary: ignore name.renamed NISC: history --></p>"

    _, root = shown(client, content, "a.html")

    assert marked(root) == []
    assert words(root.one("div", id_="ignored")) == (
        "1 finding suppressed NISC Renamed body · suppressed by a comment in the draft: history"
    )


def test_comment_that_does_not_work_is_a_finding_of_the_file(client: FlaskClient) -> None:
    _, root = shown(client, "<p>よい文。</p><!-- glossary: ignore term -->".encode(), "a.html")

    assert [said(card.one(class_="card-name")) for card in root.all("li", class_="card")] == ["Comment that does not work"]
