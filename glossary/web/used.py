"""The terms that were recognised in a draft, each form once: as written, as it should be, in the other language."""

from collections import Counter
from dataclasses import dataclass, replace

from glossary.domain.finding import DraftFinding
from glossary.domain.lookup import MatchKind
from glossary.domain.span import Span
from glossary.domain.statuses import NormativeStatus
from glossary.matching.compile import Snapshot
from glossary.text.languages import other
from glossary.web.cards import shown
from glossary.web.wording import MATCHES, TERM_STATUSES
from glossary.workflows.check import CheckResult
from glossary.workflows.parts import TermUse

RENAMED = "name.renamed"
"""The rule on names that had their day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A term of the draft: as written, what it should be, and the term of the other language.

    Where a pitfall speaks of the term, no text is right for all readers: the row leads there instead.
    """

    concept: str
    used: str
    lang: str
    better: str
    other: str
    other_lang: str
    status: NormativeStatus
    status_word: str
    places: int
    pitfall: str = ""


_Key = tuple[str, str, str, str]
"""Concept, words, what should stand there, pitfall."""


def rows_of(text: str, result: CheckResult, snapshot: Snapshot) -> list[TermRow]:
    """The recognised terms in the order of the draft."""
    mended = _mended(text, result)
    misread = {place: finding.pitfall for finding in result.findings if finding.pitfall for place in (*finding.places, finding.span)}
    left = {finding.span for finding in result.suppressed} - {finding.span for finding in result.findings}
    rows: dict[_Key, tuple[TermUse, str, DraftFinding | None]] = {}
    counts: Counter[_Key] = Counter()
    told: set[_Key] = set()
    for use in result.terms:
        used = shown(text[use.span.start : use.span.end])
        better, finding = mended.get(use.span, ("", None))
        pitfall = "" if better else misread.get(use.span) or _between(use, snapshot)
        key = (use.concept, used.casefold(), better, pitfall)
        counts[key] += 1
        rows.setdefault(key, (use, used, finding))
        if use.span not in left:
            told.add(key)
    found = {key: _row(use, used, key[2], finding, counts[key], snapshot) for key, (use, used, finding) in rows.items()}
    return [replace(row, better=row.better if key in told else "", pitfall="" if row.better else key[3]) for key, row in found.items()]


def _between(use: TermUse, snapshot: Snapshot) -> str:
    """The pitfall between the concepts that a term may stand for; empty where it stands for one, or none tells them apart."""
    first, *others = use.concepts or (use.concept,)
    shared = (
        pitfall for pitfall in snapshot.pitfalls_of.get(first, ()) for other in others if pitfall in snapshot.pitfalls_of.get(other, ())
    )
    return next(shared, "")


def _mended(text: str, result: CheckResult) -> dict[Span, tuple[str, DraftFinding]]:
    """What should stand at each place, also where the draft says to leave it alone: the same words are one row either way."""
    mended: dict[Span, tuple[str, DraftFinding]] = {}
    for finding in (*result.suppressed, *result.findings):
        for fix in finding.suggestions[:1] if finding.pitfall is None else ():
            words = text[slice(*fix.span)]
            alike = (place for place in finding.places if text[slice(*place)] == words)
            mended |= dict.fromkeys((*alike, fix.span), (fix.text, finding))
    return mended


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
    word = TERM_STATUSES[status]
    if better and not status.is_discouraged and used.casefold() != use.term.casefold():
        # The term is a good one; what stands here is no term of the entry.
        status, word = NormativeStatus.ADMITTED, MATCHES[MatchKind.VARIANT]
    return TermRow(
        concept=concept.id,
        used=used,
        lang=use.lang,
        better=better,
        other=across.preferred.text if across else "",
        other_lang=other(use.lang),
        status=status,
        status_word=word,
        places=places,
    )
