"""Spellings of terms that are verbs where they stand."""

import pytest

from glossary.domain.concept import Term
from glossary.domain.statuses import NormativeStatus, TermType
from glossary.matching.checking import Checking, compile_checking
from glossary.text.wordlists import shipped_word_lists
from tests.checkings import check, concept_of, vocabulary


@pytest.fixture(scope="module")
def filing() -> Checking:
    concept = concept_of(
        "filing",
        "ja",
        Term(text="届出", reading="とどけで", status=NormativeStatus.PREFERRED),
        Term(text="届け出", reading="とどけで", status=NormativeStatus.ADMITTED, type=TermType.VARIANT),
    )
    return compile_checking({"filing": concept}, {}, vocabulary(), shipped_word_lists())


@pytest.mark.parametrize(
    ("text", "found"),
    [("変更の届け出を受ける。", ["届け出"]), ("変更を委員会に届け出なければならない。", []), ("変更を委員会に届け出た。", [])],
)
def test_verb_is_no_spelling_of_its_noun(filing: Checking, text: str, found: list[str]) -> None:
    assert [finding.match for finding in check(text, filing).findings if finding.rule == "term.variant"] == found
