"""TOML from bytes, with the line of what is wrong in it."""

import re
import tomllib

from glossary.errors import N_, UnreadableFile

_LINE = re.compile(r"line (\d+)")


def parse_toml(content: bytes, name: str, limit: int) -> dict[str, object]:
    """The table in a file of at most ``limit`` bytes; a byte order mark at its head is no part of it.

    Raises UnreadableFile with line and reason.
    """
    if len(content) > limit:
        raise UnreadableFile(path=name, format="TOML", line=1, reason=f"larger than {limit} bytes")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(path=name, format="UTF-8", line=line, reason=f"byte {error.start} is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else content.count(b"\n") + 1  # at the end of the document
        raise UnreadableFile(path=name, format="TOML", line=line, reason=str(error)) from None
    except RecursionError:
        raise UnreadableFile(path=name, format="TOML", line=1, reason=N_("it is nested too deep")) from None
