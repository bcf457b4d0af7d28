"""TOML of strangers: what would take the parser long, or fell it, is refused with a reason."""

import time
import tomllib

import pytest

from glossary.errors import UnreadableFile
from glossary.files.toml import MAX_PARTS, parse_toml, read_toml


def test_record_is_that_of_the_parser() -> None:
    text = 'a.b."c.d" = "One. Two. Three: 1.2.3.4 a.b.c"\n[e.f]\ng = 1.5\n'

    assert parse_toml(text) == tomllib.loads(text) == {"a": {"b": {"c.d": "One. Two. Three: 1.2.3.4 a.b.c"}}, "e": {"f": {"g": 1.5}}}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a." * MAX_PARTS + "b = 1", "a key has too many parts"),
        ('"a" . ' * 400_000 + "b = 1", "a key has too many parts"),
        ("['a'." + "a." * 400_000 + "b]", "a key has too many parts"),
        ("a = " + "[" * 50_000 + "]" * 50_000, "it is nested too deep"),
        ("a = 1" + "0" * 5_000, "it holds a number that is too long"),
        ("a = ", "Invalid value (at end of document)"),
    ],
    ids=["dots", "quoted", "table", "deep", "number", "none"],
)
def test_what_is_not_to_be_read_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as refused:
        parse_toml(text)

    assert str(refused.value) == reason


@pytest.mark.parametrize("text", ["a" * 1_000_000, '"' * 1_000_000, "'a' " * 250_000, "a.a b." * 150_000])
def test_looking_for_long_keys_takes_time_by_the_length_alone(text: str) -> None:
    started = time.process_time()

    assert parse_toml(f'a = """{text.replace(chr(34), chr(39))}"""') == {"a": text.replace('"', "'")}
    assert time.process_time() - started < 3


def test_byte_order_mark_is_no_part_of_the_record() -> None:
    assert read_toml("\ufeffname = '架け橋'\r\n".encode(), "a.toml", 100) == {"name": "架け橋"}


@pytest.mark.parametrize(
    ("content", "format", "line"),
    [
        (b"a = 1\nb = \n", "TOML", 2),
        (b'a = 1\n\nb = """x\n', "TOML", 4),
        (b"a = 1\nb = '\xff'\n", "UTF-8", 2),
        (b"#" * 1_001, "TOML", 1),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(content: bytes, format: str, line: int) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_toml(content, "a.toml", 1_000)

    assert (refused.value.params["path"], refused.value.params["format"], refused.value.params["line"]) == ("a.toml", format, line)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a = 2026-02-30", "there is no such day or time"),
        ("a = words", "after the = stands no value: texts need quotation marks"),
        ('a = "b', "a text has no quotation mark at its end"),
        ("a = 1 2", "after a value something stands that does not belong there"),
        ("a = 1\na = 2", "a name is given twice"),
        ("[a]\n[a]", "a table is begun twice"),
        ("a = [1", "a list has no ] at its end"),
        ("[a", "a ] is missing"),
        ("a 1", "after a name an = is missing"),
        ("!", "here a line must begin with a name, a # or a ["),
        ('a = "\\y"', "a \\ in a text must be doubled, or stand in single quotation marks"),
        ('a = "\\ud800"', "what follows \\u or \\U is no number of a character"),
    ],
)
def test_reason_is_a_sentence_of_the_catalogue(text: str, reason: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_toml(text.encode(), "a.toml", 1_000)

    assert refused.value.params["reason"] == reason
