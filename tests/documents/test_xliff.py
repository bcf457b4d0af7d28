"""XLIFF 1.2 and 2.x: pairs, tags among the words, notes; everything else stays byte for byte."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree
from translate.storage.xliff import xlifffile

from glossary.documents.document import Document
from glossary.documents.registry import open_document
from glossary.domain.change import Comment, Replacement
from glossary.domain.span import Span
from glossary.errors import FileDamaged, FileDoctype, FileMismatch, FileTooDeep
from tests.documents.changing import drawn_match, passages, reasons, span, squeezed, words_between

ONE = "urn:oasis:names:tc:xliff:document:1.2"
TWO = "urn:oasis:names:tc:xliff:document:2.0"


def one(*units: str, langs: str = 'source-language="en" target-language="ja"') -> str:
    body = "\n".join(units)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{ONE}"><file original="a" datatype="plaintext" {langs}><body>{body}</body></file></xliff>\n'


def two(*units: str) -> str:
    body = "\n".join(units)
    return f'<xliff version="2.1" xmlns="{TWO}" srcLang="en-GB" trgLang="ja-JP"><file id="f">{body}</file></xliff>'


def unit(source: str, target: str = "", number: str = "1", more: str = "") -> str:
    return f'<trans-unit id="{number}"><source>{source}</source>{target}{more}</trans-unit>'


def opened(text: str) -> Document:
    return open_document(text.encode(), name="a.xlf")


def pairs(document: Document) -> list[tuple[str, str, str]]:
    text = document.draft.text
    return [(text[slice(*segment.source)], text[slice(*segment.target)], segment.id) for segment in document.segments]


def test_units_are_pairs() -> None:
    document = opened(one(unit("server", "<target>サーバー</target>"), "<group>" + unit("key", number="2") + "</group>"))

    assert pairs(document) == [("server", "サーバー", "1"), ("key", "", "2")]
    assert {(segment.source_lang, segment.target_lang) for segment in document.segments} == {("en", "ja")}
    assert [(block.kind.value, block.lang) for block in document.draft.blocks] == [("segment", "en"), ("segment", "ja"), ("segment", "en")]
    assert str(document.location(span(document, "key").start)) == "unit 2"


def test_segments_of_version_two_are_pairs() -> None:
    document = opened(
        two(
            '<unit id="u"><segment id="s"><source>A</source><target>甲</target></segment><ignorable><source> </source></ignorable>'
            "<segment><source>B</source></segment></unit>"
        )
    )

    assert pairs(document) == [("A", "甲", "u:s"), ("B", "", "u")]
    assert {(segment.source_lang, segment.target_lang) for segment in document.segments} == {("en-GB", "ja-JP")}


def test_sentences_of_a_unit_are_pairs() -> None:
    source = '<seg-source><g id="1"><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2">Two.</mrk></g></seg-source>'
    target = '<target><g id="1"><mrk mtype="seg" mid="1">一。</mrk></g></target>'

    document = opened(one(unit("One. Two.", source + target)))

    assert pairs(document) == [("One.", "一。", "1:1"), ("Two.", "", "1:2")]
    assert reasons(document.write([Replacement(document.segments[1].target, "二。")])) == ["the file has no place for a translation there"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('The <g id="1">sup<bpt id="2">&lt;b></bpt>ply</g> chain', "The supply chain"),
        ('File <x id="1"/> of <ph id="2">%s</ph>', "File \ufffc of \ufffc"),
        ('One<x id="1" ctype="lb"/>two', "One two"),
        ("R&amp;D &#38; &lt;b&gt;", "R&D & <b>"),
        ("\n   The\n   chain\n  ", "The chain"),
        ('<mrk mtype="term">term</mrk><bx id="1"/>s<ex id="1"/>', "terms"),
        ('<mrk mtype="protected" translate="no">code</mrk> word', "\ufffc word"),
        ("<![CDATA[a < b]]> c", "a < b c"),
    ],
)
def test_tags_among_the_words(source: str, found: str) -> None:
    assert passages(opened(one(unit(source)))) == [found]


def test_tags_of_version_two() -> None:
    source = '<pc id="1">サー</pc><sc id="2"/>バー<ph id="3"/>と<cp hex="001A"/><ph id="4" type="fmt" subType="xlf:lb"/>は<mrk id="m" translate="no">x</mrk>'

    assert passages(opened(two(f'<unit id="u"><segment><source>{source}</source></segment></unit>'))) == ["サーバー\ufffcと\ufffc は\ufffc"]


def test_what_is_not_to_be_read() -> None:
    alternative = "<alt-trans><source>old</source><target>旧</target></alt-trans><note>remark</note>"
    document = opened(
        one(
            unit("a", "<target>甲</target>", more=alternative),
            '<trans-unit id="2" translate="no"><source>code</source></trans-unit>',
            unit("b", '<target state="new">b</target>'),
            "<!-- <trans-unit><source>c</source></trans-unit> -->",
        )
    )
    matches = '<unit id="u"><m:matches xmlns:m="urn:m"><m:match><source>x</source></m:match></m:matches><segment><source>y</source></segment></unit>'

    assert passages(document) == ["a", "甲", "b"]
    assert [str(note) for note in document.notes] == ["1 translation(s) marked as not ready were not read"]
    assert passages(opened(two(matches))) == ["y"]


def test_language_that_is_not_checked_is_masked() -> None:
    document = opened(one(unit("server", "<target>serveur</target>"), langs='source-language="en" target-language="fr"'))

    assert passages(document) == ["server"]
    assert [piece.kind.value for piece in document.draft.masked] == ["foreign"]
    assert pairs(document) == [("server", "serveur", "1")]


def test_replacement_in_a_target_leaves_tags() -> None:
    text = one(unit("a", '<target>この<g id="1">サー</g>バー<x id="2"/>&amp;鍵</target>'))
    document = opened(text)

    one_ = document.write([Replacement(words_between(document, "サーバー"), "サーバ")])
    two_ = document.write([Replacement(words_between(document, "&鍵"), "<鍵>")])

    assert one_.content.decode() == text.replace("バー<", "バ<")
    assert two_.content.decode() == text.replace("&amp;鍵", "&lt;鍵&gt;")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<source>a</source>", "<source>a</source><target>甲&amp;</target>"),
        ("<source>a</source><target/>", "<source>a</target>"),
        ('<source>a</source><target state="x" />', '<source>a</source><target state="x">甲&amp;</target>'),
        ("<source>a</source><target></target>", "<source>a</source><target>甲&amp;</target>"),
    ],
)
def test_translation_that_is_missing_is_written(before: str, after: str) -> None:
    after = after.replace("<source>a</target>", "<source>a</source><target>甲&amp;</target>")
    document = opened(one(f'<trans-unit id="1">{before}</trans-unit>'))

    written = document.write([Replacement(document.segments[0].target, "甲&")])

    assert written.content.decode() == one(f'<trans-unit id="1">{after}</trans-unit>')


def test_translation_that_is_missing_is_written_in_version_two() -> None:
    text = two('<unit id="u"><segment><source>a</source></segment></unit>')
    document = opened(text)

    written = document.write([Replacement(document.segments[0].target, "甲"), Comment(document.segments[0].source, "x")])

    assert written.content.decode() == text.replace("</source>", "</source><target>甲</target>").replace(
        "<segment>", '<notes><note category="Kakehashi" appliesTo="source">“a”: x</note></notes><segment>'
    )


def test_source_is_not_replaced() -> None:
    text = one(unit("server", "<target>サーバー<x/></target>"))
    document = opened(text)

    written = document.write([Replacement(span(document, "server"), "x"), Replacement(Span(*span(document, "ー\ufffc")), "x")])

    assert written.content.decode() == text
    assert reasons(written) == [
        "the words to be translated are changed where they were written, not here",
        "something other than words stands among them",
    ]


def test_comments_are_notes_behind_the_target() -> None:
    document = opened(one(unit("server", "<target>サーバー</target>", more="<note>old</note>"), unit("key", number="2")))
    changes = [
        Comment(span(document, "サー"), "一 < 二"),
        Comment(span(document, "server"), "three"),
        Comment(span(document, "key"), "four"),
    ]

    written = document.write(changes)

    assert written.content.decode() == one(
        unit(
            "server",
            '<target>サーバー</target><note from="Kakehashi" annotates="source">“server”: three</note>'
            '<note from="Kakehashi" annotates="target">“サー”: 一 &lt; 二</note>',
            more="<note>old</note>",
        ),
        unit("key", '<note from="Kakehashi" annotates="source">“key”: four</note>', "2"),
    )
    units = xlifffile.parsestring(written.content).units
    assert [sorted(found.getnotes().split("\n")) for found in units] == [["old", "“server”: three", "“サー”: 一 < 二"], ["“key”: four"]]
    assert [(found.source, found.target) for found in units] == [("server", "サーバー"), ("key", None)]


@pytest.mark.parametrize(
    ("notes", "written"),
    [
        ("", "<notes>{}</notes>"),
        ("<notes><note>old</note></notes>", "<notes><note>old</note>{}</notes>"),
        ("<originalData/>", "<notes>{}</notes><originalData/>"),
    ],
)
def test_comments_are_notes_of_the_unit_in_version_two(notes: str, written: str) -> None:
    rest = "<segment><source>a b</source><target>甲</target></segment></unit>"
    document = opened(two(f'<unit id="u">{notes}{rest}'))

    content = document.write([Comment(span(document, "b"), "x"), Comment(span(document, "甲"), "y")]).content.decode()

    both = '<note category="Kakehashi" appliesTo="source">“b”: x</note><note category="Kakehashi" appliesTo="target">“甲”: y</note>'
    assert content == two(f'<unit id="u">{written.format(both)}{rest}')


def test_prefixes_are_kept() -> None:
    text = f'<x:xliff version="1.2" xmlns:x="{ONE}"><x:file source-language="ja" target-language="en"><x:body><x:trans-unit id="1"><x:source>鍵</x:source></x:trans-unit></x:body></x:file></x:xliff>'
    document = opened(text)

    written = document.write([Replacement(document.segments[0].target, "key"), Comment(span(document, "鍵"), "n")])

    assert written.content.decode() == text.replace(
        "</x:source>", '</x:source><x:target>key</x:target><x:note from="Kakehashi" annotates="source">“鍵”: n</x:note>'
    )


@pytest.mark.parametrize(
    ("group", "of_unit", "found"),
    [
        ("no", "yes", ["server", "サーバ"]),
        ("no", "", []),
        ("yes", "no", []),
        ("", "no", []),
        ("yes", "", ["server", "サーバ"]),
    ],
)
@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_nearest_element_says_what_is_translated(version: str, group: str, of_unit: str, found: list[str]) -> None:
    around, own = (f' translate="{value}"' if value else "" for value in (group, of_unit))
    pair = "<source>server</source><target>サーバ</target>"
    if version == "2.0":
        unit = f'<unit id="u"{own}><segment>{pair}</segment></unit>'
        text = f'<xliff version="2.0" srcLang="en" trgLang="ja"><file id="f"><group id="g"{around}>{unit}</group></file></xliff>'
    else:
        unit = f'<trans-unit id="u"{own}>{pair}</trans-unit>'
        file = '<file original="a" datatype="plaintext" source-language="en" target-language="ja">'
        text = f'<xliff version="1.2">{file}<body><group{around}>{unit}</group></body></file></xliff>'

    assert passages(opened(text)) == found


def test_characters_that_the_encoding_lacks_are_written_by_number() -> None:
    text = one(unit("a", "<target>これは認証です</target>")).replace("UTF-8", "Shift_JIS")
    document = open_document(text.encode("cp932"), name="a.xlf")

    written = document.write([Replacement(span(document, "認証"), "😀")])

    assert written.content.decode("cp932") == text.replace("認証", "&#128512;")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('<!DOCTYPE xliff [<!ENTITY a "b">]>' + one().split("\n", 1)[1], FileDoctype),
        (one() + "x", FileDamaged),
        ("<tmx/>", FileMismatch),
        ("<xliff>" * 500, FileTooDeep),
        (one(unit("a"))[:-20], FileDamaged),
    ],
)
def test_hostile_file_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        opened(text)


INSIDE = st.lists(
    st.sampled_from(["a", "証", " ", "&amp;", "&#12354;", "\n", "<g id='1'>b</g>", "<x id='2'/>", "<bpt id='3'>&lt;</bpt>"]),
    min_size=1,
    max_size=8,
).map("".join)


@given(st.lists(st.tuples(INSIDE, INSIDE), min_size=1, max_size=3), st.data())
def test_replaced_words_are_all_that_changes(units: list[tuple[str, str]], data: st.DataObject) -> None:
    text = one(*[unit(source, f"<target>{target}</target>", str(number)) for number, (source, target) in enumerate(units)])
    document = opened(text)
    found = drawn_match(document, data, [segment.target for segment in document.segments], alphabet='新x"<&')

    written = document.write([found.replacement])

    again = open_document(written.content, name="a.xlf")
    assert written.unplaced == ()
    assert squeezed(passages(again)) == squeezed(found.expected)
    assert re.findall("<.*?>", written.content.decode()) == re.findall("<.*?>", text)


@given(st.lists(st.tuples(INSIDE, INSIDE), min_size=1, max_size=3), st.data(), st.booleans())
def test_noted_words_are_the_match(units: list[tuple[str, str]], data: st.DataObject, new: bool) -> None:
    bodies = [f"<source>{source}</source><target>{target}</target>" for source, target in units]
    text = (
        two(*[f'<unit id="{number}"><segment>{body}</segment></unit>' for number, body in enumerate(bodies)])
        if new
        else one(*[f'<trans-unit id="{number}">{body}</trans-unit>' for number, body in enumerate(bodies)])
    )
    document = opened(text)
    found = drawn_match(document, data)

    written = document.write([found.comment])

    assume("\n" not in document.draft.text[slice(*found.comment.span)])
    notes = list(etree.fromstring(written.content).iter("{*}note"))
    assert [note.text for note in notes] == [f"“{' '.join(found.words.split())}”: note <1>"]
    assert open_document(written.content, name="a.xlf").draft == document.draft
