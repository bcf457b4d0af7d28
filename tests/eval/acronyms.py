"""Acronyms: sentences of our own, half of them to stay silent. ``python -m tests.eval.acronyms``.

*Caught*: a finding of the row's rule at any level overlaps the marked words. *False*: one overlaps the tempting words of a
sentence that should stay silent. What the first run showed stands in each row and is never run anew.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from glossary.domain.statuses import Level
from glossary.domain.validation import unmark
from glossary.workflows.check import CheckOptions, check_text
from tests.eval.material import PAIRS, TODAY, default_profile, documents, json_lines, shared_file, shipped_checking
from tests.eval.measures import Share

SENTENCES = Path(__file__).with_name("acronyms.jsonl")
FAMILY = "acronym."
MIN_CAUGHT, MAX_FALSE, MAX_WARNINGS = 0.85, 0.03, 1 / 20_000


def main(arguments: Sequence[str] = ()) -> int:
    """Print the shares. Absent data are no failure."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.acronyms", description=__doc__)
    parser.add_argument("--failures", action="store_true", help="list the sentences that went wrong")
    parser.add_argument("--noise", action="store_true", help="list the findings in published texts")
    options = parser.parse_args(arguments)
    rows = list(json_lines(SENTENCES))
    print(f"\nAcronyms, {len(rows)} sentences of our own")
    print_shares("first run", ((row, row.get("first_run")) for row in rows))
    now = [(row, level_of(str(row["text"]), str(row["rule"]))) for row in rows]
    print_shares("now", now)
    if options.failures:
        print("\n".join(f"{level or 'silent':<12} {row['text']}" for row, level in now if bool(level) != row["flag"]))
    for lang in ("en", "ja"):
        path = shared_file(PAIRS)
        if path is not None:
            measure_noise(lang, list(documents(path, lang).values()), options.noise)
    return 0


def level_of(text: str, rule: str) -> str | None:
    """The highest level at which the family speaks on the marked words."""
    plain, marks = unmark(text)
    found = check_text(shipped_checking(), plain, CheckOptions(profile=default_profile()), today=TODAY).findings
    levels = [
        finding.level
        for finding in found
        if finding.rule == rule and any(place.overlaps(mark) for place in finding.places for mark in marks)
    ]
    return min(levels, key=list(Level).index).value if levels else None


def print_shares(title: str, results: Iterable[tuple[dict[str, object], object]]) -> None:
    """What was caught, and what was said that should not be."""
    caught, warned, hinted = Share(), Share(), Share()
    for row, level in results:
        if row["flag"]:
            caught.count(bool(level))
        else:
            warned.count(level in (Level.WARNING.value, Level.ERROR.value))
            hinted.count(level == Level.INFORMATION.value)
    ok = caught.value >= MIN_CAUGHT and warned.value <= MAX_FALSE
    print(f"{title:<10} caught {caught}, warnings where silence is right {warned}, hints {hinted} {'ok' if ok else 'NOT REACHED'}")


def measure_noise(lang: str, texts: Sequence[str], show: bool) -> None:
    """Findings of the family in published texts."""
    found = [
        (finding.level, finding.rule, finding.match, text[max(0, finding.span.start - 40) : finding.span.end + 40].replace("\n", " "))
        for text in texts
        for finding in check_text(shipped_checking(), text, CheckOptions(lang=lang, profile=default_profile()), today=TODAY).findings
        if finding.rule.startswith(FAMILY)
    ]
    characters = sum(map(len, texts))
    warnings = sum(level is not Level.INFORMATION for level, *_ in found)
    print(
        f"published, {lang}: {warnings} warnings and {len(found) - warnings} hints in {len(texts)} documents, {characters:,} characters; "
        f"{warnings / characters * 20_000:.2f} warnings per 20,000 {'ok' if warnings / characters <= MAX_WARNINGS else 'to be read'}"
    )
    if show:
        print("\n".join(f"  {level.value:<12} {rule:<18} {match:<8} {around}" for level, rule, match, around in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
