"""Check a file and give it back with what was found: comments at the words, and safe fixes.

Files are judged a few blocks at a time, so that one that takes long can tell how far it is. Neither the file nor its text is
stored or logged.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from glossary.checks.engine import numbered
from glossary.documents.document import Document
from glossary.domain.block import Block, Draft, Piece
from glossary.domain.change import Change, Comment, Replacement, Written
from glossary.domain.finding import DraftFinding, by_place
from glossary.domain.span import Span
from glossary.errors import TextTooLong
from glossary.files.limits import MAX_TEXT
from glossary.i18n import in_language, reasons_in, translate, translate_plural
from glossary.matching.checking import Checking
from glossary.workflows.check import CheckOptions, CheckResult, covered, day_of, house_writes, judge_parts, read_part, safe_fixes, settle
from glossary.workflows.compare import check_segment
from glossary.workflows.parts import DraftPart, PassageCache

MAX_DOCUMENT_LENGTH = MAX_TEXT
"""Code points of the text of one file. A draft that is typed has a limit of its own."""

PART_LENGTH = 10_000
"""Code points after which a part of a file ends with its block."""

SIGHT = 100
"""Code points of its neighbours' text that a part sees too: a finding is named after the words beside it, wherever a part ends."""

Progress = Callable[[int, int], None]
"""Called with what is done and all there is to do. What it raises ends the check."""


def check_document(
    checking: Checking,
    document: Document,
    options: CheckOptions,
    *,
    today: date,
    cache: PassageCache | None = None,
    progress: Progress | None = None,
) -> CheckResult:
    """Check a file that was opened; in a bilingual one its pairs too. Spans are those of ``document.draft.text``.

    The format of the options does not count: the file has its own. Raises TextTooLong over MAX_DOCUMENT_LENGTH code points.
    """
    draft = document.draft
    if len(draft.text) > MAX_DOCUMENT_LENGTH:
        raise TextTooLong(length=len(draft.text), limit=MAX_DOCUMENT_LENGTH)
    as_of = day_of(options, draft.stated_date, today)
    pair_length = sum(segment.target.end - segment.target.start for segment in document.segments)
    total = len(draft.text) + pair_length
    if cache is None and document.segments:
        cache = PassageCache()  # each side is read twice: as a draft, and as half of a pair
    parts: list[tuple[int, DraftPart]] = []
    for start, end, part in _parts(draft):
        parts.append((start, _judged(read_part(checking, part, options, as_of, cache))))
        if progress is not None:
            progress(end, total)
    asides = covered(draft)
    result = judge_parts(draft.text, parts, house_writes(asides, options))
    if cache is not None and document.segments:
        pairs = _check_pairs(checking, document, options, as_of, cache, progress, total)
        together = sorted([*result.findings, *pairs], key=by_place)
        result = replace(result, findings=tuple(together))
    if progress is not None:
        progress(total, total)
    return settle(draft.text, result, asides, options)


def _judged(part: DraftPart) -> DraftPart:
    """The part, judged now, so that the progress tells the truth; what only judging needed is let go: a book has a great deal of it."""
    part.judgement  # noqa: B018
    for view in part.view.passages:
        view.rest()
    return part


def _parts(draft: Draft) -> Iterator[tuple[int, int, Draft]]:
    """The draft as drafts of some blocks each, with the places at which their texts begin and their blocks end.

    Blocks are taken in order of their places: a part ends between two of them. What is masked goes with the blocks before it.
    """
    blocks = sorted(draft.blocks, key=_begin)
    masked = sorted(draft.masked, key=_start)
    start = first = taken = reached = 0
    for number, block in enumerate(blocks, 1):
        reached = max(reached, block.pieces[-1].span.end)
        if number == len(blocks) or (reached - start >= PART_LENGTH and reached <= _begin(blocks[number])):
            end, upto = (reached, bisect_left(masked, reached, key=_start)) if number < len(blocks) else (len(draft.text), len(masked))
            begin = max(0, start - SIGHT)
            yield begin, end, _part(draft.text[begin : end + SIGHT], blocks[first:number], masked[taken:upto], begin)
            start, first, taken = end, number, upto
    if not blocks:
        yield 0, len(draft.text), draft


def _part(text: str, blocks: Sequence[Block], masked: Sequence[Piece], start: int) -> Draft:
    """A part with the text that begins at that place."""
    return Draft(
        text,
        tuple(replace(block, pieces=tuple(piece.moved(-start) for piece in block.pieces)) for block in blocks),
        tuple(piece.moved(-start) for piece in masked),
    )


def _begin(block: Block) -> int:
    return block.pieces[0].span.start


def _start(piece: Piece) -> int:
    return piece.span.start


def _check_pairs(
    checking: Checking,
    document: Document,
    options: CheckOptions,
    as_of: date,
    cache: PassageCache,
    progress: Progress | None,
    total: int,
) -> list[DraftFinding]:
    text = document.draft.text
    blocks = sorted(document.draft.blocks, key=lambda block: block.pieces[0].span)
    starts = [_begin(block) for block in blocks]
    findings: list[DraftFinding] = []
    done = len(text)
    told = 0
    for number, segment in enumerate(document.segments):
        sides = _within(blocks, starts, segment.source), _within(blocks, starts, segment.target)
        findings += check_segment(checking, number, text, segment, sides, options, as_of=as_of, cache=cache)
        done += segment.target.end - segment.target.start
        if progress is not None and done - told >= PART_LENGTH:
            progress(done, total)
            told = done
    return numbered(findings)


def _within(blocks: Sequence[Block], starts: Sequence[int], span: Span) -> Sequence[Block]:
    """The blocks that stand in a span."""
    return blocks[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def annotate_document(
    document: Document, findings: Sequence[DraftFinding], *, lang: str, every_place: bool = False, fix: bool = False
) -> Written:
    """The file with a comment for each finding at exactly its words, in one language; everything else stays as it was.

    What is said again and again of the same thing is said at its first place, with the number of places; ``every_place`` says
    it at each. ``fix`` adds the safe fixes, as tracked changes where the format has them. What found no place is given back.
    """
    changes: list[Change] = list(_comments(findings, lang, every_place=every_place))
    if fix:
        changes += _replacements(findings)
    return document.write(changes)


def fix_document(document: Document, findings: Sequence[DraftFinding]) -> Written:
    """The file with the safe fixes and nothing else, as tracked changes where the format has them."""
    return document.write(_replacements(findings))


def _replacements(findings: Sequence[DraftFinding]) -> list[Replacement]:
    return [Replacement(fix.span, fix.text) for fix in safe_fixes(findings)]


def _comments(findings: Sequence[DraftFinding], lang: str, *, every_place: bool) -> Iterator[Comment]:
    """Findings that say the same make one comment, whether a rule told them one by one or together."""
    remarks: dict[tuple[str, ...], list[Span]] = {}
    for finding in findings:
        remarks.setdefault(_remark(finding, lang), []).extend(finding.places or (finding.span,))
    for (first, *rest), spans in remarks.items():
        places = sorted(set(spans))
        count = len(places)
        if every_place and count > 1:
            for number, span in enumerate(places, 1):
                head = translate(lang, "{text} (place {number} of {count})", text=first, number=number, count=count)
                yield Comment(span, "\n".join([head, *rest]))
        elif count > 1:
            head = translate_plural(lang, "{text} ({count} place)", "{text} ({count} places)", count, text=first)
            yield Comment(places[0], "\n".join([head, *rest]))
        else:
            yield Comment(places[0], "\n".join([first, *rest]))


def _remark(finding: DraftFinding, lang: str) -> tuple[str, ...]:
    """What a comment says, a paragraph each: the message, why, what to write, and the id of the rule."""
    lines = [in_language(finding.message, lang), *reasons_in(finding, lang)]
    if finding.suggestions:
        texts = " · ".join(dict.fromkeys(found.text for found in finding.suggestions))
        lines.append(translate(lang, "Write instead: {texts}", texts=texts))
    return (*(" ".join(line.split()) for line in lines if line), f"[{finding.rule}]")
