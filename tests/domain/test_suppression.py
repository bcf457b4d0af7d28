"""What a suppression speaks of, and until when."""

from datetime import date

import pytest

from glossary.domain.suppression import Suppression, SuppressionSource


def allowed(rule: str, until: date | None = None) -> Suppression:
    return Suppression(source=SuppressionSource.PROJECT, reason="It is a name.", rule=rule, until=until)


@pytest.mark.parametrize(
    ("named", "rule", "expected"),
    [
        ("term.variant", "term.variant", True),
        ("term", "term.variant", True),
        ("*", "term.variant", True),
        ("term.variant", "term.variants", False),
        ("ter", "term.variant", False),
        ("pitfall", "term.variant", False),
    ],
)
def test_suppression_names_a_rule_by_id_by_family_or_all(named: str, rule: str, expected: bool) -> None:
    assert allowed(named).names(rule) is expected


@pytest.mark.parametrize(
    ("until", "expected"), [(None, True), (date(2026, 11, 25), False), (date(2026, 11, 26), True), (date(2026, 11, 27), True)]
)
def test_suppression_holds_up_to_its_last_day(until: date | None, expected: bool) -> None:
    assert allowed("*", until).holds_on(date(2026, 11, 26)) is expected
