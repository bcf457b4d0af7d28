"""Searching definitions and notes in memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.matching.texts import MemoryTexts, build_texts, merge, places, text_words
from glossary.text.languages import ENGLISH, JAPANESE
from tests.matching.snapshots import concept

WORDS = st.text("あ攻撃者ーアabAB 　", max_size=8)


@given(st.lists(WORDS, min_size=1, max_size=8), st.text("あ攻撃者ーア", min_size=1, max_size=2))
def test_one_and_two_japanese_characters_are_found_exactly(definitions: list[str], query: str) -> None:
    concepts = [concept(f"c{number}", "x", "x", definition=text) for number, text in enumerate(definitions)]
    found = MemoryTexts(build_texts(concepts), [one.id for one in concepts]).find(query, 100)
    assert {one for one, _ in found} == {one.id for one, text in zip(concepts, definitions, strict=True) if query in text}


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("the age of management", "age", [4]),
        ("art and smart cards", "art", [0]),
        ("ai may aid", "ai", [0]),
        ("attackers attack", "attack", [0, 10]),
        ("攻撃者の攻撃", "攻撃", [0, 4]),
        ("nisc文書とnisc", "nisc", [0, 7]),
    ],
)
def test_places(text: str, word: str, found: list[int]) -> None:
    assert list(places(text, word)) == found


def test_every_word_must_stand_in_one_text_and_shorter_texts_come_first() -> None:
    concepts = [
        concept("long", "x", "x", definition="report of an incident to the authority in charge"),
        concept("short", "x", "x", definition="incident report"),
        concept("half", "x", "x", definition="incident"),
    ]
    texts = MemoryTexts(build_texts(concepts), ["long", "short", "half"])
    assert texts.find("ＲＥＰＯＲＴ incident", 10) == [("short", ENGLISH), ("long", ENGLISH)]
    assert texts.find("incident", 1) == [("half", ENGLISH)]
    assert (texts.find(" ", 10), texts.find("もの", 1)) == ((), [("long", JAPANESE)])


def test_words_of_a_query_are_few_and_different() -> None:
    assert text_words("a b a " + " ".join(map(str, range(50)))) == ["a", "b", *map(str, range(10))]


def test_sources_are_merged_in_turns() -> None:
    class Fixed:
        def __init__(self, *pairs: tuple[str, str]) -> None:
            self.pairs = pairs

        def find(self, text: str, limit: int) -> tuple[tuple[str, str], ...]:
            return self.pairs[:limit]

    one, other = Fixed(("a", ENGLISH), ("b", ENGLISH)), Fixed(("a", ENGLISH), ("c", JAPANESE))
    assert merge([one, other], "x", 10) == [("a", ENGLISH), ("b", ENGLISH), ("c", JAPANESE)]
    assert merge([], "x", 10) == []
