"""Lines of fields in TOML."""

import time

import pytest

from glossary.files.toml_lines import Lines

TEXT = """profile = "isms"
 reader= "x"

[levels]
"term.variant" = "loud"

[[allow]]
rule = "term"
[[allow]]
reason = ""
'words' = "a"
[[path]]
files = "a"
[path.levels]
"style" = "x"
[[path]]
files = "b"
style.width = "x"
[path.levels]
"style" = "x"
"""


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("profile", 1),
        ("reader", 2),
        ("levels", 4),
        ("levels.term.variant", 5),
        ("allow[0].rule", 8),
        ("allow[0].reason", 7),
        ("allow[1]", 9),
        ("allow[1].reason", 10),
        ("allow[1].words", 11),
        ("allow[2].words", None),
        ("path[0].levels.style", 15),
        ("path[1].levels.style", 20),
        ("path[1].style.width", 18),
        ("path[1].levels", 19),
        ("rule", None),
        ("path[1].levels.unknown", 16),
        ("quoted", None),
        ("", None),
    ],
)
def test_line_is_that_of_the_field_or_of_its_table(field: str, line: int | None) -> None:
    assert Lines(TEXT).of(field) == line


def test_lines_end_where_toml_ends_them() -> None:
    assert Lines('a = "x\u2028y\x85z"\r\n[style]\r\nlong_vowel = "x"\r\n').of("style.long_vowel") == 3


def test_many_fields_of_a_long_file_are_found_in_time() -> None:
    count = 30_000
    text = "[levels]\n" + "".join(f'"k.{number}" = 1\n' for number in range(count)) + '[[allow]]\nrule = "x"\n' * count
    started = time.process_time()

    lines = Lines(text)
    found = [lines.of(f"levels.k.{number}") for number in range(count)] + [lines.of(f"allow[{number}].rule") for number in range(count)]

    assert time.process_time() - started < 4
    assert found == [*range(2, count + 2), *range(count + 3, 3 * count + 3, 2)]
