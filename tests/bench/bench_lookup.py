"""Look-up of misspelt terms in 100,000 generated terms, against comparing with every term.

Both sides answer the same queries in turns: one or two edits in a term's text or reading. The baseline is RapidFuzz's best
scorer for the purpose, OSA over all texts and readings; ours is the whole look-up, from the query to the ready answer.
"""

import random
import statistics
import sys
import time
from datetime import UTC, datetime
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from glossary.domain.lookup import Query
from glossary.matching.compile import Layer, Snapshot, compile_snapshot
from glossary.workflows.lookup import look_up
from tests.bench.termbases import generate_concepts
from tests.bench.timing import Ratio, interleaved, percentile, report, seconds

CONCEPTS: Final = 25_000
"""With two terms in each of two languages: 100,000 terms."""

QUERIES: Final = 150
ROUNDS: Final = 5
HOSTILE: Final = ("ー" * 500, "情" * 500, "a" * 500, "サイバー" * 125, "cyber " * 83, "あ " * 250, "\ud800" * 500)


def main() -> int:
    """Print the ratios; 1 where one is over its bar."""
    snapshot = generated_snapshot(CONCEPTS)
    queries = misspelt(snapshot, QUERIES, random.Random(2))
    terms = [form for index in snapshot.indexes for form in index.forms]
    today = datetime.now(UTC).date()

    def ours(text: str) -> object:
        return look_up(snapshot, Query(text=text), today=today)

    def brute(text: str) -> object:
        return process.extract(text, terms, scorer=OSA.distance, processor=None, score_cutoff=2, limit=10)

    for text in queries[:20]:
        ours(text)
    fast: list[float] = []
    slow: list[float] = []
    for text in queries:
        mine, theirs = interleaved([lambda text=text: ours(text), lambda text=text: brute(text)], rounds=ROUNDS, clock=time.process_time)  # type: ignore[misc]
        fast.append(statistics.median(mine))
        slow.append(statistics.median(theirs))
    print(f"{len(terms):,} forms; look-up p50 {1e3 * statistics.median(fast):.2f} ms, p99 {1e3 * percentile(fast, 0.99):.2f} ms")
    print(f"brute-force OSA p50 {1e3 * statistics.median(slow):.2f} ms")
    print(f"slowest hostile query {1e3 * max(seconds(lambda text=text: ours(text), clock=time.process_time) for text in HOSTILE):.1f} ms")  # type: ignore[misc]
    ok = report(
        [
            Ratio("fuzzy look-up p50 / brute-force OSA p50 at 100,000 terms", statistics.median(fast) / statistics.median(slow), 0.1),
            Ratio("fuzzy look-up p99 / its p50", percentile(fast, 0.99) / statistics.median(fast), 8.0),
            Ratio("misspelt terms not among the first five", missed(snapshot, queries), 0.1),
        ]
    )
    return 0 if ok else 1


def generated_snapshot(count: int) -> Snapshot:
    """A snapshot of so many generated concepts."""
    concepts = {concept.id: concept for concept in generate_concepts(count)}
    return compile_snapshot([Layer(name="generated", revision=str(count), concepts=concepts)], with_texts=False)


def misspelt(snapshot: Snapshot, count: int, source: random.Random) -> list[str]:
    """So many forms of the snapshot, each with one or two edits."""
    forms = [form for index in snapshot.indexes for form in index.forms if len(form) > 4]
    return [_slip(form, source) for form in source.sample(forms, count)]


def _slip(text: str, source: random.Random) -> str:
    chars = list(text)
    for _ in range(source.randint(1, 2)):
        place = source.randrange(len(chars) - 1)
        match source.randrange(4):
            case 0:
                del chars[place]
            case 1:
                chars.insert(place, source.choice(text))
            case 2:
                chars[place] = source.choice(text)
            case _:
                chars[place], chars[place + 1] = chars[place + 1], chars[place]
    return "".join(chars)


def missed(snapshot: Snapshot, queries: list[str]) -> float:
    """The share of misspelt queries none of whose first five hits is as near as the nearest form."""
    forms = [form.casefold() for index in snapshot.indexes for form in index.forms]
    lost = 0
    for text in queries:
        best = process.extractOne(text.casefold(), forms, scorer=OSA.distance, processor=None)
        hits = look_up(snapshot, Query(text=text, limit=5), today=datetime.now(UTC).date()).hits
        near = min((OSA.distance(text.casefold(), hit.match.form.casefold()) for hit in hits), default=99)
        lost += near > best[1]
    return lost / len(queries)


if __name__ == "__main__":
    sys.exit(main())
