"""Where in a TOML file a field stands: the parser of the standard library forgets it, and people look for lines."""

import re
from collections.abc import Sequence

_STEP = re.compile(r"([^.\[\]]+)\[(\d+)\](?:\.|$)")


def line_of(text: str, field: str) -> int | None:
    """The line on which a field is given, such as ``allow[0].reason``, or on which the table begins that lacks it. None where unknown.

    Read as people write it, a field a line; what stands in other forms is not found.
    """
    lines = text.splitlines()
    first, last, found = 0, len(lines), None
    if step := _STEP.match(field):
        name, number, field = step[1], int(step[2]), field[step.end() :]
        starts = [place for place, line in enumerate(lines) if re.match(rf"\s*\[\[\s*{re.escape(name)}\s*\]\]", line)]
        if number >= len(starts):
            return None
        found = starts[number] + 1
        first, last = found, starts[number + 1] if number + 1 < len(starts) else last
    return _key_line(lines[first:last], field, first) or found


def _key_line(lines: Sequence[str], field: str, before: int) -> int | None:
    """The first line that gives the field, whole or in the table that its first part names."""
    table, _, rest = field.partition(".")
    for name in filter(None, (field, rest)):
        key = re.compile(rf"\s*([\"']?){re.escape(name)}\1\s*=")
        opened = name == field
        for number, line in enumerate(lines, before + 1):
            if header := re.match(r"\s*\[+\s*([^\]]*?)\s*\]", line):
                opened = name != field and header[1].rpartition(".")[2] == table
            elif opened and key.match(line):
                return number
    headers = (number for number, line in enumerate(lines, before + 1) if re.match(rf"\s*\[+\s*(?:[\w-]+\.)*{re.escape(field)}\s*\]", line))
    return next(headers, None) if field else None
