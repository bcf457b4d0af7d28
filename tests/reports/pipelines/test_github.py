"""Workflow commands: what a runner reads back from them is what was found, whatever the names and texts hold."""

import re
from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from glossary.domain.suppression import SuppressionSource
from glossary.reports.checked import Checked, Unread
from glossary.reports.pipelines.github import Writer
from glossary.reports.report import Circumstances
from tests.documents.word.build import docx, p
from tests.reports.pipelines.telling import BARE, RUN, checked

COMMAND = re.compile(r"::(?P<command>\w+) (?P<properties>.*?)::(?P<text>.*)")


def commands(*files: Checked, run: Circumstances = RUN, unread: tuple[Unread, ...] = ()) -> list[tuple[str, dict[str, str], str]]:
    """The commands as the runner reads them: one a line, properties between commas, each with its own escapes."""
    writer = Writer(run)
    for file in files:
        writer.add(file)
    for file in unread:
        writer.add_unread(file)
    found = []
    for line in writer.text().split("\n")[:-1]:
        match = COMMAND.fullmatch(line)
        assert match is not None
        properties = dict(part.split("=", 1) for part in match["properties"].split(","))
        plain = {key: unescaped(value, ("%2C", ","), ("%3A", ":")) for key, value in properties.items()}
        found.append((match["command"], plain, unescaped(match["text"])))
    return found


def unescaped(text: str, *more: tuple[str, str]) -> str:
    for written, meant in (*more, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(written, meant)
    return text


def test_finding_is_a_remark_at_its_words() -> None:
    notice, warning = commands(checked(f"😀サーバ\n{BARE}"))

    assert notice[:2] == ("notice", {"file": "a.txt", "line": "1", "col": "2", "endLine": "1", "endColumn": "4", "title": "term.variant"})
    assert warning[:2] == (
        "warning",
        {"file": "a.txt", "line": "2", "col": "7", "endLine": "2", "endColumn": "8", "title": "pitfall.ambiguous"},
    )
    assert notice[2] == "サーバ is another spelling of サーバー\nWrite instead: サーバー"


def test_words_on_two_lines_have_no_columns() -> None:
    (command,) = commands(checked("In 2026 the Cyber Readiness\nCentre leads the work.\n", "a.md"))

    assert command[1] == {"file": "a.md", "line": "1", "endLine": "2", "title": "name.renamed"}


def test_file_without_lines_has_its_place_in_the_text() -> None:
    (command,) = commands(checked(docx(p("題") + p(BARE)), "c.docx"))

    assert command[1] == {"file": "c.docx", "title": "pitfall.ambiguous"}
    assert command[2].startswith("paragraph 2: ninsho")


@given(st.text(st.sampled_from("%:,\r\n=25A あ;"), min_size=1, max_size=12), st.text(st.sampled_from("%:,\r\n=25AD あ"), max_size=12))
def test_no_name_and_no_text_breaks_out_of_its_command(name: str, reason: str) -> None:
    ((command, properties, text),) = commands(unread=(Unread(name=name, reason=reason, code="file-damaged"),))

    assert (command, text) == ("error", reason)
    assert properties == {"file": PurePosixPath(name).as_posix(), "title": "file-damaged"}


def test_suppressed_findings_are_not_told() -> None:
    assert commands(checked(BARE, suppress=SuppressionSource.PROJECT)) == []


def test_names_are_relative_to_the_folder_of_the_repository() -> None:
    below = Circumstances(lang="en", here=PurePosixPath("/srv/draft/deep"), root=PurePosixPath("/srv/draft"))

    assert [command[1]["file"] for command in commands(checked(BARE, "../b.txt"), checked(BARE, "c.txt"), run=below)] == [
        "b.txt",
        "deep/c.txt",
    ]
