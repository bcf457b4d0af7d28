"""TOML that strangers write: the parser of the standard library, kept from what takes it hours or fells it."""

import re
import tomllib
from collections.abc import Sequence

from glossary.domain.message import Message
from glossary.errors import N_, UnreadableFile

MAX_PARTS = 50
"""Parts of one dotted key. The parser takes the square of their number: a megabyte of them takes half an hour."""

_PART = r"(?:[A-Za-z0-9_-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}[ \t]*+\.[ \t]*+){{{MAX_PARTS}}}")


_LINE = re.compile(r"line (\d+)")
_PLACE = re.compile(r" \(at [^()]*\)$")

_REASONS: Sequence[tuple[str, str]] = (
    ("Invalid date or datetime", N_("there is no such day or time")),
    ("Invalid statement", N_("here a line must begin with a name, a # or a [")),
    ("Invalid value", N_("after the = stands no value: texts need quotation marks")),
    ("Invalid initial character for a key part", N_("a name has a character that needs quotation marks")),
    ("Expected '=' after a key", N_("after a name an = is missing")),
    ("Expected newline or end of document", N_("after a value something stands that does not belong there")),
    ("Expected ']", N_("a ] is missing")),
    ("Found invalid character", N_("here stands a character that must not stand here")),
    ("Escaped character", N_("what follows \\u or \\U is no number of a character")),
    ("Unterminated string", N_("a text has no quotation mark at its end")),
    ("Illegal character", N_("a text has a line break or another character that must not stand in it")),
    ("Unescaped", N_("a \\ in a text must be doubled, or stand in single quotation marks")),
    ("Invalid hex value", N_("what follows \\u or \\U is no number of a character")),
    ("Unclosed array", N_("a list has no ] at its end")),
    ("Unclosed inline table", N_("a table in braces has no end")),
    ("Duplicate inline table key", N_("a name is given twice")),
    ("Cannot overwrite a value", N_("a name is given twice")),
    ("Cannot declare", N_("a table is begun twice")),
    ("Cannot mutate immutable namespace", N_("a table is begun twice")),
    ("Cannot redefine namespace", N_("a table is begun twice")),
    ("Expected", N_("here something is missing")),
)
"""What the parser says, by its first words, in sentences of the catalogue."""


def read_toml(content: bytes, name: str, limit: int) -> dict[str, object]:
    """The record in a file of at most ``limit`` bytes; a byte order mark at its head is no part of it.

    Raises UnreadableFile with line and reason.
    """
    if len(content) > limit:
        raise UnreadableFile(path=name, format="TOML", line=1, reason=Message(N_("it is larger than {limit} bytes"), (("limit", limit),)))
    try:
        return parse_toml(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(path=name, format="UTF-8", line=line, reason=not_utf8(error)) from None
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else content.count(b"\n") + 1 if "end of document" in str(error) else 1
        raise UnreadableFile(path=name, format="TOML", line=line, reason=_reason(str(error))) from None


def not_utf8(error: UnicodeDecodeError) -> Message:
    """The reason why bytes are no text."""
    return Message(N_("byte {position} is not UTF-8"), (("position", error.start),))


def _reason(said: str) -> str:
    """The reason without its place, which is told apart."""
    return next((ours for theirs, ours in _REASONS if said.startswith(theirs)), _PLACE.sub("", said))


def parse_toml(text: str) -> dict[str, object]:
    """The record. Raises TOMLDecodeError, whose text is the reason, for all that is no TOML or not to be read as such."""
    if _LONG_KEY.search(text):
        raise tomllib.TOMLDecodeError(N_("a key has too many parts"))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise tomllib.TOMLDecodeError(N_("it is nested too deep")) from None
    except ValueError:  # of all things Python alone minds numbers of thousands of digits
        raise tomllib.TOMLDecodeError(N_("it holds a number that is too long")) from None
