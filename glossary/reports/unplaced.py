"""Comments and fixes that found no place in a file: told, never lost."""

from collections.abc import Sequence

from glossary.domain.change import Comment, Unplaced
from glossary.i18n import both, render, translate_plural
from glossary.reports.findings import Offsets
from glossary.reports.places import Places

MAX_PLACES = 5
"""Places that a line for people names; the others are counted."""


def unplaced_record(left: Unplaced, places: Places, offset: Offsets) -> dict[str, object]:
    """What was left out as programs read it: where, what, and why."""
    change = left.change
    return {
        "kind": "comment" if isinstance(change, Comment) else "fix",
        "start": offset(change.span.start),
        "end": offset(change.span.end),
        "location": places.record(change.span.start),
        "text": change.text,
        "reason": both(left.reason),
    }


def unplaced_lines(unplaced: Sequence[Unplaced], places: Places, lang: str) -> list[str]:
    """What was left out in one line for each reason: how much, why, and the first places."""
    groups: dict[tuple[bool, str], list[int]] = {}
    for left in unplaced:
        groups.setdefault((isinstance(left.change, Comment), render(lang, left.reason)), []).append(left.change.span.start)
    return [_line(is_comment, reason, starts, places, lang) for (is_comment, reason), starts in groups.items()]


def _line(is_comment: bool, reason: str, starts: Sequence[int], places: Places, lang: str) -> str:
    shown = ", ".join(dict.fromkeys(places.short(start, lang) for start in starts[:MAX_PLACES])) + (
        ", …" if len(starts) > MAX_PLACES else ""
    )
    count = len(starts)
    if is_comment:
        return translate_plural(
            lang,
            "{count} comment could not be placed: {reason} ({places})",
            "{count} comments could not be placed: {reason} ({places})",
            count,
            reason=reason,
            places=shown,
        )
    return translate_plural(
        lang,
        "{count} fix could not be made: {reason} ({places})",
        "{count} fixes could not be made: {reason} ({places})",
        count,
        reason=reason,
        places=shown,
    )
