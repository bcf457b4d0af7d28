"""What is shown of long work: nothing where it is short, or where nobody looks."""

import sys
import time

import pytest

from glossary.cli import progress
from glossary.cli.progress import preparing

SENTENCE = "Preparing the termbase. This is needed once after each change of it…\n"


@pytest.mark.parametrize(("is_terminal", "spent", "said"), [(True, 1.5, SENTENCE), (True, 0.0, ""), (False, 0.3, "")])
def test_preparing_is_told_once_it_takes_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], is_terminal: bool, spent: float, said: str
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal)
    monkeypatch.setattr(progress, "PATIENCE", 0.1)
    monkeypatch.setenv("LC_ALL", "C")

    with preparing():
        time.sleep(spent)
    time.sleep(0.2)

    assert capsys.readouterr().err == said
