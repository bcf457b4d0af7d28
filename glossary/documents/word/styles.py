"""What the styles of a document mean: headings, lists, captions, quotations, code.

Built-in styles have one English name in every language of Word (``w:name``); a style of the writer's own counts as what it is
based on, or by its name.
"""

import re
from dataclasses import dataclass, replace

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

_HEADING = re.compile(r"heading (?P<level>\d)|(?P<first>title|toc heading)$|subtitle$")
_CODE = re.compile(r"\b(?:source ?code|code|verbatim|preformatted|html (?:code|keyboard|sample|typewriter|variable|preformatted)|macro)\b")
_QUOTATION = re.compile(r"\b(?:quote|quotation|block text)s?\b")
_CONTENTS = re.compile(r"toc \d|table of figures|index \d|table of authorities")
_OFF = {"0", "false", "off"}
_BODY_LEVEL = "9"
_OUTLINE = frozenset("012345678")


@dataclass(frozen=True, slots=True)
class Style:
    """What paragraphs or runs of a style are. ``contents`` marks tables of contents: text that stands elsewhere too."""

    kind: BlockKind = BlockKind.PARAGRAPH
    piece: PieceKind = PieceKind.TEXT
    contents: bool = False
    hidden: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Own:
    """What a ``w:pPr`` says itself, None where it is silent: the level in the outline, and whether it is an item of a list."""

    outline: str | None
    numbered: bool | None


@dataclass(frozen=True, slots=True)
class _Definition:
    """What a style says itself."""

    name: str
    base: str
    own: _Own | None
    hidden: bool | None


class Styles:
    """The styles of a document by id. Their elements are not kept: there may be more of them than of the text."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Definition] = {}
        for style in root.iter(w("style")) if root is not None else ():
            name = style.get(w("styleId"), "")
            if name not in self._styles:
                self._styles[name] = _definition(style)
        self._known: dict[str, Style] = {}

    def __contains__(self, style: str) -> bool:
        return style in self._styles

    def paragraph(self, properties: Element | None) -> Style:
        """What a paragraph with these properties (``w:pPr``) is: its own come before its style's."""
        if properties is None:
            return self._style("")
        return _with_own(self._style(_value(properties.find(PARAGRAPH_STYLE))), _own(properties))

    def run(self, properties: Element | None) -> Style:
        """What a run with these properties (``w:rPr``) is."""
        if properties is None:
            return _PLAIN
        named = properties.find(RUN_STYLE)
        style = self._style(_value(named)) if named is not None else _PLAIN
        hidden = _is_on(properties.find(HIDDEN))
        return style if hidden is None else replace(style, hidden=hidden)

    def _style(self, name: str) -> Style:
        """What a style means: the first style of its line (itself, then what it is based on) that says something decides.

        What is known of the styles above it is not worked out again: each may be based on the one before.
        """
        line: dict[str, _Definition] = {}
        while name in self._styles and name not in line and name not in self._known:
            line[name] = self._styles[name]
            name = line[name].base
        found = self._known.get(name, _PLAIN)
        for own in reversed(line):
            found = self._known[own] = _resolved(line[own], found)
        return found


_PLAIN = Style()


def _definition(style: Element) -> _Definition:
    properties = style.find(PARAGRAPH_PROPERTIES)
    return _Definition(
        name=_value(style.find(w("name"))).lower(),
        base=_value(style.find(w("basedOn"))),
        own=_own(properties) if properties is not None else None,
        hidden=_is_on(style.find(f"{RUN_PROPERTIES}/{HIDDEN}")),
    )


def _own(properties: Element) -> _Own:
    outline, numbering = properties.find(OUTLINE), properties.find(NUMBERING)
    number = numbering.find(w("numId")) if numbering is not None else None
    return _Own(
        outline=outline.get(VALUE, _BODY_LEVEL) if outline is not None else None,
        numbered=number is not None and number.get(VALUE) != "0" if numbering is not None else None,
    )


def _resolved(style: _Definition, inherited: Style) -> Style:
    found = _by_name(style.name, inherited)
    if style.own is not None:
        found = _with_own(found, style.own)
    return found if style.hidden is None else replace(found, hidden=style.hidden)


def _value(element: Element | None) -> str:
    return element.get(VALUE, "") if element is not None else ""


def _is_on(element: Element | None) -> bool | None:
    """Whether a property is switched on; None where it is not there."""
    return element.get(VALUE) not in _OFF if element is not None else None


def _by_name(name: str, inherited: Style) -> Style:
    kind, piece, level = inherited.kind, inherited.piece, inherited.level
    heading = _HEADING.match(name)
    if heading is not None:
        kind, level = BlockKind.HEADING, int(heading["level"] or (1 if heading["first"] else 2))
    elif name == "caption":
        kind = BlockKind.CAPTION
    elif name.startswith(("list ", "list paragraph")) and name != "list paragraph":
        kind = BlockKind.ITEM
    if _CODE.search(name):
        piece = PieceKind.CODE
    elif _QUOTATION.search(name):
        piece = PieceKind.QUOTATION
    return Style(kind, piece, bool(_CONTENTS.match(name)), inherited.hidden, level if kind is BlockKind.HEADING else 0)


def _with_own(style: Style, own: _Own) -> Style:
    """The style with what a ``w:pPr`` says itself about outline and numbering."""
    kind, level = style.kind, style.level
    if own.outline is not None:
        is_body = own.outline == _BODY_LEVEL
        kind = BlockKind.HEADING if not is_body else BlockKind.PARAGRAPH if kind is BlockKind.HEADING else kind
        level = int(own.outline) + 1 if not is_body and own.outline in _OUTLINE else level
    if own.numbered is not None and kind is not BlockKind.HEADING:
        kind = BlockKind.ITEM if own.numbered else BlockKind.PARAGRAPH
    level = level if kind is BlockKind.HEADING else 0
    return style if (kind, level) == (style.kind, style.level) else replace(style, kind=kind, level=level)
