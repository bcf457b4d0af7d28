"""Where spellings of one word stand, and words for one thing: the families that a text should not mix."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from glossary.matching.automaton import build_automaton
from glossary.text.house_words import Families
from glossary.text.kana import LONG, plain_run
from glossary.text.languages import JAPANESE
from glossary.text.passage import Passage
from glossary.text.scanning import pattern_form
from glossary.text.scripts import KATAKANA, has_japanese, is_katakana
from glossary.text.vocabulary import Vocabulary

SPELLING, LONG_VOWEL, TERM = "spelling", "long vowel", "term"

SHORTEST = 3
"""Letters of a katakana word, its last long vowel mark apart: shorter ones (ビル, キー) may be two words."""

_RUN: Final = re.compile(rf"[{KATAKANA}]+")
_WORD: Final = re.compile(r"[a-z](?<![A-Za-z0-9'’_./-].)[a-z]{4,}(?![A-Za-z0-9'’_/-])")


@dataclass(frozen=True, slots=True)
class Family:
    """A family by its forms, as the word lists write them."""

    kind: str
    forms: tuple[str, ...]


class Member(NamedTuple):
    """A form of a family in a passage's text: the family by its number, the form by its place in it."""

    family: int
    form: int
    start: int
    end: int


class FamilyFinder:
    """The families of the word lists, as one automaton."""

    def __init__(self, words: Families, respell: Callable[[str], str]) -> None:
        self._words = words
        self.always_short = words.never_long
        self.families: list[Family] = [
            *(Family(LONG_VOWEL, (stem, stem + LONG)) for stem in words.long_vowel),
            *(Family(SPELLING, forms) for forms in words.spelling),
            *(Family(TERM, forms) for forms in words.term),
        ]
        owners: dict[str, list[tuple[int, int]]] = {}
        for number, family in enumerate(self.families):
            forms = {pattern_form(form): place for place, form in reversed(list(enumerate(family.forms)))}  # Web and WEB are one
            for form, place in forms.items():
                owners.setdefault(form, []).append((number, place))
        self._forms = tuple(owners)
        self._owners = tuple(tuple(found) for found in owners.values())
        self._automaton = build_automaton(self._forms)
        self.respell = lru_cache(maxsize=16_384)(respell)
        self.loose_run = lru_cache(maxsize=16_384)(self._loose_run)
        self._verbal: dict[str, bool] = {}

    def find(self, passage: Passage) -> Iterator[Member]:
        """The forms in a passage, the longest of overlapping ones, on the borders of their script."""
        end_of_last = -1
        form = passage.form
        for start, end, number in sorted(self._automaton.scan(form), key=lambda hit: (hit[0], -hit[1])):
            if start >= end_of_last and self._is_apart(form, start, end):
                end_of_last = end
                span = passage.original(start, end)
                for family, place in self._owners[number]:
                    yield Member(family, place, *span)

    def may_be_verb(self, form: str, vocabulary: Vocabulary) -> bool:
        """Whether a Japanese form is a noun by itself and a verb before an ending: 取り扱い, but neither ください nor 全て."""
        found = self._verbal.get(form)
        if found is None:
            alone, *ended = (
                Passage(form + ending, JAPANESE, vocabulary).is_inflected(len(form) - 1) for ending in ("", *sorted(vocabulary.polite))
            )
            found = self._verbal[form] = not alone and any(ended)
        return found

    def is_listed(self, word: str) -> bool:
        """Whether a word in katakana ends with a word of the lists."""
        form = pattern_form(word)
        return any(end == len(form) and self._is_apart(form, start, end) for start, end, _ in self._automaton.scan(form))

    def spellings_apart(self, passage: Passage) -> set[tuple[str, str]]:
        """English words of a passage in small letters that British and American writers spell in two ways: as written, and American."""
        both = self._words.both
        return {
            (word, american) for word in set(_WORD.findall(passage.text)) if (american := self.respell(word)) != word and word not in both
        }

    def _is_apart(self, form: str, start: int, end: int) -> bool:
        first, last, before, after = form[start], form[end - 1], form[start - 1 : start], form[end : end + 1]
        if not has_japanese(last) and after.isalnum() and not has_japanese(after):
            return False
        if not has_japanese(first) and before.isalnum() and not has_japanese(before):
            return False
        if is_katakana(first) and is_katakana(before) and not is_katakana(form[max(0, start - 2) : start - 1]):
            return False  # one letter is no word: プレイヤー has no レイヤー
        if is_katakana(last) and after and is_katakana(after):
            return after != LONG and not self._is_derived(form, end)
        return True

    def _is_derived(self, form: str, end: int) -> bool:
        """Whether what follows makes another word: a single letter only where the run of katakana ends with it."""
        return any(
            form.startswith(tail, end) and (len(tail) > 1 or not is_katakana(form[end + 1 : end + 2])) for tail in self._words.derived
        )

    def _loose_run(self, run: str) -> str | None:
        """A run of katakana without what writers add or leave out (レイヤー → レイヤ, ヴァ → バ); None where there is nothing of the kind."""
        folded = plain_run(run)
        if folded == run or len(run.removesuffix(LONG)) < SHORTEST or folded in self._words.apart or self.is_listed(run):
            return None
        return folded

    def loose_runs(self, passage: Passage) -> Iterator[tuple[str, str, int, int]]:
        """The runs of katakana that have a looser spelling: as written, that spelling, where they stand."""
        for match in _RUN.finditer(passage.text):
            folded = self.loose_run(match[0])
            if folded is not None:
                yield match[0], folded, match.start(), match.end()


def loose_words(text: str) -> frozenset[str]:
    """The words of a text among which another spelling is looked for, each once."""
    return frozenset(loose_runs_and_words(text))


def loose_runs_and_words(text: str) -> list[str]:
    """All words among which another spelling is looked for: runs of katakana, then English words in small letters."""
    return [*_RUN.findall(text), *_WORD.findall(text)]


def katakana_run(word: str) -> re.Pattern[str]:
    """A word in katakana as a whole run."""
    return re.compile(rf"(?<![{KATAKANA}]){re.escape(word)}(?![{KATAKANA}])")


def english_word(word: str) -> re.Pattern[str]:
    """A word in small letters."""
    return re.compile(rf"(?<![A-Za-z0-9'’_./-]){re.escape(word)}(?![A-Za-z0-9'’_/-])")
