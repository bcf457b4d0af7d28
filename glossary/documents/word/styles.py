"""What the styles of a document mean: headings, lists, captions, quotations, code.

Built-in styles have one English name in every language of Word (``w:name``); a style of the writer's own counts as what it is
based on, or by its name.
"""

import re
from dataclasses import dataclass

from glossary.documents.word.names import (
    HIDDEN,
    NUMBERING,
    OUTLINE,
    PARAGRAPH_PROPERTIES,
    PARAGRAPH_STYLE,
    RUN_PROPERTIES,
    RUN_STYLE,
    VALUE,
    w,
)
from glossary.domain.block import BlockKind, PieceKind
from glossary.files.xml import Element

_HEADING = re.compile(r"heading \d|title$|subtitle$|toc heading")
_CODE = re.compile(r"\b(?:source ?code|code|verbatim|preformatted|html (?:code|keyboard|sample|typewriter|variable|preformatted)|macro)\b")
_QUOTATION = re.compile(r"\b(?:quote|quotation|block text)s?\b")
_CONTENTS = re.compile(r"toc \d|table of figures|index \d|table of authorities")
_OFF = {"0", "false", "off"}
_BODY_LEVEL = "9"


@dataclass(frozen=True, slots=True)
class Style:
    """What paragraphs or runs of a style are. ``contents`` marks tables of contents: text that stands elsewhere too."""

    kind: BlockKind = BlockKind.PARAGRAPH
    piece: PieceKind = PieceKind.TEXT
    contents: bool = False
    hidden: bool = False


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        for style in root.iter(w("style")) if root is not None else ():
            self._styles.setdefault(style.get(w("styleId"), ""), style)
        self._known: dict[str, Style] = {}

    def __contains__(self, style: str) -> bool:
        return style in self._styles

    def paragraph(self, properties: Element | None) -> Style:
        """What a paragraph with these properties (``w:pPr``) is: its own come before its style's."""
        if properties is None:
            return self._style("")
        named = properties.find(PARAGRAPH_STYLE)
        style = self._style(named.get(VALUE, "") if named is not None else "")
        return _with_own(style, properties)

    def run(self, properties: Element | None) -> Style:
        """What a run with these properties (``w:rPr``) is."""
        if properties is None:
            return _PLAIN
        named = properties.find(RUN_STYLE)
        style = self._style(named.get(VALUE, "")) if named is not None else _PLAIN
        hidden = properties.find(HIDDEN)
        if hidden is not None:
            return Style(style.kind, style.piece, style.contents, hidden=hidden.get(VALUE) not in _OFF)
        return style

    def _style(self, name: str) -> Style:
        if name not in self._known:
            self._known[name] = self._resolved(name)
        return self._known[name]

    def _resolved(self, name: str) -> Style:
        """What a style means: the first style of its line (itself, then what it is based on) that says something decides."""
        found = _PLAIN
        for style in reversed(self._line(name)):
            label = style.find(w("name"))
            found = _by_name((label.get(VALUE, "") if label is not None else "").lower(), found)
            properties = style.find(PARAGRAPH_PROPERTIES)
            if properties is not None:
                found = _with_own(found, properties)
            hidden = style.find(f"{RUN_PROPERTIES}/{HIDDEN}")
            if hidden is not None:
                found = Style(found.kind, found.piece, found.contents, hidden=hidden.get(VALUE) not in _OFF)
        return found

    def _line(self, name: str) -> list[Element]:
        line: list[Element] = []
        while name in self._styles and self._styles[name] not in line:
            line.append(self._styles[name])
            base = line[-1].find(w("basedOn"))
            name = base.get(VALUE, "") if base is not None else ""
        return line


_PLAIN = Style()


def _by_name(name: str, inherited: Style) -> Style:
    kind, piece = inherited.kind, inherited.piece
    if _HEADING.match(name):
        kind = BlockKind.HEADING
    elif name == "caption":
        kind = BlockKind.CAPTION
    elif name.startswith(("list ", "list paragraph")) and name != "list paragraph":
        kind = BlockKind.ITEM
    if _CODE.search(name):
        piece = PieceKind.CODE
    elif _QUOTATION.search(name):
        piece = PieceKind.QUOTATION
    return Style(kind, piece, bool(_CONTENTS.match(name)), inherited.hidden)


def _with_own(style: Style, properties: Element) -> Style:
    """The style with what a ``w:pPr`` says itself about outline and numbering."""
    kind = style.kind
    outline = properties.find(OUTLINE)
    if outline is not None:
        level = outline.get(VALUE, _BODY_LEVEL)
        kind = BlockKind.HEADING if level != _BODY_LEVEL else BlockKind.PARAGRAPH if kind is BlockKind.HEADING else kind
    numbering = properties.find(NUMBERING)
    if numbering is not None and kind is not BlockKind.HEADING:
        number = numbering.find(w("numId"))
        kind = BlockKind.ITEM if number is not None and number.get(VALUE) != "0" else BlockKind.PARAGRAPH
    return style if kind is style.kind else Style(kind, style.piece, style.contents, style.hidden)
