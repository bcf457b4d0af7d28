"""XLIFF 1.2 and 2.x: sources and targets as pairs. Translations are replaced in their targets; remarks become notes of their unit.

Tags among the words are masked or passed over, and stay. Units that say translate="no", or stand in something that says it, are not read, nor are proposals from a
memory (alt-trans, matches) and, in XLIFF 1.2, targets that are marked as still to be translated.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.errors import N_, FileUndecodable
from glossary.files.sniff import Container, Fit, RawFile

if TYPE_CHECKING:
    from glossary.documents.document import Document
    from glossary.documents.exchange.sides import Inline, Sides
    from glossary.documents.pieces.guarded import Remark
    from glossary.files.markup import Node

TITLE = N_("an XLIFF file")
EXTENSIONS = (".xlf", ".xliff", ".mxliff", ".sdlxliff", ".mqxliff")
MEDIA_TYPES = ("application/xliff+xml", "application/x-xliff+xml")

NOT_READY = N_("{count} translation(s) marked as not ready were not read")
_NOT_READY_STATES = frozenset({"new", "needs-translation"})
_WORDS = frozenset({"g", "mrk", "pc"})
_OBJECTS = frozenset({"x", "ph", "it", "cp"})
_LINE_BREAKS = frozenset({"lb", "x-lb", "x-br", "fmt:lb", "xlf:lb"})


def sniff(raw: RawFile) -> Fit:
    """The root of the XML."""
    return Fit.SURE if raw.container is Container.TEXT and raw.root == "xliff" else Fit.NO


def load(raw: RawFile) -> "Document":
    """The document. Raises what ``files`` raises for hostile XML."""
    from glossary.documents.exchange.sides import Sides  # inline: slow import
    from glossary.files.markup import checked_text, elements  # inline: slow import

    if raw.decoded is None:
        raise FileUndecodable(name=raw.name, known="UTF-8")
    text = checked_text(raw.decoded, raw.name)
    sides = Sides(text, _inline)
    not_ready = 0
    for unit, around in elements(text, ("trans-unit", "unit")):
        said = [node.attributes["translate"] for node in (*around, unit) if "translate" in node.attributes]
        if said[-1:] == ["no"]:
            continue
        if unit.name == "unit":
            _read_unit(sides, unit, _languages(around))
            sides.heed(note for notes in unit.elements("notes") for note in notes.elements("note"))
        elif unit.first("source") is not None:
            not_ready += _read_trans_unit(sides, unit, _languages(around), text)
            sides.heed(unit.elements("note"))
    return sides.document("xliff", raw.decoded, [Message(NOT_READY, (("count", not_ready),))] if not_ready else [])


def _languages(around: tuple["Node", ...]) -> tuple[str, str]:
    """Source and target as the elements around a unit name them."""
    found = {name: value for node in around for name, value in node.attributes.items()}
    return (
        found.get("srcLang") or found.get("source-language", ""),
        found.get("trgLang") or found.get("target-language", ""),
    )


def _inline(node: "Node") -> "Inline":
    from glossary.documents.exchange.sides import Inline  # inline: slow import

    if node.name in _WORDS:
        return Inline.OBJECT if node.attributes.get("translate") == "no" else Inline.WORDS
    kinds = {node.attributes.get(name, "") for name in ("ctype", "subType")}
    if node.name in _OBJECTS and kinds & _LINE_BREAKS:
        return Inline.BREAK
    return Inline.OBJECT if node.name in _OBJECTS else Inline.NOTHING


def _read_trans_unit(sides: "Sides", unit: "Node", langs: tuple[str, str], text: str) -> int:
    """A unit of XLIFF 1.2. Returns how many translations are not ready."""
    from glossary.documents.pieces.guarded import IN_SOURCE, Frame  # inline: slow import

    source, target = unit.first("source"), unit.first("target")
    if source is None:
        return 0
    name = unit.attributes.get("id", "")
    langs = _own_language(source, langs[0]), _own_language(target, langs[1])
    sides.begin(name)
    last = target or unit.first("seg-source") or source
    ready = target is None or target.attributes.get("state") not in _NOT_READY_STATES
    for number, original, translation in _parts(unit, source, target):
        mark = f"{name}:{number}" if number else name
        place = sides.add(original, langs[0], fixed=IN_SOURCE, remark=_note(unit, last.span.end, "source"))
        if not ready:
            sides.pair(place, None, langs, mark)
            continue
        frame = None if number or (target and not target.is_one_tag) else Frame(*_gap(target, last), *_tags(unit, target, text))
        fixed = _no_place() if number and translation is None else None
        side = sides.add(translation, langs[1], fixed=fixed, frame=frame, remark=_note(unit, last.span.end, "target"))
        sides.pair(place, side, langs, mark)
    return 0 if ready or target is None or not target.words().strip() else 1


def _no_place() -> Message:
    from glossary.documents.exchange.sides import NO_PLACE  # inline: slow import

    return NO_PLACE


def _own_language(node: "Node | None", stated: str) -> str:
    return (node.attributes.get("xml:lang") if node else None) or stated


def _parts(unit: "Node", source: "Node", target: "Node | None") -> Iterator[tuple[str, "Node", "Node | None"]]:
    """The sentences of a unit where it was cut into such, else the whole: number, source, target."""
    cut = unit.first("seg-source")
    numbered = dict(_sentences(cut)) if cut else {}
    translated = dict(_sentences(target)) if target else {}
    if not numbered or (target is not None and not translated and target.words().strip()):
        yield "", source, target if target is not None and not target.is_one_tag else None
        return
    for number, sentence in numbered.items():
        yield number, sentence, translated.get(number)


def _sentences(node: "Node") -> Iterator[tuple[str, "Node"]]:
    for child in node.elements():
        if child.name == "mrk" and child.attributes.get("mtype") == "seg" and child.attributes.get("mid"):
            yield child.attributes["mid"], child
        else:
            yield from _sentences(child)


def _gap(target: "Node | None", last: "Node") -> Span:
    """What a new target takes the place of: an empty tag, or nothing behind the source."""
    return target.span if target is not None else Span(last.span.end, last.span.end)


def _tags(unit: "Node", target: "Node | None", text: str) -> tuple[str, str]:
    """The tags of a new target; those of an empty one keep what they say."""
    opening = text[slice(*target.span)][:-2].rstrip() + ">" if target is not None else f"<{unit.prefix}target>"
    return opening, f"</{unit.prefix}target>"


def _note(unit: "Node", place: int, side: str) -> "Remark":
    from glossary.documents.document import AUTHOR  # inline: slow import
    from glossary.documents.pieces.guarded import Remark  # inline: slow import

    return Remark(place, f'<{unit.prefix}note from="{AUTHOR}" annotates="{side}">', f"</{unit.prefix}note>")


def _read_unit(sides: "Sides", unit: "Node", langs: tuple[str, str]) -> None:
    """A unit of XLIFF 2: segments, each with a source and perhaps a target."""
    from glossary.documents.pieces.guarded import IN_SOURCE, Frame  # inline: slow import

    name = unit.attributes.get("id", "")
    sides.begin(name)
    for segment in unit.elements("segment"):
        source, target = segment.first("source"), segment.first("target")
        if source is None:
            continue
        place = sides.add(source, langs[0], fixed=IN_SOURCE, remark=_unit_note(unit, "source"))
        frame = None
        if target is None or target.is_one_tag:
            frame = Frame(*_gap(target, source), f"<{unit.prefix}target>", f"</{unit.prefix}target>")
        side = sides.add(None if frame else target, langs[1], frame=frame, remark=_unit_note(unit, "target"))
        number = segment.attributes.get("id", "")
        sides.pair(place, side, langs, f"{name}:{number}" if number else name)


def _unit_note(unit: "Node", side: str) -> "Remark":
    """A note among those that are there, else in a list of notes before the first segment and its data."""
    from glossary.documents.document import AUTHOR  # inline: slow import
    from glossary.documents.pieces.guarded import Remark  # inline: slow import

    before, after = f'<{unit.prefix}note category="{AUTHOR}" appliesTo="{side}">', f"</{unit.prefix}note>"
    notes = unit.first("notes")
    if notes is not None and not notes.is_one_tag:
        return Remark(notes.inside.end, before, after)
    first = next((node for node in unit.elements("originalData", "segment", "ignorable") if node.prefix == unit.prefix), unit)
    return Remark(first.span.start, before, after, f"<{unit.prefix}notes>", f"</{unit.prefix}notes>")
