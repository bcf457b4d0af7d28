"""The names of SpreadsheetML (ECMA-376 part 1, transitional) that are read or written."""

from typing import Final

SHEETS: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def s(name: str) -> str:
    """A name in the namespace of workbooks."""
    return f"{{{SHEETS}}}{name}"


WORKBOOK, SHEET, ROW, CELL, VALUE, FORMULA = s("workbook"), s("sheet"), s("row"), s("c"), s("v"), s("f")
STRING, INLINE, RUN, TEXT, READING = s("si"), s("is"), s("r"), s("t"), s("rPh")
COMMENTS, AUTHORS, AUTHOR, LIST, COMMENT, COMMENT_TEXT = (
    s("comments"),
    s("authors"),
    s("author"),
    s("commentList"),
    s("comment"),
    s("text"),
)
LEGACY_DRAWING = s("legacyDrawing")

AFTER_LEGACY_DRAWING = frozenset(
    s(name) for name in ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
)
"""What stands behind the drawing of comments in a sheet: the order is fixed."""
