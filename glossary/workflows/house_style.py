"""Look at drafts to see in which house style they are written: the rules on style are asked for both ways of writing, and counted."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from types import ModuleType

from glossary.checks.registry import draft_rules
from glossary.checks.view import DraftView, PassageView
from glossary.domain.block import Draft
from glossary.domain.finding import DraftFinding
from glossary.domain.house_style import Choice, HouseStyle, Seen
from glossary.domain.profile import DEFAULT_PROFILE, LongVowel, Profile, Spacing, Style, Width
from glossary.matching.checking import Checking
from glossary.matching.families import loose_runs_and_words
from glossary.text.kana import LONG
from glossary.text.languages import JAPANESE, Reader
from glossary.workflows.check import read_passages

MAX_OWN = 20
"""Spellings of the house's own that are proposed."""

_HALF_WIDTH = re.compile("[0-9A-Za-z]+")
_WORD = re.compile("[a-z]+")
_JAPANESE_MARKS = re.compile("[\u3001\u3002]")
_LATIN_MARKS = re.compile("[\uff0c\uff0e](?![0-9\uff10-\uff19])")


def house_style_of(checking: Checking, drafts: Iterable[Draft]) -> HouseStyle:
    """What the drafts show together."""
    seen = _Sight(checking)
    for draft in drafts:
        passages, masked = read_passages(checking, draft, None, None)
        view = DraftView(
            text=draft.text,
            passages=passages,
            checking=checking,
            profile=DEFAULT_PROFILE,
            reader=Reader.BOTH,
            as_of=date.max,
            masked=masked,
        )
        seen.take(view)
    return seen.told()


class _Sight:
    """What was seen so far."""

    def __init__(self, checking: Checking) -> None:
        self._checking = checking
        self._american = frozenset(checking.lists.american.values()) - checking.vocabulary.house.families.both
        self._ways: Mapping[str, Counter[str]] = defaultdict(Counter)
        self._families: Mapping[Hashable, Counter[str]] = defaultdict(Counter)
        self._others: dict[Hashable, str] = {}
        self._words: Counter[str] = Counter()
        self._terms: Counter[str] = Counter()
        self._own: Mapping[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._files = self._japanese = self._english = 0

    def take(self, view: DraftView) -> None:
        """Count one draft."""
        self._files += 1
        for style, rule, way in (
            (Style(long_vowel=LongVowel.KEEP), "style_long_vowel", "dropped"),
            (Style(long_vowel=LongVowel.DROP), "style_long_vowel", "kept"),
            (Style(width=Width.HALF), "style_width", "full"),
            (Style(kanji=True), "style_kanji", "other"),
        ):
            self._ways[way].update(finding.match for finding in _findings(view, rule, style))
        for style, way in ((Style(spacing=Spacing.NONE), "space"), (Style(spacing=Spacing.SPACE), "none")):
            for finding in _findings(view, "style_spacing", style):
                self._ways[way][view.text[max(0, finding.span.start - 1) : finding.span.end + 1]] += 1
        for finding in _findings(view, "term_variant", Style()):
            self._own[finding.match, finding.suggestions[0].text] += Counter({finding.match: 1})
        for forms in _rule("consistency_spelling").collect(view):
            for (family, form, other), spans in forms.spans.items():
                self._families[family][form] += len(spans)
                if other:
                    self._others[family] = other
        for passage in view.passages:
            self._words.update(loose_runs_and_words(passage.passage.text))
            self._terms.update(passage.passage.text[hit.start : hit.end] for hit in passage.terms)
            if passage.passage.lang == JAPANESE:
                self._take_japanese(passage)
            else:
                self._take_english(passage)

    def _take_japanese(self, passage: PassageView) -> None:
        text = passage.passage.text
        self._japanese += len(text)
        self._ways["half"].update(_HALF_WIDTH.findall(text))
        self._ways["marks"].update(_JAPANESE_MARKS.findall(text))
        self._ways["latin marks"].update(_LATIN_MARKS.findall(text))
        for row in self._checking.vocabulary.house.style.kanji:
            if (count := text.count(row.right)) and len(row.right) > 1:
                self._ways["official"][row.right] += count

    def _take_english(self, passage: PassageView) -> None:
        words = _WORD.findall(passage.passage.text.lower())
        self._english += len(words)
        self._ways["british"].update(word for word, _ in self._checking.families.spellings_apart(passage.passage))
        self._ways["american"].update(word for word in words if word in self._american)

    def told(self) -> HouseStyle:
        """All of it."""
        return HouseStyle(
            files=self._files,
            japanese=self._japanese,
            english=self._english,
            region=self._choice("british", "american"),
            long_vowel=self._choice("kept", "dropped"),
            spacing=self._choice("none", "space"),
            width=self._choice("half", "full"),
            kanji=self._choice("official", "other"),
            punctuation=self._choice("marks", "latin marks"),
            families=tuple(sorted(map(_ranked, self._known_families()), reverse=True)),
            own=tuple(self._own_spellings()),
        )

    def _choice(self, first: str, second: str) -> Choice:
        return Choice(*(_seen(self._ways[way]) for way in (first, second)))

    def _known_families(self) -> Iterator[Counter[str]]:
        """The words with more than one spelling, as the rule on mixed spellings sees them; of those that no list holds only the mixed ones."""
        for family, forms in self._families.items():
            other = self._others.get(family)
            if other is not None and self._words[other]:
                forms[other] = self._words[other]
            if other is None or len(forms) > 1:
                yield forms

    def _own_spellings(self) -> Iterator[tuple[Seen, Seen]]:
        """Spellings of which the termbase prefers another one that the drafts hardly use; a house that drops long vowels says so once."""
        drops = self._choice("kept", "dropped").decided() == 1
        found = sorted(((counts.total(), own, other) for (own, other), counts in self._own.items()), reverse=True)
        for count, own, other in found[:MAX_OWN]:
            choice = Choice(Seen(count, own), Seen(self._terms[other], other))
            if choice.decided() == 0 and not (drops and other == own + LONG):
                yield choice.first, choice.second


def _findings(view: DraftView, rule: str, style: Style) -> Iterator[DraftFinding]:
    profile: Profile = replace(DEFAULT_PROFILE, style=style)
    judged: Iterator[DraftFinding] = _rule(rule).judge(replace(view, profile=profile))
    return judged


@cache
def _rule(name: str) -> ModuleType:
    return next(module for module in draft_rules() if module.__name__.endswith(f".{name}"))


def _seen(counts: Counter[str]) -> Seen:
    """How many in all, with the most frequent as example."""
    return Seen(counts.total(), min(counts, key=lambda form: (-counts[form], form))) if counts else Seen()


def _ranked(counts: Counter[str]) -> tuple[Seen, ...]:
    return tuple(Seen(count, form) for form, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
