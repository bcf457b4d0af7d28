"""The README keeps its promises: every command of an ``sh`` block but ``make …`` runs, and every file that it names exists.

Blocks of ``console`` show what needs the reader's own files, repository or server.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [
    line.split("#")[0].strip()
    for block in re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]
RUNNABLE = [command for command in COMMANDS if command and not command.startswith("make ")]


def test_there_are_commands_to_run() -> None:
    assert len(RUNNABLE) >= 6


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands write; later ones read what earlier ones have written."""
    return tmp_path_factory.mktemp("readme")


@pytest.mark.parametrize("command", RUNNABLE)
def test_command_of_the_readme_runs(command: str, temporary: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONUTF8": "1", "TMPDIR": str(temporary)}
    result = subprocess.run(["bash", "-c", command], capture_output=True, cwd=ROOT, env=environment, check=False)
    # A check that finds something says so with 1, as the README tells.
    allowed = (0, 1) if command.startswith("glossary check") else (0,)
    assert result.returncode in allowed, result.stderr.decode()
    assert result.stdout.decode().strip() != ""


def test_named_files_exist() -> None:
    named = set(re.findall(r"`((?:terms|glossary|tests)/[\w./-]+)`", README))
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"`?make ([a-z]+)", README)) - {"and"}
    assert sorted(target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)) == []
