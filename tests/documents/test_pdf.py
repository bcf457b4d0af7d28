"""PDF: lines, paragraphs, hyphens and columns as people see them; pages and boxes; hostile files end in a process of their own."""

import resource
import shutil
import subprocess
import zlib
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.documents.document import Document
from glossary.documents.pages.document import PageDocument
from glossary.documents.registry import open_document
from glossary.domain.change import Comment, Replacement
from glossary.domain.span import Span
from glossary.errors import FileDamaged, FileEncrypted, FileMismatch, FileTooManyParts
from tests.documents.changing import kinds, passages, reasons, span

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
Words = tuple[float, float, float, str]
"""Left, baseline, font size, words."""


def file(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), extra, content)


FONTS = [
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    (
        b"<</Type/Font/Subtype/Type0/BaseFont/HeiseiKakuGo-W5/Encoding/UniJIS-UTF16-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
        b"/BaseFont/HeiseiKakuGo-W5/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/DW 1000"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/HeiseiKakuGo-W5/Flags 4/FontBBox[-100 -200 1100 900]/ItalicAngle 0/Ascent 750"
        b"/Descent -250/CapHeight 700/StemV 80>>>>]>>"
    ),
]


def pdf(*pages: list[Words], trailer: bytes = b"", extra: list[bytes] | None = None) -> bytes:
    """A PDF with words at places of its pages."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)), *FONTS]
    for number, page in enumerate(pages):
        drawn = b"".join(
            b"BT /%s %f Tf %f %f Td %s Tj ET\n" % (b"L" if words.isascii() else b"J", size, left, base, literal(words))
            for left, base, size, words in page
        )
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</L 3 0 R/J 4 0 R>>>>/Contents %d 0 R>>" % (6 + 2 * number)
        )
        objects.append(stream(drawn))
    return file([*objects, *(extra or [])], trailer)


def literal(words: str) -> bytes:
    return b"<%s>" % words.encode("ascii" if words.isascii() else "utf-16-be").hex().encode()


def lines(*words: str, left: float = 50, top: float = 700, size: float = 10) -> list[Words]:
    return [(left, top - 12 * number, size, line) for number, line in enumerate(words)]


def opened(*pages: list[Words]) -> Document:
    return open_document(pdf(*pages), name="a.pdf")


LONG = "The Government of the United Kingdom of Great Britain and"


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        (lines("これはサーバーの認証", "局です。"), ["これはサーバーの認証局です。"]),
        (lines(LONG, "Northern Ireland"), [f"{LONG} Northern Ireland"]),
        (lines("The supply", "chain of", LONG), ["The supply chain of", LONG]),
        # a hyphen that cut a word, and one that belongs to it
        (lines(f"{LONG} authenti-", "cation of users"), [f"{LONG} authentication of users"]),
        (lines("one so-called word", f"{LONG} the so-", "called"), ["one so-called word", f"{LONG} the so-called"]),
        # short lines, larger letters, distance, items
        (lines("Subject", LONG), ["Subject", LONG]),
        ([*lines("Title", size=16), *lines(LONG, top=685)], ["Title", LONG]),
        ([*lines(LONG), *lines(LONG, top=660)], [LONG, LONG]),
        (lines(LONG, "1. first", "2. second", "- third"), [LONG, "1. first", "2. second", "- third"]),
        # cells and columns
        ([*lines("left"), *lines("right", left=300)], ["left", "right"]),
        ([(50, 700, 10, "a"), (60, 700, 10, "b")], ["a b"]),
        ([], []),
    ],
)
def test_lines_are_put_together_as_people_see_them(drawn: list[Words], found: list[str]) -> None:
    assert passages(opened(drawn)) == found


def test_blocks_have_kinds() -> None:
    document = opened([*lines("Title", size=16), *lines(LONG, "- an item", top=660)])

    assert kinds(document) == [("heading", "Title"), ("paragraph", LONG), ("item", "- an item")]


def test_what_repeats_itself_in_the_margin_stands_alone() -> None:
    pages = [[*lines(f"Report {number} of 4", top=710), *lines(LONG, f"and {'abcd'[number]} so on")] for number in range(4)]

    assert kinds(opened(*pages))[:2] == [("header", "Report 0 of 4"), ("paragraph", f"{LONG} and a so on")]
    assert [kind for kind, _ in kinds(opened(*pages[:2]))] == ["paragraph"] * 4


def test_words_stand_on_pages_in_boxes() -> None:
    document = opened(lines("first"), lines("これはサーバーの認証", "局です。", left=100))
    words = span(document, "認証\n局")

    boxes = document.boxes(words)

    assert [box.page for box in boxes] == [2, 2]
    assert [(round(box.left), round(box.right)) for box in boxes] == [(180, 200), (100, 110)]
    assert all(box.bottom <= base < box.top for box, base in zip(boxes, (700, 688), strict=True))
    assert [str(document.location(place)) for place in (0, words.start)] == ["page 1", "page 2"]
    assert document.boxes(Span(0, 0)) == ()


def test_pages_without_words_are_told() -> None:
    document = opened(lines("a"), [], [])

    assert [str(note) for note in document.notes] == ["2 page(s) hold no text, only pictures, and were not read"]
    assert passages(document) == ["a"]


def test_nothing_is_written() -> None:
    content = pdf(lines("server"))
    document = open_document(content, name="a.pdf")

    written = document.write([Comment(Span(0, 6), "x"), Replacement(Span(0, 6), "y")])

    assert written.content == content
    assert reasons(written) == ["this format can be read but not written"] * 2


ENCRYPTED = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (b"11" * 32, b"22" * 32)


def test_password_is_told() -> None:
    with pytest.raises(FileEncrypted):
        open_document(pdf(lines("a"), trailer=ENCRYPTED), name="a.pdf")


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00junk<<>>" * 1000, pdf(lines("a"))[:60], b"%PDF-" + b"1 0 obj<<" * 10_000]
)
def test_broken_file_is_refused(content: bytes) -> None:
    with pytest.raises(FileDamaged) as caught:
        open_document(content, name="a.pdf")
    assert caught.value.params["reason"] == "it is no PDF that can be opened"


def test_other_file_is_no_pdf() -> None:
    with pytest.raises(FileMismatch):
        open_document(b"text", name="a.pdf")
    assert open_document(pdf(lines("a"))).format == "pdf"


def test_more_pages_than_a_document_has_are_refused() -> None:
    kids = b"3 0 R " * 6_000
    content = file(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count 6000>>" % kids, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]
    )

    with pytest.raises(FileTooManyParts):
        open_document(content, name="a.pdf")


def bomb(megabytes: int, layers: int) -> bytes:
    """A page whose drawing unpacks to many megabytes of words."""
    packed = b"BT /L 1 Tf (a) Tj ET\n" * (megabytes * 50_000)
    for _ in range(layers):
        packed = zlib.compress(packed, 9)
    filters = b"/Filter[%s]" % (b"/FlateDecode" * layers)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</L 3 0 R>>>>/Contents 5 0 R>>"
    return file([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[4 0 R]/Count 1>>", FONTS[0], page, stream(packed, filters)])


def one_page(content: bytes, resources: bytes = b"", extra: list[bytes] | None = None, *, shown: int = 1) -> bytes:
    """A page with this drawing, shown so many times."""
    kids = b" ".join([b"4 0 R"] * shown)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</L 3 0 R>>%s>>/Contents 5 0 R>>" % resources
    drawn = stream(zlib.compress(content), b"/Filter/FlateDecode")
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, shown)
    return file([b"<</Type/Catalog/Pages 2 0 R>>", pages, FONTS[0], page, drawn, *(extra or [])])


def figures_in_figures(depth: int) -> bytes:
    """A figure that shows the next one ten times, which shows the next one ten times."""
    body = b"/A Do " * 10
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A %d 0 R>>>>"
    figures = [stream(body, head % (7 + number)) for number in range(depth)]
    return one_page(body, b"/XObject<</A 6 0 R>>", [*figures, stream(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")])


HOSTILE = {
    "words that unpack without end": lambda: bomb(400, 2),
    "strokes without end": lambda: one_page(b"1 1 m 9 9 l S\n" * 3_000_000),
    "figures in figures": lambda: figures_in_figures(10),
    "one page of words again and again": lambda: one_page(b"BT /L 1 Tf (a) Tj ET\n" * 40_000, shown=3_000),
    "one page of strokes again and again": lambda: one_page(b"1 1 m 9 9 l S\n" * 40_000, shown=3_000),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_file_that_does_not_get_on_is_stopped_soon(kind: str) -> None:
    content = HOSTILE[kind]()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    with pytest.raises(FileDamaged) as caught:
        open_document(content, name="a.pdf")

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert len(content) < 100_000
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 3
    assert caught.value.params["reason"] == "it takes more memory or time to read than any document needs"


def test_long_file_that_gets_on_is_read_to_its_end() -> None:
    """It takes longer than a file that stands still is given."""
    page: list[Words] = lines(*["これはサーバーの認証局です。重要インフラ事業者は報告する。"] * 60)

    document = opened(*([page] * 150))

    assert len(document.draft.text) == 150 * 60 * 30


WORDS = st.text(alphabet="abcXYZ", min_size=2, max_size=8)
"""One letter below another is read as writing from top to bottom."""


@settings(max_examples=15)
@given(st.lists(st.lists(st.tuples(WORDS, st.sampled_from([50.0, 300.0])), min_size=1, max_size=5), min_size=1, max_size=3), st.data())
def test_boxes_stand_where_the_words_were_drawn(pages: list[list[tuple[str, float]]], data: st.DataObject) -> None:
    document = opened(*[[(left, 700 - 14 * number, 10, words) for number, (words, left) in enumerate(page)] for page in pages])
    page = data.draw(st.integers(0, len(pages) - 1))
    number = data.draw(st.integers(0, len(pages[page]) - 1))
    before = [words for drawn in pages[:page] for words, _ in drawn] + [words for words, _ in pages[page][:number]]
    words, left = pages[page][number]
    start = sum(len(word) + 1 for word in before)

    (box,) = document.boxes(Span(start, start + len(words)))

    assert document.draft.text[start : start + len(words)] == words
    assert box.page == page + 1
    assert abs(box.left - left) < 1
    assert box.bottom <= 700 - 14 * number < box.top


def as_pdf(folder: Path) -> bytes:
    """What LibreOffice makes of in.docx."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "in.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "in.pdf").read_bytes()


@needs_office
def test_file_from_office_is_read(tmp_path: Path) -> None:
    source = python_docx.Document()
    source.add_heading("見出しのサーバー", 1)
    source.add_paragraph("これはサーバーの認証局です。" * 6)
    source.add_paragraph("The supply chain is a long sen\u00adtence that runs over lines. " * 4)
    source.add_paragraph("最初の項目", style="List Bullet")
    cells = source.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "左", "𠮷😀"
    source.save(str(tmp_path / "in.docx"))

    document = open_document(as_pdf(tmp_path), name="in.pdf")

    assert kinds(document) == [
        ("heading", "見出しのサーバー"),
        ("paragraph", "これはサーバーの認証局です。" * 6),
        ("paragraph", ("The supply chain is a long sentence that runs over lines. " * 4).strip()),
        ("item", "\uf0b7 最初の項目"),
        ("paragraph", "左"),
        ("paragraph", "𠮷😀"),
    ]
    assert isinstance(document, PageDocument)


@needs_office
def test_writing_from_top_to_bottom_is_read(tmp_path: Path) -> None:
    source = python_docx.Document()
    source.add_paragraph("これはサーバーの認証局です。" * 12)
    direction = OxmlElement("w:textDirection")
    direction.set(qn("w:val"), "tbRl")
    source.sections[0]._sectPr.append(direction)
    source.save(str(tmp_path / "in.docx"))

    assert passages(open_document(as_pdf(tmp_path), name="in.pdf")) == ["これはサーバーの認証局です。" * 12]
