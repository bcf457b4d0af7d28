"""A file that was checked, as it is kept for its page, and what that takes in memory."""

import sys
from dataclasses import dataclass
from typing import Final

from glossary import context
from glossary.context import Services
from glossary.documents.document import NO_COMMENTS, READ_ONLY, Document
from glossary.documents.registry import open_document
from glossary.domain.change import Unplaced
from glossary.matching.compile import Snapshot
from glossary.web import drafts
from glossary.workflows.check import CheckResult, safe_fixes
from glossary.workflows.documents import annotate_document, check_document
from glossary.workflows.job_files import Order
from glossary.workflows.jobs import Progress

_TEXTS: Final = 2
"""The text of a file and that of its draft, which may be another."""

_BLOCK, _PIECE, _MASKED, _ASIDE, _SEGMENT, _FINDING, _PLACE, _TERM = 250, 200, 150, 200, 500, 2_500, 150, 200
"""Bytes that one of each takes, as measured with tracemalloc on files that hold little else; a block's place in the file is in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A file that was checked: with which terms, what was found, and which comments have no place in a copy of it."""

    document: Document
    result: CheckResult
    snapshot: Snapshot
    unplaced: tuple[Unplaced, ...]

    @property
    def takes_comments(self) -> bool:
        """Whether a copy with comments can be made."""
        return bool(self.result.findings) and all(left.reason not in (NO_COMMENTS, READ_ONLY) for left in self.unplaced)

    @property
    def takes_fixes(self) -> bool:
        """Whether a copy with the safe fixes can be made."""
        return bool(safe_fixes(self.result.findings)) and all(left.reason != READ_ONLY for left in self.unplaced)


def judge(services: Services, content: bytes, order: Order, progress: Progress | None = None) -> Judged:
    """Open and check a file, in a request or in the worker. Raises what opening and checking raise."""
    document = open_document(content, name=order.name)
    return judge_document(services, document, order, progress)


def judge_document(services: Services, document: Document, order: Order, progress: Progress | None = None) -> Judged:
    """Check a file that is open. Raises what checking raises."""
    options = drafts.check_options(order.options, services.settings)
    snapshot = services.snapshots.current()
    result = check_document(
        services.checkings.of(snapshot), document, options, today=context.date_now(), cache=services.passages, progress=progress
    )
    kept = CheckResult(
        findings=result.findings,
        masked=result.masked,
        terms=tuple(result.terms),  # without the views of the passages, which are large
        characters=result.characters,
        as_of=result.as_of,
        masked_characters=result.masked_characters,
        suppressed=result.suppressed,
    )
    written = annotate_document(document, kept.findings, lang=order.lang)
    return Judged(document=document, result=kept, snapshot=snapshot, unplaced=written.unplaced)


def weight_of(judged: Judged) -> int:
    """Some bytes that a checked file takes in memory besides the file itself: most of it is what was found, not what was sent."""
    draft, result = judged.document.draft, judged.result
    findings = (*result.findings, *result.suppressed)
    return (
        sys.getsizeof(draft.text) * _TEXTS
        + len(draft.blocks) * _BLOCK
        + sum(len(block.pieces) for block in draft.blocks) * _PIECE
        + (len(draft.masked) + len(result.masked)) * _MASKED
        + len(draft.asides) * _ASIDE
        + len(judged.document.segments) * _SEGMENT
        + (len(findings) + len(judged.unplaced)) * _FINDING
        + sum(len(finding.places) for finding in findings) * _PLACE
        + len(result.terms) * _TERM
    )
