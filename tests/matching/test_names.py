"""Expressions that are nearly an official name, and those that only stand beside one."""

from dataclasses import replace

import pytest

from glossary.domain.concept import Concept, LanguageSection, Term
from glossary.domain.statuses import EntryStatus, NormativeStatus, PartOfSpeech
from glossary.matching.names import Names, gather_names
from tests.checkings import passage, vocabulary

BODIES = {
    "defence": ("Ministry of Defense", "防衛整備監査省"),
    "act": ("Self-Defense Forces Act", "電気通信事業法"),
    "council": ("Anti-Phishing Council of Japan", "国家安全保障戦略"),
}


def names(apart: dict[str, tuple[str, ...]] | None = None) -> Names:
    concepts = [
        Concept(
            id=key,
            domain="bodies",
            entry_status=EntryStatus.APPROVED,
            sections={
                lang: LanguageSection(
                    definition="x", terms=(Term(text=text, status=NormativeStatus.PREFERRED, part_of_speech=PartOfSpeech.PROPER_NOUN),)
                )
                for lang, text in zip(("en", "ja"), texts, strict=True)
            },
        )
        for key, texts in BODIES.items()
    ]
    return Names(gather_names(concepts), replace(vocabulary().names, apart=apart or {}))


def found(text: str, lang: str, apart: dict[str, tuple[str, ...]] | None = None) -> list[tuple[str, str]]:
    return [(text[slice(*near.span)], near.name) for near in names(apart).near(passage(text, lang))]


@pytest.mark.parametrize(
    ("text", "slip", "name"),
    [
        ("本年は国家安全補障戦略を改める。", "国家安全補障戦略", "国家安全保障戦略"),
        ("国家安保障戦略を改める。", "国家安保障戦略", "国家安全保障戦略"),
        ("国家安全保障の戦略、国家の安全保障戦略と国家安全保障策略。", "国家安全保障策略", "国家安全保障戦略"),
    ],
)
def test_wrong_or_missing_character_inside_a_name_is_a_slip(text: str, slip: str, name: str) -> None:
    assert found(text, "ja") == [(slip, name)]


@pytest.mark.parametrize(
    "text",
    [
        "国家安全保障戦略及び関係する文書。",
        "国家安全保障戦略等を定める。",
        "電気通信事業法第四条と電気通信事業法上の義務。",
        "電気通信事業を営む。",
    ],
)
def test_what_goes_on_behind_a_name_or_stops_short_of_it_is_no_slip(text: str) -> None:
    assert found(text, "ja") == []


def test_wrong_word_inside_an_english_name_is_a_slip() -> None:
    assert found("The Anti-Fishing Council of Japan and others.", "en") == [
        ("Anti-Fishing Council of Japan", "Anti-Phishing Council of Japan")
    ]


@pytest.mark.parametrize(
    "text", ["the ‘Anti-Phishing Council of Japan’ said", "the Self-Defense Forces and others", "The Ministry of Defense."]
)
def test_quotes_and_the_words_behind_a_name_are_no_slip(text: str) -> None:
    assert found(text, "en") == []


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("The Anti-Fishing Council of Japan Registries met.", []),
        ("The Anti-Fishing Council of Japan. Registries met.", ["Anti-Fishing Council of Japan"]),
        ("The Self-Defense Forces ART was shown.", []),
        ("THE SELF-DEFENSE FORCES ART WAS AMENDED.", ["SELF-DEFENSE FORCES ART"]),
        ("The Self-Defense Forces Art was amended.", ["Self-Defense Forces Art"]),
    ],
)
def test_start_of_a_longer_name_and_an_acronym_among_words_are_no_slips(text: str, slips: list[str]) -> None:
    assert [words for words, _ in found(text, "en")] == slips


def test_word_that_makes_another_thing_of_a_name_is_no_slip_where_a_list_says_so() -> None:
    text = "The Minister of Defense said so."

    assert [words for words, _ in found(text, "en")] == ["Minister of Defense"]
    assert found(text, "en", {"ministry": ("minister",)}) == []


@pytest.mark.parametrize(
    "text",
    [
        "電気通信事業者が負う。",
        "電気通信事業課に問い合わせる。",
        "電気通信事業局と電気通信事業室",
        "電気通信事業令による。",
        "電気通信事業新法と電気通信事業両法",
    ],
)
def test_name_that_ends_as_another_kind_or_speaks_of_two_is_no_slip(text: str) -> None:
    assert found(text, "ja") == []


def test_slip_of_the_same_kind_is_one_still() -> None:
    assert found("電気通進事業法と電気通信亊業法、電気通信事業方", "ja") == [
        ("電気通進事業法", "電気通信事業法"),
        ("電気通信亊業法", "電気通信事業法"),
        ("電気通信事業方", "電気通信事業法"),
    ]


def test_shipped_list_knows_ministers() -> None:
    assert "minister" in vocabulary().names.apart["ministry"]
