"""Runs of katakana that the dictionary takes for one unknown word, parted into words that it or the termbase knows."""

from glossary.text.japanese import dictionary_knows

MAX_SPLIT = 60
"""Characters of an unknown katakana word that is split; a longer run is no word."""

MIN_PART = 2
"""Characters of the shortest part of a split word."""


def split_katakana(word: str, known: frozenset[str]) -> frozenset[int]:
    """Where an unknown katakana word parts into known words, with the fewest parts; nowhere if it cannot be covered."""
    if len(word) > MAX_SPLIT:
        return frozenset()
    best: list[tuple[int, int] | None] = [(0, -1)] + [None] * len(word)  # parts so far, start of the last part
    for end in range(MIN_PART, len(word) + 1):
        for start in range(end - MIN_PART + 1):
            before = best[start]
            if before is None or (best[end] is not None and best[end][0] <= before[0] + 1):  # type: ignore[index]
                continue
            part = word[start:end]
            if part in known or dictionary_knows(part):
                best[end] = (before[0] + 1, start)
    cuts: set[int] = set()
    end, found = len(word), best[len(word)]
    while found is not None and found[1] > 0:
        cuts.add(found[1])
        end, found = found[1], best[found[1]]
    return frozenset(cuts)
