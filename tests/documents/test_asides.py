"""What is said to the checker in each format's own comments, and of which words it speaks."""

import io
import time
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pptx
import pytest
from openpyxl.comments import Comment as Note

from glossary.documents.document import Document
from glossary.documents.registry import open_document
from glossary.domain.change import Comment
from glossary.domain.span import Span
from glossary.workflows.check import covered

SAYS = "glossary: ignore term.variant サーバ: a name"

MARKDOWN = f"""# 題

前の文。 <!-- {SAYS} -->

次の文。

<!-- a plain comment -->
- 一つ
- 二つ
<!-- {SAYS} -->
- 三つ

```
<!-- {SAYS} -->
```
"""

HTML = f"<h1>題</h1><p>前の文。<!-- {SAYS} --></p><!--{SAYS}--><p>次の文。</p><script>/* <!-- {SAYS} --> */</script>"

PLAIN = f"前の文。\n// {SAYS}\n次の文。\n\n  # {SAYS}\n最後の文。\nglossary: ignore it, they said."

PO = f"""# {SAYS}
msgid "one"
msgstr "一つ"

#. {SAYS}
#: a.c:1
msgid "two"
msgid_plural "twos"
msgstr[0] "二つ"

# {SAYS}
#~ msgid "old"
#~ msgstr "古い"

# glossary of terms
msgid "three"
msgstr "三つ"
"""

VTT = f"""WEBVTT

NOTE {SAYS}

00:01.000 --> 00:02.000
一つ目の文。

NOTE
{SAYS}

NOTE glossary of terms

00:03.000 --> 00:04.000
二つ目の文。
NOTE {SAYS}
"""

XLIFF = f"""<xliff version="1.2"><file source-language="en" target-language="ja"><body>
<trans-unit id="1"><source>One</source><target>一つ</target><note>{SAYS}</note></trans-unit>
<trans-unit id="2"><source>Two</source><target>二つ</target><note>Two of them</note></trans-unit></body></file></xliff>"""

XLIFF2 = f"""<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="ja"><file id="f">
<unit id="1"><notes><note>{SAYS}</note></notes><segment><source>One</source><target>一つ</target></segment>
<segment><source>Two</source><target>二つ</target></segment></unit>
<unit id="2"><segment><source>Three</source><target>三つ</target></segment></unit></file></xliff>"""

TMX = f"""<tmx version="1.4"><header srclang="en"/><body>
<tu><note>{SAYS}</note><tuv xml:lang="en"><seg>One</seg></tuv><tuv xml:lang="ja"><seg>一つ</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Two</seg></tuv><tuv xml:lang="ja"><note>{SAYS}</note><seg>二つ</seg></tuv></tu></body></tmx>"""


def said(document: Document) -> list[tuple[str, ...]]:
    """The words of which each aside speaks; all say the same."""
    asides = covered(document.draft)
    assert {" ".join(aside.text.split()) for aside in asides} <= {SAYS}
    return [tuple(document.draft.text[slice(*cover)].strip() for cover in aside.covers) for aside in asides]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md", MARKDOWN, [(f"前の文。 <!-- {SAYS} -->",), ("三つ",)]),
        ("a.html", HTML, [("前の文。",), ("次の文。",)]),
        ("a.txt", PLAIN, [("次の文。",), ("最後の文。",)]),
        ("a.po", PO, [("one", "一つ"), ("two", "twos", "二つ")]),
        ("a.vtt", VTT, [("一つ目の文。",), ("二つ目の文。",)]),
        ("a.xlf", XLIFF, [("One\n一つ",)]),
        ("b.xlf", XLIFF2, [("One\n一つ\nTwo\n二つ",)]),
        ("a.tmx", TMX, [("One\n一つ",), ("Two\n二つ",)]),
    ],
)
def test_comment_speaks_of_its_block_or_the_next(name: str, text: str, expected: list[tuple[str, ...]]) -> None:
    assert said(open_document(text.encode(), name=name)) == expected


TABLE_MD = f"""<!-- {SAYS} -->

| 題 | 語 |
|---|---|
| 一つ | 二つ <!-- {SAYS} --> |
| 三つ | 四つ |

次の文。 <!-- {SAYS} -->

| 五つ | 六つ |
|---|---|
"""

TABLE_HTML = (
    f"<!--{SAYS}--><table><tr><td>一つ<td>二つ<!--{SAYS}--><tr><td><table><tr><td>三つ</table></table>"
    f"<p>次の文。<!--{SAYS}--></p><table><tr><td>四つ</table><!--{SAYS}--><table><tr><td>五つ"
)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md", TABLE_MD, [["題", "語", "一つ", "二つ", "三つ", "四つ"], ["二つ"], ["次の文。"]]),
        ("a.html", TABLE_HTML, [["一つ", "二つ", "三つ"], ["二つ"], ["次の文。"], ["五つ"]]),
    ],
)
def test_comment_before_a_table_speaks_of_all_of_it(name: str, text: str, expected: list[list[str]]) -> None:
    draft = open_document(text.encode(), name=name).draft
    words = {draft.text[slice(*piece.span)].strip(): piece.span for block in draft.blocks for piece in block.pieces}
    asides = sorted(covered(draft), key=lambda aside: aside.place)

    found = [[word for word, span in words.items() if any(cover.contains(span) for cover in aside.covers)] for aside in asides]

    assert [[word for word in listed if word and word[0] != "<"] for listed in found] == expected


@pytest.mark.parametrize(("name", "text"), [("a.md", MARKDOWN), ("a.html", HTML), ("a.txt", PLAIN), ("a.vtt", VTT)])
def test_place_of_a_comment_holds_its_words(name: str, text: str) -> None:
    draft = open_document(text.encode(), name=name).draft

    assert [SAYS in text[slice(*aside.place)] for aside in draft.asides] == [True, True]


def test_line_that_is_addressed_to_the_checker_is_not_read() -> None:
    draft = open_document(PLAIN.encode(), name="a.txt").draft

    assert [draft.text[slice(*block.pieces[0].span)] for block in draft.blocks] == [
        "前の文。",
        "次の文。",
        "最後の文。",
        "glossary: ignore it, they said.",
    ]


def word() -> bytes:
    """Two comments to the checker, on words and over two paragraphs, and one to people."""
    document = docx.Document()
    first = document.add_paragraph("前の")
    name = first.add_run("サーバ")
    first.add_run("です。")
    second = document.add_paragraph("次の文。")
    document.add_comment(name, text=SAYS, author="A")
    document.add_comment([first.runs[0], second.runs[0]], text=SAYS, author="A")
    document.add_comment(second.runs[0], text="Is this right?", author="A")
    return saved(document.save)


def workbook() -> bytes:
    """A comment at one cell of two, and one at an empty cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B2"] = "一つ", "二つ"
    sheet["B2"].comment, sheet["C3"].comment = Note(SAYS, "A"), Note(SAYS, "A")
    return saved(book.save)


def slides() -> bytes:
    """Two slides of two paragraphs, one with a comment."""
    show = pptx.Presentation()
    for words in ("一", "二"):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = f"{words}枚目"
        slide.placeholders[1].text_frame.text = f"{words}つ目の文"
    document = open_document(saved(show.save), name="a.pptx")
    place = document.draft.text.index("二枚目")
    content = document.write([Comment(Span(place, place + 3), "SAYS")]).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).replace("“二枚目”: SAYS".encode(), SAYS.encode()) for name in archive.namelist()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.docx", word, [("前のサーバです。\n次の文。",), ("サーバ",)]),
        ("a.xlsx", workbook, [("二つ",)]),
        ("a.pptx", slides, [("二枚目", "二つ目の文")]),
    ],
)
def test_comment_in_an_office_file_speaks_of_what_it_is_tied_to(
    name: str, content: Callable[[], bytes], expected: list[tuple[str, ...]]
) -> None:
    assert said(open_document(content(), name=name)) == expected


@pytest.mark.parametrize("text", ["<!--" * 40_000, "a " + "<!--" * 40_000, "<!-- " + "x" * 160_000, f"<!-- {SAYS} -->\n" * 3_000])
def test_many_or_open_comments_take_no_time(text: str) -> None:
    begun = time.perf_counter()

    asides = covered(open_document(text.encode(), name="a.md").draft)

    assert len(asides) <= 1_000
    assert time.perf_counter() - begun < 5
