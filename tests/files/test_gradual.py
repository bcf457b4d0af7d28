"""XML parts read a few children at a time: the same children, the same bytes around them, the same refusals."""

import time
import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from glossary.errors import FileDamaged, FileDoctype, FileTooDeep, GlossaryError
from glossary.files.gradual import Gradual
from glossary.files.xml import parse

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><!-- a --><w:d xmlns:w="urn:w" xmlns:x="urn:x" x:i="1"><w:bg/><w:b x:k="2">'
FOOT = "</w:b><w:end>e</w:end></w:d><!-- z -->"
BODY = "{urn:w}b"


def pieces(content: bytes, size: int) -> Iterator[bytes]:
    return (content[at : at + size] for at in range(0, len(content), size))


def always() -> bool:
    return True


def never() -> bool:
    return False


def written(content: bytes, size: int, may_go: Callable[[], bool] = always) -> bytes:
    part = Gradual(pieces(content, size), "a.xml", BODY, kept=True)
    for child in part.children(may_go):
        child.set("seen", "1")
    packed, crc, length = part.written().finish()
    found = zlib.decompress(packed, wbits=-15)
    assert (zlib.crc32(found), len(found)) == (crc, length)
    return found


def expected(content: bytes) -> bytes:
    root = parse(content, "a.xml")
    for child in root.iterchildren(BODY):
        for one in child.iterchildren(tag=etree.Element):
            one.set("seen", "1")
    return etree.tostring(root, method="c14n")


CHILDREN = st.lists(
    st.sampled_from(
        ["<w:p/>", "<w:p>語</w:p>\n", '<x:p xmlns:y="urn:y" y:a="b&quot;">語<w:b><y:t/></w:b></x:p>', '<p xmlns="urn:q"><r/></p>']
    ),
    max_size=150,
)


@given(CHILDREN, st.integers(300, 5_000), st.booleans())
def test_part_is_written_as_if_it_had_been_read_as_a_whole(children: list[str], size: int, go: bool) -> None:
    content = (HEAD + "".join(children) + FOOT).encode()

    found = written(content, size, always if go else never)

    assert etree.tostring(etree.fromstring(found), method="c14n") == expected(content)
    assert found.count(b"urn:w") == 1  # what a child has from those it stands in is not declared again
    assert found.startswith(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<!-- a --><w:d ')
    assert found.endswith(b"</w:b><w:end>e</w:end></w:d><!-- z -->")


def test_child_is_shown_with_the_one_behind_it() -> None:
    content = (HEAD + "".join(f"<w:p>{number}</w:p>" for number in range(500)) + FOOT).encode()
    part = Gradual(pieces(content, 700), "a.xml", BODY)

    following = [(child.text, child.getnext() is not None) for child in part.children(always)]

    assert following == [(str(number), number < 499) for number in range(500)]


def test_only_some_children_are_there_at_a_time() -> None:
    content = (HEAD + "<w:p>text</w:p>" * 5_000 + FOOT).encode()
    part = Gradual(pieces(content, 1_000), "a.xml", BODY)

    most = 0
    for child in part.children(always):
        body = child.getparent()
        most = max(most, 0 if body is None else len(body))

    assert most < 150


def test_part_without_a_body_says_so() -> None:
    part = Gradual(pieces(b'<w:d xmlns:w="urn:w"><w:c><w:b><w:p/></w:b></w:c></w:d>', 10), "a.xml", BODY)

    assert list(part.children(always)) == []
    assert (part.has_body, part.root.tag) == (False, "{urn:w}d")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<!DOCTYPE w:d>" + HEAD[55:] + FOOT, FileDoctype),
        (f"<!--{'x' * 200_000}--><!DOCTYPE d [<!ENTITY e 'x'>]>" + HEAD[55:] + "<w:p>&e;</w:p>" + FOOT, FileDoctype),
        (HEAD + "<w:p>" * 300 + "</w:p>" * 300 + FOOT, FileTooDeep),
        (HEAD + "<w:p/>", FileDamaged),
        (HEAD + "<w:p></w:q>" + FOOT, FileDamaged),
        ("", FileDamaged),
    ],
)
def test_hostile_part_is_refused(content: str, reason: type[GlossaryError]) -> None:
    with pytest.raises(reason):
        list(Gradual(pieces(content.encode(), 1_000), "a.xml", BODY).children(always))


def test_children_of_any_size_are_let_go_at_once() -> None:
    large = "<w:p>" + "<w:r><w:t>1</w:t></w:r>" * 100_000 + "</w:p>"
    content = (HEAD + large + "<w:p/>" * 200 + large + "<w:p/>" * 200 + FOOT).encode()
    started = time.process_time()

    assert len(written(content, 100_000)) == len(content) + 402 * len(' seen="1"') + 1
    assert time.process_time() - started < 2
