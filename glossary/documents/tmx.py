"""TMX (translation memories): every unit as a pair of the source language with each other language; remarks become notes of their side.

The bare reference to a document type that these files begin with passes unread.
"""

from typing import TYPE_CHECKING

from glossary.errors import N_, FileUndecodable
from glossary.files.sniff import Container, Fit, RawFile

if TYPE_CHECKING:
    from glossary.documents.document import Document
    from glossary.documents.exchange.sides import Inline, Sides
    from glossary.files.markup import Node

TITLE = N_("a TMX file")
EXTENSIONS = (".tmx",)
MEDIA_TYPES = ("application/x-tmx+xml",)

ALL = "*all*"
"""Stands for a source language where any can be the source."""

_OBJECTS = frozenset({"ph", "it", "ut"})


def sniff(raw: RawFile) -> Fit:
    """The root of the XML."""
    return Fit.SURE if raw.container is Container.TEXT and raw.root == "tmx" else Fit.NO


def load(raw: RawFile) -> "Document":
    """The document. Raises what ``files`` raises for hostile XML."""
    from glossary.documents.exchange.sides import Sides  # inline: slow import
    from glossary.files.markup import checked_text, elements  # inline: slow import

    if raw.decoded is None:
        raise FileUndecodable(name=raw.name, known="UTF-8")
    text = checked_text(raw.decoded, raw.name, external_doctype=True)
    sides = Sides(text, _inline)
    source_lang = ALL
    for number, (node, _) in enumerate(elements(text, ("header", "tu"))):
        if node.name == "header":
            source_lang = node.attributes.get("srclang", ALL)
        else:
            _read_unit(sides, node, node.attributes.get("srclang", source_lang), str(number))
    return sides.document("tmx", raw.decoded, [])


def _inline(node: "Node") -> "Inline":
    from glossary.documents.exchange.sides import Inline  # inline: slow import

    if node.name == "hi":
        return Inline.WORDS
    if node.name in _OBJECTS:
        return Inline.BREAK if node.attributes.get("type") == "lb" else Inline.OBJECT
    return Inline.NOTHING


def _read_unit(sides: "Sides", unit: "Node", source_lang: str, number: str) -> None:
    from glossary.documents.pieces.guarded import Remark  # inline: slow import

    name = unit.attributes.get("tuid", number)
    sides.begin(name)
    variants = [(variant, segment) for variant in unit.elements("tuv") if (segment := variant.first("seg")) is not None]
    wanted = (variant for variant, _ in variants if _matches(_language(variant), source_lang))
    first = next(wanted, variants[0][0] if variants else None)
    places = []
    for variant, segment in variants:
        remark = Remark(segment.span.start, f"<{variant.prefix}note>", f"</{variant.prefix}note>")
        places.append((variant, sides.add(None if segment.is_one_tag else segment, _language(variant), remark=remark)))
    sides.heed(note for node in (unit, *(variant for variant, _ in variants)) for note in node.elements("note"))
    source = next((place for variant, place in places if variant is first), None)
    for variant, place in places:
        if source is not None and first is not None and variant is not first:
            sides.pair(source, place, (_language(first), _language(variant)), name)


def _language(variant: "Node") -> str:
    return variant.attributes.get("xml:lang") or variant.attributes.get("lang", "")


def _matches(lang: str, stated: str) -> bool:
    """Whether a side is in the language that the file names as source: en-GB is in en."""
    return f"{lang.lower()}-".startswith(f"{stated.lower()}-")
