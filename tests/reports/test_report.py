"""Reports are found by name, by extension, and say the same things."""

from glossary.cli.check import FORMATS
from glossary.reports.places import Places
from glossary.reports.report import MAX_PLACES, Report, format_by_extension, new_report, report_formats, sentences
from tests.reports.pipelines.telling import BARE, RUN, checked


def test_command_line_knows_every_format() -> None:
    assert report_formats() == FORMATS


def test_report_files_are_known_by_their_names() -> None:
    assert format_by_extension() == {".html": "html", ".htm": "html", ".json": "json", ".sarif": "sarif", ".xml": "junit"}


def test_every_format_writes_utf_8_text_that_ends_its_last_line() -> None:
    for name in report_formats():
        report = new_report(name, RUN)
        report.add(checked(BARE))

        assert isinstance(report, Report)
        assert report.text().encode().decode().endswith("\n")


def test_other_places_are_named_up_to_a_limit() -> None:
    draft = checked(BARE * (MAX_PLACES + 3))
    (finding,) = draft.findings

    *_, last = sentences(finding, Places(draft.document), "en")

    assert last == f"Also at {', '.join(f'{line}:7' for line in range(2, MAX_PLACES + 2))}, …"
