"""Acronyms: where they stand, which are known, and whom those with several owners mean.

An owner is told by its full name anywhere in the text, or by words directly before or after the acronym: a country (the UK
NCSC, 英国のNCSC, NCSC (UK)) or what belongs to one owner only (NIST CSF, CSR法案).
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from glossary.domain.concept import Concept
from glossary.domain.pitfall import Pitfall
from glossary.text.house_words import AcronymWords
from glossary.text.kana import LONG
from glossary.text.languages import LANGUAGES
from glossary.text.scripts import has_japanese

ACRONYM: Final = re.compile(
    r"[A-Z](?<![A-Za-z0-9_&./@#$%+=\\`-].)[A-Z0-9&]{1,7}(?:s(?![A-Za-z0-9_]))?(?![A-Za-z0-9_`])(?![-.#:@=+/][A-Z0-9_]|[.=(\[]\w)"
)
"""A word in capitals, in the plural or not; no part of a code, an address or a number."""

_OWN: Final = re.compile(r"[A-Z][A-Z0-9&/-]+")
_REACH: Final = 40
"""Characters before and after an acronym that are looked at."""

_MARKS: Final = r"[\s\u3000()（）「」『』“”\"・–-]*"
"""What may stand between an acronym and the word beside it."""


@dataclass(frozen=True, slots=True)
class Owner:
    """One of those whom an acronym may mean, as compared: concept or none, full names, words beside it; the name to show."""

    concept: str
    shown: Mapping[str, str]
    names: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcronymTable:
    """The acronyms of a termbase, gathered when it is compiled."""

    inside: frozenset[str] = frozenset()
    """All that are terms or parts of terms, or are looked for by a pitfall."""
    concepts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The concepts of those that are terms."""

    def joined(self, extra: "AcronymTable", replaced: Collection[str]) -> "AcronymTable":
        """These and those of another layer, which replaces these concepts."""
        concepts = {acronym: kept for acronym, found in self.concepts.items() if (kept := [one for one in found if one not in replaced])}
        for acronym, found in extra.concepts.items():
            concepts[acronym] = list(dict.fromkeys((*concepts.get(acronym, ()), *found)))
        return AcronymTable(inside=self.inside | extra.inside, concepts=concepts)


def gather_acronyms(concepts: Iterable[Concept], pitfalls: Iterable[Pitfall]) -> AcronymTable:
    """The acronyms of terms and pitfalls."""
    inside: set[str] = set()
    short: dict[str, dict[str, None]] = {}
    for concept in concepts:
        for _, _, term in concept.all_terms():
            found = _OWN.findall(term.text)
            inside.update(found)
            if found == [term.text]:
                short.setdefault(term.text, {})[concept.id] = None
    inside.update(name for pitfall in pitfalls for trigger in pitfall.triggers for phrase in trigger.find for name in _OWN.findall(phrase))
    return AcronymTable(inside=frozenset(inside), concepts={acronym: tuple(found) for acronym, found in short.items()})


def plain_form(text: str) -> str:
    """A text as full names are looked for in it: small letters, white space single, no long vowel marks (セキュリティー)."""
    return " ".join(text.split()).casefold().replace(LONG, "")


_WORDS: Final = re.compile(r"\w+")
_BETWEEN: Final = re.compile(r"[\s\-/,]+")
"""What may stand between the words that an acronym is made of."""


def words_in(text: str) -> Iterator[tuple[str, bool, bool]]:
    """The words of a text; whether nothing stands between each and the one before that parts names; whether it is only white space."""
    last_end = 0
    for match in _WORDS.finditer(text):
        gap = text[last_end : match.start()]
        last_end = match.end()
        yield match[0], _BETWEEN.fullmatch(gap) is not None, gap.isspace()


def _heads_with(word: str, letter: str) -> bool:
    return word[0] in (letter, letter.lower())


class Acronyms:
    """The acronyms of a termbase and of the word lists."""

    def __init__(self, table: AcronymTable, concepts: Mapping[str, Concept], words: AcronymWords, small: Iterable[str]) -> None:
        self.words = words
        before = "|".join(map(re.escape, sorted(words.links_before, key=len, reverse=True))) or "(?!)"
        after = "|".join(map(re.escape, sorted(words.links_after, key=len, reverse=True))) or "(?!)"
        self._before = re.compile(rf"(?:{before})?{_MARKS}\Z")
        self._after = re.compile(rf"{_MARKS}(?:(?:{after})(?![a-z]))?{_MARKS}", re.IGNORECASE)
        self._small = frozenset(small)
        self._table = table
        self._concepts = concepts
        self._owners: dict[str, tuple[Owner, ...]] = {}
        self._names: dict[str, Mapping[str, tuple[int, ...]]] = {}

    def owners(self, acronym: str) -> tuple[Owner, ...]:
        """Those whom an acronym may mean, where there are several. Of acronyms that only a draft has nothing is kept."""
        if acronym not in self._table.concepts and acronym not in self.words.owner:
            return ()
        found = self._owners.get(acronym)
        if found is None:
            all_found = tuple(self._owners_of(acronym))
            found = self._owners[acronym] = all_found if len(all_found) > 1 else ()
        return found

    def is_known(self, acronym: str) -> bool:
        """Whether a term or a pitfall of the termbase is or holds that acronym, or the word lists name its owners."""
        return acronym in self._table.inside or acronym in self.words.owner

    def is_common(self, acronym: str) -> bool:
        """Whether it needs no explanation, or is no acronym at all."""
        return acronym in self.words.common or acronym.lower() in self.words.capitals

    def full_name(self, acronym: str, lang: str) -> str | None:
        """The full name in that language, where the termbase knows just one owner."""
        concepts = self._table.concepts.get(acronym, ())
        section = self._concepts[concepts[0]].sections.get(lang) if len(concepts) == 1 and not self.owners(acronym) else None
        names = set(self._names_of(concepts[0])) if concepts else set()
        return next((term.text for term in section.terms if term.text in names), None) if section else None

    def full_names(self, acronym: str) -> tuple[str, ...]:
        """All full names of all its owners, in both languages."""
        return tuple(name for concept in self._table.concepts.get(acronym, ()) for name in self._names_of(concept))

    def spelled_out(self, acronym: str, words: Iterable[tuple[str, bool, bool]]) -> bool:
        """Whether words with its letters at their heads stand in a text, small words between them left out of account.

        ``words`` are those of ``words_in`` the text.
        """
        letters = [letter for letter in acronym if letter.isalnum()]
        # How many letters the words up to here can stand for, and the same where the last of them was a small word.
        headed, passed = set[int](), set[int]()
        for word, is_next, is_spaced in words:
            if not is_next:
                headed, passed = set(), set()
            elif passed and not is_spaced:
                passed = set()
            before = headed | passed
            if not before and not _heads_with(word, letters[0]):
                headed = passed = before
                continue
            if len(letters) - 1 in before and _heads_with(word, letters[-1]) and word[1:2].islower() and word[1:2].isascii():
                return True
            passed = before if word in self._small else set()
            headed = {count + 1 for count in (*before, 0) if count < len(letters) - 1 and _heads_with(word, letters[count])}
        return False

    def named_in(self, acronym: str, text: str) -> frozenset[tuple[int, ...]]:
        """The owners, by number, that a text calls by a full name: for each such name all who bear it. The text is in its plain form."""
        numbers = self._names.get(acronym)
        if numbers is None:
            numbers = self._names[acronym] = _whose(self.owners(acronym))
        standing = sorted((name for name in numbers if name in text), key=len, reverse=True)
        if not standing:
            return frozenset()
        pattern = re.compile("|".join(re.escape(name) if has_japanese(name) else rf"(?<!\w){re.escape(name)}(?!\w)" for name in standing))
        return frozenset(numbers[match[0]] for match in pattern.finditer(text))

    def beside(self, acronym: str, text: str, start: int, end: int) -> frozenset[int]:
        """The owners, by number, at which the words beside one place point."""
        before = plain_form(self._before.sub("", text[max(0, start - _REACH) : start]))
        after = text[end : end + _REACH]
        edge = self._after.match(after)
        rests = {plain_form(rest) for rest in (after, after[edge.end() if edge else 0 :], re.sub(rf"\A{_MARKS}", "", after))}
        return frozenset(
            number
            for number, owner in enumerate(self.owners(acronym))
            if any(_ends(before, word) or any(_starts(rest, word) for rest in rests) for word in (*owner.near, *owner.names))
        )

    def _owners_of(self, acronym: str) -> Iterator[Owner]:
        """Those of the word lists first, then concepts of the termbase that they do not name. Heirs and forebears are one."""
        listed = self.words.owner.get(acronym, ())
        seen: set[str] = set()
        for row in listed:
            concept = self._concepts.get(row.concept) if row.concept else None
            if row.concept and concept is None:
                continue
            seen.add(row.concept)
            names = [name for lang in LANGUAGES for name in row.names.get(lang, ())] + (self._names_of(row.concept) if concept else [])
            near = [word for lang in LANGUAGES for word in self._spelled_out(row.near.get(lang, ()))]
            shown = {lang: row.names[lang][0] for lang in LANGUAGES if row.names.get(lang)} if concept is None else _preferred(concept)
            yield _owner(row.concept, shown, names, near + (self._country(concept) if concept else []))
        others = [self._concepts[concept] for concept in self._table.concepts.get(acronym, ()) if concept not in seen]
        if acronym in self.words.common or (not listed and len(others) < 2):
            return
        heirs = {concept.successor for concept in others}
        for concept in others:
            if concept.id not in heirs:
                yield _owner(concept.id, _preferred(concept), self._names_of(concept.id), self._country(concept))

    def _names_of(self, concept: str) -> list[str]:
        """The terms that say what its acronyms stand for: those that do not hold them."""
        terms = [term for _, _, term in self._concepts[concept].all_terms()]
        short = {term.text for term in terms if _OWN.fullmatch(term.text)}
        return [
            term.text
            for term in terms
            if not (term.type and term.type.is_shortened) and term.text not in short and short.isdisjoint(_OWN.findall(term.text))
        ]

    def _country(self, concept: Concept) -> list[str]:
        return list(self.words.countries.get(concept.jurisdiction.value, ())) if concept.jurisdiction else []

    def _spelled_out(self, words: Iterable[str]) -> Iterator[str]:
        for word in words:
            if word.startswith("@"):
                yield from self.words.countries.get(word[1:], ())
            else:
                yield word


def _owner(concept: str, shown: Mapping[str, str], names: Iterable[str], near: Iterable[str]) -> Owner:
    def folded(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(plain_form, words)))

    return Owner(concept, shown, folded(names), folded(near))


def _preferred(concept: Concept) -> dict[str, str]:
    return {lang: section.preferred.text for lang, section in concept.sections.items()}


def _whose(owners: Sequence[Owner]) -> Mapping[str, tuple[int, ...]]:
    """Whose each full name is, by number."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, owner in enumerate(owners):
        for name in owner.names:
            numbers[name].append(number)
    return {name: tuple(found) for name, found in numbers.items()}


def _ends(text: str, word: str) -> bool:
    return text.endswith(word) and (has_japanese(word) or not text[: -len(word)][-1:].isalnum() or has_japanese(text[-len(word) - 1]))


def _starts(text: str, word: str) -> bool:
    following = text[len(word) : len(word) + 1]
    return text.startswith(word) and (has_japanese(word) or not following.isalnum() or has_japanese(following))
