"""Sets findings aside that somebody has said to leave alone: in a comment of the draft, in the project file, one by one.

Suppressions are applied when all rules have spoken, so that parts which stay the same keep what was found in them. A finding
with several places loses those that are left alone and is told at the others.
"""

import heapq
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from glossary.checks.directives import Directive, read_directive
from glossary.checks.engine import finished
from glossary.checks.registry import all_rule_ids, draft_rules, ids_of, suppression_rules
from glossary.domain.aside import MAX_ASIDES, Aside
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.profile import Profile, Style
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.domain.suppression import Suppression
from glossary.text.languages import Reader
from glossary.text.normalise import fold

Owner = TypeVar("Owner", bound=Hashable)

MAX_AT_PLACE = 100
"""Comments that are asked about one place."""

_NOBODY = -1
"""In the place of a comment's number: no comment."""

_STYLE = "style"
_ABOUT_READERS = frozenset({"pitfall", "pair"})


@cache
def _on_request() -> frozenset[str]:
    """The rules that run only where candidates are asked for."""
    return frozenset(rule for module in draft_rules() if getattr(module, "ON_REQUEST", False) for rule in ids_of(module))


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What the rules on suppressions see: the comments, and which of them suppressed something (by number)."""

    text: str
    directives: Sequence[Directive]
    profile: Profile
    reader: Reader
    candidates: bool = False
    used: set[int] = field(default_factory=set)

    def finding(self, rule: str, level: Level, directive: Directive, message: Message, reasons: tuple[Message, ...]) -> DraftFinding:
        """A finding at a comment."""
        place = directive.suppression.place or Span(0, 0)
        return DraftFinding(
            rule=rule, level=level, span=place, match=self.text[slice(*place)], message=message, reasons=reasons, places=(place,)
        )

    def runs(self, suppression: Suppression) -> bool:
        """Whether a rule of which it speaks can say anything in this check."""
        family = suppression.rule.partition(".")[0]
        if family in _ABOUT_READERS and self.reader is Reader.NONE:
            return False
        if family == _STYLE and self.profile.style == Style():
            return False
        named = [rule for rule in all_rule_ids() if suppression.names(rule) and (self.candidates or rule not in _on_request())]
        return any(self.profile.level(rule, Level.WARNING) is not None for rule in named)


def set_aside(
    findings: Sequence[DraftFinding], asides: Sequence[Aside], around: Round, suppressions: Sequence[Suppression]
) -> tuple[list[DraftFinding], list[DraftFinding]]:
    """The findings that are told and those that somebody has said to leave alone, both in the order of the text.

    First comes what the draft's own comments say, then ``suppressions``.
    """
    told, suppressed = heed(findings, asides, around) if asides else (list(findings), [])
    told, left = leave(told, around.text, suppressions)
    return sorted(told, key=_order), sorted([*suppressed, *left], key=_order)


def _order(finding: DraftFinding) -> tuple[Span, str]:
    return finding.span, finding.rule


def heed(findings: Sequence[DraftFinding], asides: Sequence[Aside], around: Round) -> tuple[list[DraftFinding], list[DraftFinding]]:
    """The findings that are told and those that comments of the draft suppress; and what there is to say of the comments.

    ``around`` is filled with what the comments say; of several that speak of one place the first counts.
    """
    told: list[DraftFinding] = []
    suppressed: list[DraftFinding] = []
    speakers = _speakers(findings, asides, around)
    for number, finding in enumerate(findings):
        if number not in speakers:
            told.append(finding)
            continue
        said = speakers[number]
        around.used.update(said.values())
        parts = parted(finding, around.text, lambda place, said=said: said.get(place, _NOBODY))  # type: ignore[misc]
        for speaker, part in sorted(parts.items()):
            if speaker == _NOBODY:
                told.append(part)
            else:
                suppressed.append(part._replace(suppressed=around.directives[speaker].suppression))
    said_of_comments = [finding for module in suppression_rules() for finding in module.judge(around)]
    return [*told, *finished(around.text, said_of_comments, around.profile)], suppressed


def _speakers(findings: Sequence[DraftFinding], asides: Sequence[Aside], around: Round) -> dict[int, dict[Span, int]]:
    """Which comment speaks of which place, by finding: places and covers are gone through in the order of the text, side by side."""
    covers: list[tuple[int, int, int]] = []
    for number, (directive, aside) in enumerate(zip(around.directives, asides, strict=True)):
        if directive.problem is None:
            spans = (Span(0, len(around.text) + 1),) if directive.whole else aside.covers
            covers += [(cover.start, cover.end, number) for cover in spans]
    covers.sort()
    folded = [fold(directive.suppression.words) for directive in around.directives]
    found: dict[int, dict[Span, int]] = {}
    about: dict[str, frozenset[int]] = {}
    places = sorted((place, number) for number, finding in enumerate(findings) for place in finding.places or (finding.span,))
    active: list[tuple[int, int, int]] = []  # a heap: where a cover ends and begins, and whose it is
    at = 0
    for place, number in places:
        while at < len(covers) and covers[at][0] < place.end:
            start, end, by = covers[at]
            heapq.heappush(active, (end, start, by))
            at += 1
        while active and active[0][0] <= place.start:
            heapq.heappop(active)
        rule = findings[number].rule
        speaking = about.get(rule)
        if speaking is None:
            speaking = about[rule] = frozenset(_naming(rule, around.directives))
        named = [by for end, start, by in active if by in speaking and start < place.end and end > place.start]
        words = fold(around.text[slice(*place)]) if named else ""
        for by in sorted(named)[:MAX_AT_PLACE]:
            wanted = around.directives[by].suppression.words
            if not wanted or folded[by] == words or _stands_around(around.text, place, wanted):
                found.setdefault(number, {})[place] = by
                break
    return found


def _naming(rule: str, directives: Sequence[Directive]) -> Iterator[int]:
    """The comments that speak of a rule, by number."""
    return (number for number, directive in enumerate(directives) if directive.suppression.names(rule))


def directives_in(asides: Sequence[Aside]) -> list[Directive]:
    """What the comments say."""
    return [read_directive(aside, all_rule_ids()) for aside in asides]


def leave(
    findings: Sequence[DraftFinding], text: str, suppressions: Sequence[Suppression]
) -> tuple[list[DraftFinding], list[DraftFinding]]:
    """The findings that are told and those that are suppressed; of several suppressions of one finding the first counts."""
    told, suppressed = list(findings), []
    by_name = {suppression.fingerprint: suppression for suppression in reversed(suppressions) if suppression.fingerprint}
    if by_name:
        kept = []
        for finding in told:
            named = by_name.get(finding.fingerprint)
            if named is not None:
                suppressed.append(finding._replace(suppressed=named))
            else:
                kept.append(finding)
        told = kept
    for suppression in suppressions:
        if not suppression.fingerprint:
            told, gone = _apart(told, text, suppression)
            suppressed += gone
    return told, suppressed


def asides_of(parts: Iterable[tuple[int, Sequence[Aside], Span | None]]) -> list[Aside]:
    """The comments of all parts of a draft, in its positions. Each part comes as its place, its comments and its first block.

    A comment that speaks of the next block and ends its part speaks of the first block of the part after it.
    """
    found: list[Aside] = []
    waiting: list[Aside] = []
    for offset, asides, first in parts:
        if waiting and first is not None:
            found += [Aside(aside.text, aside.place, (first.moved(offset),)) for aside in waiting]
            waiting = []
        for aside in asides:
            (found if aside.covers else waiting).append(aside.moved(offset))
    return found + waiting


def with_covers(asides: Sequence[Aside], blocks: Sequence[Span]) -> list[Aside]:
    """The comments, each with the stretch of which it speaks: what its format says, else its own block or the next.

    ``blocks`` and comments are in the order of the text; beyond MAX_ASIDES comments are not heeded.
    """
    found: list[Aside] = []
    number = 0
    for aside in sorted(asides[:MAX_ASIDES], key=lambda aside: aside.place):
        if aside.covers:
            found.append(aside)
            continue
        while number < len(blocks) and blocks[number].end < aside.place.end:
            number += 1
        found.append(Aside(aside.text, aside.place, tuple(blocks[number : number + 1])))
    return found


def _apart(findings: Sequence[DraftFinding], text: str, suppression: Suppression) -> tuple[list[DraftFinding], list[DraftFinding]]:
    """The findings without what a suppression speaks of, and that."""
    told: list[DraftFinding] = []
    gone: list[DraftFinding] = []
    words = fold(suppression.words)

    def is_meant(place: Span) -> bool:
        return not words or _is_in(text, place, suppression.words, words)

    for finding in findings:
        if not suppression.names(finding.rule):
            told.append(finding)
            continue
        kept, left = split(finding, text, is_meant)
        if kept is not None:
            told.append(kept)
        if left is not None:
            gone.append(left._replace(suppressed=suppression))
    return told, gone


def split(finding: DraftFinding, text: str, is_meant: Callable[[Span], bool]) -> tuple[DraftFinding | None, DraftFinding | None]:
    """The finding at the places that are not meant, and at those that are; None where there are none."""
    parts = parted(finding, text, is_meant)
    return parts.get(False), parts.get(True)


def parted(finding: DraftFinding, text: str, owner_of: Callable[[Span], Owner]) -> dict[Owner, DraftFinding]:
    """The finding at the places of each owner, every place with the one that it belongs to."""
    places: dict[Owner, list[Span]] = {}
    for place in finding.places or (finding.span,):
        places.setdefault(owner_of(place), []).append(place)
    if len(places) == 1:
        return dict.fromkeys(places, finding)
    return {owner: _at(finding, text, own) for owner, own in places.items()}


def _at(finding: DraftFinding, text: str, places: Sequence[Span]) -> DraftFinding:
    """The finding at some of its places; a suggestion for its words goes with the words."""
    first = places[0]
    match = text[slice(*first)]
    suggestions: list[Suggestion] = []
    for found in finding.suggestions:
        if found.span == finding.span and match == finding.match:
            suggestions.append(found._replace(span=first))
        elif any(place.contains(found.span) for place in places):
            suggestions.append(found)
    return finding._replace(span=first, match=match, places=tuple(places), suggestions=tuple(suggestions))


def _is_in(text: str, place: Span, words: str, folded: str) -> bool:
    """Whether these words stand at a place: they are its words up to case and width, or stand around them just so."""
    return fold(text[slice(*place)]) == folded or _stands_around(text, place, words)


def _stands_around(text: str, place: Span, words: str) -> bool:
    return text.find(words, max(0, place.end - len(words)), place.start + len(words)) >= 0
