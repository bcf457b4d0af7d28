"""Where terms begin and end: token borders, affixes, unknown katakana, English words, capitals; the longest wins last."""

import pytest

from glossary.formats.extra import read_extra_terms
from glossary.matching.checking import compile_checking
from glossary.matching.recogniser import longest
from glossary.text.wordlists import shipped_word_lists
from tests.checkings import checking_with, fixture_checking, passage, terms_in, vocabulary


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # known compounds block what lies inside them
        ("認証局", ["認証局"]),
        ("証明書と攻撃者", ["証明書", "攻撃者"]),
        ("暗号化と暗号", ["暗号化", "暗号"]),
        # joined affixes make another word
        ("不認証", []),
        ("認証書", []),
        ("攻撃性", []),
        ("認証済み", []),
        # those that make no new word do not
        ("認証中", ["認証"]),
        ("各認証後", ["認証"]),
        ("利用者側", ["利用者"]),
        ("本認証等", ["認証"]),
        # compounds of whole words hold the term
        ("多要素認証", ["認証"]),
        ("サーバ室", ["サーバ"]),
        ("脆弱性情報", ["脆弱性"]),
        # no term inside a word
        ("ユーザビリティ", []),
        ("パスワード", []),
        ("グリーン", []),
        ("平等と等しい", []),
        ("サポート", []),
        # unknown katakana is parted by the termbase and the dictionary
        ("ゼロトラストアーキテクチャ", ["ゼロトラスト"]),
        ("サーバサイドリクエスト", ["サーバ"]),
        ("サプライチェーン攻撃", ["サプライチェーン", "攻撃"]),
        # verbs made of terms
        ("暗号化しました", ["暗号化"]),
        ("検知された", ["検知"]),
        ("攻撃させない", ["攻撃"]),
        # other spellings and widths
        ("ｻｰﾊﾞｰとｻｰﾊﾞ", ["ｻｰﾊﾞｰ", "ｻｰﾊﾞ"]),
        ("ぜい弱性", ["ぜい弱性"]),
        ("情報漏洩と情報漏えい", ["情報漏洩", "情報漏えい"]),
        ("ゼロ・トラスト", ["ゼロ・トラスト"]),
        ("サプライ・チェーン", ["サプライ・チェーン"]),
    ],
)
def test_japanese_terms_stand_on_word_borders(text: str, found: list[str]) -> None:
    hits = longest(fixture_checking().read(passage(text)).terms)

    assert [text[hit.start : hit.end] for hit in hits] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vulnerabilities", ["vulnerabilities"]),
        ("They detected it by detecting.", ["detected", "detecting"]),
        ("Servers, server's and SERVER", ["Servers", "server", "SERVER"]),
        ("serverless observers", []),
        ("cyber-defence, cyber defense, cyberdefence", ["cyber-defence", "cyber defense", "cyberdefence"]),
        ("zero-trust and zero\u2011trust and zero   trust", ["zero-trust", "zero\u2011trust", "zero   trust"]),
        ("CA and CAs, but no ca or Ca or CAD", ["CA", "CAs"]),
        ("ＣＡ but not ｃａ", ["ＣＡ"]),
        ("the supply chains", ["supply chains"]),
    ],
)
def test_english_terms_are_whole_words(text: str, found: list[str]) -> None:
    hits = longest(fixture_checking().read(passage(text, "en")).terms)

    assert [text[hit.start : hit.end] for hit in hits] == found


def test_overlapping_terms_are_all_read_and_the_longest_kept() -> None:
    text = "国家安全保障"
    checking = checking_with({"en": "state security", "ja": "国家安全保障"})

    assert sorted(terms_in(text, checking=checking)) == ["国家安全保障", "安全保障"]
    assert [text[hit.start : hit.end] for hit in longest(checking.read(passage(text)).terms)] == ["国家安全保障"]


def test_longer_candidate_that_fails_does_not_hide_a_shorter_one() -> None:
    # サーバー室長 is a candidate that ends inside 室長会; サーバー alone holds.
    checking = checking_with({"en": "server room head", "ja": "サーバー室長"})

    assert terms_in("サーバー室長官", checking=checking) == ["サーバー"]


def test_upper_layer_wins_where_both_have_the_term() -> None:
    checking = checking_with({"en": "machine", "ja": "サーバー"})
    (hit,) = longest(checking.read(passage("サーバー")).terms)

    table = checking.recogniser.patterns
    assert [table.table[number].concept for number in table.owners[hit.pattern]] == ["extra-1"]


def test_text_made_of_terms_is_cut_at_the_limit() -> None:
    read = passage("攻撃" * 15_000)

    assert len(fixture_checking().recogniser.scan(read)) <= 20_000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In order to win, the response is under review.", ["review"]),
        ("They issued orders; an incident response followed.", ["incident response"]),
    ],
)
def test_everyday_word_is_a_term_only_where_the_draft_brings_it_along(text: str, found: list[str]) -> None:
    terms = ("order", "response", "under", "issued", "incident response", "review")
    concepts = read_extra_terms([{"en": term, "ja": "試し"} for term in terms]).concepts
    shipped = compile_checking(concepts, {}, vocabulary(), shipped_word_lists())

    assert [text[hit.start : hit.end] for hit in longest(shipped.read(passage(text, "en")).terms)] == found
    brought = checking_with(*({"en": term, "ja": "試し"} for term in terms))
    assert {"order", "response", "under", "issued"} & {*text.split()} <= {*terms_in(text, "en", brought)}
