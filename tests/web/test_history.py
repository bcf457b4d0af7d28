"""Names over time."""

from dataclasses import replace
from datetime import date

import pytest

from glossary.domain.concept import Concept, LanguageSection, Term
from glossary.domain.statuses import EntryStatus, NormativeStatus, TermType
from glossary.matching.compile import Layer, Snapshot, compile_snapshot
from glossary.web.directory import Directory
from glossary.web.history import AXIS_WIDTH, Period, axis, periods

TODAY = date(2026, 11, 25)
PREFERRED, SUPERSEDED = NormativeStatus.PREFERRED, NormativeStatus.SUPERSEDED


def concept(
    *english: Term, japanese: tuple[Term, ...] = (Term(text="演習", reading="えんしゅう", status=PREFERRED),), **fields: object
) -> Concept:
    sections = {"en": LanguageSection(definition="d", terms=english), "ja": LanguageSection(definition="定義", terms=japanese)}
    base = Concept(id="it", domain="policy", entry_status=EntryStatus.APPROVED, sections=sections)
    return replace(base, **fields)  # type: ignore[arg-type]


def found(*concepts: Concept) -> tuple[Period, ...]:
    snapshot = compile_snapshot([Layer(name="test", revision="1", concepts={item.id: item for item in concepts})])
    return periods(concepts[0], snapshot, Directory(snapshot), TODAY)


def told(of: tuple[Period, ...]) -> list[tuple[str, str, date | None, date | None]]:
    return [(period.en, period.ja, period.start, period.end) for period in of]


def test_one_concept_that_was_renamed() -> None:
    old = Term(text="cyber drill", status=SUPERSEDED, valid_to=date(2019, 12, 31))
    new = Term(text="cyber exercise", status=PREFERRED, valid_from=date(2020, 1, 1))
    result = found(concept(new, old))
    assert told(result) == [
        ("cyber drill", "演習", None, date(2019, 12, 31)),
        ("cyber exercise", "演習", date(2020, 1, 1), None),
    ]
    assert [period.is_now for period in result] == [False, True]


def test_languages_that_changed_on_different_days() -> None:
    japanese = (
        Term(text="新", reading="しん", status=PREFERRED, valid_from=date(2022, 4, 1)),
        Term(text="旧", reading="きゅう", status=SUPERSEDED, valid_to=date(2022, 3, 31)),
    )
    old = Term(text="old", status=SUPERSEDED, valid_to=date(2020, 12, 31))
    new = Term(text="new", status=PREFERRED, valid_from=date(2021, 1, 1))
    assert told(found(concept(new, old, japanese=japanese))) == [
        ("old", "旧", None, date(2020, 12, 31)),
        ("new", "旧", date(2021, 1, 1), date(2022, 3, 31)),
        ("new", "新", date(2022, 4, 1), None),
    ]


def test_time_before_a_body_existed_has_no_name() -> None:
    name = Term(text="office", status=PREFERRED, valid_from=date(2025, 7, 1))
    assert told(found(concept(name))) == [("office", "演習", date(2025, 7, 1), None)]


def test_undated_superseded_form_is_no_name_of_a_time() -> None:
    terms = (Term(text="exercise", status=PREFERRED), Term(text="rehearsal", status=SUPERSEDED))
    assert found(concept(*terms)) == ()


def test_name_without_an_end_ends_when_its_successor_begins() -> None:
    first = concept(Term(text="bureau", status=PREFERRED), id="bureau", successor="office")
    second = concept(Term(text="office", status=PREFERRED, valid_from=date(2025, 7, 1)), id="office")
    assert told(found(second, first)) == [
        ("bureau", "演習", None, date(2025, 6, 30)),
        ("office", "演習", date(2025, 7, 1), None),
    ]
    assert [period.is_here for period in found(second, first)] == [False, True]


def test_chain_that_runs_in_a_circle_ends() -> None:
    first = concept(Term(text="a", status=PREFERRED, valid_to=date(2020, 1, 1)), id="a", successor="b")
    second = concept(Term(text="b", status=PREFERRED, valid_from=date(2020, 1, 2)), id="b", successor="a")
    assert [period.en for period in found(first, second)] == ["a", "b"]


def test_abbreviation_of_the_time_stands_beside_the_name() -> None:
    names = (
        Term(text="new office", status=PREFERRED, valid_from=date(2020, 1, 1)),
        Term(text="NO", status=NormativeStatus.ADMITTED, type=TermType.ACRONYM, valid_from=date(2020, 1, 1)),
        Term(text="old office", status=SUPERSEDED, valid_to=date(2019, 12, 31)),
        Term(text="OO", status=SUPERSEDED, type=TermType.ACRONYM, valid_to=date(2019, 12, 31)),
    )
    assert [(period.en, period.abbreviation) for period in found(concept(*names))] == [("old office", "OO"), ("new office", "NO")]


def test_axis_is_drawn_to_scale(snapshot: Snapshot, index: Directory) -> None:
    drawn = axis(periods(snapshot.concepts["national-cybersecurity-office"], snapshot, index, TODAY), TODAY)
    assert drawn is not None
    days = (TODAY - date(2005, 4, 25)).days
    expected = [
        round((day - date(2005, 4, 25)).days * AXIS_WIDTH / days, 1) for day in (date(2005, 4, 25), date(2015, 1, 9), date(2025, 7, 1))
    ]
    assert [bar.x for bar in drawn.bars] == expected
    assert [bar.label for bar in drawn.bars] == ["NISC", "NISC", "NCO"]
    assert drawn.bars[-1].x + drawn.bars[-1].width == pytest.approx(AXIS_WIDTH)
    assert [mark.year for mark in drawn.marks] == [2005, 2015, 2025]


def test_single_period_is_not_drawn() -> None:
    assert axis(found(concept(Term(text="office", status=PREFERRED, valid_from=date(2025, 7, 1)))), TODAY) is None
