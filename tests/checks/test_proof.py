"""Pitfalls prove themselves by their own sentences."""

from datetime import date

import pytest

from glossary.checks.proof import flagged, settled_senses
from glossary.domain.pitfall import Case
from glossary.domain.span import Span
from tests.checkings import TODAY, fixture_checking

PITFALLS = fixture_checking().pitfalls


@pytest.mark.parametrize("name", sorted(PITFALLS))
def test_bad_sentences_are_flagged_at_their_marks_and_good_ones_nowhere(name: str) -> None:
    pitfall = PITFALLS[name]

    found = [flagged(fixture_checking(), pitfall, case, TODAY) for case in (*pitfall.bad, *pitfall.good)]

    assert found == [
        {lang: tuple(sorted(case.marks.get(lang, ()))) for lang in found[number]}
        for number, case in enumerate((*pitfall.bad, *pitfall.good))
    ]


def test_sense_that_a_good_sentence_claims_is_settled() -> None:
    (case,) = PITFALLS["ninsho"].good

    assert case.sense in settled_senses(fixture_checking(), PITFALLS["ninsho"], case)


def test_day_of_a_case_counts() -> None:
    def found(day: date) -> object:
        return flagged(fixture_checking(), PITFALLS["measures-act"], Case(texts={"ja": "強化法が動く。"}, as_of=day), TODAY)

    assert (found(date(2027, 1, 1)), found(date(2026, 12, 31))) == ({"ja": (Span(0, 3),)}, {"ja": ()})


def test_sentence_of_another_pitfall_proves_nothing() -> None:
    case = Case(texts={"en": "They will table the motion."})

    assert flagged(fixture_checking(), PITFALLS["bridge"], case, TODAY) == {"en": ()}
