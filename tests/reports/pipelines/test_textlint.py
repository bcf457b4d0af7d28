"""textlint's JSON: its shape, its unit (UTF-16), and fixes that give the text that was meant."""

import json

from glossary.domain.suppression import SuppressionSource
from glossary.reports.checked import Checked, Unread
from glossary.reports.pipelines.textlint import Writer
from tests.documents.word.build import docx, p
from tests.reports.pipelines.telling import BARE, RUN, checked


def results(*files: Checked, unread: tuple[Unread, ...] = ()) -> list[dict]:
    writer = Writer(RUN)
    for file in files:
        writer.add(file)
    for file in unread:
        writer.add_unread(file)
    return json.loads(writer.text())


def test_positions_are_utf_16_units() -> None:
    text = f"😀サーバ\n{BARE}"

    (result,) = results(checked(text))

    variant, bare = result["messages"]
    assert (result["filePath"], [message["severity"] for message in result["messages"]]) == ("a.txt", [3, 1])
    assert variant == {
        "type": "lint",
        "ruleId": "term.variant",
        "message": "サーバ is another spelling of サーバー\nWrite instead: サーバー",
        "index": 2,
        "line": 1,
        "column": 3,
        "range": [2, 5],
        "loc": {"start": {"line": 1, "column": 3}, "end": {"line": 1, "column": 6}},
        "severity": 3,
        "fix": {"range": [2, 5], "text": "サーバー"},
    }
    start, end = bare["range"]
    assert text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == "認証"


def test_errors_have_severity_two() -> None:
    (result,) = results(checked("2026年にCRCが担う。"))

    assert {message["severity"] for message in result["messages"]} == {2}


def test_what_is_not_safe_is_a_suggestion_and_no_fix() -> None:
    (result,) = results(checked("2026年にCRCが担う。"))

    (message,) = result["messages"]
    (suggestion,) = message["suggestions"]
    assert ("fix" in message, suggestion["fix"]["range"], suggestion["id"]) == (False, message["range"], "1")


def test_file_without_lines_begins_at_the_first() -> None:
    (result,) = results(checked(docx(p("題") + p(BARE)), "c.docx"))

    (message,) = result["messages"]
    assert (message["line"], message["column"], message["range"], "fix" in message) == (1, 1, [0, 0], False)
    assert message["message"].startswith("paragraph 2: ninsho")


def test_clean_files_are_listed_and_suppressed_findings_are_not() -> None:
    assert results(checked("窓口。"), checked(BARE, "b.txt", suppress=SuppressionSource.BASELINE)) == [
        {"messages": [], "filePath": "a.txt"},
        {"messages": [], "filePath": "b.txt"},
    ]


def test_unread_file_has_an_error() -> None:
    (result,) = results(unread=(Unread(name="x.docx", reason="damaged", code="file-damaged"),))

    assert [(message["ruleId"], message["message"], message["severity"]) for message in result["messages"]] == [
        ("file-damaged", "damaged", 2)
    ]
