"""Bodies of two countries whose names differ by their spelling alone."""

import pytest

from glossary.domain.concept import Concept, Term
from glossary.domain.statuses import Jurisdiction, NormativeStatus, PartOfSpeech
from glossary.matching.checking import Checking
from tests.checkings import check, concept_of, fixture_checking


def office(concept: str, jurisdiction: Jurisdiction, name: str) -> Concept:
    term = Term(text=name, status=NormativeStatus.PREFERRED, part_of_speech=PartOfSpeech.PROPER_NOUN)
    return concept_of(concept, "en", term, jurisdiction=jurisdiction)


@pytest.fixture(scope="module")
def offices() -> Checking:
    british = office("harbour-gb", Jurisdiction.GB, "Harbour Defence Office")
    japanese = office("harbour-jp", Jurisdiction.JP, "Harbour Defense Office")
    return fixture_checking().extended({"harbour-gb": british, "harbour-jp": japanese}, {})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Japan’s Harbour Defence Office met.", [("error", "Harbour Defense Office")]),
        ("The Harbour Defense Office in London met.", [("error", "Harbour Defence Office")]),
        ("In talks with Japan, the Harbour Defence Office agreed.", [("information", "Harbour Defense Office")]),
        ("Japan’s Harbour Defense Office met.", []),
        ("The Harbour Defence Office met.", []),
        ("Britain’s Harbour Defence Office met Japan’s Harbour Defence Office.", [("error", "Harbour Defense Office")]),
        ("The Harbour Defence Office of Japan met.", [("error", "Harbour Defense Office")]),
        ("The Harbour Defence Office (Japan) met.", [("error", "Harbour Defense Office")]),
        ("The Harbour Defence Office met Japan’s minister.", [("information", "Harbour Defense Office")]),
        ("The Harbour Defence Office", []),
    ],
)
def test_namesake_is_an_error_where_the_name_says_whose_it_is(offices: Checking, text: str, found: list[tuple[str, str]]) -> None:
    findings = [finding for finding in check(text, offices).findings if finding.rule == "name.official"]

    assert [(finding.level.value, finding.suggestions[0].text) for finding in findings] == found
