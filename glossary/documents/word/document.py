"""A Word document that was opened: which parts are read, and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass

from glossary.documents.document import Document, in_order, settle
from glossary.documents.word import names as n
from glossary.documents.word.atoms import IN_FOOTNOTE, IN_HEADER, Atom, Ground
from glossary.documents.word.reading import Reader
from glossary.documents.word.styles import Styles
from glossary.documents.word.writing import Writer
from glossary.domain.block import BlockKind, Draft
from glossary.domain.change import Change, Written
from glossary.domain.message import Message
from glossary.errors import N_, FileDamaged
from glossary.files.opc import Package
from glossary.files.sniff import RawFile
from glossary.files.xml import Element
from glossary.files.zip import Archive

_NOTES = {"footnotes": n.FOOTNOTE, "endnotes": n.ENDNOTE}
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read from a package: its main part, the roots of all parts read, text, atoms, and text boxes with their twins."""

    package: Package
    main: str
    roots: dict[str, Element]
    styles: Styles
    draft: Draft
    atoms: list[Atom]
    boxes: list[tuple[Element, Element]]


class WordDocument(Document):
    """A Word document. What was read serves the first writing; another one reads the file again."""

    def __init__(self, format: str, raw: RawFile) -> None:
        if raw.archive is None:
            raise FileDamaged(name=raw.name, reason=N_("it is no Office file"))
        self._archive = raw.archive
        self._content = raw.content
        self._read: Contents | None = _read(self._archive)
        super().__init__(format, self._read.draft, notes=tuple(_notes(self._archive.entries)))

    def write(self, changes: Sequence[Change]) -> Written:
        """The document with comments and changes; parts without any keep their bytes."""
        plan = settle(changes, len(self.draft.text))
        if not plan.comments and not plan.replacements:
            return Written(self._content, plan.unplaced)
        contents = self._read or _read(self._archive)
        self._read = None
        writer = Writer(contents.atoms, contents.roots, contents.boxes, contents.styles)
        unplaced = [*plan.unplaced, *writer.place(plan.comments, plan.replacements)]
        writer.save(contents.package, contents.main)
        return Written(contents.package.write() if writer.changed else self._content, in_order(unplaced))


def _read(archive: Archive) -> Contents:
    package = Package(archive)
    main = package.main_part()
    root = package.root(main)
    body = root.find(n.BODY)
    if body is None:
        strict = root.tag.startswith(f"{{{n.STRICT}}}")
        reason = N_("it is in the strict variant of Open XML; save it as an ordinary .docx") if strict else N_("it has no body")
        raise FileDamaged(name=archive.name, reason=reason)
    links = [link for link in package.relationships(main) if not link.external and link.target in archive]
    parts = {kind: [link.target for link in links if link.kind == kind] for kind in ("styles", "header", "footer", *_NOTES)}
    styles = Styles(package.root(parts["styles"][0]) if parts["styles"] else None)
    reader = Reader(styles)
    roots = {main: root}
    reader.read(body, Ground(main))
    for kind, tag in _NOTES.items():
        for part in parts[kind][:1]:
            roots[part] = package.root(part)
            for note in roots[part].iterchildren(tag):
                if note.get(n.TYPE) not in _SEPARATORS:
                    reader.read(note, Ground(part, no_comment=IN_FOOTNOTE), BlockKind.FOOTNOTE)
    for part in dict.fromkeys(parts["header"] + parts["footer"]):
        roots[part] = package.root(part)
        reader.read(roots[part], Ground(part, no_comment=IN_HEADER), BlockKind.HEADER)
    return Contents(package, main, roots, styles, reader.draft(), reader.atoms, reader.boxes)


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
