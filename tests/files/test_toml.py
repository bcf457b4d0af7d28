"""TOML of strangers: what would take the parser long, or fell it, is refused with a reason."""

import time
import tomllib

import pytest

from glossary.files.toml import MAX_PARTS, parse_toml


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
