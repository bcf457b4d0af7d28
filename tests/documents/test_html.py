"""HTML: what is prose and where it stands, what is masked, and that hostile tags take no time."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.documents.html import read
from glossary.documents.registry import open_document
from glossary.domain.block import PieceKind
from glossary.domain.change import Comment, Replacement
from glossary.domain.span import Span
from glossary.text.masking import MASK
from glossary.text.passage import compose


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, compose(text, block)[0]) for block in read(text).blocks]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<h1>見出し</h1><p>本文。</p>", [("heading", "見出し"), ("paragraph", "本文。")]),
        ("<title>題</title><body>本文", [("heading", "題"), ("paragraph", "本文")]),
        ("<ul><li>一<li>二<ul><li>三</ul></ul>後", [("item", "一"), ("item", "二"), ("item", "三"), ("paragraph", "後")]),
        ("<table><caption>表<tr><th>左<td>右</table>", [("caption", "表"), ("cell", "左"), ("cell", "右")]),
        ("<p>一<p>二", [("paragraph", "一"), ("paragraph", "二")]),
        ("<p>サー<b>バ</b>ー<i>です</i></p>", [("paragraph", "サーバーです")]),
        ("<p>情報\n  漏えい\r\n防止</p>", [("paragraph", "情報漏えい防止")]),
        ("<p>two\n   words</p>", [("paragraph", "two words")]),
        ("<p>情報</b>\n<i>漏えい</i></p>", [("paragraph", "情報漏えい")]),
        ("<p>情報<br>漏えい</p>", [("paragraph", "情報漏えい")]),
        ("<p>one<br/>two&nbsp;three&#xa0;四</p>", [("paragraph", "one two three 四")]),
        ("<p>R&amp;D と a & b と &x</p>", [("paragraph", f"R{MASK}D と a & b と &x")]),
        ("<p>値は<code>x</code>です<kbd>y</kbd></p>", [("paragraph", f"値は{MASK}です{MASK}")]),
        ("<p>彼は<q>引用</q>と<del>旧</del>言う</p>", [("paragraph", f"彼は{MASK}と言う")]),
        ("<p><ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>都", [("paragraph", "東京都")]),
        ("<p>a<!-- <b>注</b> -->b<!doctype x></p>", [("paragraph", "ab")]),
        ("<p>前<script>var 認証 = '<p>';</script>後</p>", [("paragraph", "前後")]),
        ("<pre>認証\n局</pre><blockquote><p>引用</p></blockquote><style>p{}</style>", []),
        ('<p>これは<span translate="no">Kakehashi</span>です', [("paragraph", f"これは{MASK}です")]),
        ('<p title="a > b">認証</p>', [("paragraph", "認証")]),
        ("<p title='>'>認証</p ><p data-x=a>局", [("paragraph", "認証"), ("paragraph", "局")]),
        ("<P CLASS=x>認証</P>", [("paragraph", "認証")]),
        ('<?xml version="1.0"?><html><script src="a"/><p/>認証</html>', [("paragraph", "認証")]),
        ("1 < 2 と 3", [("paragraph", "1 < 2 と 3")]),
        ("", []),
    ],
)
def test_prose_is_read_as_blocks(text: str, found: list[tuple[str, str]]) -> None:
    assert blocks(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<html lang="en"><p>認証</p></html>', [(None, "認証")]),
        ('<p lang="ja">API</p>', [("ja", "API")]),
        ('<div lang="en-GB"><p>table</p></div>', [("en", "table")]),
        ('<p>語は<span lang="de">Sicherheit</span>です</p>', [(None, f"語は{MASK}です")]),
        ('<div lang="zh"><p>安全</p><p lang="ja">安全</p></div>', [("ja", "安全")]),
    ],
)
def test_languages_are_taken_from_the_file(text: str, found: list[tuple[str | None, str]]) -> None:
    assert [(block.lang, compose(text, block)[0]) for block in read(text).blocks] == found


@pytest.mark.parametrize("comment", ["<!-->", "<!--->", "<!-- x --!>", "<!-- <!-- -->", "<!----!>", "<!---->"])
def test_comments_end_where_browsers_end_them(comment: str) -> None:
    text = f"<p>A</p>{comment}<p>B</p><!-- x --><p>C</p>"

    assert [compose(text, block)[0] for block in read(text).blocks] == ["A", "B", "C"]


def test_what_is_no_prose_is_told() -> None:
    text = "<pre>認証</pre><blockquote>引用</blockquote><script>x</script><p lang=fr>mot</p>"
    masked = [(piece.kind, text[slice(*piece.span)]) for piece in read(text).masked]
    assert masked == [
        (PieceKind.CODE, "認証"),
        (PieceKind.QUOTATION, "引用"),
        (PieceKind.CODE, "x"),
        (PieceKind.FOREIGN, "mot"),
    ]


def test_page_states_its_date() -> None:
    assert read('<meta property="article:published_time" content="2026-01-02T10:00">').stated_date == "2026-01-02"
    assert read('<meta name="viewport" content="2026-01-02">').stated_date is None


@pytest.mark.parametrize(
    ("before", "words", "new", "after"),
    [
        ("<p>旧サーバー</p>", "サーバー", "サーバ", "<p>旧サーバ</p>"),
        ("<p><b>サー</b>バー</p>", "サー</b>バー", "サーバ", "<p><b>サー</b>バ</p>"),
        ("<p>A or B</p>", "A or B", "A & B", "<p>A &amp; B</p>"),
    ],
)
def test_words_are_replaced_between_tags(before: str, words: str, new: str, after: str) -> None:
    document = open_document(before.encode("cp932"), name="a.html")
    at = before.index(words)

    written = document.write([Replacement(Span(at, at + len(words)), new)])

    assert written.content.decode("cp932") == after
    assert written.unplaced == ()


@pytest.mark.parametrize(
    ("meta", "written"),
    [
        ('<meta charset="Shift_JIS">', "&#26085;&#33521;&lt;"),
        ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>", "&#26085;&#33521;&lt;"),
        ("<meta charset=unheard-of>", "&#26085;&#33521;&lt;"),
        ('<meta charset="utf-8">', "日英&lt;"),
        ("", "日英&lt;"),
    ],
)
def test_plain_page_gets_characters_that_are_read_as_its_declared_encoding_has_them(meta: str, written: str) -> None:
    page = f"<html><head>{meta}</head><body><p>The Japan-UK server</p></body></html>"
    document = open_document(page.encode(), name="a.html")

    at = page.index("Japan-UK")
    copy = document.write([Replacement(Span(at, at + len("Japan-UK")), "日英<")])

    assert copy.content.decode() == page.replace("Japan-UK", written)


def test_what_is_no_words_stays() -> None:
    text = "<p>a<code>x</code>b</p>"
    document = open_document(text.encode(), name="a.html")
    changes = [Replacement(Span(3, 18), "x"), Comment(Span(3, 4), "x"), Replacement(Span(0, 2), "y")]

    written = document.write(changes)

    assert written.content == text.encode()
    assert len(written.unplaced) == 3


@pytest.mark.parametrize(
    "pattern",
    [
        "<a ",
        "</a",
        "<!--",
        "<a b='",
        '<a b="',
        "<a b=",
        "<![",
        "<!",
        "<?",
        "<b>",
        "</i>",
        "<b></i>",
        "&#",
        "&a",
        "<script>",
        "<",
        " ",
        "\n ",
        "<p>",
        "<li>",
        "= ",
        "<a ==",
        "</",
    ],
)
def test_hostile_tags_take_no_time(pattern: str) -> None:
    text = pattern * (300_000 // len(pattern))
    started = time.process_time()

    read(text)

    assert time.process_time() - started < 2


PARTS = st.lists(
    st.sampled_from(
        [
            "認証",
            "サーバ",
            "a",
            "\n",
            "\r\n",
            "\t",
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<code>",
            "</code>",
            "<li>",
            "<td>",
            "<br>",
            "<!--",
            "-->",
            "&",
            "&amp;",
            "&nbsp;",
            "<",
            ">",
            '"',
            "'",
            "=",
            "<a",
            "<script>",
            "</script>",
            "<q>",
            "</q>",
            "<pre>",
            "/>",
            "<rt>",
        ]
    ),
    max_size=25,
).map("".join)


@given(PARTS)
def test_every_piece_lies_in_the_text_in_order(text: str) -> None:
    draft = read(text)

    for block in draft.blocks:
        spans = [piece.span for piece in block.pieces]
        assert all(one.end == two.start for one, two in pairwise(spans))
    for piece in (*draft.masked, *(piece for block in draft.blocks for piece in block.pieces)):
        assert 0 <= piece.span.start < piece.span.end <= len(text)


@given(PARTS, st.data())
def test_replacing_words_changes_no_tags(text: str, data: st.DataObject) -> None:
    document = open_document(text.encode(), format="html")
    text = document.draft.text
    pieces = [piece.span for block in document.draft.blocks for piece in block.pieces if piece.kind is PieceKind.TEXT]
    if not pieces:
        return
    span = data.draw(st.sampled_from(pieces))

    written = document.write([Replacement(span, "新&語")])

    assert written.content.decode() == text[: span.start] + "新&amp;語" + text[span.end :]
