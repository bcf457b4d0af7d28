"""XML parts of which only some children of one element are in memory at a time: the tree of a book takes ten times its text."""

import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from lxml import etree

from glossary.errors import FileDoctype, FileTooLarge
from glossary.files.limits import MAX_BYTES, MEGABYTE
from glossary.files.xml import Element, doctype, new_root, pull_parser, refusal, refuse_hidden_doctype, refuse_many_marks, serialise
from glossary.files.zip import Deflated

PIECE = 32_000
"""Bytes that the parser is given at a time."""

_AT_ONCE = 32
"""Children after which those before are let go."""

_DECLARED = re.compile(rb'(<[^\s/>!?]+)((?: xmlns(?::[^\s=]+)?="[^"]*")*)')
_DECLARATION = re.compile(rb' xmlns(?::[^\s=]+)?="[^"]*"')


class Gradual:
    """A part whose text stands in the children of one element, which stands directly in the root: a body.

    ``pieces`` are its bytes; the body is named by its tag. With ``kept`` the bytes of what is let go are kept, for ``written``.
    """

    def __init__(self, pieces: Iterable[bytes], name: str, tag: str, *, kept: bool = False) -> None:
        self._pieces = pieces
        self._name = name
        self._tag = tag
        self._out = Deflated() if kept else None
        self._has_begun = False
        self._known = (b"", b"")
        self._body: Element | None = None
        self._root: Element | None = None

    @property
    def root(self) -> Element:
        """The root without those children, once all of them were shown."""
        if self._root is None:
            raise AssertionError("the children are read first")
        return self._root

    @property
    def has_body(self) -> bool:
        """Whether the root holds the element with the children, once it was read that far."""
        return self._body is not None

    def children(self, may_go: Callable[[], bool]) -> Iterator[Element]:
        """Each child, when the next one has begun. ``may_go`` says whether nobody needs those any more that were shown, but the last.

        Raises what ``xml.parse`` raises, and what the pieces raise.
        """
        last: Element | None = None
        shown = 0
        for is_whole in self._fed():
            body = self._body
            while body is not None:
                child = next(iter(body), None) if last is None else last.getnext()
                if child is None or (child.getnext() is None and not is_whole):
                    break
                if shown >= _AT_ONCE and may_go():
                    self._let_go(body, shown - 1)
                    shown = 1
                yield child
                last, shown = child, shown + 1

    def written(self) -> Deflated:
        """The part with its children as they were when they were let go, or as they are; can be asked for once."""
        if self._out is None or self._body is None:
            raise AssertionError("nothing was kept")
        before, after = _around(self._body)
        out, self._out = self._out, None
        out.add(after if self._has_begun else before + after)
        return out

    def _fed(self) -> Iterator[bool]:
        """Feed the parser; after each piece, and again at the end: whether that was all."""
        parser = pull_parser(self._tag)
        size = marks = 0
        try:
            for piece in self._pieces:
                if not size and doctype(piece) is not None:
                    raise FileDoctype(name=self._name)
                size += len(piece)
                marks += piece.count(b"<")
                refuse_many_marks(marks, self._name)
                if size > MAX_BYTES:
                    raise FileTooLarge(name=self._name, size=size // MEGABYTE, limit=MAX_BYTES // MEGABYTE)
                parser.feed(piece)
                self._find_body(parser)
                yield False
            self._root = parser.close()
        except etree.XMLSyntaxError as error:
            raise refusal(error, self._name, size) from None
        refuse_hidden_doctype(self.root, self._name)
        yield True

    def _find_body(self, parser: "etree.XMLPullParser") -> None:
        for _, element in parser.read_events():
            if self._body is not None or not isinstance(element, etree._Element):
                continue
            root = element.getparent()
            if root is not None and root.getparent() is None:
                refuse_hidden_doctype(root, self._name)
                self._body = element

    def _let_go(self, body: Element, count: int) -> None:
        """Take so many children away from the head."""
        if self._out is not None:
            if not self._has_begun:
                self._out.add(_around(body)[0])
                self._has_begun = True
            for child in islice(body, count):
                self._out.add(self._plain(body, etree.tostring(child, encoding="UTF-8", xml_declaration=False)))
        # Nobody holds on to any of them, so they are dropped. To move them into a tree of their own takes lxml time that grows with
        # the square of their size.
        del body[:count]

    def _plain(self, body: Element, child: bytes) -> bytes:
        """A child without the namespaces that it has from those it stands in: written by itself it declares them all."""
        declared = _DECLARED.match(child)
        if declared is None:
            return child
        if declared[2] != self._known[0]:
            shell = etree.SubElement(new_root("x", body.nsmap), "y")
            ours = set(_DECLARATION.findall(etree.tostring(shell)))
            own = [one for one in _DECLARATION.findall(declared[2]) if one not in ours]
            self._known = declared[2], b"".join(own)
        return declared[1] + self._known[1] + child[declared.end() :]


def _around(body: Element) -> tuple[bytes, bytes]:
    """What is written before the children that the body holds now, and the rest. The parser may still be at work behind them."""
    mark = etree.ProcessingInstruction(f"k{secrets.token_hex(16)}", "x")  # a name that no text knows
    body.insert(0, mark)
    before, _, after = serialise(body.getroottree().getroot()).partition(etree.tostring(mark, with_tail=False))
    body.remove(mark)
    return before, after
