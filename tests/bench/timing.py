"""Interleaved timing: both sides of a ratio are measured in turns inside one run, so that a busy machine slows both alike."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measured ratio and the bar that it should stay under."""

    name: str
    value: float
    bar: float

    @property
    def is_ok(self) -> bool:
        """Whether the ratio is not over its bar."""
        return self.value <= self.bar

    def __str__(self) -> str:
        return f"{self.name:<60} {self.value:>8.3f} {self.bar:>8.3f} {'ok' if self.is_ok else 'OVER'}"


Clock = Callable[[], float]


def seconds(work: Work, repeat: int = 1, clock: Clock = time.perf_counter) -> float:
    """The time of one call, the mean of ``repeat`` calls in a row: wall time, or another clock's.

    ``time.process_time`` leaves out what the machine did besides: for work that only computes.
    """
    start = clock()
    for _ in range(repeat):
        work()
    return (clock() - start) / repeat


def interleaved(works: Sequence[Work], rounds: int, repeat: int = 1, clock: Clock = time.perf_counter) -> list[list[float]]:
    """For each work its times, one a round; a round calls every work once, in an order that turns."""
    times: list[list[float]] = [[] for _ in works]
    for turn in range(rounds):
        for step in range(len(works)):
            number = (turn + step) % len(works)
            times[number].append(seconds(works[number], repeat, clock))
    return times


def median_ratio(work: Work, baseline: Work, rounds: int = 15, repeat: int = 1) -> float:
    """The median time of the work over the median time of the baseline."""
    worked, based = interleaved((work, baseline), rounds, repeat)
    return statistics.median(worked) / statistics.median(based)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def report(ratios: Sequence[Ratio]) -> bool:
    """Print the ratios, one a line: name, ratio, bar, ok or OVER. True where none is over."""
    for ratio in ratios:
        print(ratio)
    return all(ratio.is_ok for ratio in ratios)
