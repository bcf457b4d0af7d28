"""SARIF: valid by its schema, with positions that can be trusted, and nothing lost."""

import json
import os
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator, FormatChecker

from glossary.domain.suppression import SuppressionSource
from glossary.reports.checked import Checked, Unread
from glossary.reports.pipelines.sarif import Writer
from glossary.reports.report import Circumstances
from glossary.reports.rules import rule_ids
from tests.conftest import ROOT
from tests.documents.word.build import docx, p
from tests.reports.pipelines.telling import BARE, REASON, RUN, checked

SHAPE = Draft202012Validator(
    json.loads((ROOT / "tests" / "fixtures" / "pipelines" / "sarif.schema.json").read_text("utf-8")),
    format_checker=FormatChecker(),
)
PO = 'msgid ""\nmsgstr "Language: ja\\n"\n\nmsgid "The server is down."\nmsgstr ""\n"古い\\"サーバ\\"が"\n"止まる。"\n'
XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="ja"\n'
    'datatype="plaintext" original="x"><body>\n<trans-unit id="1"><source>The server &amp; client.</source>\n'
    "<target>古い&amp;サーバが\n止まる。</target></trans-unit></body></file></xliff>\n"
)


def log(*files: Checked, run: Circumstances = RUN, unread: tuple[Unread, ...] = ()) -> dict:
    writer = Writer(run)
    for file in files:
        writer.add(file)
    for file in unread:
        writer.add_unread(file)
    written = json.loads(writer.text())
    assert [(list(error.path), error.message) for error in SHAPE.iter_errors(written)] == []
    return written["runs"][0]


def region(result: dict) -> tuple[int, int, int, int]:
    found = result["locations"][0]["physicalLocation"]["region"]
    return found["startLine"], found["startColumn"], found["endLine"], found["endColumn"]


def everything() -> dict:
    site = Circumstances(lang="ja", here=RUN.here, root=RUN.root, site="https://glossary.example.org/")
    files = [
        checked(f"😀サーバ\r\n{BARE}全社で認証を見直す。\n", "日本 語/a.md"),
        checked("サーバを更新する。".encode("cp932"), "b.txt"),
        checked(docx(p(BARE)), "c.docx"),
        checked(PO, "d.po"),
        checked(XLIFF, "d.xlf"),
        checked(BARE, "e.txt", suppress=SuppressionSource.INLINE),
    ]
    return log(*files, run=site, unread=(Unread(name="f.docx", reason="damaged", code="file-damaged"),))


def test_official_schema_accepts_it() -> None:
    schema = Path(os.environ.get("KAKEHASHI_SHARED", "/nowhere")) / "schemas" / "sarif" / "sarif-schema-2.1.0.json"
    if not schema.exists():
        pytest.skip("the schema of OASIS is not here: KAKEHASHI_SHARED names no folder with schemas/sarif/sarif-schema-2.1.0.json")
    official = Draft4Validator(json.loads(schema.read_text("utf-8")), format_checker=FormatChecker())
    whole = {"$schema": "https://example.org/s.json", "version": "2.1.0", "runs": [everything()]}

    assert [(list(error.path), error.message) for error in official.iter_errors(whole)] == []


def test_positions_are_code_points_and_say_so() -> None:
    run = log(checked(f"😀サーバ\r\n{BARE}"))

    variant, bare = run["results"]
    assert (run["columnKind"], run["newlineSequences"]) == ("unicodeCodePoints", ["\r\n", "\n", "\r"])
    assert (variant["ruleId"], region(variant)) == ("term.variant", (1, 2, 1, 5))
    assert (bare["ruleId"], bare["level"], region(bare)) == ("pitfall.ambiguous", "warning", (2, 7, 2, 9))
    place = bare["locations"][0]["physicalLocation"]["region"]
    assert (place["charOffset"], place["charLength"], place["snippet"]) == (12, 2, {"text": "認証"})


@given(st.lists(st.sampled_from(["\r", "\n", "\r\n", "😀", "𠮷", "古い", " ", "サーバ。", "\ufeff"]), max_size=12))
def test_region_holds_the_words_in_any_text(pieces: list[str]) -> None:
    text = "".join([*pieces, "サーバ。"])
    draft = checked(text)
    source = draft.document.source().text

    for result in log(draft)["results"]:
        place = result["locations"][0]["physicalLocation"]["region"]
        lines = source.replace("\r\n", "\n\n").replace("\r", "\n").split("\n") if "\r\n" not in source else None
        words = source[place["charOffset"] : place["charOffset"] + place["charLength"]]
        assert words == place["snippet"]["text"]
        if lines and place["startLine"] == place["endLine"]:
            assert lines[place["startLine"] - 1][place["startColumn"] - 1 : place["endColumn"] - 1] == words


def test_files_are_relative_to_the_root_and_written_as_addresses() -> None:
    below = Circumstances(lang="en", here=PurePosixPath("/srv/draft"), root=PurePosixPath("/srv"))
    locations = [
        artifact["location"] for artifact in log(checked("", "日本 語/a:b.txt"), checked("", "../../c.txt"), run=below)["artifacts"]
    ]

    assert locations == [
        {"uri": "draft/%E6%97%A5%E6%9C%AC%20%E8%AA%9E/a%3Ab.txt", "uriBaseId": "%SRCROOT%"},
        {"uri": "file:///c.txt"},
    ]


def test_artifacts_tell_encoding_and_media_type() -> None:
    run = log(checked("サーバを更新する。".encode("cp932")), checked(docx(p(BARE)), "c.docx"))

    assert [(artifact["mimeType"], artifact.get("encoding")) for artifact in run["artifacts"]] == [
        ("text/plain", "shift_jis"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", None),
    ]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert (note["level"], note["message"]) == ("note", {"text": "read as Shift_JIS"})


def test_document_without_lines_has_a_logical_location() -> None:
    (result,) = log(checked(docx(p("題") + p(BARE)), "c.docx"))["results"]

    assert result["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "c.docx", "uriBaseId": "%SRCROOT%", "index": 0}},
            "logicalLocations": [{"fullyQualifiedName": "paragraph 2", "kind": "element"}],
        }
    ]
    assert result["message"]["text"].startswith("paragraph 2: ninsho")


def test_words_in_another_writing_have_the_place_of_their_unit_and_no_fix() -> None:
    (result,) = log(checked(XLIFF, "d.xlf"))["results"]

    assert (region(result), "fixes" in result) == ((4, 9, 5, 5), False)
    assert result["locations"][0]["physicalLocation"]["region"]["snippet"] == {"text": "古い&amp;サーバが\n止まる。"}
    assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "unit 1", "kind": "element"}]


def test_words_between_the_quotes_of_a_catalogue_have_their_own_place() -> None:
    (result,) = log(checked(PO, "d.po"))["results"]

    assert (region(result), "fixes" in result) == ((6, 6, 6, 9), True)


def test_fix_replaces_exactly_the_words() -> None:
    (result,) = log(checked("古いサーバを使う。\n"))["results"]

    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"][0]["replacements"]
    assert (change["deletedRegion"]["charOffset"], change["deletedRegion"]["charLength"]) == (2, 3)
    assert (change["insertedContent"], fix["properties"]) == ({"text": "サーバー"}, {"safe": True})


def test_other_places_are_related_locations() -> None:
    (result,) = log(checked(f"{BARE}全社で認証を見直す。\n"))["results"]

    (related,) = result["relatedLocations"]
    assert (related["message"], related["physicalLocation"]["region"]["startLine"]) == ({"text": "Also here"}, 2)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (SuppressionSource.INLINE, "inSource"),
        (SuppressionSource.PROJECT, "external"),
        (SuppressionSource.BASELINE, "external"),
        (SuppressionSource.DISMISSED, "external"),
    ],
)
def test_suppressed_finding_is_a_result_with_its_reason(source: SuppressionSource, kind: str) -> None:
    suppressed, told = log(checked(f"サーバ。\n{BARE}", suppress=source))["results"]

    (suppression,) = suppressed["suppressions"]
    assert (suppression["kind"], suppression["status"], suppression["justification"]) == (kind, "accepted", REASON)
    assert (suppression["properties"]["source"], told["suppressions"]) == (source.value, [])


def test_rules_are_explained_in_both_languages() -> None:
    (rule,) = log(checked(BARE))["tool"]["driver"]["rules"]

    assert (rule["id"], rule["defaultConfiguration"], "helpUri" in rule) == ("pitfall.ambiguous", {"level": "warning"}, False)
    assert ("What: " in rule["help"]["text"], "対象: " in rule["help"]["text"]) == (True, True)


def test_descriptions_of_all_rules_fit_into_what_github_shows() -> None:
    writer = Writer(RUN)
    draft = checked(BARE)
    writer.add(replace(draft, findings=[draft.findings[0]._replace(rule=rule) for rule in rule_ids()]))
    rules = json.loads(writer.text())["runs"][0]["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == list(rule_ids())
    assert [
        rule["id"] for rule in rules if len(rule["fullDescription"]["text"]) > 1024 or len(rule["shortDescription"]["text"]) > 1024
    ] == []


def test_site_is_linked_where_there_is_one() -> None:
    driver = everything()["tool"]["driver"]

    assert driver["informationUri"] == "https://glossary.example.org/"
    assert sorted(rule["helpUri"] for rule in driver["rules"])[0] == "https://glossary.example.org/rules/pitfall.ambiguous"


def test_unread_file_makes_the_run_incomplete() -> None:
    invocation = everything()["invocations"][0]

    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    assert invocation["toolExecutionNotifications"][-1]["message"] == {"text": "damaged"}


@pytest.mark.parametrize(("text", "code"), [(BARE, 1), ("サーバ。", 0), ("", 0)])
def test_exit_code_is_that_of_the_shell(text: str, code: int) -> None:
    assert log(checked(text))["invocations"] == [{"executionSuccessful": True, "exitCode": code}]


def test_fingerprints_survive_edits_elsewhere() -> None:
    names = [
        [result["partialFingerprints"] for result in log(checked(text))["results"]]
        for text in (BARE, f"前の段落。\n\n{BARE}\n次の段落。\n")
    ]

    assert names[0] == names[1]
