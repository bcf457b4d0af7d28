"""Where in a TOML file a field stands: the parser of the standard library forgets it, and people look for lines."""

import re
from collections import defaultdict
from collections.abc import Sequence

_STEP = re.compile(r"([^.\[\]]+)\[(\d+)\](?:\.|$)")
_HEADER = re.compile(r"[ \t]*+(?P<open>\[\[?)(?P<name>[^\[\]]*+)\]")


class Lines:
    """The lines of one file, looked through once for all questions.

    They end as TOML ends them, which is at fewer characters than ``splitlines`` does. Read as people write it, a field a line;
    what stands in other forms is not found.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts: defaultdict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(self._lines):
            if (header := _HEADER.match(line)) and header["open"] == "[[":
                self._starts[header["name"].strip()].append(place)
        self._read: dict[tuple[int, int], _Stretch] = {}

    def of(self, field: str) -> int | None:
        """The line on which a field is given, such as ``allow[0].reason``, or on which the table begins that lacks it. None where unknown."""
        first, last, found = 0, len(self._lines), None
        if step := _STEP.match(field):
            starts, number, field = self._starts.get(step[1], []), int(step[2]), field[step.end() :]
            if number >= len(starts):
                return None
            found = starts[number] + 1
            first, last = found, starts[number + 1] if number + 1 < len(starts) else last
        if (first, last) not in self._read:
            self._read[first, last] = _Stretch(self._lines[first:last], first)
        return self._read[first, last].line(field) or found


class _Stretch:
    """The keys and the headers of some lines, each where it stands first."""

    def __init__(self, lines: Sequence[str], before: int) -> None:
        self._keys: dict[tuple[str | None, str], int] = {}
        self._headers: dict[str, int] = {}
        table = None
        for number, line in enumerate(lines, before + 1):
            if header := _HEADER.match(line):
                steps = header["name"].strip().split(".")
                table = steps[-1]
                for step in range(len(steps)):
                    self._headers.setdefault(".".join(steps[step:]), number)
            elif key := _key(line):
                self._keys.setdefault((table, key), number)

    def line(self, field: str) -> int | None:
        """The first line that gives the field, whole or in the table that its first part names; else the header of that name."""
        table, _, rest = field.partition(".")
        return self._keys.get((None, field)) or self._keys.get((table, rest)) or self._headers.get(field)


def _key(line: str) -> str:
    """The key that a line gives, without quotation marks around all of it."""
    line = line.lstrip()
    mark = line[:1] if line[:1] in ("'", '"') else ""
    key, equals, _ = line[len(mark) :].partition(mark or "=")
    return key.rstrip() if equals and (not mark or line[len(key) + 2 :].lstrip().startswith("=")) else ""
