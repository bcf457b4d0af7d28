"""The comments of a sheet: a list of texts, and a drawing of the boxes they are shown in. The drawing is VML, which Excel itself
does not always write as well-formed XML: new boxes are put in before its end, the rest stays as it is."""

import re

from glossary.documents.document import AUTHOR
from glossary.documents.sheets import names as n
from glossary.documents.sheets.reading import position
from glossary.domain.message import Message
from glossary.errors import N_
from glossary.files.opc import Package
from glossary.files.xml import XML_SPACE, Element, new_child, new_root

IN_DISCUSSION = Message(N_("a discussion stands at the cell, into which other programs cannot write"))
NO_DRAWING = Message(N_("the sheet has a drawing of comments that cannot be added to"))
NO_CELL = Message(N_("the cell does not say where it stands"))

_LIST_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SHAPE_NUMBER = re.compile(rb"_x0000_s(?P<number>\d{1,9})")
_END = b"</xml>"
_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_BOX = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202"'
    ' style="position:absolute;margin-left:60pt;margin-top:2pt;width:200pt;height:{height}pt;z-index:1;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {row}, 2, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>"
    "<x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


class Comments:
    """New comments of one sheet, and those that are there."""

    def __init__(self, package: Package, part: str, root: Element) -> None:
        self._package = package
        self._part = part
        self._root = root
        links = [link for link in package.relationships(part) if not link.external and link.target in package.parts]
        self._list = next((link.target for link in links if link.kind == "comments"), None)
        drawing = root.find(n.LEGACY_DRAWING)
        names = {link.id: link.target for link in links if link.kind == "vmlDrawing"}
        self._drawing = names.get(drawing.get(n.RELATIONSHIP, "")) if drawing is not None else None
        self._is_closed = drawing is not None and (self._drawing is None or _END not in package.content(self._drawing))
        self._discussions = {
            comment.get("ref")
            for link in links
            if link.kind == "threadedComment"
            for comment in package.root(link.target)
            if isinstance(comment.tag, str)
        }
        self._new: dict[str, list[str]] = {}

    def add(self, ref: str, text: str) -> Message | None:
        """A comment at a cell, or why there can be none."""
        if position(ref) is None:
            return NO_CELL
        if ref in self._discussions:
            return IN_DISCUSSION
        if self._is_closed:
            return NO_DRAWING
        self._new.setdefault(ref, []).append(text)
        return None

    def save(self) -> bool:
        """Write the new comments; whether there are any."""
        if not self._new:
            return False
        root = self._package.root(self._list) if self._list else new_root(n.COMMENTS, {None: n.SHEETS})
        there = {comment.get("ref"): comment for comment in root.iter(n.COMMENT)}
        boxes = [ref for ref, texts in self._new.items() if self._write(root, there.get(ref), ref, "\n".join(texts))]
        if self._list:
            self._package.put(self._list, root)
        else:
            self._package.add(self._free("xl/comments", "xml"), root, media_type=_LIST_TYPE, kind="comments", source=self._part)
        if boxes:
            self._draw(boxes)
        return True

    def _write(self, root: Element, there: Element | None, ref: str, text: str) -> bool:
        """Put a text into the list: behind what stands at that cell already, else as a comment of its own, which needs a box."""
        comments = root.find(n.LIST)
        if comments is None:
            comments = new_child(root, n.LIST)
        comment = there if there is not None else new_child(comments, n.COMMENT, ref=ref, authorId=self._author(root))
        holder = comment.find(n.COMMENT_TEXT)
        if holder is None:
            holder = new_child(comment, n.COMMENT_TEXT)
        bare = holder.find(n.TEXT)
        if bare is not None:  # a text without runs takes none beside it
            run = new_child(holder, n.RUN)
            run.append(bare)
        words = f"\n{AUTHOR}: {text}" if there is not None else text
        new_child(new_child(holder, n.RUN), n.TEXT, **{XML_SPACE: "preserve"}).text = words
        return there is None

    def _author(self, root: Element) -> str:
        authors = root.find(n.AUTHORS)
        if authors is None:
            authors = root.makeelement(n.AUTHORS, {})
            root.insert(0, authors)
        known = [author.text for author in authors.iterchildren(n.AUTHOR)]
        if AUTHOR not in known:
            new_child(authors, n.AUTHOR).text = AUTHOR
            known.append(AUTHOR)
        return str(known.index(AUTHOR))

    def _draw(self, refs: list[str]) -> None:
        """Boxes for new comments. Each is numbered behind the last that is there."""
        content = self._package.content(self._drawing) if self._drawing else _DRAWING.encode()
        first = 1 + max((int(found["number"]) for found in _SHAPE_NUMBER.finditer(content)), default=1024)
        boxes = "".join(self._box(number, ref) for number, ref in enumerate(refs, first))
        head, _, tail = content.rpartition(_END)
        content = head + boxes.encode() + _END + tail
        if self._drawing:
            self._package.put_content(self._drawing, content)
            return
        part = self._free("xl/drawings/vmlDrawing", "vml")
        name = self._package.add(part, content, media_type=_DRAWING_TYPE, kind="vmlDrawing", source=self._part)
        drawing = self._root.makeelement(n.LEGACY_DRAWING, {n.RELATIONSHIP: name})
        following = next((child for child in self._root if child.tag in n.AFTER_LEGACY_DRAWING), None)
        if following is not None:
            following.addprevious(drawing)
        else:
            self._root.append(drawing)

    def _box(self, number: int, ref: str) -> str:
        row, column = position(ref) or (0, 0)
        lines = sum(1 + len(line) // 30 for text in self._new[ref] for line in text.split("\n"))
        height = min(16 * lines + 10, 400)
        bottom = row + 1 + height // 18
        return _BOX.format(number=number, row=row, column=column, left=column + 1, right=column + 4, bottom=bottom, height=height)

    def _free(self, stem: str, extension: str) -> str:
        names = (f"{stem}{number}.{extension}" for number in range(1, 10_000))
        return next(name for name in names if name not in self._package.parts)


def comments_at(package: Package, sheet: str) -> dict[str, list[str]]:
    """The comments of a sheet by cell: notes, and what people said in discussions."""
    found: dict[str, list[str]] = {}
    for link in package.relationships(sheet):
        if link.kind not in ("comments", "threadedComment") or link.external or link.target not in package.parts:
            continue
        for comment in package.root(link.target).iter():
            if isinstance(comment.tag, str) and comment.get("ref"):
                texts = (node.text or "" for node in comment.iter() if isinstance(node.tag, str) and node.tag.endswith(("}t", "}text")))
                found.setdefault(comment.get("ref", ""), []).append("".join(texts).strip())
    return found
