"""Workbooks: cells with words, comments and new words; read back by openpyxl and by LibreOffice."""

import io
import re
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment as Remark
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from glossary.documents.document import Document
from glossary.documents.registry import open_document
from glossary.domain.change import Change, Comment, Replacement
from glossary.domain.span import Span
from glossary.errors import FileDamaged, FileDoctype, FileMismatch, FileWithMacros
from tests.documents.changing import drawn_match, kinds, passages, reasons, span, squeezed, words_between

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
SECONDS = 2.0
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def xlsx(*sheets: dict[str, object], names: tuple[str, ...] = ("一", "二", "三")) -> bytes:
    """A workbook with these cells on its sheets. A Remark is a comment at the cell named before the star."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, cells in zip(names, sheets, strict=False):
        sheet = book.create_sheet(name)
        for place, value in cells.items():
            if isinstance(value, Remark):
                sheet[place.rstrip("*")].comment = value
            elif isinstance(value, Table):
                sheet.add_table(value)
            elif place == "state":
                sheet.sheet_state = str(value)
            else:
                sheet[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def opened(*sheets: dict[str, object]) -> Document:
    return open_document(shared(xlsx(*sheets)), name="a.xlsx")


def read_back(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=True)


def values(content: bytes) -> list[list[object]]:
    return [[cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None] for sheet in read_back(content)]


def remarks(sheet: Worksheet) -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def changed_parts(before: bytes, after: bytes) -> set[str]:
    old, new = entries(before), entries(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return out.getvalue()


def replaced(content: bytes, name: str, part: str) -> bytes:
    return packed({**entries(content), name: part.encode()})


def shared(content: bytes) -> bytes:
    """The same workbook with its strings in the list that cells share, as Excel writes it."""
    parts = entries(content)
    strings: dict[str, int] = {}
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        root = etree.fromstring(parts[name])
        for cell in [cell for cell in root.iter(f"{MAIN}c") if cell.get("t") == "inlineStr"]:
            inline = cell[0]
            words = "".join(etree.tostring(child, encoding="unicode") for child in inline)
            cell.set("t", "s")
            cell.remove(inline)
            etree.SubElement(cell, f"{MAIN}v").text = str(strings.setdefault(words, len(strings)))
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    items = "".join(f"<si>{words}</si>" for words in strings)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN[1:-1]}" count="9" uniqueCount="{len(strings)}">{items}</sst>'.encode()
    types = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/sharedStrings.xml"'
        b' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    )
    links = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdS" Target="sharedStrings.xml"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>',
    )
    return packed({**parts, "[Content_Types].xml": types, "xl/_rels/workbook.xml.rels": links})


def rich(*parts: str) -> CellRichText:
    """Parts that are bold and plain in turn."""
    return CellRichText(*(TextBlock(InlineFont(b=True), part) if number % 2 else part for number, part in enumerate(parts)))


def test_cells_are_blocks_under_the_name_of_their_sheet() -> None:
    document = opened({"A1": "サーバー", "B2": "旧\n新", "C1": 12, "C2": "=A1", "C3": True}, {"A1": "key"})

    assert kinds(document) == [
        ("heading", "一"),
        ("cell", "サーバー"),
        ("cell", "旧"),
        ("cell", "新"),
        ("heading", "二"),
        ("cell", "key"),
    ]
    assert str(document.location(span(document, "新").start)) == "sheet 一, cell B2"
    assert str(document.location(0)) == "sheet 一"


def test_escaped_ends_of_lines_are_no_words() -> None:
    assert passages(opened({"A1": "旧_x000D_\n新_x000a_古"})) == ["一", "旧", "新", "古"]


def test_runs_are_read_together_and_readings_are_not() -> None:
    content = shared(xlsx({"A1": rich("認", "証", "局"), "A2": "鍵"}))
    strings = entries(content)["xl/sharedStrings.xml"].decode()
    strings = strings.replace("鍵</t>", '鍵</t><rPh sb="0" eb="1"><t>カギ</t></rPh><phoneticPr fontId="1"/>')

    assert "rPh" in strings
    document = open_document(replaced(content, "xl/sharedStrings.xml", strings), name="a.xlsx")

    assert passages(document) == ["一", "認証局", "鍵"]
    again = document.write([Replacement(span(document, "鍵"), "錠")])
    assert b"rPh" not in entries(again.content)["xl/sharedStrings.xml"]


def test_inline_strings_are_read_and_replaced() -> None:
    content = xlsx({"A1": "x"})
    sheet = entries(content)["xl/worksheets/sheet1.xml"].decode()
    sheet = re.sub(
        r"<c r=\"A1\".*?</c>",
        '<c r="A1" t="inlineStr"><is><r><t>サー</t></r><r><t>バー</t></r></is></c><c r="B1" t="str"><v>鍵</v></c>',
        sheet,
    )
    document = open_document(replaced(content, "xl/worksheets/sheet1.xml", sheet), name="a.xlsx")

    written = document.write([Replacement(words_between(document, "サーバー"), "サーバ"), Replacement(span(document, "鍵"), "錠")])

    assert passages(document) == ["一", "サーバー", "鍵"]
    assert passages(open_document(written.content, name="a.xlsx")) == ["一", "サーバ", "錠"]


def test_hidden_sheets_are_told() -> None:
    document = opened({"A1": "a"}, {"A1": "b", "state": "hidden"})

    assert passages(document) == ["一", "a"]
    assert [str(note) for note in document.notes] == ["1 hidden sheet(s) were not read"]


def test_replacement_is_the_cell_s_alone() -> None:
    before = shared(xlsx({"A1": "サーバー", "B1": "サーバー", "C1": "=A1", "D1": 3}))
    document = open_document(before, name="a.xlsx")

    written = document.write([Replacement(span(document, "サーバー", 1), "サーバ")])
    both = document.write([Replacement(span(document, "サーバー", number), "サーバ") for number in (0, 1)])

    assert values(both.content) == [["サーバ", "サーバ", "=A1", 3]]
    assert values(written.content) == [["サーバー", "サーバ", "=A1", 3]]
    assert changed_parts(before, written.content) == {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"}
    strings = etree.fromstring(entries(written.content)["xl/sharedStrings.xml"])
    assert strings.get("uniqueCount") == str(len(strings))


def test_replacement_leaves_hidden_sheets_alone() -> None:
    """A list behind a drop-down is often on a hidden sheet, which is not read."""
    document = opened({"A1": "サーバー"}, {"A1": "サーバー", "state": "hidden"})

    written = document.write([Replacement(span(document, "サーバー"), "サーバ")])

    assert values(written.content) == [["サーバ"], ["サーバー"]]


def test_many_cells_that_share_a_string_are_changed_in_time() -> None:
    count = 8_000
    document = opened({f"A{number}": "サーバー" for number in range(1, count + 1)})
    places = [Span(*match.span()) for match in re.finditer("サーバー", document.draft.text)]
    started = time.process_time()

    written = document.write([Replacement(place, "サーバ") for place in places])

    assert time.process_time() - started < SECONDS
    assert entries(written.content)["xl/sharedStrings.xml"].decode().count("サーバ</t>") == count


def test_many_replacements_in_one_cell_all_arrive() -> None:
    words, count = "旧サーバー、", 20_000
    before = shared(xlsx({"A1": "鍵"}))
    strings = entries(before)["xl/sharedStrings.xml"].decode().replace("鍵", words * count)
    document = open_document(replaced(before, "xl/sharedStrings.xml", strings), name="a.xlsx")
    started = time.process_time()

    written = document.write([Replacement(Span(at, at + 4), "サーバ") for at in range(3, 3 + 6 * count, 6)])

    assert time.process_time() - started < SECONDS
    assert written.unplaced == ()
    assert entries(written.content)["xl/sharedStrings.xml"].decode().count("旧サーバ、") == count


def test_replacement_keeps_the_formatting_of_runs() -> None:
    document = opened({"A1": rich("この", "サー", "バーです")})

    written = document.write([Replacement(words_between(document, "サーバー"), "サーバ"), Replacement(span(document, "この"), "その ")])

    assert values(written.content) == [[rich("その ", "サー", "バです")]]


def test_comments_stand_at_their_cells() -> None:
    before = xlsx({"B2": "旧サーバー", "C3": "鍵"}, {"A1": "鍵"})
    document = open_document(before, name="a.xlsx")
    changes = [
        Comment(span(document, "サーバー"), "一\n二"),
        Comment(span(document, "旧"), "三"),
        Comment(span(document, "鍵", 1), "四 <b>"),
    ]

    written = document.write(changes)

    first, second = read_back(written.content)
    assert remarks(first) == {"B2": "“旧”: 三\n“サーバー”: 一\n二"}
    assert remarks(second) == {"A1": "“鍵”: 四 <b>"}
    assert first["B2"].comment.author == "Kakehashi"
    assert values(written.content) == values(before)
    assert written.unplaced == ()
    again = open_document(written.content, name="a.xlsx")
    assert again.draft == document.draft
    third = again.write([Comment(span(again, "旧"), "五")])
    assert remarks(read_back(third.content)["一"]) == {"B2": "“旧”: 三\n“サーバー”: 一\n二\nKakehashi: “旧”: 五"}


def test_comments_of_others_stay() -> None:
    before = xlsx({"A1": "鍵", "A2": "錠", "A1*": Remark("old", "Someone")})
    document = open_document(before, name="a.xlsx")

    written = document.write([Comment(span(document, "鍵"), "x"), Comment(span(document, "錠"), "y")])

    assert remarks(read_back(written.content)["一"]) == {"A1": "old\nKakehashi: “鍵”: x", "A2": "“錠”: y"}
    drawing = next(part for name, part in entries(written.content).items() if name.endswith(".vml") or "legacyDrawing1" in name)
    assert drawing.count(b"<x:Row>") + drawing.count(b":Row>0<") >= 2


def test_sheet_that_points_to_one_table_again_and_again_is_read_in_time() -> None:
    parts = entries(xlsx({"A1": "サーバー", "B1": "鍵"}))
    link = (
        '<Relationship Id="t{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/t.xml"/>'
    )
    links = "".join(link.format(number) for number in range(3_000))
    parts["xl/tables/t.xml"] = f'<table xmlns="{MAIN[1:-1]}" ref="A1:ZZZ1"/>'.encode()
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'.encode()
    )
    started = time.process_time()

    document = open_document(packed(parts), name="a.xlsx")

    assert time.process_time() - started < SECONDS
    assert reasons(document.write([Replacement(span(document, "鍵"), "秘密鍵")])) == [
        "the words name a column of a table and are changed in Excel, because formulas may use them"
    ]


def test_names_of_sheets_and_of_columns_are_left_alone() -> None:
    table = Table(displayName="T", ref="A1:B2")
    before = xlsx({"A1": "甲", "B1": "乙", "A2": "丙", "B2": "丁", "T": table})
    document = open_document(before, name="a.xlsx")

    written = document.write(
        [
            Replacement(span(document, "乙"), "x"),
            Replacement(span(document, "一"), "x"),
            Comment(span(document, "一"), "x"),
            Replacement(Span(span(document, "丙").start, span(document, "丁").end), "x"),
        ]
    )

    assert written.content == before
    assert sorted(reasons(written)) == [
        "the name of a sheet is changed in Excel, because formulas may use it",
        "the name of a sheet takes no comment",
        "the place reaches over more than one paragraph",
        "the words name a column of a table and are changed in Excel, because formulas may use them",
    ]
    assert document.write([Replacement(span(document, "丁"), "x")]).unplaced == ()


def test_discussion_at_a_cell_is_left_alone() -> None:
    content = xlsx({"A1": "鍵", "A2": "錠"})
    parts = entries(content)
    parts["xl/threadedComments/threadedComment1.xml"] = (
        b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A1" id="{1}"><text>t</text></threadedComment></ThreadedComments>'
    )
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        b' Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    document = open_document(packed(parts), name="a.xlsx")

    written = document.write([Comment(span(document, "鍵"), "x"), Comment(span(document, "錠"), "y")])

    assert reasons(written) == ["a discussion stands at the cell, into which other programs cannot write"]
    assert remarks(read_back(written.content)["一"]) == {"A2": "“錠”: y"}


def test_each_writing_starts_from_the_original() -> None:
    content = xlsx({"A1": "サーバー"})
    document = open_document(content, name="a.xlsx")
    changes: list[Change] = [Replacement(span(document, "サーバー"), "サーバ")]

    assert values(document.write(changes).content) == values(document.write(changes).content) == [["サーバ"]]
    assert document.write([]).content == content


@pytest.mark.parametrize(
    ("name", "part", "error"),
    [
        ("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>', FileDoctype),
        ("xl/worksheets/sheet1.xml", "<worksheet", FileDamaged),
        ("xl/workbook.xml", "<workbook/>", FileDamaged),
        ("xl/workbook.xml", '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>', FileDamaged),
        ("xl/sharedStrings.xml", "x", FileDamaged),
    ],
)
def test_hostile_part_is_refused(name: str, part: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        open_document(replaced(shared(xlsx({"A1": "x"})), name, part), name="a.xlsx")


def test_workbook_under_another_name_is_told() -> None:
    with pytest.raises(FileMismatch) as caught:
        open_document(xlsx({"A1": "x"}), name="a.docx")
    assert caught.value.params["found"] == "an Excel workbook"
    with pytest.raises(FileWithMacros):
        open_document(replaced(xlsx({"A1": "x"}), "xl/vbaProject.bin", "x"), name="a.xlsx")


def test_numbers_of_strings_that_are_not_there_are_passed_over() -> None:
    content = shared(xlsx({"A1": "x", "A2": "y"}))
    sheet = entries(content)["xl/worksheets/sheet1.xml"].decode().replace("<v>1</v>", "<v>99</v>")

    assert passages(open_document(replaced(content, "xl/worksheets/sheet1.xml", sheet), name="a.xlsx")) == ["一", "x"]


WORDS = st.text(alphabet="a証 。\n", min_size=1, max_size=6).filter(lambda text: bool(text.strip()))
CELLS = st.one_of(WORDS, st.lists(WORDS, min_size=1, max_size=3).map(lambda parts: rich(*parts)), st.integers(), st.just("=A1"))
SHEETS = st.lists(st.dictionaries(st.sampled_from(["A1", "B1", "A2", "C9"]), CELLS, min_size=1), min_size=1, max_size=2)


@settings(max_examples=40)
@given(SHEETS, st.data())
def test_commented_words_equal_the_match(sheets: list[dict[str, object]], data: st.DataObject) -> None:
    document = opened(*sheets)
    found = drawn_match(document, data)

    written = document.write([found.comment])

    if reasons(written) != ["the name of a sheet takes no comment"]:
        place = str(document.location(found.comment.span.start))
        shown = [
            (f"sheet {sheet.title}, cell {cell}", text) for sheet in read_back(written.content) for cell, text in remarks(sheet).items()
        ]
        assert shown == [(place, f"“{' '.join(found.words.split())}”: note <1>")]
    assert open_document(written.content, name="a.xlsx").draft == document.draft


@settings(max_examples=40)
@given(SHEETS, st.data(), st.booleans())
def test_replaced_words_are_all_that_changes(sheets: list[dict[str, object]], data: st.DataObject, inline: bool) -> None:
    document = open_document(xlsx(*sheets), name="a.xlsx") if inline else opened(*sheets)
    found = drawn_match(document, data, alphabet='新x"<&')

    written = document.write([found.replacement])

    again = open_document(written.content, name="a.xlsx")
    assert squeezed(passages(again)) == squeezed(found.expected if not written.unplaced else passages(document))
    numbers = [[value for value in sheet if isinstance(value, int) or value == "=A1"] for sheet in values(written.content)]
    assert numbers == [
        [value for value in sheet if isinstance(value, int) or value == "=A1"] for sheet in values(document.write([]).content)
    ]


@needs_office
def test_office_shows_comments_and_words(tmp_path: Path) -> None:
    content = shared(xlsx({"B2": "旧サーバー", "C3": rich("この", "サー", "バー"), "D1*": Remark("old", "x")}, {"A1": "鍵"}))
    document = open_document(content, name="a.xlsx")
    changes = [
        Comment(span(document, "サーバー"), "一"),
        Comment(span(document, "鍵"), "二"),
        Replacement(words_between(document, "このサーバー"), "このサーバ"),
        Comment(words_between(document, "このサーバー"), "三"),
    ]
    (tmp_path / "in.xlsx").write_bytes(document.write(changes).content)

    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path), str(tmp_path / "in.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    root = etree.parse(tmp_path / "in.fods").getroot()
    shown = {}
    for cell in root.iter("{*}table-cell"):
        notes = ["\n".join("".join(line.itertext()) for line in note.iter("{*}p")) for note in cell.iterchildren("{*}annotation")]
        words = "".join("".join(line.itertext()) for line in cell.iterchildren("{*}p"))
        if words:
            shown[words] = notes
    assert shown == {"旧サーバー": ["“サーバー”: 一"], "このサーバ": ["“このサーバー”: 三"], "鍵": ["“鍵”: 二"]}
