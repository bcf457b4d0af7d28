"""How the cost of checking grows: with terms, with the length of a draft, with edits, after a hostile text.

Both sides of a ratio must find the same. Run: ``python -m tests.bench.bench_growth``.
"""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from glossary.text.languages import JAPANESE
from glossary.workflows.parts import PassageCache
from tests.bench.bench_check import CHARACTERS, ROUNDS, SPARSE, all_findings, bare_findings
from tests.bench.drafts import checking_of, concepts_with, draft_lines, filled, words_of
from tests.bench.timing import Ratio, interleaved, median_ratio, report, seconds
from tests.eval.material import shipped_checking

HOSTILE = "ア" * 16_330
"""One line of 48,990 bytes, which the analyser takes for one unknown word."""


IN_A_ROW = 5
"""Edits that are timed one after the other, after a first one."""


def main() -> int:
    """Print the ratios; 0 where all are under their bars."""
    ratios = [*growth(), *length(), *editing(), *hostility()]
    return 0 if report(ratios) else 1


def growth() -> list[Ratio]:
    """More terms, the same findings."""
    lines = draft_lines(JAPANESE, CHARACTERS)
    small = checking_of(concepts_with(words_of(lines, JAPANESE, CHARACTERS // SPARSE), JAPANESE, 1_000))
    wanted = bare_findings(small, lines)
    ratios = []
    for terms, bar in ((100_000, 1.08), (960_000, 1.12)):
        large = filled(small, terms, lines)
        _must_equal(bare_findings(large, lines), wanted)
        ratio = median_ratio(lambda c=large: bare_findings(c, lines), lambda: bare_findings(small, lines), ROUNDS)  # type: ignore[misc]
        ratios.append(Ratio(f"bare findings, {terms:,} patterns / 1,000 terms, findings equal", ratio, bar))
        del large
    return ratios


def length() -> list[Ratio]:
    """A long document beside the same text in documents of about 10,000 characters: what length alone costs."""
    lines = draft_lines(JAPANESE, 990_000)
    long = "\n\n".join(lines)[:1_000_000]
    short: list[str] = [""]
    for paragraph in long.split("\n\n"):
        if len(short[-1]) >= 10_000:
            short.append("")
        short[-1] += paragraph + "\n\n"
    checking = shipped_checking()

    def pieces() -> None:
        for text in short:
            all_findings(checking, text)

    of_long, of_short = interleaved((lambda: all_findings(checking, long), pieces), rounds=3)
    return [Ratio("time per character, 1,000,000 / 10,000 characters", min(of_long) / min(of_short), 1.25)]


def editing() -> list[Ratio]:
    """One line edited in a draft of 100,000 characters, with the passages kept, beside the cold check.

    As a drafter types, edit upon edit; and the first edit after other work (here a cold check) has emptied the processor's caches.
    """
    lines = draft_lines(JAPANESE, CHARACTERS)
    checking, cache = shipped_checking(), PassageCache()
    texts = []
    for number in range(ROUNDS * (1 + IN_A_ROW) + 1):
        edited = list(lines)
        edited[len(lines) // 2] += f"{number}回目の修正。"
        texts.append("\n\n".join(edited))
    _must_equal(all_findings(checking, texts[0], cache), all_findings(checking, texts[0]))
    pending = iter(texts[1:])

    def edit() -> None:
        all_findings(checking, next(pending), cache)

    cold, first, row = [], [], []
    for _ in range(ROUNDS):
        cold.append(seconds(lambda: all_findings(checking, texts[0])))
        first.append(seconds(edit))
        row.append(seconds(edit, repeat=IN_A_ROW))
    return [
        Ratio("check after one edited line, edit upon edit / cold check", median(row) / median(cold), 0.02),
        Ratio("the same, the first edit after other work / cold check", median(first) / median(cold), 0.02),
    ]


def hostility() -> list[Ratio]:
    """Normal checks in a thread that has read a hostile line, beside those in one that has not."""
    text = "\n\n".join(draft_lines(JAPANESE, 20_000))
    checking = shipped_checking()
    with ThreadPoolExecutor(1) as clean, ThreadPoolExecutor(1) as troubled:
        troubled.submit(all_findings, checking, HOSTILE).result()
        check: Callable[[], bytes] = lambda: all_findings(checking, text)  # noqa: E731
        ratio = median_ratio(lambda: troubled.submit(check).result(), lambda: clean.submit(check).result(), rounds=21)
    return [Ratio("check after a hostile line / before", ratio, 1.05)]


def _must_equal(found: bytes, wanted: bytes) -> None:
    if found != wanted:
        raise RuntimeError("the two sides of a ratio do not find the same")


if __name__ == "__main__":
    sys.exit(main())
