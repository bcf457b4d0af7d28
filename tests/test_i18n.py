"""Errors in the reader's language: what is a sentence is translated, what somebody typed is not."""

from dataclasses import replace

import pytest

from glossary.api.refusals import UnsupportedMediaType
from glossary.checks.engine import check_termbase
from glossary.domain.message import Message
from glossary.errors import FileMismatch, FileTooLarge, GlossaryError, NotFound, UnknownValue
from glossary.formats.house import read_termbase
from glossary.i18n import render, render_error
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("error", "en", "ja"),
    [
        (
            UnknownValue(value="official", parameter="domain", allowed="default"),
            "official is not a value of domain. Use one of: default.",
            "officialはdomainの値として使えません。使える値：default",
        ),
        (NotFound("rule", "legal"), "There is no rule legal.", "規則「legal」はありません。"),
        (
            FileMismatch(name="terms", announced="a Word document", found="HTML"),
            "terms was announced as a Word document, but its content is HTML. Give it the right extension, or name its format.",
            "termsは「Word文書」とされていますが、中身は「HTML」です。正しい拡張子を付けるか、形式を指定してください。",
        ),
        (
            UnsupportedMediaType(media_type="nothing"),
            "The body is announced as nothing. Send it with Content-Type: application/json.",
            "本文の形式が指定なしと示されています。Content-Type: application/jsonを付けて送ってください。",
        ),
    ],
    ids=["typed value", "kind", "formats", "media type"],
)
def test_only_sentences_are_translated_in_an_error(error: GlossaryError, en: str, ja: str) -> None:
    assert (render_error("en", error), render_error("ja", error)) == (en, ja)


def test_name_of_a_file_that_is_a_word_of_the_catalogue_stays() -> None:
    assert render_error("ja", FileTooLarge(name="examples", size=20, limit=16)).startswith("examples")


def test_words_of_the_catalogue_in_a_message_are_translated_too() -> None:
    """The small termbase has too few sentences for its pitfalls, and a language is named in each finding."""
    found = check_termbase(read_termbase(ROOT / "tests" / "fixtures" / "termbase"))
    message = next(finding.message for finding in found if finding.entry == "ninsho" and finding.field == "bad")

    assert (render("en", message), render("ja", message)) == (
        "1 sentence(s) in Japanese; at least 3 are needed",
        "日本語の文が1件です。3件以上必要です",
    )


def test_status_of_a_term_without_a_reason_is_a_word_of_the_catalogue() -> None:
    termbase = read_termbase(ROOT / "tests" / "fixtures" / "termbase")
    concept = termbase.concepts["ransomware"]
    section = concept.sections["ja"]
    terms = tuple(replace(term, reason={}) for term in section.terms)
    bare = replace(concept, sections={**concept.sections, "ja": replace(section, terms=terms)})
    found = check_termbase(replace(termbase, concepts={**termbase.concepts, concept.id: bare}))
    (message,) = [finding.message for finding in found if finding.rule == "term.no-reason" and finding.entry == concept.id]

    assert dict(message.params)["status"] == Message("deprecated")
