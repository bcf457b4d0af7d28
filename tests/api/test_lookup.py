"""``/api/v1/lookup``: one query by GET, many by POST."""

import json

import pytest
from flask.testing import FlaskClient

from tests.api.conftest import problem

RANSOMWARE_HIT = {
    "concept": "ransomware",
    "terms": {"en": ["ransomware"], "ja": ["ランサムウェア", "身代金要求型ウイルス"]},
    "status": "preferred",
    "warnings": [
        {
            "pitfall": "threat-or-menace",
            "kind": "false friend",
            "level": "warning",
            "text": {"en": "Write incident for harm that has been done.", "ja": "生じた被害は「事案」と書く。"},
        }
    ],
    "domain": "threats",
    "entry_status": "approved",
    "definition": {
        "en": "malware that makes data unusable until money is paid",
        "ja": "データを使用できなくし、復旧と引き換えに金銭を要求する不正プログラム",
    },
    "links": {"self": "/api/v1/concepts/ransomware", "page": "/c/ransomware"},
}


def test_get_answers_with_one_element(client: FlaskClient) -> None:
    answer = client.get("/api/v1/lookup", query_string={"q": "ransomware"}).get_json()

    hit = answer["hits"][0]
    score, match = hit.pop("score"), hit.pop("match")
    assert (answer["query"], answer["suggestions"], hit) == ("ransomware", [], RANSOMWARE_HIT)
    assert 0 < score <= 1
    assert match == {"kind": "exact", "term": "ransomware", "lang": "en", "form": "ransomware", "spans": [{"start": 0, "end": 10}]}


def test_post_answers_in_the_order_of_the_queries_with_the_elements_of_get(client: FlaskClient) -> None:
    queries = ["脅威", "CFR", "ransomware"]

    answers = client.post("/api/v1/lookup", json={"queries": queries, "limit": 3}).get_json()["answers"]

    assert answers == [client.get("/api/v1/lookup", query_string={"q": query, "limit": 3}).get_json() for query in queries]
    assert [answer["hits"][0]["concept"] for answer in answers] == ["threat", "security-centre", "ransomware"]


def test_one_bad_item_never_fails_the_batch(client: FlaskClient) -> None:
    queries = ["脅威", 5, None, "", ["x"], "x" * 501, "\ud83d", "脅威"]

    response = client.post("/api/v1/lookup", data=json.dumps({"queries": queries}), content_type="application/json")

    answers = response.get_json()["answers"]
    assert response.status_code == 200
    assert answers[0] == answers[7] == client.get("/api/v1/lookup?q=脅威").get_json()
    assert [answer.get("code") for answer in answers] == [None, *["invalid-request"] * 4, "query-too-long", "invalid-request", None]
    first = "#/queries/1: this must be text"
    assert answers[1] == problem(
        "invalid-request",
        422,
        "The request was not accepted",
        f"The request was not accepted: 1 problem(s). First: {first}",
        params={"count": 1, "first": first},
        errors=[{"pointer": "#/queries/1", "code": "text", "detail": "this must be text"}],
    )
    assert answers[3]["errors"] == [{"pointer": "#/queries/3", "code": "empty", "detail": "this is empty"}]
    assert (answers[5]["status"], answers[5]["params"], len(answers[5]["query"])) == (422, {"length": 501, "limit": 500}, 500)
    assert (answers[6]["query"], answers[6]["errors"][0]["code"]) == ("\N{REPLACEMENT CHARACTER}", "surrogate")


def test_batch_takes_500_queries_and_no_more(client: FlaskClient) -> None:
    most = client.post("/api/v1/lookup", json={"queries": ["x"] * 500, "limit": 1})
    over = client.post("/api/v1/lookup", json={"queries": ["x"] * 501})

    assert (most.status_code, len(most.get_json()["answers"])) == (200, 500)
    assert (over.status_code, over.get_json()["errors"]) == (
        422,
        [{"pointer": "#/queries", "code": "list-too-long", "detail": "this list has 501 items; the limit is 500"}],
    )


def test_empty_batch_has_no_answers(client: FlaskClient) -> None:
    assert client.post("/api/v1/lookup", json={"queries": []}).get_json() == {"answers": []}


def test_renamed_body_is_answered_with_the_name_of_the_day(client: FlaskClient) -> None:
    now = client.get("/api/v1/lookup?q=事案統計研究所").get_json()["hits"][0]
    then = client.get("/api/v1/lookup?q=事案統計研究所&as_of=2019-05-01").get_json()["hits"][0]

    assert now["terms"] == {"en": ["Institute of Incident Statistics"], "ja": ["事案統計研究所"]}
    assert then["terms"] == {
        "en": ["Bureau of Incidents", "Institute of Incident Statistics"],
        "ja": ["事案局", "事案統計研究所"],
    }


def test_discouraged_term_is_found_with_reason_and_replacement(client: FlaskClient) -> None:
    hit = client.get("/api/v1/lookup?q=ransom+virus").get_json()["hits"][0]

    assert (hit["concept"], hit["status"], hit["replaced_by"], hit["terms"]["en"]) == (
        "ransomware",
        "deprecated",
        "ransomware",
        ["ransomware"],
    )
    assert hit["reason"] == {"en": "It need not be a virus.", "ja": "ウイルスとは限らない。"}


def test_retired_concept_names_its_successor(client: FlaskClient) -> None:
    hit = client.get("/api/v1/lookup?q=即応センター").get_json()["hits"][0]

    assert (hit["concept"], hit["entry_status"], hit["valid_from"], hit["valid_to"]) == (
        "security-centre",
        "retired",
        "2015-01-09",
        "2025-06-30",
    )
    assert hit["successor"] == {"concept": "security-office", "terms": {"en": ["Readiness Office"], "ja": ["統括室"]}}


def test_limit_and_language_and_domain_narrow_the_answer(client: FlaskClient) -> None:
    def concepts(**parameters: object) -> list[str]:
        answer = client.get("/api/v1/lookup", query_string={"q": "脅威", **parameters}).get_json()
        return [hit["concept"] for hit in answer["hits"]]

    assert concepts(limit=1) == ["threat"]
    assert concepts(domain="threats", limit=1) == ["threat"]
    assert "threat" not in concepts(domain="institutions-jp")


def test_raw_utf8_in_the_address_is_read_like_percent_encoding(client: FlaskClient) -> None:
    raw = "q=脅威".encode().decode("latin-1")

    answer = client.get("/api/v1/lookup", environ_overrides={"QUERY_STRING": raw}).get_json()

    assert answer["query"] == "脅威"


@pytest.mark.parametrize("query", ["\0", "a\0b", " ", "\u200b", "\U0001f512", "\u202e脅威", "%", "'; DROP TABLE concept; --"])
def test_odd_characters_are_looked_up_like_any(client: FlaskClient, query: str) -> None:
    response = client.get("/api/v1/lookup", query_string={"q": query})

    assert (response.status_code, response.get_json()["query"]) == (200, query)
