"""Findings at new lines: which are told, and where one of several places stands then."""

import pytest

from glossary.domain.finding import DraftFinding
from glossary.domain.span import Span
from glossary.files.diff import ALL_LINES, NO_LINES, AddedLines
from glossary.reports.added import at_added_lines
from glossary.reports.checked import Checked
from tests.documents.word.build import docx, p
from tests.reports.pipelines.telling import BARE, checked

SECOND = AddedLines(((2, 2),))
XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="ja"\n'
    'datatype="plaintext" original="x"><body>\n<trans-unit id="1"><source>The servers &amp; clients.</source>\n'
    "<target>古い&amp;サーバが\n止まる。</target></trans-unit></body></file></xliff>\n"
)


def told(file: Checked, lines: AddedLines) -> list[tuple[str, Span, tuple[Span, ...]]]:
    return [(found.match, found.span, found.places) for found in at_added_lines(file.findings, file.document, lines)]


def test_all_or_nothing_is_told_of_files_that_are_new_or_unchanged() -> None:
    file = checked(BARE)

    assert at_added_lines(file.findings, file.document, ALL_LINES) == tuple(file.findings)
    assert at_added_lines(file.findings, file.document, NO_LINES) == ()


def test_finding_moves_to_the_first_of_its_places_that_is_new() -> None:
    file = checked(f"{BARE}全社で認証を見直す。\n支社で認証を見直す。\n")

    assert told(file, SECOND) == [("認証", Span(19, 21), (Span(19, 21),))]


def test_text_to_write_goes_with_the_finding_when_the_words_are_the_same() -> None:
    file = checked("サーバとサーバー。\nサーバを使う。\n")
    mixed = [found for found in file.findings if len(found.places) > 1] or [_of_two_places(file.findings[0])]

    moved = [found for finding in mixed for found in at_added_lines([finding], file.document, SECOND)]

    assert [(found.span, [suggestion.span for suggestion in found.suggestions]) for found in moved] == [(Span(10, 13), [Span(10, 13)])]


def _of_two_places(finding: DraftFinding) -> DraftFinding:
    return finding._replace(places=(finding.span, Span(10, 13)))


@pytest.mark.parametrize(("line", "count"), [(4, 1), (5, 1), (3, 0)])
def test_words_in_another_writing_are_new_with_any_line_of_their_unit(line: int, count: int) -> None:
    assert len(told(checked(XLIFF, "a.xlf"), AddedLines(((line, line),)))) == count


def test_finding_in_a_pair_is_told_when_its_other_side_is_new() -> None:
    file = checked(f"{BARE}全社で見直す。\n")
    pair = file.findings[0]._replace(pair=0, side="target", related=(Span(16, 18),))

    assert at_added_lines([pair], file.document, SECOND) == (pair,)
    assert at_added_lines([pair._replace(pair=None)], file.document, SECOND) == ()


def test_document_that_is_no_text_has_no_new_lines_of_its_own() -> None:
    file = checked(docx(p(BARE)), "a.docx")

    assert len(told(file, SECOND)) == 1
    assert told(file, NO_LINES) == []


def test_lines_are_those_of_git() -> None:
    file = checked(f"一\r二\r\n{BARE}")

    assert [match for match, _, _ in told(file, SECOND)] == ["認証"]
