"""``glossary check`` on files of any format: copies with comments, fixes, folders, reports. Originals are never lost."""

import json
import os
import resource
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import glossary.workflows.documents
from glossary.cli.copies import Copies
from glossary.documents.document import Document
from glossary.documents.registry import open_document
from glossary.domain.change import Written
from glossary.domain.finding import DraftFinding
from glossary.errors import UnchangedFile
from tests.documents.changing import passages
from tests.documents.word.build import commented, docx, p, part, table

Check = Callable[..., tuple[int, str, str]]

BARE = "海外拠点では認証を必須とする。"
REPORT = docx(p("題", style="1") + p(BARE) + table([p("サーバ"), p("認証。")]), header=p("古いサーバ"))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.docx"
    path.write_bytes(REPORT)
    return path


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_places_of_a_word_document_are_told_by_its_paragraphs(check: Check, report: Path) -> None:
    code, out, _ = check(str(report))

    assert code == 1
    assert out.splitlines()[:3] == [
        f"{report}: paragraph 2: warning: ninsho  [pitfall.ambiguous]",
        f"  | {BARE}",
        f"  | {' ' * 12}^^^^",
    ]
    assert "    Also at paragraph 4, in a table" in out.splitlines()


def test_copy_carries_the_comments_and_the_original_stays(check: Check, report: Path, tmp_path: Path) -> None:
    copy = tmp_path / "out.docx"

    code, out, _ = check(str(report), "--annotate", str(copy))

    assert (code, report.read_bytes()) == (1, REPORT)
    assert [(words, text.split("\n")[0]) for words, text in commented(copy.read_bytes())] == [
        ("認証", "ninsho (2 places)"),
        ("サーバ", "サーバ is another spelling of サーバー (2 places)"),
    ]
    assert f"{report}: the annotated copy is {copy}" in out.splitlines()


def test_copy_can_carry_every_place_and_the_fixes_as_tracked_changes(check: Check, report: Path, tmp_path: Path) -> None:
    copy = tmp_path / "out.docx"

    _, out, _ = check(str(report), "--annotate", str(copy), "--fix", "--every-place")

    assert [text.split("\n")[0] for _, text in commented(copy.read_bytes())] == [
        "ninsho (place 1 of 2)",
        "サーバ is another spelling of サーバー (place 1 of 2)",
        "ninsho (place 2 of 2)",
    ]
    assert part(copy.read_bytes()).count("<w:ins ") == 1
    assert passages(open_document(copy.read_bytes(), name="a.docx"))[2:] == ["サーバー", "認証。", "古いサーバー"]
    (note,) = [line for line in out.splitlines() if ": note: " in line]
    assert note.startswith(f"{report}: note: 1 comment could not be placed: ")
    assert note.endswith("(header or footer 1)")
    assert report.read_bytes() == REPORT


def test_fix_without_a_copy_tracks_the_changes_in_the_file(check: Check, report: Path) -> None:
    first = check(str(report), "--fix")
    content = report.read_bytes()
    second = check(str(report), "--fix")

    assert passages(open_document(content, name="a.docx"))[2:] == ["サーバー", "認証。", "古いサーバー"]
    assert part(content).count("<w:del ") == 1
    told = [line for line in first[1].splitlines() if line not in second[1].splitlines()]
    assert (report.read_bytes(), told) == (
        content,
        [f"{report}: 2 fixes made:", "    サーバ → サーバー (paragraph 3, in a table, header or footer 1)"],
    )
    assert "term.variant" not in first[1]


def test_copies_of_a_folder_are_laid_out_as_it_is(check: Check, tmp_path: Path) -> None:
    source, copies = tmp_path / "drafts", tmp_path / "copies"
    (source / "deep").mkdir(parents=True)
    (source / "a.docx").write_bytes(REPORT)
    (source / "deep" / "a.docx").write_bytes(docx(p("よい文です。")))
    (source / "b.md").write_text(f"**サー**バ\n\n{BARE}\n", "utf-8")
    (source / "c.po").write_text('msgid "x"\nmsgstr "古いサーバ"\n', "utf-8")
    (source / "~$a.docx").write_bytes(b"somebody")
    (source / "picture.png").write_bytes(b"\x89PNG")

    code, out, err = check(str(source), "--annotate", str(copies), "--fix")

    assert (code, err) == (1, "No database yet: checking with the shipped terms.\n")
    assert names(copies) == [".glossary-copies", "a.docx", "c.po", "deep/a.docx"]
    assert (copies / "deep" / "a.docx").read_bytes() == (source / "deep" / "a.docx").read_bytes()
    assert (copies / "c.po").read_text("utf-8") == 'msgid "x"\nmsgstr "古いサーバー"\n'
    assert out.splitlines()[-1] == "4 files checked · 6 findings · 89 characters read · 7 terms recognised · 3 copies written"
    assert f"{source / 'b.md'}: note: 2 comments could not be placed: this format carries no comments (1:3, 3:7)" in out.splitlines()


def test_folders_are_searched_without_hidden_files_and_links(check: Check, tmp_path: Path) -> None:
    for name in ("a.md", ".b.md", ".git/c.md", "deep/d.md", "deep/.venv/e.md"):
        (tmp_path / "drafts" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "drafts" / name).write_text(BARE, "utf-8")
    (tmp_path / "elsewhere.md").write_text(BARE, "utf-8")
    (tmp_path / "drafts" / "link.md").symlink_to(tmp_path / "elsewhere.md")
    (tmp_path / "drafts" / "deep" / "up").symlink_to(tmp_path / "drafts", target_is_directory=True)

    def checked(*names: str) -> list[str]:
        return [Path(result["path"]).name for result in json.loads(check(*names, "--format", "json")[1])["results"]]

    assert checked(str(tmp_path / "drafts")) == ["a.md", "d.md"]
    assert checked(str(tmp_path / "drafts" / ".git"), str(tmp_path / "drafts" / "link.md")) == ["c.md", "link.md"]


def test_copies_are_not_checked_again(check: Check, report: Path, tmp_path: Path) -> None:
    for _ in range(2):
        _, out, _ = check(str(tmp_path), "--annotate", str(tmp_path / "copies"), "--report", str(tmp_path / "report.html"))

    assert names(tmp_path) == ["copies/.glossary-copies", "copies/report.docx", "report.docx", "report.html"]
    assert "characters read" in out


def test_drafts_in_the_folder_of_the_copies_are_checked_and_copied_too(check: Check, report: Path, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "mine.docx").write_bytes(REPORT)

    for _ in range(2):
        _, out, _ = check(str(tmp_path), "--annotate", str(tmp_path / "sub"))
        assert "2 files checked" in out
        assert "2 copies written" in out

    assert names(tmp_path) == ["report.docx", "sub/.glossary-copies", "sub/mine.docx", "sub/report.docx", "sub/sub/mine.docx"]
    assert (tmp_path / "sub" / "mine.docx").read_bytes() == REPORT


def test_draft_where_a_copy_would_go_is_kept(check: Check, report: Path, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    mine = tmp_path / "sub" / "report.docx"
    mine.write_bytes(REPORT)

    code, _, err = check(str(tmp_path), "--annotate", str(tmp_path / "sub"))

    assert (code, mine.read_bytes()) == (2, REPORT)
    assert f"{mine} is one of the drafts. A copy never overwrites an original: name another file or folder." in err


def test_copy_that_somebody_has_worked_on_is_a_draft(check: Check, report: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    check(str(tmp_path), "--annotate", str(copies))
    (copies / "report.docx").write_bytes(REPORT)

    code, _, err = check(str(tmp_path), "--annotate", str(copies))

    assert (code, (copies / "report.docx").read_bytes()) == (2, REPORT)
    assert "is one of the drafts" in err


def test_file_that_the_project_leaves_out_is_no_copy_either(check: Check, report: Path, tmp_path: Path) -> None:
    mine = tmp_path / "sub" / "report.docx"
    mine.parent.mkdir()
    mine.write_bytes(b"mine")
    (tmp_path / ".glossary.toml").write_text('exclude = ["sub/**"]\n', encoding="utf-8")

    code, _, err = check(str(tmp_path), "--annotate", str(tmp_path / "sub"))

    assert (code, mine.read_bytes()) == (2, b"mine")
    assert f"{mine} could not be written: it is there already, and it is no copy of an earlier run" in err


def test_copy_in_a_hidden_folder_that_somebody_has_worked_on_is_kept(check: Check, report: Path, tmp_path: Path) -> None:
    copies = tmp_path / ".checked"
    arguments = (str(tmp_path), "--annotate", str(copies))
    assert [check(*arguments)[0] for _ in range(2)] == [1, 1]
    (copies / "report.docx").write_bytes(b"mine")

    code, _, _ = check(*arguments)

    assert (code, (copies / "report.docx").read_bytes()) == (2, b"mine")


@pytest.mark.parametrize("name", ["report.docx", ".glossary-copies"])
@pytest.mark.parametrize("is_there", [True, False])
def test_links_in_the_folder_of_the_copies_are_not_written_through(
    check: Check, report: Path, tmp_path: Path, name: str, is_there: bool
) -> None:
    elsewhere = tmp_path / "elsewhere"
    if is_there:
        elsewhere.write_bytes(b"mine")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / name).symlink_to(elsewhere)

    code, _, err = check(str(tmp_path), "--annotate", str(tmp_path / "sub"))

    assert (code, elsewhere.exists() and elsewhere.read_bytes()) == (2, is_there and b"mine")
    assert f"{tmp_path / 'sub' / name} could not be written" in err


def test_copy_that_could_not_be_written_anew_is_still_a_copy(tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "a.txt"
    copies_in(tmp_path).write(copy, b"first", None)
    most, hardest = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hardest))
    try:
        with pytest.raises(UnchangedFile):
            copies_in(tmp_path).write(copy, bytes(2_000), None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hardest))

    assert (copy.read_bytes(), copies_in(tmp_path).holds(copy)) == (b"first", True)


def test_copies_are_read_once_while_they_keep_their_age_but_always_before_they_are_written_over(tmp_path: Path) -> None:
    copy, copies = tmp_path / "copies" / "a.txt", copies_in(tmp_path)
    copies.write(copy, b"first", None)
    assert copies.holds(copy)
    age = copy.stat().st_mtime_ns
    copy.write_bytes(b"mine!")
    os.utime(copy, ns=(age, age))

    assert copies.holds(copy)
    with pytest.raises(UnchangedFile):
        copies.write(copy, b"second", None)
    os.utime(copy, ns=(age, age + 1))
    assert not copies.holds(copy)


def test_runs_beside_each_other_keep_what_the_other_has_noted(tmp_path: Path) -> None:
    one, other = copies_in(tmp_path), copies_in(tmp_path)
    paths = [tmp_path / "copies" / name for name in ("a.txt", "b.txt", "c.txt")]
    assert [run.holds(path) for run in (one, other) for path in paths] == [False] * 6

    for run, path in zip((one, other, one), paths, strict=True):
        run.write(path, b"copy", None)

    assert [copies_in(tmp_path).holds(path) for path in paths] == [True] * 3


def test_list_does_not_grow_with_every_run(tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "a.txt"
    for number in range(500):
        copies_in(tmp_path).write(copy, f"{number}".encode(), None)

    lines = (tmp_path / "copies" / ".glossary-copies").read_text(encoding="utf-8").split()
    assert (len(lines) < 500, copies_in(tmp_path).holds(copy)) == (True, True)


def test_line_that_was_cut_off_spoils_no_other(tmp_path: Path) -> None:
    first, second = (tmp_path / "copies" / name for name in ("a.txt", "b.txt"))
    copies_in(tmp_path).write(first, b"copy", None)
    with (tmp_path / "copies" / ".glossary-copies").open("a", encoding="utf-8") as file:
        file.write('\n["cut')
    copies_in(tmp_path).write(second, b"copy", None)

    assert [copies_in(tmp_path).holds(path) for path in (first, second)] == [True, True]


def copies_in(folder: Path) -> Copies:
    return Copies(f"{folder / 'copies'}/", [str(folder)])


@pytest.mark.parametrize("damage", [b"", b"[1]\nnonsense\n", b"\xff\n", b"[" * 100_000])
def test_list_of_copies_that_is_damaged_makes_drafts_of_them(check: Check, report: Path, tmp_path: Path, damage: bytes) -> None:
    copies = tmp_path / "copies"
    check(str(tmp_path), "--annotate", str(copies))
    written = (copies / "report.docx").read_bytes()
    (copies / ".glossary-copies").write_bytes(damage)

    code, _, err = check(str(tmp_path), "--annotate", str(copies))

    assert (code, "is one of the drafts" in err, (copies / "report.docx").read_bytes() == written) == (2, True, True)


@pytest.mark.parametrize("is_folder", [True, False])
def test_file_outside_of_what_is_searched_is_no_copy_either(check: Check, report: Path, tmp_path: Path, is_folder: bool) -> None:
    drafts = tmp_path / "new"
    drafts.mkdir()
    (drafts / "report.docx").write_bytes(REPORT)
    report.write_bytes(b"mine")

    code, _, err = check(str(drafts if is_folder else drafts / "report.docx"), "--annotate", str(tmp_path))

    assert (code, report.read_bytes()) == (2, b"mine")
    assert f"{report} could not be written: it is there already" in err


def test_one_copy_that_is_named_itself_needs_no_list(check: Check, report: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    for _ in range(2):
        assert check(str(report), "--annotate", str(copies / "out.docx"))[0] == 1

    assert names(copies) == ["out.docx"]


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_checked(check: Check, report: Path, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(REPORT[:-40])
    (tmp_path / "b.txt").write_bytes(REPORT)

    code, out, err = check(str(tmp_path), "--annotate", str(tmp_path / "copies"))
    _, listed, _ = check(str(tmp_path), "--format", "json")

    assert code == 2
    assert [line.partition(" ")[0] for line in err.splitlines()[1:]] == [str(tmp_path / "a.docx"), str(tmp_path / "b.txt")]
    assert out.splitlines()[-1].endswith("1 copy written · 2 files could not be checked")
    results = json.loads(listed)["results"]
    assert [result.get("problem", {}).get("code") for result in results if "copies" not in result["path"]] == [
        "file-damaged",
        "file-mismatch",
        None,
    ]


def test_the_only_file_that_cannot_be_read_is_told_in_one_sentence(check: Check, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(REPORT[:-40])

    code, out, err = check(str(path), "--annotate", str(tmp_path / "out.docx"))

    assert (code, out, names(tmp_path)) == (2, "", ["a.docx"])
    assert err.splitlines()[-1].startswith(f"{path} is damaged: ")


def test_copy_never_overwrites_a_draft_under_any_name(check: Check, report: Path, tmp_path: Path) -> None:
    (tmp_path / "link.docx").symlink_to(report)
    os.link(report, tmp_path / "hard.docx")
    (tmp_path / "other").mkdir()

    for target in (report, tmp_path / "link.docx", tmp_path / "hard.docx", tmp_path, tmp_path / "other" / ".." / "report.docx"):
        code, out, err = check(str(report), "--annotate", str(target), "--fix")
        assert (code, out) == (2, "")
        assert "is one of the drafts. A copy never overwrites an original: name another file or folder." in err

    assert check(str(report), "--report", str(report))[0] == 2
    assert report.read_bytes() == REPORT


def test_no_report_takes_the_place_of_another_file_of_the_run(check: Check, report: Path, tmp_path: Path) -> None:
    files = {"a.html": b"<p>a</p>", "terms.xml": b"en\tja\tcomment\n", "project.json": b"", "base.json": b'{"version": 1, "files": {}}'}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    new, page, sarif = (str(tmp_path / name) for name in ("new.json", "a.html", "b.sarif"))
    given = {"--terms": "terms.xml", "--config": "project.json", "--baseline": "base.json"}
    runs = [[option, str(tmp_path / name), "--report", str(tmp_path / name)] for option, name in given.items()]
    runs += [
        ["--report", sarif, "--report", new, "--write-baseline", new],
        ["--annotate", str(tmp_path / "x.html"), "--report", str(tmp_path / "x.html")],
    ]

    told = [check(page, *arguments) for arguments in runs]

    options = ["--terms", "--config", "--baseline", "--write-baseline", "--annotate"]
    paths = [run[1] for run in runs[:3]] + [new, str(tmp_path / "x.html")]
    assert [(code, out, err.splitlines()[-2]) for code, out, err in told] == [
        (2, "", f"{path} is named by --report and by {option}, and one would write over the other. Name two files.")
        for path, option in zip(paths, options, strict=True)
    ]
    assert names(tmp_path) == sorted([*files, "report.docx"])
    assert {name: (tmp_path / name).read_bytes() for name in files} == files


def test_report_is_written_over_no_page_but_a_report(check: Check, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<p>{BARE}</p>", "utf-8")
    (tmp_path / "a.md").write_text(BARE, "utf-8")
    report = tmp_path / "report.html"
    report.touch()

    refused = [check(name, "--report", str(page)) for name in (str(tmp_path), str(tmp_path / "a.md"))]
    written = [check(str(tmp_path), "--report", str(report))[0] for _ in range(2)]

    complaint = f"{page} is there already, and it is no report. Name another file, or delete this one."
    assert [(code, out, err.splitlines()[-2]) for code, out, err in refused] == [(2, "", complaint)] * 2
    assert (written, page.read_text("utf-8")) == ([1, 1], f"<p>{BARE}</p>")
    assert report.read_text("utf-8").count('<h2 id="file-') == 2


@pytest.mark.parametrize("named", ["several", "one"])
def test_what_was_written_to_a_file_during_its_check_is_not_mended_away(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    draft = tmp_path / "a.txt"
    draft.write_text("サーバと拠点。\n", "utf-8")
    mend = glossary.workflows.documents.fix_document

    def edited_meanwhile(document: Document, findings: Sequence[DraftFinding]) -> Written:
        draft.write_text("サーバと拠点。\n書き足した。\n", "utf-8")
        return mend(document, findings)

    with monkeypatch.context() as patched:
        patched.setattr(glossary.workflows.documents, "fix_document", edited_meanwhile)
        code, _, err = check(str(draft if named == "one" else tmp_path), "--fix")

    complaint = f"{draft} could not be written: it was changed while it was being checked; check it again. It was left as it was."
    assert (code, err.splitlines()[-1], draft.read_text("utf-8")) == (2, complaint, "サーバと拠点。\n書き足した。\n")
    check(str(draft), "--fix")
    assert draft.read_text("utf-8") == "サーバーと拠点。\n書き足した。\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--every-place"], "--every-place says where comments stand in the copy of --annotate: name one."),
        (["b.docx", "--annotate", "b.docx"], "is a file. Several drafts need a folder for their copies."),
        (["--annotate", "x.md"], "is the name of another format than docx, which the draft has."),
        (["--fix", "-"], "--fix mends files, and standard input is none."),
        (["deep/report.docx", "--annotate", "copies"], "Two drafts would be copied to"),
    ],
)
def test_wrong_use_is_told(check: Check, report: Path, tmp_path: Path, arguments: list[str], sentence: str) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.docx", "deep/report.docx"):
        (tmp_path / name).write_bytes(REPORT)

    code, out, err = check(str(report), *[str(tmp_path / word) if not word.startswith("-") else word for word in arguments])

    assert (code, out) == (2, "")
    assert sentence in " ".join(err.split())


def test_copy_has_the_rights_of_its_original(check: Check, report: Path, tmp_path: Path) -> None:
    report.chmod(0o640)

    check(str(report), "--annotate", str(tmp_path / "out.docx"))

    assert stat.S_IMODE((tmp_path / "out.docx").stat().st_mode) == 0o640


def test_copy_that_could_carry_nothing_is_not_written(check: Check, tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    draft.write_text(BARE, "utf-8")

    code, out, _ = check(str(draft), "--annotate", str(tmp_path / "out.txt"))

    assert (code, names(tmp_path)) == (1, ["a.txt"])
    assert f"{draft}: note: 1 comment could not be placed: this format carries no comments (1:7)" in out.splitlines()
    assert f"{draft}: no copy was written, because it could carry none of the comments." in out


@pytest.mark.parametrize("format", ["json", "github"])
def test_what_was_written_is_told_beside_the_formats_of_pipelines(check: Check, tmp_path: Path, format: str) -> None:
    (tmp_path / "a.txt").write_text("サーバと拠点。", "utf-8")

    _, out, err = check(str(tmp_path / "a.txt"), "--fix", "--format", format)

    assert ("サーバ →" in out, err.splitlines()[-2:]) == (False, [f"{tmp_path / 'a.txt'}: 1 fix made:", "    サーバ → サーバー (1:1)"])


def test_copy_into_a_folder_that_cannot_be_made_is_told(check: Check, report: Path, tmp_path: Path) -> None:
    code, _, err = check(str(report), "--annotate", str(report / "out.docx"))

    assert code == 2
    assert err.splitlines()[-1].startswith(f"{report / 'out.docx'} could not be written: ")


def test_json_names_locations_notes_copies_and_what_found_no_place(check: Check, report: Path, tmp_path: Path) -> None:
    copy = tmp_path / "out.docx"

    _, out, _ = check(str(report), "--format", "json", "--annotate", str(copy), "--every-place")

    (result,) = json.loads(out)["results"]
    assert (result["format"], result["copy"], result["notes"]) == ("docx", str(copy), [])
    assert [finding["location"]["en"] for finding in result["findings"]] == [
        "paragraph 2",
        "paragraph 3, in a table",
        "header or footer 1",
    ]
    (left,) = result["unplaced"]
    assert (left["kind"], left["location"]["en"]) == ("comment", "header or footer 1")


def test_report_is_written_for_all_files(check: Check, report: Path, tmp_path: Path) -> None:
    (tmp_path / "z.docx").write_bytes(b"PK\x03\x04")

    check(str(tmp_path), "--report", str(tmp_path / "out" / "report.html"))

    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert (page.count('<h2 id="file-'), page.count('<h2 id="unread-')) == (1, 1)
    assert page.count('<blockquote lang="ja">') == 3


def test_format_can_be_named(check: Check, tmp_path: Path) -> None:
    draft = tmp_path / "page.txt"
    draft.write_text("<p>古い<code>サーバ</code>と<b>サー</b>バ</p>", "utf-8")

    _, out, _ = check(str(draft), "--as", "html", "--format", "json")

    (result,) = json.loads(out)["results"]
    assert (result["format"], [finding["match"] for finding in result["findings"]]) == ("html", ["サー</b>バ"])


def test_document_is_read_from_standard_input(check: Check, tmp_path: Path) -> None:
    code, out, _ = check("-", "--annotate", str(tmp_path / "out.docx"), stdin=REPORT)

    assert (code, out.splitlines()[0]) == (1, "-: paragraph 2: warning: ninsho  [pitfall.ambiguous]")
    assert len(commented((tmp_path / "out.docx").read_bytes())) == 2


def test_file_with_another_extension_is_read_as_text_where_it_is_named(check: Check, tmp_path: Path) -> None:
    draft = tmp_path / "notes.rst"
    draft.write_text(BARE, "utf-8")

    assert check(str(draft))[1].splitlines()[0] == f"{draft}:1:7: warning: ninsho  [pitfall.ambiguous]"


def test_report_is_written_in_the_format_that_its_name_says(check: Check, report: Path, tmp_path: Path) -> None:
    names_of = [tmp_path / "out" / name for name in ("a.html", "a.sarif", "a.xml", "a.json")]

    code, out, _ = check(str(report), "--format", "github", *[word for path in names_of for word in ("--report", str(path))])

    assert (code, {line.split(" ")[0] for line in out.splitlines()}) == (1, {"::warning", "::notice"})
    beginnings = [path.read_bytes().decode().replace(" ", "")[:9] for path in names_of]
    assert beginnings == ["<!doctype", '{\n"$schem', "<?xmlvers", '{\n"result']
    assert json.loads(names_of[1].read_text("utf-8"))["runs"][0]["artifacts"][0]["location"]["uri"].endswith("/report.docx")


def test_report_without_a_known_name_is_refused_before_anything_is_checked(check: Check, report: Path, tmp_path: Path) -> None:
    code, out, err = check(str(report), "--report", str(tmp_path / "report.pdf"))

    assert (code, out) == (2, "")
    assert "says no format. Let it end in one of: .htm, .html, .json, .sarif, .xml" in " ".join(err.split())


@pytest.mark.parametrize("output", ["sarif", "github", "textlint", "junit", "html", "json"])
def test_machine_formats_are_utf_8_without_colour_wherever_they_go(report: Path, drafts_termbase: None, output: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "FORCE_COLOR": "1"}

    done = subprocess.run(
        [sys.executable, "-m", "glossary.cli", "check", str(report), "--format", output], capture_output=True, check=False, env=environment
    )

    text = done.stdout.decode("utf-8")
    assert (done.returncode, "\x1b[" in text, "サーバ" in text) == (1, False, True)


def test_file_that_cannot_be_read_is_in_every_report(check: Check, report: Path, tmp_path: Path) -> None:
    (tmp_path / "z.docx").write_bytes(b"PK\x03\x04")

    code, out, err = check(str(report), str(tmp_path / "z.docx"), "--format", "sarif")

    invocation = json.loads(out)["runs"][0]["invocations"][0]
    assert (code, invocation["exitCode"], invocation["executionSuccessful"]) == (2, 2, False)
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] in err


def test_entries_of_a_termbase_are_found_in_their_folder_when_asked_for(check: Check, tmp_path: Path) -> None:
    entry = tmp_path / "concepts" / "a.toml"
    entry.parent.mkdir()
    entry.write_text('id = "a"\ndomain = "b"\n\n[ja]\ndefinition = "古いサーバの一種"\n', "utf-8")
    (tmp_path / "README.md").write_text(BARE, "utf-8")

    code, out, _ = check("--as", "entry", str(tmp_path), "--fail-on", "information")

    assert (code, out.splitlines()[0]) == (1, f"{entry}:5:17: information: サーバ is another spelling of サーバー  [term.variant]")
    assert "README.md" not in out
    assert "a.toml" not in check(str(tmp_path))[1]


def test_one_file_that_cannot_be_read_is_in_the_reports_too(check: Check, tmp_path: Path) -> None:
    broken = tmp_path / "z.docx"
    broken.write_bytes(b"PK\x03\x04")

    code, out, err = check(str(broken), "--format", "json", "--report", str(tmp_path / "a.xml"))

    (result,) = json.loads(out)["results"]
    assert (code, result["problem"]["code"], result["problem"]["detail"]) == (2, "file-damaged", err.splitlines()[-1])
    assert 'errors="1"' in (tmp_path / "a.xml").read_text("utf-8")


def test_of_several_clean_files_only_the_summary_is_told(check: Check, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("窓口を開く。\n", "utf-8")

    assert check(str(tmp_path))[1] == "2 files checked · 0 findings · 14 characters read · 0 terms recognised\n"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are Unicode there, and hold no line break")
@pytest.mark.parametrize("format", ["text", "github", "html", "json", "junit", "sarif", "textlint"])
def test_names_of_files_are_told_whatever_bytes_they_hold(check: Check, tmp_path: Path, format: str) -> None:
    (tmp_path / os.fsdecode("報告".encode("shift-jis") + b".txt")).write_text(BARE, "utf-8")
    (tmp_path / "a\n::error::b.docx").write_text("no package")

    code, out, err = check(str(tmp_path), "--format", format)

    assert (code, "\udc95" in out, "ninsho" in out) == (2, False, True)
    assert [line for line in err.splitlines() if line.startswith("::")] == []


def test_nothing_to_check_is_said(check: Check, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"png")

    assert check(str(tmp_path))[:2] == (0, "0 files checked\n")
    code, out, err = check(str(tmp_path), "--format", "json")
    assert (code, json.loads(out), err.splitlines()[-1]) == (0, {"results": []}, "0 files checked")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [([""], "One of the names is empty"), ([".", ""], "One of the names is empty"), ([".", "--annotate", ""], "needs")],
)
def test_name_that_a_variable_left_empty_is_refused(check: Check, arguments: list[str], complaint: str) -> None:
    code, out, err = check(*arguments)

    assert (code, out, complaint in err) == (2, "", True)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such rights")
@pytest.mark.parametrize("rights", [0o000, 0o444], ids=["not listed", "listed only"])
def test_folder_that_may_not_be_read_is_named(tmp_path: Path, drafts_termbase: None, rights: int) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    for path in (closed / "a.txt", tmp_path / "b.txt"):
        path.write_text(BARE, "utf-8")
    closed.chmod(rights)
    command = [*as_a_user(), sys.executable, "-m", "glossary.cli", "check", "--format", "json"]

    done = [
        subprocess.run([*command, str(path)], capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
        for path in (tmp_path, closed / "a.txt")
    ]

    closed.chmod(0o755)
    said = [[(Path(result["path"]).name, "problem" in result) for result in json.loads(run.stdout)["results"]] for run in done]
    unread = "closed" if rights == 0o000 else "a.txt"
    assert said == [[("b.txt", False), (unread, True)] if unread == "closed" else [("b.txt", False), ("a.txt", True)], [("a.txt", True)]]
    assert [run.returncode for run in done] == [2, 2]
    assert [run.stderr.splitlines()[-1].rpartition(" cannot ")[2] for run in done] == ["be opened: there is no permission to do so."] * 2


def as_a_user() -> list[str]:
    """What a command is begun with so that rights hold for it, whoever runs the tests."""
    if os.geteuid():
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("rights do not bind root, and setpriv is not there")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


@pytest.mark.skipif(sys.platform == "win32", reason="no file can be called so there")
def test_no_name_of_a_file_is_a_command_to_a_pipeline(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("::error::b.docx").write_text("no package")
    Path("c.docx").write_text("no package")

    _, _, err = check("::error::b.docx", "c.docx")

    assert [line.split(" was ")[0] for line in err.splitlines()[-2:]] == ["- ::error::b.docx", "c.docx"]
