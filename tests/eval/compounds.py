"""Inner terms of compounds: is 認証 meant in 多要素認証 (yes) and in 認証局 (no)? ``python -m tests.eval.compounds``.

Measured at the boundary stage with the inner term loaded alone: the affix rule without entries; then with the shipped entries
beside it, the longest winning. An entry that is the compound itself is what an unwanted inner term is kept out by; a wanted one
is then measured without entries, as that entry would only hide the question.
"""

import argparse
import functools
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from glossary.domain.concept import Concept, LanguageSection, Term
from glossary.domain.statuses import EntryStatus, NormativeStatus
from glossary.matching.checking import Checking, compile_tables
from glossary.matching.recogniser import longest
from glossary.text.languages import JAPANESE
from glossary.text.passage import Passage
from glossary.text.scanning import pattern_form
from glossary.text.wordlists import shipped_word_lists
from tests.eval.material import shared_file, shipped_checking, vocabulary
from tests.eval.measures import Share

GIVEN = "research/sudachi-modes.tsv"
OWN = Path(__file__).with_name("compounds.toml")
BARS = {"affix rule alone": (0.90, 0.94), "with ordinary entries": (0.95, 0.95)}
"""Precision and recall."""


@dataclass(frozen=True, slots=True)
class Compound:
    """A compound, a word inside it, and whether that is meant there as itself."""

    text: str
    inner: str
    wanted: bool


def main(arguments: Sequence[str] = ()) -> int:
    """Print precision and recall of both lists, apart and together. Absent data are no failure."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.compounds", description=__doc__)
    parser.add_argument("--failures", action="store_true", help="list the compounds that went wrong")
    options = parser.parse_args(arguments)
    path = shared_file(GIVEN)
    lists = {"own": list(own_compounds())}
    if path:
        lists["given"] = list(given_compounds(path))
        lists["both together"] = lists["given"] + lists["own"]
    for name, compounds in lists.items():
        print(f"\nInner terms of {len(compounds)} compounds, {name}, {sum(compound.wanted for compound in compounds)} of them wanted")
        for way, entries in (("affix rule alone", False), ("with ordinary entries", True)):
            measure(way, compounds, entries, options.failures)
    return 0


def given_compounds(path: Path) -> Iterator[Compound]:
    """The compounds of the shared research table; its last lines are sums."""
    for line in path.read_text("utf-8").splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) > 2 and cells[2] in ("Y", "N"):
            yield Compound(cells[0], cells[1], cells[2] == "Y")


def own_compounds() -> Iterator[Compound]:
    """The compounds of our own."""
    for record in tomllib.loads(OWN.read_text("utf-8"))["compound"]:
        yield Compound(record["text"], record["inner"], record["wanted"])


def measure(way: str, compounds: Sequence[Compound], with_entries: bool, show_failures: bool) -> None:
    """Print precision and recall over the compounds."""
    precision, recall = Share(), Share()
    failures = []
    for compound in compounds:
        found = is_recognised(compound, with_entries)
        if found:
            precision.count(compound.wanted)
        if compound.wanted:
            recall.count(found)
        if found is not compound.wanted:
            failures.append(f"  {compound.text}: {compound.inner} {'missed' if compound.wanted else 'not wanted'}")
    least_precision, least_recall = BARS[way]
    ok = precision.value >= least_precision and recall.value >= least_recall
    print(f"{way:<22} precision {precision} ≥ {least_precision}, recall {recall} ≥ {least_recall} {'ok' if ok else 'NOT REACHED'}")
    if show_failures and failures:
        print("\n".join(failures))


def is_recognised(compound: Compound, with_entries: bool) -> bool:
    """Whether the inner term is recognised in the compound."""
    inner = Concept(
        id="inner-term",
        domain="trial",
        entry_status=EntryStatus.DRAFT,
        sections={JAPANESE: LanguageSection(definition="", terms=(Term(text=compound.inner, status=NormativeStatus.PREFERRED),))},
    )
    if with_entries and not (compound.wanted and pattern_form(compound.text) in shipped_forms()):
        checking = shipped_checking().extended({inner.id: inner}, {})
    else:
        lists = shipped_word_lists()
        tables = compile_tables({inner.id: inner}, {}, vocabulary(), lists, is_upper_layer=True)
        checking = Checking(tables, {inner.id: inner}, {}, vocabulary(), lists)
    passage = Passage(compound.text, JAPANESE, vocabulary())
    patterns = checking.recogniser.patterns
    return any(
        compound.text[hit.start : hit.end] == compound.inner
        and any(patterns.table[number].concept == inner.id for number in patterns.owners[hit.pattern])
        for hit in longest(checking.read(passage).terms)
    )


@functools.cache
def shipped_forms() -> frozenset[str]:
    """Every form in which a shipped term may stand."""
    return frozenset(shipped_checking().recogniser.patterns.forms)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
