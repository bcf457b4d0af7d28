"""HTML: headings, paragraphs, items and cells are read; code, scripts, quotations and other languages are masked.

Positions are those of the file. The tokens are found by one expression that never goes back, because ``html.parser`` of the
standard library takes a minute for 60 kB of ``<a <a <a`` and an assertion fails on ``<![``. As in browsers, what is not closed
reaches to the end. A character reference is a mark for something else, except where it is a space.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import TYPE_CHECKING

from glossary.documents.pieces.comments import comments_in
from glossary.documents.pieces.joining import merged
from glossary.domain.aside import Aside
from glossary.domain.block import Block, BlockKind, Draft, Piece, PieceKind
from glossary.domain.span import Span
from glossary.errors import N_
from glossary.files.sniff import Container, Fit, RawFile
from glossary.text.languages import LANGUAGES

if TYPE_CHECKING:
    from glossary.documents.document import Document

TITLE = N_("HTML")
EXTENSIONS = (".html", ".htm", ".xhtml")
MEDIA_TYPES = ("text/html", "application/xhtml+xml")

_REFERENCE = r"&(?:\#[0-9]{1,8}|\#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});"
_TOKEN = re.compile(
    r"(?P<comment><!--(?:-?>|.*?--!?>|.*))"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+)(?:>|\Z)"
    r"|(?P<other><[!?/][^>]*+(?:>|\Z))"
    rf"|(?P<reference>{_REFERENCE})"
    r"|(?P<wrap>[ \t]*+[\r\n][ \t\r\n\f]*+)"
    rf"|(?P<text>(?:[^<&\r\n \t]++|[ \t]++(?![\r\n])|<(?![A-Za-z/!?])|&(?!{_REFERENCE[1:]}))++|[<&])",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"(?P<name>[A-Za-z_:][\w:.-]*+)(?:\s*+=\s*+(?:\"(?P<two>[^\"]*+)|'(?P<one>[^']*+)|(?P<bare>[^\s\"'>]++)))?+")
_CHARSET = re.compile(r"<meta\b[^>]*?\bcharset\s*=\s*[\"']?(?P<name>[A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_HEAD = 1_024
"""Characters within which browsers look for the character set (HTML Standard, 4.2.5.4)."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title", "legend", "summary"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.ITEM),
    **dict.fromkeys(("td", "th"), BlockKind.CELL),
    **dict.fromkeys(("caption", "figcaption"), BlockKind.CAPTION),
    **dict.fromkeys(("p", "div", "section", "article", "aside", "main", "body", "address"), BlockKind.PARAGRAPH),
}
_LEVELS = {"title": 1, **{f"h{level}": level for level in range(1, 7)}}
_BLOCKS = frozenset(_KINDS) | frozenset(
    [
        "blockquote",
        "center",
        "details",
        "dialog",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "hr",
        "html",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "pre",
        "search",
        "select",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "button",
    ]
)
_PIECES = {
    **dict.fromkeys(("code", "pre", "kbd", "samp", "var", "tt", "listing", "math", "svg"), PieceKind.CODE),
    **dict.fromkeys(("blockquote", "q"), PieceKind.QUOTATION),
    **dict.fromkeys(("rt", "rp", "del", "s", "strike"), PieceKind.MARKUP),
}
_RAW = frozenset({"script", "style", "textarea", "template", "iframe", "noembed", "noframes", "xmp", "noscript", "object"})
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_DATES = frozenset({"date", "dc.date", "dcterms.date", "dcterms.issued", "article:published_time"})
_FOLLOWERS = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "option"})
"""Elements that end the one of the same name beside them, which need not be closed."""

_TABLE = "table"

_MAX_DEPTH = 2_000
"""Open elements that are kept in mind; browsers stop at 512."""

_ENDS = {name: re.compile(rf"</{name}(?=[\s/>]|\Z)", re.IGNORECASE) for name in _RAW}


@dataclass(frozen=True, slots=True)
class _Scope:
    """What an open element says about the text in it."""

    name: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    piece: PieceKind = PieceKind.TEXT
    lang: str | None = None


def sniff(raw: RawFile) -> Fit:
    """By its first element."""
    if raw.container is not Container.TEXT:
        return Fit.NO
    return Fit.SURE if raw.root.lower() == "html" or raw.head.lstrip("\ufeff \t\r\n")[:9].lower() == "<!doctype" else Fit.POSSIBLE


def read(text: str) -> Draft:
    """The draft in an HTML text."""
    return _Reading(text).draft()


def stated_date(text: str) -> str | None:
    """The date that the page states."""
    return read(text).stated_date


def load(raw: RawFile) -> "Document":
    """The document. Words can be replaced, tags stay where they are."""
    from glossary.documents.pieces.prose import prose  # inline: slow import
    from glossary.files.markup import by_number  # inline: slow import

    decoded = raw.decoded
    # Plain ASCII is in every encoding: only the page says as what its readers will take other characters.
    believed = _CHARSET.search(decoded.text, 0, _HEAD) if decoded and decoded.content.isascii() else None
    if decoded is None or believed is None:
        return prose("html", read, raw, escape=_escape)
    return prose("html", read, raw, escape=by_number(decoded, believed["name"], _escape))


def _escape(words: str) -> str:
    return escape(words, quote=False)


class _Reading:
    """One reading of one text, token by token."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._scopes = [_Scope("")]
        self._open: Counter[str] = Counter()
        self._pieces: list[Piece] = []
        self._blocks: list[Block] = []
        self._masked: list[Piece] = []
        self._date: str | None = None
        self._asides: list[Aside] = []
        self._waiting: list[Aside] = []
        self._over_table: list[Aside] = []
        self._table_start = 0
        self._is_xml = text.startswith(("<?xml", "\ufeff<?xml"))

    def draft(self) -> Draft:
        """The whole text as blocks."""
        for match in self._tokens():
            span = Span(*match.span())
            if match.lastgroup in ("text", "wrap"):
                self._take(span, PieceKind.TEXT if match.lastgroup == "text" else PieceKind.BREAK)
            elif match.lastgroup == "reference":
                space = unescape(match[0]).isspace()
                self._take(span, PieceKind.BREAK if space else PieceKind.PLACEHOLDER)
            elif match["name"] is None:
                self._waiting += comments_in(self._text, span) if match["comment"] else ()
                self._pieces.append(Piece(span, PieceKind.MARKUP))
            else:
                self._take_tag(match, span)
        self._close_block()
        self._close_table(len(self._text))
        return Draft(
            text=self._text,
            blocks=tuple(self._blocks),
            masked=tuple(self._masked),
            stated_date=self._date,
            asides=(*self._asides, *self._waiting),
        )

    def _tokens(self) -> Iterator[re.Match[str]]:
        """The tokens; what is no text at all (scripts) is left out and masked."""
        at = 0
        while match := _TOKEN.match(self._text, at):
            yield match
            at = match.end()
            name = (match["name"] or "").lower()
            if name in _RAW and not match["close"] and not (self._is_xml and match["attributes"].endswith("/")):
                end = _ENDS[name].search(self._text, at)
                after = end.start() if end else len(self._text)
                if after > at:
                    self._masked.append(Piece(Span(at, after), PieceKind.CODE))
                    self._pieces.append(Piece(Span(at, after), PieceKind.MARKUP))
                at = after

    def _take(self, span: Span, kind: PieceKind) -> None:
        scope = self._scopes[-1]
        if scope.piece is not PieceKind.TEXT and kind is not PieceKind.BREAK:
            kind = scope.piece
        self._pieces.append(Piece(span, kind))

    def _take_tag(self, match: re.Match[str], span: Span) -> None:
        name = match["name"].lower()
        if name in _BLOCKS:
            self._close_block()
        elif name == "br":
            self._pieces.append(Piece(span, PieceKind.BREAK))
        else:
            self._pieces.append(Piece(span, PieceKind.PLACEHOLDER if name in ("img", "input") else PieceKind.MARKUP))
        if name == "meta":
            self._take_meta(_attributes(match["attributes"]))
        if name == _TABLE and not match["close"] and not self._open[_TABLE]:
            self._close_table(span.start)  # one that could not be kept in mind
            self._over_table, self._waiting, self._table_start = self._waiting, [], span.start
        if match["close"]:
            self._leave(name)
            if name == _TABLE and not self._open[_TABLE]:
                self._close_table(span.start)
        elif name not in _VOID and name not in _RAW and not ((self._is_xml or name not in _BLOCKS) and match["attributes"].endswith("/")):
            self._enter(name, match["attributes"])

    def _enter(self, name: str, attributes: str) -> None:
        if name in _FOLLOWERS and self._scopes[-1].name == name:
            self._leave(name)
        if len(self._scopes) > _MAX_DEPTH:
            return
        above = self._scopes[-1]
        scope = replace(above, name=name, kind=_KINDS.get(name, above.kind), level=_LEVELS.get(name, 0 if name in _KINDS else above.level))
        if above.piece is PieceKind.TEXT:
            scope = replace(scope, piece=_PIECES.get(name, PieceKind.TEXT))
        if "lang" in attributes or "translate" in attributes:
            scope = _with_attributes(scope, above, _attributes(attributes))
        self._scopes.append(scope)
        self._open[name] += 1

    def _leave(self, name: str) -> None:
        while self._open[name]:
            left = self._scopes.pop().name
            self._open[left] -= 1
            if left == name:
                return

    def _close_table(self, end: int) -> None:
        """The comments that stood before an outermost table speak of all of it."""
        self._asides += [replace(aside, covers=(Span(self._table_start, end),)) for aside in self._over_table]
        self._over_table = []

    def _take_meta(self, attributes: dict[str, str]) -> None:
        named = (attributes.get("name") or attributes.get("property") or "").lower()
        found = _DATE.match(attributes.get("content", "")) if named in _DATES else None
        self._date = self._date or (found[0] if found else None)

    def _close_block(self) -> None:
        pieces = merged(self._pieces)
        self._pieces = []
        if any(piece.kind is PieceKind.TEXT and not self._text[slice(*piece.span)].isspace() for piece in pieces):
            scope = self._scopes[-1]
            self._blocks.append(Block(scope.kind, pieces, lang=scope.lang, level=scope.level))
            cover = Span(pieces[0].span.start, pieces[-1].span.end)
            self._asides += [replace(aside, covers=(cover,)) for aside in self._waiting]
            self._waiting.clear()
        else:
            self._masked += [piece for piece in pieces if piece.kind in (PieceKind.CODE, PieceKind.QUOTATION, PieceKind.FOREIGN)]


def _with_attributes(scope: _Scope, above: _Scope, attributes: dict[str, str]) -> _Scope:
    """What ``lang`` and ``translate`` say. A language that is stated for the whole page is often that of its template: not taken."""
    language = _LANGUAGE.match(attributes.get("lang") or attributes.get("xml:lang") or "")
    tag = language[0].lower() if language else None
    if tag is not None and tag not in LANGUAGES and scope.piece is PieceKind.TEXT:
        scope = replace(scope, piece=PieceKind.FOREIGN)
    elif tag in LANGUAGES:
        freed = above.piece is PieceKind.FOREIGN and scope.piece is PieceKind.FOREIGN
        scope = replace(scope, lang=tag if scope.name not in ("html", "body") else None, piece=PieceKind.TEXT if freed else scope.piece)
    if attributes.get("translate") == "no" and scope.piece is PieceKind.TEXT:
        scope = replace(scope, piece=PieceKind.MENTION)
    return scope


def _attributes(source: str) -> dict[str, str]:
    """The attributes of a tag; of two with one name the first counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source):
        found.setdefault(match["name"].lower(), unescape(match["two"] or match["one"] or match["bare"] or ""))
    return found
