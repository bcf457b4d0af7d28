"""Entity tags, 304, HEAD, CORS, compression and languages."""

import gzip
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.api.shelf import SHELF, entity_tag, has_tag
from glossary.app import create_app
from glossary.config import Settings
from glossary.context import EXTENSION

CONCEPT = "/api/v1/concepts/ransomware"
TAGGED = [
    CONCEPT,
    "/api/v1/concepts",
    "/api/v1/lookup?q=CFR",
    "/api/v1/pitfalls",
    "/api/v1/domains",
    "/api/v1/sources",
    "/api/v1/openapi.json",
]


@pytest.mark.parametrize("address", TAGGED)
def test_answer_comes_back_as_304_with_the_same_headers(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again.headers[name] == first.headers[name]
    assert (first.headers["Cache-Control"], first.headers["Vary"]) == ("no-cache", "Accept-Language, Accept-Encoding")


@pytest.mark.parametrize("address", TAGGED)
def test_kept_answer_equals_the_first_one(client: FlaskClient, address: str) -> None:
    def answer() -> tuple[object, ...]:
        response = client.get(address)
        headers = {name: value for name, value in response.headers.items() if name != "X-Request-Id"}
        return response.status_code, response.data, headers

    assert answer() == answer() == answer()


def test_304_is_given_before_the_application_is_entered(settings: Settings) -> None:
    app = create_app(settings)
    tag = app.test_client().get("/api/v1/lookup?q=CFR").headers["ETag"]
    app.view_functions.clear()  # whatever is entered now fails

    again = app.test_client().get("/api/v1/lookup?q=CFR", headers={"If-None-Match": tag})

    assert (again.status_code, again.headers["ETag"]) == (304, tag)


def test_refusal_comes_before_304(client: FlaskClient) -> None:
    tag = {"If-None-Match": client.get(CONCEPT).headers["ETag"]}

    assert [client.get(address, headers=tag).status_code for address in (f"{CONCEPT}?x=1", "/api/v1/concepts/nothing", "/api/nothing")] == [
        422,
        404,
        404,
    ]


def tag(client: FlaskClient, address: str, **headers: str) -> str:
    return client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()}).headers["ETag"]


def test_tag_tells_language_day_and_address_apart(client: FlaskClient) -> None:
    addresses = [CONCEPT, f"{CONCEPT}?lang=en", f"{CONCEPT}?lang=ja", f"{CONCEPT}?as_of=2019-01-01", "/api/v1/concepts/threat"]
    tags = [tag(client, address) for address in addresses]

    assert len({*tags, tag(client, CONCEPT, Accept_Language="ja")}) == 6
    assert tags == [tag(client, address) for address in addresses]
    assert tag(client, f"{CONCEPT}?lang=ja", Accept_Language="ja") == tag(client, f"{CONCEPT}?lang=ja", Accept_Language="en")


def test_tag_changes_with_snapshot_and_day_but_for_a_day_in_the_address() -> None:
    plain = {"PATH_INFO": CONCEPT, "QUERY_STRING": ""}
    dated = {"PATH_INFO": CONCEPT, "QUERY_STRING": "as_of=2019-01-01"}
    first, second = date(2026, 11, 25), date(2026, 11, 26)

    assert len({entity_tag("a", plain, first), entity_tag("b", plain, first), entity_tag("a", plain, second)}) == 3
    assert entity_tag("a", dated, first) == entity_tag("a", dated, second) != entity_tag("b", dated, first)


def test_tag_is_made_of_the_snapshot_that_answers(app: Flask) -> None:
    snapshots = app.extensions[EXTENSION].snapshots
    today = datetime.now(UTC).date()
    environ = {"PATH_INFO": CONCEPT, "QUERY_STRING": ""}

    days = (today - timedelta(1), today, today + timedelta(1))
    assert tag(app.test_client(), CONCEPT) in {entity_tag(snapshots.current().key, environ, day) for day in days}


def test_star_matches_what_exists(client: FlaskClient) -> None:
    star = {"If-None-Match": "*"}

    assert [client.get(address, headers=star).status_code for address in ("/api/v1/lookup?q=CFR", "/api/v1/concepts/nothing")] == [304, 404]


@pytest.mark.parametrize(
    ("header", "matches"),
    [('W/"a"', True), ('"a"', True), ('"b", W/"a"', True), ('W/"b"', False), ("a", False), ('W/"a', False), ("*", False)],
)
def test_if_none_match_is_read_as_rfc_9110_has_it(header: str, matches: bool) -> None:
    assert has_tag(header, 'W/"a"') is matches


@pytest.mark.parametrize("address", [*TAGGED, "/healthz", "/readyz", "/api/docs", "/api/static/swagger-ui.css", "/api/problems"])
def test_head_answers_like_get_without_a_body(client: FlaskClient, address: str) -> None:
    got, headed = client.get(address, buffered=True), client.head(address, buffered=True)

    assert (headed.status_code, headed.data, headed.headers["Content-Length"]) == (200, b"", str(len(got.data)))


def test_any_site_may_read_without_credentials(client: FlaskClient) -> None:
    for response in (
        client.get("/api/v1/lookup?q=CFR", headers={"Origin": "https://elsewhere.example"}),
        client.post("/api/v1/lookup", json={"queries": []}, headers={"Origin": "https://elsewhere.example"}),
        client.get("/api/v1/lookup", headers={"Origin": "https://elsewhere.example"}),
        client.get(CONCEPT),
        client.get(CONCEPT),
    ):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert (
            response.headers["Access-Control-Expose-Headers"] == "ETag, X-Request-Id, Retry-After, Allow, Content-Disposition, X-Unplaced"
        )
        assert "Access-Control-Allow-Credentials" not in response.headers


def test_preflight_allows_json(client: FlaskClient) -> None:
    response = client.options(
        "/api/v1/lookup",
        headers={
            "Origin": "https://elsewhere.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )

    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, POST"
    assert response.headers["Access-Control-Allow-Headers"] == "Content-Type, If-None-Match"
    assert sorted(response.headers["Allow"].split(", ")) == ["GET", "HEAD", "OPTIONS", "POST"]


@pytest.mark.parametrize("address", ["/api/v1/concepts", "/api/v1/openapi.json", "/api/static/swagger-ui.css"])
def test_large_answers_are_compressed_when_asked_for(client: FlaskClient, address: str) -> None:
    plain = client.get(address, headers={"Accept-Encoding": "br, identity"}, buffered=True)
    for _ in range(2):  # made, then kept
        small = client.get(address, headers={"Accept-Encoding": "br, gzip;q=0.5"}, buffered=True)
        refused = client.get(address, headers={"Accept-Encoding": "gzip;q=0"}, buffered=True)

        assert (small.headers["Content-Encoding"], gzip.decompress(small.data)) == ("gzip", plain.data)
        assert small.headers["Content-Length"] == str(len(small.data))
        assert "Accept-Encoding" in small.headers["Vary"]
        assert ("Content-Encoding" in refused.headers, refused.data) == (False, plain.data)


def test_small_answers_and_errors_are_not_compressed(client: FlaskClient) -> None:
    for address in ("/healthz", "/api/v1/lookup?q=zzz", "/api/nothing"):
        assert "Content-Encoding" not in client.get(address, headers={"Accept-Encoding": "gzip"}).headers


def test_compressed_asset_comes_back_as_304(client: FlaskClient) -> None:
    address = "/api/static/swagger-ui.css"
    first = client.get(address, headers={"Accept-Encoding": "gzip"}, buffered=True)

    again = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]}, buffered=True)

    assert (first.headers["ETag"][:2], again.status_code) == ("W/", 304)


def test_shelf_keeps_documents_but_no_look_ups(settings: Settings) -> None:
    app = create_app(settings)
    client = app.test_client()
    for address in (CONCEPT, "/api/v1/lookup?q=CFR", f"{CONCEPT}?as_of=2019-01-01", "/api/v1/concepts?q=CFR", "/api/v1/concepts/nothing"):
        client.get(address)

    assert [path for path, _, _ in app.extensions[SHELF].kept()] == [CONCEPT]


def test_messages_come_in_the_language_asked_for(client: FlaskClient) -> None:
    def language(address: str, **headers: str) -> str:
        return client.get(address, headers=headers).headers["Content-Language"]

    japanese = {"Accept-Language": "ja,en;q=0.5"}
    assert language("/api/v1/lookup") == "en"
    assert language("/api/v1/lookup", **japanese) == "ja"
    assert language("/api/v1/lookup?lang=en", **japanese) == "en"
    assert language("/api/v1/lookup?lang=xx", **japanese) == "ja"
    assert language("/api/nothing?lang=ja") == "ja"
