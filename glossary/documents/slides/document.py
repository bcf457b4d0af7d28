"""A presentation that was opened, and the way back."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from glossary.documents.document import OUTSIDE, Document, in_order, settle
from glossary.documents.pieces.guarded import quoted
from glossary.documents.pieces.spread import ACROSS, Edit, edited, spread
from glossary.documents.slides import names as n
from glossary.documents.slides.comments import Comments, comments_on
from glossary.documents.slides.reading import Line, Reader
from glossary.domain.aside import Aside, is_addressed
from glossary.domain.block import BlockKind
from glossary.domain.change import Change, Comment, Replacement, Unplaced, Written
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.errors import N_, FileDamaged
from glossary.files.opc import Package
from glossary.files.sniff import RawFile
from glossary.files.xml import Element, clean
from glossary.files.zip import Archive

IN_NOTES = Message(N_("PowerPoint takes no comments in speaker's notes"))
MODERN = Message(N_("the presentation has comments of a newer kind, beside which others cannot stand"))


class SlideDocument(Document):
    """A presentation. Between reading and writing only its bytes and its text are kept."""

    def __init__(self, format: str, raw: RawFile) -> None:
        if raw.archive is None:
            raise FileDamaged(name=raw.name, reason=N_("it is no Office file"))
        self._archive = raw.archive
        self._content = raw.content
        opened = _Slides(self._archive)
        self._starts = [(line.span.start, line.slide) for line in opened.reader.lines]
        draft = replace(opened.reader.draft(), asides=tuple(opened.asides()))
        super().__init__(format, draft, notes=tuple(_notes(self._archive.entries)))

    def location(self, place: int) -> Message | None:
        """The slide, as people count them."""
        number = bisect_right(self._starts, place, key=lambda line: line[0]) - 1
        return Message(N_("slide {number}"), (("number", self._starts[number][1]),)) if number >= 0 else None

    def write(self, changes: Sequence[Change]) -> Written:
        """The presentation with its words replaced and comments on its slides; slides without any keep their bytes."""
        plan = settle(changes, len(self.draft.text))
        if not plan.comments and not plan.replacements:
            return Written(self._content, plan.unplaced)
        opened = _Slides(self._archive)
        unplaced = [*plan.unplaced, *opened.replace(plan.replacements), *opened.remark(plan.comments, self.draft.text)]
        return Written(opened.package.write() if opened.is_changed else self._content, in_order(unplaced))


class _Slides:
    """The slides of a presentation, read for one purpose."""

    def __init__(self, archive: Archive) -> None:
        self.package = Package(archive)
        self.reader = Reader()
        self.is_changed = False
        self._main = self.package.main_part()
        self._roots: dict[str, Element] = {}
        self._has_modern = any(mark in part for part in self.package.parts for mark in ("/modernComment", "/threadedComment"))
        for number, part in enumerate(self._order(), 1):
            self._read(part, number, None)
            for link in self.package.relationships(part):
                if link.kind == "notesSlide" and link.target in archive:
                    self._read(link.target, number, BlockKind.NOTE)

    def asides(self) -> Iterator[Aside]:
        """The comments that are addressed to the checker: each speaks of its whole slide."""
        slides: dict[int, list[Line]] = {}
        for line in self.reader.lines:
            slides.setdefault(line.slide, []).append(line)
        for lines in slides.values():
            covers = tuple(line.span for line in lines)
            for text in comments_on(self.package, lines[0].part):
                if is_addressed(text):
                    yield Aside(text, covers[0], covers)

    def replace(self, replacements: Sequence[Replacement]) -> list[Unplaced]:
        """Put in new words; what cannot be replaced comes back."""
        edits: defaultdict[int, list[Edit]] = defaultdict(list)
        parts: set[str] = set()
        unplaced = []
        for replacement in replacements:
            line = self._line(replacement.span)
            found = spread(line.atoms, replacement.span, clean(replacement.text)) if isinstance(line, Line) else line
            if isinstance(found, Message) or isinstance(line, Message):
                unplaced.append(Unplaced(replacement, found if isinstance(found, Message) else OUTSIDE))
            else:
                for edit in found:
                    edits[edit.atom.place].append(edit)
                parts.add(line.part)
        for place, here in edits.items():
            node = self.reader.nodes[place].find(n.TEXT)
            if node is not None:
                node.text = edited(node.text or "", here)
        for part in parts:
            self.package.put(part, self._roots[part])
        self.is_changed = self.is_changed or bool(parts)
        return unplaced

    def remark(self, comments: Sequence[Comment], draft: str) -> list[Unplaced]:
        """Put comments on their slides; where there is none to take them they come back."""
        unplaced = []
        written = Comments(self.package, self._main)
        for comment in comments:
            line = self._line(comment.span)
            reason = line if isinstance(line, Message) else self._refusal(line)
            if reason is not None or isinstance(line, Message):
                unplaced.append(Unplaced(comment, reason or OUTSIDE))
            else:
                written.add(line.part, clean(quoted(draft[slice(*comment.span)], comment.text)))
                self.is_changed = True
        written.save()
        return unplaced

    def _refusal(self, line: Line) -> Message | None:
        if "notesSlide" in line.part:
            return IN_NOTES
        return MODERN if self._has_modern else None

    def _line(self, span: Span) -> Line | Message:
        lines = self.reader.lines
        number = bisect_right(lines, span.start, key=lambda line: line.span.start) - 1
        if number < 0 or span.start > lines[number].span.end:
            return OUTSIDE
        return lines[number] if span.end <= lines[number].span.end else ACROSS

    def _read(self, part: str, number: int, kind: BlockKind | None) -> None:
        self._roots[part] = self.package.root(part)
        self.reader.read(self._roots[part], part, number, kind)

    def _order(self) -> list[str]:
        """The parts of the slides, in the order in which they are shown."""
        links = {link.id: link.target for link in self.package.relationships(self._main) if link.kind == "slide" and not link.external}
        shown = [links.get(slide.get(n.LINK, "")) for slide in self.package.root(self._main).iter(n.SLIDE_ID)]
        return [part for part in shown if part is not None and part in self.package.parts]


def _notes(entries: Sequence[str]) -> list[Message]:
    """What the file holds that is not read."""
    unread = {
        N_("{count} embedded file(s) were not read"): "/embeddings/",
        N_("{count} chart(s) were not read"): "/charts/chart",
        N_("{count} SmartArt drawing(s) were not read"): "/diagrams/data",
    }
    found = {template: sum(mark in entry for entry in entries) for template, mark in unread.items()}
    return [Message(template, (("count", count),)) for template, count in found.items() if count]
