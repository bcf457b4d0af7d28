"""Acronyms and their owners, on word lists of a few lines."""

import pytest

from glossary.matching.acronyms import ACRONYM, Acronyms, AcronymTable, plain_form, words_in
from glossary.text.house_words import AcronymOwner, AcronymWords
from tests.checkings import fixture_checking

WORDS = AcronymWords(
    common=frozenset({"UK"}),
    capitals=frozenset({"not"}),
    links_before=("'s", "の"),
    links_after=("of the", "of"),
    countries={"GB": ("UK", "British", "英国"), "US": ("US", "米国")},
    owner={
        "NCS": (
            AcronymOwner(
                names={"en": ("National Cyber Strategy", "Cyber Strategy of the Nation"), "ja": ("国家サイバー戦略",)},
                near={"en": ("@GB",)},
            ),
            AcronymOwner(names={"en": ("US National Cyber Strategy", "Cyber Strategy of the Nation")}, near={"en": ("@US", "House")}),
            AcronymOwner(concept="no-such-concept"),
        ),
        "ABC": (AcronymOwner(names={"en": ("Alpha Beta Company",)}),),
    },
)
ACRONYMS = Acronyms(AcronymTable(), {}, WORDS, ("of", "and", "the"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NCS, NCSs and the NCS's", ["NCS", "NCSs", "NCS"]),
        ("英国のNCSによる", ["NCS"]),
        ("HAProxy XMLHttpRequest HTTP_PROXY AES-256 `STDOUT` a.NCS #NCS CVE-2026-1 SHA256", ["SHA256"]),
        ("TLS-based R&D", ["TLS", "R&D"]),
    ],
)
def test_acronyms_are_words_in_capitals_and_no_parts_of_codes(text: str, found: list[str]) -> None:
    assert [match[0] for match in ACRONYM.finditer(text)] == found


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("the UK NCS", {0}),
        ("the UK's NCS", {0}),
        ("英国のNCSは", {0}),
        ("the NCS (UK)", {0}),
        ("NCS of the US", {1}),
        ("US National Cyber Strategy (NCS)", {0, 1}),
        ("the NCS, US officials said", set()),
        ("a HousE NCS", {1}),
        ("a lighthouse NCS", set()),
    ],
)
def test_words_beside_an_acronym_tell_its_owner(text: str, owners: set[int]) -> None:
    start = text.index("NCS")

    assert ACRONYMS.beside("NCS", text, start, start + 3) == owners


def test_longest_full_name_in_a_text_tells_the_owner() -> None:
    def named(text: str) -> frozenset[tuple[int, ...]]:
        return ACRONYMS.named_in("NCS", plain_form(text))

    assert named("the US National\nCyber Strategy") == {(1,)}
    assert named("新たな国家サイバー戦略") == named("新たな国家サイバ戦略") == {(0,)}
    assert named("the Cyber Strategy of the Nation") == {(0, 1)}
    assert named("strategy") == frozenset()


def test_acronym_with_one_owner_is_known_but_collides_with_nothing() -> None:
    assert ([name for name in ("NCS", "ABC", "XYZ") if ACRONYMS.owners(name)], ACRONYMS.is_known("ABC"), ACRONYMS.is_known("XYZ")) == (
        ["NCS"],
        True,
        False,
    )


def test_common_acronyms_and_words_in_capitals_need_no_explanation() -> None:
    assert [ACRONYMS.is_common(word) for word in ("UK", "NOT", "NCS")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "spelled_out"),
    [
        ("the Cyber Incident Review Board met", True),
        ("the board for cyber incident review boards", True),
        ("a Council of Incident Review and Banking", True),
        ("the Cyber Incident Board", False),
        ("CIRB", False),
    ],
)
def test_words_spell_an_acronym_out_by_their_first_letters(text: str, spelled_out: bool) -> None:
    assert ACRONYMS.spelled_out("CIRB", words_in(text)) is spelled_out


def test_termbase_gives_the_full_name_of_its_own_acronyms() -> None:
    acronyms = fixture_checking().acronyms

    assert acronyms.full_name("CRC", "en") == "Cyber Readiness Centre"
    assert acronyms.full_name("XYZ", "en") is None
