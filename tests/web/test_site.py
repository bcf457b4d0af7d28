"""What holds for every page: language, headings, safety, caching."""

import math
import re
import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.app import create_app
from glossary.errors import UnreadableDatabase
from glossary.text.languages import LANGUAGES, other
from glossary.text.scripts import has_japanese
from tests.conftest import settings_in
from tests.web.addresses import FAILURES, PAGES
from tests.web.conftest import TERMS
from tests.web.markup import Element, read

EVERYTHING = [*PAGES, *FAILURES]
ONE_RUN = {"title"}
"""Elements that hold one run of text and cannot mark a part of it."""


def page(client: FlaskClient, address: str, lang: str = "en") -> Element:
    return read(client.get(address, headers={"Accept-Language": lang}).get_data(as_text=True))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", EVERYTHING)
def test_page_is_complete_in_its_language(client: FlaskClient, address: str, lang: str) -> None:
    response = client.get(address, headers={"Accept-Language": lang})
    assert response.status_code == FAILURES.get(address, 200)
    assert response.content_type == "text/html; charset=utf-8"
    root = read(response.get_data(as_text=True))
    assert root.one("html").attributes["lang"] == lang
    assert response.headers["Content-Language"] == lang
    assert len(root.all("h1")) == 1
    title = root.one("title").text
    assert title
    assert has_japanese(title) or lang == "en"
    assert [link.attributes["hreflang"] for link in root.all("link", rel="alternate")] == list(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", EVERYTHING)
def test_every_japanese_passage_is_marked_as_japanese(client: FlaskClient, address: str, lang: str) -> None:
    unmarked = [
        text.strip()
        for element, text in page(client, address, lang).texts()
        if has_japanese(text) and element.name not in ONE_RUN and not element.lang.startswith("ja")
    ]
    assert unmarked == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", EVERYTHING)
def test_page_has_nothing_inline(client: FlaskClient, address: str, lang: str) -> None:
    root = page(client, address, lang)
    assert root.all("style") == []
    assert [script for script in root.all("script") if script.text or not script.attributes["src"].startswith("/static/")] == []
    inline = [
        (element.name, name)
        for element in root.all()
        for name, value in element.attributes.items()
        if name == "style" or name.startswith(("on", "hx-on")) or value.strip().lower().startswith("javascript:")
    ]
    assert inline == []


@pytest.mark.parametrize("address", EVERYTHING)
def test_page_loads_only_from_itself(client: FlaskClient, address: str) -> None:
    root = page(client, address)
    loaded = [element.attributes["href"] for element in root.all("link") if element.attributes["rel"] in ("stylesheet", "icon")]
    loaded += [script.attributes["src"] for script in root.all("script")]
    loaded += [use.attributes["href"] for use in root.all("use")]
    assert [path for path in loaded if not re.fullmatch(r"/static/[\w./-]+\?v=[0-9a-f]{12}(#[\w-]+)?", path)] == []


@pytest.mark.parametrize("address", EVERYTHING)
def test_ids_are_unique_and_labels_point_at_them(client: FlaskClient, address: str) -> None:
    root = page(client, address)
    ids = [element.attributes["id"] for element in root.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    named = [
        target
        for element in root.all()
        for name in ("for", "aria-describedby", "aria-labelledby", "popovertarget")
        for target in element.attributes.get(name, "").split()
    ]
    assert [target for target in named if target not in ids] == []


@pytest.mark.parametrize("address", ["/", "/c/nothing", "/static/kakehashi.js", "/about"])
def test_answer_carries_the_safety_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        headers = response.headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == policy["script-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert {"Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"} <= set(headers.keys())


def test_navigation_names_only_what_exists(client: FlaskClient) -> None:
    items = page(client, "/browse").one("nav", class_="site-nav").all("a")
    assert [client.get(item.attributes["href"]).status_code for item in items] == [200] * len(items)
    assert [item.attributes["href"] for item in items if item.attributes.get("aria-current") == "page"] == ["/browse"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_language_switch_keeps_the_page_and_its_query(client: FlaskClient, lang: str) -> None:
    switch = page(client, "/lookup?q=%E8%AA%8D%E8%A8%BC&domain=assurance", lang).one("a", class_="lang-switch")
    assert switch.attributes["href"] == f"/lookup?q=%E8%AA%8D%E8%A8%BC&domain=assurance&lang={other(lang)}"
    assert switch.attributes["hreflang"] == switch.attributes["lang"] == other(lang)


def test_language_asked_for_is_remembered(client: FlaskClient) -> None:
    assert page(client, "/about?lang=ja").one("html").lang == "ja"
    assert page(client, "/about").one("html").lang == "ja"
    page(client, "/about?lang=en", "ja")
    assert page(client, "/about", "ja").one("html").lang == "en"


def test_language_of_a_page_that_is_known_already_is_remembered(client: FlaskClient) -> None:
    tag = client.get("/about?lang=ja").headers["ETag"]
    client.delete_cookie("lang")
    response = client.get("/about?lang=ja", headers={"If-None-Match": tag})
    assert (response.status_code, response.headers["Set-Cookie"].startswith("lang=ja;")) == (304, True)


@pytest.mark.parametrize("path", ["/%5Cevil.example/", "/c/a%3Fb%23c", "/c/a%25b", "/c/%E6%9E%B6"])
def test_links_of_a_missing_page_stay_at_its_address(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    root = read(response.get_data(as_text=True))
    assert response.status_code == 404
    assert root.one("a", class_="lang-switch").attributes["href"] == f"{path}?lang=ja"
    assert root.one("input", name_="next").attributes["value"] == path
    assert [link.attributes["href"] for link in root.all("link", rel_="alternate")] == [
        f"http://localhost{path}?lang={lang}" for lang in LANGUAGES
    ]


def test_unknown_language_is_neither_used_nor_remembered(client: FlaskClient) -> None:
    response = client.get("/about?lang=fr")
    assert read(response.get_data(as_text=True)).one("html").lang == "en"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", PAGES)
def test_unchanged_page_is_not_sent_again(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in first.headers["Vary"].split(",")}
    assert first.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("address", ["/c/nothing-here", "/lookup?q=a&as_of=bad", "/nothing-here"])
def test_refusal_comes_before_304(client: FlaskClient, address: str) -> None:
    tag = client.get("/about").headers["ETag"]
    refused = client.get(address).status_code
    assert refused in (400, 404)
    assert [client.get(address, headers={"If-None-Match": asked}).status_code for asked in (tag, "*")] == [refused, refused]


def test_tag_of_a_page_is_no_other_pages(client: FlaskClient) -> None:
    tags = [client.get(address).headers["ETag"] for address in ("/about", "/sources", "/lookup?q=a", "/lookup?q=b")]
    assert len(set(tags)) == 4


def test_tag_moves_on_with_house_styles_and_samples(tmp_path: Path) -> None:
    terms = Path(shutil.copytree(TERMS, tmp_path / "terms"))
    client = create_app(settings_in(tmp_path, terms)).test_client()
    tags = [client.get("/check").headers["ETag"]]
    for folder, name, content in (
        ("profiles", "house.toml", 'title = { en = "House", ja = "当所" }\n'),
        ("samples", "en.md", "A sample.\n"),
    ):
        (terms / folder).mkdir()
        (terms / folder / name).write_text(content, "utf-8")
        tags.append(client.get("/check").headers["ETag"])
    assert len(set(tags)) == 3


def test_tag_of_a_page_tells_languages_and_themes_apart(client: FlaskClient) -> None:
    tags = [client.get("/about", headers={"Accept-Language": lang}).headers["ETag"] for lang in LANGUAGES]
    client.post("/display", data={"theme": "dark", "next": "/about"})
    tags.append(client.get("/about").headers["ETag"])
    assert len(set(tags)) == 3


@pytest.mark.parametrize("address", FAILURES)
def test_failure_is_never_cached(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


def test_theme_is_remembered_without_script(client: FlaskClient) -> None:
    response = client.post("/display", data={"theme": "dark", "next": "/c/posture?as_of=2024-01-01"})
    assert (response.status_code, response.headers["Location"]) == (303, "/c/posture?as_of=2024-01-01")
    root = page(client, "/about")
    assert root.one("html").attributes["data-theme"] == "dark"
    assert root.one("meta", name_="color-scheme").attributes["content"] == "dark"
    assert [radio.attributes["value"] for radio in root.all("input", name_="theme") if "checked" in radio.attributes] == ["dark"]


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", "/\\example.org", "about", "", "/a\nb"])
def test_theme_form_never_leads_away(client: FlaskClient, target: str) -> None:
    assert client.post("/display", data={"theme": "light", "next": target}).headers["Location"] == "/"


def test_unknown_theme_is_refused(client: FlaskClient) -> None:
    response = client.post("/display", data={"theme": "pink"})
    assert response.status_code == 400
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "null"}, 303),
        ({"Origin": "https://example.org"}, 403),
        ({}, 303),
    ],
)
def test_form_of_another_site_is_refused(client: FlaskClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/display", data={"theme": "dark"}, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (UnreadableDatabase(path="/data/t.sqlite3", reason="disk is full"), "The database of the terms cannot be used at the moment."),
        (RuntimeError("/data/t.sqlite3: a secret"), "The operator of the site finds the reason in the log."),
    ],
)
def test_service_problem_is_told_on_every_page(app: Flask, monkeypatch: pytest.MonkeyPatch, problem: Exception, told: str) -> None:
    snapshots = app.extensions["kakehashi"].snapshots
    snapshots.current()
    monkeypatch.setattr(snapshots, "_problem", problem)
    monkeypatch.setattr(snapshots, "_next_look", math.inf)  # else the problem is found to be gone
    client = app.test_client()
    notice = page(client, "/about").one(class_="service")
    revision = snapshots.status().revision
    assert notice.text == f"The newest termbase was not loaded. Revision {revision} stays in service. {told}"
    part = client.get("/readyz").get_json()["parts"]["termbase"]
    assert (part["status"], part["reason"]) == ("outdated", told)
