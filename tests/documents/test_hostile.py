"""Hostile and broken files through the one door: each is refused with its reason, within two seconds and bounded memory, and nothing is written."""

import io
import os
import subprocess
import sys
import textwrap
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.documents.registry import open_document
from glossary.errors import GlossaryError
from tests.documents.word.build import docx, entries, p, r, table, zipped
from tests.files.test_zip import packed_zeros, raw_zip

SECONDS = 2.0


def nested_tables() -> bytes:
    body = p("x")
    for _ in range(1000):
        body = table([body])
    return docx(body)


def one_paragraph(megabytes: int) -> bytes:
    parts = entries(docx(p("x")))
    head, tail = parts["word/document.xml"].decode().split("x</w:t>")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            if name != "word/document.xml":
                file.writestr(name, part)
        with file.open("word/document.xml", "w") as stream:
            stream.write(head.encode())
            for number in range(megabytes * 10):
                stream.write(f"{number:07} Some words. ".encode() * 5_000)
            stream.write(f"x</w:t>{tail}".encode())
    return content.getvalue()


def with_part(name: str, content: bytes | str) -> bytes:
    return zipped({**entries(docx(p("x"))), name: content})


def bomb_docx() -> bytes:
    packed, crc = packed_zeros(1_000_000_000)
    return raw_zip("word/document.xml", packed, crc, 1_000_000_000)


ENTITY_BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document>&b;</w:document>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "zip bomb": (bomb_docx, "a.docx", "file-too-large"),
    "entity bomb": (lambda: with_part("word/document.xml", ENTITY_BOMB), "a.docx", "file-doctype"),
    "document type": (lambda: with_part("word/document.xml", "<!DOCTYPE a><w:document/>"), "a.docx", "file-doctype"),
    "document type in the list of types": (lambda: with_part("[Content_Types].xml", "<!DOCTYPE a><Types/>"), "a.docx", "file-mismatch"),
    "type without end": (
        lambda: with_part("[Content_Types].xml", '<Types><Override ContentType="' + "sheet" * 800_000),
        "a.docx",
        "file-bomb",
    ),
    "type that says its words again and again": (
        lambda: with_part("[Content_Types].xml", '<Types><Override ContentType="' + "sheet" * 100_000 + '"/></Types>'),
        "a.docx",
        "file-mismatch",
    ),
    "spaces before a type": (lambda: with_part("[Content_Types].xml", "ContentType" + " " * 60_000), "a.docx", "file-mismatch"),
    "truncated": (lambda: docx(p("x" * 500))[:-40], "a.docx", "file-damaged"),
    "encrypted": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "file-encrypted"),
    "macros": (lambda: with_part("word/vbaProject.bin", b"x"), "a.docx", "file-with-macros"),
    "old Word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "a.docx", "file-legacy"),
    "text called Word": (lambda: b"text", "a.docx", "file-mismatch"),
    "Word called text": (lambda: docx(p("x")), "a.txt", "file-mismatch"),
    "picture called text": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe" * 99, "a.txt", "file-mismatch"),
    "archive called Word": (lambda: zipped({"a": "b"}), "a.docx", "file-mismatch"),
    "thousand nested tables": (nested_tables, "a.docx", "file-too-deep"),
    "paragraph of 200 MB": (lambda: one_paragraph(200), "a.docx", "file-too-large"),
    "paragraph of 20 MB that repeats itself": (lambda: one_paragraph(20), "a.docx", "file-bomb"),
    "empty": (lambda: b"", "a.docx", "file-damaged"),
    "path that climbs out": (lambda: with_part("../evil", b"x"), "a.docx", "file-unsafe"),
    "part elsewhere": (
        lambda: with_part(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a"'
            ' Type="http://x/officeDocument" Target="../../etc/passwd"/></Relationships>',
        ),
        "a.docx",
        "file-damaged",
    ),
    "millions of elements": (
        lambda: with_part("word/document.xml", "<w:document>" + "<w:p/>" * 4_100_000 + "</w:document>"),
        "a.docx",
        "file-bomb",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_file_is_refused_with_its_reason_in_time(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, name, code = HOSTILE[kind]
    content = make()
    monkeypatch.chdir(tmp_path)
    started = time.process_time()

    with pytest.raises(GlossaryError) as caught:
        open_document(content, name=name)

    assert time.process_time() - started < SECONDS
    assert caught.value.code == code
    assert name in str(caught.value)
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is told by Linux only")
def test_many_elements_under_the_limits_are_read_in_bounded_memory(tmp_path: Path) -> None:
    """As many empty runs as the limits let pass, each spelled differently so that packing does not give them away."""
    file = tmp_path / "a.docx"
    file.write_bytes(docx(p(*(r(f"{number:x}") for number in range(300_000)))))
    program = r"""
        import re, sys
        from pathlib import Path
        from glossary.documents.registry import open_document
        open_document(Path(sys.argv[1]).read_bytes(), name="a.docx")
        print(int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024)
    """
    command = [sys.executable, "-c", textwrap.dedent(program), str(file)]

    result = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)

    assert int(result.stdout) < 400
