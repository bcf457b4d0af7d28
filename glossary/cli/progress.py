"""A progress bar that appears only when the work takes over a second and somebody is looking."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[int, int], None]
"""Called with (done, total)."""

WIDTH = 30
PATIENCE = 1.0
"""Seconds of silence before the bar appears."""


@contextmanager
def progress(label: str) -> Iterator[Advance]:
    """Draw the bar on standard error while the work calls the yielded function; nothing when that is no terminal."""
    started = time.monotonic()
    drawn = False

    def advance(done: int, total: int) -> None:
        nonlocal drawn
        if not sys.stderr.isatty() or (not drawn and time.monotonic() - started < PATIENCE):
            return
        filled = WIDTH * done // max(total, 1)
        sys.stderr.write(f"\r{label} {'█' * filled}{'░' * (WIDTH - filled)} {done:,}/{total:,}")
        sys.stderr.flush()
        drawn = True

    try:
        yield advance
    finally:
        if drawn:
            sys.stderr.write("\n")
