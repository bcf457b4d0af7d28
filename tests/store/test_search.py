"""The text index against a plain substring search."""

import os
import random
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.config import terms_folder
from glossary.errors import InvalidRecord
from glossary.formats import house
from glossary.store import layers, search
from glossary.store.search import TextSearch
from glossary.store.sqlite import ReadConnections
from glossary.text.normalise import fold
from glossary.workflows.load import content_of
from tests.store.entries import change, content, record

Search = Callable[[str], list[tuple[str, str]]]


def texts(en: str = "malware", ja: str = "不正な物", usage_en: str = "", usage_ja: str = "") -> dict[str, object]:
    return {
        "en": {"definition": en, "usage": usage_en, "term": [{"text": "x", "status": "preferred"}]},
        "ja": {"definition": ja, "usage": usage_ja, "term": [{"text": "ｘ", "status": "preferred"}]},
    }


@pytest.fixture
def searching(database: Path) -> Iterator[Callable[..., Search]]:
    opened: list[ReadConnections] = []

    def load(**concepts: dict[str, object]) -> Search:
        layers.write(database, content(record(key.replace("_", "-"), **value) for key, value in concepts.items()), change())
        opened.append(ReadConnections(database))
        found = TextSearch(opened[-1])
        return lambda query: list(found.find(query, 100))

    yield load
    for connections in opened:
        connections.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("金銭", True),
        ("銭", True),
        ("金", True),
        ("求", True),  # the last character of a run
        ("する", True),
        ("要求", True),
        ("金銭を要", True),
        ("、金", True),
        ("銭金", False),
        ("サイバー", True),
        ("バー", True),
        ("ｻｲﾊﾞｰ", True),
        ("さいばー", False),
        ("A社", True),
        ("a社", True),
        ("Ａ社の", True),
        ("B社", False),
        ("の5G", True),
        ("5G", True),
        ("5g網", True),
        ("4G網", False),
        ("isms", True),
        ("ISMS認証", True),
        ("MS認証", False),  # two letters are a word, here too
        ("ISMS証", False),
        ("金銭 5G網", True),
        ("金銭 4G網", False),
        ("（甲）", True),
        ("(甲", True),
        ("甲)", True),
        ("(乙", False),
    ],
)
def test_japanese_is_found_as_a_substring(searching: Callable[..., Search], query: str, found: bool) -> None:
    find = searching(attack=texts(ja="A社の5G網に対し、金銭を要求するサイバー攻撃（甲）", usage_ja="ISMS認証で求"))
    assert find(query) == ([("attack", "ja")] if found else [])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ransomware", True),
        ("RANSOMWARE", True),
        ("ransom", True),
        ("ware", True),
        ("nsomwa", True),
        ("supply chain", True),
        ("chain supply", True),
        ("supply-chain", True),
        ("ai", True),
        ("AI", True),
        ("ch", False),  # two letters are a word
        ("chains", False),
        ("supply demand", False),
        ("café", True),
        ("CAFÉ", True),
        ("caff", False),
    ],
)
def test_english_is_found_by_words_and_inside_them(searching: Callable[..., Search], query: str, found: bool) -> None:
    find = searching(attack=texts(en="Ransomware that enters by the supply chain of a café", usage_en="AI helps."))
    assert find(query) == ([("attack", "en")] if found else [])


@pytest.mark.parametrize(
    "query", ["", " ", "…!?", '"', "'", "*", "AND", "NOT OR", "definition : x", "\ud800", "\x00", "^", "NEAR(a b)", "脅威\ud800"]
)
def test_no_query_breaks_the_search(searching: Callable[..., Search], query: str) -> None:
    assert searching(attack=texts(ja="攻撃"))(query) == []


def test_a_definition_stands_before_a_usage_note(searching: Callable[..., Search]) -> None:
    find = searching(
        by_usage=texts(ja="機器に関する物事の一つ", usage_ja="攻撃に備える際に用いる語"),
        by_definition=texts(ja="機器への攻撃に関する物", usage_ja="備える際に用いられる語"),
    )
    assert find("攻撃") == [("by-definition", "ja"), ("by-usage", "ja")]


def test_the_limit_is_kept_for_many_and_for_few(database: Path, connections: ReadConnections) -> None:
    layers.write(database, content(record(f"c{number}") for number in range(search.RANKED + 20)), change())
    find = TextSearch(connections).find
    assert len(find("金銭", 7)) == 7
    assert len(find("金銭", 10_000)) == search.RANKED + 20
    assert len(find("c7", 7)) == 2  # in English and in Japanese


def test_both_languages_are_told_apart(searching: Callable[..., Search]) -> None:
    assert searching(attack=texts(en="an API", ja="API の一種"))("api") == [("attack", "en"), ("attack", "ja")]


def test_what_was_changed_is_found_by_its_new_text_only(database: Path, connections: ReadConnections) -> None:
    layers.write(database, content([record("attack", **texts(ja="古い文", en="former text"))]), change())
    layers.write(database, content([record("attack", **texts(ja="新しい記述", en="latest wording"))]), change())
    find = TextSearch(connections).find
    assert [list(find(query, 5)) for query in ("古い", "文", "former", "記述", "latest")] == [
        [],
        [],
        [],
        [("attack", "ja")],
        [("attack", "en")],
    ]


def test_what_has_gone_is_still_found(database: Path, connections: ReadConnections) -> None:
    layers.write(database, content([record("attack"), record("defence")]), change())
    layers.write(database, content([record("attack")]), change())
    assert sorted(TextSearch(connections).find("金銭", 5)) == [("attack", "ja"), ("defence", "ja")]


LETTERS = st.sampled_from("攻撃ー・サイ、。（)a5Z é 々")


@given(st.lists(st.text(LETTERS, max_size=12), min_size=1, max_size=6), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_two_characters_are_found_exactly_where_they_stand(found: list[str], data: st.DataObject) -> None:
    """Every pair with a Japanese character in it, and every single Japanese character, over all ways to mix scripts."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE concept (number INTEGER PRIMARY KEY, id TEXT, document TEXT)")
        search.prepare(connection)
        search.TextWriter(connection).add((number, "ja", text, "") for number, text in enumerate(found))
        folded = [fold(text) for text in found]
        queries = {query for text in folded for query in (*text, *map("".join, pairwise(text))) if not query.isascii() and " " not in query}
        if not queries:
            return
        query = data.draw(st.sampled_from(sorted(queries)))
        expression = search._expression(connection, query)
        rows = connection.execute("SELECT rowid FROM text_index WHERE text_index MATCH ?", (expression,))
        assert {row // search.SLOTS for (row,) in rows} == {number for number, text in enumerate(folded) if query in text}


def test_short_queries_equal_a_scan_of_the_shipped_terms(database: Path, connections: ReadConnections, seeded: random.Random) -> None:
    try:
        termbase = house.read_termbase(terms_folder())
    except InvalidRecord:
        pytest.skip("the shipped terms are being edited")
    layers.write(database, content_of("shipped", termbase), change())
    with closing(sqlite3.connect(":memory:")) as scan:
        scan.execute("CREATE TABLE text (id TEXT, definition TEXT, usage TEXT)")
        rows = [
            (key, fold(concept.sections["ja"].definition), fold(concept.sections["ja"].usage)) for key, concept in termbase.concepts.items()
        ]
        scan.executemany("INSERT INTO text VALUES (?, ?, ?)", rows)
        pool = sorted({pair for _, definition, _ in rows for pair in map("".join, pairwise(definition)) if not any(map(str.isascii, pair))})
        queries = seeded.sample(pool, 300) + sorted({pair[0] for pair in pool})[::3]
        find = TextSearch(connections).find
        for query in queries:
            pattern = f"%{query}%"
            expected = scan.execute(
                "SELECT id FROM text WHERE definition LIKE ? OR usage LIKE ? ORDER BY id", (pattern, pattern)
            ).fetchall()
            assert sorted(key for key, lang in find(query, 10_000) if lang == "ja") == [key for (key,) in expected], query


@given(st.lists(st.text(st.sampled_from("攻撃ー。、A5 é々𠮷\u200b"), max_size=8), max_size=8))
def test_texts_are_spelled_together_as_they_are_one_by_one(texts: list[str]) -> None:
    together, apart = set[str](), set[str]()
    spelled = search._spell_all(texts, together)
    assert [one.split() for one in spelled] == [search._spell(text, apart).split() for text in texts]
    assert together == apart


def test_the_way_of_making_tokens_has_a_stable_name() -> None:
    """Also in another process: an index that is built anew at each start would cost more than it saves."""
    program = "from glossary.store import search; print(search.version())"
    environment = {**os.environ, "PYTHONHASHSEED": "1"}

    said = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True).stdout

    assert said.split() == search.version().split()
    assert search.version().split()[:3] == ["1", unicodedata.unidata_version, "en/ja"]
