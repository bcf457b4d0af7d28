"""Reading records: what is accepted, and every problem named with its place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.domain.document import concept_record, pitfall_record
from glossary.domain.span import Span
from glossary.domain.statuses import NormativeStatus
from glossary.domain.validation import mark, read_concept, read_pitfall, unmark
from glossary.errors import InvalidConcept, InvalidPitfall
from glossary.text.languages import LANGUAGES


def concept(**changes: object) -> dict[str, object]:
    record: dict[str, object] = {
        "id": "patch",
        "domain": "vulnerabilities",
        "entry_status": "draft",
        "en": {
            "definition": "a change that mends software",
            "usage": "Say what it mends.",
            "term": [{"text": "patch", "status": "preferred"}],
        },
        "ja": {
            "definition": "ソフトウェアの不具合を直す変更",
            "usage": "対象を示して用いる。",
            "term": [{"text": "修正プログラム", "reading": "しゅうせいプログラム", "status": "preferred"}],
        },
        "example": [{"en": "Apply the patch.", "ja": "修正プログラムを適用する。"}],
    }
    return record | changes


def pitfall(**changes: object) -> dict[str, object]:
    record: dict[str, object] = {
        "id": "table-the-motion",
        "kind": "false friend",
        "level": "warning",
        "concepts": ["patch"],
        "sources": ["tablev"],
        "reads": {"en": "to put forward", "ja": "棚上げにする"},
        "write": {"en": "put forward", "ja": "提出する"},
        "trigger": [{"lang": "en", "find": ["table the motion"]}],
        "bad": [{"en": "They will ⟦table the motion⟧."}],
        "good": [{"en": "The table shows the motion."}],
    }
    return record | changes


def problems(record: dict[str, object]) -> list[str]:
    with pytest.raises(InvalidConcept) as caught:
        read_concept(record, LANGUAGES)
    return [problem.field for problem in caught.value.problems]


def test_a_concept_survives_the_way_to_a_record_and_back() -> None:
    read = read_concept(concept(), LANGUAGES)
    assert read_concept(concept_record(read), LANGUAGES) == read


def test_dates_may_be_text() -> None:
    assert read_concept(concept(reviewed="2026-11-22"), LANGUAGES).reviewed == date(2026, 11, 22)


def test_terms_stand_by_status_and_keep_their_order_within_it() -> None:
    terms = [
        {"text": "c", "status": "superseded"},
        {"text": "b", "status": "admitted"},
        {"text": "a", "status": "admitted"},
        {"text": "p", "status": "preferred"},
    ]
    section = {"definition": "d", "term": terms}
    assert [term.text for term in read_concept(concept(en=section), LANGUAGES).sections["en"].terms] == ["p", "b", "a", "c"]


def test_all_problems_are_named_at_once_with_their_places() -> None:
    record = concept(
        id="Not An Id",
        entry_status="good",
        reviewed="yesterday",
        colour="red",
        en={"definition": " ", "term": [{"text": "x", "status": "best", "hidden": "yes"}]},
        example=[{"en": "only English"}],
    )
    assert problems(record) == [
        "id",
        "en.term[0].status",
        "en.term[0].hidden",
        "en.definition",
        "entry_status",
        "reviewed",
        "example[0].ja",
        "colour",
    ]


@pytest.mark.parametrize("record", [None, [], "text", 5, {}, {"en": 3}, {"en": {"term": 3}}, {"example": {}}, {"ja": {"term": [None]}}])
def test_a_record_of_any_shape_is_refused_with_problems(record: object) -> None:
    with pytest.raises(InvalidConcept) as caught:
        read_concept(record, LANGUAGES)
    assert caught.value.problems


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "en", "ja", "term", "text", "status", "reason", "example", "sources"]), inner, max_size=4
            )
        ),
        max_leaves=12,
    )
)
def test_no_record_escapes_as_another_exception(record: object) -> None:
    with pytest.raises(InvalidConcept):
        read_concept(record, LANGUAGES)
    with pytest.raises(InvalidPitfall):
        read_pitfall(record, LANGUAGES)


def test_control_characters_and_overlong_texts_are_refused() -> None:
    assert problems(concept(ja={"definition": "a\x00b", "term": [{"text": "x" * 4_001, "status": "preferred"}]})) == [
        "ja.term[0].text",
        "ja.definition",
    ]


def test_a_pitfall_survives_the_way_to_a_record_and_back() -> None:
    record = pitfall(
        title={"en": "Two tables", "ja": "二つの意味"},
        pair=[
            {
                "from": "ja",
                "find": ["認定する"],
                "needs": {"sentence": ["製品"]},
                "avoid": ["accredit"],
                "accept": ["certify"],
                "until": date(2030, 1, 1),
            }
        ],
        sense=[{"concept": "patch", "cues": {"ja": ["修正"]}}],
    )
    read = read_pitfall(record, LANGUAGES)
    assert read_pitfall(pitfall_record(read), LANGUAGES) == read
    assert read.reads == {"en": {"en": "to put forward"}, "ja": {"ja": "棚上げにする"}}
    assert read.bad[0].marks == {"en": (Span(10, 26),)}


@pytest.mark.parametrize(
    ("needs", "fields"),
    [({}, ["trigger[0].hint_without_needs"]), ({"document": ["x"]}, ["trigger[0].hint_without_needs"]), ({"sentence": ["x"]}, [])],
)
def test_a_hint_without_needs_has_needs_that_a_passage_can_lack(needs: dict[str, list[str]], fields: list[str]) -> None:
    trigger = {"lang": "en", "find": ["table the motion"], "hint_without_needs": True} | ({"needs": needs} if needs else {})
    found: list[str] = []
    try:
        read = read_pitfall(pitfall(trigger=[trigger]), LANGUAGES)
    except InvalidPitfall as error:
        found = [problem.field for problem in error.problems]
    else:
        assert read_pitfall(pitfall_record(read), LANGUAGES) == read
    assert found == fields


def test_a_bad_sentence_without_marks_and_a_good_one_with_them_are_refused() -> None:
    with pytest.raises(InvalidPitfall) as caught:
        read_pitfall(pitfall(bad=[{"en": "They will table the motion."}], good=[{"en": "The ⟦table⟧ stands."}]), LANGUAGES)
    assert [problem.field for problem in caught.value.problems] == ["bad[0].en", "good[0].en"]


@given(st.text(st.characters(exclude_characters="⟦⟧", exclude_categories=["Cs"])), st.data())
def test_marks_survive_the_way_there_and_back(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert unmark(mark(text, [Span(start, end)])) == (text, (Span(start, end),))


def test_the_name_of_a_day_is_the_one_in_use_then() -> None:
    terms = [
        {"text": "New Name", "status": "preferred", "valid_from": "2025-07-01"},
        {"text": "Old Name", "status": "superseded", "valid_to": "2025-06-30", "reason": {"en": "Renamed.", "ja": "改称した。"}},
    ]
    section = read_concept(concept(en={"definition": "a body", "term": terms}), LANGUAGES).sections["en"]
    assert [section.name_on(day).text for day in (date(2025, 6, 30), date(2025, 7, 1))] == ["Old Name", "New Name"]
    assert section.preferred.status is NormativeStatus.PREFERRED
