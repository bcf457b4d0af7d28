"""Reads a page as a reader's program does: elements, texts and the language each text is in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img", "path", "rect", "use", "circle"}


@dataclass
class Element:
    """An element with its attributes, its children and its texts in order."""

    name: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def lang(self) -> str:
        """The language of the element, as inherited."""
        return self.attributes.get("lang") or (self.parent.lang if self.parent else "")

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """All text inside, with spaces as they would be read."""
        return " ".join("".join(text for _, text in self.texts()).split())

    def texts(self) -> "Iterator[tuple[Element, str]]":
        for child in self.children:
            if isinstance(child, str):
                yield self, child
            else:
                yield from child.texts()

    def all(self, name: str = "", class_: str = "", **attributes: str) -> "list[Element]":
        """The elements inside with that name, class and attributes."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                fits = (not name or child.name == name) and (not class_ or class_ in child.classes)
                if fits and all(child.attributes.get(key.rstrip("_").replace("_", "-")) == value for key, value in attributes.items()):
                    found.append(child)
                found += child.all(name, class_, **attributes)
        return found

    def one(self, name: str = "", class_: str = "", **attributes: str) -> "Element":
        """The only such element."""
        found = self.all(name, class_, **attributes)
        assert len(found) == 1, f"{len(found)} × {name} {class_} {attributes}"
        return found[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self._at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs}, self._at)
        self._at.children.append(element)
        if tag not in VOID:
            self._at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._at.children.append(Element(tag, {key: value or "" for key, value in attrs}, self._at))

    def handle_endtag(self, tag: str) -> None:
        assert self._at.name == tag, f"</{tag}> closes <{self._at.name}>"
        assert self._at.parent is not None
        self._at = self._at.parent

    def handle_data(self, data: str) -> None:
        self._at.children.append(data)


def read(page: str) -> Element:
    """The page as a tree. Fails where an element is not closed in order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader._at is reader.root, f"<{reader._at.name}> is not closed"
    return reader.root
