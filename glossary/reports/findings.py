"""Findings as plain records for programs and as lines for a terminal. Every door uses these."""

from collections.abc import Callable, Mapping, Sequence

from glossary.domain.block import Piece
from glossary.domain.finding import DraftFinding, Text
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.domain.suppression import Suppression
from glossary.errors import N_
from glossary.i18n import both, in_language, reasons_in, translate
from glossary.reports.suppressed import suppression_text
from glossary.text.languages import LANGUAGES
from glossary.text.width import columns, printable

Offsets = Callable[[int], int]
"""From a code point of the text to the unit that was asked for."""

CODE_POINTS, UTF16 = "codepoint", "utf16"

_COLOURS = {Level.ERROR: "\x1b[31m", Level.WARNING: "\x1b[33m", Level.INFORMATION: "\x1b[36m"}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def offsets_in(text: str, unit: str) -> Offsets:
    """How to count positions of the text: code points as they are, or UTF-16 code units as JavaScript counts."""
    if unit != UTF16 or text.isascii() or max(text, default="") < "\U00010000":
        return lambda position: position
    counts = [0]
    for char in text:
        counts.append(counts[-1] + (2 if char > "\uffff" else 1))
    return lambda position: counts[position]


def finding_record(finding: DraftFinding, place: Offsets, place_of_related: Offsets | None = None) -> dict[str, object]:
    """A finding as the API gives it. In a pair the related places stand in the other text and are counted there."""
    elsewhere = place_of_related or place
    record: dict[str, object] = {
        "rule": finding.rule,
        "level": finding.level.value,
        "start": place(finding.span.start),
        "end": place(finding.span.end),
        "match": finding.match,
        "message": in_both(finding.message),
        "reasons": [in_both(reason) for reason in finding.reasons],
        "suggestions": [
            {"text": found.text, "safe": found.safe, "start": place(found.span.start), "end": place(found.span.end)}
            for found in finding.suggestions
        ],
        "concepts": list(finding.concepts),
        "pitfall": finding.pitfall,
        "senses": [{"concept": sense.concept, "terms": dict(sense.terms)} for sense in finding.senses],
        "sources": list(finding.sources),
        "as_of": finding.as_of.isoformat() if finding.as_of else None,
        "fingerprint": finding.fingerprint,
        "suppressed": suppression_record(finding.suppressed),
        "places": [[place(span.start), place(span.end)] for span in finding.places],
        "related": [[elsewhere(span.start), elsewhere(span.end)] for span in finding.related],
    }
    if finding.pair is not None:
        record |= {"pair": finding.pair, "side": finding.side}
    return record


def suppression_record(suppression: Suppression | None) -> dict[str, object] | None:
    """Why a finding is suppressed, as the API gives it; None for one that is not."""
    if suppression is None:
        return None
    until = suppression.until.isoformat() if suppression.until else None
    return {"source": suppression.source.value, "reason": suppression.reason, "until": until}


def in_both(text: Text) -> dict[str, str]:
    """A message in every language of the interface."""
    return both(text) if isinstance(text, Message) else {lang: text.get(lang, "") for lang in LANGUAGES}


def masked_record(piece: Piece, place: Offsets) -> dict[str, object]:
    """A masked part as the API gives it."""
    return {"kind": piece.kind.value, "start": place(piece.span.start), "end": place(piece.span.end)}


def finding_lines(
    name: str, text: str, findings: Sequence[DraftFinding], lang: str, *, colour: bool, where: Callable[[int], str] | None = None
) -> list[str]:
    """The findings for a terminal: place, level, message, the line with carets under the words, and what to write.

    ``where`` names a place of the text where people do not count lines and columns.
    """
    lines: list[str] = []
    starts = line_starts(text)
    name = printable(name)

    def place(offset: int) -> str:
        return where(offset) if where is not None else ":".join(map(str, position(starts, offset)))

    for finding in findings:
        level = translate(lang, LEVEL_NAMES[finding.level])
        paint = _COLOURS[finding.level] if colour else ""
        plain = _PLAIN if colour else ""
        gap = "" if where is None else " "
        head = f"{_BOLD if colour else ''}{name}:{gap}{place(finding.span.start)}{plain}: {paint}{level}{plain}: {_line(in_language(finding.message, lang))}  [{finding.rule}]"
        if finding.suppressed is not None:
            head += f"  ({_line(suppression_text(finding.suppressed, lang))})"
        lines += [head, *_excerpt(text, starts, finding.span, paint, plain)]
        lines += [f"    {_line(reason)}" for reason in reasons_in(finding, lang) if reason]
        if finding.suggestions:
            texts = " · ".join(suggestion.text for suggestion in finding.suggestions)
            lines.append("    " + _line(translate(lang, "Write instead: {texts}", texts=texts)))
        if len(finding.places) > 1:
            others = ", ".join(dict.fromkeys(place(span.start) for span in finding.places[1:]))
            lines.append("    " + translate(lang, "Also at {places}", places=others))
    return lines


LEVEL_NAMES: Mapping[Level, str] = {Level.ERROR: N_("error"), Level.WARNING: N_("warning"), Level.INFORMATION: N_("information")}
"""How the levels are called."""


def line_starts(text: str) -> list[int]:
    """Where the lines of the text begin; CRLF, LF and CR end one."""
    starts = [0]
    for number, char in enumerate(text):
        if char == "\n" or (char == "\r" and text[number + 1 : number + 2] != "\n"):
            starts.append(number + 1)
    return starts


def position(starts: Sequence[int], offset: int) -> tuple[int, int]:
    """Line and column, both from 1, in code points."""
    low, high = 0, len(starts)
    while low + 1 < high:
        middle = (low + high) // 2
        if starts[middle] <= offset:
            low = middle
        else:
            high = middle
    return low + 1, offset - starts[low] + 1


def _line(text: str) -> str:
    """A text on one line of a terminal: words of a draft stand in it, with their line breaks."""
    return printable(" ".join(text.splitlines()))


MARGIN = "  | "
"""Before words of a draft: they are told from ours, and a pipeline does not take them for its commands (``::error::``)."""

EXCERPT = 90
"""Columns of a line that are shown around the words."""


def _excerpt(text: str, starts: Sequence[int], span: Span, paint: str, plain: str) -> list[str]:
    number, _ = position(starts, span.start)
    begin = starts[number - 1]
    end = starts[number] if number < len(starts) else len(text)
    line_end = begin + len(text[begin:end].rstrip("\r\n"))
    first, last = _within(text, begin, span.start, line_end, span.end)
    shown = printable(text[first:last].replace("\t", " "))
    under = " " * columns(text[first : span.start].replace("\t", " "))
    carets = "^" * max(1, columns(text[span.start : min(span.end, line_end)]))
    return [f"{MARGIN}{shown}", f"{MARGIN}{under}{paint}{carets}{plain}"]


def _within(text: str, begin: int, start: int, line_end: int, end: int) -> tuple[int, int]:
    """The part of a line to show: half of the columns before the words, and what is left of them behind. A line may be a whole book."""
    first, width = start, 0
    while first > begin and (width := width + columns(text[first - 1])) <= EXCERPT // 2:
        first -= 1
    last = min(max(first, end), line_end)
    width = columns(text[first:last])
    while last < line_end and (width := width + columns(text[last])) <= EXCERPT:
        last += 1
    return first, last
