"""Where tags and words stand in XML: every mark of a text that a parser found well formed, in code points.

Parsers of trees do not tell positions. To change a few words and keep every other character, the marks are found again by one
expression that never goes back; ``xml.parse`` has to read the text first.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from enum import Enum
from html import unescape

from glossary.domain.span import Span
from glossary.errors import N_, FileDamaged
from glossary.files.encodings import Decoded
from glossary.files.xml import clean, parse

_MARK = re.compile(
    r"<(?:!--(?:(?!-->).)*+-->|\?(?:(?!\?>).)*+\?>|!\[CDATA\[(?P<literal>(?:(?!\]\]>).)*+)\]\]>|!DOCTYPE(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>"
    r"|/(?P<close>[^\s>]++)\s*+>"
    r"|(?P<open>[^\s/>!?]++)(?P<attributes>(?:[^>\"'/]++|\"[^\"]*+\"|'[^']*+'|/(?!>))*+)(?P<empty>/?)>)"
    r"|(?P<reference>&[^;&<]++;)"
    r"|(?P<text>[^<&]++)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"(?P<name>[^\s=]++)\s*+=\s*+(?:\"(?P<two>[^\"]*+)\"|'(?P<one>[^']*+)')")
_DECLARED = re.compile(r"\s*<\?xml[^>]*?encoding\s*=\s*[\"'](?P<encoding>[A-Za-z0-9._-]+)")
_WINDOWS = {"shift_jis": "cp932", "shift-jis": "cp932", "windows-31j": "cp932", "iso-8859-1": "cp1252"}
"""What is written under these names."""


class Sort(Enum):
    """What stands in an element."""

    ELEMENT = "element"
    TEXT = "text"
    LITERAL = "literal"  # characters in a section that knows no tags (CDATA)
    REFERENCE = "reference"  # a character that is written with its name or number


@dataclass(slots=True)
class Node:
    """An element or characters, where they stand (``span``), and what an element holds.

    ``inside`` is the stretch between an element's tags; both are equal for characters. Names are local names, ``prefix`` is what
    stands before them in the file, with its colon.
    """

    sort: Sort
    span: Span
    inside: Span
    text: str = ""
    name: str = ""
    prefix: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)

    def elements(self, *names: str) -> Iterator["Node"]:
        """The children of these names, or all elements."""
        return (child for child in self.children if child.sort is Sort.ELEMENT and (not names or child.name in names))

    def first(self, name: str) -> "Node | None":
        """The first child of a name."""
        return next(self.elements(name), None)

    def words(self) -> str:
        """All characters in it."""
        return self.text + "".join(child.words() for child in self.children)

    @property
    def is_one_tag(self) -> bool:
        """Whether it has no end tag."""
        return self.inside.end == self.span.end


def elements(text: str, wanted: Collection[str]) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """The elements of these names with all they hold, each with the elements around it (which hold nothing yet), the outermost first.

    An element in another that is wanted comes with that one only. The memory is that of one element.
    """
    around: list[Node] = []
    inside: list[Node] = []
    for match in _MARK.finditer(text):
        if match["open"] is not None:
            node = _element(match)
            if inside:
                inside[-1].children.append(node)
            if match["empty"]:
                if not inside and node.name in wanted:
                    yield node, tuple(around)
            elif inside or node.name in wanted:
                inside.append(node)
            else:
                around.append(node)
        elif match["close"] is not None and inside:
            node = inside.pop()
            node.span, node.inside = Span(node.span.start, match.end()), Span(node.inside.start, match.start())
            if not inside:
                yield node, tuple(around)
        elif match["close"] is not None and around:
            around.pop()
        elif inside:
            inside[-1].children += _characters(match)


def contents(text: str, inside: Span) -> list[Node]:
    """What stands between the tags of an element."""
    root = Node(Sort.ELEMENT, inside, inside)
    above = [root]
    for match in _MARK.finditer(text, *inside):
        if match["open"] is not None:
            node = _element(match)
            above[-1].children.append(node)
            if not match["empty"]:
                above.append(node)
        elif match["close"] is not None:
            node = above.pop()
            node.span, node.inside = Span(node.span.start, match.end()), Span(node.inside.start, match.start())
        else:
            above[-1].children += _characters(match)
    return root.children


def _element(match: re.Match[str]) -> Node:
    prefix, colon, name = match["open"].rpartition(":")
    written = match["attributes"]
    attributes = (
        {found["name"]: unescape(found["two"] if found["two"] is not None else found["one"]) for found in _ATTRIBUTE.finditer(written)}
        if written
        else {}
    )
    end = Span(match.end(), match.end())
    return Node(Sort.ELEMENT, Span(*match.span()), end, name=name, prefix=prefix + colon, attributes=attributes)


def _characters(match: re.Match[str]) -> Iterator[Node]:
    if match["text"] is not None:
        yield Node(Sort.TEXT, Span(*match.span()), Span(*match.span()), match["text"])
    elif match["literal"]:
        place = Span(*match.span("literal"))
        yield Node(Sort.LITERAL, place, place, match["literal"])
    elif match["reference"] is not None:
        yield Node(Sort.REFERENCE, Span(*match.span()), Span(*match.span()), unescape(match["reference"]))


def checked_text(decoded: Decoded, name: str, *, external_doctype: bool = False) -> str:
    """The text of an XML file once a parser has read it. Raises what ``xml.parse`` raises, and FileDamaged for a wrong encoding."""
    parse(decoded.content, name, external_doctype=external_doctype)
    declared = _DECLARED.match(decoded.text)
    if declared and not decoded.mark and decoded.encoding != "utf-8":
        try:
            said = decoded.content.decode(_WINDOWS.get(declared["encoding"].lower(), declared["encoding"]))
        except (LookupError, UnicodeDecodeError):
            said = ""
        if said != decoded.text:
            raise FileDamaged(name=name, reason=N_("it is not in the encoding that it declares"))
    return decoded.text


def escape(text: str) -> str:
    """Words as XML writes them; what XML cannot hold is left out."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def writer(decoded: Decoded) -> Callable[[str], str]:
    """How words are written into an XML file: what its encoding, or the one that it declares, does not have is written by number."""
    return by_number(decoded, _believed(decoded), escape)


def by_number(decoded: Decoded, believed: str, escaped_by: Callable[[str], str]) -> Callable[[str], str]:
    """How words are written into a file whose readers believe that it is in an encoding: what would be misread is written by number."""

    def is_read_as_written(text: str) -> bool:
        try:
            return text.encode(decoded.encoding) == text.encode(believed)
        except (LookupError, UnicodeError):
            return False

    def written(text: str) -> str:
        escaped = escaped_by(text)
        if escaped.isascii() or is_read_as_written(escaped):
            return escaped
        return "".join(sign if sign.isascii() or is_read_as_written(sign) else f"&#{ord(sign)};" for sign in escaped)

    return written


def _believed(decoded: Decoded) -> str:
    """The encoding by which a reader of XML reads the file: a mark and UTF-16 are seen in its bytes, before any declaration."""
    declared = _DECLARED.match(decoded.text)
    if decoded.mark or decoded.encoding.startswith("utf-16"):
        return decoded.encoding
    return declared["encoding"] if declared else "utf-8"
