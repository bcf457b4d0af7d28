"""The text index: which definitions and usage notes contain a piece of text. The one part of the database that only SQLite has.

FTS5 by itself finds nothing for one or two Japanese characters, so that the text goes in as tokens of our own: runs of
Japanese (all that is neither ASCII nor a space) as overlapping pairs of characters, English as words. A run of characters
is then a phrase of pairs: recall and precision are those of a substring search. The index is derived data: it holds no text,
and ``prepare`` builds it again when the way of making tokens has changed.
"""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from operator import add
from typing import Final

from glossary.store.sqlite import ReadConnections
from glossary.text.languages import LANGUAGES
from glossary.text.normalise import fold

INDEX_PREFIX: Final = "text_"
"""What the names of all tables of the index begin with."""

SLOTS: Final = len(LANGUAGES)
"""Row number in the index = number of the concept × SLOTS + place of the language."""

RANKED: Final = 100
"""Up to so many found texts are ranked by bm25; more are given as they come, as a rank among thousands says nothing."""

MAX_WORDS: Final = 200
"""A part of an English word stands for at most so many words that contain it, the shortest first."""

WHOLE_WORD: Final = 2
"""Words of up to so many letters (AI, 5G) must stand as they are; longer ones may be a part of a word."""

PENDING_BYTES: Final = 16 * 1024 * 1024
"""What a transaction keeps in memory before it writes to the index. With the default of 1 MB a load writes most of it twice."""

_AT_ONCE: Final = 500
"""Concepts in one question for their ids."""

DEFINITION_WEIGHT: Final = 2.0
USAGE_WEIGHT: Final = 1.0


IndexedText = tuple[int, str, str, str]
"""What one concept says in one language: number of the concept, language, definition, usage note."""


def version() -> str:
    """How tokens are made: the index must be built again when this changes.

    Folding follows the Unicode tables of the running Python and its own rules, which the sample shows; row numbers follow
    the order of the languages.
    """
    sample = blake2b(tokens(_SAMPLE).encode(), digest_size=8).hexdigest()
    return f"1 {unicodedata.unidata_version} {'/'.join(LANGUAGES)} {sample}"


_SAMPLE: Final = "".join(chr(code) for first, end in ((0x21, 0x600), (0x2000, 0x3400), (0xFF00, 0x10000)) for code in range(first, end, 3))
"""Latin letters, punctuation, kana, squared words and forms of other widths: what folding changes."""


def prepare(connection: sqlite3.Connection) -> bool:
    """Create the index, or build it again when tokens are made in another way now. Whether there was something to do.

    The caller holds the write transaction.
    """
    connection.execute("CREATE TABLE IF NOT EXISTS text_state (version TEXT NOT NULL)")
    if is_current(connection):
        return False
    connection.execute("DROP TABLE IF EXISTS text_index")
    connection.execute("DROP TABLE IF EXISTS text_word")
    connection.execute("CREATE VIRTUAL TABLE text_index USING fts5(definition, usage, content='', tokenize='ascii')")
    connection.execute("INSERT INTO text_index (text_index, rank) VALUES ('hashsize', ?)", (PENDING_BYTES,))
    connection.execute("CREATE TABLE text_word (word TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID")
    writer = TextWriter(connection)
    rows = connection.execute("SELECT number, document FROM concept ORDER BY number")
    while batch := rows.fetchmany(_AT_ONCE):
        writer.add(text for number, document in batch for text in texts_of(number, document))
    writer.finish()
    connection.execute("DELETE FROM text_state")
    connection.execute("INSERT INTO text_state VALUES (?)", (version(),))
    return True


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the index is there and its tokens are made as this program makes them."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'text_state'").fetchone()
    return known is not None and connection.execute("SELECT version FROM text_state").fetchone() == (version(),)


def texts_of(number: int, document: str) -> Iterator[IndexedText]:
    """The texts of a stored concept."""
    record = json.loads(document)
    for lang in LANGUAGES:
        section = record[lang]
        yield number, lang, section["definition"], section.get("usage", "")


class TextWriter:
    """Puts texts into the index and takes them out, inside the caller's transaction. ``finish`` must be called at the end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._words: set[str] = set()

    def add(self, texts: Iterable[IndexedText]) -> None:
        """Put texts in."""
        texts = list(texts)
        spelled = iter(_spell_all([part for _, _, definition, usage in texts for part in (definition, usage)], self._words))
        rows = [(_row(number, lang), next(spelled), next(spelled)) for number, lang, _, _ in texts]
        self._connection.executemany("INSERT INTO text_index (rowid, definition, usage) VALUES (?, ?, ?)", rows)

    def remove(self, texts: Iterable[IndexedText]) -> None:
        """Take texts out. They must be the very texts that were put in: the index knows only tokens."""
        rows = [(_row(number, lang), tokens(definition), tokens(usage)) for number, lang, definition, usage in texts]
        statement = "INSERT INTO text_index (text_index, rowid, definition, usage) VALUES ('delete', ?, ?, ?)"
        self._connection.executemany(statement, rows)

    def finish(self) -> None:
        """Add the words that are new. Words are never taken out: one that no text has any more finds nothing."""
        words = set(_LONG_WORD.findall(" ".join(self._words)))
        self._connection.executemany("INSERT OR IGNORE INTO text_word VALUES (?)", ((word,) for word in words))


def _row(number: int, lang: str) -> int:
    return number * SLOTS + LANGUAGES.index(lang)


class TextSearch:
    """Search in definitions and usage notes. May be shared between threads."""

    def __init__(self, connections: ReadConnections) -> None:
        self._connections = connections
        # By row number. A concept keeps its number for ever, so that what was read once stays true.
        self._places: list[tuple[str, str] | None] = []

    def find(self, text: str, limit: int) -> Sequence[tuple[str, str]]:
        """(concept id, language) of the texts in which every piece of the query stands, best first.

        Pieces are parted by spaces. Japanese is found as a substring, an English piece of over two letters also inside a
        word; case, width and ASCII punctuation of English do not matter. Raises UnreadableDatabase.
        """
        with self._connections.take() as connection:
            expression = _expression(connection, text)
            if expression is None:
                return ()
            rows = self._rows(connection, expression, limit)
            if rows and (max(rows) >= len(self._places) or None in map(self._places.__getitem__, rows)):
                self._learn(connection, rows)
        return list(map(self._places.__getitem__, rows))  # type: ignore[arg-type]  # all are known now

    def _rows(self, connection: sqlite3.Connection, expression: str, limit: int) -> list[int]:
        # One long text instead of a row for each find: half the time.
        wanted = max(limit, RANKED + 1)
        found = connection.execute(
            "SELECT group_concat(rowid) FROM (SELECT rowid FROM text_index WHERE text_index MATCH ? LIMIT ?)", (expression, wanted)
        ).fetchone()[0]
        rows: list[int] = json.loads(f"[{found or ''}]")
        if 1 < len(rows) <= RANKED:
            ranked = connection.execute(
                "SELECT rowid FROM text_index WHERE text_index MATCH ? ORDER BY bm25(text_index, ?, ?), rowid",
                (expression, DEFINITION_WEIGHT, USAGE_WEIGHT),
            )
            rows = [row for (row,) in ranked]
        return rows[:limit]

    def _learn(self, connection: sqlite3.Connection, rows: Sequence[int]) -> None:
        """Look up which concepts and languages these rows stand for."""
        self._places.extend([None] * (max(rows) // SLOTS * SLOTS + SLOTS - len(self._places)))
        numbers = sorted({row // SLOTS for row in rows if self._places[row] is None})
        for start in range(0, len(numbers), _AT_ONCE):
            part = numbers[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            for number, key in connection.execute(f"SELECT number, id FROM concept WHERE number IN ({marks})", part):  # noqa: S608  # marks only
                for slot, lang in enumerate(LANGUAGES):
                    self._places[number * SLOTS + slot] = (key, lang)

    def close(self) -> None:
        """Close the connections."""
        self._connections.close()


_RUN: Final = re.compile(r"[^0-9a-z\s]+")
"""Japanese with its punctuation, or nothing but ASCII punctuation, which says nothing."""

_PIECE: Final = re.compile(r"(?P<word>[0-9a-z]+)|(?P<run>[^0-9a-z\s]+)")
_LONG_WORD: Final = re.compile(rf"[0-9a-z]{{{WHOLE_WORD + 1},}}")

_ASCII: Final = re.compile(r"[\x00-\x7f]")
_SIGN: Final = re.compile(r"[!-/:-@\[-`{-~]")
_WIDE: Final = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if not chr(code).isalnum()}
"""ASCII punctuation inside a run as its full-width form: the tokenizer takes every character beyond ASCII as part of a token."""


def tokens(text: str) -> str:
    """The tokens of a text, parted by spaces. For English that is the text itself: the tokenizer parts it by punctuation."""
    return _spell(text, set())


def _spell(text: str, words: set[str]) -> str:
    """The tokens of a text; pieces with its English words are added to ``words``."""
    if text.isascii():
        lower = text.lower()
        words.update(lower.split())
        return lower
    return _spell_folded(fold(text), words)


def _spell_folded(folded: str, words: set[str]) -> str:
    words.update(_LONG_WORD.findall(folded))
    return _RUN.sub(_spelled, folded)


def _spell_all(texts: Sequence[str], words: set[str]) -> list[str]:
    """The tokens of many texts. Most Japanese texts are one run; those are spelled together, three times as fast."""
    spelled = [""] * len(texts)
    runs: list[tuple[int, str]] = []
    for place, text in enumerate(texts):
        if text.isascii():
            spelled[place] = _spell(text, words)
        elif _ASCII.search(folded := fold(text)):
            spelled[place] = _spell_folded(folded, words)
        else:
            runs.append((place, folded))
    joined = "".join(f"{run}\n" for _, run in runs)
    pairs = _pairs(joined)
    if pairs is None:
        for place, run in runs:
            spelled[place] = _spell_folded(run, words)
        return spelled
    start = 0
    for place, run in runs:
        end = start + len(run)
        spelled[place] = pairs[3 * start : 3 * end]
        start = end + 1
    return spelled


def _pairs(text: str) -> str | None:
    """For each character of the text three: itself, the next one, a space. Made by the byte, without a loop over characters.

    At the end of a line that gives the last character of a run alone, as the line break parts tokens. None where a character
    takes four bytes.
    """
    code = text.encode("utf-16-le")
    if len(code) != 2 * len(text):
        return None
    triples = bytearray(3 * len(code))
    triples[0::6], triples[1::6] = code[0::2], code[1::2]
    triples[2::6], triples[3::6] = code[2::2] + b" "[: len(text)], code[3::2] + b"\0"[: len(text)]
    triples[4::6] = b" " * len(text)
    return triples.decode("utf-16-le")


def _spelled(match: re.Match[str]) -> str:
    run = match[0]
    if run.isascii():
        return run
    run, goes_on = _extended(match)
    pairs = " ".join(map(add, run, run[1:]))
    # A run that has ended gives its last character once more, alone, so that every character begins a token.
    return f" {pairs} " if goes_on else f" {pairs} {run[-1]} "


def _extended(match: re.Match[str]) -> tuple[str, bool]:
    """The run with the letters or digits that touch it (A社 is a pair, too), and whether one follows it."""
    text, run = match.string, match[0]
    start, end = match.span()
    if _SIGN.search(run):
        run = run.translate(_WIDE)
    if start and not text[start - 1].isspace():
        run = text[start - 1] + run
    if end < len(text) and not text[end].isspace():
        return run + text[end], True
    return run, False


def _expression(connection: sqlite3.Connection, text: str) -> str | None:
    """The query in the language of FTS5: all pieces must stand. None where nothing can be found."""
    # Half of a surrogate pair is no character and cannot be bound to a statement.
    folded = fold(text.encode("utf-8", "ignore").decode("utf-8"))
    conditions: list[str] = []
    for match in _PIECE.finditer(folded):
        condition = _run_condition(match) if match["run"] else _word_condition(connection, match)
        if condition is None:
            return None
        if condition:
            conditions.append(condition)
    return " AND ".join(dict.fromkeys(conditions)) or None


def _run_condition(match: re.Match[str]) -> str:
    if match[0].isascii():
        return ""
    run, _ = _extended(match)
    # In the text the run may go on where it ends in the query: a character alone is the beginning of a pair.
    return f'"{" ".join(map(add, run, run[1:]))}"' if len(run) > 1 else f'"{run}" *'


def _word_condition(connection: sqlite3.Connection, match: re.Match[str]) -> str | None:
    word = match[0]
    start, end = match.span()
    touches = not (match.string[start - 1 : start] + match.string[end : end + 1]).isascii()
    if len(word) <= WHOLE_WORD:
        # A single letter beside a run stands in a pair of the run already.
        return "" if touches and len(word) == 1 else f'"{word}"'
    rows = connection.execute(
        "SELECT word FROM text_word WHERE instr(word, ?) ORDER BY length(word), word LIMIT ?", (word, MAX_WORDS)
    ).fetchall()
    return "(" + " OR ".join(f'"{found}"' for (found,) in rows) + ")" if rows else None
