"""The benches' own parts: generated termbases, timing."""

from glossary.text.languages import ENGLISH, JAPANESE
from glossary.text.scripts import has_japanese, is_kana
from tests.bench.termbases import generate_concepts
from tests.bench.timing import Ratio, interleaved, percentile


def test_a_seed_makes_the_same_concepts_and_another_one_others() -> None:
    assert generate_concepts(50, 3) == generate_concepts(50, 3)
    assert generate_concepts(50, 3) != generate_concepts(50, 4)


def test_generated_terms_look_like_terms_and_are_different() -> None:
    concepts = generate_concepts(500, 1)
    terms = [(lang, term) for concept in concepts for lang, _, term in concept.all_terms()]
    assert (len(concepts), len(terms), len({(lang, term.text) for lang, term in terms})) == (500, 2000, 2000)
    assert all(has_japanese(term.text) for lang, term in terms if lang == JAPANESE)
    assert all(term.text.isascii() for lang, term in terms if lang == ENGLISH)
    assert sum(is_kana((term.reading or "").replace("・", "")) for lang, term in terms if lang == JAPANESE) > 950


def test_percentile_is_a_value_of_the_list() -> None:
    values = [float(number) for number in range(1, 101)]
    assert [percentile(values, share) for share in (0.0, 0.5, 0.99, 1.0)] == [1.0, 51.0, 99.0, 100.0]


def test_every_work_runs_once_a_round_in_turns() -> None:
    calls: list[str] = []
    times = interleaved([lambda: calls.append("a"), lambda: calls.append("b")], rounds=3)
    assert (calls, [len(one) for one in times]) == (["a", "b", "b", "a", "a", "b"], [3, 3])


def test_ratio_tells_whether_it_is_over_its_bar() -> None:
    assert [str(Ratio("x", value, 1.0)).split()[1:] for value in (0.5, 1.5)] == [["0.500", "1.000", "ok"], ["1.500", "1.000", "OVER"]]
