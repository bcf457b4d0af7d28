"""The comments of a Word document: those that are there stay, new ones are added with numbers of their own."""

from collections.abc import Iterator, Mapping

from glossary.documents.document import AUTHOR, INITIALS
from glossary.documents.word import names as n
from glossary.documents.word.styles import Styles
from glossary.documents.word.texts import fill
from glossary.domain.aside import Aside, is_addressed
from glossary.domain.span import Span
from glossary.files.opc import Package
from glossary.files.xml import Element, clean, new_child, new_root

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class Comments:
    """New comments, written behind those that are there while they are anchored; nothing is put into the package before ``save``."""

    def __init__(self, styles: Styles, package: Package, main: str) -> None:
        self._styles = styles
        self._package = package
        self._main = main
        links = package.relationships(main)
        found = (link.target for link in links if link.kind == "comments" and not link.external and link.target in package.parts)
        self._part = next(found, None)
        self._root = package.root(self._part) if self._part else new_root(n.w("comments"), {"w": n.WORD})
        taken = [comment.get(n.ID, "") for comment in self._root.iter(n.COMMENT)]
        self._first = self._next = 1 + max(
            (int(number) for number in taken if number.isascii() and number.isdigit() and len(number) < 10), default=-1
        )

    def add(self, text: str, date: str) -> tuple[Element, Element, Element]:
        """A new comment; its marks in the text: where it begins, where it ends, and the run that refers to it."""
        number = str(self._next)
        self._next += 1
        comment = new_child(self._root, n.COMMENT)
        for name, value in (("id", number), ("author", AUTHOR), ("date", date), ("initials", INITIALS)):
            comment.set(n.w(name), value)
        self._write(comment, text)
        names: dict[str | None, str] = {"w": n.WORD}
        start, end, run = new_root(n.RANGE_START, names), new_root(n.RANGE_END, names), new_root(n.RUN, names)
        self._style(run, n.RUN_PROPERTIES, n.RUN_STYLE, "CommentReference")
        for mark in (start, end, new_child(run, n.REFERENCE)):
            mark.set(n.ID, number)
        return start, end, run

    def save(self) -> None:
        """Put the new comments into the package."""
        if self._next == self._first:
            return
        if self._part:
            self._package.put(self._part, self._root)
        else:
            free = _free_part(self._package, self._main)
            self._package.add(free, self._root, media_type=_MEDIA_TYPE, kind="comments", source=self._main)

    def _write(self, comment: Element, text: str) -> None:
        for number, line in enumerate(clean(text).split("\n")):
            paragraph = new_child(comment, n.PARAGRAPH)
            self._style(paragraph, n.PARAGRAPH_PROPERTIES, n.PARAGRAPH_STYLE, "CommentText")
            if number == 0:
                mark = new_child(paragraph, n.RUN)
                self._style(mark, n.RUN_PROPERTIES, n.RUN_STYLE, "CommentReference")
                new_child(mark, n.w("annotationRef"))
            fill(new_child(paragraph, n.RUN), line)

    def _style(self, element: Element, properties: str, tag: str, name: str) -> None:
        if name in self._styles:
            new_child(new_child(element, properties), tag, **{n.VALUE: name})


def asides_in(package: Package, main: str, ranges: Mapping[str, Span]) -> Iterator[Aside]:
    """The comments that are addressed to the checker, each with the words that it is tied to; one without words has its paragraph."""
    for link in package.relationships(main):
        if link.kind != "comments" or link.external or link.target not in package.parts:
            continue
        for comment in package.root(link.target).iter(n.COMMENT):
            paragraphs = comment.iter(n.PARAGRAPH)
            text = " ".join("".join(node.text or "" for node in paragraph.iter(n.TEXT)) for paragraph in paragraphs)
            place = ranges.get(comment.get(n.ID, ""))
            if place is not None and is_addressed(text):
                yield Aside(text, place, (place,) if place.end > place.start else ())


def _free_part(package: Package, main: str) -> str:
    folder = main.rpartition("/")[0]
    names = (f"{folder}/comments{number or ''}.xml".lstrip("/") for number in range(1000))
    return next(name for name in names if name not in package.parts)
