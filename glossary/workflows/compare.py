"""Compare translations with their sources: recognise both sides, run the pair rules. Neither side is stored or logged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from glossary.checks.engine import check_pair
from glossary.checks.pair_view import SOURCE, TARGET, PairView
from glossary.documents.registry import DEFAULT, read_draft
from glossary.domain.block import Block, BlockKind, Piece, PieceKind
from glossary.domain.finding import DraftFinding
from glossary.domain.span import Span
from glossary.errors import TextTooLong
from glossary.matching.checking import Checking, Reading
from glossary.text.languages import Reader
from glossary.text.passage import Origin, Passage, compose, language_of
from glossary.workflows.check import MAX_TEXT_LENGTH, CheckOptions, PassageCache


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A source and its target. A language that is None shows in the text."""

    source: str
    target: str
    source_lang: str | None = None
    target_lang: str | None = None

    def text(self, side: str) -> str:
        """The text of a side."""
        return self.source if side == SOURCE else self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class PairResult:
    """The findings in a pair, spans in the text of their side, and what was masked on each side."""

    findings: tuple[DraftFinding, ...]
    masked: Mapping[str, tuple[Piece, ...]]


@dataclass(frozen=True, slots=True)
class _Side:
    passage: Passage
    origin: Origin
    reading: Reading
    masked: tuple[Piece, ...]


def check_translation(
    checking: Checking, number: int, pair: Pair, options: CheckOptions, *, today: date, cache: PassageCache | None = None
) -> PairResult:
    """Check one pair; ``number`` is its number among those of the request.

    Raises TextTooLong over MAX_TEXT_LENGTH code points on a side, UnsupportedFormat for an unknown format.
    """
    source = _read(checking, pair.source, pair.source_lang, options, cache)
    target = _read(checking, pair.target, pair.target_lang, options, cache)
    masked = {SOURCE: source.masked, TARGET: target.masked}
    if (options.reader or Reader(options.profile.reader)) is Reader.NONE:
        return PairResult(findings=(), masked=masked)
    view = PairView(
        number=number,
        source=(source.passage, source.reading),
        target=(target.passage, target.reading),
        checking=checking,
        as_of=options.as_of or today,
    )
    findings = (_placed(finding, pair, source, target) for finding in check_pair(view, options.profile))
    return PairResult(findings=tuple(findings), masked=masked)


def _read(checking: Checking, text: str, lang: str | None, options: CheckOptions, cache: PassageCache | None) -> _Side:
    if len(text) > MAX_TEXT_LENGTH:
        raise TextTooLong(length=len(text), limit=MAX_TEXT_LENGTH)
    block, unread = _one_block(text, options.format)
    composed, origin, inline = compose(text, block)
    lang = lang or language_of(composed)
    if cache is not None:
        passage, reading = cache.read(checking, composed, lang)
    else:
        passage = Passage(composed, lang, checking.vocabulary)
        reading = checking.read(passage)
    masks = tuple(Piece(origin.locate(piece.span), piece.kind) for piece in passage.masks)
    return _Side(passage, origin, reading, tuple(sorted((*unread, *inline, *masks), key=lambda piece: piece.span)))


def _one_block(text: str, format_name: str) -> tuple[Block, tuple[Piece, ...]]:
    """A segment as one block, whatever its lines: rules see a pair as two passages."""
    if format_name == DEFAULT:
        return Block(BlockKind.PARAGRAPH, (Piece(Span(0, len(text))),)), ()
    draft = read_draft(text, format_name)
    pieces: list[Piece] = []
    for block in draft.blocks:
        if pieces:
            pieces.append(Piece(Span(pieces[-1].span.end, block.pieces[0].span.start), PieceKind.BREAK))
        pieces += block.pieces
    return Block(BlockKind.PARAGRAPH, tuple(pieces)), draft.masked


def _placed(finding: DraftFinding, pair: Pair, source: _Side, target: _Side) -> DraftFinding:
    """The finding with its spans in the texts as they were given."""
    own, other = (source, target) if finding.side == SOURCE else (target, source)
    span = own.origin.locate(finding.span)
    return finding._replace(
        span=span,
        match=pair.text(finding.side or TARGET)[span.start : span.end],
        places=tuple(own.origin.locate(place) for place in finding.places),
        related=tuple(other.origin.locate(place) for place in finding.related),
        suggestions=tuple(found._replace(span=own.origin.locate(found.span)) for found in finding.suggestions),
    )
