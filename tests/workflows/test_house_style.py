"""What drafts show of their house style: counts of both ways, and which is taken for the house's."""

import tomllib
from datetime import date

import pytest

from glossary.documents.registry import read_draft
from glossary.domain.house_style import Choice, HouseStyle, Seen
from glossary.domain.profile import LongVowel, Spacing, Style, Width
from glossary.domain.statuses import Region
from glossary.domain.validation import read_concept
from glossary.formats.project import Known, read_project
from glossary.reports.new_project import new_project
from glossary.text.languages import LANGUAGES
from glossary.workflows.check import CheckOptions, check_text
from glossary.workflows.house_style import house_style_of
from glossary.workflows.project import Given, options_for
from tests.checkings import fixture_checking, profiles

TODAY = date(2026, 11, 26)

TECHNICAL = "サーバを DNS で探す。ユーザがルータを再起動し、ブラウザで Web を見る。プリンタも使う。情報の漏洩を防ぐ。\n"
OFFICIAL = "サーバーをDNSで探す。ユーザーがルーターを再起動し、ブラウザーでウェブを見る。情報の漏えいを防ぐ。\n"
BRITISH = "The organisation has a programme of defence. Its behaviour is recognised by the centre.\n"


def seen(*texts: str) -> HouseStyle:
    return house_style_of(fixture_checking(), [read_draft(text, "plain") for text in texts])


def test_both_ways_are_counted_with_an_example() -> None:
    style = seen(TECHNICAL, OFFICIAL)

    assert style.files == 2
    assert style.long_vowel == Choice(Seen(4, "サーバー"), Seen(5, "サーバ"))
    assert (style.spacing.first.count, style.spacing.second.count) == (2, 4)
    assert style.width == Choice(Seen(3, "DNS"), Seen())
    assert [[(form.example, form.count) for form in family] for family in style.mixed] == [
        [("漏えい", 1), ("漏洩", 1)],
        [("ルータ", 1), ("ルーター", 1)],
        [("ユーザ", 1), ("ユーザー", 1)],
        [("ブラウザ", 1), ("ブラウザー", 1)],
        [("サーバ", 1), ("サーバー", 1)],
        [("Web", 1), ("ウェブ", 1)],
    ]


@pytest.mark.parametrize(
    ("choice", "decided"),
    [
        (Choice(Seen(5), Seen(0)), 0),
        (Choice(Seen(0), Seen(5)), 1),
        (Choice(Seen(4), Seen(0)), None),
        (Choice(Seen(20), Seen(2)), 0),
        (Choice(Seen(20), Seen(3)), None),
        (Choice(Seen(0), Seen(0)), None),
    ],
)
def test_way_is_the_houses_where_it_is_frequent_and_hardly_mixed(choice: Choice, decided: int | None) -> None:
    assert choice.decided() is decided


def test_written_project_holds_the_style_that_was_seen() -> None:
    drafts = [TECHNICAL * 5, BRITISH * 3]
    text = new_project(seen(*drafts), "en", profiles=("default",), today=TODAY)

    rules = read_project(text.encode(), "p", Known(("term.variant", "consistency.spelling"), ("default",))).rules

    assert (rules.region, rules.style) == (
        Region.GB,
        Style(long_vowel=LongVowel.DROP, spacing=Spacing.SPACE, width=Width.HALF),
    )


@pytest.mark.parametrize("draft", [TECHNICAL, OFFICIAL])
def test_drafts_have_no_finding_on_style_under_the_project_that_was_written_from_them(draft: str) -> None:
    text = new_project(seen(draft * 5), "en", profiles=("default",), today=TODAY)
    project = read_project(text.encode(), "p", Known(("term.variant", "consistency.spelling"), ("default",)))
    options = options_for(project, "a.txt", Given(), profiles(), TODAY)

    findings = check_text(fixture_checking(), draft, options, today=TODAY).findings

    assert options.profile.style.long_vowel is not None
    assert [found.match for found in findings if found.rule.startswith(("style.", "consistency.", "term.variant"))] == []


def test_what_too_few_places_show_is_left_to_the_house() -> None:
    text = new_project(seen(OFFICIAL), "en", profiles=("default",), today=TODAY)

    assert ("kanji" in tomllib.loads(text)["style"], "# kanji = true" in text.splitlines()) == (False, True)


def test_every_word_that_the_rule_on_mixed_spellings_tells_is_counted_as_mixed() -> None:
    draft = "プレイヤーとプレイヤ。サーバーとサーバ。\n\nThey organise and organize. Our cyber security is cybersecurity.\n"

    style = seen(draft)

    mixed = {frozenset(form.example for form in family) for family in style.mixed}
    told = {
        found.match for found in check_text(fixture_checking(), draft, CheckOptions(), today=TODAY).findings if "spelling" in found.rule
    }
    assert mixed == {
        frozenset(("プレイヤー", "プレイヤ")),
        frozenset(("サーバー", "サーバ")),
        frozenset(("organise", "organize")),
        frozenset(("cyber security", "cybersecurity")),
    }
    assert [len(family & told) for family in mixed] == [1, 1, 1, 1]
    assert '# "consistency.spelling" = "warning"' in new_project(style, "en", profiles=("default",), today=TODAY).splitlines()


def leak() -> dict[str, object]:
    """A concept with a spelling that the termbase lists as a variant."""
    terms = [
        {"text": "漏えい", "reading": "ろうえい", "status": "preferred"},
        {"text": "漏洩", "reading": "ろうえい", "status": "admitted", "type": "variant"},
    ]
    english = {"definition": "x", "term": [{"text": "leakage", "status": "preferred"}]}
    return {
        "id": "leakage",
        "domain": "security",
        "entry_status": "approved",
        "reviewed": "2026-11-20",
        "sources": ["handbook"],
        "en": english,
        "ja": {"definition": "x", "term": terms},
    }


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("情報の漏洩を防ぐ。\n" * 6, [("漏洩", "The house writes 漏洩 (6), not 漏えい (0).")]),
        ("情報の漏洩を防ぐ。\n" * 6 + "情報の漏えいを防ぐ。\n", []),
        ("情報の漏洩を防ぐ。\n" * 4, []),
        ("サーバを置く。\n" * 6, []),
    ],
)
def test_spelling_of_the_house_that_the_termbase_would_have_otherwise_is_allowed(text: str, allowed: list[tuple[str, str]]) -> None:
    concept = read_concept(leak(), LANGUAGES)
    checking = fixture_checking().extended({concept.id: concept}, {})

    style = house_style_of(checking, [read_draft(text, "plain")])

    written = tomllib.loads(new_project(style, "en", profiles=("default",), today=TODAY))
    assert [(entry["words"], entry["reason"]) for entry in written.get("allow", [])] == allowed


def test_every_line_is_explained_in_the_language_of_the_reader_and_words_cannot_break_it() -> None:
    own = (Seen(9, 'a"b\n[x]'), Seen(1, "\x00\u2028c"))
    text = new_project(HouseStyle(files=1, own=(own,)), "en", profiles=("default",), today=TODAY)

    assert tomllib.loads(text)["allow"][0]["words"] == 'a"b [x]'
    assert text.splitlines()[0].startswith("# Written by glossary check --init on 26 November 2026: 1 file(s)")
    assert [line for line in text.splitlines() if "＃" in line] == []
