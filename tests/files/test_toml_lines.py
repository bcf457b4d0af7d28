"""Lines of fields in TOML."""

import pytest

from glossary.files.toml_lines import line_of

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
        ("", None),
    ],
)
def test_line_is_that_of_the_field_or_of_its_table(field: str, line: int | None) -> None:
    assert line_of(TEXT, field) == line
