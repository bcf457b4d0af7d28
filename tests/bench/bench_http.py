"""What an answer costs beside an empty JSON answer of Flask, and how soon the program answers after it is started.

Requests are made inside the process, on the WSGI call, with the access log written as in service. Run: ``python -m tests.bench.bench_http``.
"""

import io
import logging
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from urllib.error import URLError
from urllib.request import urlopen

from flask import Flask

from glossary.api.shelf import SHELF
from glossary.app import create_app
from glossary.config import read_settings
from tests.bench.timing import Ratio, Work, interleaved, median_ratio, report
from tests.conftest import ROOT

REQUESTS = 300
"""Requests in one timed turn: one costs some 60 microseconds, too little to time alone."""

ROUNDS = 21
STARTS = 7

PROGRAM = ("-c", "from glossary.cli.main import main; main()")


def main() -> int:
    """Print the ratios; 0 where all are under their bars."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "GLOSSARY_DATABASE_URL": f"sqlite:///{home}/termbase.sqlite3",
            "GLOSSARY_CACHE_FOLDER": f"{home}/cache",
        }
        ratios = [*answers(environment), *starts(_process_environment(home) | environment)]
    return 0 if report(ratios) else 1


def _process_environment(home: str) -> dict[str, str]:
    """The environment of started programs: compiled modules are kept, as they are in an installation."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | {"PYTHONPYCACHEPREFIX": f"{home}/compiled"}


def answers(environment: dict[str, str]) -> Sequence[Ratio]:
    """Concepts and 304 beside an empty answer."""
    log = logging.getLogger("glossary.access")
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(logging.FileHandler(os.devnull))
    app = create_app(read_settings(environment))
    client = app.test_client()
    addresses = [f"/api/v1/concepts/{concept['id']}" for concept in client.get("/api/v1/concepts?limit=200").get_json()["concepts"]]
    random.Random(1).shuffle(addresses)  # repeatable, not secret
    addresses = (addresses * (REQUESTS // len(addresses) + 1))[:REQUESTS]
    lookups = [("/api/v1/lookup", f"q={address.rpartition('/')[2]}") for address in addresses]

    empty = _requests(_empty_app(), [("/", "")] * REQUESTS)
    plain = [(address, "") for address in addresses]
    kept = _requests(app, plain)
    cold = _requests(app, plain, before=app.extensions[SHELF].clear)
    unchanged = _requests(app, plain, tags=[client.get(path).headers["ETag"] for path, _ in plain])
    computed = _requests(app, lookups, tags=[client.get(f"{path}?{query}").headers["ETag"] for path, query in lookups])
    bodies = kept()
    assert bodies == cold() and min(bodies) > 200, "a concept was not answered"
    assert unchanged() == computed() == [0] * REQUESTS, "304 was not given"
    return [
        Ratio("concept GET, cold / empty Flask JSON answer", median_ratio(cold, empty, ROUNDS), 1.6),
        Ratio("concept GET, kept / empty Flask JSON answer", median_ratio(kept, empty, ROUNDS), 1.1),
        Ratio("304 for a concept / empty Flask JSON answer", median_ratio(unchanged, empty, ROUNDS), 1.15),
        Ratio("304 for a look-up, never kept / empty Flask JSON answer", median_ratio(computed, empty, ROUNDS), 1.15),
    ]


def starts(environment: Mapping[str, str]) -> Sequence[Ratio]:
    """A second start of the site, and a look-up from the shell, each beside a script that does the least it needs."""
    serve = _Site(environment)
    serve()  # the first start makes the database; the second compiles nothing new
    libraries = _import_script(serve.imports())
    shell = [sys.executable, *PROGRAM, "lookup", "NISC"]
    floor = [sys.executable, str(ROOT / "tests" / "bench" / "floor.py")]
    return [
        Ratio("second start of glossary serve / importing its libraries", _ratio(serve, _run(libraries, environment)), 2.0),
        Ratio("glossary lookup / floor.py", _ratio(_run(shell, environment), _run(floor, environment)), 1.5),
    ]


def _ratio(work: Work, baseline: Work) -> float:
    work()
    baseline()
    worked, based = interleaved((work, baseline), STARTS)
    return statistics.median(worked) / statistics.median(based)


def _run(command: Sequence[str], environment: Mapping[str, str]) -> Work:
    def work() -> None:
        subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)

    return work


class _Site:
    """``glossary serve`` from its start to its first answer."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def __call__(self) -> None:
        self._start()

    def imports(self) -> list[str]:
        """The modules of other projects that it has imported when it answers, in their order."""
        lines = self._start("-X", "importtime").splitlines()
        names = [line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")]
        ours = {"glossary", *sys.stdlib_module_names}
        return [name for name in names if name.partition(".")[0] not in ours and not name.startswith(("imported", "_", "zipimport"))]

    def _start(self, *options: str) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, *options, *PROGRAM, "serve", "--port", str(port)]
        with tempfile.TemporaryFile("w+") as told:
            process = subprocess.Popen(command, env=self._environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=told)
            try:
                _wait_for_answer(f"http://127.0.0.1:{port}/api/v1/lookup?q=NISC", process)
            except URLError:
                told.seek(0)
                raise RuntimeError(told.read()[-2_000:]) from None
            finally:
                process.terminate()
                process.wait(timeout=20)
            told.seek(0)
            return told.read()


def _wait_for_answer(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(60_000):
        try:
            with urlopen(address, timeout=60) as answer:  # noqa: S310  # our own address
                answer.read()
                return
        except URLError:
            if process.poll() is not None:
                raise
            time.sleep(0.002)


def _import_script(modules: Sequence[str]) -> list[str]:
    script = (
        "import importlib, contextlib\n"
        f"for name in {list(modules)!r}:\n"
        "    with contextlib.suppress(ImportError):\n"
        "        importlib.import_module(name)\n"
    )
    return [sys.executable, "-c", script]


def _empty_app() -> Flask:
    app = Flask("empty")

    @app.get("/")
    def empty() -> dict[str, object]:
        return {}

    return app


def _requests(
    app: Flask, targets: Sequence[tuple[str, str]], tags: Sequence[str] = (), before: Callable[[], None] | None = None
) -> Callable[[], list[int]]:
    """Work that makes one request after another and gives the sizes of the bodies."""
    environs = [_environ(path, query, tag) for (path, query), tag in zip_longest(targets, tags, fillvalue="")]

    def work() -> list[int]:
        sizes = []
        for environ in environs:
            if before is not None:
                before()
            answer = app(dict(environ), _start_response)
            sizes.append(sum(len(chunk) for chunk in answer))
            if hasattr(answer, "close"):
                answer.close()
        return sizes

    return work


def _start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Callable[[bytes], object]:
    return lambda data: None


def _environ(path: str, query: str, tag: str) -> dict[str, object]:
    environ: dict[str, object] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT": "application/json",
        "HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.9",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    return environ | ({"HTTP_IF_NONE_MATCH": tag} if tag else {})


if __name__ == "__main__":
    sys.exit(main())
