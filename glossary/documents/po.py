"""PO (GNU gettext): each entry is a pair. Contexts, comments, flags and references are neither read nor touched.

A file of plain ASCII may declare any character set that has it. Where other characters are written into one, it becomes UTF-8, and
its header says so.

A comment of a translator or from the program (``# glossary: ignore …``, ``#. glossary: ignore …``) speaks to the checker about its entry.

A fuzzy translation is a guess by a program and is not read; obsolete entries are not read. With plurals, the form for one pairs with
the singular and all others with the plural; a language that has one form only (Japanese) pairs it with the plural.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from glossary.domain.aside import Aside, is_addressed
from glossary.domain.block import Block, BlockKind, Draft, Piece, PieceKind
from glossary.domain.message import Message
from glossary.domain.segment import Segment
from glossary.domain.span import Span
from glossary.errors import N_, FileUndecodable
from glossary.files.sniff import Container, Fit, RawFile
from glossary.text.languages import ENGLISH, checked, other
from glossary.text.passage import language_of

if TYPE_CHECKING:
    from glossary.documents.document import Document
    from glossary.files.encodings import Decoded

TITLE = N_("a PO file")
EXTENSIONS = (".po", ".pot")
MEDIA_TYPES = ("text/x-gettext-translation",)

NOT_READY = N_("{count} translation(s) marked as not ready were not read")

_LINE = re.compile(
    r"^[ \t]*(?:(?P<obsolete>#~)[^\r\n]*|#(?P<comment>[^\r\n]*)"
    r'|(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr)(?:\[(?P<number>\d{1,3})\])?[ \t]*(?="))?'
    r'(?P<quoted>"(?:[^"\\\r\n]|\\[^\r\n])*+")?[ \t]*(?P<rest>[^\r\n]*))',
    re.MULTILINE,
)
_FIRST = re.compile(r'\ufeff?(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r))*+[ \t]*(?:(?P<entry>(?:msgid|msgctxt)[ \t]*")|#|\Z)')
_INLINE = re.compile(
    r"(?P<escape>\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,8}|[^0-7x]))"
    r"|(?P<placeholder>%\([\w.-]++\)[-+#0]*+\d*+(?:\.\d++)?+[A-Za-z]|%(?:\d++\$)?+[-+#0']*+\d*+(?:\.\d++)?+(?:hh|h|ll|l|L|q|j|z|t)?[diouxXeEfFgGcsSpr@](?![A-Za-z])"
    r"|%%|[$%]?\{[\w.:!\[\]-]{0,60}\}|\{\{[^{}\\\"]{1,80}\}\})"
    r"|(?P<tag></?[A-Za-z][^<>\"\\]*(?:\\\"[^<>\"\\]*\\\"[^<>\"\\]*)*/?>)"
)
_BREAKS = frozenset("nrtvf")
_CHARSET = re.compile(r"charset=(?P<name>[^\s\\\"]+)", re.IGNORECASE)
_UNICODE = "utf-8"


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": ""}


@dataclass(slots=True)
class _Text:
    """A string of an entry: the insides of its quoted parts, in order."""

    keyword: str
    number: int
    parts: list[Span] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """From the first quote to the last."""
        return Span(self.parts[0].start, self.parts[-1].end)


@dataclass(slots=True)
class _Entry:
    texts: list[_Text] = field(default_factory=list)
    fuzzy: bool = False
    comments: list[tuple[str, Span]] = field(default_factory=list)

    def first(self, keyword: str) -> _Text | None:
        """The string under a keyword."""
        return next((text for text in self.texts if text.keyword == keyword and text.parts), None)

    @property
    def is_translated(self) -> bool:
        """Whether its strings are complete, so that what follows begins another entry."""
        return any(text.keyword == "msgstr" for text in self.texts)


@dataclass(frozen=True, slots=True)
class _Side:
    """One string that is read: its block is None where it says nothing."""

    span: Span
    block: Block | None
    is_target: bool


@dataclass(slots=True)
class _Contents:
    sides: list[_Side] = field(default_factory=list)
    pairs: list[tuple[Span, Span, str]] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)
    charset: Span | None = None
    """Where the header names the character set."""
    asides: list[Aside] = field(default_factory=list)
    not_ready: int = 0
    unread: int = 0

    def draft(self, text: str) -> Draft:
        """The sides as blocks, in the order of the file; those in languages that are not checked are masked."""
        source, target = self.stated("x-source-language"), self.stated("language")
        blocks: list[Block] = []
        foreign: list[Piece] = []
        for side in self.sides:
            tag = target if side.is_target else source
            if side.block and tag and not checked(tag):
                foreign.append(Piece(side.span, PieceKind.FOREIGN))
            elif side.block:
                blocks.append(replace(side.block, lang=checked(tag)))
        return Draft(text=text, blocks=tuple(blocks), masked=tuple(foreign), asides=tuple(self.asides))

    def stated(self, field: str) -> str:
        """A language that the header names."""
        return self.header.get(field, "").replace("_", "-")


def sniff(raw: RawFile) -> Fit:
    """A text whose first line that is no comment begins an entry."""
    found = _FIRST.match(raw.head) if raw.container is Container.TEXT else None
    if found is None:
        return Fit.NO
    return Fit.SURE if found["entry"] else Fit.POSSIBLE


def read(text: str) -> Draft:
    """The draft in a PO file: a block for each side of each entry."""
    return _contents(text).draft(text)


def load(raw: RawFile) -> "Document":
    """The document, with its pairs. Translations can be replaced, what they translate cannot."""
    from glossary.documents.pieces.guarded import IN_SOURCE, Area, GuardedDocument  # inline: slow import
    from glossary.documents.pieces.spread import Atom, atoms_of  # inline: slow import

    if raw.decoded is None:
        raise FileUndecodable(name=raw.name, known="UTF-8")
    text = raw.decoded.text
    contents = _contents(text)
    areas = [Area(side.span, side.block, side.span, None if side.is_target else IN_SOURCE) for side in contents.sides]
    unread = {
        NOT_READY: contents.not_ready,
        N_("{count} line(s) are no part of a PO file and were not read"): contents.unread,
    }
    return GuardedDocument(
        "po",
        contents.draft(text),
        raw.decoded,
        areas,
        atoms=lambda area: atoms_of(text, area.block, escape="\\") if area.block else [Atom(area.span, "", area.span.start, 0)],
        escape=_escape,
        segments=tuple(_segments(text, contents)),
        notes=tuple(Message(template, (("count", count),)) for template, count in unread.items() if count),
        smooth=partial(_declared, raw.decoded, contents.charset),
    )


def _declared(decoded: "Decoded", charset: Span | None, splices: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The splices; with them the header of a file that was plain ASCII, and would now be read as something else than UTF-8."""
    was_plain = decoded.content.isascii() and decoded.encoding == _UNICODE
    if charset is None or not was_plain or all(text.isascii() for _, _, text in splices):
        return splices
    if _is_unicode(decoded.text[slice(*charset)]):
        return splices
    return sorted([*splices, (*charset, _UNICODE.upper())])


def _is_unicode(name: str) -> bool:
    try:
        return codecs.lookup(name).name == _UNICODE
    except (LookupError, ValueError):  # ValueError: a null character
        return False


def _escape(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)


def _contents(text: str) -> _Contents:
    contents = _Contents()
    for entry in _entries(text, contents):
        source, target = entry.first("msgid"), entry.first("msgstr")
        if source is None:
            continue
        covers = tuple(string.span for string in entry.texts if string.parts)
        contents.asides += [Aside(words, place, covers) for words, place in entry.comments]
        if not _words(text, source.parts):
            if target is not None and not contents.header and not entry.first("msgctxt"):
                fields = (line.partition(":") for line in _words(text, target.parts).split("\\n"))
                contents.header = {name.strip().lower(): value.strip() for name, colon, value in fields if colon}
                contents.charset = _charset(text, target)
            continue
        _take(text, entry, contents)
    return contents


def _charset(text: str, header: _Text) -> Span | None:
    found = (_CHARSET.search(text, *part) for part in header.parts)
    return next((Span(*match.span("name")) for match in found if match), None)


def _take(text: str, entry: _Entry, contents: _Contents) -> None:
    """The sides of an entry, and which of them are pairs."""
    sources = [found for keyword in ("msgid", "msgid_plural") if (found := entry.first(keyword))]
    targets = [string for string in entry.texts if string.keyword == "msgstr" and string.parts]
    contents.sides += [_side(text, source, is_target=False) for source in sources]
    if entry.fuzzy and any(_words(text, target.parts) for target in targets):
        contents.not_ready += 1
        return
    contents.sides += [_side(text, target, is_target=True) for target in targets]
    for target in targets:
        singular = len(sources) > 1 and target.number == 0 and len(targets) > 1
        source = sources[0] if singular else sources[-1]
        contents.pairs.append((source.span, target.span, _words(text, (entry.first("msgctxt") or source).parts)))


def _segments(text: str, contents: _Contents) -> Iterator[Segment]:
    """The pairs, in the languages that the header names, else in those that the words are in."""
    sample = " ".join(text[slice(*target)] for _, target, _ in contents.pairs[:50])
    target_lang = contents.stated("language") or (language_of(sample) if sample.strip() else "")
    base = checked(target_lang)
    source_lang = contents.stated("x-source-language") or (other(base) if base else ENGLISH)
    for source, target, name in contents.pairs:
        yield Segment(source, target, source_lang, target_lang, id=name)


def _entries(text: str, contents: _Contents) -> Iterator[_Entry]:
    """The entries that are in use. Keywords and quoted parts of one string may stand on any number of lines."""
    entry = _Entry()
    for line in _LINE.finditer(text):
        keyword = line["keyword"]
        begins = line["comment"] is not None or line["obsolete"] or keyword in ("msgctxt", "msgid")
        if begins and entry.is_translated:
            yield entry
            entry = _Entry()
        if line["obsolete"]:
            entry.comments.clear()
        if line["comment"] is not None and is_addressed(words := line["comment"].lstrip(". \t")):
            entry.comments.append((words, Span(line.start("comment") - 1, line.end("comment"))))
        if line["comment"] is not None and line["comment"].startswith(","):
            entry.fuzzy = entry.fuzzy or "fuzzy" in {flag.strip() for flag in line["comment"][1:].split(",")}
        if keyword:
            entry.texts.append(_Text(keyword, int(line["number"] or 0)))
        if line["quoted"] and entry.texts:
            entry.texts[-1].parts.append(Span(line.start("quoted") + 1, line.end("quoted") - 1))
        if line["rest"] or (line["quoted"] and not entry.texts):
            contents.unread += 1
    yield entry


def _words(text: str, parts: list[Span]) -> str:
    return "".join(text[slice(*part)] for part in parts)


def _side(text: str, string: _Text, *, is_target: bool) -> _Side:
    from glossary.documents.pieces.joining import merged  # inline: slow import

    pieces = merged(list(_pieces(text, string.parts)))
    has_words = any(piece.kind is PieceKind.TEXT for piece in pieces)
    return _Side(string.span, Block(BlockKind.SEGMENT, pieces) if has_words else None, is_target)


def _pieces(text: str, parts: list[Span]) -> Iterator[Piece]:
    """The words of a string, with its escapes, variables and tags."""
    previous: Span | None = None
    for part in parts:
        if previous is not None:
            yield Piece(Span(previous.end, part.start), PieceKind.MARKUP)
        at = part.start
        for match in _INLINE.finditer(text, *part):
            if match.start() > at:
                yield Piece(Span(at, match.start()))
            at = match.end()
            yield from _inline(match)
        if at < part.end:
            yield Piece(Span(at, part.end))
        previous = part


def _inline(match: re.Match[str]) -> Iterator[Piece]:
    start, end = match.span()
    if match["escape"] and match["escape"][1] in '"\\':
        yield Piece(Span(start, start + 1), PieceKind.MARKUP)
        yield Piece(Span(start + 1, end))
    elif match["escape"]:
        yield Piece(Span(start, end), PieceKind.BREAK if match["escape"][1] in _BREAKS else PieceKind.MARKUP)
    else:
        yield Piece(Span(start, end), PieceKind.MARKUP if match["tag"] else PieceKind.PLACEHOLDER)
