"""Layers stacked into a snapshot."""

from glossary.matching.compile import compile_snapshot
from glossary.matching.question import Question
from glossary.matching.search import MemoryCandidates
from glossary.text.wordlists import WordLists
from tests.matching.snapshots import concept, fixture_layer, layer


def test_key_names_every_layer_and_revision() -> None:
    snapshot = compile_snapshot([layer(name="a", revision="3"), layer(name="b", revision="x")])
    assert snapshot.key == "a@3+b@x"


def test_upper_layer_overrides_by_id() -> None:
    lower, upper = layer(concept("one", "apple", "林檎", "りんご"), name="lower"), layer(concept("one", "pear", "梨", "なし"), name="upper")
    snapshot = compile_snapshot([lower, upper])
    found = MemoryCandidates(snapshot).find(Question("apple", snapshot.speller))
    assert (list(snapshot.concepts), snapshot.concepts["one"], found) == (["one"], upper.concepts["one"], [])


def test_layer_of_the_same_revision_keeps_its_index() -> None:
    lower = layer(concept("one", "apple", "林檎", "りんご"), name="lower")
    first = compile_snapshot([lower])
    edited = layer(concept("two", "pear", "梨", "なし"), name="edits")
    second = compile_snapshot([lower, edited], previous=first)
    assert second.indexes[0] is first.indexes[0]
    changed = layer(concept("one", "apple", "林檎", "りんご"), name="lower", revision="2")
    assert compile_snapshot([changed], previous=second).indexes[0] is not first.indexes[0]


def test_other_word_lists_make_other_indexes() -> None:
    lower = layer(concept("one", "artefact", "成果物", "せいかぶつ"))
    first = compile_snapshot([lower])
    second = compile_snapshot([lower], lists=WordLists(), previous=first)
    assert second.indexes[0] is not first.indexes[0]
    assert [len(MemoryCandidates(one).find(Question("artifact", one.speller))) for one in (first, second)] == [1, 1]
    assert MemoryCandidates(second).find(Question("artifact", second.speller))[0].kind == "typo"


def test_pitfalls_are_listed_by_concept() -> None:
    snapshot = compile_snapshot([fixture_layer()])
    assert snapshot.pitfalls_of == {
        "active-cyber-defence-japan": ("acd-two-meanings", "active-cyber-defence-force"),
        "active-cyber-defence-uk": ("acd-two-meanings",),
        "authentication": ("ninsho",),
        "certification": ("ninsho",),
    }


def test_texts_are_left_out_where_a_database_has_them() -> None:
    lower = layer(concept("one", "apple", "林檎", "りんご"))
    assert [compile_snapshot([lower], with_texts=wanted).indexes[0].record.texts is None for wanted in (True, False)] == [False, True]
