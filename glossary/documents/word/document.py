"""A Word document that was opened: which parts are read, and the way back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from glossary.documents.document import Document, in_order, settle
from glossary.documents.word import names as n
from glossary.documents.word.atoms import IN_FOOTNOTE, IN_HEADER, Ground
from glossary.documents.word.comments import Comments, asides_in
from glossary.documents.word.places import Places
from glossary.documents.word.reading import Reader
from glossary.documents.word.styles import Styles
from glossary.documents.word.writing import Writer
from glossary.domain.block import BlockKind
from glossary.domain.change import Change, Written
from glossary.domain.message import Message
from glossary.errors import N_, FileDamaged
from glossary.files.opc import Package
from glossary.files.sniff import RawFile
from glossary.files.xml import Element
from glossary.files.zip import Archive

_NOTES = {"footnotes": n.FOOTNOTE, "endnotes": n.ENDNOTE}
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


class WordDocument(Document):
    """A Word document. Between reading and writing only its bytes and its text are kept: its elements take ten times as much.

    Even while it is read or written, no more than some paragraphs of the body are there as elements.
    """

    def __init__(self, format: str, raw: RawFile) -> None:
        if raw.archive is None:
            raise FileDamaged(name=raw.name, reason=N_("it is no Office file"))
        self._archive = raw.archive
        self._content = raw.content
        parts = _Parts(self._archive)
        reader = Reader(parts.styles)
        parts.show(reader)
        draft = replace(reader.draft(), asides=tuple(asides_in(parts.package, parts.main, reader.ranges)))
        super().__init__(format, draft, notes=tuple(_notes(self._archive.entries)))

    @cached_property
    def _places(self) -> Places:
        return Places(self.draft)

    def location(self, place: int) -> Message | None:
        """The paragraph, footnote, header or text box, by its number."""
        return self._places.location(place)

    def write(self, changes: Sequence[Change]) -> Written:
        """The document with comments and changes; parts without any keep their bytes."""
        plan = settle(changes, len(self.draft.text))
        if not plan.comments and not plan.replacements:
            return Written(self._content, plan.unplaced)
        parts = _Parts(self._archive, writes=True)
        writer = Writer(plan, Comments(parts.styles, parts.package, parts.main))
        reader = Reader(parts.styles, writer)
        parts.show(reader)
        reader.draft()
        if not writer.changed:
            return Written(self._content, in_order(writer.unplaced))
        writer.save()
        parts.save(writer.touched)
        return Written(parts.package.write(), in_order(writer.unplaced))


class _Parts:
    """The parts of a Word file that hold text, in the order of reading: body, footnotes, endnotes, headers, footers."""

    def __init__(self, archive: Archive, *, writes: bool = False) -> None:
        self.package = Package(archive)
        self.main = self.package.main_part()
        self._main = self.package.gradual(self.main, n.BODY, kept=writes)
        self._roots: dict[str, Element] = {}
        links = [link for link in self.package.relationships(self.main) if not link.external and link.target in archive]
        self._links = {kind: [link.target for link in links if link.kind == kind] for kind in ("styles", "header", "footer", *_NOTES)}
        styles = self._links["styles"]
        self.styles = Styles(self.package.root(styles[0]) if styles else None)
        self._name = archive.name

    def show(self, reader: Reader) -> None:
        """Let the reader read all of them."""
        reader.read(self._main.children(reader.let_go), Ground(self.main))
        if not self._main.has_body:
            raise FileDamaged(name=self._name, reason=_why_no_body(self._main.root))
        for kind, tag in _NOTES.items():
            for part in self._links[kind][:1]:
                for note in self._root(part).iterchildren(tag):
                    if note.get(n.TYPE) not in _SEPARATORS:
                        reader.read(note, Ground(part, no_comment=IN_FOOTNOTE), BlockKind.FOOTNOTE)
        for part in dict.fromkeys(self._links["header"] + self._links["footer"]):
            reader.read(self._root(part), Ground(part, no_comment=IN_HEADER), BlockKind.HEADER)

    def save(self, touched: Iterable[str]) -> None:
        """Take these parts as changed, once all of them were shown."""
        for part in touched:
            if part == self.main:
                self.package.put_content(part, self._main.written())
            else:
                self.package.put(part, self._roots[part])

    def _root(self, part: str) -> Element:
        self._roots[part] = self.package.root(part)
        return self._roots[part]


def _why_no_body(root: Element) -> str:
    strict = root.tag.startswith(f"{{{n.STRICT}}}")
    return N_("it is in the strict variant of Open XML; save it as an ordinary .docx") if strict else N_("it has no body")


def _notes(entries: Sequence[str]) -> list[Message]:
    """What the file holds that is not read."""
    unread = {
        N_("{count} embedded file(s) were not read"): "/embeddings/",
        N_("{count} chart(s) were not read"): "/charts/chart",
        N_("{count} SmartArt drawing(s) were not read"): "/diagrams/data",
        N_("{count} imported file(s) (altChunk) were not read"): "/afchunk",
    }
    found = {template: sum(mark in entry for entry in entries) for template, mark in unread.items()}
    return [Message(template, (("count", count),)) for template, count in found.items() if count]
