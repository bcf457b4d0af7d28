"""XML without its dangers: the one place that makes parsers.

No document type, no entities, no network, no huge trees; what is nested too deep or has too many elements is refused.
"""

import re
from typing import TypeAlias

from lxml import etree

from glossary.errors import N_, FileDamaged, FileDoctype, FileTooDeep, FileTooLarge, FileTooManyParts
from glossary.files.limits import MAX_BYTES, MAX_DEPTH, MAX_MARKS, MEGABYTE

Element: TypeAlias = etree._Element
"""An element, a comment or a processing instruction; the last two have no string as ``tag``."""

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PROLOG = re.compile(r"\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]*(?P<subset>\[)?", re.IGNORECASE)


def parse(content: bytes, name: str, *, external_doctype: bool = False) -> Element:
    """The root of an XML part.

    ``external_doctype`` lets a bare reference to a document type pass unread, as TMX files have it; one that declares anything
    itself is always refused. Raises FileDoctype, FileTooLarge, FileTooManyParts, FileTooDeep or FileDamaged.
    """
    if len(content) > MAX_BYTES:
        raise FileTooLarge(name=name, size=len(content) // MEGABYTE, limit=MAX_BYTES // MEGABYTE)
    marks = content.count(b"<")
    if marks > MAX_MARKS:
        raise FileTooManyParts(name=name, count=marks, limit=MAX_MARKS)
    declared = _doctype(content)
    if declared is not None and not (external_doctype and not declared["subset"]):
        raise FileDoctype(name=name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, strip_cdata=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise FileTooDeep(name=name, limit=MAX_DEPTH) from None
        if "huge" in str(error).lower() or "too long" in str(error).lower():
            raise FileTooLarge(name=name, size=len(content) // MEGABYTE, limit=10) from None
        raise FileDamaged(name=name, reason=N_("its XML is not well formed")) from None
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and declared is None:
        raise FileDoctype(name=name)  # in an encoding that hid it from the look at the prolog
    return root


def serialise(root: Element) -> bytes:
    """The part as bytes, in UTF-8, with what stood before its root. A part of our own stands alone, as Office writes it."""
    tree = root.getroottree()
    alone = tree.docinfo.standalone
    declaration = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' if alone is not False else b'<?xml version="1.0" encoding="UTF-8"?>'
    )
    written: bytes = etree.tostring(tree, encoding="UTF-8", xml_declaration=False)
    return declaration + b"\n" + written


def empty_copy(element: Element) -> Element:
    """An element with the same name and attributes, and nothing in it."""
    return element.makeelement(element.tag, {str(name): str(value) for name, value in element.items()})


def clean(text: str) -> str:
    """The text without what XML cannot hold, its lines ended by \\n."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def new_root(tag: str, namespaces: dict[str | None, str]) -> Element:
    """The root of a new part."""
    return etree.Element(tag, nsmap=namespaces)  # type: ignore[arg-type]  # the stubs know no default namespace


def new_child(parent: Element, tag: str, **attributes: str) -> Element:
    """A new last child."""
    return etree.SubElement(parent, tag, attributes)


def _doctype(content: bytes) -> re.Match[str] | None:
    head = content[:100_000]
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-16-le" if head[1:2] == b"\x00" else "latin-1"
    encoding = "utf-16-be" if head[:1] == b"\x00" else encoding
    text = head.removeprefix(b"\xef\xbb\xbf").decode(encoding, "replace")
    prolog = _PROLOG.match(text)
    return _DOCTYPE.match(text, prolog.end() if prolog else 0)
