"""A PDF that was opened: to be read, not to be written."""

from bisect import bisect_right
from collections.abc import Sequence

from glossary.documents.document import READ_ONLY, Document, in_order
from glossary.documents.pages.parent import read_pages
from glossary.documents.pages.reading import read
from glossary.domain.box import Box
from glossary.domain.change import Change, Unplaced, Written
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.errors import N_
from glossary.files.sniff import RawFile


class PageDocument(Document):
    """A PDF. Findings are told with their page and their boxes on it."""

    def __init__(self, format: str, raw: RawFile) -> None:
        self._content = raw.content
        reading = read(read_pages(raw.content, raw.name))
        self._boxes, self._pages = reading.boxes, reading.pages
        notes = (Message(N_("{count} page(s) hold no text, only pictures, and were not read"), (("count", reading.empty),)),)
        super().__init__(format, reading.draft, notes=notes if reading.empty else ())

    def location(self, place: int) -> Message | None:
        """The page."""
        return Message(N_("page {number}"), (("number", self._page(place)),)) if self._pages else None

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """The rectangles around the words, one for each line that they stand on."""
        found: list[Box] = []
        start = span.start
        while start < span.end:
            end = self.draft.text.find("\n", start, span.end)
            end = span.end if end < 0 else end
            around = [box for place in range(start, end) if any(box := self._boxes[4 * place : 4 * place + 4])]
            if around:
                lefts, bottoms, rights, tops = zip(*around, strict=True)
                found.append(Box(self._page(start), min(lefts), min(bottoms), max(rights), max(tops)))
            start = end + 1
        return tuple(found)

    def write(self, changes: Sequence[Change]) -> Written:
        """The file as it is: nothing can be changed in it."""
        return Written(self._content, in_order([Unplaced(change, READ_ONLY) for change in changes]))

    def _page(self, place: int) -> int:
        return self._pages[max(bisect_right(self._pages, place, key=lambda page: page[0]) - 1, 0)][1]
