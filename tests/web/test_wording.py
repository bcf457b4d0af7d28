"""How passages of the other language are marked inside a sentence."""

import pytest
from markupsafe import Markup

from glossary.web.wording import runs


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("研究は Research & Development と呼ぶ", "ja", '研究は <span lang="en">Research &amp; Development</span> と呼ぶ'),
        (Markup("研究は Research &amp; Development と呼ぶ"), "ja", '研究は <span lang="en">Research &amp; Development</span> と呼ぶ'),
        (Markup("サーバ: product name --&gt;"), "ja", 'サーバ: <span lang="en">product name</span> --&gt;'),
        (Markup("the <b>term</b> 認証"), "en", 'the <b>term</b> <span lang="ja">認証</span>'),
    ],
)
def test_words_of_the_other_language_are_marked_and_signs_stay_signs(text: str, lang: str, expected: str) -> None:
    assert runs(text, lang) == expected
