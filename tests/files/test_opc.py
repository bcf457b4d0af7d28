"""Office packages: how often their parts are read."""

import io
import zipfile

import pytest

from glossary.errors import FileUnsafe
from glossary.files.limits import MAX_BYTES
from glossary.files.opc import READING, READINGS, Package
from glossary.files.zip import Archive


def package(**parts: bytes) -> Package:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return Package(Archive(packed.getvalue(), "a.pptx"))


def test_part_that_everything_points_to_is_not_read_without_end() -> None:
    opened = package(a=b"<a/>")
    often = READINGS * MAX_BYTES // READING

    assert [opened.content("a") for _ in range(often)] == [b"<a/>"] * often
    with pytest.raises(FileUnsafe) as refused:
        opened.content("a")
    assert refused.value.params == {"name": "a.pptx", "reason": "its parts point to one another without end"}


def test_large_parts_count_for_what_they_hold() -> None:
    opened = package(a=b"<a>" + b" " * 3_999_993 + b"</a>")

    assert len([opened.content("a") for _ in range(READINGS * MAX_BYTES // 4_000_000)]) == 64
    with pytest.raises(FileUnsafe):
        opened.content("a")
