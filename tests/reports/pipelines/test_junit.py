"""JUnit XML: accepted by a strict schema, with counts that are true, whatever the drafts hold."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from glossary.domain.statuses import Level
from glossary.domain.suppression import SuppressionSource
from glossary.reports.checked import Checked, Unread
from glossary.reports.pipelines.junit import Writer
from glossary.reports.report import Circumstances
from tests.conftest import ROOT
from tests.reports.pipelines.telling import BARE, REASON, RUN, checked, failing_on

SCHEMA = etree.XMLSchema(etree.parse(ROOT / "tests" / "fixtures" / "pipelines" / "junit.xsd"))


def suites(*files: Checked, run: Circumstances = RUN, unread: tuple[Unread, ...] = ()) -> etree._Element:
    writer = Writer(run)
    for file in files:
        writer.add(file)
    for file in unread:
        writer.add_unread(file)
    root = etree.fromstring(writer.text().encode())
    SCHEMA.assertValid(root)
    return root


def counts(element: etree._Element) -> tuple[str, ...]:
    return tuple(element.get(name, "") for name in ("tests", "failures", "errors", "skipped"))


def test_findings_at_the_level_fail_and_others_say_what_they_are() -> None:
    root = suites(checked(f"サーバ。\n{BARE}"))

    variant, bare = root.iter("testcase")
    assert [case.get("name") for case in (variant, bare)] == ["term.variant 1:1", "pitfall.ambiguous 2:7"]
    assert variant.findtext("system-out") == "サーバ is another spelling of サーバー\nWrite instead: サーバー"
    assert (bare.find("failure").get("type"), bare.find("failure").get("message")) == ("pitfall.ambiguous", "ninsho")
    assert [counts(root), counts(root[0])] == [("2", "1", "0", ""), ("2", "1", "0", "0")]


def test_level_decides_what_fails() -> None:
    text = f"サーバ。\n{BARE}"

    assert [counts(suites(checked(text), run=failing_on(level)))[1] for level in Level] == ["0", "1", "2"]


def test_suppressed_finding_is_skipped_with_its_reason() -> None:
    root = suites(checked(BARE, suppress=SuppressionSource.DISMISSED))

    assert [case.find("skipped").get("message") for case in root.iter("testcase")] == [REASON]
    assert counts(root[0]) == ("1", "0", "0", "1")


def test_clean_file_has_a_case_that_passes() -> None:
    (case,) = suites(checked("窓口。")).iter("testcase")

    assert (case.get("name"), case.get("classname"), len(case)) == ("No findings", "a.txt", 0)


def test_unread_file_is_an_error() -> None:
    root = suites(checked("窓口。"), unread=(Unread(name="x.docx", reason='a "b" <c> & d', code="file-damaged"),))

    assert (root.find(".//error").get("message"), counts(root)) == ('a "b" <c> & d', ("2", "0", "1", ""))


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_name_and_no_text_breaks_the_document(name: str, reason: str) -> None:
    root = suites(unread=(Unread(name=f"x{name}", reason=reason, code="file-damaged"),))

    assert len(list(root.iter("error"))) == 1


def test_nothing_checked_is_a_document_too() -> None:
    assert counts(suites()) == ("0", "0", "0", "")
