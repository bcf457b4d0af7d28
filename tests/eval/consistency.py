"""Mixed spellings in published documents, by file. ``python -m tests.eval.consistency [--failures]``.

The truth are patterns of single forms, written apart from the word lists; a document–family pair is mixed where two forms of the
family stand in the document. What the rule reports beyond the families is counted and shown, to be read.
"""

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from glossary.domain.finding import DraftFinding
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.text.masking import apply_masks, find_masks
from glossary.workflows.check import CheckOptions, check_text
from tests.eval.material import PAIRS, TODAY, default_profile, documents, shared_file, shipped_checking, vocabulary
from tests.eval.measures import Share

FAMILIES = Path(__file__).with_name("consistency.toml")
MIN_F1 = 0.95


def main(arguments: Sequence[str] = ()) -> int:
    """Print precision, recall and F1, and the hints by language. Absent data are no failure."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.consistency", description=__doc__)
    parser.add_argument("--failures", action="store_true", help="list what was missed, reported wrongly, or lies beyond the families")
    options = parser.parse_args(arguments)
    path = shared_file(PAIRS)
    if path is None:
        return 0
    content = tomllib.loads(FAMILIES.read_text("utf-8"))
    print("\nMixed spellings, first run: precision {precision}, recall {recall}, F1 {f1}".format(**content["first_run"]))
    families = {row["name"]: [re.compile(form) for form in row["forms"]] for row in content["family"]}
    measure(families, documents(path, JAPANESE), options.failures)
    for lang in (JAPANESE, ENGLISH):
        count_hints(lang, documents(path, lang), options.failures)
    return 0


def measure(families: Mapping[str, Sequence[re.Pattern[str]]], texts: Mapping[str, str], show: bool) -> None:
    """Precision, recall and F1 over document–family pairs."""
    precision, recall, seen = Share(), Share(), 0
    lines: list[str] = []
    for name, text in texts.items():
        said = {family for finding in findings(text, JAPANESE, "consistency.spelling") for family in families_of(text, finding, families)}
        read = apply_masks(text, find_masks(text, vocabulary()))
        found = {family: sum(pattern.search(read) is not None for pattern in patterns) for family, patterns in families.items()}
        seen += sum(count > 0 for count in found.values())
        mixed = {family for family, count in found.items() if count > 1}
        for family in said | mixed:
            if family in said:
                precision.count(family in mixed)
            if family in mixed:
                recall.count(family in said)
            if (family in said) is not (family in mixed):
                lines.append(f"  {'missed' if family in mixed else 'wrong '} {family}: {name}")
    total = precision.total + recall.total
    f1 = 2 * precision.hits / total if total else 0.0
    print(f"Mixed spellings: {recall.total} of {seen} document–family pairs, {len(families)} families, {len(texts)} documents")
    print(f"precision {precision}, recall {recall}, F1 {f1:.3f} ≥ {MIN_F1} {'ok' if f1 >= MIN_F1 else 'NOT REACHED'}")
    if show:
        print("\n".join(lines))


def findings(text: str, lang: str, rule: str) -> list[DraftFinding]:
    """What the rule says."""
    result = check_text(shipped_checking(), text, CheckOptions(lang=lang, profile=default_profile()), today=TODAY)
    return [finding for finding in result.findings if finding.rule == rule]


def families_of(text: str, finding: DraftFinding, families: Mapping[str, Sequence[re.Pattern[str]]]) -> Iterator[str]:
    """The families of which the finding marks a form."""
    words = [text[place.start : place.end] for place in (*finding.places, *finding.related)]
    for family, patterns in families.items():
        if any(pattern.search(word) for word in words for pattern in patterns):
            yield family


def count_hints(lang: str, texts: Mapping[str, str], show: bool) -> None:
    """All findings of the family of rules, with the most frequent."""
    counts: Counter[str] = Counter()
    for text in texts.values():
        for rule in ("consistency.spelling", "consistency.term"):
            counts.update(f"{rule}: {' ≠ '.join(dict(finding.message.params).values())}" for finding in findings(text, lang, rule))  # type: ignore[union-attr]
    characters = sum(map(len, texts.values()))
    print(f"hints in published texts, {lang}: {counts.total()}, {counts.total() / characters * 5_000:.2f} per 5,000 characters")
    for name, count in counts.most_common(None if show else 8):
        print(f"  {count:>4} {name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
