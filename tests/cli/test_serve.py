"""``glossary serve`` ends in good order when it is told to, as those do it who run services."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.web.documents import AT_ONCE
from glossary.workflows.job_files import FOLDER
from tests.documents.word.build import docx, p

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal there")


def sentences(length: int) -> list[str]:
    """So many characters at least, no sentence twice: each is analysed by itself."""
    return [f"海外第{number}拠点では認証を必須とする。" for number in range(100_000, 100_000 + length // 20)]


@pytest.fixture
def server(drafts_termbase: None, drafts_home: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    settings = {"GLOSSARY_DATABASE_URL": f"sqlite:///{tmp_path / 'termbase.sqlite3'}", "GLOSSARY_CACHE_FOLDER": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "glossary.cli", "serve", "--port", "0", "--threads", "2"]
    environment = {**os.environ, **settings, "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment) as process:
        yield process
        process.kill()


def address(server: subprocess.Popen[str]) -> tuple[str, int]:
    assert server.stdout is not None
    line = server.stdout.readline()
    found = re.search(r"http://([\d.]+):(\d+)/", line)
    assert found is not None, line
    return found[1], int(found[2])


def post(place: tuple[str, int], path: str, body: bytes, content_type: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(*place, timeout=60)
    connection.request("POST", path, body, {"Content-Type": content_type})
    response = connection.getresponse()
    answer = response.status, response.read()
    connection.close()
    return answer


def test_nothing_of_a_long_file_is_left_on_disk_when_the_server_is_stopped(server: subprocess.Popen[str], tmp_path: Path) -> None:
    place = address(server)
    file = docx("".join(p(sentence) for sentence in sentences(AT_ONCE)))
    head = b'--a\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\n'
    status, _ = post(place, "/check", head + file + b"\r\n--a--\r\n", "multipart/form-data; boundary=a")
    folder = tmp_path / "cache" / FOLDER
    before = len(list(folder.glob("*.job")))

    server.send_signal(signal.SIGTERM)
    out, err = server.communicate(timeout=30)

    assert (status, before, list(folder.glob("*.job"))) == (303, 1, [])
    assert (server.returncode, out, "Traceback" in err) == (0, "Stopped.\n", False)


def test_what_was_asked_is_answered_before_the_server_ends(server: subprocess.Popen[str]) -> None:
    place = address(server)
    short, long = (json.dumps({"text": "\n\n".join(sentences(length))}).encode() for length in (100, 200_000))
    post(place, "/api/v1/check", short, "application/json")  # everything is compiled now
    answers: list[tuple[int, bytes]] = []
    asking = threading.Thread(target=lambda: answers.append(post(place, "/api/v1/check", long, "application/json")))
    asking.start()
    asking.join(0.1)
    is_under_way = asking.is_alive()

    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=30)
    asking.join(30)

    ((status, content),) = answers
    assert (is_under_way, status, len(json.loads(content)["findings"]) > 0, server.returncode) == (True, 200, True, 0)
