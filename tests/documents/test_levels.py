"""Headings: every format tells their levels, 1 being the highest."""

import io

import openpyxl
import pptx
import pytest

from glossary.documents.document import Document
from glossary.documents.registry import open_document
from glossary.domain.block import BlockKind
from glossary.text.passage import compose
from tests.documents.test_pdf import LONG, lines, pdf
from tests.documents.word.build import docx, p


def levels(document: Document) -> list[tuple[int, str]]:
    """Level and words of each heading; what is no heading has no level."""
    assert not any(block.level for block in document.draft.blocks if block.kind is not BlockKind.HEADING)
    return [(block.level, compose(document.draft.text, block)[0]) for block in document.draft.blocks if block.kind is BlockKind.HEADING]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("# One\n\ntext\n\n### Three\n\nTwo\n---\n\n- item\n", "a.md", [(1, "One"), (3, "Three"), (2, "Two")]),
        (
            "<title>Page</title><h1>One <b>bold</b></h1><div>text</div><h4>Four</h4><fieldset><legend>Legend</legend></fieldset><p>text",
            "a.html",
            [(1, "Page"), (1, "One bold"), (4, "Four"), (0, "Legend")],
        ),
        ("<h2><p>inside</p>after</h2>", "a.html", [(2, "after")]),
    ],
)
def test_texts_tell_levels_by_their_marks(text: str, name: str, found: object) -> None:
    assert levels(open_document(text.encode(), name=name)) == found


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{rest}</w:style>'
    for key, name, rest in [
        ("h1", "heading 1", ""),
        ("h3", "Heading 3", ""),
        ("t", "Title", ""),
        ("s", "Subtitle", ""),
        ("own", "見出し小", '<w:basedOn w:val="h3"/>'),
        ("lined", "Outlined", '<w:pPr><w:outlineLvl w:val="4"/></w:pPr>'),
        ("odd", "Odd", '<w:pPr><w:outlineLvl w:val="x"/></w:pPr>'),
    ]
)


def outlined(words: str, style: str, level: int) -> str:
    return p(words, style=style, properties=f'<w:outlineLvl w:val="{level}"/>')


def test_word_tells_levels_by_styles_and_outline() -> None:
    body = "".join(p(style, style=style) for style in ("t", "s", "h1", "h3", "own", "lined", "odd"))
    body += outlined("a", "h3", 0) + outlined("b", "h3", 9) + outlined("c", "none", 7)

    found = levels(open_document(docx(body, styles=STYLES), name="a.docx"))

    assert found == [(1, "t"), (2, "s"), (1, "h1"), (3, "h3"), (3, "own"), (5, "lined"), (0, "odd"), (1, "a"), (8, "c")]


def test_slides_and_sheets_have_one_level() -> None:
    slides, book = pptx.Presentation(), openpyxl.Workbook()
    slides.slides.add_slide(slides.slide_layouts[1]).shapes.title.text = "Title"
    book.active.title = "表"
    book.active["A1"] = "cell"
    saved = io.BytesIO(), io.BytesIO()
    slides.save(saved[0])
    book.save(saved[1])

    assert levels(open_document(saved[0].getvalue(), name="a.pptx")) == [(1, "Title")]
    assert levels(open_document(saved[1].getvalue(), name="a.xlsx")) == [(1, "表")]


def test_pages_tell_levels_by_the_size_of_letters() -> None:
    page = [*lines("Report", size=24), *lines("Part", size=16, top=660), *lines(LONG, top=640), *lines("2. Other part", size=16, top=600)]

    assert levels(open_document(pdf([*page, *lines(LONG, top=580)]), name="a.pdf")) == [(1, "Report"), (2, "Part"), (2, "2. Other part")]
