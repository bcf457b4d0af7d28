"""Forms of a term, readings given and derived, and their keys."""

import pytest

from glossary.domain.concept import Term
from glossary.domain.statuses import NormativeStatus
from glossary.matching.compile import Snapshot
from glossary.matching.keys import Key
from glossary.matching.variants import Form, forms_of, keys_of, readings_of
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.text.spelling import Speller
from glossary.text.wordlists import shipped_word_lists
from tests.matching.snapshots import concept

SPELLER = Speller(shipped_word_lists())


def readings(text: str, lang: str, reading: str | None = None) -> list[str]:
    term = Term(text=text, reading=reading, status=NormativeStatus.PREFERRED)
    return list(readings_of(term, lang, SPELLER.lists.letters))


@pytest.mark.parametrize(
    ("text", "lang", "reading", "found"),
    [
        ("ランサムウェア", JAPANESE, None, ["ランサムウェア"]),
        ("プロンプト・インジェクション", JAPANESE, None, ["プロンプト・インジェクション"]),
        ("脅威", JAPANESE, "きょうい", ["きょうい"]),
        ("脅威", JAPANESE, None, ["キョウイ"]),
        ("Webサイト", JAPANESE, None, ["ウェブサイト"]),
        ("ISMS", JAPANESE, None, ["アイエスエムエス"]),
        ("NISC", JAPANESE, "ニスク", ["ニスク", "エヌアイエスシー"]),
        ("VPN", ENGLISH, None, ["ブイピーエヌ", "ヴィーピーエヌ"]),
        ("ransomware", ENGLISH, None, []),
        ("IoC", ENGLISH, None, []),
    ],
)
def test_readings(text: str, lang: str, reading: str | None, found: list[str]) -> None:
    assert readings(text, lang, reading) == found


def test_acronym_has_few_readings() -> None:
    assert len(readings("HHVDTK", ENGLISH)) == 4


def test_analyser_gives_a_second_reading_where_the_right_one_is_unusual() -> None:
    one = concept("pki", "public key infrastructure", "公開鍵基盤", "こうかいかぎきばん")
    assert [form for form in forms_of(one, SPELLER) if form.is_reading] == [
        Form(JAPANESE, 0, "こうかいかぎきばん", is_reading=True),
        Form(JAPANESE, 0, "コウカイケンキバン", is_reading=True, is_second=True),
    ]


def test_keys_of_a_text() -> None:
    form = Form(ENGLISH, 0, "The Cyber-Defence Programmes", is_reading=False)
    assert dict(keys_of(form, SPELLER, {"programmes": "program"})) == {
        Key.TEXT: "the cyber-defence programmes",
        Key.SPELLING: "cyberdefenseprograms",
        Key.BASE: "the cyber defense program",
    }


def test_keys_of_japanese_hold_both_spellings() -> None:
    form = Form(JAPANESE, 0, "データ漏えい", is_reading=False)
    assert list(keys_of(form, SPELLER, {})) == [
        (Key.TEXT, "データ漏えい"),
        (Key.SPELLING, "デタ漏えい"),
        (Key.SPELLING, "デタ漏洩"),
        (Key.BASE, "デタ漏洩"),
    ]


def test_keys_of_a_reading_are_its_letters() -> None:
    form = Form(JAPANESE, 0, "サイバーこうげき", is_reading=True)
    assert dict(keys_of(form, SPELLER, {})) == {Key.LENGTH: "saibaakoogeki", Key.SOUND: "saibakogeki"}


@pytest.mark.parametrize("text", ["", "\u200b", "漢字"])
def test_what_cannot_be_compared_has_no_keys(text: str) -> None:
    assert list(keys_of(Form(JAPANESE, 0, text, is_reading=True), SPELLER, {})) == []


def test_readings_follow_the_text_of_their_term(snapshot: Snapshot) -> None:
    for one in snapshot.concepts.values():
        forms = list(forms_of(one, snapshot.speller))
        places = [(form.lang, form.position) for form in forms]
        assert len(set(places)) == sum(1 for place, before in zip(places, [None, *places], strict=False) if place != before)
        assert all(
            not form.is_reading for form, before in zip(forms, [None, *places], strict=False) if (form.lang, form.position) != before
        )
