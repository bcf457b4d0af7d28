"""What a file is, by its content."""

import pytest

from glossary.errors import FileEncrypted, FileLegacy, FileTooLarge, FileWithMacros
from glossary.files.limits import MAX_BYTES
from glossary.files.sniff import COMPOUND, Container, look
from tests.documents.word.build import docx, entries, p, zipped


@pytest.mark.parametrize(
    ("content", "container", "root"),
    [
        (b"text", Container.TEXT, ""),
        (b'<?xml version="1.0"?>\n<!-- x --><tmx version="1.4">', Container.TEXT, "tmx"),
        (b"<!DOCTYPE html>\n<html lang=ja>", Container.TEXT, "html"),
        (b'<!DOCTYPE tmx SYSTEM "tmx14.dtd"><x:tmx>', Container.TEXT, "tmx"),
        (b"%PDF-1.7\n", Container.PDF, ""),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\x81" * 9, Container.OTHER, ""),
        (b"\x7fELF\x02\x01\x01" + bytes(200), Container.OTHER, ""),
    ],
)
def test_container_is_known(content: bytes, container: Container, root: str) -> None:
    raw = look(content, "a")
    assert (raw.container, raw.root) == (container, root)


def test_office_file_tells_its_type() -> None:
    assert look(docx(p("x")), "a").media_type.endswith("wordprocessingml.document.main+xml")
    assert (
        look(zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "a").media_type == "application/vnd.oasis.opendocument.text"
    )
    assert look(zipped({"a": "b"}), "a").media_type == ""


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (COMPOUND + bytes(600), FileLegacy),
        (COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le"), FileEncrypted),
        (zipped({**entries(docx(p("x"))), "word/vbaProject.bin": b"x"}), FileWithMacros),
        (
            zipped(
                {
                    **entries(docx(p("x"))),
                    "[Content_Types].xml": '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
                }
            ),
            FileWithMacros,
        ),
        (b"a" * (MAX_BYTES + 1), FileTooLarge),
    ],
)
def test_what_is_not_opened_is_refused_at_once(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        look(content, "a.docx")
