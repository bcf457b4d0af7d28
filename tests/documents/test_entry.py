"""Entries of a termbase as drafts: which texts are read, what is a mention, and what is left alone."""

import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.documents.document import Document
from glossary.documents.registry import open_document
from glossary.domain.block import PieceKind
from glossary.domain.change import Replacement
from glossary.domain.concept import Concept, LanguageSection, Term
from glossary.domain.span import Span
from glossary.domain.statuses import EntryStatus, NormativeStatus
from glossary.errors import FileDamaged, FileTooLarge
from glossary.formats.house import entry_files, format_concept
from glossary.text.passage import compose
from tests.conftest import ROOT
from tests.documents.changing import passages, span

CONCEPT = """id = "server"
domain = "network"
entry_status = "approved"
sources = ["handbook"]

[en]
definition = "machine that serves others"
usage = "Write “server”; the host is the \\"machine\\" itself."

[[en.term]]
text = "server"
status = "preferred"

[ja]
definition = "他の機器に役務を提供する機器"
usage = "「サーバ」とせず、鯖とも書かない。"

[[ja.term]]
text = "サーバー"
status = "preferred"

[[ja.term]]
text = "鯖"
status = "deprecated"
reason = { en = "Slang.", ja = "俗語である。" }

[[example]]
en = "The server is down."
ja = "サーバーが止まった。"
"""

PITFALL = """id = "trap"
kind = "ambiguous"
concepts = ["server"]

[title]
en = "A title"
ja = "題"

[reads]
en = "Read as one thing."
ja = "別の意味に読む。"

[write]
en = "Write it out."
ja = "書き分ける。"

[[bad]]
ja = "⟦悪い例⟧です。"
"""


def opened(text: str = CONCEPT, name: str = "server.toml") -> Document:
    return open_document(text.encode(), name=name, format="entry")


def mentions(document: Document) -> list[str]:
    text = document.draft.text
    return [text[slice(*piece.span)] for block in document.draft.blocks for piece in block.pieces if piece.kind is PieceKind.MENTION]


def test_texts_of_a_concept_are_read_in_their_language() -> None:
    document = opened()

    assert [
        (block.lang, document.draft.text[block.pieces[0].span.start : block.pieces[-1].span.end][:6]) for block in document.draft.blocks
    ] == [
        ("en", "machin"),
        ("en", "Write "),
        ("ja", "他の機器に役"),
        ("ja", "「サーバ」と"),
        ("en", "Slang."),
        ("ja", "俗語である。"),
        ("en", "The se"),
        ("ja", "サーバーが止"),
    ]
    assert document.notes == ()


def test_examples_are_pairs() -> None:
    document = opened(CONCEPT + '\n[[example]]\nen = "Two."\nja = "二つ。"\n')

    text = document.draft.text
    assert [(text[slice(*pair.source)], text[slice(*pair.target)], pair.source_lang, pair.target_lang) for pair in document.segments] == [
        ("The server is down.", "サーバーが止まった。", "en", "ja"),
        ("Two.", "二つ。", "en", "ja"),
    ]


def test_what_is_quoted_or_warned_of_is_a_mention() -> None:
    assert mentions(opened()) == ["“server”", "「サーバ」", "鯖"]


def test_all_names_of_a_body_that_was_replaced_are_mentions() -> None:
    text = CONCEPT.replace('sources = ["handbook"]', 'sources = ["handbook"]\nsuccessor = "host"')

    assert mentions(opened(text)) == ["“server”", "「サーバ」", "鯖", "server", "サーバー"]


def test_of_a_pitfall_only_what_to_write_is_read() -> None:
    assert passages(opened(PITFALL)) == ["Write it out.", "書き分ける。"]


def test_escapes_are_markup() -> None:
    document = opened()

    assert compose(document.draft.text, document.draft.blocks[1])[0].endswith('the host is the "machine" itself.')


def test_words_are_replaced_and_written_as_toml() -> None:
    document = opened()

    written = document.write([Replacement(span(document, "machine that"), 'a "thing" \\ that')])

    assert tomllib.loads(written.content.decode())["en"]["definition"] == 'a "thing" \\ that serves others'
    assert written.content.decode().replace('a \\"thing\\" \\\\ that', "machine that") == CONCEPT


def test_place_of_a_finding_is_its_line() -> None:
    document = opened()

    assert document.counts_lines is True
    assert document.origin(Span(3, 9)) == Span(3, 9)


def test_texts_in_another_form_are_counted() -> None:
    document = opened(CONCEPT.replace('"machine that serves others"', "'machine'").replace('"Slang."', '"""Slang."""'))

    assert [str(note) for note in document.notes] == [
        "2 text(s) not in canonical form were not read; glossary terms format puts them into it"
    ]


@pytest.mark.parametrize("text", ["id = ", "a = [", "x = " + "[" * 100_000, "x = 1" + "0" * 5_000, "a." * 400_000 + "b = 1"])
def test_what_is_no_toml_is_refused(text: str) -> None:
    with pytest.raises(FileDamaged):
        opened(text)


def test_what_no_entry_is_long_enough_for_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(FileTooLarge) as caught:
        opened("# x\n" * 300_000)

    assert caught.value.params == {"name": "server.toml", "size": "1.2", "limit": 1}


@pytest.mark.parametrize("text", ["", "[x]\ny = 1\n", "en = 3\nja = [1]\n[[example]]\nen = 5\n", "[en]\nterm = [1, {text = 3}]\n"])
def test_tables_without_texts_are_read_as_nothing(text: str) -> None:
    document = opened(text)

    assert (document.draft.blocks, document.notes) == ((), ())


@pytest.mark.parametrize("text", [CONCEPT, 'id = "x-y"\ndomain = "ops"\nWe use the sever.\n'])
def test_text_is_read_as_an_entry_where_that_is_asked_for_only(text: str) -> None:
    assert open_document(text.encode()).format == "plain"
    assert open_document(CONCEPT.encode(), format="entry").format == "entry"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30))
def test_any_text_that_the_house_writes_is_read_as_it_is(words: str) -> None:
    section = LanguageSection(definition=words, terms=(Term(text="x", status=NormativeStatus.PREFERRED),))
    concept = Concept(id="x", domain="x", entry_status=EntryStatus.DRAFT, sections={"en": section})
    document = opened(format_concept(concept))

    assert document.notes == ()
    (block,) = document.draft.blocks
    pieces = [document.draft.text[slice(*piece.span)] for piece in block.pieces]
    assert tomllib.loads(f'x = "{"".join(pieces)}"')["x"] == words


def test_every_shipped_entry_is_read_whole() -> None:
    documents = [open_document(path.read_bytes(), name=path.name, format="entry") for path in entry_files(ROOT / "terms")]

    assert [document.notes for document in documents if document.notes] == []
    assert min(len(document.draft.blocks) for document in documents) > 0


@pytest.mark.parametrize(
    "text",
    ["# " + "a" * 200_000, '[en]\ndefinition = "' + "“a”" * 60_000 + '"'],
    ids=["a word without end", "quotations without end"],
)
def test_time_to_read_an_entry_grows_with_its_length_alone(text: str) -> None:
    started = time.process_time()

    opened(f'id = "x"\ndomain = "y"\n\n{text}\n')

    assert time.process_time() - started < 3
