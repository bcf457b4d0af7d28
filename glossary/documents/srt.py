"""SubRip subtitles (.srt): the words of the cues are read; numbers, timings and tags are masked and stay as they are.

The format has no comments: what is to be left alone in such files, a project file says.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from glossary.domain.block import Draft, PieceKind
from glossary.domain.span import Span
from glossary.errors import N_
from glossary.files.sniff import Container, Fit, RawFile

if TYPE_CHECKING:
    from glossary.documents.document import Document
    from glossary.documents.subtitles.cues import Cue, Markup

TITLE = N_("SubRip subtitles")
EXTENSIONS = (".srt",)
MEDIA_TYPES = ("application/x-subrip",)

_FIRST = re.compile(
    r"\ufeff?\s*(?:\d{1,9}[ \t]*(?:\r\n|\n|\r)[ \t]*)?(?:\d{1,4}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}[ \t]*-->[ \t]*(?:\d{1,4}:)?\d{1,2}:\d{1,2}[.,]"
)
_MARKUP = r"(?P<tag></?(?:[biusBIUS]|font|FONT|span|ruby|rb|rp)(?:\s[^<>\r\n]*)?>)|(?P<override>\{\\[^{}\r\n]*\})|(?P<break><[bB][rR] ?/?>|\\[Nn])"


def sniff(raw: RawFile) -> Fit:
    """A number, and a timing with an arrow on the next line."""
    return Fit.SURE if raw.container is Container.TEXT and _FIRST.match(raw.head) else Fit.NO


def read(text: str) -> Draft:
    """The draft in subtitles."""
    from glossary.documents.subtitles.cues import read_cues  # inline: slow import

    return read_cues(text, _cues(text), _markup())


def load(raw: RawFile) -> "Document":
    """The document; its words can be replaced."""
    from glossary.documents.subtitles.cues import open_cues  # inline: slow import

    return open_cues("srt", raw, _cues, _markup())


def _markup() -> "Markup":
    from glossary.documents.subtitles.cues import Markup  # inline: slow import

    return Markup(re.compile(_MARKUP), {"break": PieceKind.BREAK}, {}, lambda text: " ".join(text.split("\n")))


def _cues(text: str) -> Iterator["Cue"]:
    """The cues. A line with a timing begins one; the number before it belongs to it, an empty line ends it."""
    from glossary.documents.subtitles.cues import ARROW, LINE, Cue, seconds  # inline: slow import

    timing: re.Match[str] | None = None
    lines: list[Span] = []
    for match in LINE.finditer(text):
        found = ARROW.match(match["line"]) if "-->" in match["line"] else None
        if timing is not None and (found or not match["line"].strip()):
            if found and lines and text[slice(*lines[-1])].strip().isdigit():
                lines.pop()
            yield Cue(tuple(lines), seconds(timing["start"]), seconds(timing["end"]))
            timing, lines = None, []
        if found:
            timing = found
        elif timing is not None:
            lines.append(Span(*match.span("line")))
    if timing is not None:
        yield Cue(tuple(lines), seconds(timing["start"]), seconds(timing["end"]))
