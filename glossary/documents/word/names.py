"""The names of WordprocessingML (ECMA-376 part 1, transitional) that are read or written."""

from typing import Final

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_W = f"{{{WORD}}}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def w(name: str) -> str:
    """A name in Word's namespace."""
    return _W + name


BODY, PARAGRAPH, TABLE, ROW, CELL = w("body"), w("p"), w("tbl"), w("tr"), w("tc")
RUN, TEXT, TAB, BREAK, RETURN, POSITIONED_TAB = w("r"), w("t"), w("tab"), w("br"), w("cr"), w("ptab")
HARD_HYPHEN, SOFT_HYPHEN, SYMBOL, RENDERED_BREAK = w("noBreakHyphen"), w("softHyphen"), w("sym"), w("lastRenderedPageBreak")
RUN_PROPERTIES, PARAGRAPH_PROPERTIES, RUN_STYLE, PARAGRAPH_STYLE = w("rPr"), w("pPr"), w("rStyle"), w("pStyle")
NUMBERING, OUTLINE, HIDDEN, VALUE, ID, TYPE = w("numPr"), w("outlineLvl"), w("vanish"), w("val"), w("id"), w("type")
INSERTED, DELETED, MOVED_HERE, MOVED_AWAY, DELETED_TEXT = w("ins"), w("del"), w("moveTo"), w("moveFrom"), w("delText")
HYPERLINK, SIMPLE_FIELD, FIELD_MARK, FIELD_CODE, FIELD_MARK_TYPE = (
    w("hyperlink"),
    w("fldSimple"),
    w("fldChar"),
    w("instrText"),
    w("fldCharType"),
)
INSTRUCTION, RUBY, RUBY_BASE, DRAWING, PICTURE, OBJECT = w("instr"), w("ruby"), w("rubyBase"), w("drawing"), w("pict"), w("object")
CONTROL, CONTROL_PROPERTIES, CONTROL_CONTENT = w("sdt"), w("sdtPr"), w("sdtContent")
BOX_CONTENT, SMART_TAG, CUSTOM_XML, BIDI_OVERRIDE, BIDI_EMBEDDING = w("txbxContent"), w("smartTag"), w("customXml"), w("bdo"), w("dir")
COMMENT, RANGE_START, RANGE_END, REFERENCE = w("comment"), w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
FOOTNOTE, ENDNOTE = w("footnote"), w("endnote")
MATHS, MATHS_PARAGRAPH = f"{_MATH}oMath", f"{_MATH}oMathPara"
ALTERNATIVES, CHOICE, FALLBACK = f"{_COMPATIBILITY}AlternateContent", f"{_COMPATIBILITY}Choice", f"{_COMPATIBILITY}Fallback"
INLINE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"
