"""The fast way in says the same as the slow one, and the way out gives back what went in."""

import copy
import json
from dataclasses import fields
from datetime import date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.config import terms_folder
from glossary.domain.concept import Concept, LanguageSection, Term
from glossary.domain.document import concept_record, pitfall_record
from glossary.domain.statuses import EntryStatus
from glossary.domain.validation import read_concept
from glossary.errors import InvalidConcept, InvalidRecord
from glossary.formats import house
from glossary.store import records
from glossary.store.records import ConceptRecord, of_concept, read_record, to_concept, to_pitfall
from glossary.text.languages import LANGUAGES
from tests.store.entries import pitfall_document, record

EDGES = [
    "",
    " ",
    "a",
    " a",
    "a ",
    "a\n",
    "\na",
    "a\nb",
    "a\tb",
    "\u3000",
    "脅威\u3000",
    "\u00a0x",
    'a "b" c',
    '"a"',
    "\\",
    "a\\",
    "\\u0001",
    "\x00",
    "\x7f",
    "\ud800",
    "\u2028",
    "x" * 4_000,
    "x" * 4_001,
]
VALUES = st.one_of(
    st.sampled_from(EDGES),
    st.text(max_size=5),
    st.none(),
    st.booleans(),
    st.integers(),
    st.dates(),
    st.datetimes(),
    st.lists(st.sampled_from([*EDGES[:8], "handbook"]), max_size=4),
    st.sampled_from(["2026-11-22", "2026-13-40", "20261122", "preferred", "admitted", "approved", "GB", "law"]),
    st.dictionaries(st.sampled_from([*LANGUAGES, "de"]), st.sampled_from(EDGES[:12]), max_size=3),
    st.lists(
        st.dictionaries(st.sampled_from([*LANGUAGES, "text", "status"]), st.sampled_from([*EDGES[:8], "preferred"]), max_size=3), max_size=3
    ),
)
PLACES: list[tuple[object, ...]] = [
    *((name,) for name in ("id", "domain", "entry_status", "reviewed", "sources", "related", "broader", "narrower", "successor")),
    *((name,) for name in ("jurisdiction", "legal_effect", "example", "en", "mood")),
    *(("ja", name) for name in ("definition", "usage", "term", "mood")),
    *(("ja", "term", 0, name) for name in ("text", "reading", "status", "type", "region", "valid_from", "valid_to", "replaced_by")),
    *(("ja", "term", 1, name) for name in ("reason", "hidden", "case_sensitive", "authority", "equivalence", "mood")),
    ("example", 0, "en"),
]


def slow(plain: object) -> ConceptRecord | list[str]:
    try:
        return of_concept(read_concept(plain, LANGUAGES))
    except InvalidConcept as error:
        return [str(problem) for problem in error.problems]


def quick(plain: object) -> ConceptRecord | list[str]:
    try:
        return read_record(plain)
    except InvalidConcept as error:
        return [str(problem) for problem in error.problems]


def changed(place: tuple[object, ...], value: object) -> dict[str, object]:
    whole = copy.deepcopy(record())
    inner: object = whole
    for step in place[:-1]:
        inner = inner[step]  # type: ignore[index]
    inner[place[-1]] = value  # type: ignore[index]
    return whole


def test_no_field_of_the_domain_is_forgotten() -> None:
    of_concept_fields = {field.name for field in fields(Concept)} - {"sections", "examples"}
    assert set(records._Concept.__struct_fields__) == of_concept_fields
    assert set(records._StoredConcept.__struct_fields__) - {"example"} == of_concept_fields
    assert records._Term.__struct_fields__ == tuple(field.name for field in fields(Term))
    assert {field.name for field in fields(LanguageSection)} == {"definition", "usage", "terms"}


def test_a_record_in_order_goes_the_fast_way() -> None:
    assert records._read_fast(record()) == slow(record())


@given(st.sampled_from(PLACES), VALUES)
def test_both_ways_say_the_same(place: tuple[object, ...], value: object) -> None:
    plain = changed(place, value)
    assert quick(copy.deepcopy(plain)) == slow(plain)


@pytest.mark.parametrize("name", ["id", "domain", "entry_status", "en", "ja"])
def test_both_ways_miss_the_same_fields(name: str) -> None:
    plain = {key: value for key, value in record().items() if key != name}
    assert quick(plain) == slow(plain)


@pytest.mark.parametrize("plain", [None, [], "text", 5, {}])
def test_what_is_no_record_is_refused(plain: object) -> None:
    with pytest.raises(InvalidConcept):
        read_record(plain)


def test_lists_and_terms_are_put_in_order() -> None:
    terms = [{"text": "c", "status": "superseded"}, {"text": "b", "status": "admitted"}, {"text": "a", "status": "preferred"}]
    section = {"definition": "d", "term": terms}
    document = json.loads(read_record(record(sources=["z", "a"], en=section)).document)
    assert document["sources"] == ["a", "z"]
    assert [term["text"] for term in document["en"]["term"]] == ["a", "b", "c"]


def test_rows_repeat_what_lists_are_filtered_by() -> None:
    row = read_record(record(reviewed=date(2026, 11, 22)))
    assert (row.id, row.domain, row.entry_status, row.reviewed) == ("ransomware", "threats", "approved", "2026-11-22")
    assert row.term_rows(7) == [
        (7, "en", 0, "ransomware", None, "preferred", None, False),
        (7, "ja", 0, "ランサムウェア", None, "preferred", None, False),
        (7, "ja", 1, "身代金要求型ウイルス", "みのしろきんようきゅうがたウイルス", "admitted", None, False),
    ]
    assert [lang for _, lang, _, _ in row.texts(7)] == list(LANGUAGES)


def test_a_moment_is_no_date() -> None:
    with pytest.raises(InvalidConcept):
        read_record(record(reviewed=datetime(2026, 11, 22, 12, 0)))  # noqa: DTZ001  # the type is what matters


def test_documents_are_utf8_without_escapes() -> None:
    assert "ランサムウェア" in read_record(record()).document


def test_a_concept_that_has_gone_is_kept_as_retired() -> None:
    before = read_record(record())
    after = records.retired(before.document)
    assert to_concept(after.document).entry_status is EntryStatus.RETIRED
    assert json.loads(after.document) == json.loads(before.document) | {"entry_status": "retired"}
    assert (after.term_rows(1), after.texts(1)) == (before.term_rows(1), before.texts(1))


def test_shipped_entries_survive_the_way_in_and_out() -> None:
    try:
        termbase = house.read_termbase(terms_folder())
    except InvalidRecord:
        pytest.skip("the shipped terms are being edited")
    for concept in termbase.concepts.values():
        assert concept_record(to_concept(of_concept(concept).document)) == concept_record(concept)
    for pitfall in termbase.pitfalls.values():
        assert pitfall_record(to_pitfall(records.of_pitfall(pitfall))) == pitfall_record(pitfall)
    for key, domain in termbase.domains.items():
        assert records.to_domain(key, records.of_domain(domain)) == domain
    for key, source in termbase.sources.items():
        assert records.to_source(key, records.of_source(source)) == source


def test_a_stored_concept_is_what_was_read() -> None:
    concept = read_concept(record(), LANGUAGES)
    assert to_concept(of_concept(concept).document) == concept


def test_a_document_that_we_did_not_write_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        to_concept('{"id": "half"}')


def test_a_pitfall_survives_the_way_in_and_out() -> None:
    document = pitfall_document("table-the-motion")
    assert records.of_pitfall(to_pitfall(document)) == document
