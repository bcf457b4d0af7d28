"""A look-up's answer as plain data and as JSON: the same element for ``GET /lookup``, ``POST /lookup`` and the shell."""

from collections.abc import Iterable, Sequence
from typing import Literal

from glossary.domain.concept import Concept
from glossary.domain.lookup import Answer, Hit, Match
from glossary.domain.span import Span
from glossary.matching.compile import Snapshot
from glossary.reports.names import concept_links, names
from glossary.reports.terminal import answer_text

__all__ = ["Offsets", "answer_json", "answer_record", "answer_text", "utf16_spans", "warning_records"]

Offsets = Literal["codepoint", "utf16"]
"""The unit of positions: code points, or the UTF-16 units of JavaScript, Java and C#."""

SCORE_DIGITS = 4


def answer_json(answer: Answer, snapshot: Snapshot, *, offsets: Offsets = "codepoint") -> str:
    """The answer as one line of JSON, Japanese left readable."""
    import json  # inline: slow import

    return json.dumps(answer_record(answer, snapshot, offsets=offsets), ensure_ascii=False)


def answer_record(answer: Answer, snapshot: Snapshot, *, offsets: Offsets = "codepoint") -> dict[str, object]:
    """The answer as plain data. Scores can be compared inside one answer only."""
    return {
        "query": encodable(answer.query.text),
        "hits": [_hit_record(answer, hit, snapshot, offsets) for hit in answer.hits],
        "suggestions": [{"text": suggestion.text, "concept": suggestion.concept} for suggestion in answer.suggestions],
        "warnings": warning_records(answer.pitfalls, snapshot),
        "total": answer.total,
    }


def warning_records(pitfalls: Iterable[str], snapshot: Snapshot) -> list[dict[str, object]]:
    """Each pitfall with what to write instead, in both languages."""
    found = [snapshot.pitfalls[pitfall] for pitfall in pitfalls if pitfall in snapshot.pitfalls]
    return [
        {"pitfall": pitfall.id, "kind": pitfall.kind.value, "level": pitfall.level.value, "text": dict(pitfall.write)} for pitfall in found
    ]


def _hit_record(answer: Answer, hit: Hit, snapshot: Snapshot, offsets: Offsets) -> dict[str, object]:
    concept, match = hit.concept, hit.match
    # Where a definition matched there is no matched term: the preferred one of that language stands for the concept.
    term = match.term or concept.sections[match.lang].preferred
    record: dict[str, object] = {
        "concept": concept.id,
        "score": round(hit.score, SCORE_DIGITS),
        "match": _match_record(match, term.text, offsets),
        "terms": names(concept, answer.query.as_of),
        "status": term.status.value,
        "warnings": warning_records(hit.warnings, snapshot),
        "domain": concept.domain,
        "entry_status": concept.entry_status.value,
        "definition": {lang: section.definition for lang, section in concept.sections.items()},
    }
    if term.replaced_by is not None:
        record["replaced_by"] = term.replaced_by
    if term.reason:
        record["reason"] = dict(term.reason)
    if term.valid_from is not None:
        record["valid_from"] = term.valid_from.isoformat()
    if term.valid_to is not None:
        record["valid_to"] = term.valid_to.isoformat()
    successor = snapshot.concepts.get(concept.successor or "")
    if successor is not None:
        record["successor"] = _successor_record(successor)
    if hit.via is not None:
        record["via"] = hit.via
    record["links"] = concept_links(concept.id)
    return record


def _successor_record(successor: Concept) -> dict[str, object]:
    return {"concept": successor.id, "terms": names(successor)}


def _match_record(match: Match, term: str, offsets: Offsets) -> dict[str, object]:
    spans = match.spans if offsets == "codepoint" else utf16_spans(match.form, match.spans)
    record: dict[str, object] = {
        "kind": match.kind.value,
        "term": term,
        "lang": match.lang,
        "form": match.form,
        "spans": [{"start": span.start, "end": span.end} for span in spans],
    }
    if match.distance:
        record["distance"] = match.distance
    return record


def utf16_spans(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans in UTF-16 code units: characters beyond the basic plane count two."""
    units = [0]
    for char in text:
        units.append(units[-1] + (2 if ord(char) > 0xFFFF else 1))
    return [Span(units[span.start], units[span.end]) for span in spans]


def encodable(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot carry, replaced by U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\N{REPLACEMENT CHARACTER}" if 0xD800 <= ord(char) <= 0xDFFF else char for char in text)
    return text
