"""What loading costs beside raw inserts of the same rows, and searching texts beside a scan. Run: ``python -m tests.bench.bench_store``."""

import gc
import json
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import count, pairwise
from pathlib import Path

from glossary.config import Settings
from glossary.domain.document import concept_record
from glossary.store import layers, records, search
from glossary.store.engine import writing_engine
from glossary.store.migrate import upgrade
from glossary.store.plan import Content
from glossary.store.records import ConceptRecord
from glossary.store.search import TextSearch
from glossary.store.sqlite import ReadConnections
from glossary.text.languages import JAPANESE
from glossary.text.normalise import fold
from glossary.workflows.load import load_records
from tests.bench.termbases import generate_concepts
from tests.bench.timing import Ratio, median_ratio, report, seconds

LOADED = 20_000
"""Concepts in one load."""

SEARCHED = 30_000
"""Definitions in each language."""

QUERIES = 60
ROUNDS = 7
LAYER = "bench"

Search = Callable[[str], list[str]]


def main() -> int:
    """Print the ratios; 0 where all are under their bars."""
    with tempfile.TemporaryDirectory() as folder:
        ratios = [loading(Path(folder)), *searching(Path(folder))]
    return 0 if report(ratios) else 1


def loading(folder: Path) -> Ratio:
    """20,000 parsed concepts with validation beside ``executemany`` of the very rows that come of it, text index included."""
    concepts = generate_concepts(LOADED)
    lines = [json.dumps(concept_record(concept), ensure_ascii=False, default=str) for concept in concepts]
    parsed = [json.loads(line) for line in lines]
    empty = folder / "empty.sqlite3"
    upgrade(empty)
    domains = {domain: json.dumps({"name": {"en": domain, "ja": domain}}) for domain in {concept.domain for concept in concepts}}
    layers.write(empty, Content(name="bench", domains=domains, is_whole=True), _change("shipped"))
    files = (shutil.copy(empty, folder / f"{number}.sqlite3") for number in count())
    ready = [records.read_record(record) for record in parsed]

    del concepts, lines
    gc.collect()
    gc.freeze()  # the bench's own data are not the program's: the collector must not look through them on either side

    def load() -> None:
        path = Path(next(files))
        settings = Settings(database_url=f"sqlite:///{path}", cache_folder=folder, terms_folder=folder)
        load_records(settings, LAYER, "bench.jsonl", parsed, actor="bench", reason="bench")
        path.unlink()

    rows = _rows(ready)

    def insert() -> None:
        path = Path(next(files))
        _insert(path, rows)
        path.unlink()

    return Ratio(f"load {LOADED:,} parsed concepts / raw executemany of the rows", median_ratio(load, insert, rounds=ROUNDS), 2.5)


def _change(layer: str) -> layers.Change:
    return layers.Change(layer=layer, actor="bench", reason="bench", moment="2026-11-25T00:00:00Z")


def _rows(ready: list[ConceptRecord]) -> dict[str, list[tuple[object, ...]]]:
    numbered = list(enumerate(ready, start=1))
    texts = [text for number, concept in numbered for text in concept.texts(number)]
    tokens = [(row, search.tokens(definition), search.tokens(usage)) for row, (_, _, definition, usage) in enumerate(texts)]
    return {
        "INSERT INTO concept VALUES (?, ?, ?, ?, ?, ?, ?)": [
            (number, LAYER, item.id, item.domain, item.entry_status, item.reviewed, item.document) for number, item in numbered
        ],
        "INSERT INTO term VALUES (?, ?, ?, ?, ?, ?, ?, ?)": [row for number, item in numbered for row in item.term_rows(number)],
        "INSERT INTO text_index (rowid, definition, usage) VALUES (?, ?, ?)": list(tokens),
    }


def _insert(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> None:
    """As fast as the driver can, with the same guarantees: the pragmas of the store, one transaction."""
    engine = writing_engine(path)
    borrowed = engine.raw_connection()
    connection = borrowed.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO layer VALUES (?, 1, 1, '', '', 0, '')", (LAYER,))
    for statement, values in rows.items():
        connection.executemany(statement, values)
    connection.execute("COMMIT")
    borrowed.close()
    engine.dispose()


def searching(folder: Path) -> Iterator[Ratio]:
    """Two Japanese characters in 30,000 definitions: found exactly where they stand, beside a scan with LIKE."""
    path = folder / "search.sqlite3"
    upgrade(path)
    concepts = [records.of_concept(concept) for concept in generate_concepts(SEARCHED)]
    content = Content(
        name="bench",
        concepts={concept.id: concept for concept in concepts},
        domains={concept.domain: json.dumps({"name": {"en": "x", "ja": "x"}}) for concept in concepts},
        is_whole=True,
    )
    layers.write(path, content, _change(LAYER))
    found, scan = ReadConnections(path), sqlite3.connect(folder / "scan.sqlite3")
    with closing(found), closing(scan):
        texts = [
            (concept.id, fold(definition), fold(usage))
            for concept in concepts
            for _, lang, definition, usage in concept.texts(0)
            if lang == JAPANESE
        ]
        scan.execute("CREATE TABLE definition (concept TEXT, text TEXT, usage TEXT)")
        scan.executemany("INSERT INTO definition VALUES (?, ?, ?)", texts)
        scan.commit()
        queries = _queries([text for _, text, _ in texts])
        find = TextSearch(found).find

        def indexed(query: str) -> list[str]:
            return [concept for concept, lang in find(query, SEARCHED * 2) if lang == JAPANESE]

        def scanned(query: str) -> list[str]:
            pattern = f"%{query}%"
            statement = "SELECT concept FROM definition WHERE text LIKE ? OR usage LIKE ?"
            return [concept for (concept,) in scan.execute(statement, (pattern, pattern))]

        pairs = [(set(indexed(query)), set(scanned(query))) for query in queries]
        hits = sum(len(there) for _, there in pairs)
        missed = sum(len(there - got) for got, there in pairs)
        wrong = sum(len(got - there) for got, there in pairs)
        yield Ratio(f"two characters, share of {hits:,} texts missed", missed / hits, 0.0)
        yield Ratio(f"two characters, share of {hits:,} texts found wrongly", wrong / hits, 0.0)
        yield Ratio("two characters, index / LIKE scan, median of the queries", _median_ratio(indexed, scanned, queries), 1 / 40)


def _median_ratio(work: Search, baseline: Search, queries: list[str]) -> float:
    """The median query of one side over that of the other. Each round asks all queries of one side, then all of the other."""
    times: dict[Search, list[list[float]]] = {work: [], baseline: []}
    for _ in range(ROUNDS):
        for find, rounds in times.items():
            rounds.append([seconds(partial(find, query)) for query in queries])
    typical = {find: statistics.median(map(statistics.median, zip(*rounds, strict=True))) for find, rounds in times.items()}
    return typical[work] / typical[baseline]


def _queries(texts: list[str]) -> list[str]:
    chosen = random.Random(1)  # repeatable, not secret
    queries: set[str] = set()
    while len(queries) < QUERIES:
        pairs = ["".join(pair) for pair in pairwise(chosen.choice(texts)) if not any(map(str.isascii, pair))]
        if pairs:
            queries.add(chosen.choice(pairs))
    return sorted(queries)


if __name__ == "__main__":
    sys.exit(main())
