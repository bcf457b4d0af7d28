"""The wheel carries everything: installed into an empty environment, it looks terms up and serves the site."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that holds the wheel and its pinned dependencies, and nothing else."""
    folder = tmp_path_factory.mktemp("installation")
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)], capture_output=True, check=False
    )
    assert built.returncode == 0, built.stdout.decode() + built.stderr.decode()
    (wheel,) = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    commands = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    for arguments in (["--require-hashes", "-r", str(ROOT / "requirements.lock")], ["--no-deps", str(wheel)]):
        install = [str(commands / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
        subprocess.run(install, check=True, capture_output=True)
    return commands


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Folders of its own for database and cache, no settings besides."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GLOSSARY_", "PYTHON"))}
    return kept | {
        "GLOSSARY_DATABASE_URL": f"sqlite:///{tmp_path / 'data' / 'termbase.sqlite3'}",
        "GLOSSARY_CACHE_FOLDER": str(tmp_path / "cache"),
        "LANG": "en_GB.UTF-8",
        "PYTHONUTF8": "1",
    }


@pytest.fixture
def address(installed: Path, environment: dict[str, str], tmp_path: Path) -> Iterator[str]:
    """The address of a server that the installed command serves."""
    process = subprocess.Popen(
        [str(installed / "glossary"), "serve", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=tmp_path
    )
    assert process.stdout is not None
    line = process.stdout.readline().decode()
    found = re.search(r"http://[\d.]+:\d+/", line)
    assert found, line
    yield found[0]
    process.terminate()
    process.communicate(timeout=20)


def get(url: str) -> tuple[int, bytes]:
    for _ in range(50):
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310
                return answer.status, answer.read()
        except urllib.error.URLError as error:
            if isinstance(error, urllib.error.HTTPError):
                return error.code, error.read()
            time.sleep(0.2)
    raise AssertionError(f"{url} does not answer")


def test_the_installed_command_looks_terms_up_without_a_database(installed: Path, environment: dict[str, str], tmp_path: Path) -> None:
    result = subprocess.run(
        [str(installed / "glossary"), "lookup", "--json", "ransomware"], capture_output=True, env=environment, cwd=tmp_path, check=True
    )
    assert json.loads(result.stdout)["hits"][0]["concept"] == "ransomware"


def test_the_installed_site_answers_in_both_languages(address: str) -> None:
    for lang in ("en", "ja"):
        status, body = get(f"{address}?lang={lang}")
        assert (status, f'<html lang="{lang}"' in body.decode()) == (200, True)
    status, body = get(f"{address}api/v1/lookup?q=noudouteki")
    assert (status, json.loads(body)["hits"][0]["concept"]) == (200, "active-cyber-defence-japan")


def test_a_taken_port_is_told_in_one_line_that_names_the_option(installed: Path, environment: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = subprocess.run([str(installed / "glossary"), "serve", "--port", port], capture_output=True, env=environment, check=False)
    lines = result.stderr.decode().splitlines()
    assert (result.returncode, len(lines), "--port" in lines[0], port in lines[0]) == (2, 1, True, True)
