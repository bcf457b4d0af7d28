"""Rules on drafts, by marked sentences: one file of cases for each rule, run on the small termbase.

A bad case must be flagged at its marks and nowhere else; a good one nowhere. Only the findings of the file's own rule count.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from glossary.checks.registry import SECTIONS, draft_rules, ids_of, rule_id, segment_rules, suppression_rules
from glossary.domain.statuses import Level
from glossary.domain.validation import mark, unmark
from glossary.text.languages import Reader
from tests.checkings import check

CASES = Path(__file__).parent / "cases"
RULES = {rule_id(module.__name__): module for module in (*draft_rules(), *suppression_rules())}
Case = Mapping[str, object]


def cases() -> Iterator[tuple[str, str, Case]]:
    for path in sorted(CASES.glob("*.toml")):
        for kind, listed in tomllib.loads(path.read_text("utf-8")).items():
            for case in listed:
                yield path.stem, kind, case


def options(case: Case) -> dict[str, object]:
    found: dict[str, object] = {name: case[name] for name in ("profile", "format", "lang", "candidates") if name in case}
    if "as_of" in case:
        found["as_of"] = date.fromisoformat(str(case["as_of"]))
    if "reader" in case:
        found["reader"] = Reader(str(case["reader"]))
    return found


@pytest.mark.parametrize(("name", "kind", "case"), list(cases()), ids=[f"{name}-{case['text']}" for name, _, case in cases()])
def test_marked_sentence_is_flagged_at_its_marks_and_nowhere_else(name: str, kind: str, case: Case) -> None:
    module = RULES[rule_id(name)]
    text, marks = unmark(str(case["text"]))
    assert (kind == "bad") is bool(marks)

    findings = [finding for finding in check(text, **options(case)).findings if finding.rule in ids_of(module)]

    assert mark(text, [place for finding in findings for place in finding.places]) == case["text"]
    assert {finding.match for finding in findings} <= {text[place.start : place.end] for place in marks}
    for name_of_field, found in (
        ("rule", {finding.rule for finding in findings}),
        ("level", {finding.level.value for finding in findings}),
        ("suggest", {suggestion.text for finding in findings for suggestion in finding.suggestions}),
        ("safe", {suggestion.safe for finding in findings for suggestion in finding.suggestions}),
    ):
        if name_of_field in case:
            assert found == {case[name_of_field]}, name_of_field


def test_every_rule_on_drafts_has_its_cases() -> None:
    have = {path.stem: {*tomllib.loads(path.read_text("utf-8"))} for path in CASES.glob("*.toml")}

    assert have == {module.__name__.rpartition(".")[2]: {"bad", "good"} for module in RULES.values()}


def test_every_kind_of_pitfall_has_a_bad_case() -> None:
    listed = tomllib.loads((CASES / "pitfall.toml").read_text("utf-8"))

    assert {case["rule"] for case in listed["bad"] if "rule" in case} == set(ids_of(RULES["pitfall."]))


@pytest.mark.parametrize(
    "module", [*draft_rules(), *segment_rules(), *suppression_rules()], ids=lambda module: module.__name__.rpartition(".")[2]
)
def test_rule_is_documented_and_has_a_level(module: object) -> None:
    documentation = module.__doc__ or ""

    assert [section for section in SECTIONS if f"\n{section}: " not in documentation] == []
    assert isinstance(module.LEVEL, Level)
