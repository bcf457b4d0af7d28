"""Suppressions: of which findings they speak, what stays of a finding with several places, and that edits elsewhere lose none."""

import string
import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.checks.directives import read_directive
from glossary.checks.suppress import Round, directives_in, heed, leave, split
from glossary.domain.aside import Aside
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.domain.suppression import Suppression, SuppressionSource
from glossary.text.languages import Reader
from glossary.workflows.check import apply_safe_fixes, check_text
from glossary.workflows.parts import PassageCache
from tests.checkings import TODAY, CheckOptions, check, fixture_checking, profiles

RULES = ("name.renamed", "term.deprecated", "term.variant")
SENTENCE = "サーバを置く。"


def said(text: str, **options: object) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Rule and place of the findings that are told and of those that are not."""
    result = check(text, **options)
    return tuple([(found.rule, found.span.start) for found in listed] for listed in (result.findings, result.suppressed))


def allowed(rule: str = "*", words: str = "", fingerprint: str = "") -> Suppression:
    return Suppression(source=SuppressionSource.PROJECT, reason="It is a name.", rule=rule, words=words, fingerprint=fingerprint)


@pytest.mark.parametrize(
    ("comment", "rule", "words", "reason"),
    [
        ("glossary: ignore term.variant サーバ: a name", "term.variant", "サーバ", "a name"),
        ("glossary: ignore term: a name", "term", "", "a name"),
        ("Glossary： ignore term サーバ： 製品の名前", "term", "サーバ", "製品の名前"),
        ('glossary: ignore * "NOTE: this": quoted', "*", "NOTE: this", "quoted"),
        ("glossary: ignore term.variant 「サーバ」: a name: that of the\n  maker", "term.variant", "サーバ", "a name: that of the maker"),
        ("glossary: ignore term.variant two words: a name", "term.variant", "two words", "a name"),
    ],
)
def test_comment_says_rule_words_and_reason(comment: str, rule: str, words: str, reason: str) -> None:
    directive = read_directive(Aside(comment, Span(0, 1)), RULES)

    assert (directive.problem, directive.whole) == (None, False)
    assert (directive.suppression.rule, directive.suppression.words, directive.suppression.reason) == (rule, words, reason)


@pytest.mark.parametrize(
    ("comment", "problem"),
    [
        ("glossary: ignore term.variant サーバ", "the reason is missing; write it after a colon: "),
        ("glossary: ignore term.variant サーバ:  ", "the reason is missing; write it after a colon: "),
        ("glossary: ignore: a name", "it does not say what to ignore; write a rule, such as "),
        ("glossary: ignore term.varient: a name", "there is no rule term.varient; did you mean term.variant?"),
        ("glossary: ignore zebra: a name", "there is no rule zebra"),
        ("glossary: ignore-line term: a name", "ignore-line is not known; write ignore or ignore-file"),
    ],
)
def test_comment_that_does_not_work_says_why(comment: str, problem: str) -> None:
    found = read_directive(Aside(comment, Span(0, 1)), RULES).problem

    assert found is not None
    example = "glossary: ignore term.variant gray-list: quoted product name" if problem.endswith(" ") else ""
    assert str(found) == problem + example


@pytest.mark.parametrize(
    ("text", "format", "told"),
    [
        (f"<!-- glossary: ignore term.variant: a name -->\n\n{SENTENCE}\n\n{SENTENCE}", "markdown", [1]),
        (f"{SENTENCE} <!-- glossary: ignore term.variant: a name -->\n\n{SENTENCE}", "markdown", [1]),
        (f"<!-- glossary: ignore-file term: a name -->\n\n{SENTENCE}\n\n{SENTENCE}", "markdown", []),
        (f"{SENTENCE}\n\n{SENTENCE}\n\n<!-- glossary: ignore-file term サーバ: a name -->", "markdown", []),
        (f"<!-- glossary: ignore * サーバ: a name -->\n\n{SENTENCE}\n\n# 題\n\n{SENTENCE}", "markdown", [1]),
        (f"前の文。\n\n<!-- glossary: ignore term: a name -->\n\n# {SENTENCE}\n\n{SENTENCE}", "markdown", [1]),
        (f"// glossary: ignore term: a name\n{SENTENCE}\n{SENTENCE}", "plain", [1]),
    ],
)
def test_comment_covers_its_block_the_next_or_the_whole_draft(text: str, format: str, told: list[int]) -> None:
    findings, suppressed = said(text, format=format)

    places = [place for place in range(len(text)) if text.startswith("サーバを", place)]
    assert findings == [("term.variant", places[number]) for number in told]
    assert suppressed == [("term.variant", place) for number, place in enumerate(places) if number not in told]


def test_words_are_those_of_the_finding_or_stand_around_them() -> None:
    text = "認証サーバを使う。サーバを置く。ｻｰﾊﾞを置く。"

    assert said(text, suppressions=(allowed(words="サーバ"),))[0] == []
    assert said(text, suppressions=(allowed(words="認証サーバ"),))[0] == [("term.variant", 9), ("term.variant", 16)]


def test_suppressed_finding_says_who_and_why_and_is_not_mended() -> None:
    text = f"<!-- glossary: ignore term.variant サーバ: a name -->\n\n{SENTENCE}\n\n{SENTENCE}"

    result = check(text, format="markdown")

    (left,) = result.suppressed
    assert left.suppressed == Suppression(
        source=SuppressionSource.INLINE, reason="a name", rule="term.variant", words="サーバ", place=Span(0, text.index("-->") + 3)
    )
    assert apply_safe_fixes(text, result.all_findings) == text[: -len(SENTENCE)] + "サーバーを置く。"
    assert [found.suppressed is None for found in result.all_findings] == [False, True]


def test_one_finding_is_left_alone_by_its_fingerprint() -> None:
    first, second = check(f"{SENTENCE}\n\n次の{SENTENCE}").findings

    result = check(f"前に書いた。\n\n{SENTENCE}\n\n次の{SENTENCE}", suppressions=(allowed(fingerprint=second.fingerprint),))

    assert [found.fingerprint for found in result.findings] == [first.fingerprint]
    assert [found.fingerprint for found in result.suppressed] == [second.fingerprint]


def test_comment_for_a_rule_that_the_profile_turns_off_is_not_reported() -> None:
    findings, suppressed = said("<!-- glossary: ignore term.variant: for the other house -->\n\n文。", format="markdown")
    assert [rule for rule, _ in findings] == ["suppression.unused"]

    options = CheckOptions(format="markdown", profile=replace(profiles()["default"], levels={"term": None}))
    text = "<!-- glossary: ignore term.variant: for the other house -->\n\n文。"
    assert (check_text(fixture_checking(), text, options, today=TODAY).findings, suppressed) == ((), [])


def grouped(places: list[Span]) -> DraftFinding:
    first = places[0]
    suggestions = (Suggestion("x", first, safe=True), Suggestion("y", places[-1]))
    return DraftFinding("a.b", Level.WARNING, first, "ab", Message("m"), places=tuple(places), suggestions=suggestions, fingerprint="f")


@given(st.integers(1, 8), st.sets(st.integers(0, 7)))
def test_finding_is_split_by_its_places_and_loses_none(count: int, meant: set[int]) -> None:
    text = "ab " * 8
    places = [Span(3 * number, 3 * number + 2) for number in range(count)]
    chosen = {Span(3 * number, 3 * number + 2) for number in meant}

    told, left = split(grouped(places), text, chosen.__contains__)

    assert (told.places if told else ()) == tuple(place for place in places if place not in chosen)
    assert (left.places if left else ()) == tuple(place for place in places if place in chosen)
    for part in (told, left):
        if part is not None:
            assert (part.span, part.match, part.fingerprint) == (part.places[0], "ab", "f")
            assert part.suggestions[0] == Suggestion("x", part.span, safe=True)


def test_suppression_past_its_day_is_the_business_of_who_hands_it_in() -> None:
    old = Suppression(source=SuppressionSource.PROJECT, reason="Until the move.", until=date(2020, 1, 1))

    assert not old.holds_on(TODAY)


@given(
    st.lists(st.text(alphabet=string.ascii_letters + "、。あ \n#", max_size=30), min_size=2, max_size=2),
    st.sampled_from(["markdown", "plain"]),
)
@settings(max_examples=40, deadline=None)
def test_edits_elsewhere_lose_no_suppression(around: list[str], format: str) -> None:
    mark = (
        "<!-- glossary: ignore term.variant サーバ: a name -->\n\n"
        if format == "markdown"
        else "// glossary: ignore term.variant サーバ: a name\n"
    )
    cache = PassageCache()
    before, after = (text.replace("`", "") for text in around)
    middle = f"\n\n{mark}{SENTENCE}\n\n"
    options = CheckOptions(format=format)

    for text in (middle, before + middle, before + middle + after, middle + after):
        result = check_text(fixture_checking(), text, options, today=TODAY, cache=cache)
        assert [(found.match, found.rule) for found in result.suppressed] == [("サーバ", "term.variant")]
        assert "suppression.unused" not in {found.rule for found in result.findings}


def test_leaving_nothing_alone_changes_nothing() -> None:
    findings = check(SENTENCE).findings

    assert leave(findings, SENTENCE, ()) == (list(findings), [])


SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 20))


@given(
    st.lists(st.lists(SPANS, min_size=1, max_size=3), max_size=6),
    st.lists(st.lists(SPANS, min_size=1, max_size=3, unique=True), max_size=6),
)
def test_every_place_under_a_cover_is_left_alone_by_the_first_comment_and_no_other(
    covers: list[list[Span]], places: list[list[Span]]
) -> None:
    text = "x" * 100
    asides = [Aside(f"glossary: ignore term: {number}", Span(0, 0), tuple(found)) for number, found in enumerate(covers)]
    findings = [
        DraftFinding("term.variant", Level.WARNING, found[0], "x", Message("m"), places=tuple(sorted(found)), fingerprint=str(number))
        for number, found in enumerate(places)
    ]
    around = Round(text=text, directives=directives_in(asides), profile=profiles()["default"], reader=Reader.BOTH)

    told, suppressed = heed(findings, asides, around)

    expected: dict[tuple[str, Span], str | None] = {}
    for finding in findings:
        for place in finding.places:
            under = (number for number, found in enumerate(covers) if any(place.overlaps(cover) for cover in found))
            first = next(under, None)
            expected[finding.fingerprint, place] = None if first is None else str(first)
    got = {
        (finding.fingerprint, place): finding.suppressed.reason if finding.suppressed else None
        for finding in [*told, *suppressed]
        if finding.rule == "term.variant"
        for place in finding.places
    }
    assert got == expected
    assert around.used == {int(reason) for reason in expected.values() if reason is not None}


def test_thousand_comments_take_hardly_longer_than_none() -> None:
    block = "<!-- glossary: ignore term.variant サーバ: a name -->\n\nサーバを置く。\n\nｻｰﾊﾞを使う。\n\n"
    text = block * 1_000
    check(text.replace("ignore", "note"), format="markdown")
    begun = time.perf_counter()

    result = check(text, format="markdown")

    assert (len(result.findings), len(result.suppressed)) == (1_000, 1_000)
    assert time.perf_counter() - begun < 10


@pytest.mark.parametrize(
    ("text", "suppressions"),
    [
        ("サーバの設定。サーバーの更新。サーバの停止。", (allowed(words="サーバ"),)),
        ("# glossary: ignore-file term.variant サーバ: our house\nサーバの設定。サーバーの更新。サーバの停止。", ()),
    ],
)
def test_spelling_that_the_project_allows_is_the_houses_for_mixed_spellings_too(text: str, suppressions: tuple[Suppression, ...]) -> None:
    (mixed,) = check(text, suppressions=suppressions).findings

    assert (mixed.rule, mixed.match, [found.text for found in mixed.suggestions]) == ("consistency.spelling", "サーバー", ["サーバ"])
