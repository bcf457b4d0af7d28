"""Where each character of a Word document stands: atoms, the smallest pieces that hold text, and the ground they stand on."""

from dataclasses import dataclass, replace

from glossary.domain.message import Message
from glossary.errors import N_
from glossary.files.xml import Element

IN_HEADER = Message(N_("Word takes no comments in headers and footers"))
IN_FOOTNOTE = Message(N_("other programs do not open comments in footnotes and endnotes"))
IN_BOX = Message(N_("other programs do not open comments in text boxes"))
IN_FIELD = Message(N_("the words come from a field, which writes them anew"))
IN_CONTROL = Message(N_("the words come from a form control that is locked or filled from elsewhere"))
IN_RUBY = Message(N_("the words carry a reading (ruby)"))
MOVED = Message(N_("the words were moved with tracking; accept or reject that first"))


@dataclass(frozen=True, slots=True)
class Ground:
    """The part that text stands in, and what cannot be done to it there, with the reason."""

    part: str
    no_comment: Message | None = None
    no_replacement: Message | None = None

    def fixed(self, reason: Message) -> "Ground":
        """The same ground, where words cannot be replaced."""
        return self if self.no_replacement else replace(self, no_replacement=reason)


@dataclass(slots=True)
class Atom:
    """Characters of the draft and the element that holds them.

    ``node`` holds the text, ``child`` is the run's own child in which it stands (the same, or a ruby around it), ``run`` is what
    stands among the paragraph's pieces: a run, or a formula. ``skip`` counts characters at the head of the node that Word drops.
    Only atoms with ``cuts`` can be divided.
    """

    start: int
    end: int
    node: Element
    child: Element
    run: Element
    paragraph: Element
    ground: Ground
    cuts: bool = False
    skip: int = 0
