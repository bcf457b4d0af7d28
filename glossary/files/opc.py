"""Office files as packages (ECMA-376 part 2): parts, their types, and the relationships between them."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.errors import N_, FileDamaged, FileUnsafe
from glossary.files.gradual import PIECE, Gradual
from glossary.files.limits import MAX_BYTES
from glossary.files.xml import Element, new_child, new_root, parse, serialise
from glossary.files.zip import Archive, Deflated

CONTENT_TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

READINGS = 4
"""Times that all that a file may hold can be read: each part is asked for once or twice, but a hundred thousand may point to one."""

READING = 4_000
"""Bytes for which a reading counts at least."""

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIP = f"{{{_RELATIONSHIPS}}}Relationship"


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part points at: ``kind`` is the last step of the type's address (header, comments), ``target`` a part's path."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """An Office file opened for reading and for writing once: changes of parts are gathered and written together."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._changed: dict[str, bytes | Deflated] = {}
        self._left = READINGS * MAX_BYTES

    @property
    def parts(self) -> tuple[str, ...]:
        """The paths of all parts, new ones too."""
        return tuple(dict.fromkeys((*self._archive.entries, *self._changed)))

    def main_part(self) -> str:
        """The path of the document itself."""
        found = next((link.target for link in self.relationships("") if link.kind == "officeDocument"), None)
        if found is None or found not in self._archive:
            raise FileDamaged(name=self._archive.name, reason=N_("it does not say where its text stands"))
        return found

    def root(self, part: str) -> Element:
        """The root of a part, read afresh."""
        return parse(self.content(part), f"{self._archive.name}: {part}")

    def gradual(self, part: str, tag: str, *, kept: bool = False) -> Gradual:
        """A part whose text stands in the children of the element of that name, read a few at a time."""
        pieces = iter((self.content(part),)) if part in self._changed else self._archive.pieces(part, PIECE)
        return Gradual(pieces, f"{self._archive.name}: {part}", tag, kept=kept)

    def content(self, part: str) -> bytes:
        """The bytes of a part. Raises FileUnsafe when one file has had its parts read again and again."""
        changed = self._changed.get(part)
        if isinstance(changed, Deflated):
            raise AssertionError("the part is packed already")
        content = self._archive.read(part) if changed is None else changed
        self._left -= max(len(content), READING)
        if self._left < 0:
            raise FileUnsafe(name=self._archive.name, reason=N_("its parts point to one another without end"))
        return content

    def relationships(self, part: str) -> Iterator[Relationship]:
        """What a part points at; the part "" is the package."""
        path = _relationships_of(part)
        if path not in self._archive and path not in self._changed:
            return
        for link in self.root(path).iter(_RELATIONSHIP):
            external = link.get("TargetMode") == "External"
            target = link.get("Target", "")
            if not external:
                target = _resolved(part, target)
            yield Relationship(link.get("Id", ""), link.get("Type", "").rsplit("/", 1)[-1], target, external)

    def put(self, part: str, root: Element) -> None:
        """Take a part as changed."""
        self._changed[part] = serialise(root)

    def put_content(self, part: str, content: bytes | Deflated) -> None:
        """Take the bytes of a part as changed; packed ones cannot be read again."""
        self._changed[part] = content

    def add(self, part: str, root: Element | bytes, *, media_type: str, kind: str, source: str) -> str:
        """Take a new part, to which another points. Returns the name of the relationship: one of that kind that leads nowhere is taken."""
        there = set(self.parts)
        self.put_content(part, root if isinstance(root, bytes) else serialise(root))
        types = self.root(CONTENT_TYPES)
        for stated in [entry for entry in types.iterchildren(f"{_TYPES}Override") if entry.get("PartName") == f"/{part}"]:
            types.remove(stated)
        new_child(types, f"{_TYPES}Override", PartName=f"/{part}", ContentType=media_type)
        self.put(CONTENT_TYPES, types)
        path = _relationships_of(source)
        known = path in self._archive or path in self._changed
        links = self.root(path) if known else new_root(f"{{{_RELATIONSHIPS}}}Relationships", {None: _RELATIONSHIPS})
        target = posixpath.relpath(part, posixpath.dirname(source))
        for link in links.iter(_RELATIONSHIP):
            is_inside = link.get("TargetMode") != "External"
            if link.get("Type") == OFFICE + kind and is_inside and _resolved(source, link.get("Target", "")) not in there:
                link.set("Target", target)
                self.put(path, links)
                return link.get("Id", "")
        taken = {link.get("Id") for link in links.iter(_RELATIONSHIP)}
        free = next(name for number in range(1, len(taken) + 2) if (name := f"rIdK{number}") not in taken)
        new_child(links, _RELATIONSHIP, Id=free, Type=OFFICE + kind, Target=target)
        self.put(path, links)
        return free

    def write(self) -> bytes:
        """The package with its changed parts; all others keep their bytes."""
        return self._archive.write(self._changed)


def _resolved(source: str, target: str) -> str:
    """The path of a part that is named as seen from another one."""
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def _relationships_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
