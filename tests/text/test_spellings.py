"""Spellings of a word as the dictionary has them."""

from glossary.text.spellings import spellings_of
from tests.checkings import vocabulary


def test_spellings_are_read_alike_and_shortest_first() -> None:
    found = spellings_of({"サーバー", "打ち合わせ", "漏洩"}, vocabulary())

    assert {"サーバ", "サーバー"} <= set(found["サーバー"])
    assert {"打合せ", "打ち合わせ", "打合わせ"} <= set(found["打ち合わせ"])
    assert {"漏えい", "漏洩"} <= set(found["漏洩"])
    assert all(list(forms) == sorted(forms, key=len) for forms in found.values())


def test_word_with_one_spelling_and_unknown_word_have_none() -> None:
    assert spellings_of({"ヌルポヌルポ"}, vocabulary()) == {}
