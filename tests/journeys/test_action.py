"""The GitHub Action: what it declares holds, inputs are never commands, and its script does what the shell does."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.checkings import write_terms
from tests.conftest import ROOT

FOLDER = ROOT / ".github" / "actions" / "check"
ACTION = yaml.safe_load((FOLDER / "action.yml").read_text("utf-8"))
STEPS = ACTION["runs"]["steps"]
BARE = "海外拠点では認証を必須とする。\n"

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed: the action runs in it")


def test_every_input_reaches_the_script_by_the_environment_alone() -> None:
    handed = [value for step in STEPS for value in step.get("env", {}).values()]

    assert sorted(handed) == sorted(f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"])
    assert [step["run"] for step in STEPS if "${{" in step["run"]] == []


def test_script_reads_every_variable_and_no_other() -> None:
    script = (FOLDER / "check.sh").read_text("utf-8")

    named = set(re.findall(r"\$\{?(CHECK_[A-Z_]+)", script))

    assert named == {name for step in STEPS for name in step.get("env", {})}


def test_inputs_are_explained_and_have_defaults() -> None:
    assert [name for name, told in ACTION["inputs"].items() if not told.get("description") or "default" not in told] == []


def test_installation_is_of_this_checkout() -> None:
    script = (FOLDER / "install.sh").read_text("utf-8")

    assert subprocess.run(["bash", "-n", str(FOLDER / "install.sh")], check=False).returncode == 0
    assert (FOLDER / ".." / ".." / "..").resolve() == ROOT
    assert ("--require-hashes" in script, (ROOT / "requirements.lock").exists()) == (True, True)


def test_installation_imports_nothing_from_the_folder_of_the_drafts() -> None:
    script = (FOLDER / "install.sh").read_text("utf-8")

    calls = re.findall(r'^[^#\n]*"\$(?:python|bin/python)" (-[A-Za-z]+) ', script, re.MULTILINE)

    assert calls == ["-I"] * 4


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GLOSSARY_TERMS_FOLDER", str(write_terms(tmp_path / "terms")))
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "報告 1.md").write_text(BARE, "utf-8")
    return folder


def run(folder: Path, **inputs: str) -> tuple[int, list[str], str]:
    """The script as the action runs it: every variable is set, to the default where an input is not given."""
    defaults = {name: told["default"] for name, told in ACTION["inputs"].items()}
    variables = {f"CHECK_{name.upper().replace('-', '_')}": value for name, value in (defaults | inputs).items()}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **variables, "PATH": path, "PYTHONPATH": str(ROOT), "GITHUB_WORKSPACE": str(folder)}
    done = subprocess.run(
        ["bash", str(FOLDER / "check.sh")], cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    return done.returncode, done.stdout.splitlines(), done.stderr


def test_findings_become_remarks_and_a_sarif_file(drafts: Path) -> None:
    code, lines, _ = run(drafts, sarif="out/glossary.sarif")

    (line,) = lines
    assert code == 1
    assert line.startswith("::warning file=報告 1.md,line=1,col=7,endLine=1,endColumn=8,title=pitfall.ambiguous::ninsho")
    (result,) = json.loads((drafts / "out" / "glossary.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert result["ruleId"] == "pitfall.ambiguous"


def test_options_are_handed_on(drafts: Path) -> None:
    assert run(drafts, **{"fail-on": "error"})[0] == 0
    assert run(drafts, reader="none")[:2] == (0, [])
    assert "house is not a value of profile" in run(drafts, profile="house")[2]


def test_files_are_named_one_a_line(drafts: Path) -> None:
    (drafts / "b c.txt").write_text(BARE, "utf-8")
    (drafts / "d.txt").write_text(BARE, "utf-8")

    _, lines, _ = run(drafts, files="報告 1.md\r\n\nb c.txt")

    assert [line.split(",")[0] for line in lines] == ["::warning file=報告 1.md", "::warning file=b c.txt"]


@pytest.mark.parametrize("name", ["files", "profile", "reader", "fail-on", "diff", "format", "sarif"])
@pytest.mark.parametrize("value", ['"; touch pwned; "$(touch pwned)`touch pwned`\ntouch pwned', "--fix"])
def test_no_input_is_a_command(drafts: Path, name: str, value: str) -> None:
    code, _, _ = run(drafts, **{name: value})

    assert (code, (drafts / "pwned").exists(), (drafts / "報告 1.md").read_text("utf-8")) == (2, False, BARE)
