"""What checking a draft costs beside the least that it can cost. Run: ``python -m tests.bench.bench_check``.

The floor in Japanese is the bare analyser, line by line. *Bare findings* are recognised terms with their places as JSON; *all
rules* are the findings of the default rules with their messages in both languages.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
import sudachipy

from glossary.config import terms_folder
from glossary.formats.house import read_termbase
from glossary.matching.checking import Checking
from glossary.matching.recogniser import longest
from glossary.reports.findings import CODE_POINTS, finding_record, offsets_in
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.text.passage import Passage
from glossary.workflows.check import CheckOptions, check_text
from glossary.workflows.parts import PassageCache
from tests.bench.drafts import checking_of, checking_with, concepts_with, draft_lines, words_of
from tests.bench.timing import Ratio, Work, median_ratio, report, seconds
from tests.conftest import ROOT
from tests.eval.material import TODAY, default_profile, vocabulary

CHARACTERS = 100_000
ROUNDS = 7
DENSE, RARE, SPARSE = 77, 560, 2_700
"""Characters for one finding."""

TEXTLINT_HOME = "TEXTLINT_HOME"
"""The environment variable that names a folder where textlint and textlint-rule-prh are installed."""


def main() -> int:
    """Print the ratios; 0 where all are under their bars."""
    ratios = [*recognition(), *rules(), *english(), *starting(), *peers()]
    return 0 if report(ratios) else 1


def bare_findings(checking: Checking, lines: Sequence[str], lang: str = JAPANESE) -> bytes:
    """The recognised terms of the lines with their places, as JSON."""
    found = []
    patterns = checking.recogniser.patterns
    for number, line in enumerate(lines):
        for hit in longest(checking.read(Passage(line, lang, checking.vocabulary)).terms):
            concept = patterns.table[patterns.owners[hit.pattern][0]].concept
            found.append({"line": number, "start": hit.start, "end": hit.end, "match": line[hit.start : hit.end], "concept": concept})
    return msgspec.json.encode(found)


def all_findings(checking: Checking, text: str, cache: PassageCache | None = None, lang: str | None = JAPANESE) -> bytes:
    """The findings of all default rules with both messages, as JSON."""
    options = CheckOptions(lang=lang, profile=default_profile())
    result = check_text(checking, text, options, today=TODAY, cache=cache)
    place = offsets_in(text, CODE_POINTS)
    return msgspec.json.encode([finding_record(finding, place) for finding in result.findings])


def analyser(lines: Sequence[str]) -> Work:
    """The floor: short units, line by line, nothing asked of them."""
    tokenizer = sudachipy.Dictionary().tokenizer(mode=sudachipy.SplitMode.A)

    def work() -> None:
        for line in lines:
            tokenizer.tokenize(line)

    return work


def recognition() -> list[Ratio]:
    """Bare findings beside the bare analyser."""
    lines = draft_lines(JAPANESE, CHARACTERS)
    characters = sum(map(len, lines))
    floor = analyser(lines)
    print(f"{characters:,} characters in {len(lines):,} lines; bare analyser {1e9 * seconds(floor) / characters:.0f} ns per character")
    ratios = []
    for terms, apart, bar in ((20_000, DENSE, 1.30), (1_000, SPARSE, 1.15), (20_000, RARE, 0.55)):
        checking = checking_with(lines, JAPANESE, terms, apart)
        count = len(json.loads(bare_findings(checking, lines)))
        name = f"bare findings, {terms:,} terms, 1 per {characters // max(count, 1):,} characters / analyser"
        ratios.append(Ratio(name, median_ratio(lambda c=checking: bare_findings(c, lines), floor, ROUNDS), bar))  # type: ignore[misc]
    return ratios


def rules() -> list[Ratio]:
    """All default rules and both messages beside the bare analyser, on the shipped entries and as many more as make 20,000 terms."""
    lines = draft_lines(JAPANESE, CHARACTERS)
    text = "\n\n".join(lines)
    characters = sum(map(len, lines))
    termbase = read_termbase(terms_folder())
    shipped = sum(1 for concept in termbase.concepts.values() for _ in concept.all_terms())
    words = words_of(lines, JAPANESE, characters // DENSE)
    checking = checking_of({**concepts_with(words, JAPANESE, 20_000 - shipped), **termbase.concepts}, termbase.pitfalls)
    count = len(json.loads(all_findings(checking, text)))
    name = f"all rules, 20,000 terms, 1 per {characters // max(count, 1):,} characters / analyser"
    return [Ratio(name, median_ratio(lambda: all_findings(checking, text), analyser(lines), ROUNDS), 1.80)]


def english() -> list[Ratio]:
    """Bare findings in English beside the scan alone: no analyser is asked."""
    lines = draft_lines(ENGLISH, CHARACTERS)
    characters = sum(map(len, lines))
    checking = checking_with(lines, ENGLISH, 20_000, DENSE)
    scan = checking.recogniser.scan

    def scanned() -> None:
        for line in lines:
            scan(Passage(line, ENGLISH, vocabulary()))

    count = len(json.loads(bare_findings(checking, lines, ENGLISH)))
    name = f"bare findings in English, 1 per {characters // max(count, 1):,} characters / its scan"
    return [Ratio(name, median_ratio(lambda: bare_findings(checking, lines, ENGLISH), scanned, ROUNDS), 2.0)]


def starting() -> list[Ratio]:
    """The whole command on a short file beside a script that only imports, opens the dictionary and tokenises one word."""
    with tempfile.TemporaryDirectory() as home:
        draft = Path(home) / "draft.txt"
        draft.write_text("拠点では認証を必須とする。サーバを更新する。\n", "utf-8")
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment = inherited | {
            "GLOSSARY_DATABASE_URL": f"sqlite:///{home}/absent.sqlite3",
            "GLOSSARY_CACHE_FOLDER": f"{home}/cache",
            "PYTHONPYCACHEPREFIX": f"{home}/compiled",
        }

        def run(*arguments: str) -> Work:
            def work() -> None:
                done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, check=False)
                if done.returncode not in (0, 1) or not done.stdout:
                    raise RuntimeError(done.stderr.decode(errors="replace"))

            return work

        command = run("-c", "from glossary.cli.main import main; main()", "check", str(draft))
        floor = run(str(ROOT / "tests" / "bench" / "floor.py"))
        command()
        floor()
        return [Ratio("glossary check of a short file / floor script", median_ratio(command, floor, ROUNDS), 1.5)]


def peers() -> list[Ratio]:
    """Ours and textlint with prh on the same text with the same 20,000 terms, start-up not counted."""
    home, node = os.environ.get(TEXTLINT_HOME), shutil.which("node")
    program = Path(home or ".") / "node_modules" / "textlint" / "bin" / "textlint.js"
    if not home or node is None or not program.is_file():
        print(f"Peer not run: textlint needs node, and {TEXTLINT_HOME} naming a folder with textlint and textlint-rule-prh installed.")
        return []
    lines = draft_lines(JAPANESE, CHARACTERS)
    text = "\n\n".join(lines)
    concepts = concepts_with(words_of(lines, JAPANESE, CHARACTERS // 100), JAPANESE, 40_000)
    pairs = [(section.terms[1].text, section.terms[0].text) for concept in concepts.values() for section in (concept.sections[JAPANESE],)]
    pairs = pairs[:20_000] + [(f"{avoided}式", better) for avoided, better in pairs[: max(0, 20_000 - len(pairs))]]
    with tempfile.TemporaryDirectory() as folder:
        spent, theirs = _textlint(node, program, Path(folder), pairs, text)
    checking = checking_of(concepts)
    ours = min(seconds(lambda: all_findings(checking, text)) for _ in range(3))
    print(f"textlint {theirs:,} findings in {spent:.2f} s, ours {len(json.loads(all_findings(checking, text))):,} in {ours:.2f} s")
    return [Ratio("all rules at 20,000 terms / textlint with prh", ours / spent, 1 / 20)]


def _textlint(node: str, program: Path, folder: Path, pairs: Sequence[tuple[str, str]], text: str) -> tuple[float, int]:
    """Seconds without start-up, and the number of findings."""
    quote = lambda value: json.dumps(value, ensure_ascii=False)  # noqa: E731
    listed = "\n".join(f"  - expected: {quote(better)}\n    pattern: {quote(avoided)}" for avoided, better in pairs)
    (folder / "terms.yml").write_text(f"version: 1\nrules:\n{listed}\n", "utf-8")
    (folder / "rc.json").write_text(json.dumps({"rules": {"prh": {"rulePaths": [str(folder / "terms.yml")]}}}), "utf-8")
    (folder / "text.txt").write_text(text, "utf-8")
    (folder / "tiny.txt").write_text("何もない。", "utf-8")

    def run(name: str) -> tuple[float, str]:
        begun = time.perf_counter()
        command = [node, str(program), "-c", str(folder / "rc.json"), "-f", "json", str(folder / name)]
        done = subprocess.run(command, cwd=program.parents[3], capture_output=True, check=False, encoding="utf-8")
        return time.perf_counter() - begun, done.stdout

    start_up = min(run("tiny.txt")[0] for _ in range(2))
    whole, output = run("text.txt")
    return max(whole - start_up, 1e-9), len(json.loads(output)[0]["messages"])


if __name__ == "__main__":
    sys.exit(main())
