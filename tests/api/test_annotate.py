"""``POST /api/v1/annotate``: recognised terms with their places and concepts, and nothing else."""

import json

import pytest
from flask.testing import FlaskClient

from glossary.context import date_now

ADDRESS = "/api/v1/annotate"


def post(client: FlaskClient, **body: object) -> dict[str, object]:
    response = client.post(ADDRESS, data=json.dumps(body), content_type="application/json")
    assert response.status_code == 200, response.get_data(as_text=True)
    found: dict[str, object] = response.get_json()
    return found


def matches(answer: dict[str, object]) -> list[tuple[str, str, str]]:
    return [(use["match"], use["lang"], use["concept"]) for use in answer["terms"]]


def test_term_has_its_place_its_concepts_and_the_terms_of_both_languages(drafts: FlaskClient) -> None:
    answer = post(drafts, text="拠点の認証とサーバ。")

    assert set(answer) == {"terms", "masked", "as_of", "termbase"}
    assert answer["terms"] == [
        {
            "start": 3,
            "end": 5,
            "match": "認証",
            "lang": "ja",
            "term": "認証",
            "status": "preferred",
            "concept": "authentication",
            "concepts": ["authentication", "certification"],
            "terms": {"en": ["authentication"], "ja": ["認証"]},
        },
        {
            "start": 6,
            "end": 9,
            "match": "サーバ",
            "lang": "ja",
            "term": "サーバー",
            "status": "preferred",
            "concept": "server",
            "concepts": ["server"],
            "terms": {"en": ["server"], "ja": ["サーバー"]},
        },
    ]


def test_longest_term_wins_over_all_terms(drafts: FlaskClient) -> None:
    answer = post(drafts, text="認証局は証明書を発行し、攻撃者は暗号化されたデータを検知した。")

    assert [match for match, _, _ in matches(answer)] == ["認証局", "証明書", "攻撃者", "暗号化", "検知"]


def test_english_forms_are_recognised(drafts: FlaskClient) -> None:
    answer = post(drafts, text="Vulnerabilities were detected: CAs, cyber-defense and Supply Chains; cat CAD.")

    assert matches(answer) == [
        ("Vulnerabilities", "en", "vulnerability"),
        ("detected", "en", "detection"),
        ("CAs", "en", "certificate-authority"),
        ("cyber-defense", "en", "cyber-defence"),
        ("Supply Chains", "en", "supply-chain"),
    ]


def test_both_languages_in_one_text(drafts: FlaskClient) -> None:
    answer = post(drafts, text="政府は基幹インフラ（essential infrastructure）を守る。")

    assert matches(answer) == [
        ("基幹インフラ", "ja", "essential-infrastructure"),
        ("essential infrastructure", "en", "essential-infrastructure"),
    ]


RENAMED = [{"lang": "ja", "term": "対策本部", "avoid": ["調整本部"], "kind": "renamed", "valid_from": "2024-06-01"}]


@pytest.mark.parametrize(("day", "names"), [("2020-01-01", ["調整本部", "対策本部"]), ("2025-01-01", ["対策本部"])])
def test_terms_of_a_day_come_first(drafts: FlaskClient, day: str, names: list[str]) -> None:
    (use,) = post(drafts, text="調整本部が決めた。", terms=RENAMED, as_of=day)["terms"]

    assert use["terms"]["ja"] == names


def test_day_that_the_draft_states_counts_where_none_is_asked_for(drafts: FlaskClient) -> None:
    text = "---\ndate: 2020-01-01\n---\n\n調整本部が決めた。\n"
    stated = post(drafts, text=text, format="markdown", terms=RENAMED)
    (asked,) = post(drafts, texts=[text], format="markdown", terms=RENAMED, as_of="2024-06-01")["results"]
    today = post(drafts, text="調整本部が決めた。", terms=RENAMED)

    assert [(answer["as_of"], answer["terms"][0]["terms"]["ja"]) for answer in (stated, asked, today)] == [
        ("2020-01-01", ["調整本部", "対策本部"]),
        ("2024-06-01", ["対策本部"]),
        (date_now().isoformat(), ["対策本部"]),
    ]


def test_texts_are_answered_in_order(drafts: FlaskClient) -> None:
    answer = post(drafts, texts=["サーバー", 5, "なし"], offsets="utf16")

    assert set(answer) == {"results", "termbase"}
    assert [result.get("code") or [use["match"] for use in result["terms"]] for result in answer["results"]] == [
        ["サーバー"],
        "invalid-request",
        [],
    ]


def test_offsets_in_utf16_and_masks_of_markdown(drafts: FlaskClient) -> None:
    answer = post(drafts, text="😀サーバーと`サーバー`", format="markdown", offsets="utf16")

    assert [(use["start"], use["end"]) for use in answer["terms"]] == [(2, 6)]
    assert answer["masked"] == [{"kind": "code", "start": 7, "end": 13}]


def test_extra_terms_are_recognised(drafts: FlaskClient) -> None:
    answer = post(drafts, text="量子鍵配送を使う。", terms=[{"en": "quantum key distribution", "ja": "量子鍵配送"}])

    (use,) = answer["terms"]
    assert (use["match"], use["concept"], use["terms"]) == (
        "量子鍵配送",
        "extra-1",
        {"en": ["quantum key distribution"], "ja": ["量子鍵配送"]},
    )


@pytest.mark.parametrize(
    ("body", "code"), [({}, "one-of"), ({"text": "a", "pairs": []}, "unknown"), ({"text": "a", "profile": "x"}, "unknown")]
)
def test_request_is_refused(drafts: FlaskClient, body: dict[str, object], code: str) -> None:
    response = drafts.post(ADDRESS, json=body)

    assert (response.status_code, response.get_json()["errors"][0]["code"]) == (422, code)


def test_answer_is_not_stored(drafts: FlaskClient) -> None:
    response = drafts.post(ADDRESS, json={"text": "a"})

    assert (response.headers["Cache-Control"], "ETag" in response.headers) == ("no-store", False)


def test_too_long_text_is_refused(drafts: FlaskClient) -> None:
    response = drafts.post(ADDRESS, json={"text": "a" * 1_000_001})

    assert (response.status_code, response.get_json()["code"]) == (413, "text-too-long")
