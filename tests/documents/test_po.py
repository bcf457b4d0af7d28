"""PO files: pairs, plurals and contexts; translations are replaced, everything else stays byte for byte."""

import io
import re
from itertools import pairwise

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from glossary.documents.document import Document
from glossary.documents.registry import open_document, read_draft
from glossary.domain.change import Comment, Replacement
from glossary.domain.span import Span
from glossary.errors import FileMismatch
from tests.conftest import ROOT
from tests.documents.changing import drawn_match, passages, reasons, span, squeezed, words_between

HEADER = 'msgid ""\nmsgstr ""\n"Language: ja_JP\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def opened(text: str, header: str = HEADER) -> Document:
    return open_document((header + text).encode(), name="a.po")


def pairs(document: Document) -> list[tuple[str, str, str]]:
    text = document.draft.text
    return [(text[slice(*segment.source)], text[slice(*segment.target)], segment.id) for segment in document.segments]


def test_entry_is_a_pair_in_the_languages_of_the_header() -> None:
    document = opened('#. note\n#: a.c:1\nmsgid "server"\nmsgstr "サーバー"\n')

    assert pairs(document) == [("server", "サーバー", "server")]
    assert {(segment.source_lang, segment.target_lang) for segment in document.segments} == {("en", "ja-JP")}
    assert passages(document) == ["server", "サーバー"]


@pytest.mark.parametrize(
    ("header", "words", "langs"),
    [
        ("", "サーバー", ("en", "ja")),
        ('msgid ""\nmsgstr "Language: en_GB\\nX-Source-Language: ja\\n"\n\n', "server", ("ja", "en-GB")),
        ('msgid ""\nmsgstr "Language: en\\n"\n\n', "server", ("ja", "en")),
        ('msgid ""\nmsgstr "Language: fr\\n"\n\n', "serveur", ("en", "fr")),
    ],
)
def test_languages_are_told_or_seen(header: str, words: str, langs: tuple[str, str]) -> None:
    segment = opened(f'msgid "x"\nmsgstr "{words}"\n', header).segments[0]

    assert (segment.source_lang, segment.target_lang) == langs


def test_stated_language_is_the_language_of_the_blocks() -> None:
    document = opened('msgid "a"\nmsgstr "ABC"\n')
    french = opened('msgid "a"\nmsgstr "chose"\n', 'msgid ""\nmsgstr "Language: fr\\n"\n\n')

    assert [block.lang for block in document.draft.blocks] == [None, "ja"]
    assert passages(french) == ["a"]
    assert [(piece.kind.value, french.draft.text[slice(*piece.span)]) for piece in french.draft.masked] == [("foreign", "chose")]


def test_strings_over_lines_are_one_passage() -> None:
    document = opened('msgid ""\n"The supply "\n"chain\\n"\n"is long."\nmsgstr ""\n"サー"\n"バー\\n\\n"\n"です"\n')

    assert passages(document) == ["The supply chain is long.", "サーバーです"]


def test_variables_tags_and_escapes_are_no_words() -> None:
    document = opened(r'msgid "<a href=\"x\">%s</a>: %(name)s {0} %1$d \"q\" \\ 100% sure\tor %%"' + '\nmsgstr ""\n')

    assert passages(document) == ['\ufffc: \ufffc \ufffc \ufffc "q" \\ 100% sure or \ufffc']


def test_plural_forms_pair_with_singular_and_plural() -> None:
    one = opened('msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d個"\n')
    two = opened('msgid "a file"\nmsgid_plural "files"\nmsgstr[0] "x"\nmsgstr[1] "y"\nmsgstr[2] "z"\n')

    assert pairs(one) == [("%d files", "%d個", "%d files")]
    assert pairs(two) == [("a file", "x", "a file"), ("files", "y", "files"), ("files", "z", "files")]
    assert passages(one) == ["\ufffc file", "\ufffc files", "\ufffc個"]


def test_context_is_the_name_of_the_pair_and_not_read() -> None:
    document = opened('msgctxt "menu"\nmsgid "Open"\nmsgstr "開く"\n')

    assert pairs(document) == [("Open", "開く", "menu")]
    assert passages(document) == ["Open", "開く"]


def test_what_is_fuzzy_or_obsolete_is_not_read() -> None:
    document = opened(
        '#, c-format, fuzzy\n#| msgid "old"\nmsgid "new"\nmsgstr "旧"\n\n#~ msgid "gone"\n#~ msgstr "無"\n\nmsgid "b"\nmsgstr "乙"\n'
    )

    assert passages(document) == ["new", "b", "乙"]
    assert pairs(document) == [("b", "乙", "b")]
    assert [str(note) for note in document.notes] == ["1 translation(s) marked as not ready were not read"]


def test_empty_translation_is_an_empty_target_that_can_be_filled() -> None:
    document = opened('msgid "a"\nmsgstr ""\n')
    target = document.segments[0].target

    written = document.write([Replacement(target, '甲の"乙"\n')])

    assert target.start == target.end
    assert written.unplaced == ()
    assert written.content.decode().endswith('msgid "a"\nmsgstr "甲の\\"乙\\"\\n"\n')


def test_replacement_keeps_lines_escapes_and_everything_else() -> None:
    text = '# コメント\r\n#, c-format\r\nmsgid "a"\r\nmsgstr ""\r\n"旧サー"\r\n"バーの\\"鍵\\" %s"\r\n'
    document = opened(text)

    one = document.write([Replacement(words_between(document, "サーバー"), "サーバ")])
    two = document.write([Replacement(words_between(document, '"鍵"'), "「鍵」")])

    assert one.content.decode() == HEADER + text.replace("バーの", "バの")
    assert two.content.decode() == HEADER + text.replace('\\"鍵\\"', "「鍵」")


def test_sources_variables_and_comments_are_left_alone() -> None:
    document = opened('msgid "abc"\nmsgstr "甲%s乙"\n')
    changes = [
        Replacement(span(document, "bc"), "x"),
        Replacement(span(document, "甲%s"), "x"),
        Comment(span(document, "乙"), "x"),
        Replacement(Span(0, 3), "x"),
    ]
    across = Replacement(Span(span(document, "abc").start, span(document, "乙").end), "x")

    written = document.write(changes)

    assert sorted(reasons(written)) == [
        "something other than words stands among them",
        "the place lies outside the text",
        "the words to be translated are changed where they were written, not here",
        "this format carries no comments",
    ]
    assert written.content.decode() == HEADER + 'msgid "abc"\nmsgstr "甲%s乙"\n'
    assert reasons(document.write([across])) == ["the place reaches over more than one paragraph"]


def test_broken_lines_are_counted() -> None:
    document = opened('msgid "a\nmsgstr "甲"\nwhat\n')

    assert [str(note) for note in document.notes] == ["2 line(s) are no part of a PO file and were not read"]


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-16"])
def test_encodings_are_kept(encoding: str) -> None:
    text = 'msgid "server"\nmsgstr "このサーバーは認証です。"\n'
    document = open_document(text.encode(encoding), name="a.po")

    written = document.write([Replacement(span(document, "サーバー"), "サーバ"), Replacement(span(document, "認証"), "認証😀")])

    assert written.content.decode(encoding).startswith('msgid "server"\nmsgstr "このサーバは認証')
    assert len(written.unplaced) == (0 if encoding == "utf-16" else 1)


@pytest.mark.parametrize("charset", ["EUC-JP", "ISO-8859-1", "ASCII", "CHARSET", "Shift_JIS"])
def test_plain_file_that_gets_other_characters_becomes_unicode_and_says_so(charset: str) -> None:
    header = HEADER.replace("UTF-8", charset)
    entry = 'msgid "server"\nmsgstr "The Japan-UK server"\n'
    document = opened(entry, header)

    written = document.write([Replacement(span(document, "Japan-UK"), "Japan–UK（日英）")])

    assert written.content.decode() == HEADER + entry.replace("Japan-UK", "Japan–UK（日英）")
    assert [message.string for message in read_po(io.BytesIO(written.content))][1:] == ["The Japan–UK（日英） server"]


@pytest.mark.parametrize(("charset", "words"), [("EUC-JP", "UK-Japan"), ("utf8", "日英"), ("UTF-8", "日英")])
def test_header_stays_where_it_is_still_right(charset: str, words: str) -> None:
    header = HEADER.replace("UTF-8", charset)
    entry = 'msgid "x"\nmsgstr "The Japan-UK server"\n'
    document = opened(entry, header)

    written = document.write([Replacement(span(document, "Japan-UK"), words)])

    assert written.content.decode() == header + entry.replace("Japan-UK", words)


def test_header_of_a_file_in_the_declared_encoding_stays() -> None:
    header, entry = HEADER.replace("UTF-8", "EUC-JP"), 'msgid "server"\nmsgstr "このサーバーは認証です。"\n'
    document = open_document((header + entry).encode("euc_jp"), name="a.po")

    written = document.write([Replacement(span(document, "サーバー"), "サーバ")])

    assert written.content.decode("euc_jp") == header + entry.replace("サーバー", "サーバ")


def test_other_text_is_no_po_file() -> None:
    with pytest.raises(FileMismatch):
        open_document(b"# Title\n\ntext\n", name="a.po")
    assert open_document(b"# only a comment\n", name="a.po").draft.blocks == ()
    assert open_document((HEADER + 'msgid "a"\nmsgstr "b"\n').encode()).format == "po"


STRINGS = st.lists(st.text(alphabet='aあ証 "\\\n\t%s{0}<b>', max_size=8), min_size=1, max_size=3)


def literal(parts: list[str]) -> str:
    table = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    return "\n".join(f'"{"".join(table.get(sign, sign) for sign in part)}"' for part in parts)


def babel(content: bytes) -> list[tuple[str, str]]:
    return [(str(message.id), str(message.string)) for message in read_po(io.BytesIO(content)) if message.id]


@given(st.lists(st.tuples(STRINGS, STRINGS), min_size=1, max_size=3), st.data())
def test_replaced_words_are_all_that_changes(entries: list[tuple[list[str], list[str]]], data: st.DataObject) -> None:
    text = "".join(f"msgid {literal([str(number), *one])}\nmsgstr {literal(two)}\n\n" for number, (one, two) in enumerate(entries))
    document = opened(text)
    found = drawn_match(document, data, [segment.target for segment in document.segments])

    written = document.write([found.replacement])

    again = open_document(written.content, name="a.po")
    if not set("%{<") & set(text):  # new words can make a variable of what was none
        assert squeezed(passages(again)) == squeezed(found.expected if not written.unplaced else passages(document))
    before, after = babel((HEADER + text).encode()), babel(written.content)
    assert [source for source, _ in before] == [source for source, _ in after]
    assert sum(one != two for one, two in zip(before, after, strict=True)) <= 1


def test_catalogue_of_the_project_is_read_as_another_reader_reads_it() -> None:
    content = (ROOT / "locales" / "ja" / "LC_MESSAGES" / "messages.po").read_bytes()
    document = open_document(content, name="messages.po")

    judged = [entry for entry in read_po(io.BytesIO(content)) if entry.id and not entry.fuzzy]
    expected = [
        (entry.id[-1] if isinstance(entry.id, tuple) else entry.id, string)
        for entry in judged
        for string in (entry.string if isinstance(entry.string, tuple | list) else (entry.string,))
    ]
    assert [(said(source), said(target)) for source, target, _ in pairs(document)] == expected
    assert document.notes == ()


def said(written: str) -> str:
    """What the inside of quoted parts says."""
    signs = {"n": "\n", "t": "\t"}
    return re.sub(r"\\(.)", lambda found: signs.get(found[1], found[1]), re.sub(r'(?<!\\)"\s*"', "", written))


@given(st.text(alphabet='msgid_pluraltr "\\\n#~,[0]あ', max_size=80))
def test_any_text_is_read_with_pieces_in_order(text: str) -> None:
    pieces = [piece.span for block in read_draft(text, "po").blocks for piece in block.pieces]

    assert all(one.end <= two.start for one, two in pairwise(pieces))
    assert all(one.start < one.end for one in pieces)
