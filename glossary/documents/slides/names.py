"""The names of PresentationML and DrawingML (ECMA-376 part 1, transitional) that are read or written."""

from typing import Final

PRESENTATION: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def p(name: str) -> str:
    """A name of presentations."""
    return f"{{{PRESENTATION}}}{name}"


def a(name: str) -> str:
    """A name of drawings."""
    return f"{{{DRAWING}}}{name}"


SHAPE, GROUP, FRAME, TREE = p("sp"), p("grpSp"), p("graphicFrame"), p("spTree")
PLACEHOLDER, SHAPE_TEXT, SLIDE_ID = p("ph"), p("txBody"), p("sldId")
TABLE, ROW, CELL, CELL_TEXT = a("tbl"), a("tr"), a("tc"), a("txBody")
PARAGRAPH, RUN, TEXT, BREAK, FIELD = a("p"), a("r"), a("t"), a("br"), a("fld")
LINK = f"{_RELATIONSHIP}id"
ALTERNATIVES, CHOICE = f"{_COMPATIBILITY}AlternateContent", f"{_COMPATIBILITY}Choice"
