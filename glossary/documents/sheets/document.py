"""A workbook that was opened, and the way back."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy

from glossary.documents.document import OUTSIDE, Document, in_order, settle
from glossary.documents.pieces.guarded import quoted
from glossary.documents.pieces.spread import ACROSS, Atom, Edit, edited, spread
from glossary.documents.sheets import names as n
from glossary.documents.sheets.comments import Comments, comments_at
from glossary.documents.sheets.reading import Cell, Sheet, Workbook, blocks_of, is_heading
from glossary.domain.aside import Aside, is_addressed
from glossary.domain.block import Block, BlockKind, Draft, Piece
from glossary.domain.change import Change, Comment, Replacement, Unplaced, Written
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.errors import N_, FileDamaged
from glossary.files.opc import Package
from glossary.files.sniff import RawFile
from glossary.files.xml import XML_SPACE, Element, clean
from glossary.files.zip import Archive

IN_SHEET_NAME = Message(N_("the name of a sheet is changed in Excel, because formulas may use it"))
NO_COMMENT_ON_NAME = Message(N_("the name of a sheet takes no comment"))
IN_COLUMN_NAME = Message(N_("the words name a column of a table and are changed in Excel, because formulas may use them"))


class SheetDocument(Document):
    """A workbook. Between reading and writing only its bytes, its text and the places of its cells are kept."""

    def __init__(self, format: str, raw: RawFile) -> None:
        if raw.archive is None:
            raise FileDamaged(name=raw.name, reason=N_("it is no Office file"))
        self._content, self._name = raw.content, raw.name
        self._places: list[tuple[int, str, str]] = []
        self._uses: Counter[int] = Counter()
        workbook = Workbook(Package(raw.archive), raw.name)
        super().__init__(format, self._read(workbook), notes=tuple(_notes(raw.archive, workbook.hidden)))

    def _read(self, workbook: Workbook) -> Draft:
        lines: list[str] = []
        blocks: list[Block] = []
        asides: list[Aside] = []
        for sheet, _, cells in workbook.sheets():
            comments = comments_at(workbook.package, sheet.part)
            lines.append(f"{sheet.name}\n")
            if sheet.name.strip():
                blocks.append(Block(BlockKind.HEADING, (Piece(sheet.span),), level=1))
            self._places.append((sheet.span.start, sheet.name, ""))
            for cell in cells:
                text = "".join(atom.text for atom in cell.atoms())
                lines.append(f"{text}\n")
                blocks += blocks_of(text, cell.span.start)
                self._places.append((cell.span.start, sheet.name, cell.ref))
                asides += [Aside(words, cell.span, (cell.span,)) for words in comments.get(cell.ref, ()) if is_addressed(words)]
                if cell.shared is not None:
                    self._uses[cell.shared] += 1
        return Draft(text="".join(lines), blocks=tuple(blocks), asides=tuple(asides))

    def location(self, place: int) -> Message | None:
        """The sheet and the cell."""
        number = bisect_right(self._places, place, key=lambda found: found[0]) - 1
        if number < 0:
            return None
        _, sheet, cell = self._places[number]
        if not cell:
            return Message(N_("sheet {sheet}"), (("sheet", sheet),))
        return Message(N_("sheet {sheet}, cell {cell}"), (("sheet", sheet), ("cell", cell)))

    def write(self, changes: Sequence[Change]) -> Written:
        """The workbook with its words replaced and comments at its cells; parts without any keep their bytes."""
        plan = settle(changes, len(self.draft.text))
        if not plan.comments and not plan.replacements:
            return Written(self._content, plan.unplaced)
        writer = _Writer(Workbook(Package(Archive(self._content, self._name)), self._name), self._uses, self.draft.text)
        unplaced = [*plan.unplaced, *writer.place(sorted((*plan.comments, *plan.replacements), key=lambda change: change.span))]
        return Written(writer.save() if writer.is_changed else self._content, in_order(unplaced))


class _Writer:
    """One writing of one workbook."""

    def __init__(self, workbook: Workbook, uses: Counter[int], draft: str) -> None:
        self.is_changed = False
        self._workbook = workbook
        self._package = workbook.package
        self._uses = uses
        self._draft = draft
        self._atoms: dict[Span, Sequence[Atom]] = {}
        self._last_string = workbook.strings[-1] if workbook.strings else None
        self._new_strings = 0
        self._touched_strings = False

    def place(self, changes: Sequence[Change]) -> Iterator[Unplaced]:
        """Place what can be placed, sheet after sheet; the rest comes back with the reason."""
        left = list(changes)
        for sheet, root, cells in self._workbook.sheets():
            found = list(cells)
            end = found[-1].span.end if found else sheet.span.end
            here = [change for change in left if change.span.start <= end]
            left = left[len(here) :]
            if here:
                yield from self._place_in_sheet(sheet, root, found, here)
        for change in left:
            yield Unplaced(change, OUTSIDE)

    def save(self) -> bytes:
        """The workbook's bytes."""
        root, part = self._workbook.strings_root, self._workbook.strings_part
        if root is not None and part is not None and (self._new_strings or self._touched_strings):
            if root.get("uniqueCount", "").isdigit():
                root.set("uniqueCount", str(int(root.get("uniqueCount", "0")) + self._new_strings))
            self._package.put(part, root)
        return self._package.write()

    def _place_in_sheet(self, sheet: Sheet, root: Element, cells: list[Cell], changes: Sequence[Change]) -> Iterator[Unplaced]:
        comments = Comments(self._package, sheet.part, root)
        edits: dict[int, list[Edit]] = {}
        self._atoms = {}
        for change in changes:
            number = bisect_right(cells, change.span.start, key=lambda cell: cell.span.start) - 1
            cell = cells[number] if number >= 0 else None
            found = self._prepare(change, cell, comments)
            if isinstance(found, Message):
                yield Unplaced(change, found)
            else:
                edits.setdefault(number, []).extend(found)
        for number, found_edits in edits.items():
            if found_edits:
                self._edit(cells[number], found_edits)
        is_anchored = comments.save()
        if is_anchored or any(edits.values()):
            self._package.put(sheet.part, root)
            self.is_changed = True

    def _prepare(self, change: Change, cell: Cell | None, comments: Comments) -> list[Edit] | Message:
        """The edits of a replacement; a comment is taken at once. A message where neither can be."""
        if cell is None:
            return NO_COMMENT_ON_NAME if isinstance(change, Comment) else IN_SHEET_NAME
        if change.span.end > cell.span.end:
            return ACROSS
        if isinstance(change, Comment):
            return comments.add(cell.ref, clean(quoted(self._draft[slice(*change.span)], change.text))) or []
        return IN_COLUMN_NAME if is_heading(cell) else self._edits(change, cell)

    def _edits(self, change: Replacement, cell: Cell) -> list[Edit] | Message:
        if cell.span not in self._atoms:
            self._atoms[cell.span] = cell.atoms()
        return spread(self._atoms[cell.span], change.span, clean(change.text))

    def _edit(self, cell: Cell, edits: Sequence[Edit]) -> None:
        holder = self._own(cell)
        nodes = Cell(cell.sheet, cell.ref, cell.element, holder, cell.shared, cell.span).nodes()
        by_node: defaultdict[int, list[Edit]] = defaultdict(list)
        for edit in edits:
            by_node[edit.atom.place].append(edit)
        for place, here in by_node.items():
            node = nodes[place]
            node.text = edited(node.text or "", here)
            if node.tag == n.TEXT:
                node.set(XML_SPACE, "preserve")
        for reading in list(holder.iterchildren(n.READING)):  # they count characters that are other ones now
            holder.remove(reading)

    def _own(self, cell: Cell) -> Element:
        """What holds the words of this cell alone: a string that other cells share stays for them, and so does one of which cells
        on hidden sheets may be made, as these are not read."""
        if cell.shared is None:
            return cell.holder
        self._touched_strings = True
        root, value = self._workbook.strings_root, cell.element.find(n.VALUE)
        is_own = self._uses[cell.shared] < 2 and not self._workbook.hidden
        if is_own or root is None or value is None or self._last_string is None:
            return cell.holder
        own = deepcopy(cell.holder)
        value.text = str(len(self._workbook.strings) + self._new_strings)
        self._new_strings += 1
        self._last_string.addnext(own)
        self._last_string = own
        return own


def _notes(archive: Archive, hidden: int) -> Iterator[Message]:
    """What the file holds that is not read."""
    entries = [entry for entry in archive.entries if not entry.endswith(".rels")]
    drawings = [entry for entry in entries if "/drawings/drawing" in entry]
    unread = {
        N_("{count} hidden sheet(s) were not read"): hidden,
        N_("{count} embedded file(s) were not read"): sum("/embeddings/" in entry for entry in entries),
        N_("{count} chart(s) were not read"): sum("/charts/chart" in entry for entry in entries),
        N_("{count} drawing(s) with text were not read"): sum(b":txBody>" in archive.read(entry) for entry in drawings),
    }
    for template, count in unread.items():
        if count:
            yield Message(template, (("count", count),))
