"""The tables of forms and spellings that compiling makes."""

from glossary.matching.words import compile_words, key_finder
from glossary.text.wordlists import shipped_word_lists
from tests.checkings import vocabulary
from tests.matching.snapshots import concept


def test_key_joins_forms_and_spellings_of_a_word() -> None:
    words, forms = compile_words({"one": concept("one", "organise defences", "物")}, {}, vocabulary(), shipped_word_lists())

    assert {words.key_of(form) for form in ("organise", "organised", "organizing", "organizes")} == {"organize"}
    assert {words.key_of(form) for form in ("defence", "defenses")} == {"defense"}
    assert forms["organizing"] == "organize"
    assert set(words.forms_of["defense"]) >= {"defences", "defenses"}


def test_word_without_an_entry_is_its_own_key_in_one_spelling() -> None:
    key_of = key_finder({}, shipped_word_lists())

    assert [key_of(word) for word in ("frobnicate", "colour", "c++")] == ["frobnicate", "color", "c++"]


def test_spellings_are_those_of_one_word() -> None:
    words, _ = compile_words({"one": concept("one", "x", "リバースの漏えい")}, {}, vocabulary(), shipped_word_lists())

    assert "漏洩" in words.spellings["漏洩"]
    assert "リバーズ" not in words.spellings.get("リバース", ())


def test_terms_of_a_concept_are_known_by_language() -> None:
    words, _ = compile_words({"one": concept("one", "thing", "物")}, {}, vocabulary(), shipped_word_lists(), with_spellings=False)

    assert [list(words.terms_of(*asked)) for asked in (("one", "en"), ("one", "ja"), ("none", "en"))] == [["thing"], ["物"], []]
