"""TOML that strangers write: the parser of the standard library, kept from what takes it hours or fells it."""

import re
import tomllib

from glossary.errors import N_

MAX_PARTS = 50
"""Parts of one dotted key. The parser takes the square of their number: a megabyte of them takes half an hour."""

_PART = r"(?:[A-Za-z0-9_-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}[ \t]*+\.[ \t]*+){{{MAX_PARTS}}}")


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
