"""Reads the characters of a PDF in a process of its own, with limits on memory and time. Runs as a script and imports nothing of ours.

PDFium is a large program in C++ that reads files from strangers: what makes it run away or fall over ends this process only. Time is
granted for what was read: a file that does not get on is stopped soon, a long one that does is read to its end.
Standard input is the file. Standard output is a record for each page: its size, how many characters it has, their code points, their
boxes (left, bottom, right, top) and the font size of each, as arrays of machine numbers. The exit status says what was wrong.
"""

import contextlib
import ctypes
import signal
import struct
import sys
import time
from array import array

PASSWORD, BROKEN, TOO_MANY_PAGES, TOO_LONG = 4, 3, 6, 7
"""Exit statuses."""

PAGE = struct.Struct("<ffI")

STANDSTILL = 1.5
"""Seconds of processor time from the start or the last page in which the next page has to be read."""

PER_PAGE, PER_CHARACTER = 0.05, 25e-6
"""Seconds that pages and characters which were read may have taken, beside STANDSTILL: four times and more what they do take."""

PER_BYTE = 25e-6
"""Seconds for each byte of the file, at most: thousands of pages may show the same few, each as slow as the last."""


def main() -> int:
    """Read what stands on standard input. Arguments: megabytes of memory, seconds, pages, characters."""
    megabytes, seconds, pages, characters = map(int, sys.argv[1:5])
    _limit(megabytes, seconds)
    import pypdfium2  # inline: slow import

    content = sys.stdin.buffer.read()
    begun, most = time.process_time(), STANDSTILL + PER_BYTE * len(content)
    _grant(STANDSTILL)

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return PASSWORD if error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY) else BROKEN
    if len(document) > pages:
        return TOO_MANY_PAGES
    out = sys.stdout.buffer
    granted = STANDSTILL
    for number in range(len(document)):
        _grant(min(STANDSTILL, min(granted, most) - (time.process_time() - begun)))
        granted += PER_PAGE
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            out.write(PAGE.pack(0, 0, 0))
            continue
        count = text.count_chars()
        characters -= count
        granted += PER_CHARACTER * count
        if characters < 0:
            return TOO_LONG
        out.write(PAGE.pack(*page.get_size(), count))
        for numbers in _characters(pypdfium2.raw, text, count):
            out.write(numbers.tobytes())
        text.close()
        page.close()
    return 0


def _limit(megabytes: int, seconds: int) -> None:
    try:
        import resource  # inline: optional dependency
    except ImportError:  # on Windows
        return
    limits = {
        resource.RLIMIT_AS: (megabytes * 1_000_000,) * 2,
        resource.RLIMIT_CPU: (seconds, seconds + 1),
        resource.RLIMIT_CORE: (0, 0),
    }
    for kind, limit in limits.items():
        with contextlib.suppress(ValueError, OSError):  # a system that knows the limit but does not let it be set
            resource.setrlimit(kind, limit)


def _grant(seconds: float) -> None:
    """End this process when it has used so much more processor time."""
    with contextlib.suppress(AttributeError):  # on Windows
        signal.setitimer(signal.ITIMER_PROF, max(seconds, 0.001))


def _characters(raw: object, text: object, count: int) -> "tuple[array[int], array[float], array[float]]":
    """Code points, boxes and font sizes."""
    unicode_of, box_of, size_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetFontSize  # type: ignore[attr-defined]
    codes, boxes, sizes = array("I"), array("f"), array("f")
    box, handle = raw.FS_RECTF(), text.raw  # type: ignore[attr-defined]
    place = ctypes.byref(box)
    height, size = -1.0, 0.0
    for number in range(count):
        codes.append(unicode_of(handle, number))
        if box_of(handle, number, place):
            bottom, top = box.bottom, box.top
            boxes.extend((box.left, bottom, box.right, top))
        else:
            bottom = top = 0.0
            boxes.extend((0.0, 0.0, 0.0, 0.0))
        if abs(top - bottom - height) > 0.01:  # letters of another size or another font
            height, size = top - bottom, size_of(handle, number)
        sizes.append(size)
    return codes, boxes, sizes


if __name__ == "__main__":
    sys.exit(main())
