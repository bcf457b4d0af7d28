"""The comments of slides in the classic form: one list of authors for the presentation, one list of comments for each slide."""

from collections.abc import Iterator
from datetime import UTC, datetime

from glossary.documents.document import AUTHOR, INITIALS
from glossary.documents.slides import names as n
from glossary.files.opc import Package
from glossary.files.xml import Element, new_child, new_root

_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."
_STEP = 300
"""How far apart the marks of comments stand on a slide, in its eighths of a point."""


class Comments:
    """New comments for one writing of a presentation."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._main = main
        self._lists: dict[str, tuple[str | None, Element]] = {}
        self._counts: dict[str, int] = {}  # lists of elements count themselves anew each time
        self._authors: Element | None = None
        self._author: Element | None = None

    def add(self, slide: str, text: str) -> None:
        """A comment on the slide in that part."""
        _, comments = self._list(slide)
        author = self._our_author()
        number = _number(author, "lastIdx") + 1
        author.set("lastIdx", str(number))
        date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000")
        comment = new_child(comments, n.p("cm"), authorId=author.get("id", "0"), dt=date, idx=str(number))
        place = self._counts[slide] * _STEP
        self._counts[slide] += 1
        new_child(comment, n.p("pos"), x=str(place % 4_000), y=str(place // 4_000 * _STEP))
        new_child(comment, n.p("text")).text = text

    def save(self) -> None:
        """Hand the lists over."""
        for slide, (part, comments) in self._lists.items():
            if part:
                self._package.put(part, comments)
            else:
                free = self._free("ppt/comments/comment")
                self._package.add(free, comments, media_type=f"{_TYPE}comments+xml", kind="comments", source=slide)
        if self._authors is None:
            return
        part = self._part_of(self._main, "commentAuthors")
        if part:
            self._package.put(part, self._authors)
        else:
            media_type = f"{_TYPE}commentAuthors+xml"
            self._package.add("ppt/commentAuthors.xml", self._authors, media_type=media_type, kind="commentAuthors", source=self._main)

    def _list(self, slide: str) -> tuple[str | None, Element]:
        if slide not in self._lists:
            part = self._part_of(slide, "comments")
            self._lists[slide] = part, self._package.root(part) if part else new_root(n.p("cmLst"), {"p": n.PRESENTATION})
            self._counts[slide] = len(self._lists[slide][1])
        return self._lists[slide]

    def _our_author(self) -> Element:
        if self._author is None:
            part = self._part_of(self._main, "commentAuthors")
            self._authors = self._package.root(part) if part else new_root(n.p("cmAuthorLst"), {"p": n.PRESENTATION})
            known = list(self._authors.iter(n.p("cmAuthor")))
            free = 1 + max((_number(author, "id") for author in known), default=-1)
            ours = next((author for author in known if author.get("name") == AUTHOR), None)
            if ours is None:
                fields = {"id": str(free), "name": AUTHOR, "initials": INITIALS, "lastIdx": "0", "clrIdx": str(free % 8)}
                ours = new_child(self._authors, n.p("cmAuthor"), **fields)
            self._author = ours
        return self._author

    def _part_of(self, source: str, kind: str) -> str | None:
        links = [link.target for link in self._package.relationships(source) if link.kind == kind and not link.external]
        return next((target for target in links if target in self._package.parts), None)

    def _free(self, stem: str) -> str:
        taken = set(self._package.parts)
        return next(name for number in range(1, len(taken) + 2) if (name := f"{stem}{number}.xml") not in taken)


def comments_on(package: Package, slide: str) -> Iterator[str]:
    """The comments on a slide, of the classic form and of the newer one, in which answers stand beside the comment's own text."""
    for link in package.relationships(slide):
        if link.kind == "comments" and not link.external and link.target in package.parts:
            for comment in package.root(link.target):
                for part in comment:
                    if isinstance(part.tag, str) and part.tag.endswith(("}text", "}txBody")):
                        yield part.text or "" if part.tag == n.p("text") else "".join(node.text or "" for node in part.iter(n.TEXT))


def _number(author: Element, attribute: str) -> int:
    value = author.get(attribute, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
