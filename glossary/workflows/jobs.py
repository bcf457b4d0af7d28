"""Files that people leave for a while: short ones with their answer, long ones waiting for one worker thread.

A short file stays in memory. A long one lies in the cache folder, under a name that cannot be guessed and with rights for this
user only, from its arrival until its answer is delivered, so that a program that was killed goes on with it; then it stays in
memory, too. Nothing stays longer than an hour, nor longer than the program, unless it is killed: then a file lies there until
the next start. Nobody gets a file but who brought it: it is asked for by its token together with its owner's, and of both only
hashes are kept. Names and options stand in the file, never in the database. Files and answers are weighed: what is kept of all
readers together has a bound.
"""

import contextlib
import hashlib
import logging
import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Generic, TypeVar

from glossary.errors import AnswerTooLarge, CheckStopped, GlossaryError, TooManyJobs
from glossary.workflows.job_files import JobFolder, Order

_log = logging.getLogger(__name__)

LIFETIME: Final = 3_600.0
"""Seconds after which a file and all that was found in it are gone, whatever has become of them."""

MAX_WAITING: Final = 20
"""Long files that wait or are checked at once."""

MAX_OF_ONE: Final = 5
"""Files of one owner; the oldest answered one makes room for a new one."""

MAX_KEPT: Final = 200
"""Files of all owners; the oldest answered ones make room for new ones. Whoever sends no token is a new owner each time."""

MAX_KEPT_BYTES: Final = 512 * 1024 * 1024
"""What all files and their answers may weigh together; the oldest answered ones make room for new ones, and for what is found in them."""

MAX_TRIES: Final = 2
"""How often a check is begun: one that brings the program down must not do so for ever."""

SWEEP_SECONDS: Final = 30.0

STOP_SECONDS: Final = 5.0
"""How long the end waits for the worker, who looks up between two pieces of a file. Whoever stops a server kills it soon."""

Answer = TypeVar("Answer")

Progress = Callable[[int, int], None]
"""Called with what is done and all there is to do. Raises where nobody waits for the answer any more."""


Work = Callable[[bytes, Order, Progress], Answer]

Weigh = Callable[[Answer], int]
"""Some bytes that an answer takes in memory: a file of four kilobytes can have an answer of ten megabytes."""


class State(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True, kw_only=True, eq=False)
class Job(Generic[Answer]):
    """A file and what has become of it. ``file`` is its name in the folder while it lies there; then ``content`` is None.

    ``size`` is that of the file in bytes, wherever it lies: once it is delivered, it is in memory. ``answer_weight`` is that of the answer.
    """

    id: str
    owner: str
    order: Order
    created: float
    content: bytes | None = None
    file: str = ""
    size: int = 0
    answer_weight: int = 0
    state: State = State.WAITING
    done: int = 0
    total: int = 0
    answer: Answer | None = None
    problem: GlossaryError | None = None

    @property
    def is_over(self) -> bool:
        """Whether there is an answer, or never will be one."""
        return self.state in (State.DONE, State.FAILED)

    @property
    def weight(self) -> int:
        """What it takes in memory, in bytes."""
        return self.size + self.answer_weight

    @property
    def percent(self) -> int:
        """How much of the work is done."""
        return min(99, self.done * 100 // self.total) if self.total else 0


class _Dropped(Exception):
    """Ends the work on a job that was deleted."""


class Jobs(Generic[Answer]):
    """The files of one site. Safe for threads; the worker begins with the first file, or with ``start``."""

    def __init__(
        self,
        cache_folder: Path,
        database: Path | None,
        work: Work[Answer],
        weigh: Weigh[Answer],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._folder = JobFolder(cache_folder, database)
        self._work = work
        self._weigh = weigh
        self._clock = clock
        self._changed = threading.Condition()
        self._jobs: OrderedDict[str, Job[Answer]] = OrderedDict()
        self._queue: deque[Job[Answer]] = deque()
        self._worker: threading.Thread | None = None
        self._is_closed = False
        self._next_sweep = 0.0

    # ------------------------------------------------------------------------------------------------------ what a door does

    def keep(self, content: bytes, order: Order, owner: str, answer: Answer) -> str:
        """Keep a short file in memory together with its answer; the token to ask for it. Raises TooManyJobs, AnswerTooLarge."""
        token, job = self._new(owner, order, content)
        job.content, job.answer, job.state = content, answer, State.DONE
        job.answer_weight = self._weighed(job, answer)
        self._add(job)
        return token

    def submit(self, content: bytes, order: Order, owner: str) -> str:
        """Let the worker check a long file; the token to ask for it. Raises TooManyJobs."""
        token, job = self._new(owner, order, content)
        with self._changed:
            self._start()
            if sum(not other.is_over for other in self._jobs.values()) >= MAX_WAITING:
                raise TooManyJobs(limit=MAX_WAITING)
        job.file = self._folder.store(job.id, job.owner, job.created, order, content)
        job.content = None if job.file else content
        try:
            self._add(job)
        except GlossaryError:
            self._discard([job])
            raise
        with self._changed:
            self._queue.append(job)
            self._changed.notify_all()
        return token

    def find(self, token: str, owner: str) -> Job[Answer] | None:
        """The job of that token, for its owner; None where there is none (any more)."""
        with self._changed:
            self._start()
        self._sweep()
        job = self._jobs.get(hashed(token))
        return job if job is not None and secrets.compare_digest(job.owner, hashed(owner)) else None

    def content(self, job: Job[Answer]) -> bytes | None:
        """The file of a job; None where it has gone meanwhile."""
        if job.content is not None:
            return job.content
        found = self._folder.read(job.file) if job.file else None
        return found[1] if found else None

    def again(self, job: Job[Answer], order: Order, answer: Answer) -> None:
        """Put another answer in the place of a job's, made with other options. Raises TooManyJobs, AnswerTooLarge."""
        self._put(job, answer, self._weighed(job, answer), order)

    def ask_again(self, job: Job[Answer], order: Order) -> None:
        """Let the worker check a file once more, with other options."""
        with self._changed:
            self._start()
            if not job.is_over or job.id not in self._jobs:
                return
            if sum(not other.is_over for other in self._jobs.values()) >= MAX_WAITING:
                raise TooManyJobs(limit=MAX_WAITING)
            job.order, job.answer, job.problem, job.state, job.done, job.total = order, None, None, State.WAITING, 0, 0
            job.answer_weight = 0
            self._queue.append(job)
            self._changed.notify_all()

    def deliver(self, job: Job[Answer]) -> None:
        """The answer is on its way: nothing of the file stays on disk."""
        if not job.file:
            return
        content = self.content(job)
        with self._changed:
            job.content = content
            file, job.file = job.file, ""
        self._folder.forget(file, job.id)

    def remove(self, job: Job[Answer]) -> None:
        """Delete the file and all that was found in it."""
        self._discard([job])

    def wait(self, job: Job[Answer], seen: tuple[State, int], seconds: float) -> tuple[State, int]:
        """Wait until a job is elsewhere than it was seen; where it is now. One that has gone has failed."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while True:
                now = (job.state, job.percent) if job.id in self._jobs else (State.FAILED, 0)
                rest = deadline - time.monotonic()
                if now != seen or rest <= 0 or self._is_closed:
                    return now
                self._changed.wait(rest)

    def before(self, job: Job[Answer]) -> int:
        """How many files wait before this one, the one that is checked among them."""
        with self._changed:
            if job not in self._queue:
                return 0
            return self._queue.index(job) + sum(other.state is State.RUNNING for other in self._jobs.values())

    # ------------------------------------------------------------------------------------------------------------- the worker

    def start(self) -> None:
        """Delete what is left over from an earlier run, and go on with what waits."""
        with self._changed:
            self._start()

    def close(self) -> None:
        """Delete all files and stop the worker; of what waits, nothing is left on disk for a start that may never come."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
            jobs = list(self._jobs.values())
        self._discard(jobs)
        if self._worker is not None:
            self._worker.join(STOP_SECONDS)
        self._folder.close()

    def _start(self) -> None:
        if self._worker is not None or self._is_closed:
            return
        for left in self._folder.open(self._clock() - LIFETIME):
            job: Job[Answer] = Job(id=left.id, owner=left.owner, order=left.order, created=left.created, file=left.file)
            self._jobs[job.id] = job
            self._queue.append(job)
        self._worker = threading.Thread(target=self._run, name="jobs", daemon=True)
        self._worker.start()

    def _run(self) -> None:
        while True:
            self._sweep()
            with self._changed:
                if not self._queue and not self._is_closed:
                    self._changed.wait(SWEEP_SECONDS)
                if self._is_closed:
                    return
                job = self._queue.popleft() if self._queue else None
                if job is not None and job.id in self._jobs:
                    job.state = State.RUNNING
                    self._changed.notify_all()
            if job is not None and job.state is State.RUNNING:
                self._do(job)

    def _do(self, job: Job[Answer]) -> None:
        try:
            answer = self._answer(job)
            self._put(job, answer, self._weighed(job, answer), job.order)
        except _Dropped:
            return
        except GlossaryError as error:
            self._fail(job, error)
        except Exception as error:  # the outermost edge of this thread: the next file must not suffer for this one
            _log.error("a job failed: %s", type(error).__name__)
            self._fail(job, CheckStopped(name=job.order.name))

    def _answer(self, job: Job[Answer]) -> Answer:
        content = self.content(job)
        if content is None or (job.file and self._folder.begin(job.id) > MAX_TRIES):
            raise CheckStopped(name=job.order.name)
        job.size = len(content)

        def tell(done: int, total: int) -> None:
            if self._clock() >= self._next_sweep:
                self._sweep()
            with self._changed:
                if job.id not in self._jobs or self._is_closed:
                    raise _Dropped
                if (done * 100 // total if total else 0) != job.percent or job.total != total:
                    job.done, job.total = done, total
                    self._changed.notify_all()

        return self._work(content, job.order, tell)

    def _put(self, job: Job[Answer], answer: Answer, weight: int, order: Order) -> None:
        """Take in an answer; earlier ones make room for it. Raises TooManyJobs."""
        with self._changed:
            if job.id not in self._jobs:
                return
            dropped = self._room_for(job, job.size + weight)
            job.order, job.answer, job.answer_weight, job.problem, job.state = order, answer, weight, None, State.DONE
            self._changed.notify_all()
        self._discard(dropped)

    def _fail(self, job: Job[Answer], problem: GlossaryError) -> None:
        """Nothing is left of the file but why there is no answer."""
        self._discard_file(job)
        with self._changed:
            job.content, job.size, job.answer_weight = None, 0, 0
            job.answer, job.problem, job.state = None, problem, State.FAILED
            self._changed.notify_all()

    # -------------------------------------------------------------------------------------------------------- what is kept

    def _new(self, owner: str, order: Order, content: bytes) -> tuple[str, Job[Answer]]:
        token = secrets.token_urlsafe(24)
        return token, Job(id=hashed(token), owner=hashed(owner), order=order, created=self._clock(), size=len(content))

    def _weighed(self, job: Job[Answer], answer: Answer) -> int:
        """What an answer weighs. Raises AnswerTooLarge where it could not be kept even alone."""
        weight = self._weigh(answer)
        if job.size + weight > MAX_KEPT_BYTES:
            raise AnswerTooLarge(name=job.order.name)
        return weight

    def _add(self, job: Job[Answer]) -> None:
        """Take a job in; answered ones make room for it. Raises TooManyJobs."""
        self._sweep()
        with self._changed:
            if self._is_closed:
                raise CheckStopped(name=job.order.name)
            self._start()
            dropped = self._room_for(job, job.weight)
            self._jobs[job.id] = job
        self._discard(dropped)

    def _room_for(self, job: Job[Answer], weight: int) -> Sequence[Job[Answer]]:
        """The answered jobs that go for this one, the oldest first. Raises TooManyJobs where those that wait leave no room."""
        kept = [other for other in self._jobs.values() if other is not job]
        dropped: list[Job[Answer]] = []

        def drop(among: Sequence[Job[Answer]], limit: int) -> None:
            oldest = next((other for other in among if other.is_over), None)
            if oldest is None:
                raise TooManyJobs(limit=limit)
            kept.remove(oldest)
            dropped.append(oldest)

        while len(own := [other for other in kept if other.owner == job.owner]) >= MAX_OF_ONE:
            drop(own, MAX_OF_ONE)
        while len(kept) >= MAX_KEPT:
            drop(kept, MAX_KEPT)
        while sum(other.weight for other in kept) + weight > MAX_KEPT_BYTES:
            drop(kept, len(kept))
        return dropped

    def _sweep(self) -> None:
        """Delete what is older than an hour. The worker does so too between two pieces of a file, which may keep it for long."""
        now = self._clock()
        self._next_sweep = now + SWEEP_SECONDS
        oldest = now - LIFETIME
        with self._changed:
            old = [job for job in self._jobs.values() if job.created <= oldest]
        self._discard(old)

    def _discard(self, jobs: Sequence[Job[Answer]]) -> None:
        if not jobs:
            return
        with self._changed:
            for job in jobs:
                self._jobs.pop(job.id, None)
                with contextlib.suppress(ValueError):
                    self._queue.remove(job)
                job.content = job.answer = None
            self._changed.notify_all()
        for job in jobs:
            self._discard_file(job)

    def _discard_file(self, job: Job[Answer]) -> None:
        with self._changed:
            file, job.file = job.file, ""
        if file:
            self._folder.forget(file, job.id)


def hashed(secret: str) -> str:
    """What is kept of a token: enough to know it again, nothing to guess it from."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()[:40]
