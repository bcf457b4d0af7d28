"""Both Aho–Corasick libraries, against brute force."""

import random

import pytest

from glossary.matching.automaton import Hit, build_automaton, library, load_automaton

LIBRARIES = ["daachorse", "ahocorasick_rs"]
CASES = 20_000


def brute_force(patterns: list[str], text: str) -> list[Hit]:
    """Every occurrence of every pattern, overlapping ones too."""
    return sorted(
        (start, start + len(pattern), number)
        for number, pattern in enumerate(patterns)
        for start in range(len(text) - len(pattern) + 1)
        if text.startswith(pattern, start)
    )


def random_case(source: random.Random) -> tuple[list[str], str]:
    letters = source.choice(["あい", "あいう", "ab", "サバー", "a😀𠮷", "é\u0301e"])
    patterns = {"".join(source.choices(letters, k=source.randint(1, 5))) for _ in range(source.randint(1, 8))}
    return sorted(patterns), "".join(source.choices(letters, k=source.randint(0, 25)))


@pytest.mark.parametrize("name", LIBRARIES)
def test_all_overlapping_occurrences_are_found(name: str, soak: bool) -> None:
    source = random.Random(7)

    for _ in range(CASES if soak else CASES // 10):
        patterns, text = random_case(source)
        assert sorted(build_automaton(patterns, name).scan(text)) == brute_force(patterns, text), (patterns, text)


def test_occurrences_that_iter_long_loses_are_found() -> None:
    patterns, text = ["い", "あいい"], "ううういあいううあいあい"

    assert [sorted(build_automaton(patterns, name).scan(text)) for name in LIBRARIES] == [brute_force(patterns, text)] * 2


@pytest.mark.parametrize("name", LIBRARIES)
def test_bytes_give_the_same_automaton(name: str, soak: bool) -> None:
    source = random.Random(8)

    for _ in range(1_000 if soak else 100):
        patterns, text = random_case(source)
        built = build_automaton(patterns, name)
        assert load_automaton(built.to_bytes(), name).scan(text) == built.scan(text)


@pytest.mark.parametrize("name", LIBRARIES)
def test_positions_are_code_points(name: str) -> None:
    assert build_automaton(["サーバ"], name).scan("😀𠮷サーバ") == [(2, 5, 0)]


@pytest.mark.parametrize("name", LIBRARIES)
def test_hits_come_in_the_order_of_their_ends(name: str) -> None:
    hits = build_automaton(["認証", "認証局", "証", "局"], name).scan("認証局と認証")

    assert [end for _, end, _ in hits] == sorted(end for _, end, _ in hits)


@pytest.mark.parametrize("name", [None, *LIBRARIES])
def test_no_pattern_finds_nothing(name: str | None) -> None:
    nothing = build_automaton([], name)

    assert (nothing.scan("text"), load_automaton(nothing.to_bytes(), name).scan("text")) == ([], [])


def test_library_in_use_is_one_of_the_two() -> None:
    assert library() in LIBRARIES
