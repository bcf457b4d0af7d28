"""What is refused, and how: problem documents, whole, in the reader's language."""

import io

import pytest
from flask.testing import FlaskClient

from glossary.api.problem import TYPES
from glossary.app import create_app
from glossary.config import Settings
from tests.api.conftest import problem

INVALID = "The request was not accepted"


def faults(client: FlaskClient, address: str) -> tuple[int, object]:
    response = client.get(address)
    assert response.content_type == "application/problem+json"
    return response.status_code, response.get_json()["errors"]


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("", [{"parameter": "q", "code": "missing", "detail": "this is missing"}]),
        ("q=", [{"parameter": "q", "code": "empty", "detail": "this is empty"}]),
        ("q=a&q=b", [{"parameter": "q", "code": "repeated", "detail": "this is given more than once"}]),
        (
            "q=a&quarry=b",
            [
                {
                    "parameter": "quarry",
                    "code": "unknown",
                    "detail": "this is not known here; known: as_of, domain, from, lang, limit, offsets, q",
                }
            ],
        ),
        ("q=a&limit=0", [{"parameter": "limit", "code": "number", "detail": "this must be a whole number from 1 to 100"}]),
        ("q=a&limit=101", [{"parameter": "limit", "code": "number", "detail": "this must be a whole number from 1 to 100"}]),
        ("q=a&limit=5.0", [{"parameter": "limit", "code": "number", "detail": "this must be a whole number from 1 to 100"}]),
        ("q=a&limit=５", [{"parameter": "limit", "code": "number", "detail": "this must be a whole number from 1 to 100"}]),
        ("q=a&from=de", [{"parameter": "from", "code": "choice", "detail": "write one of: en, ja"}]),
        ("q=a&offsets=bytes", [{"parameter": "offsets", "code": "choice", "detail": "write one of: codepoint, utf16"}]),
        ("q=a&as_of=2024-02-30", [{"parameter": "as_of", "code": "day", "detail": "this must be a date such as 2026-11-22"}]),
        ("q=a&as_of=1700000000", [{"parameter": "as_of", "code": "day", "detail": "this must be a date such as 2026-11-22"}]),
    ],
)
def test_parameter_is_refused_by_name(client: FlaskClient, query: str, errors: list[object]) -> None:
    assert faults(client, f"/api/v1/lookup?{query}") == (422, errors)


def test_all_faults_are_told_at_once(client: FlaskClient) -> None:
    response = client.get("/api/v1/lookup?limit=x&from=de")

    first = "q: this is missing"
    assert response.get_json() == problem(
        "invalid-request",
        422,
        INVALID,
        f"The request was not accepted: 3 problem(s). First: {first}",
        params={"count": 3, "first": first},
        errors=[
            {"parameter": "q", "code": "missing", "detail": "this is missing"},
            {"parameter": "from", "code": "choice", "detail": "write one of: en, ja"},
            {"parameter": "limit", "code": "number", "detail": "this must be a whole number from 1 to 100"},
        ],
    )


def test_parameter_that_is_not_utf8_is_malformed(client: FlaskClient) -> None:
    response = client.get("/api/v1/lookup?q=%ff%fe")

    assert response.get_json() == problem(
        "malformed-request",
        400,
        "The request cannot be read",
        "The parameter q is not UTF-8. Percent-encode each parameter as UTF-8.",
        params={"parameter": "q"},
    )


def test_query_over_500_characters_is_too_long(client: FlaskClient) -> None:
    fits = client.get("/api/v1/lookup", query_string={"q": "語" * 500})
    over = client.get("/api/v1/lookup", query_string={"q": "語" * 501})

    assert fits.status_code == 200
    assert over.get_json() == problem(
        "query-too-long",
        422,
        "The query is too long",
        "The query has 501 characters; a query can have 500. To check a whole text, open it as a draft.",
        params={"length": 501, "limit": 500},
    )


@pytest.mark.parametrize("address", ["/api/v1/lookup?q=a&domain=gardening", "/api/v1/concepts?domain=gardening"])
def test_unknown_domain_lists_the_domains(client: FlaskClient, address: str) -> None:
    assert client.get(address).get_json() == problem(
        "unknown-value",
        422,
        "A parameter names something that does not exist",
        "gardening is not a value of domain. Use one of: institutions-jp, threats.",
        params={"parameter": "domain", "value": "gardening", "allowed": "institutions-jp, threats"},
    )


@pytest.mark.parametrize(
    ("body", "status", "code", "detail"),
    [
        (b"{", 400, "malformed-body", "it breaks the grammar of JSON, at character 1"),
        (b"", 400, "malformed-body", "it breaks the grammar of JSON, at character 0"),
        (b'{"queries": ["\xff"]}', 400, "malformed-body", "it is not UTF-8, at character 14"),
        ('{"queries": ["日本語日本語 '.encode() + b'\xff"]}', 400, "malformed-body", "it is not UTF-8, at character 21"),
        (b'{"queries": [NaN]}', 400, "malformed-body", "it holds NaN or Infinity"),
        (b'{"queries": [], "queries": []}', 400, "malformed-body", "it gives a field twice"),
        (b'{"queries": [' + b"9" * 5_000 + b"]}", 400, "malformed-body", "it holds a number that is too long"),
        (b"[" * 200_000, 400, "malformed-body", "it is nested too deeply"),
    ],
    ids=["grammar", "empty", "not UTF-8", "not UTF-8 after kanji", "NaN", "twice", "long number", "deep"],
)
def test_body_that_is_no_json_is_malformed(client: FlaskClient, body: bytes, status: int, code: str, detail: str) -> None:
    response = client.post("/api/v1/lookup", data=body, content_type="application/json")

    assert (response.status_code, response.get_json()["code"], response.get_json()["detail"]) == (
        status,
        code,
        f"The body is not JSON: {detail}. Send one JSON object in UTF-8.",
    )


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ("[]", "#", "object"),
        ("{}", "#/queries", "missing"),
        ('{"queries": "a"}', "#/queries", "list"),
        ('{"queries": [], "limit": true}', "#/limit", "number"),
        ('{"queries": [], "limit": "5"}', "#/limit", "number"),
        ('{"queries": [], "from": null}', "#/from", "null"),
        ('{"queries": [], "a/b": 1}', "#/a~1b", "unknown"),
        ('{"queries": [], "\\ud800": 1}', "#", "surrogate"),
    ],
)
def test_body_is_refused_by_pointer(client: FlaskClient, body: str, pointer: str, code: str) -> None:
    response = client.post("/api/v1/lookup", data=body, content_type="application/json")

    found = response.get_json()["errors"][0]
    assert (response.status_code, found["pointer"], found["code"]) == (422, pointer, code)


def test_whole_numbers_of_json_may_have_a_point(client: FlaskClient) -> None:
    response = client.post("/api/v1/lookup", data='{"queries": [], "limit": 5.0}', content_type="application/json")

    assert response.get_json() == {"answers": []}


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_body_of_another_media_type_is_refused(client: FlaskClient, media_type: str) -> None:
    response = client.post("/api/v1/lookup", data='{"queries": []}', content_type=media_type)

    assert response.get_json() == problem(
        "unsupported-media-type",
        415,
        "The body is not announced as JSON",
        f"The body is announced as {media_type or 'nothing'}. Send it with Content-Type: application/json.",
        params={"media_type": media_type or "nothing"},
    )


def test_body_over_one_mebibyte_is_refused(client: FlaskClient) -> None:
    response = client.post("/api/v1/lookup", data=b" " * (1024 * 1024 + 1), content_type="application/json")

    assert response.get_json() == problem(
        "body-too-large",
        413,
        "The body is too large",
        "A body can have 1 MiB, one with drafts or a file 16 MiB. Send fewer queries or texts at once; check a larger file with the command glossary check, which takes 64 MB.",
    )


def test_body_of_unknown_length_is_measured(client: FlaskClient) -> None:
    response = client.post(
        "/api/v1/lookup",
        input_stream=io.BytesIO(b" " * (1024 * 1024 + 1)),
        content_type="application/json",
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert (response.status_code, response.get_json()["code"]) == (413, "body-too-large")


def test_unknown_concept_names_near_ones(client: FlaskClient) -> None:
    response = client.get("/api/v1/concepts/security-ofice")

    body = response.get_json()
    assert body == problem(
        "not-found",
        404,
        "There is nothing under that id",
        "There is no concept security-ofice.",
        params={"kind": "concept", "id": "security-ofice"},
        nearest=["security-office", "statistics-institute", "security-centre"],
    )


def test_unknown_pitfall_is_not_found(client: FlaskClient) -> None:
    assert client.get("/api/v1/pitfalls/nothing").get_json() == problem(
        "not-found", 404, "There is nothing under that id", "There is no pitfall nothing.", params={"kind": "pitfall", "id": "nothing"}
    )


@pytest.mark.parametrize("address", ["/api/nothing", "/api/v1/nothing", "/api/v1/concepts/", "/api/v2/lookup", "/api/v1/concepts/a/b"])
def test_unknown_address_is_a_problem(client: FlaskClient, address: str) -> None:
    assert client.get(address).get_json() == problem(
        "no-such-address", 404, "There is nothing at that address", "The addresses of the interface are listed in /api/v1/openapi.json."
    )


def test_wrong_method_names_the_right_ones(client: FlaskClient) -> None:
    response = client.delete("/api/v1/lookup")

    assert (response.status_code, sorted(response.headers["Allow"].split(", "))) == (405, ["GET", "HEAD", "OPTIONS", "POST"])
    assert response.get_json()["code"] == "method-not-allowed"


def test_no_problem_may_be_stored(client: FlaskClient) -> None:
    response = client.get("/api/v1/lookup")

    assert (response.headers["Cache-Control"], response.headers["Content-Language"]) == ("no-store", "en")


@pytest.mark.parametrize("code", TYPES)
def test_type_of_every_problem_leads_to_its_description(client: FlaskClient, code: str) -> None:
    kind = TYPES[code]

    assert client.get(f"/api/problems/{code}").get_json() == {
        "type": f"/api/problems/{code}",
        "code": code,
        "status": kind.status.value,
        "title": kind.title,
        "advice": kind.advice,
    }


def test_all_kinds_of_problems_are_listed(client: FlaskClient) -> None:
    assert [kind["code"] for kind in client.get("/api/problems").get_json()["problems"]] == list(TYPES)


def test_failure_of_ours_tells_nothing_but_its_id(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(settings)

    def fail(**_: object) -> None:
        secret = "what the visitor typed"
        raise RuntimeError(secret)

    app.view_functions["api.list_domains"] = fail

    response = app.test_client().get("/api/v1/domains?lang=en")

    assert response.get_json() == problem(
        "internal-error",
        500,
        "The server made a mistake",
        "It was written to the log under the id in the header X-Request-Id. Trying again may help; reporting the id does.",
    )
    record = next(record for record in caplog.records if record.name == "glossary.errors")
    text = record.getMessage()
    assert text.splitlines()[0] == f"GET /api/v1/domains failed: RuntimeError, request {response.headers['X-Request-Id']}"
    assert "in fail" in text
    assert "what the visitor typed" not in text.replace('secret = "what the visitor typed"', "")
