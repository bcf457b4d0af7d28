"""What measures are made with: the shared development data, where they are, and the shipped terms as drafts are checked with them."""

import functools
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from glossary.config import terms_folder
from glossary.domain.profile import Profile
from glossary.formats.house import read_lexicon_tables, read_profiles, read_termbase
from glossary.matching.checking import Checking, compile_checking
from glossary.text.vocabulary import Vocabulary, read_vocabulary
from glossary.text.wordlists import shipped_word_lists

SHARED = "KAKEHASHI_SHARED"
"""The environment variable that names the folder of the shared data."""

PAIRS = "data/pairs-dev.jsonl"
TODAY = date(2026, 11, 22)
"""The day for which drafts are checked: measures must not change overnight."""


def shared_file(name: str, otherwise: str = "Not measured") -> Path | None:
    """A file of the shared data; None, and a line that says so and what is done instead, where it is absent."""
    path = Path(os.environ.get(SHARED) or Path(__file__).resolve().parents[3] / "shared") / name
    if path.is_file():
        return path
    print(f"{otherwise}: {path} is absent; set {SHARED} to the folder that holds {name}.")
    return None


def json_lines(path: Path) -> Iterator[dict[str, object]]:
    """The records of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


@functools.cache
def vocabulary() -> Vocabulary:
    """The shipped word lists."""
    return read_vocabulary(read_lexicon_tables(terms_folder()))


@functools.cache
def shipped_checking() -> Checking:
    """The shipped terms and pitfalls, compiled."""
    termbase = read_termbase(terms_folder())
    return compile_checking(termbase.concepts, termbase.pitfalls, vocabulary(), shipped_word_lists())


@functools.cache
def default_profile() -> Profile:
    """The profile that is used when none is named."""
    return read_profiles(terms_folder())["default"]


@functools.cache
def documents(path: Path, lang: str) -> dict[str, str]:
    """One side of the aligned segments as documents: the segments of each file, as paragraphs."""
    found: dict[str, list[str]] = {}
    for record in json_lines(path):
        found.setdefault(f"{record[f'{lang}_repo']}/{record[f'{lang}_path']}", []).append(str(record[lang]))
    return {name: "\n\n".join(segments) for name, segments in found.items()}
