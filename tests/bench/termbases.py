"""Generated termbases of any size for the benches: seeded, so that every run measures the same terms.

Terms and definitions are recombined from the shipped termbase: an English name is made of words of shipped English terms, a
Japanese one of shipped Japanese terms that are short and read in kana, so that lengths, scripts and shared beginnings are those
of real terms. The content is nonsense on purpose.
"""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from glossary.config import terms_folder
from glossary.domain.concept import Concept, LanguageSection, Term
from glossary.domain.statuses import EntryStatus, NormativeStatus, TermType
from glossary.domain.validation import read_concept
from glossary.errors import InvalidRecord, UnreadableFile
from glossary.formats.house import CONCEPTS_FOLDER, read_record
from glossary.text.languages import ENGLISH, JAPANESE, LANGUAGES

MAX_PIECE_LENGTH = 6
"""Code points of a Japanese term that still serves as a piece of a longer one."""

_WORD = re.compile(r"[A-Za-z][a-z]{2,}")
_CLAUSE_END = re.compile(r"[,;、。]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    words: tuple[str, ...]
    pieces: tuple[tuple[str, str], ...]
    clauses: Mapping[str, tuple[str, ...]]
    domains: tuple[str, ...]


def generate_concepts(count: int, seed: int = 1) -> list[Concept]:
    """So many concepts, each with two terms, a definition and a usage note in each language; no name occurs twice."""
    parts = _read_parts(terms_folder())
    source = random.Random(seed)
    english, japanese = _english_names(parts, source), _japanese_names(parts, source)
    return [
        Concept(
            id=f"generated-{number}",
            domain=source.choice(parts.domains),
            entry_status=EntryStatus.APPROVED if source.random() < 0.8 else EntryStatus.DRAFT,
            related=(f"generated-{source.randrange(number)}",) if number and source.random() < 0.3 else (),
            sections={
                ENGLISH: _section(ENGLISH, [(next(english), None), (next(english), None)], parts, source),
                JAPANESE: _section(JAPANESE, [next(japanese), next(japanese)], parts, source),
            },
        )
        for number in range(count)
    ]


def _section(lang: str, names: list[tuple[str, str | None]], parts: _Parts, source: random.Random) -> LanguageSection:
    (preferred, preferred_reading), (other, other_reading) = names
    clauses = parts.clauses[lang]
    joint = ", " if lang == ENGLISH else "、"
    return LanguageSection(
        definition=joint.join(source.choice(clauses) for _ in range(source.randint(2, 3))),
        usage=joint.join(source.choice(clauses) for _ in range(source.randint(1, 3))),
        terms=(
            Term(text=preferred, reading=preferred_reading, status=NormativeStatus.PREFERRED, type=TermType.FULL_FORM),
            Term(text=other, reading=other_reading, status=NormativeStatus.ADMITTED),
        ),
    )


def _english_names(parts: _Parts, source: random.Random) -> Iterator[str]:
    seen: set[str] = set()
    while True:
        name = " ".join(source.choice(parts.words) for _ in range(source.choice((2, 2, 3))))
        if name not in seen:
            seen.add(name)
            yield name


def _japanese_names(parts: _Parts, source: random.Random) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    while True:
        pieces = [source.choice(parts.pieces) for _ in range(source.choice((2, 2, 3)))]
        text = "".join(piece for piece, _ in pieces)
        if text not in seen:
            seen.add(text)
            yield text, "".join(reading for _, reading in pieces)


def _read_parts(folder: Path) -> _Parts:
    """The vocabulary of the shipped entries; an entry that is being edited and cannot be read is passed over."""
    words: set[str] = set()
    pieces: dict[str, str] = {}
    clauses: dict[str, set[str]] = {lang: set() for lang in LANGUAGES}
    domains: set[str] = set()
    for path in sorted((folder / CONCEPTS_FOLDER).rglob("*.toml")):
        try:
            concept = read_concept(read_record(path), LANGUAGES)
        except (InvalidRecord, UnreadableFile):
            continue
        domains.add(concept.domain)
        for lang, _, term in concept.all_terms():
            if lang == ENGLISH:
                words.update(word.lower() for word in _WORD.findall(term.text))
            elif len(term.text) <= MAX_PIECE_LENGTH and not term.text.isascii():
                pieces[term.text] = term.reading or term.text
        for lang, section in concept.sections.items():
            clauses[lang].update(clause.strip() for clause in _CLAUSE_END.split(section.definition) if clause.strip())
    return _Parts(
        words=tuple(sorted(words)),
        pieces=tuple(sorted(pieces.items())),
        clauses={lang: tuple(sorted(texts)) for lang, texts in clauses.items()},
        domains=tuple(sorted(domains)),
    )
