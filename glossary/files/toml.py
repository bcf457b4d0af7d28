"""TOML that strangers write: the parser of the standard library, kept from what takes it hours or fells it."""

import re
import tomllib

from glossary.errors import N_, UnreadableFile

MAX_PARTS = 50
"""Parts of one dotted key. The parser takes the square of their number: a megabyte of them takes half an hour."""

_PART = r"(?:[A-Za-z0-9_-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}[ \t]*+\.[ \t]*+){{{MAX_PARTS}}}")


_LINE = re.compile(r"line (\d+)")


def read_toml(content: bytes, name: str, limit: int) -> dict[str, object]:
    """The record in a file of at most ``limit`` bytes; a byte order mark at its head is no part of it.

    Raises UnreadableFile with line and reason.
    """
    if len(content) > limit:
        raise UnreadableFile(path=name, format="TOML", line=1, reason=f"larger than {limit} bytes")
    try:
        return parse_toml(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(path=name, format="UTF-8", line=line, reason=f"byte {error.start} is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else content.count(b"\n") + 1 if "end of document" in str(error) else 1
        raise UnreadableFile(path=name, format="TOML", line=line, reason=str(error)) from None


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
