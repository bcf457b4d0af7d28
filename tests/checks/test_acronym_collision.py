"""Acronyms whose owners bear a name in common: it names neither of them."""

import pytest

from glossary.domain.concept import Concept, Term
from glossary.domain.statuses import Jurisdiction, NormativeStatus, TermType
from glossary.matching.checking import Checking
from tests.checkings import check, concept_of, fixture_checking


def institute(concept: str, jurisdiction: Jurisdiction, *names: str) -> Concept:
    first, *others = names
    return concept_of(
        concept,
        "en",
        Term(text=first, status=NormativeStatus.PREFERRED),
        *(Term(text=name, status=NormativeStatus.ADMITTED) for name in others),
        Term(text="HTI", status=NormativeStatus.ADMITTED, type=TermType.ACRONYM),
        jurisdiction=jurisdiction,
    )


@pytest.fixture(scope="module")
def institutes() -> Checking:
    """One that changed its name, and one that bears the old name still."""
    british = institute("hti-gb", Jurisdiction.GB, "Harbour Trust Institute", "Harbour Test Institute")
    japanese = institute("hti-jp", Jurisdiction.JP, "Harbour Test Institute")
    return fixture_checking().extended({"hti-gb": british, "hti-jp": japanese}, {})


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("The Harbour Test Institute is one thing; the UK HTI programme is another.", None),
        ("The Harbour Trust Institute (HTI) met.", None),
        ("The Harbour Trust Institute and Japan’s Harbour Test Institute exchange HTI staff.", "warning"),
        ("The Harbour Test Institute and its HTI staff.", "information"),
    ],
)
def test_name_in_common_names_neither_but_may_mean_the_other(institutes: Checking, text: str, level: str | None) -> None:
    found = [finding.level.value for finding in check(text, institutes).findings if finding.rule == "acronym.collision"]

    assert found == ([level] if level else [])
