"""Runs rules and puts their findings in order.

A draft is judged part by part, so that what was found in a part that stays the same need not be found again; rules that weigh
the whole draft collect facts from the parts and judge these together.
"""

import re
from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import repeat

from glossary.checks import glosses
from glossary.checks.pair_view import SOURCE, TARGET, PairView
from glossary.checks.registry import draft_rules, rule_id, segment_rules, termbase_rules
from glossary.checks.view import DraftView, WholeDraft, fingerprint
from glossary.domain.finding import DraftFinding, EntryFinding, by_place
from glossary.domain.profile import Profile
from glossary.domain.span import Span, is_taken
from glossary.domain.statuses import Level
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


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say about a part by itself, and what they collected for the whole, by rule. Spans are those of the part."""

    findings: tuple[DraftFinding, ...]
    facts: Mapping[str, Sequence[object]]


def judge_part(view: DraftView) -> Judgement:
    """All that the rules say about a part, at the levels of its profile, in the order of the text."""
    said: list[DraftFinding] = []
    facts: dict[str, Sequence[object]] = {}
    for module in draft_rules():
        if getattr(module, "ON_REQUEST", False) and not view.candidates:
            continue
        if hasattr(module, "collect"):
            if found := tuple(module.collect(view)):
                facts[module.__name__] = found
        else:
            said += module.judge(view)
    if rendered := tuple(glosses.collect(view)):
        facts[glosses.RULE] = rendered
    ordered = sorted(_without_repetitions(_at_levels(said, view.profile)), key=by_place)
    return Judgement(tuple(_named(view.text, ordered)), facts)


def check_draft(
    draft: WholeDraft,
    judgements: Sequence[Judgement],
    heeded: Callable[[Sequence[DraftFinding]], Sequence[DraftFinding]] = tuple,
) -> list[DraftFinding]:
    """All that the rules say about a draft, at the levels of its profile, in the order of the text, with fingerprints.

    ``judgements`` are those of the draft's parts, in their order; ``heeded`` leaves those findings out of which the house has
    said that it writes so.
    """
    placed = [(offset, judgement) for (offset, _), judgement in zip(draft.parts, judgements, strict=True)]
    findings = [finding.moved(offset) for offset, judgement in placed for finding in judgement.findings]
    facts: dict[str, list[tuple[int, object]]] = {}
    for offset, judgement in placed:
        for name, found in judgement.facts.items():
            facts.setdefault(name, []).extend(zip(repeat(offset), found))
    draft = replace(draft, said=heeded(findings))
    whole: list[DraftFinding] = []
    for module in draft_rules():
        if module.__name__ in facts:
            whole += module.judge(draft, facts[module.__name__])
    if glosses.RULE in facts:
        whole = glosses.with_glosses(draft, whole, facts[glosses.RULE])  # type: ignore[arg-type]
    if whole:
        findings += _named(draft.text, _at_levels(whole, draft.profile))
        findings.sort(key=by_place)
    return numbered(findings)


def _at_levels(findings: Iterable[DraftFinding], profile: Profile) -> list[DraftFinding]:
    """The findings at the levels of the profile, without those of rules that it turns off."""
    levels: dict[tuple[str, Level], Level | None] = {}
    found: list[DraftFinding] = []
    for finding in findings:
        key = (finding.rule, finding.level)
        level = levels[key] if key in levels else levels.setdefault(key, profile.level(finding.rule, finding.level))
        if level is not None:
            found.append(finding if level is finding.level else finding._replace(level=level))
    return found


_PRECEDENCE = (
    "term.deprecated",
    "term.superseded",
    "name.renamed",
    "name.lookalike",
    "name.official",
    "term.variant",
    "style.long-vowel",
    "style.width",
    "style.kanji",
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
        if not is_taken(finding.span, taken):
            kept.append(finding)
            insort(taken, finding.span)
    return [finding for finding in findings if finding.rule not in _PRECEDENCE] + kept


def check_pair(view: PairView, profile: Profile) -> list[DraftFinding]:
    """All that the rules say about a source and its target, at the levels of the profile."""
    said = [finding for module in segment_rules() for finding in module.judge(view)]
    found = _at_levels(said, profile)
    marked: list[DraftFinding] = []
    for side in (SOURCE, TARGET):
        ours = sorted((finding for finding in found if finding.side == side), key=by_place)
        marked += numbered(_named(view.passage(side).text, ours))
    return marked


def finished(text: str, findings: Iterable[DraftFinding], profile: Profile) -> list[DraftFinding]:
    """What was found when all rules had spoken: at the levels of the profile, in the order of the text, with fingerprints."""
    return numbered(_named(text, sorted(_at_levels(findings, profile), key=by_place)))


@cache
def _neighbour() -> re.Pattern[str]:
    """A word beside a finding, as a run of one script. Compiling the class of all kanji takes a while: not at import."""
    return re.compile(rf"[A-Za-z0-9]+|[{HIRAGANA}]+|[{KATAKANA}]+|[{KANJI}]+")


_REACH = 40
"""Characters on each side in which two neighbours are looked for."""

_EMPTY_LINE = re.compile(r"\n\s*\n")
"""What parts paragraphs: a finding has no neighbours beyond, so that its name survives edits of the next paragraph."""


def _named(text: str, findings: Iterable[DraftFinding]) -> list[DraftFinding]:
    """The findings with the fingerprint that their first occurrence has."""
    return [
        finding._replace(
            fingerprint=fingerprint(
                finding.rule, finding.pitfall or " ".join(finding.concepts), finding.match, *_neighbours(text, *finding.span)
            )
        )
        for finding in findings
    ]


def numbered(findings: Sequence[DraftFinding]) -> list[DraftFinding]:
    """The findings with those fingerprints that occur again made different by their number."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        name = finding.fingerprint
        occurrence = seen[name]
        seen[name] = occurrence + 1
        found.append(finding._replace(fingerprint=fingerprint(name, str(occurrence))) if occurrence else finding)
    return found


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if "\n" in before or "\n" in after:
        before, after = _EMPTY_LINE.split(before)[-1], _EMPTY_LINE.split(after, maxsplit=1)[0]
    find = _neighbour().findall
    return " ".join(find(before)[-2:]), " ".join(find(after)[:2])
