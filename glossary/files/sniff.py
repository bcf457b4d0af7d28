"""What a file is, by its content. What is protected, carries programs or is of an old make is refused here, before anything reads it."""

import re
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

from glossary.errors import N_, FileEncrypted, FileLegacy, FileTooLarge, FileUndecodable, FileWithMacros
from glossary.files.limits import MAX_BYTES, MAX_TEXT_BYTES, MEGABYTE

if TYPE_CHECKING:
    from glossary.files.encodings import Decoded
    from glossary.files.zip import Archive

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
CONTENT_TYPES = "[Content_Types].xml"
_MAIN = re.compile(rb"""ContentType\s*+=\s*+["'](?P<type>[^"']{0,200}?\.main\+xml)["']""")
"""No type is longer; without a limit a value that repeats itself would take the square of its length."""

_ROOT = re.compile(
    r"\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>)*+<(?:[\w.-]+:)?(?P<root>[A-Za-z_][\w.-]*)", re.DOTALL
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 4_000


class Container(Enum):
    """What a file is outside, with a word for people."""

    ARCHIVE = N_("an archive")
    PDF = N_("a PDF")
    TEXT = N_("plain text")
    OTHER = N_("something that is no document")


class Fit(IntEnum):
    """How well a format fits a file: every text can be plain text, but only some are surely HTML."""

    NO = 0
    POSSIBLE = 1
    SURE = 2


@dataclass(frozen=True)
class RawFile:
    """A file as it came, looked at from outside. ``name`` is for messages only."""

    content: bytes
    name: str
    container: Container
    archive: "Archive | None" = None
    decoded: "Decoded | None" = None

    @cached_property
    def media_type(self) -> str:
        """The type of an archive's main part (Office), or of the archive itself (OpenDocument); empty where it tells none."""
        if self.archive is None:
            return ""
        if CONTENT_TYPES in self.archive:
            found = _MAIN.search(self.archive.read(CONTENT_TYPES))
            return found["type"].decode("ascii", "replace") if found else ""
        return self.archive.read("mimetype").decode("ascii", "replace") if "mimetype" in self.archive else ""

    @cached_property
    def head(self) -> str:
        """The beginning of a text."""
        return self.decoded.text[:_HEAD] if self.decoded else ""

    @cached_property
    def root(self) -> str:
        """The local name of the first element where the text is XML or HTML."""
        found = _ROOT.match(self.head)
        return found["root"] if found else ""


def look(content: bytes, name: str) -> RawFile:
    """The file from outside. Raises FileTooLarge, FileEncrypted, FileWithMacros, FileLegacy and what ``Archive`` raises."""
    from glossary.files.encodings import decode  # inline: slow import
    from glossary.files.zip import Archive  # inline: slow import

    if len(content) > MAX_BYTES:
        raise FileTooLarge(name=name, size=len(content) // MEGABYTE, limit=MAX_BYTES // MEGABYTE)
    if content.startswith(COMPOUND):
        raise FileEncrypted(name=name) if _ENCRYPTED in content else FileLegacy(name=name)
    if content.startswith(b"PK\x03\x04"):
        archive = Archive(content, name)
        raw = RawFile(content, name, Container.ARCHIVE, archive=archive)
        if "macroEnabled" in raw.media_type or any(entry.lower().endswith("vbaproject.bin") for entry in archive.entries):
            raise FileWithMacros(name=name)
        return raw
    if content.startswith(b"%PDF-"):
        return RawFile(content, name, Container.PDF)
    if len(content) > MAX_TEXT_BYTES:
        raise FileTooLarge(name=name, size=len(content) // MEGABYTE, limit=MAX_TEXT_BYTES // MEGABYTE)
    try:
        decoded = decode(content, name)
    except FileUndecodable:
        return RawFile(content, name, Container.OTHER)
    controls = len(_CONTROL.findall(decoded.text[:_HEAD]))
    if controls * 50 > min(len(decoded.text), _HEAD):
        return RawFile(content, name, Container.OTHER)
    return RawFile(content, name, Container.TEXT, decoded=decoded)


def fit_of_office(raw: RawFile, family: str, *kinds: str) -> Fit:
    """Whether a package's main part is of one of these kinds of an Office family (ECMA-376: wordprocessingml and so on)."""
    types = (f"application/vnd.openxmlformats-officedocument.{family}.{kind}.main+xml" for kind in kinds)
    return Fit.SURE if raw.media_type in types else Fit.NO
