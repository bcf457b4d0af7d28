"""``glossary check`` as a person and as a program use it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("drafts_termbase")

BARE = "海外拠点では認証を必須とする。\n"
VARIANT = "サーバを更新する。\n"
CLEAN = "サーバーを更新する。\n"

ZONE = """
id = "zone"
domain = "security"
entry_status = "approved"
reviewed = 2026-11-20
sources = ["handbook"]
[en]
definition = "x"
[[en.term]]
text = "secure zone"
status = "preferred"
[ja]
definition = "x"
[[ja.term]]
text = "認証区域"
reading = "にんしょうくいき"
status = "preferred"
"""


def write(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return str(path)


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (CLEAN, [], 0),
        (BARE, [], 1),
        (VARIANT, [], 0),
        (VARIANT, ["--fail-on", "information"], 1),
        (BARE, ["--fail-on", "error"], 0),
        ("2026年にCRCが担う。", ["--fail-on", "error"], 1),
        (BARE, ["--reader", "none"], 0),
        (BARE, ["--lang", "en"], 0),
        (VARIANT, ["--profile", "ja-government"], 1),
        ("サイバー即応センターが担う。", ["--as-of", "2020-01-01"], 0),
        ("サイバー即応センターが担う。", ["--as-of", "2026-01-01"], 1),
        ("証明所。", ["--fail-on", "information"], 0),
        ("証明所。", ["--fail-on", "information", "--candidates"], 1),
    ],
)
def test_exit_code_says_whether_a_finding_reaches_the_level(
    check: object, tmp_path: Path, text: str, options: list[str], code: int
) -> None:
    assert check(write(tmp_path / "draft.txt", text), *options)[0] == code


def test_finding_is_shown_with_its_line_carets_and_what_to_write(check: object, tmp_path: Path) -> None:
    name = write(tmp_path / "draft.txt", "😀前の行。\r\n古いサーバを使う。\r\n")

    code, out, err = check(name)

    assert code == 0
    assert out.splitlines() == [
        f"{name}:2:3: information: サーバ is another spelling of サーバー  [term.variant]",
        "  | 古いサーバを使う。",
        "  |     ^^^^^^",
        "    Write instead: サーバー",
        f"{name}: 1 finding · 18 characters read · 1 term recognised · 0 characters masked",
    ]
    assert err == "No database yet: checking with the shipped terms.\n"


def test_other_places_are_named(check: object, tmp_path: Path) -> None:
    name = write(tmp_path / "draft.txt", BARE + "全社で認証を見直す。\n")

    assert "    Also at 2:4" in check(name)[1].splitlines()


def test_standard_input_is_read(check: object) -> None:
    code, out, _ = check("-", stdin=BARE.encode())

    assert (code, out.splitlines()[0]) == (1, "-:1:7: warning: ninsho  [pitfall.ambiguous]")


def test_standard_input_with_a_mark_of_byte_order(check: object) -> None:
    code, out, _ = check("-", "--format", "json", "--fail-on", "information", stdin="\ufeffサーバ".encode())

    assert (code, json.loads(out)["results"][0]["findings"][0]["start"]) == (1, 0)


def test_json_has_the_findings_of_the_interface(check: object, tmp_path: Path) -> None:
    name = write(tmp_path / "draft.txt", VARIANT)

    _, out, _ = check(name, "--format", "json", "--as-of", "2026-11-22")

    (result,) = json.loads(out)["results"]
    (finding,) = result["findings"]
    assert (result["path"], result["as_of"]) == (name, "2026-11-22")
    assert (finding["rule"], finding["start"], finding["end"], finding["match"]) == ("term.variant", 0, 3, "サーバ")
    assert finding["suggestions"] == [{"text": "サーバー", "safe": True, "start": 0, "end": 3}]


def test_folders_are_searched_for_texts_and_markdown(check: object, tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "deep/er/c.markdown", "notes", "picture.png"):
        write(tmp_path / name, BARE)

    code, out, _ = check(str(tmp_path), "--format", "json")

    assert code == 1
    assert [Path(result["path"]).name for result in json.loads(out)["results"]] == ["a.txt", "b.md", "c.markdown"]


def test_globs_are_written_out(check: object, tmp_path: Path) -> None:
    for name in ("one.md", "two.md", "three.txt"):
        write(tmp_path / name, CLEAN)

    _, out, _ = check(str(tmp_path / "*.md"), "--format", "json")

    assert [Path(result["path"]).name for result in json.loads(out)["results"]] == ["one.md", "two.md"]


def test_markdown_is_read_as_such_by_its_name(check: object, tmp_path: Path) -> None:
    text = "`サーバ`\n\n> 認証を必須とする。\n"

    assert check(write(tmp_path / "a.md", text), "--fail-on", "information")[0] == 0
    assert check(write(tmp_path / "a.txt", text), "--fail-on", "information")[0] == 1


def test_safe_fixes_are_applied_once_and_for_all(check: object, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    name = write(path, "\ufeffサーバと拠点の認証。\r\nサーバー\r\n安全保証と拒否リスト。")
    path.chmod(0o640)

    first = check(name, "--fix")
    content = path.read_bytes()
    second = check(name, "--fix")

    assert content.decode() == "\ufeffサーバーと拠点の認証。\r\nサーバー\r\n安全保証と拒否リスト。"
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (content, 0o640)
    assert [entry.name for entry in tmp_path.iterdir()] == ["draft.txt"]
    assert (first[0], second[0], first[1].splitlines()[-3:-1]) == (1, 1, [f"{name}: 1 fix made:", "    サーバ → サーバー (1:1)"])
    assert [line for line in first[1].splitlines() if line not in second[1].splitlines()] == first[1].splitlines()[-3:-1]
    assert "term.variant" not in first[1]


def test_fix_writes_through_a_link_and_leaves_a_clean_file_alone(check: object, tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    write(real, VARIANT)
    link = tmp_path / "link.txt"
    link.symlink_to(real)
    clean = tmp_path / "clean.txt"
    write(clean, CLEAN)
    os.utime(clean, (1, 1))

    check(str(link), str(clean), "--fix")

    assert (link.is_symlink(), real.read_text("utf-8"), clean.stat().st_mtime) == (True, CLEAN, 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("terms.tsv", "en\tja\tcomment\nsecure zone\t認証区域\tours\n# a remark\n\n"),
        ("zone.toml", ZONE),
    ],
)
def test_extra_terms_hold_for_this_run(check: object, tmp_path: Path, name: str, content: str) -> None:
    draft = write(tmp_path / "draft.txt", "認証区域に入る。\n")

    assert "2 terms recognised" not in check(draft)[1]
    assert "1 term recognised" in check(draft, "--terms", write(tmp_path / name, content))[1]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("English\tJapanese\n", "cannot be read as TSV, line 1: the first line must name the columns: en, ja, comment"),
        ("en\tja\nonly one\n", "cannot be read as TSV, line 2: the line needs an English and a Japanese term"),
        ("en\tja\n\tx\n", "cannot be read as TSV, line 2: the line needs an English and a Japanese term"),
    ],
)
def test_broken_extra_terms_are_named_with_their_line(check: object, tmp_path: Path, content: str, sentence: str) -> None:
    name = write(tmp_path / "terms.tsv", content)

    code, _, err = check(write(tmp_path / "draft.txt", CLEAN), "--terms", name)

    assert (code, err.splitlines()[-1]) == (2, f"{name} {sentence}")


def test_rule_is_explained(check: object) -> None:
    code, out, _ = check("--explain", "term.variant")

    assert (code, out.splitlines()[0]) == (0, "term.variant  (information)")
    assert [line.partition(": ")[0] for line in out.splitlines()[3:]] == ["What", "Why", "Example", "Instead"]


def test_rules_of_a_family_are_listed(check: object) -> None:
    code, out, _ = check("--explain", "duty")

    assert (code, out.splitlines()) == (0, [line for line in out.splitlines() if line.startswith("duty.") and line.endswith(")")])
    assert out.startswith("duty.vague  ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Name a file, a folder, or - for standard input."),
        (["no-such-file.txt"], "There is no file no-such-file.txt."),
        (["no-such-*.txt"], "There is no file no-such-*.txt."),
        (
            ["-", "--profile", "house"],
            "house is not a value of profile. Use one of: default, isms, ja-government, technical-ja, uk-government.",
        ),
        (["--explain", "zebra"], "There is no rule zebra. Families, whose rules are listed in the same way: acronym, consist"),
        (["--explain", "term.varian"], "There is no rule term.varian. Did you mean term.variant? Families"),
        (["-", "--as-of", "yesterday"], "--as-of: yesterday is no date. Write year, month and day as in 2026-11-22."),
        (["-", "--as-of", "2026-02-30"], "--as-of: there is no day 2026-02-30 in the calendar"),
        (["-", "--format", "sarof"], "--format: sarof is not known here; did you mean sarif? Allowed: text, github"),
        (["-", "--terms", "gone.tsv"], "--terms: There is no file gone.tsv."),
        (["-", "--config", "."], "--config: . is a folder; a file is needed here."),
        (["-", "--foramt"], "There is no option --foramt. Did you mean --format"),
        (["-", "--format"], "--format needs a value."),
        (["-", "--fix=yes"], "--fix takes no value."),
    ],
)
def test_wrong_use_is_told_in_one_sentence(check: object, arguments: list[str], sentence: str) -> None:
    code, out, err = check(*arguments)

    assert (code, out) == (2, "")
    assert sentence in err


def test_profile_that_there_is_not_is_told_as_it_was_typed(check: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")

    code, _, err = check("-", "--profile", "official")

    assert (code, err.splitlines()) == (
        2,
        ["officialはprofileの値として使えません。使える値：default, isms, ja-government, technical-ja, uk-government"],
    )


@pytest.mark.parametrize(("encoding", "name"), [("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"), ("utf-16", "UTF-16")])
def test_other_encodings_are_read_told_and_kept(check: object, tmp_path: Path, encoding: str, name: str) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(f"古いサーバを使う。\r\n{BARE}".encode(encoding))

    _, out, _ = check(str(path), "--fix")

    assert f"{path}: note: read as {name}" in out.splitlines()
    assert path.read_bytes() == f"古いサーバーを使う。\r\n{BARE}".encode(encoding)


def test_text_in_no_encoding_is_refused(check: object, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes("一行目\n".encode() + bytes(range(128, 256)))

    code, _, err = check(str(path))

    assert (code, err.splitlines()[-1].partition(", but")[0]) == (2, f"{path} was announced as plain text")


def test_too_long_text_is_refused(check: object, tmp_path: Path) -> None:
    code, _, err = check(write(tmp_path / "draft.txt", "a" * 5_000_001))

    assert (code, err.splitlines()[-1]) == (2, "The text has 5000001 characters; 5000000 can be checked at once. Check it in parts.")


@contextmanager
def watching(*arguments: str) -> Iterator[Callable[[], str]]:
    """``glossary check --watch`` in a process of its own; a function that reads what it prints, line by line."""
    command = [sys.executable, "-m", "glossary.cli", "check", "--watch", *arguments]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT, text=True, encoding="utf-8", env=environment
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "No database yet: checking with the shipped terms.\n"
            yield process.stdout.readline
        finally:
            process.kill()


def test_watching_checks_again_when_a_file_changes(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    write(draft, CLEAN)
    with watching(str(draft)) as line:
        before = line()
        time.sleep(0.05)
        write(draft, BARE)
        after = [line() for _ in range(2)]

    assert ": 0 findings ·" in before
    assert (after[0], "[pitfall.ambiguous]" in after[1]) == ("\n", True)


def test_watching_goes_on_beside_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", CLEAN)
    write(tmp_path / "b.docx", CLEAN)
    with watching(str(tmp_path)) as line:
        before = [line() for _ in range(2)]
        time.sleep(0.3)
        write(tmp_path / "a.txt", BARE)
        after = [line() for _ in range(2)]

    assert before[1].endswith(" · 1 file could not be checked\n")
    assert (after[0], "[pitfall.ambiguous]" in after[1]) == ("\n", True)


def test_watching_goes_on_while_the_file_is_away_or_half_written(tmp_path: Path) -> None:
    draft, aside = tmp_path / "draft.txt", tmp_path / "draft.bak"
    write(draft, CLEAN)
    with watching(str(draft)) as line:
        told = [line()]
        draft.rename(aside)
        time.sleep(1.2)
        for content in (CLEAN * 2, "PK\3\4abc\0\1", CLEAN * 3):
            write(aside, content)
            aside.rename(draft)
            told += [line(), line()]

    read = [f"{draft}: 0 findings · {len(CLEAN) * times} characters read" for times in (1, 2, 3)]
    assert [text[: len(said)] for text, said in zip((told[0], told[2], told[6]), read, strict=True)] == read
    assert (told[1] + told[3] + told[5], told[4].startswith(f"{draft} ")) == ("\n\n\n", True)


def test_watching_begins_with_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    write(draft, "PK\3\4abc\0\1")
    with watching(str(draft)) as line:
        before = line()
        write(draft, CLEAN)
        after = [line(), line()]

    assert (before.startswith(f"{draft} "), after[0], ": 0 findings ·" in after[1]) == (True, "\n", True)


def test_report_of_watching_speaks_of_all_files_after_each_change(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        write(tmp_path / f"{name}.txt", CLEAN)
    report = tmp_path / "report.json"

    def results() -> list[tuple[str, int]]:
        found = json.loads(report.read_text("utf-8"))["results"]
        return [(Path(result["path"]).name, len(result.get("findings", "?"))) for result in found]

    with watching(str(tmp_path), "--report", str(report)) as line:
        assert line().startswith("3 files checked")
        before = results()
        time.sleep(0.05)
        (tmp_path / "c.txt").unlink()
        write(tmp_path / "a.txt", BARE)
        end = time.monotonic() + 20
        while (after := results()) == before and time.monotonic() < end:
            time.sleep(0.05)

    assert (before, after) == ([("a.txt", 0), ("b.txt", 0), ("c.txt", 0)], [("a.txt", 1), ("b.txt", 0)])


def test_standard_input_cannot_be_watched() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "glossary.cli", "check", "-", "--watch"], input=b"", capture_output=True, check=False, cwd=ROOT, timeout=60
    )

    complaint = "--watch waits for files to change; standard input is no file."
    assert (done.returncode, done.stdout, done.stderr.decode().splitlines()[0]) == (2, b"", complaint)


def test_messages_come_in_japanese(tmp_path: Path) -> None:
    draft = write(tmp_path / "draft.txt", VARIANT)
    environment = {**os.environ, "LANG": "ja_JP.UTF-8", "PYTHONUTF8": "1"}

    done = subprocess.run(
        [sys.executable, "-m", "glossary.cli", "check", draft],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=environment,
        encoding="utf-8",
    )

    assert "「サーバ」は「サーバー」の別の表記です" in done.stdout
