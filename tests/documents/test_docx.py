"""Word documents: what is read as which block, where changes stand afterwards, and what stays as it was."""

import io
import re
import shutil
import time
from pathlib import Path

import docx as python_docx
import mammoth
import pytest
import rdocx
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.documents.document import Document
from glossary.documents.registry import open_document
from glossary.domain.block import BlockKind
from glossary.domain.change import Change, Comment, Replacement
from glossary.domain.span import Span
from glossary.errors import FileDamaged, FileDoctype, FileMismatch, FileTooDeep
from glossary.text.masking import MASK
from glossary.text.passage import compose
from tests.documents.word.build import (
    annotations,
    box,
    commented,
    docx,
    entries,
    field,
    office,
    p,
    part,
    problems,
    r,
    ruby,
    saved_by_office,
    table,
    tracked,
    zipped,
)

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
BREAK = "<w:br/>"
FORMULA = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
NOTE_MARK = r('<w:footnoteReference w:id="2"/>')


def opened(body: str, **parts: str) -> Document:
    return open_document(docx(body, **parts), name="a.docx")


def blocks(body: str, **parts: str) -> list[tuple[str, str]]:
    document = opened(body, **parts)
    return [(block.kind.value, compose(document.draft.text, block)[0]) for block in document.draft.blocks]


def span(document: Document, words: str) -> Span:
    at = document.draft.text.index(words)
    return Span(at, at + len(words))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (p("見出し", style="1") + p("本文。"), [("heading", "見出し"), ("paragraph", "本文。")]),
        (p("自作", style="MyHeading") + p("水準", style="Outlined"), [("heading", "自作"), ("heading", "水準")]),
        (
            p("一", style="ListBullet") + p("二", style="a3", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'),
            [("item", "一"), ("item", "二")],
        ),
        (
            p("一", style="Numbered") + p("二", style="Numbered", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'),
            [("item", "一"), ("paragraph", "二")],
        ),
        (p("図1", style="Caption"), [("caption", "図1")]),
        (p("認", r("証", properties="<w:b/>"), "局"), [("paragraph", "認証局")]),
        (table([p("左"), p("右") + table([p("中")])]), [("cell", "左"), ("cell", "右"), ("cell", "中")]),
        # tracking: insertions and moved text count, what is deleted does not; a deleted mark joins two paragraphs
        (p("旧", tracked("del", "古"), tracked("ins", "新"), "局"), [("paragraph", "旧新局")]),
        (p(tracked("moveFrom", "移"), "a") + p(tracked("moveTo", "移")), [("paragraph", "a"), ("paragraph", "移")]),
        (p("認証", properties='<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>') + p("局"), [("paragraph", "認証局")]),
        # fields: the result is read, the code is not, a table of contents is not
        (p("第", field("REF a", "3"), "章"), [("paragraph", "第3章")]),
        (p('<w:fldSimple w:instr=" REF a ">' + r("4") + "</w:fldSimple>"), [("paragraph", "4")]),
        (p(field('TOC \\o "1-3"', "目次")) + p("目次", style="TOC1") + p("本文"), [("paragraph", "本文")]),
        (p(field("IF 1 = ", field("PAGE", "7")), "後"), [("paragraph", "7後")]),
        (
            p("式", r('<w:fldChar w:fldCharType="begin"/>', "<w:instrText>EQ x</w:instrText>", '<w:fldChar w:fldCharType="end"/>')),
            [("paragraph", f"式{MASK}")],
        ),
        (p('<w:hyperlink r:id="x">' + r("リンク") + "</w:hyperlink>先"), [("paragraph", "リンク")]),
        # signs
        (p("情報", r(BREAK), "漏えい", r("<w:tab/>", "a", "<w:noBreakHyphen/>", "b")), [("paragraph", "情報漏えい\ta\u2011b")]),
        (p("前", r('<w:br w:type="page"/>'), "後"), [("paragraph", "前"), ("paragraph", "後")]),
        (p("値", FORMULA, "です"), [("paragraph", f"値{MASK}です")]),
        (p("a", ruby("東京", "とうきょう"), "都"), [("paragraph", "a東京都")]),
        (p("隠", r("密", properties="<w:vanish/>"), r("見", properties='<w:vanish w:val="0"/>')), [("paragraph", "隠見")]),
        (p("引", NOTE_MARK, "用"), [("paragraph", "引用")]),
        (p("<w:r><w:t> 端 </w:t></w:r>", "x"), [("paragraph", "端x")]),
        # styles that mask
        (p("値は", r("const", properties='<w:rStyle w:val="VerbatimChar"/>'), "です"), [("paragraph", f"値は{MASK}です")]),
        (p("int x;", style="SourceCode") + p("引用文", style="Quote"), []),
        # controls and boxes
        (p("<w:sdt><w:sdtContent>" + r("欄") + "</w:sdtContent></w:sdt>"), [("paragraph", "欄")]),
        (
            p("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + r("ここに") + "</w:sdtContent></w:sdt>", "x"),
            [("paragraph", "x")],
        ),
        ("<w:sdt><w:sdtContent>" + p("枠") + "</w:sdtContent></w:sdt>", [("paragraph", "枠")]),
        (p("外", box(p("箱"), table([p("箱の表")])), "側"), [("paragraph", "外側"), ("box", "箱"), ("box", "箱の表")]),
        (p(), []),
    ],
)
def test_document_is_read_as_blocks(body: str, found: list[tuple[str, str]]) -> None:
    assert blocks(body) == found


def test_all_parts_are_read() -> None:
    note = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">' + p("脚注") + "</w:footnote>"
    found = blocks(
        p("本文"), footnotes=note, endnotes='<w:endnote w:id="2">' + p("文末") + "</w:endnote>", header=p("頭"), footer=table([p("足")])
    )
    assert found == [("paragraph", "本文"), ("footnote", "脚注"), ("footnote", "文末"), ("header", "頭"), ("header", "足")]


def test_places_are_told_as_people_say_them() -> None:
    document = opened(p("一") + p("二", box(p("箱"))), header=p("頭"), footnotes='<w:footnote w:id="2">' + p("脚注") + "</w:footnote>")
    found = [str(document.location(document.draft.text.index(words))) for words in ("一", "二", "箱", "脚", "頭")]
    assert found == ["paragraph 1", "paragraph 2", "text box 1", "footnote or endnote 1", "header or footer 1"]


BODIES = [
    (p("これはサーバーです。"), "サーバー"),
    (p("これは", r("サー", properties="<w:b/>"), "バーです。"), "サーバー"),
    (p("サーバー"), "サーバー"),
    (p(tracked("ins", "新サーバー"), "です"), "サーバーで"),
    (p("旧サー", tracked("del", "古い"), "バーです"), "サーバー"),
    (p('<w:hyperlink r:id="x">' + r("旧サーバーへ") + "</w:hyperlink>"), "サーバー"),
    (table([p("左") + table([p("深いサーバー") + p()]) + p(), p("右")]), "サーバー"),
    (p("<w:sdt><w:sdtContent>" + r("旧サーバー") + "</w:sdtContent></w:sdt>", "です"), "サーバーで"),
    (p(field("HYPERLINK x", "旧サーバー"), "です"), "サーバー"),
    (p(r("前の", "<w:tab/>", "サー", BREAK, "バー", "後")), "サー\nバー"),
    (p("<w:r><w:t> 旧サーバー </w:t></w:r>", "です"), "旧サーバー"),
    (p("二つ", ruby("東京", "とうきょう"), "です"), "東京で"),
    (p(r("サー", '<w:footnoteReference w:id="2"/>', "バー")), "サーバー"),
]


@pytest.mark.parametrize(("body", "words"), BODIES)
def test_comment_stands_at_exactly_the_words(body: str, words: str) -> None:
    note = '<w:footnote w:id="2">' + p("脚注") + "</w:footnote>"
    document = opened(body, footnotes=note)

    written = document.write([Comment(span(document, words), "一行目\n二行目")])

    assert commented(written.content) == [(words, "一行目\n二行目")]
    assert written.unplaced == ()
    assert open_document(written.content, name="a.docx").draft == document.draft
    if not re.search("<w:(?:ins|hyperlink|sdt|fldChar|ruby)", body):  # the other reader knows no comments across these
        comment = rdocx.Document.from_bytes(written.content).comments[0]
        assert (comment.author, comment.initials, comment.text.split()) == ("Kakehashi", "K", ["一行目", "二行目"])
        assert comment.anchor_text.strip() == words
    assert problems(written.content) == []


def test_comment_that_cuts_a_reading_takes_all_of_it() -> None:
    document = opened(p("二つ", ruby("東京", "とうきょう"), "です"))

    written = document.write([Comment(span(document, "京で"), "x")])

    assert commented(written.content) == [("東京で", "x")]


def test_comments_may_overlap_and_lie_in_one_another() -> None:
    document = opened(p("一二三四五", r("六七", properties="<w:i/>"), "八"))
    words = ["一二三四", "二三", "四五六", "六", "一二三四五六七八"]

    written = document.write([Comment(span(document, found), found) for found in words])

    assert sorted(commented(written.content)) == sorted((found, found) for found in words)


def test_comments_of_others_stay() -> None:
    theirs = '<w:comment w:id="7" w:author="Someone" w:initials="S">' + p("前から") + "</w:comment>"
    body = p('<w:commentRangeStart w:id="7"/>', "認証", '<w:commentRangeEnd w:id="7"/>', r('<w:commentReference w:id="7"/>'), "局")
    document = opened(body, comments=theirs)

    written = document.write([Comment(span(document, "証局"), "後から")])

    assert commented(written.content) == [("認証", "前から"), ("証局", "後から")]
    assert 'w:author="Someone"' in part(written.content, "word/comments.xml")


@pytest.mark.parametrize(
    ("parts", "body", "reason"),
    [
        ({"header": p("サーバー")}, p("x"), "Word takes no comments in headers and footers"),
        ({"footer": p("サーバー")}, p("x"), "Word takes no comments in headers and footers"),
        (
            {"footnotes": '<w:footnote w:id="2">' + p("サーバー") + "</w:footnote>"},
            p("x", NOTE_MARK),
            "other programs do not open comments in footnotes and endnotes",
        ),
        ({}, p("x", box(p("サーバー"))), "other programs do not open comments in text boxes"),
    ],
)
def test_comment_without_a_place_comes_back(parts: dict[str, str], body: str, reason: str) -> None:
    document = opened(body, **parts)
    comment = Comment(span(document, "サーバー"), "x")

    written = document.write([comment])

    assert [(left.change, str(left.reason)) for left in written.unplaced] == [(comment, reason)]
    assert written.content == docx(body, **parts)


@pytest.mark.parametrize(
    ("parts", "body", "name"),
    [
        ({}, p("旧サーバー"), "word/document.xml"),
        ({"header": p("旧サーバー")}, p("x"), "word/header.xml"),
        ({"footnotes": '<w:footnote w:id="2">' + p("旧サーバー") + "</w:footnote>"}, p("x", NOTE_MARK), "word/footnotes.xml"),
        ({}, p("x", box(p("旧サーバー"))), "word/document.xml"),
        ({}, p("旧", tracked("ins", "の", r("サーバー", properties="<w:b/>"), "だ")), "word/document.xml"),
        ({}, p("旧", '<w:hyperlink r:id="x">' + r("サー") + r("バー") + "</w:hyperlink>"), "word/document.xml"),
    ],
)
@pytest.mark.parametrize("is_tracked", [True, False])
def test_words_are_replaced_everywhere(parts: dict[str, str], body: str, name: str, is_tracked: bool) -> None:
    before = docx(body, **parts)
    document = open_document(before, name="a.docx")

    written = document.write([Replacement(span(document, "サーバー"), "サーバ", is_tracked)])

    after = open_document(written.content, name="a.docx").draft.text
    assert after == document.draft.text.replace("サーバー", "サーバ")
    assert [key for key, content in entries(before).items() if entries(written.content)[key] != content] == [name]
    assert ("<w:del " in part(written.content, name)) is is_tracked
    assert re.search("<w:ins [^>]*>(?:(?!</w:ins>).)*<w:ins ", part(written.content, name)) is None
    assert problems(written.content) == []


@pytest.mark.parametrize(
    ("body", "words", "reason"),
    [
        (p("a", field("REF x", "サーバー")), "サーバー", "the words come from a field, which writes them anew"),
        (p("a", ruby("東京", "とうきょう")), "東京", "the words carry a reading (ruby)"),
        (p("値", FORMULA, "です"), "値\ufffcで", "something other than words stands among them"),
        (p(r("サー", '<w:footnoteReference w:id="2"/>', "バー")), "サーバー", "something other than words stands among them"),
        (p("移", tracked("moveTo", "サーバー")), "サーバー", "the words were moved with tracking; accept or reject that first"),
        (
            p("<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>" + r("サーバー") + "</w:sdtContent></w:sdt>"),
            "サーバー",
            "the words come from a form control that is locked or filled from elsewhere",
        ),
        (p("一") + p("二"), "一\n二", "the place reaches over more than one paragraph"),
    ],
)
def test_words_that_are_not_the_writers_own_are_not_replaced(body: str, words: str, reason: str) -> None:
    document = opened(body)

    written = document.write([Replacement(span(document, words), "x")])

    assert [str(left.reason) for left in written.unplaced] == [reason]
    assert open_document(written.content, name="a.docx").draft == document.draft


def test_new_words_have_the_formatting_of_the_old() -> None:
    document = opened(p("これは", r("古いサーバー", properties='<w:b/><w:sz w:val="28"/>'), "です"))

    written = document.write([Replacement(span(document, "サーバー"), "サーバ")])

    xml = part(written.content)
    assert xml.count('<w:rPr><w:b/><w:sz w:val="28"/></w:rPr>') == 3
    kinds = [(revision.kind, revision.author) for revision in rdocx.Document.from_bytes(written.content).revisions]
    assert {author for _, author in kinds} == {"Kakehashi"}
    assert len(kinds) == 2


def test_accepting_and_rejecting_gives_the_new_and_the_old_words() -> None:
    body = p("旧", r("サー", properties="<w:b/>"), "バー", tracked("ins", "と", r("サーバー"), "だ"))
    document = opened(body)
    changes = [Replacement(Span(*match.span()), "サーバ") for match in re.finditer("サーバー", document.draft.text)]
    content = document.write([*changes, *[Comment(change.span, "x") for change in changes]]).content

    accepted, rejected = rdocx.Document.from_bytes(content), rdocx.Document.from_bytes(content)
    accepted.accept_all()
    rejected.reject_revisions_by_author("Kakehashi")

    assert open_document(bytes(accepted.to_bytes()), name="a.docx").draft.text == "旧サーバとサーバだ\n"
    assert open_document(bytes(rejected.to_bytes()), name="a.docx").draft.text == document.draft.text
    assert commented(content) == [("サーバ", "x")] * 2


def test_second_text_box_rendering_follows_the_first() -> None:
    document = opened(p("x", box(p("旧サーバー"))))

    xml = part(document.write([Replacement(span(document, "サーバー"), "サーバ", tracked=False)]).content)

    assert (xml.count("サーバー"), xml.count("サーバ")) == (0, 2)


def test_each_writing_starts_from_the_original() -> None:
    document = opened(p("旧サーバー"))
    changes = [Comment(span(document, "サーバー"), "x")]

    first, second = document.write(changes), document.write(changes)

    assert commented(first.content) == commented(second.content) == [("サーバー", "x")]
    assert document.write([]).content == docx(p("旧サーバー"))


def test_insertion_stands_where_it_is_said() -> None:
    document = opened(p("認局", "です"))

    written = document.write([Replacement(Span(1, 1), "証"), Replacement(Span(4, 4), "。"), Comment(Span(2, 2), "x")])

    assert open_document(written.content, name="a.docx").draft.text == "認証局です。\n"


def test_what_was_not_read_is_told() -> None:
    content = zipped({**entries(docx(p("x"))), "word/embeddings/a.bin": b"", "word/charts/chart1.xml": b""})

    assert [str(note) for note in open_document(content, name="a.docx").notes] == [
        "1 embedded file(s) were not read",
        "1 chart(s) were not read",
    ]


def test_styles_of_comments_are_used_where_they_are() -> None:
    written = opened(p("サーバー")).write([Comment(Span(0, 2), "x")])

    assert part(written.content).count('<w:rStyle w:val="CommentReference"/>') == 1
    assert "CommentText" not in part(written.content, "word/comments.xml")


def test_comments_are_written_where_those_that_the_file_names_are_missing() -> None:
    whole = opened(p("サーバー")).write([Comment(Span(0, 2), "x")]).content
    without = zipped({name: content for name, content in entries(whole).items() if name != "word/comments.xml"})

    written = open_document(without, name="a.docx").write([Comment(Span(0, 2), "y")])

    assert written.unplaced == ()
    assert "y</w:t>" in part(written.content, "word/comments.xml")
    assert entries(written.content).keys() == entries(whole).keys()
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        assert part(written.content, name).count("comments.xml") == part(whole, name).count("comments.xml") == 1


def test_styles_that_are_based_on_one_another_are_read_in_time() -> None:
    count = 4_000
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{number}"><w:name w:val="own {number}"/><w:basedOn w:val="s{number + 1}"/></w:style>'
        for number in range(count)
    )
    styles += f'<w:style w:type="paragraph" w:styleId="s{count}"><w:name w:val="heading 2"/></w:style>'
    started = time.process_time()

    document = open_document(docx("".join(p("x", style=f"s{number}") for number in reversed(range(count))), styles=styles), name="a.docx")

    assert time.process_time() - started < 4
    assert {(block.kind, block.level) for block in document.draft.blocks} == {(BlockKind.HEADING, 2)}


@pytest.mark.parametrize("words", ["旧サーバー、", "サーバー"])
def test_many_changes_of_one_run_take_time_by_their_number(words: str) -> None:
    count = 24_000
    document = opened(p(words * count))
    places = [Span(*match.span()) for match in re.finditer("サーバー", document.draft.text)]
    started = time.process_time()

    written = document.write([Replacement(place, "サーバ", tracked=False) for place in places])

    assert time.process_time() - started < 5
    assert written.unplaced == ()
    assert open_document(written.content, name="a.docx").draft.text == document.draft.text.replace("サーバー", "サーバ")


def test_python_docx_file_is_read_back_by_python_docx() -> None:
    source = python_docx.Document()
    source.add_heading("見出しのサーバー", 2)
    paragraph = source.add_paragraph("この")
    paragraph.add_run("サー").bold = True
    paragraph.add_run("バーです")
    buffer = io.BytesIO()
    source.save(buffer)
    document = open_document(buffer.getvalue(), name="a.docx")
    changes = [Comment(Span(*match.span()), "x") for match in re.finditer("サーバー", document.draft.text)]

    written = document.write(changes)

    again = python_docx.Document(io.BytesIO(written.content))
    assert [line.text for line in again.paragraphs] == [line.text for line in source.paragraphs]
    assert [(comment.author, comment.text) for comment in again.comments] == [("Kakehashi", "x")] * 2
    texts = [mammoth.extract_raw_text(io.BytesIO(content)).value for content in (buffer.getvalue(), written.content)]
    assert texts[0] == texts[1]
    assert [comment.anchor_text for comment in rdocx.Document.from_bytes(written.content).comments] == ["サーバー"] * 2


WORDS = st.text(alphabet="認証サーバーab 。", min_size=1, max_size=5)
RUNS = st.one_of(
    WORDS,
    st.builds(lambda text: r(text, properties="<w:b/>"), WORDS),
    st.builds(lambda one, two: r(one, "<w:tab/>", two, BREAK), WORDS, WORDS),
    st.builds(lambda text: tracked("ins", text), WORDS),
    st.builds(lambda text: tracked("del", text), WORDS),
    st.builds(lambda text: '<w:hyperlink r:id="x">' + r(text) + "</w:hyperlink>", WORDS),
    st.builds(lambda text: field("REF x", text), WORDS),
    st.builds(lambda text: "<w:sdt><w:sdtContent>" + r(text) + "</w:sdtContent></w:sdt>", WORDS),
    st.just(r('<w:footnoteReference w:id="2"/>')),
)
PARAGRAPHS = st.builds(lambda runs: p(*runs), st.lists(RUNS, max_size=5))
BLOCKS = st.recursive(PARAGRAPHS, lambda inner: st.builds(lambda one, two: table([one, two + p()]), inner, inner), max_leaves=4)


@settings(max_examples=60)
@given(st.lists(BLOCKS, min_size=1, max_size=4).map("".join), st.data())
def test_commented_words_equal_the_match(body: str, data: st.DataObject) -> None:
    document = opened(body)
    text = document.draft.text
    lines = [match.span() for match in re.finditer("[^\ufffc]+", text) if match[0].strip("\n")]
    blocks = [(block.pieces[0].span.start, block.pieces[-1].span.end) for block in document.draft.blocks if lines]
    spans = []
    for start, end in data.draw(st.lists(st.sampled_from(blocks), max_size=4)) if blocks else []:
        one, two = sorted((data.draw(st.integers(start, end)), data.draw(st.integers(start, end))))
        spans += [Span(one, two)] if one < two else []
    changes: list[Change] = [Comment(found, str(number)) for number, found in enumerate(spans)]

    written = document.write(changes)

    assert open_document(written.content, name="a.docx").draft == document.draft
    placed = {text: words for words, text in commented(written.content)} if spans else {}
    assert placed == {str(number): text[slice(*found)] for number, found in enumerate(spans)}


@settings(max_examples=60)
@given(st.lists(BLOCKS, min_size=1, max_size=3).map("".join), st.data(), st.booleans())
def test_replaced_words_are_all_that_changes(body: str, data: st.DataObject, is_tracked: bool) -> None:
    document = opened(body)
    text = document.draft.text
    found = [Span(*match.span()) for match in re.finditer("認証|サーバー|ab|。", text)]
    changes: list[Change] = [Replacement(place, data.draw(st.sampled_from(["", "新", "n\tm"])), is_tracked) for place in found]

    written = document.write([*changes, *[Comment(place, "x") for place in found]])

    left = {change.change for change in written.unplaced}
    expected = text
    for change in reversed(changes):
        if change not in left:
            expected = expected[: change.span.start] + change.text + expected[change.span.end :]
    after = open_document(written.content, name="a.docx").draft.text
    assert [line for line in after.split("\n") if line] == [line for line in expected.split("\n") if line]
    assert problems(written.content) == []


@needs_office
def test_office_reads_comments_at_the_words_and_the_same_text(tmp_path: Path) -> None:
    note = '<w:footnote w:id="2">' + p("脚注") + "</w:footnote>"
    body = "".join(body for body, _ in BODIES)
    before = docx(body, footnotes=note, header=p("頭のサーバー"))
    document = open_document(before, name="a.docx")
    changes: list[Change] = []
    at = 0
    for number, (_, words) in enumerate(BODIES):
        at = document.draft.text.index(words, at)
        changes.append(Comment(Span(at, at + len(words)), f"c{number}"))
        at += len(words)

    written = document.write(changes)

    (tmp_path / "one").mkdir()
    flat = annotations(office(written.content, tmp_path, "fodt"))
    assert {key: words.replace("古い", "") for key, words in flat.items()} == {
        f"c{number}": words for number, (_, words) in enumerate(BODIES)
    }  # LibreOffice shows deleted words where they stood
    assert office(written.content, tmp_path, "txt") == office(before, tmp_path / "one", "txt")


@needs_office
def test_file_that_office_wrote_is_annotated_like_any_other(tmp_path: Path) -> None:
    note = '<w:footnote w:id="2">' + p("脚注のサーバー") + "</w:footnote>"
    body = "".join(body for body, _ in BODIES) + p("x", box(p("箱のサーバー"))) + p("見出しのサーバー", style="1")
    theirs = saved_by_office(docx(body, footnotes=note, header=p("頭のサーバー")), tmp_path, "docx")
    document = open_document(theirs, name="a.docx")
    found = [Span(*match.span()) for match in re.finditer("サーバー", document.draft.text)]

    written = document.write([*(Comment(place, "x") for place in found), *(Replacement(place, "サーバ") for place in found)])

    placed = len(found) - sum(isinstance(left.change, Comment) for left in written.unplaced)
    assert placed >= 9
    assert len(annotations(office(written.content, tmp_path, "fodt"))) == 1
    words = [words for words, _ in commented(written.content)]
    assert len(words) == placed
    assert set(words) == {"サーバ", "サーバー"}  # the last where the words come from a field
    refused = sum(isinstance(left.change, Replacement) for left in written.unplaced)
    after = open_document(written.content, name="a.docx").draft.text
    assert (after.count("サーバー"), after.count("サーバ")) == (refused, len(found))


@needs_office
def test_office_opens_tracked_changes_in_every_part(tmp_path: Path) -> None:
    note = '<w:footnote w:id="2">' + p("脚注のサーバー") + "</w:footnote>"
    document = opened(p("本文のサーバー", NOTE_MARK, box(p("箱のサーバー"))), footnotes=note, header=p("頭のサーバー"))
    changes = [Replacement(Span(*match.span()), "サーバ") for match in re.finditer("サーバー", document.draft.text)]

    written = document.write(changes)

    flat = office(written.content, tmp_path, "fodt")
    assert written.unplaced == ()
    assert len(re.findall("<text:insertion>", flat)) >= 2


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><w:document/>'}, FileDoctype),
        ({"word/document.xml": b"<w:document"}, FileDamaged),
        ({"word/document.xml": b"<document/>"}, FileDamaged),
        ({"_rels/.rels": b"<Relationships/>"}, FileDamaged),
        ({"word/document.xml": b"<a>" * 5000}, FileTooDeep),
    ],
)
def test_hostile_part_is_refused(change: dict[str, bytes], error: type[Exception]) -> None:
    content = zipped({**entries(docx(p("x"))), **change})

    with pytest.raises(error):
        open_document(content, name="a.docx")


def test_thousand_nested_tables_are_refused() -> None:
    body = p("x")
    for _ in range(1000):
        body = table([body])

    with pytest.raises(FileTooDeep):
        opened(body)


def test_other_office_file_is_named() -> None:
    with pytest.raises(FileMismatch) as caught:
        open_document(docx(p("x")), name="a.md")
    assert caught.value.params["found"] == "a Word document"


def test_cells_tell_their_row_and_those_of_an_inner_table_their_own() -> None:
    inner = table([p("内1"), p("内2")], [p("内3"), p("内4")])
    body = p("前") + table([p("左"), p("上") + inner + p("下")], [p("次"), p("右")])
    blocks = open_document(docx(body), name="a.docx").draft.blocks
    cells = [block.cell for block in blocks]
    assert cells == [None, (1, 1), (1, 2), (2, 3), (2, 4), (3, 5), (3, 6), (1, 2), (4, 7), (4, 8)]
