"""Files through ``/check``: findings with locations, annotated copies, reports, and what is refused."""

import io
import json
import threading
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from glossary.api import files
from glossary.api.drafts import MAX_DRAFT_BYTES
from glossary.documents.registry import media_type_of, open_document
from tests.api.test_openapi import closed, problems
from tests.documents.changing import passages
from tests.documents.word.build import commented, docx, p, table

BARE = "海外拠点では認証を必須とする。"
REPORT = docx(p(BARE) + table([p("😀サーバ"), p("認証。")]), header=p("古いサーバ"))
PO = 'msgid ""\nmsgstr "Language: en\\nX-Source-Language: ja\\n"\n\nmsgid "国は製品を認定する。"\nmsgstr "The state accredits products."\n'


def send(client: FlaskClient, content: bytes, name: str = "report.docx", shown_in: str = "en", **fields: str) -> TestResponse:
    # Encoded here: the client would put a large body into a temporary file.
    boundary, body = encode_multipart({"file": FileStorage(io.BytesIO(content), name), **fields})
    return client.post(f"/api/v1/check?lang={shown_in}", data=body, content_type=f"multipart/form-data; boundary={boundary}")


def refused(response: TestResponse) -> tuple[int, str, object]:
    answer = response.get_json()
    assert (response.content_type, answer["status"]) == ("application/problem+json", response.status_code)
    return response.status_code, answer["code"], answer.get("errors", answer["detail"])


def test_findings_have_locations_and_positions_in_the_text_as_read(drafts: FlaskClient) -> None:
    answer = send(drafts, REPORT, offsets="utf16", as_of="2026-11-25").get_json()

    text = answer["text"].encode("utf-16-le")
    found = [
        (finding["rule"], finding["location"]["en"], text[finding["start"] * 2 : finding["end"] * 2].decode("utf-16-le"))
        for finding in answer["findings"]
    ]
    assert found == [
        ("pitfall.ambiguous", "paragraph 1", "認証"),
        ("term.variant", "paragraph 2, in a table", "サーバ"),
        ("term.variant", "header or footer 1", "サーバ"),
    ]
    assert (answer["format"], answer["notes"], answer["as_of"]) == ("docx", [], "2026-11-25")
    assert "unplaced" not in answer


def test_what_a_copy_cannot_carry_and_what_was_not_read_is_told(drafts: FlaskClient) -> None:
    answer = send(drafts, REPORT, every_place="true", unplaced="true").get_json()
    text = send(drafts, f"古いサーバ。{BARE}".encode("cp932"), "a.txt", unplaced="true").get_json()

    assert [(left["kind"], left["location"]["en"]) for left in answer["unplaced"]] == [("comment", "header or footer 1")]
    assert [note["en"] for note in text["notes"]] == ["read as Shift_JIS"]
    assert {left["reason"]["en"] for left in text["unplaced"]} == {"this format carries no comments"}


def test_answer_holds_under_its_schema(drafts: FlaskClient) -> None:
    document = drafts.get("/api/v1/openapi.json").get_json()
    operation = document["paths"]["/api/v1/check"]["post"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]

    for content, name in ((REPORT, "a.docx"), (PO.encode(), "a.po"), ("サーバ".encode("cp932"), "a.txt")):
        assert problems(closed(document), schema, send(drafts, content, name, every_place="true", unplaced="true").get_json()) == []
    assert set(operation["requestBody"]["content"]) == {"application/json", "multipart/form-data"}


def test_pairs_of_a_bilingual_file_are_compared(drafts: FlaskClient) -> None:
    (finding,) = send(drafts, PO.encode(), "a.po").get_json()["findings"]

    assert (finding["rule"], finding["pair"], finding["side"], finding["match"]) == ("pair.pitfall", 0, "target", "accredits")


def test_annotated_copy_is_the_file_itself(drafts: FlaskClient) -> None:
    response = send(drafts, REPORT, "報告 1.docx", annotate="true", every_place="true", fix="true", shown_in="ja")

    assert (response.status_code, response.content_type) == (200, media_type_of("docx"))
    assert unquote(response.headers["Content-Disposition"]) == "attachment; filename*=UTF-8''報告 1-checked.docx"
    assert (response.headers["Cache-Control"], response.headers["X-Unplaced"]) == ("no-store", "1")
    assert [words for words, _ in commented(response.data)] == ["認証", "サーバー", "認証"]
    assert passages(open_document(response.data, name="a.docx")) == [BARE, "😀サーバー", "認証。", "古いサーバー"]


def test_copy_of_a_text_has_its_fixes_and_its_encoding(drafts: FlaskClient) -> None:
    response = send(drafts, f"古いサーバ。{BARE}".encode("cp932"), "a.txt", annotate="true", fix="true")

    assert (response.content_type, response.data.decode("cp932")) == ("text/plain", f"古いサーバー。{BARE}")
    assert response.headers["X-Unplaced"] == "2"


def test_copy_that_can_carry_nothing_is_refused(drafts: FlaskClient) -> None:
    response = send(drafts, BARE.encode(), "a.txt", annotate="true")

    assert refused(response) == (
        422,
        "nothing-placed",
        "No annotated copy was made of a.txt: this format carries no comments. Ask for JSON or for a report instead.",
    )


def test_report_is_a_page_that_is_kept(drafts: FlaskClient) -> None:
    response = send(drafts, REPORT, "<b>.docx", report="true", every_place="true")

    assert (response.status_code, response.content_type) == (200, "text/html; charset=utf-8")
    assert response.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%3Cb%3E-findings.html"
    page = response.data.decode()
    assert page.count("<blockquote") == 3
    assert ('<h2 id="file-1">&lt;b&gt;.docx</h2>' in page, "<b>" in page) == (True, False)
    assert "1 comment could not be placed" in page


def test_options_of_a_form_are_those_of_json(drafts: FlaskClient) -> None:
    terms = json.dumps([{"lang": "ja", "term": "拠点", "avoid": ["ロケーション"]}])
    found = [
        [finding["rule"] for finding in send(drafts, content.encode(), "a.txt", **fields).get_json()["findings"]]
        for content, fields in (
            (BARE, {"reader": "none"}),
            (BARE, {"lang": "en"}),
            ("証明所。", {"candidates": "true"}),
            ("サイバー即応センターが担う。", {"as_of": "2020-01-01"}),
            ("海外のロケーション。", {"terms": terms}),
            ("`サーバ`", {"format": "markdown"}),
            ("サーバを更新する。", {"profile": "ja-government"}),
        )
    ]

    assert found == [[], [], ["term.near-miss"], [], ["term.deprecated"], [], ["term.variant"]]


@pytest.mark.parametrize(
    ("fields", "place", "code"),
    [
        ({"lang": "de"}, "lang", "choice"),
        ({"annotate": "yes"}, "annotate", "choice"),
        ({"as_of": "yesterday"}, "as_of", "day"),
        ({"terms": "en, ja"}, "terms", "json-list"),
        ({"terms": "{}"}, "terms", "json-list"),
        ({"text": "x"}, "text", "unknown"),
        ({"annotate": "true", "report": "true"}, "", "one-answer"),
        ({"format": "exe"}, "format", "choice"),
    ],
)
def test_field_is_refused_by_name(drafts: FlaskClient, fields: dict[str, str], place: str, code: str) -> None:
    status, kind, errors = refused(send(drafts, REPORT, **fields))

    assert (status, kind) == (422, "invalid-request")
    assert [(error["parameter"], error["code"]) for error in errors] == [(place, code)]


def test_fault_of_the_whole_form_is_told_without_a_place(drafts: FlaskClient) -> None:
    detail = send(drafts, REPORT, annotate="true", report="true").get_json()["detail"]

    assert detail == "The request was not accepted: 1 problem(s). First: a copy and a report are two answers: ask for one of them"


def test_form_without_a_file_or_with_two_is_refused(drafts: FlaskClient) -> None:
    def faults(data: dict[str, object]) -> list[tuple[str, str]]:
        response = drafts.post("/api/v1/check", data=data, content_type="multipart/form-data")
        return [(error["parameter"], error["code"]) for error in refused(response)[2]]

    assert faults({"lang": "ja"}) == [("file", "missing")]
    assert faults({"file": "text without a name"}) == [("file", "file")]
    assert faults({"file": [(io.BytesIO(b"a"), "a.txt"), (io.BytesIO(b"b"), "b.txt")]}) == [("file", "repeated")]


@pytest.mark.parametrize(
    ("content", "name", "status", "code"),
    [
        (REPORT[:-40], "a.docx", 422, "file-damaged"),
        (REPORT, "a.txt", 415, "file-mismatch"),
        (b"x", "a.docx", 415, "file-mismatch"),
        (b"x", "a.exe", 415, "unsupported-format"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe" * 99, "picture", 415, "file-mismatch"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "a.docx", 415, "file-legacy"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", 422, "file-encrypted"),
        (b"a" * 5_000_001, "a.txt", 413, "text-too-long"),
    ],
)
def test_file_is_refused_with_its_reason(drafts: FlaskClient, content: bytes, name: str, status: int, code: str) -> None:
    assert refused(send(drafts, content, name))[:2] == (status, code)


def test_reason_comes_in_the_language_of_the_reader(drafts: FlaskClient) -> None:
    detail = refused(send(drafts, b"x", "a.exe", shown_in="ja"))[2]

    assert "読み取れる形式ではありません" in str(detail)


def test_body_over_the_limit_is_refused(drafts: FlaskClient) -> None:
    assert refused(send(drafts, bytes(MAX_DRAFT_BYTES), "a.txt"))[:2] == (413, "body-too-large")


@pytest.mark.parametrize(
    ("body", "media_type", "status", "code"),
    [
        (b"--x\r\nno form", "multipart/form-data; boundary=x", 400, "malformed-form"),
        (b"x", "multipart/form-data", 400, "malformed-form"),
        (b"x", "multipart/form-data; boundary=\xe4", 400, "malformed-form"),
        (b"", "multipart/form-data; boundary=x", 422, "invalid-request"),  # a form without any part: the file is missing
    ],
)
def test_form_that_is_none_is_malformed(drafts: FlaskClient, body: bytes, media_type: str, status: int, code: str) -> None:
    response = drafts.post("/api/v1/check", data=body, content_type=media_type)

    assert refused(response)[:2] == (status, code)


def test_form_of_many_parts_is_told_their_number(drafts: FlaskClient) -> None:
    response = send(drafts, REPORT, **{f"field{number}": "x" for number in range(46)})

    assert refused(response)[:2] == (400, "malformed-form")
    assert response.get_json()["detail"] == "The form has more than 40 parts. Send each field once, and one file."


@pytest.mark.parametrize("charset", [b"", b"Content-Type: text/plain; charset=iso-8859-1\r\n"])
def test_field_that_is_not_utf8_is_refused(drafts: FlaskClient, charset: bytes) -> None:
    def form(reason: bytes) -> TestResponse:
        parts = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n\xef\xbf\xbd\xef\xbf\xbd NISC\r\n'
        parts += b'--x\r\nContent-Disposition: form-data; name="dismissed"\r\n' + charset
        parts += b'\r\n[{"fingerprint": "0123456789abcdef", "reason": "' + reason + b'"}]\r\n--x--\r\n'
        return drafts.post("/api/v1/check", data=parts, content_type="multipart/form-data; boundary=x")

    refusal = form(b"\xff\xfe")
    assert refused(refusal)[:2] == (400, "malformed-form")
    assert refusal.get_json()["detail"] == "The field dismissed of the form is not UTF-8. Encode it as UTF-8 and send the form again."
    assert [form(reason.encode()).status_code for reason in ("理由", "\ufffd")] == [200, 200]


def test_name_of_a_file_steers_nothing(drafts: FlaskClient) -> None:
    response = send(drafts, REPORT, name="/home/x/計画\u3000\u202ea\u0001b.docx", annotate="true")

    assert unquote(response.headers["Content-Disposition"]).endswith("''計画\u3000\ufffda\ufffdb-checked.docx")


def test_form_is_taken_where_files_are(drafts: FlaskClient) -> None:
    response = drafts.post("/api/v1/annotate", data={"file": (io.BytesIO(b"x"), "a.txt")}, content_type="multipart/form-data")

    assert refused(response)[:2] == (415, "unsupported-media-type")


def test_too_many_files_at_once_are_asked_to_wait(drafts: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.01)
    monkeypatch.setattr(files, "_turns", threading.BoundedSemaphore(1))
    with files._turn():
        response = send(drafts, REPORT)
    again = send(drafts, REPORT)

    assert refused(response)[:2] == (503, "too-many-jobs")
    assert (int(response.headers["Retry-After"]) > 0, again.status_code) == (True, 200)
