"""How often look-up puts the right concept first: ``python -m tests.eval.lookup``.

Two measures. *Development queries* (shared data, absent from the project): a query counts where a concept of the shipped terms has
one of its accepted English terms; a hit is right if its concept has one of them, or a term with exactly the form or reading of
the Japanese term in question. *Own queries* are made from every shipped term: as read, in romaji of several kinds, in other
widths; a hit is right if its concept has a term with the same text or reading.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import jaconv

from glossary.config import terms_folder
from glossary.domain.concept import Concept
from glossary.domain.lookup import Query
from glossary.errors import GlossaryError
from glossary.formats import house
from glossary.matching.compile import Layer, Snapshot, compile_snapshot
from glossary.text.kana import to_hiragana, to_katakana
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.text.normalise import fold
from glossary.workflows.lookup import look_up
from tests.eval.measures import Share

SHARED = "KAKEHASHI_SHARED"
"""The environment variable that names the folder of the shared data."""

QUERIES = "data/lookup-dev.tsv"
SHOWN_FAILURES = 40

LOAN_SOUNDS = {
    "てぃ": "ti", "でぃ": "di", "でゅ": "dyu", "とぅ": "tu", "どぅ": "du", "うぃ": "wi", "うぇ": "we", "うぉ": "wo",
    "ちぇ": "che", "しぇ": "she", "じぇ": "je", "いぇ": "ye", "くぉ": "kwo", "ゔぃ": "vi", "ゔぇ": "ve", "ゔぁ": "va",
}  # fmt: skip
"""Sounds of loan words that jaconv spells sign by sign; here as Hepburn has them."""

Row = tuple[Share, Share]
"""Success at 1 and at 5."""


def main() -> int:
    """Print both tables; 0, or 2 where the shipped terms cannot be read. Absent data are no failure."""
    try:
        snapshot = shipped_snapshot()
    except GlossaryError as error:
        print(error, file=sys.stderr)
        return 2
    show_failures = "--failures" in sys.argv
    path = Path(os.environ.get(SHARED) or Path(__file__).resolve().parents[3] / "shared") / QUERIES
    if path.is_file():
        report("Development queries", *development(snapshot, path), show_failures)
    else:
        print(f"No development queries: {path} is absent; set {SHARED} to the folder that holds {QUERIES}.")
    report("Own queries, made from every shipped term", *own(snapshot), show_failures)
    return 0


def shipped_snapshot() -> Snapshot:
    """The shipped terms, compiled."""
    termbase = house.read_termbase(terms_folder())
    layer = Layer(
        name="shipped",
        revision="eval",
        domains=termbase.domains,
        sources=termbase.sources,
        concepts=termbase.concepts,
        pitfalls=termbase.pitfalls,
    )
    return compile_snapshot([layer])


def report(title: str, rows: dict[str, Row], failures: list[str], show_failures: bool) -> None:
    """One line a kind: success at 1, success at 5, each with counts and interval."""
    print(f"\n{title}\n{'kind':<18} {'success@1':<38} success@5")
    for kind, (first, five) in rows.items():
        print(f"{kind:<18} {first!s:<38} {five}")
    if show_failures:
        print("\n".join(failures[:SHOWN_FAILURES]))


def _count(rows: dict[str, Row], kind: str, right: list[bool]) -> None:
    first, five = rows[kind]
    first.count(right[:1] == [True])
    five.count(any(right[:5]))


def development(snapshot: Snapshot, path: Path) -> tuple[dict[str, Row], list[str]]:
    """The development queries by kind, and those whose first hit is wrong."""
    held = {fold(term.text) for concept in snapshot.concepts.values() for term in concept.sections[ENGLISH].terms}
    rows: dict[str, Row] = defaultdict(lambda: (Share(), Share()))
    failures: list[str] = []
    left_out = 0
    for line in path.read_text("utf-8").splitlines()[1:]:
        query, kind, _, japanese, accepted = line.split("\t")
        wanted = {fold(term) for term in accepted.split(";")}
        if not wanted & held:
            left_out += 1
            continue
        hits = look_up(snapshot, Query(text=query, limit=5), today=datetime.now(UTC).date()).hits
        right = [bool(_names(hit.concept) & (wanted | {fold(japanese), fold(query)})) for hit in hits]
        _count(rows, kind, right)
        if right[:1] != [True]:
            failures.append(f"{query} ({kind}): wanted {accepted}; got {', '.join(hit.concept.id for hit in hits) or 'nothing'}")
    print(f"{left_out} development queries ask for terms that the termbase does not hold.")
    return dict(sorted(rows.items())), failures


def _names(concept: Concept) -> set[str]:
    """The texts and readings of a concept's terms, folded."""
    return {fold(form) for _, _, term in concept.all_terms() for form in (term.text, term.reading) if form}


def own(snapshot: Snapshot) -> tuple[dict[str, Row], list[str]]:
    """Every shown term, asked for in every way."""
    rows: dict[str, Row] = defaultdict(lambda: (Share(), Share()))
    failures: list[str] = []
    for concept in snapshot.concepts.values():
        for lang, _, term in concept.all_terms():
            if term.hidden:
                continue
            names = {fold(term.text)} | ({fold(to_hiragana(term.reading))} if term.reading else set())
            for kind, query in dict.fromkeys(queries_for(term.text, term.reading, lang)):
                hits = look_up(snapshot, Query(text=query, limit=5), today=datetime.now(UTC).date()).hits
                right = [
                    bool(
                        {fold(form) for form in _names(hit.concept)} & names or {to_hiragana(form) for form in _names(hit.concept)} & names
                    )
                    for hit in hits
                ]
                _count(rows, kind, right)
                if right[:1] != [True]:
                    failures.append(f"{query} ({kind} of {term.text}): got {', '.join(hit.concept.id for hit in hits) or 'nothing'}")
    return dict(sorted(rows.items())), failures


def queries_for(text: str, reading: str | None, lang: str) -> Iterator[tuple[str, str]]:
    """(kind, query) pairs for a term."""
    yield "exact", text
    yield "case", text.swapcase()
    yield "full width", jaconv.h2z(text, ascii=True, digit=True)
    if lang != JAPANESE:
        return
    yield "half width", jaconv.z2h(text, kana=True, ascii=True, digit=True)
    if reading is None or any(char in reading for char in "・ "):
        return
    yield "hiragana", to_hiragana(reading)
    yield "katakana", to_katakana(reading)
    yield "half-width kana", jaconv.z2h(to_katakana(reading), kana=True)
    letters = to_hiragana(reading)
    for kana, spelled in LOAN_SOUNDS.items():
        letters = letters.replace(kana, spelled)
    letters = jaconv.kana2alphabet(letters)
    if letters.isascii():
        yield "input method", letters
        yield "hepburn", hepburn(letters)
        yield "macrons", macrons(letters)
        yield "kunrei", kunrei(letters)


def hepburn(letters: str) -> str:
    """Without long vowels, m before b, m and p."""
    for long, short in (("-", ""), ("ou", "o"), ("oo", "o"), ("uu", "u"), ("aa", "a")):
        letters = letters.replace(long, short)
    for before in "bmp":
        letters = letters.replace("n" + before, "m" + before)
    return letters


def macrons(letters: str) -> str:
    """With macrons on long vowels."""
    for vowel, long in zip("aiueo", "āīūēō", strict=True):
        letters = letters.replace(vowel + "-", long)
    return letters.replace("ou", "ō").replace("oo", "ō").replace("uu", "ū")


def kunrei(letters: str) -> str:
    """The spelling of Cabinet Notification No. 1 of 1954."""
    pairs = (("sh", "sy"), ("ch", "ty"), ("tsu", "tu"), ("ji", "zi"), ("j", "zy"), ("fu", "hu"), ("syi", "si"), ("tyi", "ti"))
    for hepburn_letters, letters_ in pairs:
        letters = letters.replace(hepburn_letters, letters_)
    return letters


if __name__ == "__main__":
    sys.exit(main())
