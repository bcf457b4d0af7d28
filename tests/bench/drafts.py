"""What the benches of checking work on: a text, and termbases of any size of which a wanted share occurs in it.

The text is published Japanese and English prose where the shared development data are there, else the prose of the shipped
entries. Terms that occur are words of the text; all others are recombined from shipped terms and are nonsense.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from glossary.config import terms_folder
from glossary.domain.concept import Concept, LanguageSection, Term
from glossary.domain.pitfall import Pitfall
from glossary.domain.statuses import EntryStatus, NormativeStatus
from glossary.formats.house import read_termbase
from glossary.matching.automaton import build_automaton
from glossary.matching.checking import Checking, compile_checking
from glossary.matching.recogniser import OWNED, Patterns, Recogniser, longest
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.text.passage import Passage
from glossary.text.scanning import pattern_form, scan_form
from glossary.text.wordlists import shipped_word_lists
from tests.bench.termbases import generate_concepts
from tests.eval.material import PAIRS, documents, shared_file, vocabulary

_WORDS = {
    JAPANESE: re.compile(r"(?<![ァ-ヺー一-鿿])[ァ-ヺー一-鿿]{3,8}(?![ァ-ヺー一-鿿])"),
    ENGLISH: re.compile(r"\b[a-z]{5,12} [a-z]{5,12}\b"),
}
TERMS_IN_A_CONCEPT = 4
"""Of a generated concept."""


def draft_lines(lang: str, characters: int) -> list[str]:
    """Lines of prose with so many characters in all; they begin again where there are not enough."""
    path = shared_file(PAIRS, "Measured on the prose of the shipped entries")
    texts = list(documents(path, lang).values()) if path else list(_own_texts(lang))
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    found: list[str] = []
    length = 0
    while length < characters:
        line = lines[len(found) % len(lines)]
        found.append(line)
        length += len(line) + 1
    return found


def _own_texts(lang: str) -> Iterator[str]:
    for concept in read_termbase(terms_folder()).concepts.values():
        section = concept.sections[lang]
        yield from (section.definition, section.usage, *(example[lang] for example in concept.examples if lang in example))


def words_of(lines: Sequence[str], lang: str, places: int, seed: int = 3) -> list[str]:
    """Words of the text that together stand in about so many places; no word lies inside another one."""
    text = "\n".join(lines)
    ordered = sorted({word for line in lines for word in _WORDS[lang].findall(line)})
    random.Random(seed).shuffle(ordered)
    chosen: list[str] = []
    total = 0
    for word in ordered:
        count = text.count(word)
        if total + count <= places and not any(word in other or other in word for other in chosen):
            chosen.append(word)
            total += count
    return chosen


def concepts_with(words: Sequence[str], lang: str, terms: int) -> dict[str, Concept]:
    """Concepts with so many terms: one for each word, which it says not to write, the rest generated."""
    found = {}
    for number, word in enumerate(words):
        better = word[::-1] if lang == JAPANESE else f"better {word}"
        written = (
            Term(text=better, status=NormativeStatus.PREFERRED),
            Term(text=word, status=NormativeStatus.DEPRECATED, replaced_by=better),
        )
        found[f"word-{number}"] = Concept(
            id=f"word-{number}",
            domain="bench",
            entry_status=EntryStatus.DRAFT,
            sections={lang: LanguageSection(definition="", terms=written)},
        )
    missing = max(0, terms - 2 * len(words))
    return found | {concept.id: concept for concept in generate_concepts(missing // TERMS_IN_A_CONCEPT)}


def checking_with(lines: Sequence[str], lang: str, terms: int, apart: int) -> Checking:
    """A checking of so many terms of which one stands in every so many characters of the lines, as near as words allow."""
    wanted = sum(map(len, lines)) // apart
    nonsense_hits = _count(checking_of(concepts_with([], lang, terms)), lines, lang)
    return checking_of(concepts_with(words_of(lines, lang, max(0, wanted - nonsense_hits)), lang, terms))


def _count(checking: Checking, lines: Sequence[str], lang: str) -> int:
    return sum(len(longest(checking.read(Passage(line, lang, vocabulary())).terms)) for line in lines)


def checking_of(concepts: Mapping[str, Concept], pitfalls: Mapping[str, Pitfall] | None = None) -> Checking:
    """The checking of these concepts."""
    return compile_checking(concepts, pitfalls or {}, vocabulary(), shipped_word_lists())


def filled(checking: Checking, patterns: int, lines: Sequence[str]) -> Checking:
    """The checking with nonsense patterns up to that number, none of which occurs in the lines: only the automaton grows."""
    own = checking.tables.patterns
    missing = patterns - len(own.forms)
    known = set(own.forms)
    names = [name for name in nonsense(round(missing * 1.05) + 100) if name not in known]
    automaton = build_automaton(names)
    occurring = {pattern for line in lines for _, _, pattern in automaton.scan(scan_form(line)[0])}
    forms = [name for number, name in enumerate(names) if number not in occurring][:missing]
    grown = Patterns(
        forms=(*own.forms, *forms),
        owners=(*own.owners, *((0,) for _ in forms)),
        anchors=(*own.anchors, *(() for _ in forms)),
        table=own.table,
        marks=own.marks + bytes((OWNED,)) * len(forms),
        phrase_count=own.phrase_count,
    )
    recogniser = Recogniser(grown, vocabulary(), build_automaton(grown.forms))
    return Checking(checking.tables, checking.concepts, checking.pitfalls, vocabulary(), shipped_word_lists(), recogniser)


def nonsense(count: int, seed: int = 5) -> list[str]:
    """So many distinct names, recombined from short shipped terms of Japanese."""
    pieces = sorted(
        {
            pattern_form(term.text)
            for concept in read_termbase(terms_folder()).concepts.values()
            for lang, _, term in concept.all_terms()
            if lang == JAPANESE and len(term.text) <= 6 and not term.text.isascii()
        }
    )
    source = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(source.choices(pieces, k=source.choice((2, 3, 3))))] = None
    return list(found)
