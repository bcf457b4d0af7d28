"""Files that are left for a while: who gets them, how long they stay, what a restart finds."""

import stat
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glossary.errors import AnswerTooLarge, CheckStopped, FileDamaged, TooManyJobs
from glossary.store import jobs as rows
from glossary.store.migrate import upgrade
from glossary.workflows import jobs as module
from glossary.workflows.job_files import FOLDER, Order
from glossary.workflows.jobs import LIFETIME, MAX_KEPT, MAX_OF_ONE, MAX_TRIES, MAX_WAITING, Job, Jobs, Progress, State, hashed

ORDER = Order(name="Aktenvermerk 案.docx", lang="ja", options={"reader": "ja"})
CONTENT = b"PK\x03\x04\n\x00two lines\n"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


def answer(content: bytes, order: Order, progress: Progress) -> str:
    progress(1, 2)
    return f"{order.name} {order.options} {len(content)}"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "termbase.sqlite3"
    upgrade(path)
    return path


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., Jobs[str]]]:
    made: list[Jobs[str]] = []

    def new(work: Callable[[bytes, Order, Progress], str] = answer, database: Path | None = None, **more: Clock) -> Jobs[str]:
        made.append(Jobs(tmp_path / "cache", database, work, len, **more))
        return made[-1]

    yield new
    for jobs in made:
        jobs.close()


def over(jobs: Jobs[str], token: str, owner: str = "me") -> Job[str]:
    job = jobs.find(token, owner)
    assert job is not None
    seen = (job.state, job.percent)
    end = time.monotonic() + 20
    while not job.is_over and time.monotonic() < end:
        seen = jobs.wait(job, seen, 1)
    assert job.is_over
    return job


def files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache" / FOLDER).glob("*.job"))


def kill(jobs: Jobs[str], tmp_path: Path) -> None:
    """End a program as the system does: what lies on disk stays as it is."""
    there = {path: path.read_bytes() for path in (*files(tmp_path), *tmp_path.glob("*.sqlite3*"))}
    jobs.close()
    for path, content in there.items():
        path.write_bytes(content)


def test_a_long_file_is_answered_by_the_worker(make: Callable[..., Jobs[str]], database: Path, tmp_path: Path) -> None:
    jobs = make(database=database)
    token = jobs.submit(CONTENT, ORDER, "me")
    job = over(jobs, token)
    assert (job.state, job.answer) == (State.DONE, f"{ORDER.name} {ORDER.options} {len(CONTENT)}")
    assert jobs.content(job) == CONTENT
    (file,) = files(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert token not in file.name
    row = rows.read(database)[0]
    assert (row.file, token in repr(row), ORDER.name in repr(row), "me" in (row.owner, row.id)) == (file.name, False, False, False)


def test_delivery_takes_the_file_from_the_disk_and_keeps_it_in_memory(
    make: Callable[..., Jobs[str]], database: Path, tmp_path: Path
) -> None:
    jobs = make(database=database)
    job = over(jobs, jobs.submit(CONTENT, ORDER, "me"))
    jobs.deliver(job)
    assert (files(tmp_path), rows.read(database), jobs.content(job)) == ([], (), CONTENT)


def test_a_short_file_never_reaches_the_disk(make: Callable[..., Jobs[str]], database: Path, tmp_path: Path) -> None:
    jobs = make(database=database)
    job = over(jobs, jobs.keep(CONTENT, ORDER, "me", "found"))
    assert (job.answer, files(tmp_path), rows.read(database)) == ("found", [], ())


def test_nobody_else_gets_a_file(make: Callable[..., Jobs[str]]) -> None:
    jobs = make()
    token = jobs.keep(CONTENT, ORDER, "me", "found")
    assert (jobs.find(token, "you"), jobs.find(token, ""), jobs.find("x", "me"), jobs.find("\ud800", "me")) == (None, None, None, None)


def test_after_an_hour_nothing_is_left(make: Callable[..., Jobs[str]], database: Path, tmp_path: Path) -> None:
    clock = Clock()
    jobs = make(database=database, clock=clock)
    short, long = jobs.keep(CONTENT, ORDER, "me", "found"), jobs.submit(CONTENT, ORDER, "me")
    job = over(jobs, long)
    clock.now += LIFETIME
    assert (jobs.find(short, "me"), jobs.find(long, "me")) == (None, None)
    assert (files(tmp_path), rows.read(database), job.content, job.answer) == ([], (), None, None)


def test_the_hour_ends_while_the_worker_is_busy_too(make: Callable[..., Jobs[str]], database: Path, tmp_path: Path) -> None:
    clock, begun, go = Clock(), threading.Event(), threading.Event()
    seen: list[int] = []

    def slow(content: bytes, order: Order, progress: Progress) -> str:
        if content == CONTENT:
            return "found"
        begun.set()
        go.wait(10)
        clock.now += LIFETIME
        try:
            progress(1, 2)
        finally:
            seen.append(len(files(tmp_path)))
        return "never"

    jobs = make(slow, database, clock=clock)
    over(jobs, jobs.submit(CONTENT, ORDER, "me"))
    jobs.submit(CONTENT + b"!", ORDER, "me")
    assert begun.wait(10)
    assert len(files(tmp_path)) == 2
    go.set()
    end = time.monotonic() + 10
    while not seen and time.monotonic() < end:
        time.sleep(0.01)
    assert seen == [0]


def test_a_file_can_be_deleted_while_it_is_checked(make: Callable[..., Jobs[str]], database: Path, tmp_path: Path) -> None:
    begun, go = threading.Event(), threading.Event()
    ended: list[bool] = []

    def slow(content: bytes, order: Order, progress: Progress) -> str:
        begun.set()
        go.wait(10)
        try:
            progress(1, 2)
        finally:
            ended.append(True)
        return "never"

    jobs = make(slow, database)
    token = jobs.submit(CONTENT, ORDER, "me")
    assert begun.wait(10)
    job = jobs.find(token, "me")
    assert job is not None
    jobs.remove(job)
    go.set()
    jobs.close()
    assert (ended, jobs.find(token, "me"), job.answer, files(tmp_path), rows.read(database)) == ([True], None, None, [], ())


def test_an_orderly_end_leaves_nothing_on_disk(make: Callable[..., Jobs[str]], database: Path, tmp_path: Path) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow(content: bytes, order: Order, progress: Progress) -> str:
        if content != CONTENT:
            begun.set()
            go.wait(10)
            progress(1, 2)
        return "found"

    jobs = make(slow, database)
    tokens = [jobs.submit(CONTENT, ORDER, "me")]
    over(jobs, tokens[0])
    tokens += [jobs.submit(CONTENT + b"!", ORDER, "me"), jobs.submit(CONTENT, ORDER, "you")]
    assert begun.wait(10)
    assert len(files(tmp_path)) == 3
    threading.Timer(0.1, go.set).start()
    jobs.close()
    with pytest.raises(CheckStopped):
        jobs.submit(CONTENT, ORDER, "me")
    with pytest.raises(CheckStopped):
        jobs.keep(CONTENT, ORDER, "me", "found")
    assert (files(tmp_path), rows.read(database)) == ([], ())
    later = make(slow, database)
    later.start()
    assert [later.find(token, owner) for token, owner in zip(tokens, ("me", "me", "you"), strict=True)] == [None, None, None]


def test_a_restart_goes_on_with_what_was_not_answered(make: Callable[..., Jobs[str]], database: Path, tmp_path: Path) -> None:
    begun, go = threading.Event(), threading.Event()

    def killed(content: bytes, order: Order, progress: Progress) -> str:
        begun.set()
        go.wait(10)
        progress(1, 2)
        return "never"

    first = make(killed, database)
    running, waiting = first.submit(CONTENT, ORDER, "me"), first.submit(CONTENT + b"!", ORDER, "you")
    assert begun.wait(10)
    threading.Timer(0.1, go.set).start()
    kill(first, tmp_path)
    second = make(database=database)
    assert over(second, running).answer == f"{ORDER.name} {ORDER.options} {len(CONTENT)}"
    assert over(second, waiting, "you").answer == f"{ORDER.name} {ORDER.options} {len(CONTENT) + 1}"


def test_a_file_that_kills_the_program_is_not_begun_for_ever(make: Callable[..., Jobs[str]], database: Path, tmp_path: Path) -> None:
    jobs = make(database=database)
    jobs.start()
    jobs.close()
    file = tmp_path / "cache" / FOLDER / "0.job"
    file.write_bytes(b'{"name": "a.docx", "lang": "en", "options": {}}\nPK')
    token = "t" * 32
    moment = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
    rows.add(database, rows.StoredJob(id=hashed(token), owner=hashed("me"), file=file.name, tries=MAX_TRIES, created_at=moment))
    job = over(make(database=database), token)
    assert (job.state, type(job.problem)) == (State.FAILED, CheckStopped)
    assert (files(tmp_path), rows.read(database)) == ([], ())


def test_a_start_sweeps_what_is_old_or_belongs_to_nobody(make: Callable[..., Jobs[str]], database: Path, tmp_path: Path) -> None:
    clock = Clock()

    def late(content: bytes, order: Order, progress: Progress) -> str:
        progress(1, 2)
        return "found"

    first = make(late, database, clock=clock)
    token = first.submit(CONTENT, ORDER, "me")
    over(first, token)
    kill(first, tmp_path)
    assert len(files(tmp_path)) == 1
    stray = tmp_path / "cache" / FOLDER / "stray.job"
    stray.write_bytes(b"{}\n")
    clock.now += LIFETIME + 1
    second = make(late, database, clock=clock)
    second.start()
    assert (files(tmp_path), rows.read(database), second.find(token, "me")) == ([], (), None)


def test_a_second_process_leaves_the_first_ones_files_alone(make: Callable[..., Jobs[str]], database: Path, tmp_path: Path) -> None:
    first = make(database=database)
    over(first, first.submit(CONTENT, ORDER, "me"))
    second = make(database=database)
    token = second.submit(CONTENT, ORDER, "me")
    assert over(second, token).answer is not None
    assert len(files(tmp_path)) == 1


def test_without_a_database_files_wait_in_memory(make: Callable[..., Jobs[str]], tmp_path: Path) -> None:
    jobs = make(database=tmp_path / "absent.sqlite3")
    job = over(jobs, jobs.submit(CONTENT, ORDER, "me"))
    assert (job.state, files(tmp_path), jobs.content(job)) == (State.DONE, [], CONTENT)


@pytest.mark.parametrize("error", [FileDamaged(name="a.docx", reason="x"), RuntimeError("secret words")])
def test_a_failure_is_kept_for_the_reader_and_the_next_file_is_checked(
    make: Callable[..., Jobs[str]], database: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def fail(content: bytes, order: Order, progress: Progress) -> str:
        if content == CONTENT:
            raise error
        return "found"

    jobs = make(fail, database)
    broken, sound = jobs.submit(CONTENT, ORDER, "me"), jobs.submit(b"x", ORDER, "me")
    job = over(jobs, broken)
    assert (job.state, type(job.problem)) == (State.FAILED, FileDamaged if isinstance(error, FileDamaged) else CheckStopped)
    assert over(jobs, sound).answer == "found"
    assert "secret words" not in caplog.text
    assert len(files(tmp_path)) == 1


def test_there_is_room_for_some_files_of_each_and_the_oldest_answered_one_goes(make: Callable[..., Jobs[str]]) -> None:
    jobs = make()
    tokens = [jobs.keep(CONTENT, ORDER, "me", str(number)) for number in range(MAX_OF_ONE + 1)]
    assert [jobs.find(token, "me") is not None for token in tokens] == [False] + [True] * MAX_OF_ONE


def kept(jobs: Jobs[str], tokens: dict[str, str]) -> str:
    return "".join(owner for owner, token in tokens.items() if jobs.find(token, owner) is not None)


def test_answers_are_weighed_and_the_oldest_go_first(make: Callable[..., Jobs[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_KEPT_BYTES", 100)
    jobs = make(lambda content, *_: "x" * 70)
    tokens = {owner: jobs.keep(b"1234567890", ORDER, owner, "x" * 20) for owner in "abc"}
    assert kept(jobs, tokens) == "abc"
    tokens["d"] = jobs.keep(b"1234567890", ORDER, "d", "x" * 20)
    assert kept(jobs, tokens) == "bcd"
    tokens["e"] = jobs.submit(b"1", ORDER, "e")
    over(jobs, tokens["e"], "e")
    assert kept(jobs, tokens) == "e"  # 71 and 30 are over 100
    job = jobs.find(tokens["e"], "e")
    assert job is not None
    jobs.again(job, ORDER, "x" * 20)
    tokens["f"] = jobs.keep(b"1234567890", ORDER, "f", "x" * 60)
    assert kept(jobs, tokens) == "ef"
    jobs.again(job, ORDER, "x" * 60)
    assert kept(jobs, tokens) == "e"


def test_answer_that_weighs_too_much_alone_is_not_kept(
    make: Callable[..., Jobs[str]], database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_KEPT_BYTES", 100)
    jobs = make(lambda content, *_: "x" * 99, database)
    small = jobs.keep(b"1", ORDER, "you", "found")
    with pytest.raises(AnswerTooLarge):
        jobs.keep(b"12", ORDER, "me", "x" * 99)
    job = over(jobs, jobs.submit(b"12", ORDER, "me"))
    assert (job.state, str(job.problem)) == (
        State.FAILED,
        f"{ORDER.name} holds more text and findings than can be kept for the page. Check it in parts, or with the command glossary check.",
    )
    assert (job.weight, job.content, files(tmp_path), jobs.find(small, "you") is None) == (0, None, [], False)


def test_there_is_room_for_some_files_of_all_together(make: Callable[..., Jobs[str]]) -> None:
    jobs = make()
    tokens = {str(owner): jobs.keep(CONTENT, ORDER, str(owner), "found") for owner in range(MAX_KEPT + 2)}
    assert [owner for owner, token in tokens.items() if jobs.find(token, owner) is None] == ["0", "1"]


def test_there_is_room_for_so_many_waiting_files(make: Callable[..., Jobs[str]], database: Path, tmp_path: Path) -> None:
    go = threading.Event()

    def slow(content: bytes, order: Order, progress: Progress) -> str:
        go.wait(10)
        return "found"

    jobs = make(slow, database)
    for _ in range(MAX_OF_ONE):
        jobs.submit(CONTENT, ORDER, "me")
    with pytest.raises(TooManyJobs):
        jobs.submit(CONTENT, ORDER, "me")
    for number in range(MAX_WAITING - MAX_OF_ONE):
        jobs.submit(CONTENT, ORDER, str(number))
    with pytest.raises(TooManyJobs):
        jobs.submit(CONTENT, ORDER, "you")
    assert len(files(tmp_path)) == MAX_WAITING == len(rows.read(database))
    go.set()


def test_a_file_is_checked_again_with_other_options(make: Callable[..., Jobs[str]]) -> None:
    jobs = make()
    job = over(jobs, token := jobs.submit(CONTENT, ORDER, "me"))
    jobs.ask_again(job, Order(name="b", lang="en", options={}))
    assert over(jobs, token).answer == f"b {{}} {len(CONTENT)}"


def test_waiting_ends_when_something_changes(make: Callable[..., Jobs[str]]) -> None:
    go = threading.Event()

    def slow(content: bytes, order: Order, progress: Progress) -> str:
        progress(30, 100)
        go.wait(10)
        return "found"

    jobs = make(slow)
    first, second = jobs.submit(CONTENT, ORDER, "me"), jobs.submit(CONTENT, ORDER, "me")
    one, two = jobs.find(first, "me"), jobs.find(second, "me")
    assert one is not None
    assert two is not None
    seen = (State.WAITING, 0)
    while seen != (State.RUNNING, 30):
        seen = jobs.wait(one, seen, 5)
    assert (jobs.before(one), jobs.before(two)) == (0, 1)
    assert jobs.wait(one, seen, 0.05) == seen
    go.set()
    assert jobs.wait(one, seen, 5)[0] is State.DONE
