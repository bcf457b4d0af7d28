"""What in a passage is not the writer's own wording."""

import pytest

from glossary.domain.block import PieceKind
from glossary.text.masking import MASK, apply_masks, find_masks, is_sentence
from tests.checkings import vocabulary

KINDS = {
    PieceKind.URL: "url",
    PieceKind.EMAIL: "email",
    PieceKind.QUOTATION: "quotation",
    PieceKind.MENTION: "mention",
}


def masked(text: str) -> list[tuple[str, str]]:
    return [(KINDS[piece.kind], text[piece.span.start : piece.span.end]) for piece in find_masks(text, vocabulary())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("詳細はhttps://example.org/a?b=c#dを参照", [("url", "https://example.org/a?b=c#d")]),
        ("https://example.org/wiki/認証局を参照", [("url", "https://example.org/wiki/認証局")]),
        ("See https://example.org/a, or www.example.org.", [("url", "https://example.org/a,"), ("url", "www.example.org.")]),
        ("https://example.org/　内閣府　を見よ", [("url", "https://example.org/")]),
        ("【https://example.org/】脆弱性、https://example.org/，脆弱性", [("url", "https://example.org/")] * 2),
        ("「https://example.org/」", [("url", "https://example.org/")]),
        ("連絡先はsoc+jp@example.co.jpまで", [("email", "soc+jp@example.co.jp")]),
        ("no address: a@b, http:/x, @user", []),
        # a quoted sentence is somebody else's, a quoted word the writer's
        ("大臣は「認証を必須とする。」と述べた。", [("quotation", "認証を必須とする。")]),
        ("大臣は「認証を海外拠点の全てで必須とする方針である」と述べた。", [("quotation", "認証を海外拠点の全てで必須とする方針である")]),
        ("「認証」を必須とする。", []),
        ("He said “we will table the motion tomorrow”.", [("quotation", "we will table the motion tomorrow")]),
        ('He said "we will table the motion tomorrow".', [("quotation", "we will table the motion tomorrow")]),
        ("‘a plan that doesn’t work at all’, they said", [("quotation", "a plan that doesn’t work at all")]),
        ("the “table”", []),
        ("the users' rights and the user's", []),
        # a mention is ruled out by its sentence
        ("「認証」とは書かない。", [("mention", "認証")]),
        ("「認証」ではなく「認定」と書く。", [("mention", "認証")]),
        ("Avoid “table”.", [("mention", "table")]),
        ("Write “postpone” rather than “table”.", [("mention", "table")]),
        ("「」は空である。", []),
        ("閉じない「認証", []),
    ],
)
def test_parts_that_are_not_read(text: str, found: list[tuple[str, str]]) -> None:
    assert masked(text) == found


@pytest.mark.parametrize(
    ("quoted", "is_one"),
    [
        ("認証", False),
        ("認証。", True),
        ("あ" * 19, False),
        ("あ" * 20, True),
        ("one two three four five", False),
        ("one two three four five six", True),
        ("Stop.", False),
    ],
)
def test_length_and_full_stop_make_a_sentence(quoted: str, is_one: bool) -> None:
    assert is_sentence(quoted) is is_one


def test_masks_keep_all_positions() -> None:
    text = "a http://b.c/d 認証"

    assert apply_masks(text, find_masks(text, vocabulary())) == "a " + MASK * 12 + " 認証"
