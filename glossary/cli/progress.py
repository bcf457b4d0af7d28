"""What is shown of work that takes over a second, where somebody is looking: a bar, or a sentence."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from glossary.cli.language import _

Advance = Callable[[int, int], None]
"""Called with (done, total)."""

WIDTH = 30
PATIENCE = 1.0
"""Seconds of silence before anything appears."""


class Bar:
    """Draws itself on standard error when it is called with (done, total); nothing where that is no terminal."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._started = time.monotonic()
        self._drawn = False
        self._seen = False

    def __call__(self, done: float, total: int) -> None:
        """Draw how far the work is. A part of a piece moves the bar, whole pieces are counted."""
        if not sys.stderr.isatty() or (not self._seen and time.monotonic() - self._started < PATIENCE):
            return
        filled = int(WIDTH * done / max(total, 1))
        sys.stderr.write(f"\r{self._label} {'█' * filled}{'░' * (WIDTH - filled)} {int(done):,}/{total:,}")
        sys.stderr.flush()
        self._drawn = self._seen = True

    def clear(self) -> None:
        """Take the bar away for lines that are printed now; the next call draws it below them."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False

    def close(self) -> None:
        """Leave the bar as it stands."""
        if self._drawn:
            sys.stderr.write("\n")


@contextmanager
def progress(label: str) -> Iterator[Bar]:
    """A bar for the work inside."""
    bar = Bar(label)
    try:
        yield bar
    finally:
        bar.close()


@contextmanager
def preparing() -> Iterator[None]:
    """Around what compiles the termbase, unless an earlier run has: a sentence, as nobody knows how far that is."""

    def say() -> None:
        sys.stderr.write(_("Preparing the termbase. This is needed once after each change of it…") + "\n")
        sys.stderr.flush()

    timer = threading.Timer(PATIENCE, say)
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
