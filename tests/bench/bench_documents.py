"""What a Word file of 300 pages costs beside the least that it can cost. Run: ``python -m tests.bench.bench_documents``.

The floor is python-docx, which opens and saves the file without a look at it, and the check of the bare text. Memory is the highest
that the process reached while it read, checked and annotated, over what it held before, in units of the file's unpacked size.
"""

import ctypes
import gc
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx

from glossary.config import read_settings, terms_folder
from glossary.documents.registry import open_document
from glossary.formats.house import read_termbase
from glossary.matching.checking import Checking
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.workflows.check import CheckOptions, check_text
from glossary.workflows.checking import Checkings
from glossary.workflows.documents import annotate_document, check_document
from glossary.workflows.snapshot import Snapshots
from tests.bench.drafts import checking_of, draft_lines
from tests.bench.timing import Ratio, Work, interleaved, report, seconds
from tests.conftest import ROOT
from tests.eval.material import TODAY, default_profile

PAGES = 300
PAGE = {JAPANESE: 1_200, ENGLISH: 2_600}
"""Characters of a printed page."""

ROW = 20
"""One paragraph in so many is a row of a table; as many are headings."""

ROUNDS = 5
MEASURE = "--memory"
STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def main() -> int:
    """Print the ratios; 0 where all are under their bars."""
    return 0 if report([*annotating()]) else 1


def annotating() -> Iterator[Ratio]:
    """A bilingual file with headings, tables and words in bold, read, checked and annotated."""
    content = word_file(PAGES)
    document = open_document(content, name="bench.docx")
    text = document.draft.text
    termbase = read_termbase(terms_folder())
    checking = checking_of(termbase.concepts, termbase.pitfalls)
    options = CheckOptions(profile=default_profile())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    findings = check_document(checking, document, options, today=TODAY).findings
    print(f"{PAGES} pages, {len(text):,} characters, {unpacked / 1e6:.1f} MB unpacked, {len(findings):,} findings")

    def floor() -> None:
        _open_and_save(content)
        check_text(checking, text, options, today=TODAY)

    def without_check() -> None:
        opened = open_document(content, name="bench.docx")
        annotate_document(opened, findings, lang=ENGLISH, every_place=True)

    ours, theirs = interleaved((whole(checking, content, options), floor), ROUNDS, clock=time.process_time)
    ratio = statistics.median(ours) / statistics.median(theirs)
    yield Ratio("reading, checking, annotating / python-docx and bare check", ratio, 1.5)
    alone, least, bare = (
        min(seconds(part) for _ in range(3))
        for part in (without_check, lambda: _open_and_save(content), lambda: check_text(checking, text, options, today=TODAY))
    )
    print(f"without the check: reading and annotating {alone:.2f} s, python-docx {least:.2f} s; bare check {bare:.2f} s")
    peak = peak_in_a_process(content)
    if peak is not None:
        print(f"{peak / 1e6:.0f} MB at the highest, over what the process held with its terms loaded")
        yield Ratio("memory of reading, checking, annotating / unpacked size", peak / unpacked, 10.0)


def whole(checking: Checking, content: bytes, options: CheckOptions) -> Work:
    """The file read, checked and annotated at every place."""

    def work() -> None:
        document = open_document(content, name="bench.docx")
        findings = check_document(checking, document, options, today=TODAY).findings
        annotate_document(document, findings, lang=ENGLISH, every_place=True)

    return work


def word_file(pages: int) -> bytes:
    """So many pages of prose, half in each language, as python-docx writes them."""
    made = docx.Document()
    texts = {lang: iter(draft_lines(lang, size * pages // 2)) for lang, size in PAGE.items()}
    lines = [line for pair in zip(*texts.values(), strict=False) for line in pair]
    lines += [line for rest in texts.values() for line in rest]
    for number, line in enumerate(lines):
        if number % ROW == 1:
            made.add_heading(line[:30])
        elif number % ROW == 2:
            cells = made.add_table(rows=1, cols=2).rows[0].cells
            cells[0].text, cells[1].text = line[: len(line) // 2], line[len(line) // 2 :]
        else:
            paragraph = made.add_paragraph()
            third = len(line) // 3
            for start, end in ((0, third), (third, 2 * third), (2 * third, len(line))):
                paragraph.add_run(line[start:end]).bold = start == third
    return _saved(made)


def _open_and_save(content: bytes) -> None:
    _saved(docx.Document(io.BytesIO(content)))


def _saved(document: "docx.document.Document") -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def peak_in_a_process(content: bytes) -> int | None:
    """The memory that the work takes in a process of its own, the first time: in this one, what was freed would be used again."""
    if not CLEAR.exists():
        print("Memory not measured: it needs Linux.")
        return None
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "bench.docx"
        path.write_bytes(content)
        environment = {**os.environ, "GLOSSARY_CACHE_FOLDER": f"{home}/cache", "GLOSSARY_DATABASE_URL": f"sqlite:///{home}/absent.sqlite3"}
        for _ in range(2):  # the first one compiles the terms, the second one loads them
            command = [sys.executable, "-m", "tests.bench.bench_documents", MEASURE, str(path)]
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True, text=True)
        return int(done.stdout.splitlines()[-1])


def measure(path: Path) -> int:
    """Bytes of resident memory that reading, checking and annotating a file add to those of the program that has done so before."""
    settings = read_settings()
    checking = Checkings(settings).of(Snapshots(settings).current())
    options = CheckOptions(profile=default_profile())
    content = path.read_bytes()
    # What files have in common: libraries, tokenizer, and the tables of terms, which are decoded where a text first touches them.
    # Line by line: what a long text leaves behind would be used again, and be missing from the figure.
    for line in open_document(content, name="bench.docx").draft.text.splitlines():
        check_text(checking, line, options, today=TODAY)
    whole(checking, word_file(1), options)()
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    CLEAR.write_text("5")  # forget the highest mark so far
    before = _status("VmRSS")
    whole(checking, content, options)()
    return _status("VmHWM") - before


def _status(field: str) -> int:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(f"{field}:"))
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    if sys.argv[1:2] == [MEASURE]:
        print(measure(Path(sys.argv[2])))
    else:
        sys.exit(main())
