"""Flags on spellings and discouraged terms in published Japanese. ``python -m tests.eval.variants [--sample FILE]``.

How many of them are wrong only a reader can say: ``--sample`` writes 200 of them, drawn with a fixed seed, with what stands
around them. Wrong share × flags per 20,000 characters should be at most 1.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from glossary.text.languages import JAPANESE
from glossary.workflows.check import CheckOptions, check_text
from tests.eval.material import PAIRS, TODAY, default_profile, documents, shared_file, shipped_checking

RULES = ("term.", "name.")
SEED = 20261125
SAMPLE = 200
REACH = 25
"""Characters shown on each side."""

SILENT = ("ユーザビリティ", "サーバーレス", "パスワード", "グリーン", "平等", "等しい", "利用者側")
"""Words on which naive substring rules speak."""


def main(arguments: Sequence[str] = ()) -> int:
    """Print the rates, and the words that must stay silent. Absent data are no failure."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.variants", description=__doc__)
    parser.add_argument("--sample", type=Path, metavar="FILE", help="write a sample of flags to be read")
    options = parser.parse_args(arguments)
    spoken = [word for word in SILENT if _flags(word)]
    print(
        f"\nWords that must stay silent: {len(SILENT) - len(spoken)} of {len(SILENT)} {'ok' if not spoken else 'NOT: ' + ', '.join(spoken)}"
    )
    path = shared_file(PAIRS)
    if path is None:
        return 0
    texts = documents(path, JAPANESE)
    flags = [(name, *flag) for name, text in texts.items() for flag in _flags(text)]
    characters = sum(map(len, texts.values()))
    print(f"Spelling and name flags in {len(texts)} published documents, {characters:,} characters")
    print(f"{len(flags):,} flags, {len(flags) / characters * 20_000:.2f} per 20,000 characters")
    for (rule, match, better), count in Counter((rule, match, better) for _, rule, match, better, _ in flags).most_common(12):
        print(f"  {count:>4} {rule}: {match} → {better}")
    if options.sample:
        drawn = random.Random(SEED).sample(flags, min(SAMPLE, len(flags)))
        lines = [f"{number}\t{rule}\t{match}\t{better}\t{around}" for number, (_, rule, match, better, around) in enumerate(drawn, start=1)]
        options.sample.write_text("number\trule\twritten\tinstead\taround\n" + "\n".join(lines) + "\n", "utf-8")
        print(f"{len(drawn)} flags to be read: {options.sample}")
    return 0


def _flags(text: str) -> list[tuple[str, str, str, str]]:
    """Rule, words, suggestion and surroundings of each flag."""
    result = check_text(shipped_checking(), text, CheckOptions(lang=JAPANESE, profile=default_profile()), today=TODAY)
    return [
        (
            finding.rule,
            finding.match,
            finding.suggestions[0].text if finding.suggestions else "",
            " ".join(f"{text[max(0, place.start - REACH) : place.start]}⟦{finding.match}⟧{text[place.end : place.end + REACH]}".split()),
        )
        for finding in result.findings
        if finding.rule.startswith(RULES)
        for place in finding.places
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
