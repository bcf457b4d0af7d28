"""TMX: pairs by language; tags among the words, notes; everything else stays byte for byte."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage.tmx import tmxfile

from glossary.documents.document import Document
from glossary.documents.registry import open_document
from glossary.domain.change import Comment, Replacement
from glossary.errors import FileDoctype, FileMismatch
from tests.documents.changing import drawn_match, passages, span, squeezed, words_between

DOCTYPE = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'


def tmx(*units: str, lang: str = "en", doctype: str = DOCTYPE) -> str:
    header = f'<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="{lang}" datatype="plaintext"/>'
    return f'{doctype}<tmx version="1.4">{header}<body>{"".join(units)}</body></tmx>\n'


def tu(**sides: str) -> str:
    return "<tu>" + "".join(f'<tuv xml:lang="{lang.replace("_", "-")}"><seg>{words}</seg></tuv>' for lang, words in sides.items()) + "</tu>"


def opened(text: str) -> Document:
    return open_document(text.encode(), name="a.tmx")


def pairs(document: Document) -> list[tuple[str, str, str, str]]:
    text = document.draft.text
    return [
        (text[slice(*segment.source)], segment.source_lang, text[slice(*segment.target)], segment.target_lang)
        for segment in document.segments
    ]


@pytest.mark.parametrize("doctype", [DOCTYPE, "", '<!DOCTYPE tmx PUBLIC "-//LISA//x" "http://example.org/tmx14.dtd">'])
def test_units_are_pairs_by_language(doctype: str) -> None:
    assert pairs(opened(tmx(tu(ja="鍵", en="key"), doctype=doctype))) == [("key", "en", "鍵", "ja")]


@pytest.mark.parametrize(
    ("lang", "found"),
    [
        ("en", [("key", "en-GB", "鍵", "ja-JP"), ("key", "en-GB", "clef", "fr")]),
        ("JA", [("鍵", "ja-JP", "key", "en-GB"), ("鍵", "ja-JP", "clef", "fr")]),
        ("*all*", [("鍵", "ja-JP", "key", "en-GB"), ("鍵", "ja-JP", "clef", "fr")]),
        ("de", [("鍵", "ja-JP", "key", "en-GB"), ("鍵", "ja-JP", "clef", "fr")]),
    ],
)
def test_source_language_is_the_header_s(lang: str, found: list[tuple[str, str, str, str]]) -> None:
    document = opened(tmx(tu(ja_JP="鍵", en_GB="key", fr="clef"), lang=lang))

    assert pairs(document) == found
    assert passages(document) == ["鍵", "key"]


def test_side_alone_and_unit_without_sides_are_no_pair() -> None:
    document = opened(tmx(tu(en="a"), "<tu/>", '<tu tuid="x"><note>n</note><tuv lang="ja"><prop type="p">q</prop><seg/></tuv></tu>'))

    assert (pairs(document), passages(document)) == ([], ["a"])


def test_tags_among_the_words() -> None:
    words = '<bpt i="1">&lt;b></bpt>サー<ept i="1">&lt;/b></ept><hi>バー</hi><ph>%s</ph>&amp;<it pos="begin">x</it>'

    assert passages(opened(tmx(tu(en=words)))) == ["サーバー\ufffc&\ufffc"]


def test_both_sides_can_be_replaced() -> None:
    text = tmx(tu(en="a <hi>ke</hi>y", ja="鍵"))
    document = opened(text)

    written = document.write([Replacement(words_between(document, "key"), "keys"), Replacement(span(document, "鍵"), "錠 & 鍵")])

    assert written.content.decode() == text.replace("</hi>y", "</hi>ys").replace("鍵", "錠 &amp; 鍵")


def test_comments_are_notes_of_their_side() -> None:
    text = tmx(tu(en="key", ja="鍵"))
    document = opened(text)

    written = document.write([Comment(span(document, "鍵"), "一"), Comment(span(document, "鍵"), "二")])

    assert written.content.decode() == text.replace("<seg>鍵", "<note>“鍵”: 一</note><note>“鍵”: 二</note><seg>鍵")
    unit = tmxfile.parsestring(written.content).units[0]
    assert (unit.source, unit.target) == ("key", "鍵")


@pytest.mark.parametrize(
    ("declared", "encoding", "english"),
    [
        ("US-ASCII", "ascii", "key"),
        ("Shift_JIS", "ascii", "key"),
        ("EUC-JP", "ascii", "key"),
        ("ISO-8859-1", "ascii", "key"),
        ("ISO-8859-1", "latin-1", "key é"),
        ("UTF-8", "utf-8", "key é"),
        ("UTF-16", "utf-16", "key é"),
        ("", "utf-8", "key é"),
        ("Shift_JIS", "cp932", "key 認証"),
    ],
)
def test_notes_are_read_as_the_file_declares(declared: str, encoding: str, english: str) -> None:
    """Words that the file's bytes do not show (``&#x9375;``) leave its encoding to the declaration."""
    doctype = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    before = tmx(tu(en=english, ja="&#x9375;"), doctype=doctype).encode(encoding)
    document = open_document(before, name="a.tmx")

    written = document.write([Comment(span(document, "鍵"), "é"), Replacement(span(document, "key"), "clé “①”")])

    assert written.unplaced == ()
    root = etree.fromstring(written.content)
    assert root.findtext(".//note") == "“鍵”: é"
    assert [seg.text for seg in root.iter("seg")] == [english.replace("key", "clé “①”"), "鍵"]


def test_another_reader_sees_the_same_units() -> None:
    text = tmx(tu(en="key", ja="鍵"), tu(en="a &lt; b", ja="甲"))

    judged = [(unit.source, unit.target) for unit in tmxfile.parsestring(text.encode()).units]

    assert [(source, target) for source, _, target, _ in pairs(opened(text))] == judged


def test_hostile_file_is_refused() -> None:
    with pytest.raises(FileDoctype):
        opened(tmx(tu(en="&a;"), doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd" [<!ENTITY a "b">]>'))
    with pytest.raises(FileMismatch):
        opened("<xliff/>")


INSIDE = st.lists(
    st.sampled_from(["a", "証", " ", "&lt;", "\n", "<hi>b</hi>", "<ph>x</ph>", "<bpt i='1'>&lt;</bpt>"]), min_size=1, max_size=8
).map("".join)


@given(st.lists(st.tuples(INSIDE, INSIDE), min_size=1, max_size=3), st.data())
def test_replaced_words_are_all_that_changes(units: list[tuple[str, str]], data: st.DataObject) -> None:
    text = tmx(*[tu(en=one, ja=two) for one, two in units])
    document = opened(text)
    found = drawn_match(document, data, alphabet='新x"<&')

    written = document.write([found.replacement])

    assert written.unplaced == ()
    assert squeezed(passages(opened(written.content.decode()))) == squeezed(found.expected)
    assert re.findall("<.*?>", written.content.decode()) == re.findall("<.*?>", text)
