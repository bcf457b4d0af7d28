"""Numbers, dates and duties: sentences of our own, half of which must stay silent. ``python -m tests.eval.numbers``.

``first_run`` in ``numbers.jsonl`` is what the rules said when they first ran, before anything was changed for these sentences: it
is never run anew. Noise is counted on published translations.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from glossary.domain.profile import Profile
from glossary.domain.statuses import Level
from glossary.domain.validation import unmark
from glossary.text.languages import LANGUAGES
from glossary.workflows.check import CheckOptions, check_text
from tests.eval.material import PAIRS, TODAY, default_profile, documents, json_lines, shared_file, shipped_checking
from tests.eval.misunderstandings import Tally, print_tallies

SENTENCES = Path(__file__).with_name("numbers.jsonl")
FAMILIES = ("number.", "date.", "duty.")
MIN_CAUGHT, MAX_WARNED = 0.85, 0.03
MAX_WARNINGS = 1 / 20_000
"""Warnings of these rules per character of published text; there, hardly one should be right."""


def main(arguments: Sequence[str] = ()) -> int:
    """Print the first run, today's run, and the noise."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.numbers", description=__doc__)
    parser.add_argument("--failures", action="store_true", help="list the rows that went wrong, and every finding in published texts")
    options = parser.parse_args(arguments)
    rows = list(json_lines(SENTENCES))
    for title, is_first in (("first run (recorded before anything was changed)", True), ("now", False)):
        tallies: dict[str, Tally] = defaultdict(Tally)
        for row in rows:
            found = [Level(str(row["first_run"]))] if row["first_run"] else []
            levels = found if is_first else levels_of(row)
            for name in ("all", str(row["rule"])):
                tallies[name].count(bool(row["flag"]), levels)
            if options.failures and not is_first and bool(levels) is not bool(row["flag"]):
                print("missed" if row["flag"] else "false", row["rule"], row["text"])
        print(f"\nNumbers, dates and duties, {title}")
        print_tallies("rows", tallies)
    caught, warned = tallies["all"].caught, tallies["all"].warned
    print(f"caught ≥ {MIN_CAUGHT}: {'ok' if caught.value >= MIN_CAUGHT else 'NOT REACHED'}; ", end="")
    print(f"warnings on near misses ≤ {MAX_WARNED}: {'ok' if warned.value <= MAX_WARNED else 'NOT REACHED'}")
    pairs = shared_file(PAIRS)
    if pairs is not None:
        for lang in LANGUAGES:
            measure_noise(lang, list(documents(pairs, lang).values()), options.failures)
    return 0


def profile() -> Profile:
    """The profile when none is named, with the duties that official profiles turn on."""
    return replace(default_profile(), levels={**default_profile().levels, "duty.vague": Level.INFORMATION})


def levels_of(row: dict[str, object]) -> list[Level]:
    """The levels of the findings of these families that overlap the words of a row."""
    text, marks = unmark(str(row["text"]))
    findings = check_text(shipped_checking(), text, CheckOptions(lang=str(row["lang"]), profile=profile()), today=TODAY).findings
    return [
        finding.level
        for finding in findings
        if finding.rule.startswith(FAMILIES) and any(place.overlaps(words) for place in finding.places for words in marks)
    ]


def measure_noise(lang: str, texts: Sequence[str], show: bool) -> None:
    """What the rules say about published texts."""
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts:
        found = check_text(shipped_checking(), text, CheckOptions(lang=lang, profile=default_profile()), today=TODAY).findings
        for finding in found:
            if finding.rule.startswith(FAMILIES):
                counts[finding.rule, finding.level.value] += 1
                if show:
                    print(f"  {finding.rule} {finding.level.value}: {finding.match!r}")
    characters = sum(map(len, texts))
    warnings = sum(count for (_, level), count in counts.items() if level != Level.INFORMATION.value)
    rate = warnings / characters / MAX_WARNINGS if characters else 0.0
    print(f"\nNumbers and dates in {len(texts)} published documents, {lang}, {characters:,} characters: {warnings} warnings, ", end="")
    print(f"{rate:.2f} per 20,000; bar 1.00 {'ok' if rate <= 1 else 'NOT REACHED'}; {dict(counts)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
