"""Reading concepts: documents, pages that never skip or repeat, whole layers."""

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from glossary.domain.document import concept_record
from glossary.domain.statuses import EntryStatus, NormativeStatus
from glossary.domain.validation import read_concept
from glossary.errors import InvalidTermbase
from glossary.store import layers
from glossary.store.concepts import ConceptFilter, list_concepts, read_document, read_layers
from glossary.store.records import to_pitfall
from glossary.store.sqlite import ReadConnections
from glossary.text.languages import LANGUAGES
from tests.store.entries import change, content, pitfall_document, record


def ids(connections: ReadConnections, asked: ConceptFilter) -> list[str]:
    return [concept.id for concept in list_concepts(connections, asked).concepts]


def test_a_document_is_the_entry_as_json(database: Path, connections: ReadConnections) -> None:
    layers.write(database, content([record()]), change())
    document = read_document(connections, "ransomware")
    assert document is not None
    expected = concept_record(read_concept(record(), LANGUAGES)) | {"reviewed": "2026-11-22"}
    assert json.loads(document) == expected
    assert list(json.loads(document)) == list(expected)
    assert "ランサムウェア".encode() in document


def test_an_unknown_id_has_no_document(database: Path, connections: ReadConnections) -> None:
    layers.write(database, content([record()]), change())
    assert read_document(connections, "nothing") is None


def test_an_upper_layer_overrides_by_id(database: Path, connections: ReadConnections) -> None:
    layers.write(database, content([record("a"), record("b")]), change())
    layers.write(database, content([record("b", entry_status="draft"), record("c")], is_whole=False), change("collection"))
    assert json.loads(read_document(connections, "b") or b"")["entry_status"] == "draft"
    page = list_concepts(connections, ConceptFilter())
    assert [(concept.id, concept.entry_status) for concept in page.concepts] == [
        ("a", EntryStatus.APPROVED),
        ("b", EntryStatus.DRAFT),
        ("c", EntryStatus.APPROVED),
    ]


def test_a_list_can_be_limited(database: Path, connections: ReadConnections) -> None:
    deprecated = [{"text": "a", "status": "preferred"}, {"text": "b", "status": "deprecated", "reason": {"en": "x", "ja": "x"}}]
    hidden = [{"text": "a", "status": "preferred"}, {"text": "c", "status": "superseded", "hidden": True, "reason": {"en": "x", "ja": "x"}}]
    layers.write(
        database,
        content(
            [
                record("one"),
                record("two", domain="operations"),
                record("three", entry_status="draft"),
                record("four", en={"definition": "d", "term": deprecated}),
                record("five", en={"definition": "d", "term": hidden}),
            ]
        ),
        change(),
    )
    assert ids(connections, ConceptFilter(domain="operations")) == ["two"]
    assert ids(connections, ConceptFilter(entry_status=EntryStatus.DRAFT)) == ["three"]
    assert ids(connections, ConceptFilter(term_status=NormativeStatus.DEPRECATED)) == ["four"]
    assert ids(connections, ConceptFilter(term_status=NormativeStatus.DEPRECATED, lang="en")) == ["four"]
    assert ids(connections, ConceptFilter(term_status=NormativeStatus.DEPRECATED, lang="ja")) == []
    assert ids(connections, ConceptFilter(term_status=NormativeStatus.SUPERSEDED)) == []
    assert ids(connections, ConceptFilter(domain="threats", entry_status=EntryStatus.DRAFT)) == ["three"]
    assert ids(connections, ConceptFilter(domain="nowhere")) == []


def test_pages_follow_each_other_to_the_end(database: Path, connections: ReadConnections) -> None:
    layers.write(database, content([record(key) for key in ("e", "c", "a", "d", "b")]), change())
    first = list_concepts(connections, ConceptFilter(), limit=2)
    second = list_concepts(connections, ConceptFilter(), after=first.next or "", limit=2)
    third = list_concepts(connections, ConceptFilter(), after=second.next or "", limit=2)
    assert [[concept.id for concept in page.concepts] for page in (first, second, third)] == [["a", "b"], ["c", "d"], ["e"]]
    assert (first.next, second.next, third.next) == ("b", "d", None)


def test_a_last_page_that_is_full_has_no_next(database: Path, connections: ReadConnections) -> None:
    layers.write(database, content([record("a"), record("b")]), change())
    assert list_concepts(connections, ConceptFilter(), limit=2).next is None


def test_pages_never_skip_or_repeat_while_concepts_are_added(database: Path, connections: ReadConnections, seeded: random.Random) -> None:
    layers.write(database, content([record(f"c{number:02}") for number in range(0, 40, 2)]), change())
    there = {f"c{number:02}" for number in range(0, 40, 2)}
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        page = list_concepts(connections, ConceptFilter(), after=after, limit=3)
        seen += [concept.id for concept in page.concepts]
        after = page.next
        added = content([record(f"c{seeded.randrange(1, 40, 2):02}")], is_whole=False)
        layers.write(database, added, change())
    assert len(seen) == len(set(seen))
    assert there <= set(seen)
    assert seen == sorted(seen)


def test_layers_come_back_as_they_were_loaded(database: Path) -> None:
    layers.write(database, content([record("b"), record("a")], pitfalls=["p"]), change())
    (stored,) = read_layers(database)
    assert stored.revision.number == 1
    assert list(stored.termbase.concepts) == ["a", "b"]
    assert stored.termbase.concepts["a"] == read_concept(record("a"), LANGUAGES)
    assert stored.termbase.pitfalls == {"p": to_pitfall(pitfall_document("p"))}
    assert stored.termbase.domains["threats"].name == {"en": "Threats", "ja": "脅威"}
    assert stored.termbase.sources["handbook"].title == "Handbook"


def test_documents_written_by_hand_are_refused_and_all_named(database: Path) -> None:
    layers.write(database, content([record("a"), record("b")], pitfalls=["p"]), change())
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("""UPDATE concept SET document = '{"id": "b"}' WHERE id = 'b'""")
        connection.execute("UPDATE pitfall SET document = '{}'")
        connection.execute("UPDATE source SET document = 'x' WHERE id = 'glossary'")
    with pytest.raises(InvalidTermbase) as caught:
        read_layers(database)
    assert caught.value.name == str(database)
    named = sorted({problem.field.partition(":")[0] for problem in caught.value.problems})
    assert named == ["concept b", "pitfall p", "source glossary"]
