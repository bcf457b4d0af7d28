"""The findings at lines that are new: what a check of a change tells, while the whole draft was weighed."""

from bisect import bisect_right
from collections.abc import Sequence

from glossary.documents.document import Document
from glossary.domain.finding import DraftFinding
from glossary.domain.span import Span
from glossary.files.diff import AddedLines


def is_told_whole(document: Document, added: AddedLines) -> bool:
    """Whether all findings are told of a file that is not new, because it has no lines that git could compare."""
    return not added.is_text or bool(added.ranges and document.source() is None)


def at_added_lines(findings: Sequence[DraftFinding], document: Document, added: AddedLines) -> tuple[DraftFinding, ...]:
    """The findings that touch a line that is new or was changed. One that speaks of several places stands at the first of these."""
    source = document.source()
    if added.ranges is None or (added.ranges and source is None):
        return tuple(findings)
    text = source.text if source else ""
    # Lines as git counts them, which knows one line end only.
    starts = [0, *(number + 1 for number, char in enumerate(text) if char == "\n")]

    def touches(span: Span) -> bool:
        origin = document.origin(span)
        if origin is None:
            return False
        first, last = bisect_right(starts, origin.start), bisect_right(starts, max(origin.start, origin.end - 1))
        return added.holds(first, last)

    told = []
    for finding in findings:
        places = tuple(filter(touches, finding.places or (finding.span,)))
        if places:
            told.append(_moved(finding, places, document.draft.text))
        elif finding.pair is not None and any(map(touches, finding.related)):
            told.append(finding)
    return tuple(told)


def _moved(finding: DraftFinding, places: tuple[Span, ...], text: str) -> DraftFinding:
    """The finding at these of its places. What is to be written at a place that is left out is written at the first one, if the
    words are the same."""
    span, old = places[0], finding.span
    words = text[slice(*span)]
    if span != old:
        same = words == text[slice(*old)]
        suggestions = (found._replace(span=span) if found.span == old and same else found for found in finding.suggestions)
        kept = tuple(found for found in suggestions if any(found.span.overlaps(place) for place in places))
        finding = finding._replace(span=span, match=words, suggestions=kept)
    return finding._replace(places=places) if finding.places else finding
