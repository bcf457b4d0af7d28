"""The terms that were recognised in a draft, each form once: as written, as it should be, in the other language."""

from collections import Counter
from dataclasses import dataclass

from glossary.domain.finding import DraftFinding
from glossary.domain.statuses import NormativeStatus
from glossary.matching.compile import Snapshot
from glossary.text.languages import other
from glossary.web.cards import shown
from glossary.web.wording import TERM_STATUSES
from glossary.workflows.check import CheckResult, TermUse

RENAMED = "name.renamed"
"""The rule on names that had their day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A term of the draft: as written, what it should be, and the term of the other language."""

    concept: str
    used: str
    lang: str
    better: str
    other: str
    other_lang: str
    status: NormativeStatus
    status_word: str
    places: int


def rows_of(text: str, result: CheckResult, snapshot: Snapshot) -> list[TermRow]:
    """The recognised terms in the order of the draft."""
    mended = {
        (found.span.start, found.span.end): (found.text, finding)
        for finding in result.findings
        if finding.pitfall is None
        for found in finding.suggestions[:1]
    }
    rows: dict[tuple[str, str, str], tuple[TermUse, str, DraftFinding | None]] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for use in result.terms:
        used = shown(text[use.span.start : use.span.end])
        better, finding = mended.get((use.span.start, use.span.end), ("", None))
        key = (use.concept, used.casefold(), better)
        counts[key] += 1
        rows.setdefault(key, (use, used, finding))
    return [_row(use, used, key[2], finding, counts[key], snapshot) for key, (use, used, finding) in rows.items()]


def _row(use: TermUse, used: str, better: str, finding: DraftFinding | None, places: int, snapshot: Snapshot) -> TermRow:
    """A row; a name that a rule on dates replaces is told with the concept that followed."""
    heir = next((concept for concept in reversed(finding.concepts) if concept in snapshot.concepts), "") if finding else ""
    concept = snapshot.concepts[heir or use.concept]
    status = NormativeStatus(use.status)
    if finding is not None and finding.rule == RENAMED and not status.is_discouraged:
        status = NormativeStatus.SUPERSEDED
    section = concept.sections.get(use.lang)
    if not better and status.is_discouraged and section and section.preferred.text != used:
        better = section.preferred.text
    across = concept.sections.get(other(use.lang))
    return TermRow(
        concept=concept.id,
        used=used,
        lang=use.lang,
        better=better,
        other=across.preferred.text if across else "",
        other_lang=other(use.lang),
        status=status,
        status_word=TERM_STATUSES[status],
        places=places,
    )
