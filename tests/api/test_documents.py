"""Concepts, pitfalls, domains and sources as documents: equal to their files, field by field."""

import tomllib
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.api.conftest import TERMS

CONCEPTS = sorted(TERMS.glob("concepts/*/*.toml"))
PITFALLS = sorted(TERMS.glob("pitfalls/*.toml"))


def with_iso_dates(value: object) -> object:
    if isinstance(value, dict):
        return {key: with_iso_dates(part) for key, part in value.items()}
    if isinstance(value, list):
        return [with_iso_dates(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("path", CONCEPTS, ids=lambda path: path.stem)
def test_concept_mirrors_its_file_field_by_field(client: FlaskClient, path: object) -> None:
    document = client.get(f"/api/v1/concepts/{path.stem}").get_json()

    added = {key: document.pop(key) for key in ("links", "pitfalls")}
    assert document == with_iso_dates(tomllib.loads(path.read_text("utf-8")))
    assert added["links"] == {"self": f"/api/v1/concepts/{path.stem}", "page": f"/c/{path.stem}"}


def test_concept_names_its_pitfalls(client: FlaskClient) -> None:
    assert client.get("/api/v1/concepts/ransomware").get_json()["pitfalls"] == ["threat-or-menace"]
    assert client.get("/api/v1/concepts/security-office").get_json()["pitfalls"] == []


def test_concept_adds_the_names_of_a_day(client: FlaskClient) -> None:
    plain = client.get("/api/v1/concepts/statistics-institute").get_json()
    dated = client.get("/api/v1/concepts/statistics-institute?as_of=2019-05-01").get_json()

    assert dated == plain | {
        "as_of": {
            "date": "2019-05-01",
            "concept": "statistics-institute",
            "terms": {"en": ["Bureau of Incidents", "Institute of Incident Statistics"], "ja": ["事案局", "事案統計研究所"]},
        }
    }


def test_names_of_a_day_follow_the_successor(client: FlaskClient) -> None:
    after = client.get("/api/v1/concepts/security-centre?as_of=2026-01-01").get_json()["as_of"]
    before = client.get("/api/v1/concepts/security-office?as_of=2024-05-01").get_json()["as_of"]

    assert after == {"date": "2026-01-01", "concept": "security-office", "terms": {"en": ["Readiness Office"], "ja": ["統括室"]}}
    assert before == {
        "date": "2024-05-01",
        "concept": "security-centre",
        "terms": {"en": ["Centre for Readiness", "CFR"], "ja": ["即応センター"]},
    }


@pytest.mark.parametrize("path", PITFALLS, ids=lambda path: path.stem)
def test_pitfall_mirrors_its_file_field_by_field(client: FlaskClient, path: object) -> None:
    document = client.get(f"/api/v1/pitfalls/{path.stem}").get_json()

    assert document.pop("links") == {"self": f"/api/v1/pitfalls/{path.stem}"}
    assert document == with_iso_dates(tomllib.loads(path.read_text("utf-8")))


def test_domains_stand_in_their_order_of_use(client: FlaskClient) -> None:
    assert client.get("/api/v1/domains").get_json() == {
        "domains": [
            {"id": "institutions-jp", "name": {"en": "Institutions (Japan)", "ja": "機関（日本）"}, "concepts": 3},
            {
                "id": "threats",
                "name": {"en": "Threats and attacks", "ja": "脅威・攻撃"},
                "note": {"en": "Malicious acts and the programs used for them", "ja": "悪意ある行為とその手段"},
                "concepts": 2,
            },
        ]
    }


def test_sources_say_how_many_concepts_cite_them(client: FlaskClient) -> None:
    assert client.get("/api/v1/sources").get_json() == {
        "sources": [
            {
                "id": "gazette",
                "title": "官報",
                "publisher": "国立印刷局",
                "url": "https://kanpou.example/",
                "date": "2025-07-01",
                "seen": "2026-11-20",
                "lang": "ja",
                "concepts": 2,
            },
            {"id": "handbook", "title": "Handbook of malware", "publisher": "Example Press", "concepts": 1},
        ]
    }


def test_json_is_utf8_without_escapes(client: FlaskClient) -> None:
    body = client.get("/api/v1/concepts/threat").data

    assert b"\\u" not in body
    assert "脅威" in body.decode("utf-8")


ALL = ["ransomware", "security-centre", "security-office", "statistics-institute", "threat"]


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({}, ALL),
        ({"domain": "threats"}, ["ransomware", "threat"]),
        ({"status": "draft"}, ["threat"]),
        ({"jurisdiction": "JP", "status": "approved"}, ["security-office"]),
        ({"q": "ﾗﾝｻﾑ"}, ["ransomware"]),
        ({"q": "OFFICE"}, ["security-office"]),
        ({"q": "きょうい"}, ["threat"]),
        ({"q": "nothing like it"}, []),
    ],
)
def test_list_of_concepts_is_filtered(client: FlaskClient, parameters: dict[str, str], found: list[str]) -> None:
    answer = client.get("/api/v1/concepts", query_string=parameters).get_json()

    assert answer == {"concepts": [client.get(f"/api/v1/concepts/{key}").get_json() for key in found], "total": len(found)}


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({}, ["centre-acronym", "threat-or-menace"]),
        ({"kind": "acronym"}, ["centre-acronym"]),
        ({"level": "warning"}, ["threat-or-menace"]),
        ({"concept": "threat"}, ["threat-or-menace"]),
        ({"concept": "no-such-concept"}, []),
    ],
)
def test_list_of_pitfalls_is_filtered(client: FlaskClient, parameters: dict[str, str], found: list[str]) -> None:
    answer = client.get("/api/v1/pitfalls", query_string=parameters).get_json()

    assert answer == {"pitfalls": [client.get(f"/api/v1/pitfalls/{key}").get_json() for key in found], "total": len(found)}
