"""Entries of a termbase (TOML) as drafts: definitions, usage notes, reasons, what to write, and example sentences as pairs.

Files of a termbase have no extension of their own: they are read so only where that is asked for (``--as entry``). The canonical form,
one text a line, is read; texts in another form are counted and told. What an entry says of a misreading, and its bad sentences,
are wrong on purpose and not read.

An entry speaks of words more than it uses them. What stands between quotation marks outside of the examples is a mention; so are the
entry's own terms of which it warns, and the names of a body that is no more.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from glossary.domain.block import Block, BlockKind, Draft, Piece, PieceKind
from glossary.domain.message import Message
from glossary.domain.segment import Segment
from glossary.domain.span import Span
from glossary.errors import N_, FileDamaged, FileTooLarge, UnreadableFile
from glossary.files.limits import MEGABYTE
from glossary.files.sniff import Container, Fit, RawFile
from glossary.files.toml import read_toml
from glossary.text.languages import ENGLISH, LANGUAGES, other

if TYPE_CHECKING:
    from glossary.documents.document import Document

TITLE = N_("an entry of a termbase")
EXTENSIONS = ()
SEARCHED = (".toml",)
"""What folders are searched for where the format is named."""

MEDIA_TYPES = ("application/toml",)

MAX_ENTRY_BYTES = MEGABYTE
"""Bytes of one file; the parser of the standard library is slow, and no entry is longer."""

MAX_MENTIONS = 100
"""Terms of one entry that are taken for mentions; each is looked for in all its texts."""

NOT_CANONICAL = N_("{count} text(s) not in canonical form were not read; glossary terms format puts them into it")

_TABLE = re.compile(r"^\[\[?(?P<name>[^\[\]]+)\]\]?[ \t]*$")
_TEXT = re.compile(r'(?<![A-Za-z_])(?P<key>[A-Za-z_]+) = "(?P<text>(?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r'\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|["\\])')
_LINE = re.compile(r"[^\r\n]+")
_QUOTED = re.compile("“[^“”]{1,120}”|「[^「」]{1,120}」|『[^『』]{1,120}』")

_SECTION_TEXTS = frozenset({"definition", "usage"})
_IN_TWO_LANGUAGES = frozenset({"write"})
_AVOIDED = frozenset({"deprecated", "superseded"})


def sniff(raw: RawFile) -> Fit:
    """Any text may be an entry or one of the tables beside them; none says so."""
    return Fit.POSSIBLE if raw.container is Container.TEXT else Fit.NO


def load(raw: RawFile) -> "Document":
    """The document. Words can be replaced, escapes stay. Raises FileDamaged for what is no text or no TOML."""
    from glossary.documents.pieces.guarded import GuardedDocument, area_of  # inline: slow import
    from glossary.documents.pieces.spread import Atom, atoms_of  # inline: slow import

    if raw.decoded is None:
        raise FileDamaged(name=raw.name, reason=N_("it is no text"))
    if len(raw.content) > MAX_ENTRY_BYTES:
        raise FileTooLarge(name=raw.name, size=f"{len(raw.content) / MEGABYTE:.1f}", limit=MAX_ENTRY_BYTES // MEGABYTE)
    text = raw.decoded.text
    try:
        record = read_toml(text.replace("\r\n", "\n").encode("utf-8", "surrogatepass"), raw.name, MAX_ENTRY_BYTES * 2)
    except UnreadableFile as error:
        raise FileDamaged(name=raw.name, reason=str(error.params["reason"])) from None
    found = list(_texts(text))
    mentions = _mentions(record)
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, tuple(_pieces(text, span, mentions, quotes=not _is_example(table))), lang) for table, lang, span in found
    )
    missing = _count(record) - len(found)
    notes = (Message(NOT_CANONICAL, (("count", missing),)),) if missing > 0 else ()
    draft = Draft(text=text, blocks=blocks)

    def atoms(area: object) -> list[Atom]:
        block = getattr(area, "block", None)
        return atoms_of(text, block, escape="\\") if block else []

    areas = [area_of(block) for block in blocks]
    segments = tuple(_segments(found))
    return GuardedDocument("entry", draft, raw.decoded, areas, atoms=atoms, escape=_escaped, segments=segments, notes=notes)


def _texts(text: str) -> Iterator[tuple[str, str, Span]]:
    """The texts that are read: the table they stand in, their language, and where they are."""
    table = ""
    for line in _LINE.finditer(text):
        if heading := _TABLE.match(line[0]):
            table = heading["name"]
            continue
        section, _, rest = table.partition(".")
        for match in _TEXT.finditer(line[0]):
            key = match["key"]
            span = Span(line.start() + match.start("text"), line.start() + match.end("text"))
            if not match["text"]:
                continue
            if section in LANGUAGES and not rest and key in _SECTION_TEXTS and match.start() == 0:
                yield table, section, span
            elif key in LANGUAGES and (_is_example(table) or _is_reason(rest, line[0]) or table in _IN_TWO_LANGUAGES):
                yield table, key, span


def _is_example(table: str) -> bool:
    return table == "example"


def _is_reason(rest: str, line: str) -> bool:
    return rest == "term" and line.startswith("reason = {")


def _count(record: Mapping[str, object]) -> int:
    """How many texts there are to read."""
    count = 0
    for lang in LANGUAGES:
        section = record.get(lang)
        if isinstance(section, dict):
            count += sum(_is_text(section.get(key)) for key in _SECTION_TEXTS)
            terms = section.get("term")
            count += sum(_is_text(_held(term, "reason", tag)) for term in _tables(terms) for tag in LANGUAGES)
        count += sum(_is_text(_held(record, name, lang)) for name in _IN_TWO_LANGUAGES)
        count += sum(_is_text(example.get(lang)) for example in _tables(record.get("example")))
    return count


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _held(record: Mapping[str, object], name: str, lang: str) -> object:
    table = record.get(name)
    return table.get(lang) if isinstance(table, dict) else None


def _tables(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _mentions(record: Mapping[str, object]) -> re.Pattern[str] | None:
    """The entry's own terms of which it speaks rather than that it uses: those to avoid; all of a concept that was replaced."""
    names: set[str] = set()
    for lang in LANGUAGES:
        section = record.get(lang)
        for term in _tables(section.get("term") if isinstance(section, dict) else None):
            spoken_of = term.get("status") in _AVOIDED or "valid_to" in term or "successor" in record
            if spoken_of and isinstance(term.get("text"), str):
                names.add(str(term["text"]))
    if not names:
        return None
    longest_first = sorted(names, key=lambda name: (-len(name), name))[:MAX_MENTIONS]
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)


def _pieces(text: str, span: Span, mentions: re.Pattern[str] | None, *, quotes: bool) -> Iterator[Piece]:
    """A text as pieces: words, mentions, and what is written as an escape."""
    found = [(Span(*match.span()), _escape_kind(match[0])) for match in _ESCAPE.finditer(text, *span)]
    patterns = [_QUOTED] * quotes + [mentions] * (mentions is not None)
    for pattern in filter(None, patterns):
        taken = [mark for mark, _ in found]
        spoken_of = [Span(*match.span()) for match in pattern.finditer(text, *span)]
        found = sorted([*found, *((mark, PieceKind.MENTION) for mark in spoken_of if not _is_taken(mark, taken))])
    at = span.start
    for mark, kind in found:
        if at < mark.start:
            yield Piece(Span(at, mark.start))
        # Of an escaped sign only the backslash is markup.
        at = mark.start + 1 if kind is PieceKind.MARKUP else mark.end
        yield Piece(Span(mark.start, at), kind)
    if at < span.end:
        yield Piece(Span(at, span.end))


def _is_taken(mark: Span, taken: Sequence[Span]) -> bool:
    """Whether a mark shares a sign with one of those before, which are in order and apart."""
    place = bisect_left(taken, mark.end, key=lambda other: other.start)
    return place > 0 and taken[place - 1].overlaps(mark)


def _escape_kind(escape: str) -> PieceKind:
    return PieceKind.MARKUP if len(escape) == 2 else PieceKind.PLACEHOLDER


def _segments(found: list[tuple[str, str, Span]]) -> Iterator[Segment]:
    """The example sentences as pairs."""
    examples = [(lang, span) for table, lang, span in found if _is_example(table)]
    for (first, source), (second, target) in itertools.pairwise(examples):
        if first == ENGLISH and second == other(first):
            yield Segment(source, target, first, second)


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
