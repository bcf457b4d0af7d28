"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.sentences import sentences
from tests.checkings import vocabulary


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, vocabulary().abbreviations)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("認証する。認可する。", ["認証する。", "認可する。"]),
        ("本当か？！はい。", ["本当か？！", "はい。"]),
        ("彼は「終わり。次」と言った。続く。", ["彼は「終わり。次」と言った。", "続く。"]),
        ("終わり（注。）と書く。続く。", ["終わり（注。）と書く。", "続く。"]),
        ("「終わり。」続く。", ["「終わり。」続く。"]),
        ("閉じない「終わり。続く。", ["閉じない「終わり。", "続く。"]),
        ("One. Two! Three?", ["One.", " Two!", " Three?"]),
        ("The U.K. agreed. It did.", ["The U.K. agreed.", " It did."]),
        ("Dr. Smith, e.g. him, paid 3.5 billion. Yes.", ["Dr. Smith, e.g. him, paid 3.5 billion.", " Yes."]),
        ("He said “Stop.” Then left.", ["He said “Stop.”", " Then left."]),
        ("v1.2 is out. see it", ["v1.2 is out. see it"]),
        ("日本語。English too. 終わり。", ["日本語。", "English too.", " 終わり。"]),
        ("no stop", ["no stop"]),
        ("   ", []),
        ("", []),
    ],
)
def test_text_is_cut_into_sentences(text: str, found: list[str]) -> None:
    assert cut(text) == found


@pytest.mark.parametrize("text", ["!" * 200_000 + "x", ("a" * 2_000 + "5" + "! " * 2_000) * 20, "「。" * 100_000, "「" + "。" * 100_000])
def test_hostile_texts_take_time_by_their_length(text: str) -> None:
    assert "".join(cut(text)).strip() == text.strip()


@given(st.text(alphabet="あ。「」（）.!? \nAbe.g", max_size=40))
def test_sentences_cover_the_text_without_gaps(text: str) -> None:
    spans = sentences(text, vocabulary().abbreviations)

    assert "".join(text[span.start : span.end] for span in spans).strip() == text.strip()
    assert [span.start for span in spans] == [0, *(span.end for span in spans[:-1])][: len(spans)]
