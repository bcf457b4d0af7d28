"""Tables of keys against the plain way of asking every key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.matching import table as table_module
from glossary.matching.grams import MAX_POSTINGS, GramIndex, build_grams, grams
from glossary.matching.similarity import allowed_edits, edits_between, near_keys
from glossary.matching.table import KeyTable, TableRecord, build_table

KEYS = st.lists(st.text("abcあいう脅威ー ", min_size=1, max_size=8), min_size=1, max_size=30)
PIECES = st.text("abcあいう脅威ー ", min_size=1, max_size=5)


def _both(pairs: list[tuple[str, int]]) -> list[KeyTable]:
    small = build_table(pairs)
    record = TableRecord(keys=small.record.keys, starts=small.record.starts, forms=small.record.forms, grams=build_grams(small.keys))
    return [small, KeyTable(record)]


@given(KEYS, PIECES)
def test_tables_answer_like_a_list(keys: list[str], piece: str) -> None:
    pairs = [(key, number) for number, key in enumerate(keys)]
    for table in _both(pairs):
        assert list(table.equal(piece)) == [number for key, number in pairs if key == piece]
        assert [table.keys[place] for place in table.starting(piece)] == sorted({k for k in keys if k.startswith(piece) and k != piece})
        assert [table.keys[place] for place in table.containing(piece)] == sorted({key for key in keys if piece in key})


@given(KEYS, PIECES)
def test_forms_of_a_key_stand_in_their_order_each_once(keys: list[str], piece: str) -> None:
    pairs = [(key, number) for number, key in enumerate(keys)]
    table = build_table(pairs + pairs)
    assert [list(table.forms(place)) for place in range(len(table.keys))] == [
        [number for key, number in pairs if key == wanted] for wanted in sorted(set(keys))
    ]


@given(KEYS, st.text("abcあいう脅威ー", min_size=2, max_size=8))
def test_near_misses_are_those_of_comparing_with_every_key(keys: list[str], query: str) -> None:
    edits = allowed_edits(len(query))
    wanted = sorted((edits_between(query, key), key) for key in set(keys) if edits_between(query, key) <= edits)
    for table in _both([(key, 0) for key in keys]):
        found = sorted((distance, table.keys[place]) for place, distance in table.near(query, edits))
        # Keys that share no piece with the query are out of reach of a gram index: all of it was changed.
        shared = set(grams(query))
        reachable = [pair for pair in wanted if table._grams is None or shared & set(grams(pair[1]))]
        assert found == reachable


def test_a_large_table_has_a_gram_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_module, "GRAM_INDEX_FROM", 1)
    assert build_table([("ab", 0)]).record.grams is None
    assert build_table([("ab", 0), ("abc", 1)]).record.grams == build_grams(["ab", "abc"])


def test_near_keys_stand_nearest_first() -> None:
    assert near_keys("脅威", ["脅威", "脅成", "協威", "強化"], 1) == [(0, 0), (1, 1), (2, 1)]


@pytest.mark.parametrize(("length", "edits"), [(0, 0), (1, 0), (2, 1), (4, 1), (5, 2), (100, 2), (101, 0)])
def test_edits_that_a_slip_may_have(length: int, edits: int) -> None:
    assert allowed_edits(length) == edits


@pytest.mark.parametrize(("text", "found"), [("脅威", ["\x02脅", "脅威"]), ("abc", ["\x02ab", "abc"]), ("a", []), ("あ", ["\x02あ"])])
def test_grams(text: str, found: list[str]) -> None:
    assert grams(text) == found


def test_common_grams_do_not_make_a_query_slow() -> None:
    keys = [f"サイバー{number:05}" for number in range(20_000)]
    index = GramIndex(build_grams(keys))
    assert len(index.nearest("サイバー00", 2)) <= MAX_POSTINGS * 2
