"""Offers where nothing was found."""

import pytest

from glossary.domain.lookup import Query
from glossary.matching.compile import Snapshot, compile_snapshot
from glossary.matching.question import Question
from glossary.matching.suggestions import MAX_SUGGESTIONS, suggest
from glossary.text.languages import ENGLISH, JAPANESE
from tests.matching.snapshots import concept, layer


def offered(snapshot: Snapshot, text: str, **options: object) -> list[str]:
    query = Query(text=text, **options)  # type: ignore[arg-type]
    return [suggestion.concept for suggestion in suggest(snapshot, Question(text, snapshot.speller), query)]


def test_near_misses_stand_before_shared_characters(snapshot: Snapshot) -> None:
    assert offered(snapshot, "encrxptxxn")[0] == "encryption"
    assert offered(snapshot, "暗い信号")[:2] == ["cipher", "encryption"]


@pytest.mark.parametrize("text", ["@@@@", "ゑゑゑゑゑゑ", "q" * 200, "1"])
def test_there_are_always_some_and_each_is_another_concept(snapshot: Snapshot, text: str) -> None:
    found = offered(snapshot, text)
    assert len(found) == len(set(found)) == MAX_SUGGESTIONS


def test_what_only_fills_up_is_not_called_near(snapshot: Snapshot) -> None:
    def near(text: str) -> list[bool]:
        return [one.is_near for one in suggest(snapshot, Question(text, snapshot.speller), Query(text=text))]

    assert near("@@@@") == [False] * MAX_SUGGESTIONS
    assert near("encrxptxxn")[0] is True
    assert near("encrxptxxn") == sorted(near("encrxptxxn"), reverse=True)


def test_domain_and_language_are_respected_where_they_can_be(snapshot: Snapshot) -> None:
    found = suggest(snapshot, Question("@@@@", snapshot.speller), Query(text="@@@@", domain="policy", lang=JAPANESE))
    assert {snapshot.concepts[one.concept].domain for one in found} == {"policy"}
    assert all(one.text == snapshot.concepts[one.concept].sections[JAPANESE].preferred.text for one in found)


def test_most_linked_concepts_stand_first_where_nothing_is_shared() -> None:
    from dataclasses import replace

    hub, one, two = concept("hub", "hub", "軸", "じく"), concept("one", "one", "一", "いち"), concept("two", "two", "二", "に")
    snapshot = compile_snapshot([layer(replace(one, related=("hub",)), replace(two, broader=("hub",)), hub)])
    assert offered(snapshot, "@@@@")[0] == "hub"


def test_an_empty_termbase_offers_nothing() -> None:
    assert offered(compile_snapshot([layer()]), "x", lang=ENGLISH) == []
