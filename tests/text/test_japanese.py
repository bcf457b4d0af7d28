"""The analyser: tokens of any text, inflection, readings, threads."""

import threading
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.text.japanese import MAX_KEPT_LENGTH, content_words, normal_key, reading, stem, tokenize
from glossary.text.wordlists import shipped_word_lists

GRAMMAR = shipped_word_lists().grammar


@given(st.text(max_size=60))
@example("\ud800検知")
@example("㌀で👩\u200d💻が会う。")
@example("ﷺﷺﷺ")
def test_tokens_are_pieces_of_the_text_in_order(text: str) -> None:
    tokens = tokenize(text)
    assert [text[slice(*token.span)] for token in tokens] == [token.surface for token in tokens]
    assert all(before.span.end <= after.span.start for before, after in pairwise(tokens))
    assert all(token.span.start < token.span.end for token in tokens)


@pytest.mark.parametrize("text", ["ー" * 60_000, "ﷺ" * 9_000, "検知 " * 20_000, "a" * 60_000])
def test_long_texts_are_cut_into_pieces_that_cover_them(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(token.surface for token in tokens) == text


def test_a_long_text_does_not_use_the_kept_tokenizer() -> None:
    from glossary.text import japanese

    tokenize("検知")
    kept = japanese._local.A
    tokenize("検知" * MAX_KEPT_LENGTH)
    assert japanese._local.A is kept


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("検知されました", "検知"),
        ("復旧させた", "復旧"),
        ("検知できなかった", "検知"),
        ("検知しています", "検知"),
        ("乗っ取られた", "乗っ取る"),
        ("成りすました", "成り済ます"),
        ("ランサムウェアとは", "ランサムウェア"),
        ("安全でない", "安全"),
        ("脆弱な", "脆弱"),
        ("する", "為る"),
        ("攻撃", "攻撃"),
        ("攻撃ト", "攻撃と"),
    ],
)
def test_inflection_is_stripped(text: str, base: str) -> None:
    assert normal_key(stem(tokenize(text, "C"), GRAMMAR)) == base


def test_spellings_have_one_normal_form() -> None:
    assert [normal_key(tokenize(text, "C")) for text in ("改ざん", "漏えい", "ぜい弱性", "サーバ")] == [
        "改竄",
        "漏洩",
        "脆弱性",
        "サーバー",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("重要インフラの報告", ["重要", "インフラ", "報告"]),
        ("攻撃者による被害", ["攻撃者", "被害"]),
        ("サイバー攻撃を受けたとき", ["サイバー", "攻撃", "とき"]),
        ("です", []),
    ],
)
def test_content_words(text: str, found: list[str]) -> None:
    assert content_words(tokenize(text), GRAMMAR) == found


@pytest.mark.parametrize(("text", "found"), [("脆弱性", "ゼイジャクセイ"), ("ぜい弱性", "ゼイジャクセイ"), ("ISMS", None), ("𠮷", None)])
def test_reading(text: str, found: str | None) -> None:
    assert reading(tokenize(text, "C")) == found


def test_threads_have_tokenizers_of_their_own() -> None:
    found: list[str] = []

    def work() -> None:
        found.extend(normal_key(tokenize("検知されました", "C")) for _ in range(50))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["検知為るれるますた"] * 200
