"""Starts the process that reads a PDF, and takes over what it read."""

import struct
import subprocess
import sys
from array import array
from dataclasses import dataclass
from pathlib import Path

from glossary.documents.pages import child
from glossary.errors import N_, FileDamaged, FileEncrypted, FileTooManyParts, TextTooLong
from glossary.files.limits import MAX_TEXT

MEGABYTES = 1_500
"""Address space of the process; the file, PDFium and Python stand in it too."""

SECONDS = 20
"""Processor time for the longest file; ``child`` grants it as the reading gets on. On a busy machine the clock may show several times as much."""

MAX_PAGES = 5_000


@dataclass(frozen=True, slots=True)
class Page:
    """The characters of a page. ``boxes`` holds four numbers for each: left, bottom, right, top."""

    width: float
    height: float
    codes: "array[int]"
    boxes: "array[float]"
    sizes: "array[float]"


def read_pages(content: bytes, name: str) -> list[Page]:
    """The pages of a PDF. Raises FileEncrypted, FileDamaged, FileTooManyParts or TextTooLong."""
    limits = [str(limit) for limit in (MEGABYTES, SECONDS, MAX_PAGES, MAX_TEXT)]
    command = [sys.executable, "-P", str(Path(child.__file__)), *limits]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=3 * SECONDS, check=False)  # noqa: S603  # no words of others
    except subprocess.TimeoutExpired:
        raise FileDamaged(name=name, reason=N_("it takes more time to read than any document needs")) from None
    status = done.returncode
    if status == child.PASSWORD:
        raise FileEncrypted(name=name)
    if status == child.TOO_MANY_PAGES:
        raise FileTooManyParts(name=name, count=MAX_PAGES + 1, limit=MAX_PAGES)
    if status == child.TOO_LONG:
        raise TextTooLong(length=MAX_TEXT + 1, limit=MAX_TEXT)
    if status == child.BROKEN:
        raise FileDamaged(name=name, reason=N_("it is no PDF that can be opened"))
    if status:
        raise FileDamaged(name=name, reason=N_("it takes more memory or time to read than any document needs"))
    return list(_pages(done.stdout, name))


def _pages(record: bytes, name: str) -> list[Page]:
    pages: list[Page] = []
    at = 0
    try:
        while at < len(record):
            width, height, count = child.PAGE.unpack_from(record, at)
            at += child.PAGE.size
            codes, boxes, sizes = array("I"), array("f"), array("f")
            for numbers, length in ((codes, count), (boxes, 4 * count), (sizes, count)):
                numbers.frombytes(record[at : at + 4 * length])
                at += 4 * length
            pages.append(Page(width, height, codes, boxes, sizes))
    except (struct.error, ValueError):
        raise FileDamaged(name=name, reason=N_("it is no PDF that can be opened")) from None
    return pages
