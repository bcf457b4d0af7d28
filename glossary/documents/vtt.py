"""WebVTT subtitles (.vtt): the words of the cues are read; the header, notes, styles, timings and tags are masked and stay as they are.

A note ``NOTE glossary: ignore …`` speaks to the checker about the words that come next. Readings over words (ruby) are not read; somebody else's voice begins a new block.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from glossary.domain.aside import Aside, is_addressed
from glossary.domain.block import Draft, PieceKind
from glossary.domain.span import Span
from glossary.errors import N_
from glossary.files.sniff import Container, Fit, RawFile

if TYPE_CHECKING:
    from glossary.documents.document import Document
    from glossary.documents.subtitles.cues import Cue, Markup

TITLE = N_("WebVTT subtitles")
EXTENSIONS = (".vtt",)
MEDIA_TYPES = ("text/vtt",)

_NOTE = re.compile(
    r"(?:(?<=\n\n)|(?<=\r\n\r\n)|(?<=\r\r))NOTE(?:[ \t]+|\r?\n|\r)(?P<words>[^\r\n]{1,1000}(?:(?:\r\n|\n|\r)[^\r\n]{1,1000}){0,9})"
)
_FIRST = re.compile(r"\ufeff?WEBVTT(?=[ \t\r\n]|\Z)")
_MARKUP = (
    r"(?P<voice><v[.\s][^<>\r\n]*>)|(?P<reading><rt(?:[.\s][^<>\r\n]*)?>[^<\r\n]*(?:</rt>)?)|(?P<tag></?[A-Za-z][^<>\r\n]*>|<\d[\d:.]*>)"
    r"|(?P<joint>&(?:lrm|rlm|shy);)|(?P<and>&amp;)|(?P<space>&nbsp;|&emsp;|&ensp;)|(?P<sign>&[A-Za-z]{2,20};|&#\d{1,7};|&#[xX][0-9A-Fa-f]{1,6};)"
)
_ESCAPES = {"&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0"}
_WRITTEN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": " "}


def sniff(raw: RawFile) -> Fit:
    """The word that every such file begins with."""
    return Fit.SURE if raw.container is Container.TEXT and _FIRST.match(raw.head) else Fit.NO


def read(text: str) -> Draft:
    """The draft in subtitles."""
    from glossary.documents.subtitles.cues import read_cues  # inline: slow import

    return read_cues(text, _cues(text), _markup(), _asides(text))


def load(raw: RawFile) -> "Document":
    """The document; its words can be replaced."""
    from glossary.documents.subtitles.cues import open_cues  # inline: slow import

    return open_cues("vtt", raw, _cues, _markup(), _asides)


def _asides(text: str) -> tuple[Aside, ...]:
    """The notes that are addressed to the checker."""
    notes = _NOTE.finditer(text) if "NOTE" in text else ()
    return tuple(Aside(note["words"], Span(*note.span())) for note in notes if is_addressed(note["words"]))


def _markup() -> "Markup":
    from glossary.documents.subtitles.cues import Markup  # inline: slow import

    kinds = {"space": PieceKind.BREAK, "sign": PieceKind.PLACEHOLDER}
    return Markup(re.compile(_MARKUP), kinds, _ESCAPES, _escape, speaker="voice", ampersand="and")


def _escape(text: str) -> str:
    return "".join(_WRITTEN.get(character, character) for character in text)


def _cues(text: str) -> Iterator["Cue"]:
    """The cues. Only blocks with a timing in their first or second line are cues; an empty line ends a block."""
    from glossary.documents.subtitles.cues import ARROW, LINE, Cue, seconds  # inline: slow import

    timing: re.Match[str] | None = None
    lines: list[Span] = []
    row = 0
    for match in LINE.finditer(text):
        if not match["line"]:
            if timing is not None:
                yield Cue(tuple(lines), seconds(timing["start"]), seconds(timing["end"]))
            timing, lines, row = None, [], 0
            continue
        row += 1
        if timing is not None:
            lines.append(Span(*match.span("line")))
        elif row <= 2 and "-->" in match["line"]:
            timing = ARROW.match(match["line"])
    if timing is not None and lines:
        yield Cue(tuple(lines), seconds(timing["start"]), seconds(timing["end"]))
