"""Presentations: what is read as which block, words replaced run by run, comments on their slides."""

import io
import re
import shutil
from pathlib import Path

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx.util import Inches

from glossary.documents.registry import open_document
from glossary.domain.change import Change, Comment, Replacement
from glossary.domain.span import Span
from glossary.errors import FileDamaged, FileMismatch
from glossary.text.masking import MASK
from glossary.text.passage import compose
from tests.documents.word.build import entries, saved_by_office, zipped

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def presentation() -> bytes:
    """Two slides: title, items, a box in a group, a table, notes; runs in different formats."""
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "報告のサーバー"
    frame = slide.placeholders[1].text_frame
    frame.text = "一つ目の"
    frame.paragraphs[0].add_run().text = "サー"
    frame.paragraphs[0].runs[1].font.bold = True
    frame.paragraphs[0].add_run().text = "バーです"
    frame.add_paragraph().text = "情報\v漏えい"
    slide.notes_slide.notes_text_frame.text = "ノートのサーバー"
    second = show.slides.add_slide(show.slide_layouts[6])
    group = second.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1)).text_frame.text = "箱のサーバー"
    table = second.shapes.add_table(1, 2, Inches(1), Inches(3), Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "左", "右のサーバー"
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def texts(content: bytes) -> list[str]:
    """What python-pptx reads, slide by slide."""
    found = []
    for slide in pptx.Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.shape_type == 6:
                found += [inner.text_frame.text for inner in shape.shapes]
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
        if slide.has_notes_slide:
            found.append(slide.notes_slide.notes_text_frame.text)
    return found


def comments(content: bytes) -> list[tuple[str, str]]:
    """Comments by the part that holds them."""
    return [
        (name, comment.findtext(f"{P}text"))
        for name, part in entries(content).items()
        if name.startswith("ppt/comments/")
        for comment in etree.fromstring(part)
    ]


def test_slides_are_read_as_blocks() -> None:
    document = open_document(presentation(), name="a.pptx")

    assert [(block.kind.value, compose(document.draft.text, block)[0]) for block in document.draft.blocks] == [
        ("heading", "報告のサーバー"),
        ("item", "一つ目のサーバーです"),
        ("item", "情報漏えい"),
        ("note", "ノートのサーバー"),
        ("box", "箱のサーバー"),
        ("cell", "左"),
        ("cell", "右のサーバー"),
    ]
    assert [str(document.location(document.draft.text.index(words))) for words in ("報告", "ノート", "右")] == [
        "slide 1",
        "slide 1",
        "slide 2",
    ]


def test_fields_are_marks() -> None:
    parts = entries(presentation())
    field = b'<a:fld id="{A}" type="slidenum"><a:rPr/><a:t>7</a:t></a:fld>'
    slide = parts["ppt/slides/slide2.xml"].replace("箱のサーバー</a:t></a:r>".encode(), "箱</a:t></a:r>".encode() + field)
    document = open_document(zipped({**parts, "ppt/slides/slide2.xml": slide}), name="a.pptx")
    assert f"箱{MASK}" in [compose(document.draft.text, block)[0] for block in document.draft.blocks]


def test_words_are_replaced_and_formats_kept() -> None:
    before = presentation()
    document = open_document(before, name="a.pptx")
    changes = [Replacement(Span(*match.span()), "サーバ") for match in re.finditer("サーバー", document.draft.text)]

    written = document.write(changes)

    assert written.unplaced == ()
    assert texts(written.content) == [text.replace("サーバー", "サーバ") for text in texts(before)]
    runs = pptx.Presentation(io.BytesIO(written.content)).slides[0].placeholders[1].text_frame.paragraphs[0].runs
    assert [(run.text, run.font.bold) for run in runs] == [("一つ目の", None), ("サー", True), ("バです", None)]
    after = entries(written.content)
    assert {name for name, part in entries(before).items() if after[name] != part} == {
        "ppt/slides/slide1.xml",
        "ppt/slides/slide2.xml",
        "ppt/notesSlides/notesSlide1.xml",
    }


def test_comments_stand_on_their_slides_and_name_the_words() -> None:
    document = open_document(presentation(), name="a.pptx")
    changes = [Comment(Span(*match.span()), f"c{number}") for number, match in enumerate(re.finditer("サーバー", document.draft.text))]

    written = document.write(changes)

    assert comments(written.content) == [
        ("ppt/comments/comment1.xml", "“サーバー”: c0"),
        ("ppt/comments/comment1.xml", "“サーバー”: c1"),
        ("ppt/comments/comment2.xml", "“サーバー”: c3"),
        ("ppt/comments/comment2.xml", "“サーバー”: c4"),
    ]
    assert [(left.change, str(left.reason)) for left in written.unplaced] == [
        (changes[2], "PowerPoint takes no comments in speaker's notes")
    ]
    assert texts(written.content) == texts(presentation())


def test_comments_are_added_to_those_that_are_there() -> None:
    document = open_document(presentation(), name="a.pptx")
    change = Comment(Span(0, 2), "x")

    again = open_document(document.write([change]).content, name="a.pptx").write([change])

    assert [text for _, text in comments(again.content)] == ["“報告”: x"] * 2
    authors = etree.fromstring(entries(again.content)["ppt/commentAuthors.xml"])
    assert [(author.get("name"), author.get("lastIdx")) for author in authors] == [("Kakehashi", "2")]


def test_comments_are_written_where_those_that_the_file_names_are_missing() -> None:
    change = Comment(Span(0, 2), "x")
    whole = open_document(presentation(), name="a.pptx").write([change]).content
    without = zipped({name: content for name, content in entries(whole).items() if "omment" not in name})

    written = open_document(without, name="a.pptx").write([change])

    assert comments(written.content) == [("ppt/comments/comment1.xml", "“報告”: x")]
    assert entries(written.content).keys() == entries(whole).keys()
    for name in ("[Content_Types].xml", "ppt/_rels/presentation.xml.rels", "ppt/slides/_rels/slide1.xml.rels"):
        assert entries(written.content)[name].count(b"omment") == entries(whole)[name].count(b"omment")


def test_newer_comments_are_not_mixed_with_classic_ones() -> None:
    content = zipped({**entries(presentation()), "ppt/comments/modernComment_1.xml": "<x/>"})
    written = open_document(content, name="a.pptx").write([Comment(Span(0, 2), "x")])
    assert [str(left.reason) for left in written.unplaced] == [
        "the presentation has comments of a newer kind, beside which others cannot stand"
    ]
    assert written.content == content


def test_changes_over_lines_come_back() -> None:
    document = open_document(presentation(), name="a.pptx")
    written = document.write([Replacement(Span(0, 12), "x"), Comment(Span(0, 12), "y"), Replacement(Span(12, 900), "z")])
    assert [str(left.reason) for left in written.unplaced] == ["the place reaches over more than one paragraph"] * 2 + [
        "the place lies outside the text"
    ]


@settings(max_examples=30)
@given(st.data())
def test_replaced_words_are_all_that_changes(data: st.DataObject) -> None:
    document = open_document(presentation(), name="a.pptx")
    text = document.draft.text
    spans = [match.span() for match in re.finditer("[^\n]+", text)]
    start, end = data.draw(st.sampled_from(spans))
    one, two = sorted((data.draw(st.integers(start, end)), data.draw(st.integers(start, end))))
    changes: list[Change] = [Replacement(Span(one, two), data.draw(st.sampled_from(["", "新", "A&B"])))]

    written = document.write(changes)

    expected = text if written.unplaced else text[:one] + changes[0].text + text[two:]
    assert [line for line in open_document(written.content, name="a.pptx").draft.text.split("\n") if line] == [
        line for line in expected.split("\n") if line
    ]


@needs_office
def test_office_reads_the_comments(tmp_path: Path) -> None:
    document = open_document(presentation(), name="a.pptx")
    written = document.write(
        [Comment(Span(0, 2), "一行目"), *(Replacement(Span(*m.span()), "サーバ") for m in re.finditer("サーバー", document.draft.text))]
    )

    flat = saved_by_office(written.content, tmp_path, "fodp", source="in.pptx").decode()

    assert re.findall("“報告”: 一行目", flat) == ["“報告”: 一行目"]
    assert "Kakehashi" in flat
    assert "サーバー" not in flat


def test_broken_presentation_is_refused() -> None:
    parts = entries(presentation())
    with pytest.raises(FileDamaged):
        open_document(zipped({**parts, "ppt/slides/slide1.xml": b"<p:sld"}), name="a.pptx")
    with pytest.raises(FileMismatch) as caught:
        open_document(zipped(parts), name="a.docx")
    assert caught.value.params["found"] == "a PowerPoint presentation"
