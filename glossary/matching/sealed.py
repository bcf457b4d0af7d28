"""Bytes that say what they are and whether they are whole: a mark, the number of the format, a checksum, the content.

The checksum (CRC-32) is there for damage, of which it finds all up to 32 bits long and nearly all else. It is no guard against
malice: whoever may write into the folder of kept files may write anything there, and what is read from it is data, never code.
"""

import zlib
from typing import Final

from glossary.errors import N_

MARK_SIZE: Final = 8
_FORMAT_SIZE: Final = 2
_HEADER_SIZE: Final = MARK_SIZE + _FORMAT_SIZE + 4


class BrokenSeal(ValueError):
    """The bytes are foreign, older, cut off or damaged. ``reason`` is a sentence part that can be translated."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def sealed(mark: bytes, form: int, content: bytes) -> bytes:
    """The content behind its header. ``mark`` has MARK_SIZE bytes; ``form`` is raised when the content changes its shape or sense."""
    return _header(mark, form, content) + content


def unsealed(mark: bytes, form: int, data: bytes) -> memoryview:
    """The content of sealed bytes, not copied. Raises BrokenSeal."""
    if data[:MARK_SIZE] != mark:
        raise BrokenSeal(N_("it is not a compiled termbase"))
    if len(data) < _HEADER_SIZE:
        raise BrokenSeal(N_("it is cut off"))
    if data[MARK_SIZE : MARK_SIZE + _FORMAT_SIZE] != form.to_bytes(_FORMAT_SIZE, "big"):
        raise BrokenSeal(N_("another version of the program made it"))
    content = memoryview(data)[_HEADER_SIZE:]
    if data[:_HEADER_SIZE] != _header(mark, form, content):
        raise BrokenSeal(N_("it is damaged"))
    return content


def _header(mark: bytes, form: int, content: bytes | memoryview) -> bytes:
    return mark + form.to_bytes(_FORMAT_SIZE, "big") + zlib.crc32(content).to_bytes(4, "big")
