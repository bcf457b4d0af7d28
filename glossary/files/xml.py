"""XML without its dangers: the one place that makes parsers.

No document type, no entities, no network, no huge trees; what is nested too deep or has too many elements is refused.
"""

import re
from typing import TypeAlias, TypedDict

from lxml import etree

from glossary.errors import N_, FileDamaged, FileDoctype, FileTooDeep, FileTooLarge, FileTooManyParts, GlossaryError
from glossary.files.limits import MAX_BYTES, MAX_DEPTH, MAX_MARKS, MEGABYTE

Element: TypeAlias = etree._Element
"""An element, a comment or a processing instruction; the last two have no string as ``tag``."""

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class _Options(TypedDict):
    resolve_entities: bool
    no_network: bool
    load_dtd: bool
    dtd_validation: bool
    huge_tree: bool
    strip_cdata: bool


_SAFE: _Options = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "strip_cdata": False,
}
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PROLOG = re.compile(r"\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\b(?:[^\[>\"']++|\"[^\"]*+\"|'[^']*+')*+(?P<bare>>)?", re.IGNORECASE)


def parse(content: bytes, name: str, *, external_doctype: bool = False) -> Element:
    """The root of an XML part.

    ``external_doctype`` lets a bare reference to a document type pass unread, as TMX files have it; one that declares anything
    itself is always refused. Raises FileDoctype, FileTooLarge, FileTooManyParts, FileTooDeep or FileDamaged.
    """
    if len(content) > MAX_BYTES:
        raise FileTooLarge(name=name, size=len(content) // MEGABYTE, limit=MAX_BYTES // MEGABYTE)
    refuse_many_marks(content.count(b"<"), name)
    declared = doctype(content)
    if declared is not None and not (external_doctype and declared["bare"]):
        raise FileDoctype(name=name)
    try:
        root = etree.fromstring(content, etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError as error:
        raise refusal(error, name, len(content)) from None
    if declared is None:
        refuse_hidden_doctype(root, name)
    return root


def pull_parser(tag: str) -> "etree.XMLPullParser":
    """A parser that is fed piece by piece and tells when an element of that name has begun."""
    return etree.XMLPullParser(events=("start",), tag=tag, **_SAFE)


def refusal(error: etree.XMLSyntaxError, name: str, size: int) -> GlossaryError:
    """What is wrong with a part of that size that the parser does not read."""
    if "depth" in str(error):
        return FileTooDeep(name=name, limit=MAX_DEPTH)
    if "huge" in str(error).lower() or "too long" in str(error).lower():
        return FileTooLarge(name=name, size=size // MEGABYTE, limit=10)
    return FileDamaged(name=name, reason=N_("its XML is not well formed"))


def refuse_many_marks(count: int, name: str) -> None:
    """Raise FileTooManyParts for more tags than a part may have."""
    if count > MAX_MARKS:
        raise FileTooManyParts(name=name, count=count, limit=MAX_MARKS)


def refuse_hidden_doctype(root: Element, name: str) -> None:
    """Raise FileDoctype for one in an encoding that hid it from the look at the prolog."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise FileDoctype(name=name)


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


def doctype(content: bytes) -> re.Match[str] | None:
    """The document type that a part declares in its first 100,000 bytes; "bare" is there where it ends in them and holds nothing."""
    head = content[:100_000]
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-16-le" if head[1:2] == b"\x00" else "latin-1"
    encoding = "utf-16-be" if head[:1] == b"\x00" else encoding
    text = head.removeprefix(b"\xef\xbb\xbf").decode(encoding, "replace")
    prolog = _PROLOG.match(text)
    return _DOCTYPE.match(text, prolog.end() if prolog else 0)
