"""Spans of what matched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.domain.lookup import MatchKind
from glossary.domain.span import Span
from glossary.matching.finds import Grade
from glossary.matching.highlight import joined, spans_in_form, spans_in_text
from glossary.matching.question import Question
from glossary.text.normalise import fold
from glossary.text.spelling import Speller
from glossary.text.wordlists import shipped_word_lists

SPELLER = Speller(shipped_word_lists())
PIECE = MatchKind.SUBSTRING


def pieces(form: str, query: str, grade: Grade, kind: MatchKind = PIECE) -> list[str]:
    return [form[slice(*span)] for span in spans_in_form(form, kind, grade, Question(query, SPELLER))]


@pytest.mark.parametrize(
    ("form", "query", "grade", "found"),
    [
        ("能動的サイバー防御", "ｻｲﾊﾞｰ", Grade.TEXT, ["サイバー"]),
        ("𠮷野ﾊﾞｯｸｱｯﾌﾟ室", "バックアップ", Grade.TEXT, ["ﾊﾞｯｸｱｯﾌﾟ"]),
        ("か\u3099いぶ", "がい", Grade.TEXT, ["か\u3099い"]),
        ("㌀経営", "アパート", Grade.TEXT, ["㌀"]),
        ("management of age", "age", Grade.TEXT, ["age"]),
        ("Cyber-Security Organisation", "cybersecurity organ", Grade.RESPELT, ["Cyber-Security Organ"]),
        ("サーバー証明書", "サーバ証", Grade.RESPELT, ["サーバー証"]),
        ("のうどうてきサイバーぼうぎょ", "saiba-", Grade.SAME_LENGTH, ["サイバー"]),
        ("のうどうてきサイバーぼうぎょ", "bogyo", Grade.OTHER_LENGTH, ["ぼうぎょ"]),
        ("ﾉｳﾄﾞｳﾃｷ", "dou", Grade.SAME_LENGTH, ["ﾄﾞｳ"]),
        ("incident response plans", "plan incident", Grade.WORDS, ["incident", "plan"]),
        ("response to incidents", "incident responded", Grade.WORDS, ["response", "incident"]),
        ("重要インフラの報告", "報告 重要", Grade.WORDS, ["重要", "報告"]),
        ("サイバー攻撃", "サイバー攻撃を受けた", Grade.INSIDE_QUERY, ["サイバー攻撃"]),
    ],
)
def test_pieces(form: str, query: str, grade: Grade, found: list[str]) -> None:
    assert pieces(form, query, grade) == found


@pytest.mark.parametrize(
    "kind", [MatchKind.EXACT, MatchKind.VARIANT, MatchKind.READING, MatchKind.ROMAJI, MatchKind.INFLECTED, MatchKind.TYPO]
)
def test_whole_forms_are_marked_whole(kind: MatchKind) -> None:
    assert spans_in_form("脅威👩\u200d💻", kind, Grade.SPELLING, Question("x", SPELLER)) == (Span(0, 5),)


@given(st.text("abcサイバー防御ﾊﾞ㌀𠮷か\u3099 -", min_size=1, max_size=20), st.data())
def test_marked_piece_folds_to_the_query(form: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(form) - 1))
    end = data.draw(st.integers(start + 1, len(form)))
    query = form[start:end]
    if not fold(query) or fold(query) not in fold(form) or fold(query).isascii():
        return
    (span,) = spans_in_form(form, PIECE, Grade.TEXT, Question(query, SPELLER))
    assert fold(query) in fold(form[slice(*span)])


def test_every_word_in_a_text_is_marked_everywhere() -> None:
    text = "Attackers attack; ＡＴＴＡＣＫ of an ally"
    assert [text[slice(*span)] for span in spans_in_text(text, ["attack", "an"])] == ["Attack", "attack", "ＡＴＴＡＣＫ", "an"]


def test_touching_spans_become_one() -> None:
    assert joined([Span(4, 6), Span(0, 2), Span(2, 3), Span(5, 8)]) == (Span(0, 3), Span(4, 8))
