"""About and sources."""

import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from glossary.app import create_app
from glossary.context import LANGUAGE_COOKIE
from glossary.i18n import translate
from glossary.text.languages import LANGUAGES
from glossary.web.assets import FOLDER
from glossary.web.documents import COOKIE
from glossary.web.frame import THEME_COOKIE
from tests.conftest import settings_in
from tests.web.conftest import TERMS
from tests.web.markup import read


@pytest.mark.parametrize("lang", LANGUAGES)
def test_signs_are_explained_by_themselves(client: FlaskClient, lang: str) -> None:
    signs = read(client.get("/about", headers={"Accept-Language": lang}).get_data(as_text=True)).one("dl", class_="signs").all("div")[:2]
    told = [sign.one("dd").text for sign in signs]
    assert told == [translate(lang, text) for text in ("both terms mean the same", "both terms mean roughly the same")]


def test_about_names_all_that_browsers_keep(client: FlaskClient) -> None:
    main = read(client.get("/about").get_data(as_text=True)).one("main")
    told = {row.one("dt").text: row.one("dd").text.partition(",")[0] for row in main.one("dl", class_="stored").all("div")}
    in_scripts: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.js")):
        script = path.read_text("utf-8")
        names = dict(re.findall(r'const (\w+) = "(kakehashi-[\w-]+)"', script))
        written = re.findall(r"(local|session)Storage\.setItem\((\w+)", script)
        assert len(written) == script.count(".setItem(")
        in_scripts |= {names[name]: f"{kind.capitalize()} storage" for kind, name in written}
    cookies = dict.fromkeys((LANGUAGE_COOKIE, THEME_COOKIE, COOKIE), "Cookie")
    assert told == cookies | in_scripts


def test_about_counts_what_is_there(client: FlaskClient) -> None:
    main = read(client.get("/about").get_data(as_text=True)).one("main")
    figures = {row.one("dt").text: row.one("dd").text for row in main.one("dl", class_="figures").all("div")}
    assert figures.pop("Termbase revision")
    assert figures == {
        "Concepts": "10",
        "Terms": "29",
        "Pitfalls": "3",
        "Domains": "4",
        "Sources": "3",
        "Entries: Draft": "1",
        "Entries: Proposed": "1",
        "Entries: Approved": "8",
    }


def test_about_does_not_claim_more_than_was_done(client: FlaskClient) -> None:
    notice = read(client.get("/about").get_data(as_text=True)).one("main").all("section", class_="notice")[0]
    assert notice.one("h2").text == "Not yet read by native reviewers"


def test_about_links_every_licence(client: FlaskClient) -> None:
    main = read(client.get("/about").get_data(as_text=True)).one("main")
    own = [link.attributes["href"] for link in main.one("ul", class_="plain-list").all("a") if link.attributes["href"].startswith("/")]
    assert own
    for address in own:
        with client.get(address) as response:
            assert response.status_code == 200


def test_sources_name_who_cites_them(client: FlaskClient) -> None:
    items = read(client.get("/sources").get_data(as_text=True)).one("ul", class_="source-list").all("li")
    own = {item.attributes["id"]: item for item in items if "id" in item.attributes}
    assert list(own) == ["shelf", "paper", "act"]
    assert own["shelf"].one("summary").text == "cited by 1 concept"
    assert own["paper"].all("p", class_="hint")[0].text == "cited by 3 pitfalls"
    assert [link.attributes["href"] for link in own["shelf"].one("ul").all("a")] == ["/c/national-cybersecurity-office"]


def test_sources_name_the_house_styles_that_rest_on_them(tmp_path: Path) -> None:
    terms = Path(shutil.copytree(TERMS, tmp_path / "terms"))
    (terms / "profiles").mkdir()
    (terms / "profiles" / "house.toml").write_text('title = { en = "House", ja = "当所" }\nsources = ["act"]\n', "utf-8")
    client = create_app(settings_in(tmp_path, terms)).test_client()

    for lang, line in (("en", "House style: House"), ("ja", "表記基準: 当所")):
        page = client.get("/sources", headers={"Accept-Language": lang}).get_data(as_text=True)
        items = read(page).one("ul", class_="source-list").all("li")
        hints = {item.attributes["id"]: [hint.text for hint in item.all("p", class_="hint")] for item in items if "id" in item.attributes}
        assert ([line in told for told in hints.values()], list(hints)) == ([False, False, True], ["shelf", "paper", "act"])
