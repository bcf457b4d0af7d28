"""Documents whose text is the file's text, with marks between the words: words are replaced, marks stay."""

from collections.abc import Callable

from glossary.documents.pieces.guarded import Area, GuardedDocument, area_of
from glossary.documents.pieces.spread import Atom, atoms_of
from glossary.domain.block import Draft
from glossary.errors import N_, FileDamaged
from glossary.files.sniff import RawFile


def prose(
    format: str, read: Callable[[str], Draft], raw: RawFile, *, escape: Callable[[str], str] = str, mark: str = ""
) -> GuardedDocument:
    """The document in a text file. ``escape`` writes words as the format has them, ``mark`` stands before a character that is escaped."""
    if raw.decoded is None:
        raise FileDamaged(name=raw.name, reason=N_("it is no text"))
    draft = read(raw.decoded.text)
    areas = [area_of(block) for block in draft.blocks]

    def atoms(area: Area) -> list[Atom]:
        return atoms_of(draft.text, area.block, escape=mark) if area.block else []

    return GuardedDocument(format, draft, raw.decoded, areas, atoms=atoms, escape=escape)
