"""Archives: looked over before anything is unpacked, unpacked no further than declared, written with untouched entries byte for byte.

Refused are: more entries, more bytes or a higher ratio than documents have, entries that overlap (a bomb without a high ratio),
names that are absolute, climb out or stand twice, and entries with a password.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from glossary.errors import N_, FileBomb, FileDamaged, FileEncrypted, FileTooLarge, FileTooManyParts, FileUnsafe
from glossary.files.limits import MAX_BYTES, MAX_ENTRIES, MAX_RATIO, MEGABYTE, RATIO_FROM

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LARGE_END = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, IndexError, struct.error)


class Deflated:
    """Content that is packed while it comes: a part of a book need not be there as a whole."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(6, wbits=-15)
        self._packed = bytearray()
        self._crc = zlib.crc32(b"")
        self._size = 0

    def add(self, data: bytes) -> None:
        """More of the content."""
        self._crc = zlib.crc32(data, self._crc)
        self._size += len(data)
        self._packed += self._packer.compress(data)

    def finish(self) -> tuple[bytes, int, int]:
        """The packed bytes, their checksum and the size of what they hold; nothing can be added then."""
        self._packed += self._packer.flush()
        return bytes(self._packed), self._crc, self._size


class Archive:
    """A zip archive in memory. Raises FileTooLarge, FileTooManyParts, FileBomb, FileUnsafe, FileEncrypted or FileDamaged."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._content, self._size = content, len(content)
        if len(content) > MAX_BYTES:
            raise FileTooLarge(name=name, size=len(content) // MEGABYTE, limit=MAX_BYTES // MEGABYTE)
        _count_entries(content, name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGES:
            raise FileDamaged(name=name, reason=N_("the list of what is packed in it cannot be read")) from None
        if len(self._zip.infolist()) > MAX_ENTRIES:
            raise FileTooManyParts(name=name, count=len(self._zip.infolist()), limit=MAX_ENTRIES)
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._refuse_unsafe()
        self._refuse_large()

    def __contains__(self, entry: str) -> bool:
        return entry in self._entries

    @property
    def entries(self) -> tuple[str, ...]:
        """The names of all entries, in the archive's order."""
        return tuple(self._entries)

    def read(self, entry: str) -> bytes:
        """What an entry holds: as many bytes as it declares, which all together are no more than the limit."""
        return b"".join(self.pieces(entry, MAX_BYTES))

    def pieces(self, entry: str, size: int) -> Iterator[bytes]:
        """The same, no more than so many bytes at a time. Raises FileDamaged, at the latest behind the last piece."""
        if entry not in self._entries:
            raise FileDamaged(name=f"{self.name}: {entry}", reason=N_("this part is missing"))
        damaged = FileDamaged(name=f"{self.name}: {entry}", reason=N_("this part cannot be unpacked"))
        left = self._entries[entry].file_size
        try:
            with self._zip.open(self._entries[entry]) as file:
                while left >= 0 and (piece := file.read(min(size, left + 1))):
                    left -= len(piece)
                    if left >= 0:
                        yield piece
        except _DAMAGES:
            raise damaged from None
        if left:
            raise damaged

    def write(self, changed: Mapping[str, bytes | Deflated]) -> bytes:
        """The archive with some entries replaced, and new ones at the end. All others keep their bytes, packed as they were."""
        out = bytearray()
        central: list[bytes] = []
        for name, entry in self._entries.items():
            if name in changed:
                _append(out, central, entry, zipfile.ZIP_DEFLATED, *_deflated(changed[name]))
            else:
                _append(out, central, entry, entry.compress_type, self._packed(entry), entry.CRC, entry.file_size)
        for name, data in changed.items():
            if name not in self._entries:
                entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                _append(out, central, entry, zipfile.ZIP_DEFLATED, *_deflated(data))
        start = len(out)
        for record in central:
            out += record
        out += _END.pack(b"PK\x05\x06", 0, 0, len(central), len(central), len(out) - start, start, 0)
        return bytes(out)

    def _packed(self, entry: zipfile.ZipInfo) -> bytes:
        start = self._start(entry)
        return self._content[start : start + entry.compress_size]

    def _start(self, entry: zipfile.ZipInfo) -> int:
        """Where the packed bytes of an entry begin, behind its own record; the end of the file where that is cut off."""
        at = entry.header_offset
        if at + _LOCAL.size > self._size:
            return self._size
        names, extra = struct.unpack_from("<2H", self._content, at + _LOCAL.size - 4)
        return at + _LOCAL.size + int(names) + int(extra)

    def _refuse_unsafe(self) -> None:
        listed = self._zip.infolist()
        if len(listed) != len({entry.filename.lower() for entry in listed}):
            raise FileUnsafe(name=self.name, reason=N_("it holds two parts of the same name"))
        for entry in listed:
            parts = entry.filename.replace("\\", "/").split("/")
            if entry.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\x00" in entry.orig_filename:
                raise FileUnsafe(name=self.name, reason=N_("the name of a part leads out of the file"))
            if entry.flag_bits & 0x1:
                raise FileEncrypted(name=self.name)
            if entry.compress_type not in _METHODS:
                raise FileUnsafe(name=self.name, reason=N_("a part is packed in a way that documents do not use"))
        last = 0
        for entry in sorted(listed, key=lambda entry: entry.header_offset):
            if entry.header_offset < last:
                raise FileUnsafe(name=self.name, reason=N_("its parts overlap one another"))
            last = entry.header_offset + 30 + entry.compress_size
            if not self._content.startswith(b"PK\x03\x04", entry.header_offset) or self._start(entry) + entry.compress_size > self._size:
                raise FileDamaged(name=self.name, reason=N_("the list of what is packed in it cannot be read"))

    def _refuse_large(self) -> None:
        size = sum(entry.file_size for entry in self._entries.values())
        if size > MAX_BYTES:
            raise FileTooLarge(name=self.name, size=size // MEGABYTE, limit=MAX_BYTES // MEGABYTE)
        for entry in self._entries.values():
            ratio = entry.file_size // max(entry.compress_size, 1)
            if entry.file_size > RATIO_FROM and ratio > MAX_RATIO:
                raise FileBomb(name=self.name, ratio=ratio)


def _count_entries(content: bytes, name: str) -> None:
    """Refuse by the count in the end record, before the list itself is read: the list alone may be millions of records."""
    at = content.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(content):
        raise FileDamaged(name=name, reason=N_("its end is missing"))
    count, length = _END.unpack_from(content, at)[4:6]
    if content[max(at - _LOCATOR.size, 0) : at].startswith(b"PK\x06\x07"):
        count, length = _large_counts(content, at - _LOCATOR.size, name)
    # The count has 16 bits; the length of the list tells what it may hide.
    found = max(count, length // 46 if length != 0xFFFFFFFF else 0)
    if count >= 0xFFFF or found > 4 * MAX_ENTRIES or count > MAX_ENTRIES:
        raise FileTooManyParts(name=name, count=found, limit=MAX_ENTRIES)


def _large_counts(content: bytes, at: int, name: str) -> tuple[int, int]:
    """How many entries there are and how long their list is by the record for large archives, which then counts; some programs always write it."""
    place = at - _LARGE_END.size
    if place < 0 or not content.startswith(b"PK\x06\x06", place) or _LOCATOR.unpack_from(content, at)[2] != place:
        raise FileDamaged(name=name, reason=N_("the list of what is packed in it cannot be read"))
    count, length = _LARGE_END.unpack_from(content, place)[7:9]
    return count, length


def _deflated(data: bytes | Deflated) -> tuple[bytes, int, int]:
    if isinstance(data, Deflated):
        return data.finish()
    return zlib.compress(data, 6, wbits=-15), zlib.crc32(data), len(data)


def _append(out: bytearray, central: list[bytes], entry: zipfile.ZipInfo, method: int, packed: bytes, crc: int, size: int) -> None:
    """One entry with its record for the list."""
    name = entry.filename.encode("utf-8")
    flags = 0x800 if len(name) != len(entry.filename) else 0
    year, month, day, hour, minute, second = entry.date_time
    stamp = hour << 11 | minute << 5 | second // 2, max(year - 1980, 0) << 9 | month << 5 | day
    fields = (flags, method, *stamp, crc, len(packed), size)
    central.append(
        _CENTRAL.pack(b"PK\x01\x02", entry.create_system << 8 | 20, 20, *fields, len(name), 0, 0, 0, 0, entry.external_attr, len(out))
        + name
    )
    out += _LOCAL.pack(b"PK\x03\x04", 20, *fields, len(name), 0) + name
    out += packed
