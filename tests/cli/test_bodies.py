"""The server as ``glossary serve`` makes it: a body that is too large is refused by the site, and the client sees why."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator

import pytest
from waitress import create_server

from glossary.app import create_app
from glossary.cli.bodies import MAX_DISCARDED, Channel
from glossary.cli.serve import BUFFERS, MAX_BODY_BYTES
from glossary.config import read_settings
from tests.checkings import write_terms

JAPANESE = {"Accept-Language": "ja"}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    home = tmp_path_factory.mktemp("bodies")
    write_terms(home / "terms")
    settings = read_settings(
        {
            "GLOSSARY_TERMS_FOLDER": str(home / "terms"),
            "GLOSSARY_CACHE_FOLDER": str(home / "cache"),
            "GLOSSARY_DATABASE_URL": f"sqlite:///{home / 'termbase.sqlite3'}",
        }
    )
    server = create_server(create_app(settings), host="127.0.0.1", port=0, threads=2, clear_untrusted_proxy_headers=False, **BUFFERS)
    server.channel_class = Channel
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server.effective_port
    server.close()
    thread.join(timeout=5)


def post(port: int, body: object, headers: dict[str, str], path: str = "/api/v1/check") -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", path, body, {"Content-Type": "application/json", **headers}, encode_chunked=not isinstance(body, bytes))
    response = connection.getresponse()
    answer = response.status, response.headers["Content-Type"], response.read()
    connection.close()
    return answer


@pytest.mark.parametrize(("headers", "title"), [({}, "The body is too large"), (JAPANESE, "本文が大きすぎます")], ids=["en", "ja"])
@pytest.mark.parametrize("kind", ["whole", "in chunks"])
def test_body_that_is_too_large_is_a_problem_in_both_languages(port: int, headers: dict[str, str], title: str, kind: str) -> None:
    body = bytes(20_000_000) if kind == "whole" else (bytes(1_000_000) for _ in range(20))
    chunked = {} if kind == "whole" else {"Transfer-Encoding": "chunked"}

    status, media_type, content = post(port, body, {**headers, **chunked})

    problem = json.loads(content)
    assert (status, media_type, problem["code"], problem["title"]) == (413, "application/problem+json", "body-too-large", title)
    assert "16MiB" in problem["detail"].replace(" ", "")


def test_body_of_the_limit_is_read(port: int) -> None:
    status, _, content = post(port, b" " * MAX_BODY_BYTES, {})

    assert (status, json.loads(content)["code"]) == (400, "malformed-body")


def test_page_refuses_with_a_page(port: int) -> None:
    form = {"Content-Type": "multipart/form-data; boundary=a"}

    status, media_type, content = post(port, bytes(MAX_BODY_BYTES + 1), form, "/check")

    assert (status, media_type, b"<h1" in content) == (413, "text/html; charset=utf-8", True)


@pytest.mark.parametrize(
    "head", [f"Content-Length: {MAX_DISCARDED + 1}", "Content-Length: 20000000\r\nExpect: 100-continue"], ids=["announced", "asked for"]
)
def test_body_that_nobody_should_wait_for_is_refused_before_it_is_sent(port: int, head: str) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        client.sendall(f"POST /api/v1/check HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n{head}\r\n\r\n".encode())

        answer = client.makefile("rb").read()

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["code"] == "body-too-large"
