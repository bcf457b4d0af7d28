"""The hooks, run by the real pre-commit: in a repository of somebody else, and in this one."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from glossary.documents.registry import file_extensions
from tests.checkings import write_terms
from tests.conftest import ROOT

PRE_COMMIT = shutil.which("pre-commit", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
BARE = "海外拠点では認証を必須とする。\n"
CLEAN = "窓口を開く。\n"

pytestmark = pytest.mark.skipif(PRE_COMMIT is None, reason="pre-commit is not installed: it comes with the development requirements")


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command of this environment on the path, this code, and a home for pre-commit that is thrown away."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTHONUTF8", "1")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("PRE_COMMIT_COLOR", "never")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@example.org")


def run(folder: Path, *command: str) -> tuple[int, str]:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def hooks() -> dict[str, dict[str, object]]:
    return {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))}


@pytest.fixture
def repository(tmp_path: Path, environment: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with drafts that uses the hooks as they are declared, but with the command of this environment."""
    monkeypatch.setenv("GLOSSARY_TERMS_FOLDER", str(write_terms(tmp_path / "terms")))
    folder = tmp_path / "drafts"
    folder.mkdir()
    run(folder, "git", "init", "-q")
    return folder


def configure(folder: Path, hook: str, *args: str) -> None:
    declared = {key: value for key, value in hooks()[hook].items() if key != "minimum_pre_commit_version"}
    local = {**declared, "language": "system", "args": [*args] or declared.get("args", [])}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [local]}]}), "utf-8")
    run(folder, "git", "add", ".pre-commit-config.yaml")


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    run(folder, "git", "add", name)


def test_manifest_is_valid(tmp_path: Path, environment: None) -> None:
    assert run(tmp_path, "pre-commit", "validate-manifest", str(MANIFEST)) == (0, "")
    assert run(tmp_path, "pre-commit", "validate-config", str(ROOT / ".pre-commit-config.yaml")) == (0, "")


def test_hook_is_given_every_format_that_can_be_opened() -> None:
    pattern = re.compile(str(hooks()["glossary-check"]["files"]))

    assert [extension for extension in file_extensions() if not pattern.search(f"a{extension}")] == []
    assert [name for name in ("a.py", "md", "a.mdx", "a.toml") if pattern.search(name)] == []


def test_file_that_is_called_like_an_option_is_none(repository: Path) -> None:
    configure(repository, "glossary-check")
    (repository / "--write-baseline=x.md").write_text(BARE, "utf-8")
    write(repository, "a.md", BARE)
    run(repository, "git", "add", "--", "--write-baseline=x.md")

    assert (run(repository, "pre-commit", "run")[0], (repository / "x.md").exists()) == (1, False)


def test_commit_with_a_finding_is_stopped_and_goes_through_when_it_is_mended(repository: Path) -> None:
    configure(repository, "glossary-check")
    run(repository, "pre-commit", "install")
    write(repository, "下 書き/報告 1.md", BARE)
    write(repository, "b.txt", CLEAN)

    code, said = run(repository, "git", "commit", "-m", "x")

    assert code == 1
    assert "下 書き/報告 1.md:1:7: warning: ninsho  [pitfall.ambiguous]" in said.splitlines()
    write(repository, "下 書き/報告 1.md", CLEAN)
    assert run(repository, "git", "commit", "-m", "x")[0] == 0


def test_options_stand_in_the_configuration(repository: Path) -> None:
    configure(repository, "glossary-check", "--fail-on", "error")
    write(repository, "a.md", BARE)

    assert run(repository, "pre-commit", "run")[0] == 0


def test_lines_that_stood_there_before_can_be_left_alone(repository: Path) -> None:
    configure(repository, "glossary-check", "--diff", "HEAD")
    write(repository, "a.md", BARE)
    run(repository, "git", "commit", "-q", "--no-verify", "-m", "x")

    write(repository, "a.md", f"{BARE}\n{CLEAN}")
    assert run(repository, "pre-commit", "run")[0] == 0
    write(repository, "a.md", f"{BARE}\n{CLEAN}\n全社で認証を見直す。\n")
    code, said = run(repository, "pre-commit", "run")

    assert (code, "a.md:5:4: warning: ninsho  [pitfall.ambiguous]" in said.splitlines(), "a.md:1:7" in said) == (1, True, False)


def test_prose_of_entries_is_checked(repository: Path) -> None:
    configure(repository, "glossary-entries")
    write(repository, "terms/concepts/x/a.toml", 'id = "a"\ndomain = "x"\n\n[en]\ndefinition = "a blacklist of hosts"\n')

    code, said = run(repository, "pre-commit", "run")

    assert (code, "terms/concepts/x/a.toml:5:17: warning: “blacklist” is a deprecated term  [term.deprecated]" in said.splitlines()) == (
        1,
        True,
    )


def test_broken_entry_is_stopped(repository: Path) -> None:
    configure(repository, "glossary-terms")
    shutil.copytree(ROOT / "terms", repository / "terms")
    name = "terms/concepts/appsec/api-key.toml"
    write(repository, name, (repository / name).read_text("utf-8").replace("definition = ", "definitoin = ", 1))
    code, said = run(repository, "pre-commit", "run")

    assert (code, "concepts/appsec/api-key.toml: en.definitoin" in said) == (1, True)


OWN = (".pre-commit-config.yaml", ".glossary.toml", "README.md", "CHANGELOG.md", "glossary/ARCHITECTURE.md")


def test_this_repository_passes_its_own_hooks(tmp_path: Path, environment: None) -> None:
    folder = tmp_path / "copy"  # a copy: the hooks must not see what else happens in the folder meanwhile
    shutil.copytree(ROOT / "terms", folder / "terms")
    for name in OWN:
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    run(folder, "git", "init", "-q")
    run(folder, "git", "add", "-A")

    code, said = run(folder, "pre-commit", "run", "--all-files")

    assert code == 0, said
    assert [line.rpartition(".")[2] for line in said.splitlines()] == ["Passed", "Passed", "Passed"]
