"""The forms in which a term may stand in a scanned text."""

import pytest

from glossary.domain.concept import Term
from glossary.domain.statuses import NormativeStatus
from glossary.matching.surfaces import MAX_SURFACES, is_exact_case, surfaces
from glossary.matching.words import compile_words
from glossary.text.wordlists import shipped_word_lists
from tests.checkings import vocabulary
from tests.matching.snapshots import concept


def term(text: str, **fields: object) -> Term:
    return Term(text=text, status=NormativeStatus.PREFERRED, **fields)


def found(text: str, lang: str, **fields: object) -> set[str]:
    pair = ("thing", text) if lang == "ja" else (text, "物")
    words, _ = compile_words({"one": concept("one", *pair)}, {}, vocabulary(), shipped_word_lists(), with_spellings=False)
    return set(surfaces(term(text, **fields), lang, words))


def test_japanese_spellings_come_from_the_dictionary() -> None:
    words, _ = compile_words({"one": concept("one", "x", "サーバー室の打ち合わせ")}, {}, vocabulary(), shipped_word_lists())

    assert {"サーバー室の打ち合わせ", "サーバ室の打合せ"} <= set(surfaces(term("サーバー室の打ち合わせ"), "ja", words))


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("サプライチェーン攻撃", {"サプライチェーン攻撃", "サプライ・チェーン攻撃"}),
        ("サプライ・チェーン", {"サプライ・チェーン", "サプライチェーン"}),
        ("ゼロトラスト", {"ゼロトラスト", "ゼロ・トラスト"}),
        ("AI 基本計画", {"ai 基本計画", "ai基本計画"}),
        ("AI基本計画", {"ai 基本計画", "ai基本計画"}),
        ("ＩＳＭＳ認証", {"isms認証", "isms 認証"}),
    ],
)
def test_japanese_dots_and_spaces_may_stand_or_not(text: str, forms: set[str]) -> None:
    assert found(text, "ja") == forms


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("zero trust", {"zero trust", "zero trusts", "zero trusted", "zero trusting", "zerotrust", "zerotrusts"}),
        ("cyber defence", {"cyber defence", "cyber defense", "cyber defences", "cyber defenses", "cyberdefence", "cyberdefense"}),
        ("patch", {"patch", "patches", "patched", "patching"}),
        ("man-in-the-middle", {"man in the middle"}),
    ],
)
def test_english_inflection_spelling_and_joining(text: str, forms: set[str]) -> None:
    assert forms <= found(text, "en")


@pytest.mark.parametrize(
    ("text", "fields", "exact"),
    [
        ("ISMS", {}, True),
        ("CRC", {}, True),
        ("IoT", {}, False),
        ("IoT", {"case_sensitive": True}, True),
        ("A", {}, False),
        ("ISMS認証", {}, False),
    ],
)
def test_capitals_keep_their_case(text: str, fields: dict[str, object], exact: bool) -> None:
    assert is_exact_case(term(text, **fields)) is exact


def test_abbreviation_has_a_plural_and_nothing_else() -> None:
    assert found("CA", "en") == {"ca", "cas"}


def test_own_form_is_the_first_and_their_number_is_bounded() -> None:
    text = "・".join(["サーバー"] * 10)
    words, _ = compile_words({"one": concept("one", "x", text)}, {}, vocabulary(), shipped_word_lists(), with_spellings=False)

    forms = surfaces(term(text), "ja", words)

    assert forms[0] == text
    assert len(forms) <= MAX_SURFACES + 1


def test_term_of_signs_alone_has_no_surface() -> None:
    assert found("—", "ja") == set()
