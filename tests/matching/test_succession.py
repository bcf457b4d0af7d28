"""Who stood for whom, and when."""

from datetime import date

import pytest

from glossary.matching.compile import Snapshot
from glossary.matching.succession import Succession

OLD, NISC, NCO = "national-information-security-center", "nisc", "national-cybersecurity-office"


@pytest.mark.parametrize("concept", [OLD, NISC, NCO])
@pytest.mark.parametrize(
    ("day", "standing"),
    [(date(2010, 1, 1), OLD), (date(2015, 1, 9), NISC), (date(2024, 5, 1), NISC), (date(2025, 6, 30), NISC), (date(2025, 7, 1), NCO)],
)
def test_every_name_of_the_line_leads_to_the_body_of_that_day(snapshot: Snapshot, concept: str, day: date, standing: str) -> None:
    assert snapshot.succession.standing_on(concept, day) == standing


def test_before_the_first_body_the_concept_stands_for_itself(snapshot: Snapshot) -> None:
    assert snapshot.succession.standing_on(NCO, date(1990, 1, 1)) == NCO


def test_concepts_without_dates_always_hold(snapshot: Snapshot) -> None:
    assert snapshot.succession.standing_on("ransomware", date(1990, 1, 1)) == "ransomware"
    assert snapshot.succession.is_valid("ransomware", date(1990, 1, 1))


def test_later_bodies_follow_in_order(snapshot: Snapshot) -> None:
    assert list(snapshot.succession.later(OLD)) == [NISC, NCO]


def test_a_circle_of_successors_ends() -> None:
    circle = Succession(successors={"a": "b", "b": "a"}, predecessors={"a": ["b"], "b": ["a"]}, periods={"a": [(None, date(2000, 1, 1))]})
    assert list(circle.later("a")) == ["b"]
    assert circle.standing_on("a", date(2001, 1, 1)) == "b"


def test_a_body_that_has_not_begun_is_known(snapshot: Snapshot) -> None:
    assert [snapshot.succession.has_begun(NCO, day) for day in (date(2025, 6, 30), date(2025, 7, 1))] == [False, True]
