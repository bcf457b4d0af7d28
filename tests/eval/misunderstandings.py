"""Misunderstandings: how many are caught, how often the checker speaks where it should not. ``python -m tests.eval.misunderstandings``.

Rows of the development sentences whose every tag needs words only are the measure; rows that need both sides, knowledge of the
world or later rules stand apart. *Caught*: a finding at any level overlaps the words. *False*: one overlaps the tempting words of
a near miss; warnings and hints are counted apart. Noise is counted on published translations, where few pitfalls should be.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from glossary.domain.finding import DraftFinding
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.reports.rules import rule_ids
from glossary.text.languages import LANGUAGES
from glossary.workflows.check import CheckOptions, check_text
from glossary.workflows.compare import Pair, check_translation
from tests.eval.material import PAIRS, TODAY, default_profile, documents, json_lines, shared_file, shipped_checking
from tests.eval.measures import Share

FIRST_RUN = Path(__file__).with_name("first_run.jsonl")
SENTENCES = "data/misunderstandings-dev.jsonl"
COUNTED = {"R1", "R2", "R4", "R5", "R6", "R7", "R8", "R10", "R11"}

GROUPS = ("counted", "later rules", "pairs", "R3", "C", "others")

LATER = {"R4": "acronym.", "R6": "number."}
"""Tags that need a family of rules of their own: such rows count as soon as the family exists."""

MIN_CAUGHT, MAX_WARNED, MAX_HINTED = 0.85, 0.03, 0.15
MAX_WARNINGS, MAX_HINTS = 1 / 5_000, 1 / 1_000
"""Pitfall findings per character of published text."""

PITFALL_RULES = ("pitfall.", "pair.")


@dataclass(slots=True)
class Tally:
    """What a group of rows shows."""

    caught: Share = field(default_factory=Share)
    warned: Share = field(default_factory=Share)
    hinted: Share = field(default_factory=Share)

    def count(self, should_flag: bool, levels: Iterable[Level]) -> None:
        """One more row, with the levels of the findings on its words."""
        found = set(levels)
        if should_flag:
            self.caught.count(bool(found))
        else:
            warned = bool(found - {Level.INFORMATION})
            self.warned.count(warned)
            self.hinted.count(bool(found) and not warned)


def main(arguments: Sequence[str] = ()) -> int:
    """Print all tables. Absent data are no failure."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.misunderstandings", description=__doc__)
    parser.add_argument("--failures", action="store_true", help="list the rows that went wrong")
    options = parser.parse_args(arguments)
    print_first_run()
    path = shared_file(SENTENCES)
    if path is not None:
        measure_sentences(list(json_lines(path)), options.failures)
    pairs = shared_file(PAIRS)
    if pairs is not None:
        for lang in LANGUAGES:
            measure_noise(lang, list(documents(pairs, lang).values()))
    return 0


def print_first_run() -> None:
    """What the sentences that were written without sight of the triggers showed when they were first run: a record, never run anew."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for row in json_lines(FIRST_RUN):
        level, side = row["first_run"], "pairs" if "source_lang" in row else "one text"
        name = side if row.get("round", 1) == 1 else f"{side}, round {row['round']}"
        tallies[name].count(bool(row["flag"]), [Level(level)] if isinstance(level, str) else [])
    print("\nMisunderstandings, first run of sentences written without sight of the triggers (recorded before anything was changed)")
    print_tallies("rows", tallies)


def measure_sentences(rows: Sequence[dict[str, object]], show_failures: bool) -> None:
    """Count the rows by group and by kind."""
    groups: dict[str, Tally] = defaultdict(Tally)
    kinds: dict[str, Tally] = defaultdict(Tally)
    failures: list[str] = []
    for row in rows:
        group, found = _group(row), _levels(row)
        should_flag = bool(row["should_flag"])
        groups[group].count(should_flag, found)
        if group == "counted":
            kinds[str(row["kind"])].count(should_flag, found)
        if should_flag != bool(found):
            failures.append(
                f"{row['id']:<8} {group:<8} {'missed' if should_flag else 'false ' + ','.join(found)}: {row.get('text') or row}"
            )
    print("\nMisunderstandings, development sentences")
    print_tallies("rows", {name: groups[name] for name in GROUPS if name in groups})
    print_tallies("counted, by kind", dict(sorted(kinds.items())))
    tally = groups["counted"]
    for name, share, ok in (
        (f"caught ≥ {MIN_CAUGHT}", tally.caught, tally.caught.value >= MIN_CAUGHT),
        (f"warnings on near misses ≤ {MAX_WARNED}", tally.warned, tally.warned.value <= MAX_WARNED),
        (f"hints on near misses ≤ {MAX_HINTED}", tally.hinted, tally.hinted.value <= MAX_HINTED),
    ):
        print(f"{name:<34} {share} {'ok' if ok else 'NOT REACHED'}")
    if show_failures:
        print("\n".join(failures))


def _group(row: dict[str, object]) -> str:
    """Rows that count, pair rows, and rows that need knowledge (R3), context (C) or other rules."""
    tags = set(row["rule"])  # type: ignore[call-overload]
    if row["side"] == "pair":
        return "pairs"
    if tags <= COUNTED:
        families = tuple(LATER[tag] for tag in tags if tag in LATER)
        return "counted" if all(any(rule.startswith(family) for rule in rule_ids()) for family in families) else "later rules"
    return "R3" if "R3" in tags else "C" if "C" in tags else "others"


def _levels(row: dict[str, object]) -> list[Level]:
    """The levels of the findings that overlap the words of a row."""
    options = CheckOptions(profile=default_profile())
    if row["side"] == "pair":
        pair = Pair(source=str(row["ja"]), target=str(row["en"]))
        findings = check_translation(shipped_checking(), 0, pair, options, today=TODAY).findings
        spans = {"source": _words(pair.source, row.get("span_ja")), "target": _words(pair.target, row.get("span_en"))}
        return [
            finding.level
            for finding in findings
            if _overlap(finding.places, spans[finding.side or "target"])
            or _overlap(finding.related, spans["source" if finding.side == "target" else "target"])
        ]
    text = str(row["text"])
    found = check_text(shipped_checking(), text, options, today=TODAY).findings
    return [finding.level for finding in found if _overlap(finding.places, _words(text, row["span"]))]


def _words(text: str, words: object) -> list[Span]:
    if not isinstance(words, str) or not words:
        return []
    places = []
    at = text.find(words)
    while at >= 0:
        places.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return places


def _overlap(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for span in spans for other in others)


def print_tallies(title: str, tallies: dict[str, Tally]) -> None:
    print(f"{title:<20} {'caught':<38} {'warnings on near misses':<38} hints on near misses")
    for name, tally in tallies.items():
        print(f"{name:<20} {tally.caught!s:<38} {tally.warned!s:<38} {tally.hinted}")


def measure_noise(lang: str, texts: Sequence[str]) -> None:
    """Pitfall findings in published texts, one for each pitfall and document."""
    findings: list[DraftFinding] = []
    for text in texts:
        result = check_text(shipped_checking(), text, CheckOptions(lang=lang, profile=default_profile()), today=TODAY)
        findings += [finding for finding in result.findings if finding.rule.startswith(PITFALL_RULES)]
    characters = sum(map(len, texts))
    warnings = sum(finding.level is not Level.INFORMATION for finding in findings)
    hints = len(findings) - warnings
    print(f"\nNoise in {len(texts)} published documents, {lang}, {characters:,} characters")
    for name, count, bar in (("pitfall warnings", warnings, MAX_WARNINGS), ("pitfall hints", hints, MAX_HINTS)):
        per = round(1 / bar)
        rate = count / characters * per if characters else 0.0
        print(f"{name:<18} {count:>5}, {rate:.2f} per {per:,} characters; bar 1.00 {'ok' if rate <= 1 else 'NOT REACHED'}")
    frequent: dict[str, int] = defaultdict(int)
    for finding in findings:
        frequent[f"{finding.pitfall} ({finding.level.value})"] += 1
    for name, count in sorted(frequent.items(), key=lambda item: -item[1])[:8]:
        print(f"  {count:>4} {name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
