"""Findings that a request wants left alone: they come back with the reason, whatever is checked."""

import io
import json

import pytest
from flask.testing import FlaskClient

from tests.api.test_check import PAIR
from tests.documents.word.build import docx, p

TEXT = "海外拠点では認証を必須とする。\n\nサーバを置く。"
REASON = "Agreed with the other side."


def post(client: FlaskClient, **body: object) -> dict[str, object]:
    response = client.post("/api/v1/check", json=body)
    assert response.status_code == 200, response.get_data(as_text=True)
    answer: dict[str, object] = response.get_json()
    return answer


def told(answer: dict[str, object]) -> list[tuple[str, object]]:
    return [(finding["rule"], finding["suppressed"]) for finding in answer["findings"]]


def dismissing(answer: dict[str, object], rule: str) -> list[dict[str, str]]:
    return [{"fingerprint": found["fingerprint"], "reason": REASON} for found in answer["findings"] if found["rule"] == rule]


SUPPRESSED = {"source": "dismissed", "reason": REASON, "until": None}


def test_finding_in_a_text_is_left_alone(drafts: FlaskClient) -> None:
    before = post(drafts, text=TEXT)
    after = post(drafts, text=f"前の段落。\n\n{TEXT}", dismissed=dismissing(before, "pitfall.ambiguous"))

    assert told(before) == [("pitfall.ambiguous", None), ("term.variant", None)]
    assert told(after) == [("pitfall.ambiguous", SUPPRESSED), ("term.variant", None)]


def test_finding_in_a_pair_is_left_alone(drafts: FlaskClient) -> None:
    pair = PAIR
    before = post(drafts, pairs=[pair])
    assert before["findings"] != []

    after = post(drafts, pairs=[pair], dismissed=dismissing(before, before["findings"][0]["rule"]))

    assert {json.dumps(suppressed) for _, suppressed in told(after)} == {json.dumps(SUPPRESSED)}


def test_finding_in_a_file_is_left_alone_and_its_copy_has_no_remark_on_it(drafts: FlaskClient) -> None:
    def send(**fields: str) -> object:
        data = {"file": (io.BytesIO(docx(p("海外拠点では認証を必須とする。") + p("サーバを置く。"))), "a.docx"), **fields}
        return drafts.post("/api/v1/check", data=data, content_type="multipart/form-data")

    before = send().get_json()
    everything = json.dumps([{"fingerprint": found["fingerprint"], "reason": REASON} for found in before["findings"]])
    after = send(dismissed=everything).get_json()

    assert told(after) == [(rule, SUPPRESSED) for rule, _ in told(before)]
    assert b"comments.xml" in send(annotate="true").data
    assert b"comments.xml" not in send(dismissed=everything, annotate="true").data
    assert REASON in send(dismissed=everything, report="true").get_data(as_text=True)


def test_comment_in_a_draft_is_heeded(drafts: FlaskClient) -> None:
    text = "<!-- glossary: ignore term.variant サーバ: a name -->\n\nサーバを置く。"

    assert told(post(drafts, text=text, format="markdown")) == [("term.variant", {"source": "inline", "reason": "a name", "until": None})]


@pytest.mark.parametrize(
    ("item", "place", "sentence"),
    [
        (
            {"fingerprint": "x", "reason": "So."},
            "fingerprint",
            "this must be a fingerprint: 16 hexadecimal digits, as an answer gives it with a finding",
        ),
        ({"fingerprint": "0" * 16, "reason": " "}, "reason", "this is empty"),
        ({"fingerprint": "0" * 16, "reason": "\ud800"}, "reason", "this holds half of a surrogate pair, which is no character"),
        ({"fingerprint": "0" * 16, "reason": "x" * 501}, "reason", "this has more than 500 characters"),
        ({"fingerprint": "0" * 16}, "reason", "this is missing"),
    ],
)
def test_dismissal_that_is_none_is_refused(drafts: FlaskClient, item: dict[str, str], place: str, sentence: str) -> None:
    response = drafts.post("/api/v1/check", data=json.dumps({"text": "x", "dismissed": [item]}), content_type="application/json")

    assert response.status_code == 422
    assert [(error["pointer"], error["detail"]) for error in response.get_json()["errors"]] == [(f"#/dismissed/0/{place}", sentence)]


@pytest.mark.parametrize("sent", ["json", "form"])
def test_unknown_field_of_a_dismissal_is_told_with_the_fields_of_one(drafts: FlaskClient, sent: str) -> None:
    dismissed = [{"fingerprint": "0123456789abcdef", "reason": "r", "extra": 1}]
    if sent == "json":
        response = drafts.post("/api/v1/check", json={"text": "x", "dismissed": dismissed, "strange": 1})
    else:
        data = {"file": (io.BytesIO(b"x"), "a.txt"), "dismissed": json.dumps(dismissed), "strange": "1"}
        response = drafts.post("/api/v1/check", data=data, content_type="multipart/form-data")

    faults = {error.get("pointer", error.get("parameter")): error["detail"] for error in response.get_json()["errors"]}
    within, whole = ("#/dismissed/0/extra", "#/strange") if sent == "json" else ("dismissed.0.extra", "strange")
    assert faults[within] == "this is not known here; known: fingerprint, reason"
    assert faults[whole].startswith("this is not known here; known: ")
    assert "dismissed" in faults[whole]
