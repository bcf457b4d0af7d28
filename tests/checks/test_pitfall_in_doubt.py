"""Triggers that tell hits without what they need as hints."""

import pytest

from glossary.domain.validation import read_pitfall
from glossary.matching.checking import Checking
from glossary.text.languages import LANGUAGES
from tests.checkings import check, fixture_checking, trigger_record


@pytest.fixture(scope="module")
def doubting() -> Checking:
    """「鍵」 is a warning beside 家, a hint elsewhere, and silent beside 車."""
    conditions = {"needs": {"sentence": ["家"]}, "unless": {"sentence": ["車"]}}
    record = trigger_record(lang="ja", find=["鍵"], hint_without_needs=True, **conditions)
    return fixture_checking().extended({}, {"trial": read_pitfall(record, LANGUAGES)})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("家の鍵を渡す。", [("warning", ["鍵"])]),
        ("鍵を渡す。鍵を返す。", [("information", ["鍵", "鍵"])]),
        ("鍵を渡す。\n\n家の鍵を返す。", [("warning", ["鍵"])]),
        ("車の鍵を渡す。", []),
    ],
)
def test_doubtful_places_are_hints_where_there_are_no_others(doubting: Checking, text: str, found: list[tuple[str, list[str]]]) -> None:
    findings = [finding for finding in check(text, doubting).findings if finding.pitfall == "trial"]

    assert [(finding.level.value, [text[slice(*place)] for place in finding.places]) for finding in findings] == found
