"""Places of a draft in the words of its format, and what found no place there."""

from glossary.documents.registry import open_document
from glossary.domain.change import Comment, Replacement, Unplaced
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.reports.findings import UTF16, offsets_in
from glossary.reports.places import Places
from glossary.reports.unplaced import unplaced_lines, unplaced_record
from tests.documents.changing import span
from tests.documents.word.build import box, docx, p, table

FOOTNOTES = f'<w:footnote w:id="1">{p("注です。")}</w:footnote><w:footnote w:id="2">{p("次の注。")}</w:footnote>'
REASON = Message("this format carries no comments")


def test_text_has_lines_and_columns() -> None:
    places = Places(open_document("😀\r\nab\n".encode(), name="a.txt"))

    assert (places.counts_lines, places.short(4, "en")) == (True, "2:2")
    assert places.record(4)["en"] == "line 2, column 2"


def test_word_document_has_paragraphs_notes_boxes_and_headers() -> None:
    body = p("題", style="1") + p("") + p("本文。", box(p("箱。"))) + table([p("表。")]) + p("終わり。")
    document = open_document(docx(body, footnotes=FOOTNOTES, header=p("柱。")), name="a.docx")
    places = Places(document)

    found = {words: places.short(span(document, words).start, "en") for words in ("題", "本文", "箱", "表", "終わり", "次の", "柱")}

    assert found == {
        "題": "paragraph 1, a heading",
        "本文": "paragraph 2",
        "箱": "text box 1",
        "表": "paragraph 3, in a table",
        "終わり": "paragraph 4",
        "次の": "footnote or endnote 2",
        "柱": "header or footer 1",
    }
    assert places.counts_lines is False


def test_what_found_no_place_is_grouped_by_its_reason() -> None:
    document = open_document(b"a\nb\nc\nd\ne\nf\n", name="a.txt")
    comments = [Unplaced(Comment(Span(at, at + 1), "x"), REASON) for at in range(0, 12, 2)]
    fix = Unplaced(Replacement(Span(2, 3), "y"), Message("another change stands at the same place"))

    lines = unplaced_lines([*comments, fix], Places(document), "en")

    assert lines == [
        "6 comments could not be placed: this format carries no comments (1:1, 2:1, 3:1, 4:1, 5:1, …)",
        "1 fix could not be made: another change stands at the same place (2:1)",
    ]


def test_what_found_no_place_is_a_record_for_programs() -> None:
    text = "😀ab"
    document = open_document(text.encode(), name="a.txt")

    record = unplaced_record(Unplaced(Replacement(Span(1, 2), "y"), REASON), Places(document), offsets_in(text, UTF16))

    assert {key: value for key, value in record.items() if key not in ("location", "reason")} == {
        "kind": "fix",
        "start": 2,
        "end": 3,
        "text": "y",
    }
    assert (record["location"]["en"], record["reason"]["en"]) == ("line 1, column 2", REASON.template)
