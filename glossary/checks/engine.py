"""Runs rules and puts their findings in order."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from glossary.checks.glosses import with_glosses
from glossary.checks.pair_view import SOURCE, TARGET, PairView
from glossary.checks.registry import draft_rules, rule_id, segment_rules, termbase_rules
from glossary.checks.view import DraftView, fingerprint
from glossary.domain.finding import DraftFinding, EntryFinding
from glossary.domain.profile import Profile
from glossary.domain.span import Span
from glossary.domain.termbase import Termbase
from glossary.text.scripts import HIRAGANA, KANJI, KATAKANA


def check_termbase(termbase: Termbase) -> list[EntryFinding]:
    """All that the rules say about the entries, sorted by entry, field and rule."""
    findings = [
        EntryFinding(rule=rule_id(module.__name__), level=module.LEVEL, entry=entry, field=field, message=message)
        for module in termbase_rules()
        for entry, field, message in module.judge(termbase)
    ]
    return sorted(findings, key=lambda finding: (finding.entry, finding.field, finding.rule))


def check_draft(view: DraftView) -> list[DraftFinding]:
    """All that the rules say about a draft, at the levels of its profile, in the order of the text, with fingerprints."""
    said: list[DraftFinding] = []
    for module in draft_rules():
        if not getattr(module, "ON_REQUEST", False) or view.candidates:
            said += module.judge(view)
    found: list[DraftFinding] = []
    for finding in with_glosses(view, said):
        level = view.profile.level(finding.rule, finding.level)
        if level is not None:
            found.append(finding if level is finding.level else replace(finding, level=level))
    found = _without_repetitions(found)
    found.sort(key=lambda finding: (finding.span, finding.rule))
    return _with_fingerprints(view.text, found)


_PRECEDENCE = (
    "term.deprecated",
    "term.superseded",
    "name.renamed",
    "name.lookalike",
    "name.official",
    "term.variant",
    "term.near-miss",
    "term.unknown",
)
"""Of several rules on the same words the first one speaks: it knows the most about them. Pitfalls speak beside it."""


def _without_repetitions(findings: list[DraftFinding]) -> list[DraftFinding]:
    """The findings without those whose words a finding of a more telling rule already covers."""
    kept: list[DraftFinding] = []
    by_rule = sorted((finding for finding in findings if finding.rule in _PRECEDENCE), key=lambda finding: _PRECEDENCE.index(finding.rule))
    taken: list[Span] = []  # sorted, without overlaps
    for finding in by_rule:
        place = bisect_left(taken, finding.span)
        if not any(finding.span.overlaps(span) for span in taken[max(0, place - 1) : place + 1]):
            kept.append(finding)
            taken.insert(place, finding.span)
    return [finding for finding in findings if finding.rule not in _PRECEDENCE] + kept


def check_pair(view: PairView, profile: Profile) -> list[DraftFinding]:
    """All that the rules say about a source and its target, at the levels of the profile."""
    found: list[DraftFinding] = []
    for module in segment_rules():
        for finding in module.judge(view):
            level = profile.level(finding.rule, finding.level)
            if level is not None:
                found.append(replace(finding, level=level))
    marked: list[DraftFinding] = []
    for side in (SOURCE, TARGET):
        ours = sorted((finding for finding in found if finding.side == side), key=lambda finding: (finding.span, finding.rule))
        marked += _with_fingerprints(view.passage(side).text, ours)
    return marked


@cache
def _neighbour() -> re.Pattern[str]:
    """A word beside a finding, as a run of one script. Compiling the class of all kanji takes a while: not at import."""
    return re.compile(rf"[A-Za-z0-9]+|[{HIRAGANA}]+|[{KATAKANA}]+|[{KANJI}]+")


_REACH = 40
"""Characters on each side in which two neighbours are looked for."""


def _with_fingerprints(text: str, findings: Iterable[DraftFinding]) -> list[DraftFinding]:
    seen: Counter[tuple[str, str, str, tuple[str, str]]] = Counter()
    marked = []
    for finding in findings:
        subject = finding.pitfall or " ".join(finding.concepts)
        key = (finding.rule, subject, finding.match, _neighbours(text, finding))
        marked.append(replace(finding, fingerprint=fingerprint(*key, seen[key])))
        seen[key] += 1
    return marked


def _neighbours(text: str, finding: DraftFinding) -> tuple[str, str]:
    start, end = finding.span
    before = _neighbour().findall(text[max(0, start - _REACH) : start])[-2:]
    after = _neighbour().findall(text[end : end + _REACH])[:2]
    return " ".join(before), " ".join(after)
