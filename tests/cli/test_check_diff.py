"""``glossary check --diff``: only findings at new lines are told, in real repositories."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.cli.git import reason_of_git
from glossary.text.width import printable
from tests.documents.word.build import docx, p

Check = Callable[..., tuple[int, str, str]]

BARE = "海外拠点では認証を必須とする。\n"
VARIANT = "サーバを更新する。\n"
CLEAN = "窓口を開く。\n"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "a repository 倉庫"
    folder.mkdir()
    git(folder, "init", "-q")
    monkeypatch.chdir(folder)
    return folder


def places(out: str) -> list[str]:
    return [line.split(": ")[0] for line in out.splitlines() if line.endswith("]")]


def test_findings_at_new_lines_are_told_and_others_are_not(check: Check, repository: Path) -> None:
    commit(repository, **{"報告 書.md": f"{VARIANT}\n{BARE}\n{CLEAN}"})
    (repository / "報告 書.md").write_bytes(f"{VARIANT}\n{BARE}\n{CLEAN}\n古いサーバを使う。\n".encode())

    code, out, _ = check("報告 書.md", "--diff", "HEAD", "--fail-on", "information")

    assert (code, places(out)) == (1, ["報告 書.md:7:3"])


def test_line_that_changed_is_told_and_a_line_that_went_is_not(check: Check, repository: Path) -> None:
    commit(repository, **{"a.txt": f"{CLEAN}{BARE}{VARIANT}"})
    (repository / "a.txt").write_text(f"新しいサーバを使う。\n{VARIANT}", "utf-8")

    assert places(check("a.txt", "--diff", "HEAD")[1]) == ["a.txt:1:4"]


def test_nothing_new_is_clean_whatever_stood_there(check: Check, repository: Path) -> None:
    commit(repository, **{"a.txt": BARE})

    assert check("a.txt", "--diff", "HEAD")[0] == 0


def test_finding_of_several_places_stands_at_the_new_one(check: Check, repository: Path) -> None:
    commit(repository, **{"a.txt": BARE})
    (repository / "a.txt").write_text(f"{BARE}全社で認証を見直す。\n", "utf-8")

    code, out, _ = check("a.txt", "--diff", "HEAD")

    assert (code, places(out), "Also at" in out) == (1, ["a.txt:2:4"], False)


def test_works_from_a_folder_below_and_with_absolute_names(check: Check, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "下").mkdir()
    commit(repository, **{"a.txt": CLEAN, "下/b.txt": CLEAN})
    for name in ("a.txt", "下/b.txt"):
        (repository / name).write_text(CLEAN + VARIANT, "utf-8")
    monkeypatch.chdir(repository / "下")

    _, out, _ = check("b.txt", str(repository / "a.txt"), "--diff", "HEAD")

    assert places(out) == ["b.txt:2:1", f"{repository}/a.txt:2:1"]


def test_renamed_file_is_compared_with_its_old_name(check: Check, repository: Path) -> None:
    commit(repository, **{"旧 名.txt": BARE + CLEAN * 8})
    git(repository, "mv", "旧 名.txt", "新 名.txt")
    (repository / "新 名.txt").write_text(BARE + CLEAN * 8 + VARIANT, "utf-8")

    assert places(check("新 名.txt", "--diff", "HEAD")[1]) == ["新 名.txt:10:1"]


@pytest.mark.parametrize("name", ["a.txt", 'quote "q".txt', "tab\tname.txt", "new\nline.txt", "*.txt", "back\\slash.txt", "b and b.txt"])
def test_files_with_any_name_are_found(check: Check, repository: Path, name: str) -> None:
    commit(repository, **{name: CLEAN, "other.txt": CLEAN})
    (repository / name).write_bytes((CLEAN + VARIANT).encode())

    _, out, _ = check(name, "--diff", "HEAD", "--format", "textlint")

    assert (out.count('"ruleId"'), '"line": 2' in out) == (1, True)


def test_file_that_git_does_not_know_counts_wholly(check: Check, repository: Path) -> None:
    commit(repository, **{"a.txt": CLEAN, ".gitignore": "ignored.txt\n"})
    (repository / "new.txt").write_text(BARE, "utf-8")
    (repository / "ignored.txt").write_text(BARE, "utf-8")
    (repository / "staged.txt").write_text(BARE, "utf-8")
    git(repository, "add", "staged.txt")

    _, out, _ = check("new.txt", "ignored.txt", "staged.txt", "--diff", "HEAD")

    assert places(out) == ["new.txt:1:7", "ignored.txt:1:7", "staged.txt:1:7"]


def test_binary_file_counts_wholly_when_it_differs(check: Check, repository: Path) -> None:
    (repository / "a.docx").write_bytes(docx(p("題")))
    (repository / "same.docx").write_bytes(docx(p(BARE)))
    commit(repository)
    (repository / "a.docx").write_bytes(docx(p(BARE)))

    _, out, _ = check("a.docx", "same.docx", "--diff", "HEAD")

    assert [line.split(": ")[0] for line in out.splitlines() if line.endswith("]")] == ["a.docx"]
    assert "a.docx: note: git cannot compare its lines, so that all of its findings are told, not only new ones" in out.splitlines()


def test_before_the_first_commit_everything_is_new(check: Check, repository: Path) -> None:
    (repository / "a.txt").write_text(BARE, "utf-8")
    git(repository, "add", "-A")

    assert places(check("a.txt", "--diff", "HEAD")[1]) == ["a.txt:1:7"]
    assert check("a.txt", "--diff", "main")[0] == 2


def test_fixes_are_made_at_new_lines_only(check: Check, repository: Path) -> None:
    commit(repository, **{"a.txt": VARIANT})
    (repository / "a.txt").write_text(f"{VARIANT}古い{VARIANT}", "utf-8")

    check("a.txt", "--diff", "HEAD", "--fix")

    assert (repository / "a.txt").read_text("utf-8") == f"{VARIANT}古いサーバーを更新する。\n"


def test_line_that_looks_like_a_patch_is_none(check: Check, repository: Path) -> None:
    commit(repository, **{"a.txt": CLEAN, "b.txt": VARIANT})
    (repository / "a.txt").write_text(f"++ b/b.txt\n@@ -0,0 +1 @@\ndiff --git a/b.txt b/b.txt\n{CLEAN}", "utf-8")

    assert places(check("a.txt", "b.txt", "--diff", "HEAD")[1]) == []


def test_programs_that_the_repository_names_are_not_run(check: Check, repository: Path) -> None:
    commit(repository, **{"a.txt": CLEAN, ".gitattributes": "*.txt diff=evil\n"})
    for setting in ("diff.external", "diff.evil.textconv", "diff.evil.command", "core.fsmonitor"):
        git(repository, "config", setting, "touch ran; cat")
    (repository / "a.txt").write_text(CLEAN + VARIANT, "utf-8")

    _, out, _ = check("a.txt", "--diff", "HEAD")

    assert (places(out), (repository / "ran").exists()) == (["a.txt:2:1"], False)


def test_settings_of_the_user_do_not_change_what_is_read(check: Check, repository: Path) -> None:
    commit(repository, **{"日 本.txt": CLEAN * 5})
    for setting in ("diff.noprefix", "diff.mnemonicPrefix", "color.ui", "diff.relative"):
        git(repository, "config", setting, "always" if setting == "color.ui" else "true")
    git(repository, "config", "diff.interHunkContext", "10")
    (repository / "日 本.txt").write_text(VARIANT + CLEAN * 5 + VARIANT, "utf-8")

    assert places(check("日 本.txt", "--diff", "HEAD")[1]) == ["日 本.txt:1:1", "日 本.txt:7:1"]


def test_environment_of_a_hook_does_not_lead_astray(check: Check, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "deep").mkdir()
    commit(repository, **{"deep/a.txt": CLEAN})
    (repository / "deep" / "a.txt").write_text(CLEAN + VARIANT, "utf-8")
    for name, value in {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index", "GIT_PREFIX": "deep/", "GIT_DIFF_OPTS": "-u9"}.items():
        monkeypatch.setenv(name, value)

    assert places(check("deep/a.txt", "--diff", "HEAD")[1]) == ["deep/a.txt:2:1"]


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=x", "-h", "", "HEAD\n", "HEAD:a.txt", "x" * 201])
def test_revision_that_is_none_is_told(check: Check, repository: Path, revision: str) -> None:
    commit(repository, **{"a.txt": CLEAN})

    code, out, err = check("a.txt", f"--diff={revision}")

    assert (code, out, list(repository.glob("x*"))) == (2, "", [])
    assert f"The repository {repository} has no revision {printable(revision)}. Name a commit, branch or tag;" in err


def test_file_outside_of_a_repository_is_told(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "a.txt").write_text(CLEAN, "utf-8")

    code, out, err = check(str(tmp_path / "a.txt"), "--diff", "HEAD")

    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == (
        f"{tmp_path / 'a.txt'} lies in no git repository, so that nothing says which lines are new. Check it without --diff."
    )


def test_standard_input_cannot_be_compared(check: Check) -> None:
    code, _, err = check("-", "--diff", "HEAD")

    assert (code, "standard input is no file" in err) == (2, True)


def test_missing_git_is_told(check: Check, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, **{"a.txt": CLEAN})
    monkeypatch.setenv("PATH", "")

    code, _, err = check("a.txt", "--diff", "HEAD")

    assert (code, "git is not installed" in err.splitlines()[-1]) == (2, True)


def test_git_that_trusts_nobody_says_why(check: Check, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, **{"a.txt": CLEAN})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")

    code, _, err = check("a.txt", "--diff", "HEAD")

    complaint = f"git could not say which lines are new: detected dubious ownership in repository at '{repository}'"
    assert (code, err.splitlines()[-1]) == (2, complaint)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "it gave no reason"),
        ("Killed\n", "Killed"),
        ("warning: a\nerror: b: c\nfatal: d\n", "b: c"),
        ("fatal: bad object HEAD\nTo mend it, call:\n\n\tgit x\n", "bad object HEAD"),
    ],
)
def test_reason_of_git_is_its_first_complaint(said: str, reason: str) -> None:
    assert reason_of_git(said) == reason
