"""The pitfall language, read."""

import pytest

from glossary.domain.phrase import MAX_GAP, Part, PartKind, PhraseError, read_phrase


def words(text: str) -> Part:
    return Part(PartKind.WORDS, text)


def test_plain_words_are_one_reading() -> None:
    assert read_phrase("前向きに検討する") == ((words("前向きに検討する"),),)


def test_choices_multiply_in_the_order_written() -> None:
    assert read_phrase("(will|should) table the") == ((words("will table the"),), (words("should table the"),))


def test_an_option_may_be_absent() -> None:
    assert read_phrase("安全[な]製品") == ((words("安全な製品"),), (words("安全製品"),))


def test_an_option_with_alternatives_is_one_of_them_or_none() -> None:
    assert read_phrase("安全[な|の]製品") == ((words("安全な製品"),), (words("安全の製品"),), (words("安全製品"),))


def test_gaps_classes_concepts_and_literals_are_parts() -> None:
    assert read_phrase('{ncsc-uk}…3<noun>…"NCO"') == (
        (
            Part(PartKind.CONCEPT, "ncsc-uk"),
            Part(PartKind.GAP, "…", 3),
            Part(PartKind.CLASS, "noun"),
            Part(PartKind.GAP, "…", MAX_GAP),
            Part(PartKind.LITERAL, "NCO"),
        ),
    )


def test_equal_readings_are_read_once() -> None:
    assert read_phrase("(patch|patch)ing") == ((words("patching"),),)


@pytest.mark.parametrize("phrase", ["", "  ", "…", "a (b", "a) b", "((a|b)|c)", "[a", "<noun", "{", "[…]", "(a|)…"])
def test_a_phrase_without_a_word_or_with_a_stray_bracket_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        read_phrase(phrase)


def test_over_two_hundred_readings_are_refused() -> None:
    assert len(read_phrase("(a|b|c|d|e) (a|b|c|d|e) (a|b|c|d|e|f|g|h)")) == 200
    with pytest.raises(PhraseError, match="200"):
        read_phrase("(a|b|c|d|e) (a|b|c|d|e) (a|b|c|d|e|f|g|h|i)")
