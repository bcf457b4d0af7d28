"""Styles that no shipped profile asks for, words that a profile leaves alone, terms that it prefers."""

from dataclasses import replace

import pytest

from glossary.domain.profile import LongVowel, Profile, Spacing, Style, Width
from glossary.domain.statuses import Level
from glossary.domain.validation import read_concept
from glossary.text.languages import LANGUAGES
from glossary.workflows.check import CheckOptions, apply_safe_fixes, check_text
from tests.checkings import TODAY, check, fixture_checking, profiles


def profile(**style: object) -> Profile:
    return replace(profiles()["default"], style=Style(**style))


def mended(text: str, profile: Profile) -> str:
    return apply_safe_fixes(text, check_text(fixture_checking(), text, CheckOptions(profile=profile), today=TODAY).findings)


def rules(text: str, profile: Profile) -> list[str]:
    return [finding.rule for finding in check_text(fixture_checking(), text, CheckOptions(profile=profile), today=TODAY).findings]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("サーバーとユーザーのプリンター", "サーバとユーザのプリンタ"),
        ("エラー、キー、メンバー、レイヤーのカバー", "エラー、キー、メンバ、レイヤのカバー"),
        ("サーバのセキュリティ", "サーバのセキュリティ"),
    ],
)
def test_long_vowels_are_dropped_after_three_sounds(text: str, right: str) -> None:
    assert mended(text, profile(long_vowel=LongVowel.DROP)) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("外部のDNS設定をA社に3回、計2026年まで", "外部の DNS 設定を A 社に 3回、計 2026年まで"),
        ("あAいB", "あ A い B"),
        ("DNS、2026", "DNS、2026"),
    ],
)
def test_missing_spaces_are_set(text: str, right: str) -> None:
    style = profile(spacing=Spacing.SPACE)

    assert mended(text, style) == right
    assert mended(right, style) == right


def test_spaces_are_taken_out_from_both_sides_of_one_letter() -> None:
    assert mended("あ A い B", profile(spacing=Spacing.NONE)) == "あAいB"


def test_words_that_the_profile_leaves_alone_stay() -> None:
    style = profile(width=Width.HALF, leaves=("ＡＢＣ商会",))

    assert mended("ＡＢＣ商会とＡＢＣ", style) == "ＡＢＣ商会とABC"


def test_no_rule_on_style_speaks_where_the_profile_is_silent() -> None:
    text = "ｻｰﾊﾞｰ ２ 台および DNS の設定をして下さい。プリンタ"

    assert [rule for rule in rules(text, profile()) if rule.startswith("style.")] == []


def test_term_that_the_house_prefers_is_asked_for_and_never_called_a_variant() -> None:
    prefers = replace(profiles()["default"], prefers={"server": ("サーバ",)})

    assert [rule for rule in rules("サーバを置く。", prefers) if rule != "consistency.spelling"] == []


def test_other_term_than_the_one_that_the_house_prefers_is_a_warning() -> None:
    prefers = replace(profiles()["default"], prefers={"server": ("サーバ機", "server machine")})

    (found,) = (
        finding
        for finding in check_text(
            fixture_checking(), "サーバーを置く。サーバ機を置く。", CheckOptions(profile=prefers), today=TODAY
        ).findings
        if finding.rule == "consistency.term"
    )

    assert (found.level, found.match, [suggestion.text for suggestion in found.suggestions]) == (Level.WARNING, "サーバー", ["サーバ機"])


def test_two_full_terms_of_one_concept_are_mixed_and_a_short_form_is_not() -> None:
    record = {
        "id": "mail-gateway",
        "domain": "security",
        "entry_status": "draft",
        "en": {
            "definition": "x",
            "term": [{"text": "mail gateway", "status": "preferred"}, {"text": "message relay", "status": "admitted"}],
        },
        "ja": {
            "definition": "x",
            "term": [
                {"text": "郵便中継装置", "reading": "ゆうびんちゅうけいそうち", "status": "preferred"},
                {"text": "電文転送設備", "reading": "でんぶんてんそうせつび", "status": "admitted"},
            ],
        },
    }
    concept = read_concept(record, LANGUAGES)
    checking = fixture_checking().extended({concept.id: concept}, {})

    def mixed(text: str) -> list[str]:
        return [finding.match for finding in check(text, checking).findings if finding.rule == "consistency.term"]

    assert mixed("郵便中継装置を置く。郵便中継装置と電文転送設備を結ぶ。") == ["電文転送設備"]
    assert mixed("The mail gateway stands beside the message relay. A mail gateway.") == ["message relay"]
    assert mixed("郵便中継装置（電文転送設備）を置く。") == []
    assert mixed("The mail gateways and the mail gateway.") == []
