"""What a check found, as the page shows it: cards, counts, the terms in the draft, what was ignored."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import msgspec

from glossary import context
from glossary.domain.block import PieceKind
from glossary.domain.finding import DraftFinding
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.formats.project import dismissal
from glossary.reports.findings import line_starts
from glossary.reports.suppressed import suppression_text
from glossary.text.languages import ENGLISH, JAPANESE, Reader
from glossary.text.passage import language_of
from glossary.text.scripts import is_written_in
from glossary.web.cards import Card, Where, card_of, group_of, shown
from glossary.web.rules import rule_name, rule_number
from glossary.web.used import TermRow, rows_of
from glossary.web.wording import LEVELS
from glossary.workflows.check import CheckResult

MAX_CARDS: Final = 300
"""Findings shown at once; a draft with more is mended in steps, a file with more has several pages."""

MAX_TERMS: Final = 200
"""Rows of the table of terms."""

MASKED_WORDS: Final[Mapping[str, str]] = {
    PieceKind.CODE: N_("code"),
    PieceKind.URL: N_("web addresses"),
    PieceKind.EMAIL: N_("e-mail addresses"),
    PieceKind.QUOTATION: N_("quotations"),
    PieceKind.MENTION: N_("words that are only mentioned"),
    PieceKind.MARKUP: N_("markup"),
    PieceKind.FRONT_MATTER: N_("front matter"),
    PieceKind.FOREIGN: N_("other languages"),
    PieceKind.PLACEHOLDER: N_("placeholders"),
}

REASONS: Final[Mapping[str, str]] = {
    "meant": N_("It is meant this way"),
    "quoted": N_("It is a quotation"),
    "style": N_("House style says so"),
}
"""Why a finding is ignored."""

HERE, IN_DRAFT = "here", "draft"
SCOPES: Final[Mapping[str, str]] = {HERE: N_("Here only"), IN_DRAFT: N_("In this draft")}
"""Where a finding is ignored."""

_WORD: Final = re.compile(r"\w+(?:['’-]\w+)*")
_SPACE: Final = re.compile(r"\s+")


MAX_IGNORED: Final = 500
"""Marks that are heeded."""

MAX_SAID: Final = 400
"""Characters of a reason that are shown."""


class Mark(msgspec.Struct):
    """An ignored finding as a page keeps it."""

    key: str
    scope: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """A finding that the drafter put aside. ``key`` is its fingerprint, or what all its like in the draft share."""

    key: str
    scope: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IgnoredFinding:
    """A finding that is not shown, and why. ``finding`` is its fingerprint, ``key`` that of the mark, which may cover others."""

    finding: str
    key: str
    match: str
    lang: str
    rule_name: str
    scope: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppressedFinding:
    """A finding that the draft itself says to leave alone, and in which words."""

    match: str
    lang: str
    rule_name: str
    said: str


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many findings a rule has."""

    number: int
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """All that is said of a draft."""

    lang: str
    length: int
    size: int
    total: int
    cards: tuple[Card, ...]
    levels: tuple[tuple[Level, str, int], ...]
    rules: tuple[RuleCount, ...]
    safe_count: int
    ignored: tuple[IgnoredFinding, ...]
    suppressed: tuple[SuppressedFinding, ...]
    suppressed_count: int
    rows: tuple[TermRow, ...]
    hidden_rows: int
    term_count: int
    masked: tuple[tuple[str, int], ...]
    as_of: date
    without_pitfalls: bool
    concept_count: int
    pitfall_count: int

    @property
    def hidden(self) -> int:
        """Findings that are counted but not shown."""
        return self.total - len(self.cards)

    @property
    def masked_count(self) -> int:
        """Characters that were not read."""
        return sum(count for _, count in self.masked)


def results_of(
    text: str, result: CheckResult, reader: Reader, ignored: Sequence[Ignored] = (), where: Where | None = None, before: int = 0
) -> Results:
    """The results as the page shows them, without the findings that the drafter ignores; ``where`` says places of a file.

    ``before`` is how many findings stand on the pages before this one.
    """
    snapshot = context.snapshot()
    kept, put_aside = _parted(result.findings, ignored)
    lang = main_language(text)
    starts = line_starts(text)
    here = kept[before : before + MAX_CARDS]
    cards = tuple(card_of(finding, number, starts, snapshot, where) for number, finding in enumerate(here, start=before + 1))
    levels = Counter(finding.level for finding in kept)
    rules = Counter(finding.rule for finding in kept)
    rows = rows_of(text, result, snapshot)
    return Results(
        lang=lang,
        length=len(text),
        size=size_of(text, lang),
        total=len(kept),
        cards=cards,
        levels=tuple((level, LEVELS[level], levels[level]) for level in LEVELS),
        rules=tuple(RuleCount(rule_number(rule), rule_name(rule), count) for rule, count in sorted(rules.items())),
        safe_count=sum(any(fix.safe for fix in finding.suggestions[:1]) for finding in kept),
        ignored=tuple(_ignored_finding(finding, mark) for finding, mark in put_aside),
        suppressed=tuple(_suppressed_finding(finding) for finding in result.suppressed[:MAX_CARDS]),
        suppressed_count=len(result.suppressed),
        rows=tuple(rows[:MAX_TERMS]),
        hidden_rows=max(0, len(rows) - MAX_TERMS),
        term_count=len(result.terms),
        masked=tuple((MASKED_WORDS.get(kind, kind), count) for kind, count in sorted(result.masked_characters.items()) if count),
        as_of=result.as_of,
        without_pitfalls=reader is Reader.NONE,
        concept_count=len(snapshot.concepts),
        pitfall_count=len(snapshot.pitfalls),
    )


def main_language(text: str) -> str:
    """The language of a draft as a whole: an English one may quote Japanese names."""
    if not any(char.isalpha() for char in text):
        return context.language()
    return ENGLISH if is_written_in(text, ENGLISH) else JAPANESE


def size_of(text: str, lang: str) -> int:
    """How much text there is: words of English, characters of Japanese."""
    return len(_WORD.findall(text)) if lang == ENGLISH else len(_SPACE.sub("", text))


def read_ignored(raw: str | bytes) -> list[Ignored]:
    """The latest marks that this version knows how to read, out of JSON; a tab may have kept older ones. Raises ValueError."""
    try:
        marks = msgspec.json.decode(raw, type=list[Mark])
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from None
    return known_marks(marks)


def keeping_name(*texts: str) -> str:
    """A name for a file, or for one version of it, under which the browser keeps what its reader ignores; it holds no text."""
    return hashlib.blake2b("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def known_marks(marks: Sequence[Mark]) -> list[Ignored]:
    """The latest of the marks that this version knows."""
    known = [mark for mark in marks if mark.scope in SCOPES and mark.reason in REASONS]
    return [Ignored(key=mark.key, scope=mark.scope, reason=mark.reason) for mark in known[-MAX_IGNORED:]]


def without_ignored(result: CheckResult, ignored: Sequence[Ignored]) -> CheckResult:
    """The result for what is taken away: what the reader ignores is suppressed."""
    kept, put_aside = _parted(result.findings, ignored)
    if not put_aside:
        return result
    dismissed = [
        finding._replace(suppressed=dismissal(finding.fingerprint, context._(REASONS[mark.reason]))) for finding, mark in put_aside
    ]
    return replace(result, findings=tuple(kept), suppressed=(*result.suppressed, *dismissed))


def _parted(findings: Sequence[DraftFinding], ignored: Sequence[Ignored]) -> tuple[list[DraftFinding], list[tuple[DraftFinding, Ignored]]]:
    """The findings to show, and those that are ignored."""
    if not ignored:
        return list(findings), []
    wanted = {(mark.scope, mark.key): mark for mark in ignored}
    kept: list[DraftFinding] = []
    put_aside: list[tuple[DraftFinding, Ignored]] = []
    for finding in findings:
        mark = wanted.get((HERE, finding.fingerprint)) or wanted.get((IN_DRAFT, group_of(finding)))
        if mark is None:
            kept.append(finding)
        else:
            put_aside.append((finding, mark))
    return kept, put_aside


def _ignored_finding(finding: DraftFinding, mark: Ignored) -> IgnoredFinding:
    return IgnoredFinding(
        finding=finding.fingerprint,
        key=mark.key,
        match=shown(finding.match),
        lang=language_of(finding.match),
        rule_name=rule_name(finding.rule),
        scope=SCOPES[mark.scope],
        reason=REASONS[mark.reason],
    )


def _suppressed_finding(finding: DraftFinding) -> SuppressedFinding:
    said = suppression_text(finding.suppressed, context.language()) if finding.suppressed else ""
    return SuppressedFinding(
        match=shown(finding.match), lang=language_of(finding.match), rule_name=rule_name(finding.rule), said=said[:MAX_SAID]
    )
