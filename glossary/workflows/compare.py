"""Compare translations with their sources: recognise both sides, run the pair rules. Neither side is stored or logged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from glossary.checks.engine import check_pair
from glossary.checks.pair_view import SOURCE, TARGET, PairView
from glossary.documents.registry import DEFAULT, read_draft
from glossary.domain.block import Block, BlockKind, Piece, PieceKind
from glossary.domain.finding import DraftFinding
from glossary.domain.segment import Segment
from glossary.domain.span import Span
from glossary.errors import TextTooLong
from glossary.matching.checking import Checking, Reading
from glossary.text.languages import Reader, checked
from glossary.text.passage import Origin, Passage, compose, language_of
from glossary.workflows.check import MAX_TEXT_LENGTH, CheckOptions, reader_of
from glossary.workflows.parts import PassageCache


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

    findings: tuple[DraftFinding, ...]  # those that the options say to leave alone too, each with who says so
    masked: Mapping[str, tuple[Piece, ...]]


@dataclass(frozen=True, slots=True)
class _Side:
    text: str
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
    findings = _judge(checking, number, source, target, options, options.as_of or today)
    dismissed = {suppression.fingerprint: suppression for suppression in options.suppressions if suppression.fingerprint}
    if dismissed:
        findings = tuple(finding._replace(suppressed=dismissed.get(finding.fingerprint)) for finding in findings)
    return PairResult(findings=findings, masked=masked)


def check_segment(
    checking: Checking,
    number: int,
    draft: str,
    segment: Segment,
    blocks: tuple[Sequence[Block], Sequence[Block]],
    options: CheckOptions,
    *,
    as_of: date,
    cache: PassageCache,
) -> tuple[DraftFinding, ...]:
    """The findings in a pair of a bilingual file, spans in the text of the file.

    ``blocks`` are those of the source and of the target. A side without words, or in a language that is not checked, has
    nothing to compare.
    """
    source_lang, target_lang = checked(segment.source_lang), checked(segment.target_lang)
    strange = (segment.source_lang and not source_lang) or (segment.target_lang and not target_lang)
    if strange or not all(blocks) or (source_lang and source_lang == target_lang):
        return ()
    source, target = (
        _side(checking, draft, _joined(found), lang, cache) for found, lang in zip(blocks, (source_lang, target_lang), strict=True)
    )
    return _judge(checking, number, source, target, options, as_of)


def _judge(checking: Checking, number: int, source: _Side, target: _Side, options: CheckOptions, as_of: date) -> tuple[DraftFinding, ...]:
    if reader_of(options) is Reader.NONE:
        return ()
    view = PairView(
        number=number,
        source=(source.passage, source.reading),
        target=(target.passage, target.reading),
        checking=checking,
        as_of=as_of,
    )
    return tuple(_placed(finding, source, target) for finding in check_pair(view, options.profile))


def _read(checking: Checking, text: str, lang: str | None, options: CheckOptions, cache: PassageCache | None) -> _Side:
    if len(text) > MAX_TEXT_LENGTH:
        raise TextTooLong(length=len(text), limit=MAX_TEXT_LENGTH)
    block, unread = _one_block(text, options.format)
    return _side(checking, text, block, lang, cache, unread)


def _side(
    checking: Checking, text: str, block: Block, lang: str | None, cache: PassageCache | None, unread: tuple[Piece, ...] = ()
) -> _Side:
    composed, origin, inline = compose(text, block)
    lang = lang or block.lang or language_of(composed)
    if cache is not None:
        passage, reading = cache.read(checking, composed, lang, quotations=False)
    else:
        passage = Passage(composed, lang, checking.vocabulary, quotations=False)
        reading = checking.read(passage)
    masks = tuple(Piece(origin.locate(piece.span), piece.kind) for piece in passage.masks)
    return _Side(text, passage, origin, reading, tuple(sorted((*unread, *inline, *masks), key=lambda piece: piece.span)))


def _one_block(text: str, format_name: str) -> tuple[Block, tuple[Piece, ...]]:
    """A segment as one block, whatever its lines: rules see a pair as two passages."""
    if format_name == DEFAULT:
        return Block(BlockKind.PARAGRAPH, (Piece(Span(0, len(text))),)), ()
    draft = read_draft(text, format_name)
    return _joined(draft.blocks), draft.masked


def _joined(blocks: Sequence[Block]) -> Block:
    pieces: list[Piece] = []
    for block in blocks:
        if pieces:
            pieces.append(Piece(Span(pieces[-1].span.end, block.pieces[0].span.start), PieceKind.BREAK))
        pieces += block.pieces
    return Block(BlockKind.PARAGRAPH, tuple(pieces), blocks[0].lang if blocks else None)


def _placed(finding: DraftFinding, source: _Side, target: _Side) -> DraftFinding:
    """The finding with its spans in the texts as they were given."""
    own, other = (source, target) if finding.side == SOURCE else (target, source)
    span = own.origin.locate(finding.span)
    return finding._replace(
        span=span,
        match=own.text[span.start : span.end],
        places=tuple(own.origin.locate(place) for place in finding.places),
        related=tuple(other.origin.locate(place) for place in finding.related),
        suggestions=tuple(found._replace(span=own.origin.locate(found.span)) for found in finding.suggestions),
    )
