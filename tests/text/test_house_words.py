"""Word lists of acronyms, mixed spellings and house styles."""

import pytest

from glossary.domain.profile import Acronyms, LongVowel, Spacing, Style, Width
from glossary.domain.validation import read_profile
from glossary.errors import InvalidRecord
from glossary.text.house_words import EMPTY, read_house_words
from glossary.text.languages import LANGUAGES
from tests.checkings import profiles, vocabulary


def test_shipped_lists_are_read_and_agree_with_one_another() -> None:
    found = vocabulary().house

    assert found.families.never_long <= set(found.families.long_vowel)
    assert all(word.islower() for word in found.acronyms.capitals)
    assert all(len(owners) > 1 for owners in found.acronyms.owner.values())
    assert not any(row.wrong == row.right for row in found.style.kanji)
    assert len({row.wrong for row in found.style.kanji}) == len(found.style.kanji)
    assert {row.source for row in found.style.kanji if row.source} == set(found.style.sources)
    named = {
        word[1:]
        for owners in found.acronyms.owner.values()
        for owner in owners
        for near in owner.near.values()
        for word in near
        if word[0] == "@"
    }
    assert named <= set(found.acronyms.countries)


def test_absent_files_leave_the_lists_empty() -> None:
    assert read_house_words({}) == EMPTY


@pytest.mark.parametrize(
    ("name", "table"), [("acronyms", {"common": "UK"}), ("families", {"no_such_list": []}), ("style", {"kanji": [{"wrong": "下さい"}]})]
)
def test_list_of_the_wrong_shape_is_named(name: str, table: dict[str, object]) -> None:
    with pytest.raises(InvalidRecord) as caught:
        read_house_words({name: table})

    assert caught.value.params["name"] == f"lexicon/{name}.toml"


def test_shipped_profiles_say_how_the_house_writes() -> None:
    styles = {name: profile.style for name, profile in profiles().items()}

    assert set(styles) == {"default", "isms", "ja-government", "technical-ja", "uk-government"}
    assert styles["default"] == Style()
    assert styles["technical-ja"] == Style(width=Width.HALF, long_vowel=LongVowel.KEEP, spacing=Spacing.NONE)
    assert styles["ja-government"] == Style(width=Width.KANA, long_vowel=LongVowel.KEEP, kanji=True, acronyms=Acronyms.ALL)


def test_shipped_profiles_cite_what_they_rest_on() -> None:
    assert [name for name, profile in profiles().items() if not profile.sources] == ["default"]


def test_rows_without_a_source_are_the_drafts_that_the_list_names() -> None:
    assert [row.wrong for row in vocabulary().house.style.kanji if not row.source] == ["有難う", "然し", "いっさい", "ぜひ"]


def test_sources_of_a_profile_are_a_list() -> None:
    with pytest.raises(InvalidRecord) as caught:
        read_profile("house", {"sources": "guide"}, LANGUAGES)

    assert [problem.field for problem in caught.value.problems] == ["sources"]


def test_misspelt_field_of_a_style_is_named() -> None:
    with pytest.raises(InvalidRecord) as caught:
        read_profile("house", {"style": {"spaceing": "none", "width": "wide"}}, LANGUAGES)

    assert [problem.field for problem in caught.value.problems] == ["style.width", "style.spaceing"]
