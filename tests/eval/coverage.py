"""Which terms of the field are held, and whether real translators' renderings are accepted: ``python -m tests.eval.coverage``.

*Held*: a concept has the English term. *Accepted*: the Japanese rendering is recognised, as a whole, as a term of such a concept
that is not discouraged. The rendering that a translation uses is known where the data name it; elsewhere any term of the concept
that stands in the translation counts, and what is left is printed by frequency, to be decided.
"""

import argparse
import csv
import functools
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from glossary.domain.statuses import NormativeStatus, TermType
from glossary.matching.recogniser import TermHit
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.text.passage import Passage
from tests.eval.material import json_lines, shared_file, shipped_checking
from tests.eval.measures import Share

TECHNICAL = "research/technical-terms.tsv"
POLICY = "research/domain-policy.md"
QUERIES = "data/lookup-dev.tsv"
CORRUPTED, VARIANT, UNTOUCHED = (f"data/termcheck-{kind}-dev.jsonl" for kind in ("corrupted", "variant", "untouched"))

MIN_TECHNICAL, MIN_POLICY, MIN_QUERIES, MIN_ACCEPTED = 0.97, 1.0, 0.97, 0.95
SHOWN = 40

ACCEPTED = ("preferred", "admitted", "variant")
DISCOURAGED, NOT_ACCEPTED, NOT_HELD = "discouraged", "not accepted", "not held"


@dataclass(slots=True)
class Measure:
    """A share with its bar and what went wrong."""

    name: str
    least: float
    share: Share
    missing: Counter[str]

    def count(self, what: str, is_hit: bool, times: int = 1) -> None:
        """So many more cases of one thing."""
        for _ in range(times):
            self.share.count(is_hit)
        if not is_hit:
            self.missing[what] += times

    def report(self, show_failures: bool) -> None:
        """Print the share, and what is missing, most frequent first."""
        print(f"{self.name:<62} {self.share} ≥ {self.least} {'ok' if self.share.value >= self.least else 'NOT REACHED'}")
        if show_failures:
            for what, times in self.missing.most_common(SHOWN):
                print(f"    {times:5} {what}")


def measure(name: str, least: float) -> Measure:
    """A measure of which nothing is counted yet."""
    return Measure(name, least, Share(), Counter())


def main(arguments: Sequence[str] = ()) -> int:
    """Print all shares. Absent data are no failure."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.coverage", description=__doc__)
    parser.add_argument("--failures", action="store_true", help="list what is missing, most frequent first")
    options = parser.parse_args(arguments)
    print("\nCoverage")
    for measured in measures():
        measured.report(options.failures)
    report_use(options.failures)
    return 0


def measures() -> Iterator[Measure]:
    """All measures whose data are there."""
    if path := shared_file(TECHNICAL):
        yield from technical(path)
    if path := shared_file(POLICY):
        yield policy(path)
    if path := shared_file(QUERIES):
        yield queries(path)
    if path := shared_file(CORRUPTED):
        yield renderings(path, "was", "rendering replaced in corrupted pairs, where the term is held")
    if path := shared_file(VARIANT):
        yield renderings(path, "now", "other right rendering put into pairs, where the term is held")


def technical(path: Path) -> Iterator[Measure]:
    """Every term with its most used rendering; then all its renderings, each as often as it was counted."""
    first, all_uses = (
        measure("technical terms with their most used rendering", MIN_TECHNICAL),
        measure("counted renderings of technical terms that are held", MIN_ACCEPTED),
    )
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            term = row["en"]
            counted = list(_counted(next(value for name, value in row.items() if name.startswith("ja_renderings"))))
            if not counted:
                continue
            first.count(f"{term} ⇒ {counted[0][0]}", rendering_status(term, counted[0][0]) in ACCEPTED)
            for rendering, times in counted:
                status = rendering_status(term, rendering)
                if status != NOT_HELD:
                    all_uses.count(f"{term} ⇒ {rendering} ({status})", status in ACCEPTED, times)
    yield first
    yield all_uses


def _counted(cell: str) -> Iterator[tuple[str, int]]:
    """``API キー 29/5 ; APIキー 3/2`` → each rendering with its count."""
    for part in cell.split(" ; "):
        if found := re.fullmatch(r"(.+) (\d+)/\d+", part.strip()):
            yield found[1], int(found[2])


def policy(path: Path) -> Measure:
    """Every concept of the policy table: one of its names is held in each language."""
    measured = measure("policy concepts, a name in either language", MIN_POLICY)
    for line in path.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 10 and cells[0].isdigit():
            english, japanese = _names(cells[1], ";"), _names(cells[3], "/／")
            held = any(_owners(name, ENGLISH) for name in english) or any(_owners(name, JAPANESE) for name in japanese)
            measured.count(f"{cells[1]} / {cells[3]}", held)
    return measured


def _names(cell: str, separators: str) -> list[str]:
    """The names in a cell, without remarks in brackets and quotation marks."""
    plain = re.sub(r"[(（][^()（）]*[)）]", "", cell)
    return [name.strip(' "“”「」') for name in (cell, plain, *re.split(f"[{separators}]", plain)) if name.strip()]


def queries(path: Path) -> Measure:
    """Both sides of the development queries: a concept has the English and the Japanese term."""
    measured = measure("both sides of the development queries", MIN_QUERIES)
    with path.open(encoding="utf-8") as file:
        pairs = {(row["en"], row["ja"]) for row in csv.DictReader(file, delimiter="\t")}
    for english, japanese in sorted(pairs):
        measured.count(f"{english} ⇒ {japanese}", rendering_status(english, japanese) in ACCEPTED)
    return measured


def renderings(path: Path, field: str, name: str) -> Measure:
    """The renderings that the data name, of terms that are held."""
    measured = measure(name, MIN_ACCEPTED)
    for row in json_lines(path):
        status = rendering_status(str(row["term"]), str(row[field]))
        if status != NOT_HELD:
            measured.count(f"{row['term']} ⇒ {row[field]} ({status})", status in ACCEPTED)
    return measured


def report_use(show_failures: bool) -> None:
    """How the terms of untouched pairs are rendered, by status: which term of the concept stands in the translation."""
    path = shared_file(UNTOUCHED)
    if path is None:
        return
    uses: Counter[str] = Counter()
    rest: Counter[str] = Counter()
    for row in json_lines(path):
        for term in row["terms"]:  # type: ignore[attr-defined]
            concepts = _owners(term, ENGLISH)
            if not concepts:
                uses[NOT_HELD] += 1
                continue
            status = best(_statuses(_read(str(row["ja"]), JAPANESE), concepts)) or NOT_ACCEPTED
            uses[status] += 1
            if status == NOT_ACCEPTED:
                rest[term] += 1
    held = sum(times for status, times in uses.items() if status != NOT_HELD)
    shares = ", ".join(f"{status} {uses[status] / held:.3f}" for status in (*ACCEPTED, DISCOURAGED, NOT_ACCEPTED))
    print(f"renderings in {held} untouched uses of terms that are held: {shares}; {uses[NOT_HELD]} uses of terms not held")
    if show_failures:
        for term, times in rest.most_common(SHOWN):
            print(f"    {times:5} {term}")


@functools.cache
def _owners(term: str, lang: str) -> frozenset[str]:
    """The concepts that have the term, as it is written or in a spelling that is recognised."""
    found = [hit for hit in _read(term, lang) if (hit.start, hit.end) == (0, len(term))]
    read = frozenset(owner.concept for hit in found for owner, _ in shipped_checking().owners(hit.pattern, lang) if owner.lang == lang)
    return read | _written().get((term.casefold(), lang), frozenset())


@functools.cache
def _written() -> Mapping[tuple[str, str], frozenset[str]]:
    """Term and language → the concepts that have it; everyday words are held, and not recognised in drafts."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for concept in shipped_checking().concepts.values():
        for lang, _, term in concept.all_terms():
            key = (term.text.casefold(), lang)
            found[key] = found.get(key, frozenset()) | {concept.id}
    return found


@functools.lru_cache(maxsize=50_000)
def _read(text: str, lang: str) -> tuple[TermHit, ...]:
    """The recognised terms, overlapping ones too; a text that is one term is that term."""
    return shipped_checking().read(Passage(text, lang, shipped_checking().vocabulary)).terms


def rendering_status(english: str, japanese: str) -> str:
    """How the termbase holds the rendering of an English term."""
    concepts = _owners(english, ENGLISH)
    if not concepts:
        return NOT_HELD
    whole = [hit for hit in _read(japanese, JAPANESE) if hit.start == 0 and hit.end == len(japanese)]
    return best(_statuses(whole, concepts)) or NOT_ACCEPTED


def _statuses(hits: Iterable[TermHit], concepts: frozenset[str]) -> Iterator[str]:
    checking = shipped_checking()
    for hit in hits:
        for owner, term in checking.owners(hit.pattern, JAPANESE):
            if owner.concept in concepts and owner.lang == JAPANESE:
                if term.status.is_discouraged:
                    yield DISCOURAGED
                elif term.type is TermType.VARIANT:
                    yield "variant"
                else:
                    yield "preferred" if term.status is NormativeStatus.PREFERRED else "admitted"


def best(statuses: Iterable[str]) -> str | None:
    """The best of the statuses."""
    order = (*ACCEPTED, DISCOURAGED)
    return min(statuses, key=order.index, default=None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
