"""The start page."""

from flask import Flask
from flask.testing import FlaskClient

from tests.web.markup import read


def test_start_page_leads_into_the_work(client: FlaskClient) -> None:
    main = read(client.get("/").get_data(as_text=True)).one("main")
    assert main.one("form", class_="lookup").attributes["action"] == "/lookup"
    assert len(main.one("dl", class_="tries").all("a")) == 5
    assert main.one("section", class_="start-api").one("a", class_="mono").attributes["href"] == "/api/v1/lookup?q=NISC"


def test_names_that_changed_stand_latest_first(client: FlaskClient) -> None:
    changes = read(client.get("/").get_data(as_text=True)).one("ol", class_="changes").all("li")
    assert [change.text for change in changes] == [
        "1 July 2025 National Cybersecurity Office 国家サイバー統括室 before: NISC",
        "9 January 2015 National center of Incident readiness and Strategy for Cybersecurity 内閣サイバーセキュリティセンター before: NISC",
    ]


def test_api_line_answers(client: FlaskClient) -> None:
    assert client.get("/api/v1/lookup?q=NISC").get_json()["query"] == "NISC"


def test_pitfall_changes_with_the_day_and_only_then(app: Flask) -> None:
    pages = [app.test_client().get("/").get_data(as_text=True) for _ in range(2)]
    assert pages[0] == pages[1]
    assert len(read(pages[0]).all("section", class_="start-trap")) == 1
