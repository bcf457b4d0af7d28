"""Many patterns at once: the door to the Aho–Corasick libraries.

daachorse where a wheel exists (fastest, and loads from bytes in milliseconds), else ahocorasick-rs, built when loaded.
Both report overlapping matches in code points. pyahocorasick is not used: its ``iter_long`` loses matches.
"""

import json
from collections.abc import Sequence
from typing import Protocol

Hit = tuple[int, int, int]
"""Start, end (half-open, code points), number of the pattern."""


class Automaton(Protocol):
    """Finds every occurrence of every pattern, overlapping ones too, sorted by end."""

    def scan(self, text: str) -> list[Hit]:
        """All occurrences in the text."""

    def to_bytes(self) -> bytes:
        """The automaton as bytes that ``load_automaton`` of the same library reads."""


class _Daachorse:
    name = "daachorse"

    def __init__(self, patterns: Sequence[str] | None, data: bytes | None = None) -> None:
        from daachorse import CharwiseDoubleArrayAhoCorasick  # inline: optional dependency

        if data is None:
            self._found = CharwiseDoubleArrayAhoCorasick(list(patterns or ()))
        else:
            self._found = CharwiseDoubleArrayAhoCorasick.deserialize(data)
        self.scan = self._found.find_overlapping

    def to_bytes(self) -> bytes:
        data: bytes = self._found.serialize()
        return data


class _AhoCorasickRs:
    name = "ahocorasick_rs"

    def __init__(self, patterns: Sequence[str]) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation  # inline: optional dependency

        self._patterns = list(patterns)
        self._found = AhoCorasick(self._patterns, implementation=Implementation.ContiguousNFA)

    def scan(self, text: str) -> list[Hit]:
        return [(start, end, pattern) for pattern, start, end in self._found.find_matches_as_indexes(text, overlapping=True)]

    def to_bytes(self) -> bytes:
        return json.dumps(self._patterns, ensure_ascii=False).encode("utf-8", "surrogatepass")


class _Nothing:
    """No pattern at all: both libraries refuse an empty list."""

    name = "nothing"

    def scan(self, _text: str) -> list[Hit]:
        return []

    def to_bytes(self) -> bytes:
        return b""


def library() -> str:
    """The library in use: its name is part of the key of compiled files."""
    try:
        import daachorse  # noqa: F401  # inline: optional dependency
    except ImportError:
        return _AhoCorasickRs.name
    return _Daachorse.name


def build_automaton(patterns: Sequence[str], name: str | None = None) -> Automaton:
    """An automaton over the patterns, which must be distinct and not empty. ``name`` forces a library."""
    if not patterns:
        return _Nothing()
    return _Daachorse(patterns) if (name or library()) == _Daachorse.name else _AhoCorasickRs(patterns)


def load_automaton(data: bytes, name: str | None = None) -> Automaton:
    """An automaton from its bytes. The bytes must be our own and whole: callers check their seal first."""
    if not data:
        return _Nothing()
    if (name or library()) == _Daachorse.name:
        return _Daachorse(None, data)
    return _AhoCorasickRs(json.loads(data.decode("utf-8", "surrogatepass")))
