"""A file as the page shows it: rows, pairs, slides, and every word of the text once."""

from bisect import bisect_right
from collections.abc import Sequence

import pytest

from glossary.documents.document import Document
from glossary.documents.registry import open_document
from glossary.domain.block import Block, BlockKind, Draft, Piece, PieceKind
from glossary.domain.change import Change, Written
from glossary.domain.message import Message
from glossary.domain.segment import Segment
from glossary.domain.span import Span
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.web import sheet
from glossary.web.marks import Marks
from glossary.web.sheet import Sheet, sheet_of
from tests.documents.word.build import docx, p


class Told(Document):
    """A document of lines, each a block of its kind, at the places that it is told."""

    def __init__(self, lines: Sequence[tuple[BlockKind, str, Message | None]], pairs: Sequence[tuple[int, int]] = ()) -> None:
        spans, at = [], 0
        for _, text, _ in lines:
            spans.append(Span(at, at + len(text)))
            at += len(text) + 1
        blocks = tuple(Block(kind, (Piece(span),)) for (kind, _, _), span in zip(lines, spans, strict=True) if span.start < span.end)
        segments = tuple(Segment(spans[source], spans[target], ENGLISH, JAPANESE) for source, target in pairs)
        super().__init__("told", Draft("".join(text + "\n" for _, text, _ in lines), blocks), segments=segments)
        self._places = [(span.start, place) for span, (_, _, place) in zip(spans, lines, strict=True)]

    def location(self, place: int) -> Message | None:
        return self._places[bisect_right(self._places, place, key=lambda found: found[0]) - 1][1]

    def write(self, changes: Sequence[Change]) -> Written:
        raise NotImplementedError


def slide(number: int) -> Message:
    return Message("slide {number}", (("number", number),))


def cell(sheet_name: str, name: str) -> Message:
    return Message("sheet {sheet}, cell {cell}", (("sheet", sheet_name), ("cell", name)))


def seen(found: Sheet) -> list[tuple[str, str, object]]:
    def words(blocks: Sequence[sheet.Shown]) -> list[str]:
        return ["".join(piece.text for piece in block.pieces) for block in blocks]

    return [
        (item.kind, item.place, [[words(cell.blocks) for cell in row] for row in item.rows] if item.rows else words(item.blocks))
        for item in found.stretches
    ]


def test_slides_and_pages_begin_stretches() -> None:
    kinds = BlockKind
    document = Told(
        [
            (kinds.HEADING, "One", slide(1)),
            (kinds.ITEM, "a", slide(1)),
            (kinds.ITEM, "b", slide(1)),
            (kinds.NOTE, "c", slide(1)),
            (kinds.NOTE, "d", slide(2)),
            (kinds.NOTE, "e", slide(3)),
        ]
    )
    assert seen(sheet_of(document, Marks(()), ENGLISH)) == [
        ("heading", "slide 1", ["One"]),
        ("item", "", ["a", "b"]),
        ("note", "", ["c"]),
        ("note", "slide 2", ["d"]),
        ("note", "slide 3", ["e"]),
    ]


def test_cells_of_a_spreadsheet_stand_in_their_rows_under_their_names() -> None:
    found = sheet_of(
        Told(
            [
                (BlockKind.CELL, "a", cell("S", "A1")),
                (BlockKind.CELL, "b", cell("S", "B1")),
                (BlockKind.CELL, "c", cell("S", "A2")),
                (BlockKind.CELL, "d", cell("T", "A2")),
                (BlockKind.CELL, "e", cell("T", "B3")),
                (BlockKind.CELL, "f", cell("T", "XFD3")),
            ]
        ),
        Marks(()),
        ENGLISH,
    )
    assert seen(found) == [("table", "", [[["a"], ["b"]], [["c"]], [["d"]], [[], ["e"], [], ["f"]]])]
    assert [cell.name for row in found.stretches[0].rows for cell in row] == ["A1", "B1", "A2", "A2", "", "B3", "", "XFD3"]


def merged(words: str, columns: str = "1") -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{p(words)}</w:tc>'


@pytest.mark.parametrize(("columns", "width"), [("2", 2), ("0", 1), ("x", 1), ("-2", 1), ("²", 1)])
def test_cells_of_a_word_table_stand_in_their_columns(columns: str, width: int) -> None:
    rows = [
        merged("a", columns) + merged("b"),
        merged("c") + merged("d") + merged("e"),
        merged("") + merged("f") + merged("g"),
        '<w:trPr><w:gridBefore w:val="2"/></w:trPr>' + merged("h"),
    ]
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"

    (found,) = sheet_of(open_document(docx(p("before") + table), name="a.docx"), Marks(()), ENGLISH).stretches[1:]

    laid = [[("".join(piece.text for block in cell.blocks for piece in block.pieces), cell.width) for cell in row] for row in found.rows]
    assert laid == [
        [("a", width), ("b", 1)],
        [("c", 1), ("d", 1), ("e", 1)],
        [("", 1), ("f", 1), ("g", 1)],
        [("", 2), ("h", 1)],
    ]


def test_pairs_stand_side_by_side_and_an_untranslated_one_alone() -> None:
    document = Told(
        [
            (BlockKind.SEGMENT, "The server.", None),
            (BlockKind.SEGMENT, "サーバー。", None),
            (BlockKind.SEGMENT, "Not yet.", None),
            (BlockKind.SEGMENT, "", None),
            (BlockKind.SEGMENT, "Last.", None),
            (BlockKind.SEGMENT, "最後。", None),
        ],
        [(0, 1), (2, 3), (4, 5)],
    )
    found = sheet_of(document, Marks(()), ENGLISH)
    assert seen(found) == [("table", "", [[["The server."], ["サーバー。"]], [["Not yet."]], [["Last."], ["最後。"]]])]
    assert [block.lang for cell in found.stretches[0].rows[0] for block in cell.blocks] == [ENGLISH, JAPANESE]


@pytest.mark.parametrize(
    ("text", "name", "rows"),
    [
        ("| a | b |\n|---|---|\n| c | d |\n", "a.md", [[["a"], ["b"]], [["c"], ["d"]]]),
        ("<table><tr><td>a</td>\n<td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a.html", [[["a"], ["b"]], [["c"], ["d"]]]),
    ],
)
def test_rows_of_texts_are_told_by_lines_and_tags(text: str, name: str, rows: object) -> None:
    assert seen(sheet_of(open_document(text.encode(), name=name), Marks(()), ENGLISH)) == [("table", "", rows)]


def test_pictures_and_formulas_leave_a_sign() -> None:
    document = Told([(BlockKind.PARAGRAPH, "x\ufffcy", None)])
    pieces = (Piece(Span(0, 1)), Piece(Span(1, 2), PieceKind.PLACEHOLDER), Piece(Span(2, 3)))
    document.draft = Draft(document.draft.text, (Block(BlockKind.PARAGRAPH, pieces),))
    assert seen(sheet_of(document, Marks(()), ENGLISH)) == [("paragraph", "", ["x▢y"])]


def test_end_of_a_very_long_file_is_counted_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MAX_SHOWN", 10)
    document = open_document(docx(p("12345") + p("123") + p("1234567")), name="a.docx")
    found = sheet_of(document, Marks(()), ENGLISH)
    assert (seen(found), found.hidden) == ([("paragraph", "", ["12345", "123"])], len(document.draft.text) - 9)


def outline(found: Sheet) -> list[tuple[int, str]]:
    """The headings with their depths, slides among them."""
    headings: list[tuple[int, str]] = []
    for item in found.stretches:
        headings += [(item.depth, item.place)] if item.depth else []
        headings += [(block.depth, "".join(piece.text for piece in block.pieces)) for block in item.blocks if block.depth]
    return headings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# a\n\n## b\n\n## c\n\nx\n\n# d\n", [(1, "a"), (2, "b"), (2, "c"), (1, "d")]),
        # no step is left out, and what stands above the first counts for nothing
        ("### a\n\n###### b\n\n#### c\n\n# d\n\n### e\n", [(1, "a"), (2, "b"), (2, "c"), (1, "d"), (2, "e")]),
    ],
)
def test_headings_stand_below_those_of_higher_levels(text: str, found: object) -> None:
    assert outline(sheet_of(open_document(text.encode(), name="a.md"), Marks(()), ENGLISH)) == found


def test_heading_without_a_level_stands_below_the_last_that_has_one() -> None:
    document = open_document(b"<h1>a</h1><fieldset><legend>b</legend></fieldset><legend>c</legend><h2>d</h2>", name="a.html")

    assert outline(sheet_of(document, Marks(()), ENGLISH)) == [(1, "a"), (2, "b"), (2, "c"), (2, "d")]


def test_slides_are_headings_above_their_titles_and_pages_are_none() -> None:
    kinds = BlockKind
    document = Told(
        [(kinds.HEADING, "One", slide(1)), (kinds.ITEM, "a", slide(1)), (kinds.CELL, "b", slide(2)), (kinds.HEADING, "Two", slide(2))]
    )
    pages = Told([(kinds.PARAGRAPH, str(number), Message("page {number}", (("number", number),))) for number in (1, 2)])

    assert outline(sheet_of(document, Marks(()), ENGLISH)) == [(1, "slide 1"), (2, "One"), (1, "slide 2"), (2, "Two")]
    assert outline(sheet_of(pages, Marks(()), ENGLISH)) == []
