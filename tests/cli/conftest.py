"""How the tests of the shell run ``glossary check``: with a small termbase that is compiled once for each file of tests."""

import io
import sys
from pathlib import Path

import pytest

from glossary.cli.main import main
from tests.checkings import write_terms


@pytest.fixture(scope="module")
def drafts_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Terms and a cache."""
    home = tmp_path_factory.mktemp("check")
    write_terms(home / "terms")
    return home


@pytest.fixture
def drafts_termbase(drafts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings that lead there, for this process and those that it starts."""
    monkeypatch.setenv("GLOSSARY_TERMS_FOLDER", str(drafts_home / "terms"))
    monkeypatch.setenv("GLOSSARY_CACHE_FOLDER", str(drafts_home / "cache"))


@pytest.fixture
def check(drafts_termbase: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> object:
    """Runs the command: exit code, standard output, standard error."""

    def run(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        with pytest.raises(SystemExit) as left:
            main(["check", *arguments])
        captured = capsys.readouterr()
        return int(str(left.value.code)), captured.out, captured.err

    return run
