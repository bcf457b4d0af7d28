"""Markdown as blocks: what is prose and where it stands; what is masked."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.documents.markdown import parts, read, stated_date
from glossary.documents.registry import open_document
from glossary.domain.block import BlockKind, PieceKind
from glossary.domain.change import Replacement
from glossary.domain.span import Span
from glossary.text.masking import MASK
from glossary.text.passage import compose


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, compose(text, block)[0]) for block in read(text).blocks]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# 見出し\n\n本文。\n", [("heading", "見出し"), ("paragraph", "本文。")]),
        ("見出し\n===\n", [("heading", "見出し")]),
        ("- 一\n- 二\n  続き\n", [("item", "一"), ("item", "二続き")]),
        ("1. one\n2. two\n", [("item", "one"), ("item", "two")]),
        ("| 認証 | 認可 |\n|--|--|\n| 一 | 二 |\n", [("cell", "認証"), ("cell", "認可"), ("cell", "一"), ("cell", "二")]),
        ("**サー**バと*認証*局", [("paragraph", "サーバと認証局")]),
        ("~~古い~~ __新しい__", [("paragraph", "古い 新しい")]),
        ("snake_case_name と 2*3*4", [("paragraph", "snake_case_name と 234")]),
        ("[認証](https://a.b/認証)の[注][1]と![図](x.png)", [("paragraph", f"認証{MASK}の注{MASK}と図{MASK}")]),
        ("`code` と ``a`b``", [("paragraph", f"{MASK} と {MASK}")]),
        ("```認証` と `code`", [("paragraph", f"```認証{MASK}code`")]),
        ("\\``code` と ```認証", [("paragraph", f"`{MASK} と ```認証")]),
        ("一<!-->二<!--->三<!-- a -->", [("paragraph", "一二三")]),
        ("一<!-- a -->二 <!-- 三", [("paragraph", "一二 <!-- 三")]),
        ("<https://a.b/> <b>太字</b>", [("paragraph", f"{MASK} 太字")]),
        ("認証\\*局", [("paragraph", "認証*局")]),
        ("情報\n漏えい\r\n防止", [("paragraph", "情報漏えい防止")]),
        ("```\n認証\n```\n", []),
        ("    認証\n", []),
        ("<div>\n認証\n</div>\n", []),
        ("> 引用した認証\n\n本文", [("paragraph", "本文")]),
        ("", []),
    ],
)
def test_prose_is_read_as_blocks(text: str, found: list[tuple[str, str]]) -> None:
    assert blocks(text) == found


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        ("```\n認証\n```\n", PieceKind.CODE, "```\n認証\n```"),
        ("    認証\n", PieceKind.CODE, "    認証"),
        ("<div>\n認証\n</div>\n", PieceKind.MARKUP, "<div>\n認証\n</div>"),
        ("> 引用した認証\n", PieceKind.QUOTATION, "引用した認証"),
        ("---\ntitle: 認証\n---\n本文", PieceKind.FRONT_MATTER, "---\ntitle: 認証\n---\n"),
    ],
)
def test_what_is_no_prose_is_told(text: str, kind: PieceKind, masked: str) -> None:
    assert [(piece.kind, text[slice(*piece.span)]) for piece in read(text).masked] == [(kind, masked)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("---\ndate: 2026-01-02\n---\n本文", "2026-01-02"),
        ('---\r\ntitle: x\r\ndate: "2026-01-02T10:00"\r\n...\r\n本文', "2026-01-02"),
        ("\ufeff---\ndate: 2026-01-02\n---\n本文", "2026-01-02"),
        ("---\ndate: yesterday\n---\n本文", None),
        ("本文\n\n---\ndate: 2026-01-02\n---\n", None),
        ("---\ndate: 2026-01-02\n本文", None),
    ],
)
def test_front_matter_states_a_date(text: str, date: str | None) -> None:
    assert stated_date(text) == date


TEXTS = st.lists(
    st.sampled_from(
        [
            "認証",
            "サーバ",
            "a",
            " ",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "\t",
            "# ",
            "- ",
            "> ",
            "`",
            "```",
            "*",
            "**",
            "_",
            "[",
            "](x)",
            "|",
            "|--|",
            "\\",
            "<b>",
            "---\n",
            "    ",
            "1. ",
            "\x00",
            "😀",
            "\ud83d",
            "&amp;",
            "http://a.b",
            "~~",
            "!",
        ]
    ),
    max_size=30,
).map("".join)


@given(TEXTS)
def test_every_piece_lies_in_the_text_in_order(text: str) -> None:
    draft = read(text)

    for block in draft.blocks:
        spans = [piece.span for piece in block.pieces]
        assert spans == sorted(spans)
        assert all(one.end <= two.start for one, two in pairwise(spans))
    for piece in (*draft.masked, *(piece for block in draft.blocks for piece in block.pieces)):
        assert 0 <= piece.span.start <= piece.span.end <= len(text)


@given(
    st.lists(st.sampled_from(["認証を置く。", "サーバを直す。", "Some words here."]), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_paragraphs_are_found_again_in_the_text(sentences: list[str], end: str) -> None:
    text = (end * 2).join(sentences)

    found = [(block.kind, text[block.pieces[0].span.start : block.pieces[-1].span.end]) for block in read(text).blocks]

    assert found == [(BlockKind.PARAGRAPH, sentence) for sentence in sentences]


def test_sections_are_parts_that_can_be_read_by_themselves() -> None:
    text = "---\ndate: 2026-01-01\n---\n認証\n\n# 一\n\n- 項目\n\n```sh\n\n# コメント\n```\n\n## 二\n本文 `code`\n"

    assert [text[span.start : span.end].partition("\n")[0] for span in parts(text)] == ["---", "# 一", "## 二"]
    assert "".join(text[span.start : span.end] for span in parts(text)) == text


@pytest.mark.parametrize("text", ["a <!-- \n\n# x\n-->", "<pre>\n\n# x\n</pre>", "```\n\n# x\n", "", "本文"])
def test_text_in_which_something_may_reach_over_a_heading_is_one_part(text: str) -> None:
    assert len(parts(text)) <= 1


@given(
    st.lists(
        st.sampled_from(
            [
                "# 見出し",
                "本文",
                "",
                "- 項目",
                "> 引用",
                "```",
                "    # 字下げ",
                "| a | b |\n|---|---|\n| c | d |",
                "~~~",
                "1. `x`",
                "* * *",
                "題\n===",
            ]
        )
    )
)
def test_parts_have_the_blocks_of_the_whole(lines: list[str]) -> None:
    text = "\n".join(lines)
    whole = [(block.kind, text[block.pieces[0].span.start : block.pieces[-1].span.end]) for block in read(text).blocks]
    by_part = []
    for span in parts(text) or [Span(0, len(text))]:
        part = text[span.start : span.end]
        by_part += [(block.kind, part[block.pieces[0].span.start : block.pieces[-1].span.end]) for block in read(part).blocks]

    assert by_part == whole


@pytest.mark.parametrize(
    ("before", "words", "new", "after"),
    [
        ("旧サーバー。\n", "サーバー", "サーバ", "旧サーバ。\n"),
        ("旧**サー**バー。\n", "サー**バー", "サーバ", "旧**サー**バ。\n"),
        ("情報\n漏えい\n", "情報\n漏えい", "情報漏洩", "情報\n漏洩\n"),
    ],
)
def test_words_are_replaced_between_marks(before: str, words: str, new: str, after: str) -> None:
    document = open_document(before.encode(), name="a.md")
    at = before.index(words)

    assert document.write([Replacement(Span(at, at + len(words)), new)]).content.decode() == after


@pytest.mark.parametrize(("text", "place"), [("1. 1\n", 3), ("2026. 2026 \n", 6), ("## a #b ##\n", 3), ("# a# #  \n", 2)])
def test_words_are_found_at_the_end_of_their_line(text: str, place: int) -> None:
    assert [block.pieces[0].span.start for block in read(text).blocks] == [place]


def test_what_is_no_prose_is_not_replaced() -> None:
    document = open_document(b"a `code` b\n\n    code\n", name="a.md")

    written = document.write([Replacement(Span(2, 8), "x"), Replacement(Span(16, 20), "y")])

    assert written.content == b"a `code` b\n\n    code\n"
    assert len(written.unplaced) == 2


def test_cells_after_one_with_an_escaped_bar_are_read_with_it() -> None:
    document = open_document("| 甲 | 乙 |\n|--|--|\n| 一 \\| 二 | 三 |\n".encode(), name="a.md")

    assert [block.pieces != () for block in document.draft.blocks] == [True, True, True]


@pytest.mark.parametrize(
    ("comment", "count"),
    [("<!-- glossary: ignore term: a name -->", 2), ("<!-- a\n\n# b -->", 0), ("<!-- a --> <!-- b\n\n# c -->", 0), ("<!-->", 0)],
)
def test_comment_on_one_line_leaves_the_parts_as_they_are(comment: str, count: int) -> None:
    assert len(parts(f"# 一\n\n{comment}\n\n文。\n\n# 二\n\n文。\n")) == count


def test_time_to_find_parts_grows_with_the_length_of_a_line_alone() -> None:
    text = " " * 200_000 + "a\n\n# b\n"
    started = time.process_time()

    assert list(parts(text)) == [Span(0, 200_003), Span(200_003, 200_007)]
    assert time.process_time() - started < 3
