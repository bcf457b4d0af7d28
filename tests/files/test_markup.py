"""Positions of tags and words in XML, compared with what a parser of trees reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from glossary.errors import FileDamaged, FileDoctype
from glossary.files.encodings import decode
from glossary.files.markup import Sort, checked_text, contents, elements, escape

TEXT = """<?xml version="1.0"?><!-- <u>no</u> --><r a='>' xmlns:n="urn:n"><g><n:u id="1&amp;2">a<x/><!-- c --><b>&lt;</b><![CDATA[<u>]]></n:u
></g><u/></r>"""


def test_elements_are_found_where_they_stand() -> None:
    (one, around), (two, _) = elements(TEXT, ["u"])

    assert (one.name, one.prefix, one.attributes) == ("u", "n:", {"id": "1&2"})
    assert TEXT[slice(*one.inside)] == "a<x/><!-- c --><b>&lt;</b><![CDATA[<u>]]>"
    assert TEXT[slice(*one.span)].endswith("</n:u\n>")
    assert [(child.sort, TEXT[slice(*child.span)]) for child in one.children] == [
        (Sort.TEXT, "a"),
        (Sort.ELEMENT, "<x/>"),
        (Sort.ELEMENT, "<b>&lt;</b>"),
        (Sort.LITERAL, "<u>"),
    ]
    assert one.words() == "a<<u>"
    assert [node.name for node in around] == ["r", "g"]
    assert around[0].attributes["a"] == ">"
    assert (two.is_one_tag, one.is_one_tag, TEXT[slice(*two.span)]) == (True, False, "<u/>")
    assert [child.words() for child in contents(TEXT, one.inside)] == ["a", "", "<", "<u>"]


NAMES = st.sampled_from(["a", "n:b", "u"])
WORDS = st.sampled_from(
    ["x", "証", "&amp;", "&#12354;", "&#x41;", " ", "\n", "'", '"', "<!-- <u> -->", "<?p <u>?>", "<![CDATA[<&]]>", "<u/>"]
)
XML = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda name, value, parts: f"<{name} k={value}>{''.join(parts)}</{name} >",
        NAMES,
        st.sampled_from(["'>'", '"/>"', '"&lt;"']),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


@given(st.lists(XML, max_size=4).map("".join))
def test_words_are_those_that_a_parser_reads(inside: str) -> None:
    text = f'<r xmlns:n="urn:n">{inside}</r>'
    root = etree.fromstring(text)

    found = [node.words() for node, _ in elements(text, ["u"])]

    outermost = [node for node in root.iter("u") if not any(above.tag == "u" for above in node.iterancestors())]
    assert found == ["".join(node.xpath(".//text()")) for node in outermost]
    assert [node.words() for node, _ in elements(text, ["r"])] == ["".join(root.xpath(".//text()"))]


@pytest.mark.parametrize("encoding", ["Shift_JIS", "EUC-JP", "UTF-16", "utf-8"])
def test_declared_encoding_is_honoured(encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?><r>これは認証です</r>'.encode(encoding)

    assert checked_text(decode(content, "a"), "a").endswith("<r>これは認証です</r>")


def test_encoding_that_is_not_the_declared_one_is_refused() -> None:
    content = '<?xml version="1.0" encoding="ISO-8859-2"?><r>これは認証です</r>'.encode("cp932")

    with pytest.raises(FileDamaged) as caught:
        checked_text(decode(content, "a"), "a")
    assert caught.value.params["reason"] == "it is not in the encoding that it declares"


def test_document_type_is_refused() -> None:
    with pytest.raises(FileDoctype):
        checked_text(decode(b'<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', "a"), "a")


def test_words_are_written_so_that_they_are_read_again() -> None:
    assert escape("a<b>&\x00\x0b]]>") == "a&lt;b&gt;&amp;]]&gt;"
