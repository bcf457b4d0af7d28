"""Checking a draft from its text to its findings: blocks, dates, readers, masks, caches, safe fixes."""

import gc
import threading
from datetime import date

import pytest

from glossary.documents.registry import read_draft
from glossary.domain.block import PieceKind
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.errors import TextTooLong, UnsupportedFormat
from glossary.formats.house import read_termbase
from glossary.matching.checking import compile_checking
from glossary.text.languages import Reader
from glossary.text.wordlists import shipped_word_lists
from glossary.workflows.check import MAX_TEXT_LENGTH, CheckOptions, annotate_text, apply_safe_fixes, check_text, read_passages
from glossary.workflows.parts import PassageCache
from tests.checkings import SHIPPED, TODAY, check, checking_with, fixture_checking, profiles, vocabulary

BARE = "海外拠点では認証を必須とする。"


def said(text: str, **options: object) -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.level.value, finding.match) for finding in check(text, **options).findings]


def test_findings_come_in_the_order_of_the_text() -> None:
    text = "サーバと認証。2026年のCRC。ブラックリスト。"

    assert said(text) == [
        ("term.variant", "information", "サーバ"),
        ("pitfall.ambiguous", "warning", "認証"),
        ("name.renamed", "error", "CRC"),
        ("term.deprecated", "warning", "ブラックリスト"),
    ]


def test_term_that_one_sentence_breaks_over_a_line_is_one_term() -> None:
    start = "海外拠点における情報システムの利用者について、古いサー"
    text = start + "バを更新する。"
    broken = start + "\r\nバを更新する。"

    assert [finding.match for finding in check(text).findings] == ["サーバ"]
    (finding,) = check(broken).findings
    assert (finding.match, finding.span) == ("サー\r\nバ", Span(len(start) - 2, len(start) + 3))
    assert [suggestion.safe for suggestion in finding.suggestions] == [False]


def test_term_with_bold_characters_is_one_term() -> None:
    (finding,) = check("古い**サー**バを使う。", format="markdown").findings

    assert (finding.match, finding.suggestions[0].safe) == ("サー**バ", False)


def test_language_can_differ_from_block_to_block() -> None:
    text = "The state tabled the motion on 認証.\n\n海外拠点では認証を必須とする。"

    assert [match for _, _, match in said(text)] == ["tabled the", "認証"]


@pytest.mark.parametrize(
    ("options", "as_of"),
    [
        ({"as_of": date(2024, 1, 1)}, date(2024, 1, 1)),
        ({}, date(2020, 1, 1)),
    ],
)
def test_day_asked_for_counts_before_the_stated_one(options: dict[str, object], as_of: date) -> None:
    text = "---\ndate: 2020-01-01\n---\n本文"

    assert check(text, format="markdown", **options).as_of == as_of


def test_today_counts_where_no_day_is_stated() -> None:
    assert check("本文").as_of == check("---\ndate: 2020-99-99\n---\n本文", format="markdown").as_of == TODAY


@pytest.mark.parametrize(
    ("reader", "found"),
    [
        (Reader.BOTH, ["認証", "tabled the"]),
        (Reader.BRITISH, ["認証"]),
        (Reader.JAPANESE, ["tabled the"]),
        (Reader.NONE, []),
    ],
)
def test_reader_decides_whether_a_text_crosses_the_border(reader: Reader, found: list[str]) -> None:
    text = f"{BARE}\n\nThe state tabled the motion."

    assert [match for _, _, match in said(text, reader=reader)] == found
    assert [match for _, _, match in said(text, profile="ja-government")] == ["認証"]


def test_reader_at_home_still_hears_of_names_and_spellings() -> None:
    assert [rule for rule, _, _ in said("2026年のCRCのサーバ。", reader=Reader.NONE)] == ["name.renamed", "term.variant"]


def test_pitfall_is_one_finding_with_all_places_and_open_ones_only() -> None:
    text = f"{BARE}\n\n利用者の認証を行う。\n\n全社で認証を見直す。"

    (finding,) = check(text).findings

    assert [text[place.start - 2 : place.end] for place in finding.places] == ["では認証", "社で認証"]
    assert finding.level is Level.INFORMATION


def test_two_senses_settled_elsewhere_settle_nothing() -> None:
    text = f"{BARE}\n\n利用者の認証を行う。\n\n製品の認証を取得する。"

    assert [(finding.level, len(finding.places)) for finding in check(text).findings] == [(Level.WARNING, 1)]


def test_masks_are_told_by_kind_and_size() -> None:
    text = (
        "---\na: 1\n---\n`サーバ` と https://a.b/c と a@b.cd。\n\n> 引用。\n\n「認証」とは書かない。彼は「認証を必須とする。」と述べた。\n"
    )

    result = check(text, format="markdown")

    assert result.masked_characters == {
        "front matter": 13,
        "code": 5,
        "url": 13,
        "email": 6,
        "quotation": 12,
        "mention": 2,
    }
    assert result.findings == ()
    assert [piece.span for piece in result.masked] == sorted(piece.span for piece in result.masked)
    assert {text[slice(*piece.span)] for piece in result.masked if piece.kind is PieceKind.QUOTATION} == {"引用。", "認証を必須とする。"}


def test_terms_of_the_draft_are_counted_with_their_concepts() -> None:
    text = "認証局とサーバ。"

    uses = check(text).terms

    assert [(text[slice(*use.span)], use.concept, use.concepts, use.term, use.status) for use in uses] == [
        ("認証局", "certificate-authority", ("certificate-authority",), "認証局", "preferred"),
        ("サーバ", "server", ("server",), "サーバー", "preferred"),
    ]
    assert annotate_text(fixture_checking(), text, CheckOptions(), today=TODAY).terms == uses


@pytest.mark.parametrize(
    ("as_of", "concept"), [(date(2012, 1, 1), "national-information-security-center"), (date(2020, 1, 1), "nisc"), (TODAY, "nisc")]
)
def test_shared_abbreviation_means_the_body_of_the_day_else_the_last(as_of: date, concept: str) -> None:
    bodies = {
        found.id: found for found in read_termbase(SHIPPED).concepts.values() if "NISC" in {term.text for _, _, term in found.all_terms()}
    }
    checking = compile_checking(bodies, {}, vocabulary(), shipped_word_lists())

    use = check("旧NISCの資料", checking, as_of=as_of).terms[0]

    assert use.concept == concept
    assert set(use.concepts) == {"national-information-security-center", "nisc"}


def test_fingerprint_survives_edits_elsewhere_and_tells_occurrences_apart() -> None:
    text = "古いサーバを使う。古いサーバを使う。"
    edited = "前の段落。\n\n古いサーバを使う。古いサーバを使う。\n\n後の段落。"

    first = [finding.fingerprint for finding in check(text).findings]
    again = [finding.fingerprint for finding in check(edited).findings]

    assert len(set(first)) == 2
    assert check("別のサーバを使う。").findings[0].fingerprint not in first
    assert again[1] == first[1]


def test_too_long_a_text_and_an_unknown_format_are_refused() -> None:
    with pytest.raises(TextTooLong):
        check("a" * (MAX_TEXT_LENGTH + 1))
    with pytest.raises(UnsupportedFormat):
        check("a", format="docs")


def test_safe_fixes_leave_everything_else_as_it_was() -> None:
    text = "😀サーバ\r\nと情報漏洩、拠点の認証、ブラックリスト。\r\n"

    assert apply_safe_fixes(text, check(text).findings) == "😀サーバー\r\nと情報漏えい、拠点の認証、ブラックリスト。\r\n"


def test_cache_gives_the_same_findings() -> None:
    text = f"{BARE}\n\nサーバ\n\n{BARE}"
    cache = PassageCache()

    results = [check_text(fixture_checking(), text, CheckOptions(), today=TODAY, cache=cache) for _ in range(2)]

    assert results == [check_text(fixture_checking(), text, CheckOptions(), today=TODAY)] * 2


def test_unchanged_passages_are_not_read_again() -> None:
    cache = PassageCache()
    draft = read_draft(f"{BARE}\n\nサーバ")

    views = [read_passages(fixture_checking(), draft, None, cache)[0] for _ in range(2)]

    assert [view.passage for view in views[0]] == [view.passage for view in views[1]]
    assert all(one.passage is two.passage for one, two in zip(*views, strict=True))


def test_parts_that_stay_the_same_are_not_judged_again() -> None:
    paragraphs = [f"{BARE}第{number}項。" * (number % 5 + 1) for number in range(60)]
    cache = PassageCache()
    check_text(fixture_checking(), "\n\n".join(paragraphs), CheckOptions(), today=TODAY, cache=cache)
    kept = len(cache._kept)
    edited = "\n\n".join([*paragraphs[:30], "サーバを足した。", *paragraphs[30:]])

    again = check_text(fixture_checking(), edited, CheckOptions(), today=TODAY, cache=cache)

    assert again == check_text(fixture_checking(), edited, CheckOptions(), today=TODAY)
    assert len(cache._kept) - kept == 2  # the part with the new paragraph, and the paragraph


@pytest.mark.parametrize("options", [{"as_of": date(2020, 1, 1)}, {"reader": Reader.NONE}, {"candidates": True}, {"format": "markdown"}])
def test_parts_are_judged_anew_under_other_circumstances(options: dict[str, object]) -> None:
    text, cache = f"{BARE}2021年以降のCRC。", PassageCache()
    check_text(fixture_checking(), text, CheckOptions(), today=TODAY, cache=cache)

    found = check_text(fixture_checking(), text, CheckOptions(**options), today=TODAY, cache=cache)  # type: ignore[arg-type]

    assert found == check_text(fixture_checking(), text, CheckOptions(**options), today=TODAY)  # type: ignore[arg-type]


def test_places_of_all_parts_are_places_of_the_draft() -> None:
    paragraphs = [f"第{number}項。{BARE}サーバを置く。" * (number % 5 + 1) for number in range(60)]
    text = "\n\n".join(paragraphs)

    result = check_text(fixture_checking(), text, CheckOptions(), today=TODAY)

    pitfall, *others = sorted(result.findings, key=lambda finding: finding.rule)
    assert {text[place.start : place.end] for place in pitfall.places} == {"認証"}
    assert len(pitfall.places) == text.count("認証")
    assert {text[finding.span.start : finding.span.end] for finding in others} == {"サーバ"}
    assert len({finding.fingerprint for finding in result.findings}) == len(result.findings)
    uses = list(result.terms)
    assert len(uses) == len(result.terms)
    assert {text[use.span.start : use.span.end] for use in uses if use.term.startswith("サーバ")} == {"サーバ"}


def test_cache_tells_languages_and_checkings_apart() -> None:
    cache = PassageCache()
    extended = checking_with({"lang": "ja", "term": "施設", "avoid": ["拠点"]})

    def rules(checking: object, lang: str | None) -> list[str]:
        options = CheckOptions(lang=lang, profile=profiles()["default"])
        return [finding.rule for finding in check_text(checking, BARE, options, today=TODAY, cache=cache).findings]

    assert rules(fixture_checking(), None) == ["pitfall.ambiguous"]
    assert rules(fixture_checking(), "en") == []
    assert rules(extended, None) == ["term.deprecated", "pitfall.ambiguous"]
    assert rules(fixture_checking(), None) == ["pitfall.ambiguous"]


def test_cache_never_takes_a_new_checking_for_one_that_is_gone() -> None:
    cache = PassageCache()
    found = []

    for word in ("拠点", "認証", "必須", "海外", "拠点"):
        checking = checking_with({"lang": "ja", "term": "別の語", "avoid": [word]})
        result = check_text(checking, BARE, CheckOptions(reader=Reader.NONE), today=TODAY, cache=cache)
        found.append([finding.match for finding in result.findings])
        del checking, result
        gc.collect()  # the next checking may lie at the same address

    assert found == [["拠点"], ["認証"], ["必須"], ["海外"], ["拠点"]]


def test_cache_is_bounded() -> None:
    cache = PassageCache(capacity=500)

    for number in range(50):
        cache.read(fixture_checking(), f"第{number}の段落である。", "ja")

    assert len(cache._kept) < 10
    assert cache._characters <= 500


def test_threads_share_a_checking_and_a_cache() -> None:
    cache = PassageCache()
    texts = [f"{BARE}\n\nサーバ{number}" for number in range(20)]
    wanted = [check(text) for text in texts]
    found: list[list[object]] = []

    def work() -> None:
        options = CheckOptions(profile=profiles()["default"])
        found.append([check_text(fixture_checking(), text, options, today=TODAY, cache=cache) for text in texts])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [wanted] * 4
