"""``POST /api/v1/check``: shapes, options, batches, pairs, limits, and that drafts stay private."""

import json
import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.api.conftest import problem

BARE = "海外拠点では認証を必須とする。"
"""An ambiguous term at 6–8."""

ADDRESS = "/api/v1/check"


def post(client: FlaskClient, **body: object) -> dict[str, object]:
    response = client.post(ADDRESS, data=json.dumps(body), content_type="application/json")
    assert response.status_code == 200, response.get_data(as_text=True)
    found: dict[str, object] = response.get_json()
    return found


def said(answer: dict[str, object]) -> list[tuple[str, int, int, str]]:
    return [(finding["rule"], finding["start"], finding["end"], finding["match"]) for finding in answer["findings"]]


def test_finding_has_every_field(drafts: FlaskClient) -> None:
    answer = post(drafts, text=BARE)

    (finding,) = answer["findings"]
    assert len(finding.pop("fingerprint")) == 16
    assert finding == {
        "rule": "pitfall.ambiguous",
        "level": "warning",
        "start": 6,
        "end": 8,
        "match": "認証",
        "message": {"en": "ninsho", "ja": "ninsho"},
        "reasons": [
            {"en": "One thing.", "ja": "One thing."},
            {"en": "別のもの。", "ja": "別のもの。"},
            {"en": "Write it out.", "ja": "書き分ける。"},
        ],
        "suggestions": [],
        "concepts": ["authentication", "certification"],
        "pitfall": "ninsho",
        "senses": [
            {"concept": "authentication", "terms": {"en": "authentication", "ja": "認証"}},
            {"concept": "certification", "terms": {"en": "certification", "ja": "認証"}},
        ],
        "sources": ["handbook"],
        "as_of": "2026-11-22",
        "places": [[6, 8]],
        "related": [],
        "suppressed": None,
    } | {"as_of": finding["as_of"]}
    assert set(answer) == {"findings", "masked", "characters", "as_of", "termbase"}
    assert (answer["masked"], answer["characters"]) == ([], len(BARE))
    assert answer["termbase"]["snapshot"].startswith("shipped@")


def test_suggestion_says_whether_it_is_safe_and_what_it_replaces(drafts: FlaskClient) -> None:
    (finding,) = post(drafts, text="更新するサーバ。")["findings"]

    assert finding["message"]["en"] == "サーバ is another spelling of サーバー"
    assert finding["suggestions"] == [{"text": "サーバー", "safe": True, "start": 4, "end": 7}]
    assert (finding["pitfall"], finding["as_of"], finding["senses"]) == (None, None, [])


@pytest.mark.parametrize("text", ["😀𠮷サーバ", "😀 a\u0301 ｻｰﾊﾞ😀", "𠮷\r\nサーバ", "😀" * 50 + "サーバ" + "😀"])
def test_offsets_in_utf16_are_those_of_javascript(drafts: FlaskClient, text: str) -> None:
    (point,) = post(drafts, text=text)["findings"]
    (unit,) = post(drafts, text=text, offsets="utf16")["findings"]

    units = text.encode("utf-16-le")
    assert text[point["start"] : point["end"]] == point["match"]
    assert units[2 * unit["start"] : 2 * unit["end"]].decode("utf-16-le") == unit["match"] == point["match"]
    assert unit["places"] == [[unit["start"], unit["end"]]]
    assert [(found["start"], found["end"]) for found in unit["suggestions"]] == [(unit["start"], unit["end"])]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({}, [("pitfall.ambiguous", 6, 8, "認証")]),
        ({"lang": "auto"}, [("pitfall.ambiguous", 6, 8, "認証")]),
        ({"lang": "en"}, []),
        ({"reader": "none"}, []),
        ({"reader": "ja"}, []),
        ({"reader": "en-GB"}, [("pitfall.ambiguous", 6, 8, "認証")]),
        ({"profile": "uk-government"}, []),
    ],
)
def test_language_reader_and_profile_decide_what_speaks(
    drafts: FlaskClient, options: dict[str, object], found: list[tuple[object, ...]]
) -> None:
    assert said(post(drafts, text=BARE, **options)) == found


def test_profile_decides_the_level(drafts: FlaskClient) -> None:
    levels = {name: post(drafts, text="サーバ", profile=name)["findings"][0]["level"] for name in ("default", "ja-government")}

    assert levels == {"default": "information", "ja-government": "warning"}


def test_as_of_decides_which_name_is_right(drafts: FlaskClient) -> None:
    text = "サイバー即応センターが担う。"

    assert said(post(drafts, text=text, as_of="2025-06-30")) == []
    (late,) = post(drafts, text=text, as_of="2025-07-01")["findings"]
    assert (late["rule"], late["as_of"], late["suggestions"][0]["text"]) == ("name.renamed", "2025-07-01", "サイバー統括室")


def test_stated_date_of_markdown_counts_unless_one_is_asked_for(drafts: FlaskClient) -> None:
    text = "---\ndate: 2020-01-01\n---\n\nサイバー即応センターが担う。"

    dated = post(drafts, text=text, format="markdown")
    asked = post(drafts, text=text, format="markdown", as_of="2026-01-01")

    assert (dated["as_of"], said(dated)) == ("2020-01-01", [])
    assert (asked["as_of"], [rule for rule, *_ in said(asked)]) == ("2026-01-01", ["name.renamed"])


def test_markdown_masks_what_is_not_prose(drafts: FlaskClient) -> None:
    text = "サーバは `サーバ` と https://example.org/サーバ を見る。"

    plain, markdown = post(drafts, text=text), post(drafts, text=text, format="markdown")

    assert [place[1] for place in said(plain)] == [0, 6]
    assert [place[1] for place in said(markdown)] == [0]
    assert {(piece["kind"], text[piece["start"] : piece["end"]]) for piece in markdown["masked"]} == {
        ("code", "`サーバ`"),
        ("url", "https://example.org/サーバ"),
    }


def test_rules_that_guess_speak_on_request_only(drafts: FlaskClient) -> None:
    text = "証明所を発行する。"

    assert said(post(drafts, text=text)) == []
    assert [rule for rule, *_ in said(post(drafts, text=text, candidates=True))] == ["term.near-miss"]


def test_texts_are_answered_in_order_with_a_problem_in_the_place_of_a_bad_one(drafts: FlaskClient) -> None:
    answer = post(drafts, texts=[BARE, 5, "サーバー", None, ["x"], ""])

    single = post(drafts, text=BARE)
    assert set(answer) == {"results", "termbase"}
    results = answer["results"]
    assert results[0] == {name: value for name, value in single.items() if name != "termbase"}
    assert [result.get("code") for result in results] == [None, "invalid-request", None, "invalid-request", "invalid-request", None]
    first = "#/texts/1: this must be text"
    assert results[1] == problem(
        "invalid-request",
        422,
        "The request was not accepted",
        f"The request was not accepted: 1 problem(s). First: {first}",
        params={"count": 1, "first": first},
        errors=[{"pointer": "#/texts/1", "code": "text", "detail": "this must be text"}],
    )
    assert (results[2]["findings"], results[5]["characters"]) == ([], 0)


PAIR = {"source": "政府は製品を認定する。", "target": "The Government accredits products."}
GOOD_PAIR = {"source": "政府は製品を認定する。", "target": "The Government certifies products."}


def test_pairs_tell_the_pair_the_side_and_the_place_on_the_other_side(drafts: FlaskClient) -> None:
    answer = post(drafts, pairs=[GOOD_PAIR, PAIR], source_lang="ja", target_lang="en")

    assert set(answer) == {"findings", "masked", "problems", "termbase"}
    (finding,) = answer["findings"]
    assert (finding["rule"], finding["pitfall"], finding["pair"], finding["side"]) == ("pair.pitfall", "designate", 1, "target")
    assert PAIR["target"][finding["start"] : finding["end"]] == finding["match"] == "accredits"
    assert [PAIR["source"][start:end] for start, end in finding["related"]] == ["認定する"]


def test_pairs_are_judged_in_both_directions_and_find_their_languages(drafts: FlaskClient) -> None:
    turned = {"source": PAIR["target"], "target": PAIR["source"]}

    named = post(drafts, pairs=[turned], source_lang="en", target_lang="ja")
    found = post(drafts, pairs=[turned])

    (finding,) = named["findings"]
    assert (finding["side"], finding["match"], [turned["target"][start:end] for start, end in finding["related"]]) == (
        "source",
        "accredits",
        ["認定する"],
    )
    assert found == named


def test_settled_sense_rendered_as_another_is_told(drafts: FlaskClient) -> None:
    pair = {"source": "利用者の認証に失敗した。", "target": "The certification of the user failed."}

    (finding,) = post(drafts, pairs=[pair])["findings"]

    assert (finding["rule"], finding["match"], finding["suggestions"][0]["text"]) == ("pair.sense", "certification", "authentication")
    assert [pair["source"][start:end] for start, end in finding["related"]] == ["認証"]


def test_offsets_of_pairs_count_each_text_by_itself(drafts: FlaskClient) -> None:
    pair = {"source": "😀政府は製品を認定する。", "target": "😀😀 The Government accredits products."}

    (finding,) = post(drafts, pairs=[pair], offsets="utf16")["findings"]

    def sliced(text: str, start: int, end: int) -> str:
        return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")

    assert sliced(pair["target"], finding["start"], finding["end"]) == "accredits"
    assert [sliced(pair["source"], start, end) for start, end in finding["related"]] == ["認定する"]


def test_pairs_in_markdown_have_places_in_the_text_as_given(drafts: FlaskClient) -> None:
    pair = {"source": "# 政府\n\n製品を **認定**する。", "target": "The Government *accredits* `accredits` products."}

    answer = post(drafts, pairs=[pair], format="markdown")

    (finding,) = answer["findings"]
    assert pair["target"][finding["start"] : finding["end"]] == "accredits"
    assert finding["start"] == pair["target"].index("accredits")
    assert {(piece["side"], piece["kind"]) for piece in answer["masked"]} >= {("target", "code"), ("source", "markup")}


def test_bad_pair_never_fails_the_others(drafts: FlaskClient) -> None:
    answer = post(drafts, pairs=[5, {"source": "x"}, {"source": "x", "target": None}, {"source": "x", "target": "y", "note": "z"}, PAIR])

    assert [(found["pair"], found["code"], found["errors"][0]["pointer"]) for found in answer["problems"]] == [
        (0, "invalid-request", "#/pairs/0"),
        (1, "invalid-request", "#/pairs/1/target"),
        (2, "invalid-request", "#/pairs/2/target"),
        (3, "invalid-request", "#/pairs/3/note"),
    ]
    assert [finding["pair"] for finding in answer["findings"]] == [4]


def test_pairs_for_a_reader_at_home_are_silent(drafts: FlaskClient) -> None:
    assert post(drafts, pairs=[PAIR], reader="none")["findings"] == []


def test_gloss_in_brackets_is_judged_as_a_pair(drafts: FlaskClient) -> None:
    text = "政府は基幹インフラ（critical infrastructure）を守る。"

    (finding,) = post(drafts, text=text)["findings"]

    assert (finding["rule"], finding["pitfall"], finding["match"]) == ("pair.pitfall", "infrastructure", "critical infrastructure")
    assert [text[start:end] for start, end in finding["related"]] == ["基幹インフラ"]
    assert finding["suggestions"][0]["text"] == "essential infrastructure"
    assert "pair" not in finding


EXTRA = [
    ({"lang": "ja", "term": "基盤", "avoid": ["ベース"]}, "ベースを作る。", ("term.deprecated", "ベース", ["基盤"])),
    ({"lang": "ja", "term": "サーバ", "avoid": ["サーバー"]}, "サーバーを置く。", ("term.deprecated", "サーバー", ["サーバ"])),
    (
        {"lang": "ja", "term": "新機構", "avoid": ["旧団体"], "kind": "renamed", "valid_from": "2026-04-01"},
        "2026年5月に旧団体が動く。",
        ("name.renamed", "旧団体", ["新機構"]),
    ),
    ({"lang": "ja", "term": "暗号", "senses": ["cipher", "code"]}, "暗号を使う。", ("pitfall.ambiguous", "暗号", [])),
    ({"lang": "en", "acronym": "PDF", "senses": ["a", "b"]}, "The PDF is new.", ("pitfall.acronym", "PDF", [])),
    ({"lang": "ja", "hedge": ["必要に応じて"]}, "必要に応じて直す。", ("pitfall.register", "必要に応じて", [])),
]


@pytest.mark.parametrize(("term", "text", "found"), EXTRA, ids=[str(term) for term, _, _ in EXTRA])
def test_extra_term_speaks(drafts: FlaskClient, term: dict[str, object], text: str, found: tuple[object, ...]) -> None:
    answers = [post(drafts, text=text, terms=[term]) for _ in range(2)]  # compiled, then kept

    (finding,) = answers[0]["findings"]
    assert (finding["rule"], finding["match"], [suggestion["text"] for suggestion in finding["suggestions"]]) == found
    assert answers[0] == answers[1]
    assert [rule for rule, *_ in said(post(drafts, text=text))] == []


def test_extra_senses_are_listed(drafts: FlaskClient) -> None:
    term = {"lang": "ja", "term": "暗号", "senses": ["cipher", "a secret code"]}

    (finding,) = post(drafts, text="暗号を使う。", terms=[term])["findings"]

    assert finding["senses"] == [
        {"concept": "cipher", "terms": {"en": "cipher", "ja": "暗号"}},
        {"concept": "a secret code", "terms": {}},
    ]


def test_renamed_extra_name_is_right_before_its_day(drafts: FlaskClient) -> None:
    term = {"lang": "ja", "term": "新機構", "avoid": ["旧団体"], "kind": "renamed", "valid_from": "2026-04-01"}

    assert said(post(drafts, text="2026年3月に旧団体が動いた。", terms=[term])) == []


def test_extra_pair_blocks_what_lies_inside_it(drafts: FlaskClient) -> None:
    text = "統合認証を必須とする。"
    term = {"lang": "ja", "term": "本人 確認", "senses": ["a"]}

    assert said(post(drafts, text=BARE.replace("認証", "認証 方式"), terms=[{"en": "method", "ja": "認証 方式"}])) == []
    assert said(post(drafts, text=text, terms=[term])) == []


@pytest.mark.parametrize(
    ("term", "pointer", "detail"),
    [
        (5, "#/terms/0", "this must be a JSON object"),
        ({}, "#/terms/0", "give en and ja, or lang with term, acronym or hedge"),
        ({"en": "x"}, "#/terms/0", "give en and ja, or lang with term, acronym or hedge"),
        ({"en": "x", "ja": " "}, "#/terms/0/ja", "this must be text, and must not be empty"),
        ({"en": "x", "ja": "y" * 201}, "#/terms/0/ja", "this has more than 200 characters"),
        ({"en": "x", "ja": "\ud800"}, "#/terms/0/ja", "this holds half of a surrogate pair, which is no character"),
        ({"lang": "de", "term": "x"}, "#/terms/0", "give en and ja, or lang with term, acronym or hedge"),
        ({"lang": "ja", "hedge": []}, "#/terms/0/hedge", "this must be a list of texts, none of them empty"),
        (
            {"lang": "ja", "hedge": ["(a|b)"]},
            "#/terms/0/hedge",
            "a bracket, bar or quotation mark cannot stand in an expression that is looked for word by word",
        ),
        ({"lang": "ja", "term": "x", "kind": "new"}, "#/terms/0/kind", "write one of: renamed"),
        ({"lang": "ja", "term": "x", "kind": "renamed", "avoid": ["y"]}, "#/terms/0/valid_from", "this must be a date such as 2026-11-22"),
        ({"lang": "ja", "term": "x", "valid_from": "2026-W01-1"}, "#/terms/0/valid_from", "this must be a date such as 2026-11-22"),
    ],
)
def test_extra_term_is_refused_by_its_place(drafts: FlaskClient, term: object, pointer: str, detail: str) -> None:
    response = drafts.post(ADDRESS, data=json.dumps({"text": "x", "terms": [term]}), content_type="application/json")

    assert response.status_code == 422
    assert [(found["pointer"], found["detail"]) for found in response.get_json()["errors"]] == [(pointer, detail)]


def test_unknown_field_of_an_extra_term_lists_the_known_ones(drafts: FlaskClient) -> None:
    response = drafts.post(ADDRESS, json={"text": "x", "terms": [{"en": "x", "ja": "y", "tem": "z"}]})

    assert response.get_json()["errors"][0]["detail"] == (
        "there is a field that is not known here; known: en, ja, lang, term, acronym, avoid, senses, hedge, valid_from, kind, comment"
    )


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "#", "one-of"),
        ({"text": "a", "texts": ["b"]}, "#", "one-of"),
        ({"text": None}, "#/text", "null"),
        ({"text": 5}, "#/text", "text"),
        ({"texts": "a"}, "#/texts", "list"),
        ({"texts": ["a"] * 501}, "#/texts", "list-too-long"),
        ({"pairs": [PAIR] * 501}, "#/pairs", "list-too-long"),
        ({"text": "a", "terms": [{"en": "a", "ja": "b"}] * 1_001}, "#/terms", "list-too-long"),
        ({"text": "a", "lang": "de"}, "#/lang", "choice"),
        ({"text": "a", "format": "docx"}, "#/format", "choice"),
        ({"text": "a", "reader": "fr"}, "#/reader", "choice"),
        ({"text": "a", "as_of": "2026-02-30"}, "#/as_of", "day"),
        ({"text": "a", "offsets": "bytes"}, "#/offsets", "choice"),
        ({"text": "a", "candidates": "yes"}, "#/candidates", "choice"),
        ({"text": "a", "lnag": "ja"}, "#/lnag", "unknown"),
        ({"pairs": [PAIR], "source_lang": "ja", "target_lang": "ja"}, "#", "same-language"),
    ],
)
def test_request_is_refused_by_pointer(drafts: FlaskClient, body: dict[str, object], pointer: str, code: str) -> None:
    response = drafts.post(ADDRESS, json=body)

    found = response.get_json()["errors"][0]
    assert (response.status_code, response.content_type, found["pointer"], found["code"]) == (
        422,
        "application/problem+json",
        pointer,
        code,
    )


def test_unknown_profile_lists_the_profiles(drafts: FlaskClient) -> None:
    response = drafts.post(ADDRESS, json={"text": "a", "profile": "house"})

    assert (response.status_code, response.get_json()["params"]) == (
        422,
        {"value": "house", "parameter": "profile", "allowed": "default, isms, ja-government, technical-ja, uk-government"},
    )


@pytest.mark.parametrize(
    "body",
    [
        {"text": "a" * 1_000_001},
        {"texts": ["a" * 500_001, "b" * 500_000]},
        {"pairs": [{"source": "a" * 500_001, "target": "b" * 500_000}]},
    ],
    ids=["text", "texts", "pairs"],
)
def test_more_than_a_million_characters_are_too_long(drafts: FlaskClient, body: dict[str, object]) -> None:
    response = drafts.post(ADDRESS, json=body)

    assert response.get_json() == problem(
        "text-too-long",
        413,
        "The text is too long",
        "The text has 1000001 characters; 1000000 can be checked at once. Check it in parts.",
        params={"length": 1_000_001, "limit": 1_000_000},
    )


def test_million_characters_and_500_texts_are_checked(drafts: FlaskClient) -> None:
    whole = "情報 " * 250_000
    escaped = json.dumps({"text": (whole + "情報" * 125_000)})

    response = drafts.post(ADDRESS, data=escaped, content_type="application/json")
    many = post(drafts, texts=["x"] * 500)

    assert (response.status_code, response.get_json()["characters"]) == (200, 1_000_000)
    assert len(many["results"]) == 500


def test_body_over_16_mebibytes_is_too_large(drafts: FlaskClient) -> None:
    response = drafts.post(ADDRESS, data=b" " * (16 * 1024 * 1024 + 1), content_type="application/json")

    assert (response.status_code, response.get_json()["code"]) == (413, "body-too-large")


SECRET = "機密の海外拠点では認証を必須とする"


@pytest.mark.parametrize(
    "body",
    [
        {"text": SECRET},
        {"text": SECRET + "a" * 1_000_000},
        {"texts": [SECRET, [SECRET]]},
        {"pairs": [[SECRET], {"source": SECRET, "target": 5}]},
        {"text": "a", "terms": [{"ja": SECRET}]},
        {"text": SECRET, "as_of": "never"},
    ],
    ids=["text", "too long", "texts", "pairs", "terms", "refused"],
)
def test_draft_is_in_no_log_no_problem_and_no_header(draft_app: Flask, caplog: pytest.LogCaptureFixture, body: dict[str, object]) -> None:
    with caplog.at_level(logging.DEBUG):
        response = draft_app.test_client().post(ADDRESS, json=body)

    text = response.get_data(as_text=True) if response.status_code != 200 else ""
    told = [*caplog.messages, *response.headers.values(), text]
    assert [line for line in told if "機密" in line or "\\u6a5f" in line] == []
    assert (response.headers["Cache-Control"], "ETag" in response.headers) == ("no-store", False)


def test_any_site_may_ask_without_credentials(drafts: FlaskClient) -> None:
    before = drafts.options(
        ADDRESS,
        headers={"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"},
    )
    response = drafts.post(ADDRESS, json={"text": "a"}, headers={"Origin": "https://elsewhere.example"})

    assert (before.headers["Access-Control-Allow-Origin"], before.headers["Access-Control-Allow-Headers"]) == (
        "*",
        "Content-Type, If-None-Match",
    )
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_messages_of_problems_come_in_the_language_asked_for(drafts: FlaskClient) -> None:
    response = drafts.post(f"{ADDRESS}?lang=ja", json={"text": "a", "profile": "house"})

    assert response.headers["Content-Language"] == "ja"


def test_lone_surrogates_are_checked_around(drafts: FlaskClient) -> None:
    text = "\ud83d サーバ \ude00"

    (finding,) = post(drafts, text=text)["findings"]

    assert (finding["start"], finding["end"], finding["match"]) == (2, 5, "サーバ")
