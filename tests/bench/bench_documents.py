"""What a Word file costs beside its text. Run: ``python -m tests.bench.bench_documents``.

The floor is python-docx, which opens and saves the file, and the check of the bare text; the work opens the file, checks its
text, and writes a copy with a comment and a tracked change at every finding.
"""

import io
import random
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx

from glossary.config import terms_folder
from glossary.documents.registry import open_document
from glossary.domain.change import Change, Comment, Replacement
from glossary.formats.house import read_termbase
from glossary.text.languages import JAPANESE
from glossary.workflows.check import CheckOptions, CheckResult, check_text
from tests.bench.drafts import checking_of, draft_lines
from tests.bench.timing import Ratio, median_ratio, report
from tests.eval.material import TODAY, default_profile

CHARACTERS = 270_000
"""Some 300 pages of Japanese."""

ROUNDS = 5
MAX_TIME, MAX_MEMORY = 1.5, 10.0

_PEAK = r"""
    import re, sys
    from pathlib import Path
    from glossary.documents.registry import open_document
    from glossary.domain.change import Comment
    from glossary.domain.span import Span
    def peak():  # not getrusage: its peak is handed down by the process that started this one
        return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024
    content = Path(sys.argv[1]).read_bytes()
    open_document(Path(sys.argv[2]).read_bytes(), name="small.docx").write([Comment(Span(0, 1), "x")])
    before = peak()
    document = open_document(content, name="book.docx")
    places = range(0, len(document.draft.text) - 2, 500)
    document.write([Comment(Span(place, place + 1), "x") for place in places])
    print(peak() - before)
"""


def main() -> int:
    """Print the ratios; 0 where all are under their bars."""
    return 0 if report([speed(), memory()]) else 1


def speed() -> Ratio:
    """Reading, checking and annotating beside python-docx and the bare check."""
    content = book(draft_lines(JAPANESE, CHARACTERS))
    termbase = read_termbase(terms_folder())
    checking = checking_of(termbase.concepts, termbase.pitfalls)
    options = CheckOptions(profile=default_profile())

    def checked(text: str) -> CheckResult:
        return check_text(checking, text, options, today=TODAY)

    def ours() -> None:
        document = open_document(content, name="book.docx")
        changes: list[Change] = []
        for finding in checked(document.draft.text).findings:
            changes.append(Comment(finding.span, finding.rule))
            changes += [Replacement(found.span, found.text) for found in finding.suggestions[:1]]
        document.write(changes)

    text = open_document(content, name="book.docx").draft.text

    def floor() -> None:
        docx.Document(io.BytesIO(content)).save(io.BytesIO())
        checked(text)

    return Ratio("300 pages of Word: read, check, annotate / python-docx, check", median_ratio(ours, floor, ROUNDS), MAX_TIME)


def memory() -> Ratio:
    """The most memory that reading and writing take, beside the size of the file's parts."""
    with tempfile.TemporaryDirectory() as name:
        large, small = Path(name, "book.docx"), Path(name, "small.docx")
        large.write_bytes(book(draft_lines(JAPANESE, CHARACTERS)))
        small.write_bytes(book(["一行。"]))
        command = [sys.executable, "-c", textwrap.dedent(_PEAK), str(large), str(small)]
        peak = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        with zipfile.ZipFile(large) as file:
            size = sum(entry.file_size for entry in file.infolist())
    return Ratio("300 pages of Word: memory / unpacked size", peak / size, MAX_MEMORY)


def book(lines: Sequence[str]) -> bytes:
    """A Word file of these paragraphs, cut into runs of several formats, with headings and tables between them."""
    chance = random.Random(1)
    document = docx.Document()
    for number, line in enumerate(lines):
        if number % 20 == 0:
            document.add_heading(line[:20], 1)
        paragraph = document.add_paragraph()
        while line:
            length = chance.randint(5, 40)
            run = paragraph.add_run(line[:length])
            run.bold = chance.random() < 0.2 or None
            line = line[length:]
        if number % 50 == 0:
            table = document.add_table(3, 3)
            for cell in table.columns[0].cells:
                cell.text = lines[number][:10]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
