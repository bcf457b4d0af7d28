"""Glosses in brackets: found where the other language stands in them, judged as pairs."""

import time

import pytest

from glossary.matching.glosses import MAX_GLOSS, find_glosses
from glossary.text.languages import Reader
from tests.checkings import check, fixture_checking, passage


def glosses(text: str, lang: str) -> list[tuple[str, str]]:
    return [(text[: gloss.outer_end], text[gloss.inner.start : gloss.inner.end]) for gloss in find_glosses(passage(text, lang))]


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("基幹インフラ（critical infrastructure）", "ja", [("基幹インフラ", "critical infrastructure")]),
        ("基幹インフラ (critical infrastructure)", "ja", [("基幹インフラ", "critical infrastructure")]),
        ("「基幹インフラ」(critical)", "ja", [("「基幹インフラ", "critical")]),
        ("critical infrastructure (基幹インフラ)", "en", [("critical infrastructure", "基幹インフラ")]),
        ("基幹（重要）", "ja", []),
        ("critical (key)", "en", []),
        ("基幹（2026）", "ja", []),
        ("（critical）", "ja", []),
        ("2026 (令和)", "ja", []),
        ("基幹（" + "a" * MAX_GLOSS + "）", "ja", [("基幹", "a" * MAX_GLOSS)]),
        ("基幹（" + "a" * (MAX_GLOSS + 1) + "）", "ja", []),
        ("基幹（a（b）", "ja", []),
    ],
)
def test_gloss_is_in_the_other_language(text: str, lang: str, found: list[tuple[str, str]]) -> None:
    assert glosses(text, lang) == found


@pytest.mark.parametrize(
    ("text", "wrong", "fixed"),
    [
        ("政府は基幹インフラ（critical infrastructure）を守る。", "critical infrastructure", "基幹インフラ"),
        ("政府は「基幹インフラ」 (critical infrastructure) を守る。", "critical infrastructure", "基幹インフラ"),
        ("政府は critical infrastructure（基幹インフラ）を守る。", "critical infrastructure", "基幹インフラ"),
        ("The state guards critical infrastructure (基幹インフラ) well.", "critical infrastructure", "基幹インフラ"),
        ("国は製品を認定する（accredit）。", "accredit", "認定する"),
    ],
)
def test_wrong_gloss_is_a_pair_finding_with_both_places(text: str, wrong: str, fixed: str) -> None:
    (finding,) = check(text).findings

    assert (finding.rule, finding.match, finding.pair, finding.side) == ("pair.pitfall", wrong, None, None)
    assert [text[place.start : place.end] for place in finding.related] == [fixed]


@pytest.mark.parametrize(
    "text",
    [
        "政府は基幹インフラ（essential infrastructure）を守る。",
        "政府は重要インフラ（critical infrastructure）を守る。",
        "政府は基幹インフラを守る（これは critical infrastructure とは違う）。",
        "基幹インフラと重要インフラ（critical infrastructure）を守る。",
        "基幹インフラ（2026年）と critical infrastructure を守る。",
        "国は機関を認定する（accredit）。",
    ],
)
def test_gloss_that_is_right_or_none_is_silent(text: str) -> None:
    assert [finding.rule for finding in check(text).findings] == []


def test_all_glosses_of_a_pitfall_are_one_finding() -> None:
    text = "基幹インフラ（critical infrastructure）。\n\n再び基幹インフラ（critical infrastructure）。"

    (finding,) = check(text).findings

    assert [text[place.start : place.end] for place in (*finding.places, *finding.related)] == ["critical infrastructure"] * 2 + [
        "基幹インフラ"
    ] * 2


def test_gloss_speaks_before_the_same_pitfall_on_the_same_words() -> None:
    glossed = "Japan guards critical infrastructure (基幹インフラ)."
    text = glossed + "\n\nJapan lists critical infrastructure."

    assert [(finding.rule, finding.match) for finding in check(glossed).findings] == [("pair.pitfall", "critical infrastructure")]
    findings = check(text).findings
    assert [finding.rule for finding in findings] == ["pair.pitfall", "pitfall.scope"]
    assert [text[place.start : place.end] for place in findings[1].places] == ["critical infrastructure"]
    assert findings[1].span.start > len(glossed)


def test_gloss_in_a_domestic_draft_is_silent() -> None:
    assert check("基幹インフラ（critical infrastructure）", reader=Reader.NONE).findings == ()


def test_passage_without_a_term_is_read_for_its_glosses() -> None:
    read = passage("認定する企業を認定した（accredited）。")

    assert [fact.pair for fact in fixture_checking().read(read).glosses] != []


def test_glosses_of_one_line_take_time_by_its_length_alone() -> None:
    started = time.process_time()

    check("拠点で認証（authentication）を必須とする、" * 2_000)

    assert time.process_time() - started < 4
