"""Schemathesis against the running interface: whatever it generates from the description is answered as described."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from waitress import create_server

from tests.conftest import ROOT

# Whether a file is what the field format says cannot be described: that refusal is right too.
CONFIGURATION = """
[[operations]]
include-name = "POST /api/v1/check"
checks.positive_data_acceptance.expected-statuses = ["2xx", "415"]
"""

PROGRAM = Path(sys.executable).with_name("schemathesis")


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=10)


def test_interface_does_what_its_description_says(address: str, soak: bool, tmp_path: Path) -> None:
    (tmp_path / "schemathesis.toml").write_text(CONFIGURATION, "utf-8")

    done = subprocess.run(
        [
            PROGRAM,
            "run",
            f"{address}/api/v1/openapi.json",
            f"--max-examples={300 if soak else 30}",
            "--generation-deterministic",
            "--no-color",
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SCHEMATHESIS_HOOKS": "tests.api.schemathesis_hooks"},
        timeout=600,
        check=False,
    )

    assert "No issues found" in done.stdout, done.stdout[-6_000:] + done.stderr[-2_000:]
    assert done.returncode == 0
