"""Archives: what is refused before anything is unpacked, and what stays as it was when one is written."""

import io
import struct
import time
import zipfile
import zlib

import pytest

from glossary.errors import FileBomb, FileDamaged, FileEncrypted, FileTooLarge, FileTooManyParts, FileUnsafe, GlossaryError
from glossary.files.limits import MAX_BYTES, MAX_ENTRIES
from glossary.files.zip import Archive


def zipped(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in entries:
            file.writestr(name, content)
    return out.getvalue()


def packed_zeros(size: int) -> tuple[bytes, int]:
    """Zeros of that size, packed without ever standing in memory."""
    packer = zlib.compressobj(9, wbits=-15)
    chunk, crc, parts = bytes(1_000_000), 0, []
    for _ in range(size // len(chunk)):
        parts.append(packer.compress(chunk))
        crc = zlib.crc32(chunk, crc)
    return b"".join([*parts, packer.flush()]), crc


def raw_zip(name: str, packed: bytes, crc: int, size: int, copies: int = 1, flags: int = 0) -> bytes:
    """A zip that lists one entry several times under numbered names."""
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, flags, 8, 0, 33, crc, len(packed), size, len(name), 0) + name.encode() + packed
    central = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, flags, 8, 0, 33, crc, len(packed), size, len(label), 0, 0, 0, 0, 0, 0) + label
        for label in (f"{name}{number or ''}".encode() for number in range(copies))
    )
    return local + central + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, copies, copies, len(central), len(local), 0)


def refusal(content: bytes) -> type[GlossaryError]:
    started = time.process_time()
    with pytest.raises(GlossaryError) as caught:
        archive = Archive(content, "a.docx")
        for entry in archive.entries:
            archive.read(entry)
    assert time.process_time() - started < 2
    return caught.type


def test_entries_are_read() -> None:
    archive = Archive(zipped(("a/b.xml", b"one"), ("c", b"")), "a.docx")

    assert archive.entries == ("a/b.xml", "c")
    assert "a/b.xml" in archive
    assert archive.read("a/b.xml") == b"one"


def test_bomb_is_refused_by_its_ratio() -> None:
    packed, crc = packed_zeros(50_000_000)
    assert refusal(raw_zip("a", packed, crc, 50_000_000)) is FileBomb


def test_bomb_is_refused_by_its_declared_size() -> None:
    packed, crc = packed_zeros(500_000_000)
    assert refusal(raw_zip("a", packed, crc, 500_000_000)) is FileTooLarge


def test_bomb_that_lies_about_its_size_is_refused_after_what_it_declared() -> None:
    packed, crc = packed_zeros(500_000_000)
    assert refusal(raw_zip("a", packed, crc, 1_000_000)) is FileDamaged


def test_entries_that_overlap_are_refused() -> None:
    packed, crc = packed_zeros(1_000_000)
    assert refusal(raw_zip("a", packed, crc, 1_000_000, copies=20)) is FileUnsafe


@pytest.mark.parametrize("name", ["/etc/passwd", "../a", "a/../../b", "C:/a", "\\a", "a\\..\\b"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    assert refusal(zipped((name, b"x"))) is FileUnsafe


@pytest.mark.parametrize("names", [("a", "a"), ("a", "A")])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_stand_twice_are_refused(names: tuple[str, str]) -> None:
    assert refusal(zipped(*((name, b"x") for name in names))) is FileUnsafe


def test_password_is_told() -> None:
    assert refusal(raw_zip("a", b"x" * 20, 0, 20, flags=1)) is FileEncrypted


def test_too_many_entries_are_refused() -> None:
    assert refusal(zipped(*((str(number), b"") for number in range(MAX_ENTRIES + 1)))) is FileTooManyParts


def large_zip(names: list[str], *, offset: int = 0) -> bytes:
    """A zip with a record for large archives: the ordinary one speaks of a single entry."""
    parts = zipped(*((name, b"") for name in names), method=zipfile.ZIP_STORED)
    end = parts.rfind(b"PK\x05\x06")
    _, length, start = struct.unpack_from("<HLL", parts, end + 10)
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, len(names), len(names), length, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end + offset, 1)
    return parts[:end] + record + locator + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 47, start, 0)


def test_entries_are_counted_by_the_record_that_counts() -> None:
    names = [str(number) for number in range(MAX_ENTRIES + 1)]

    assert refusal(large_zip(names)) is FileTooManyParts
    assert refusal(large_zip(names[:3], offset=1)) is FileDamaged
    assert Archive(large_zip(names[:3]), "a.docx").entries == ("0", "1", "2")


@pytest.mark.parametrize(("field", "value"), [(42, 82), (42, 10_000), (42, 0xFFFFFFF0), (20, 200), (20, 0xFFFFFFF0)])
def test_entry_that_does_not_stand_where_the_list_says_is_refused(field: int, value: int) -> None:
    """Its place or its packed size; also one that is never read, which would be missing in a copy."""
    content = bytearray(zipped(("a", b"x" * 50), ("b", b"y" * 50), method=zipfile.ZIP_STORED))
    listed = content.rfind(b"PK\x01\x02")
    content[listed + field : listed + field + 4] = value.to_bytes(4, "little")

    with pytest.raises(FileDamaged):
        Archive(bytes(content), "a.docx")


def test_unusual_packing_is_refused() -> None:
    assert refusal(zipped(("a", b"x" * 1000), method=zipfile.ZIP_LZMA)) is FileUnsafe


def test_large_file_is_refused_unread() -> None:
    assert refusal(b"PK\x03\x04" + bytes(MAX_BYTES)) is FileTooLarge


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_truncated_file_is_refused(kept: float) -> None:
    content = zipped(("a", b"x" * 5000), ("b", bytes(range(256)) * 20))
    assert refusal(content[: int(len(content) * kept)]) is FileDamaged


def test_damaged_entry_is_refused() -> None:
    content = bytearray(zipped(("a", bytes(range(256)) * 20)))
    content[60:70] = bytes(10)
    assert refusal(bytes(content)) is FileDamaged


def test_missing_entry_is_named() -> None:
    with pytest.raises(FileDamaged) as caught:
        Archive(zipped(("a", b"x")), "a.docx").read("word/document.xml")
    assert caught.value.params["name"] == "a.docx: word/document.xml"


def test_written_archive_keeps_what_did_not_change() -> None:
    content = zipped(("[Content_Types].xml", b"types"), ("日本.xml", b"one" * 100), ("c.png", bytes(range(256))))
    before = Archive(content, "a.docx")

    after = before.write({"日本.xml": b"two", "new.xml": b"three"})

    with zipfile.ZipFile(io.BytesIO(after)) as file:
        assert file.testzip() is None
        assert {name: file.read(name) for name in file.namelist()} == {
            "[Content_Types].xml": b"types",
            "日本.xml": b"two",
            "c.png": bytes(range(256)),
            "new.xml": b"three",
        }
        assert file.namelist() == ["[Content_Types].xml", "日本.xml", "c.png", "new.xml"]
    assert Archive(before.write({}), "a.docx").read("日本.xml") == b"one" * 100
