"""The tables of forms and spellings for the words of terms and phrases, made when a termbase is compiled."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from glossary.domain.concept import Concept
from glossary.domain.pitfall import Pitfall
from glossary.matching.phrases import Words
from glossary.text.english import WORD, acronyms_in, inflected_forms
from glossary.text.languages import ENGLISH
from glossary.text.morphemes import Morphemes
from glossary.text.scanning import pattern_form
from glossary.text.spellings import spellings_of
from glossary.text.vocabulary import Vocabulary
from glossary.text.wordlists import WordLists

MAX_KEPT_KEYS = 50_000
"""Words whose keys are remembered."""


def key_finder(forms: Mapping[str, str], lists: WordLists) -> Callable[[str], str]:
    """From a folded word to its key, by a table of forms and the spelling of both sides of the Atlantic; remembers."""
    kept: dict[str, str] = {}

    def key_of(word: str) -> str:
        found = kept.get(word)
        if found is None:
            if len(kept) > MAX_KEPT_KEYS:
                kept.clear()
            found = kept[word] = forms.get(word) or lists.respell(word)
        return found

    return key_of


@dataclass(frozen=True, slots=True)
class _Gathered:
    english: set[str]
    japanese: set[str]
    acronyms: set[str]

    def add(self, text: str, lang: str) -> None:
        self.english.update(match[0] for match in WORD.finditer(pattern_form(text)))
        if lang != ENGLISH:
            morphemes = Morphemes(text)
            self.japanese.update(morphemes.normal(number) for number in morphemes.numbers())


def compile_words(
    concepts: Mapping[str, Concept],
    pitfalls: Mapping[str, Pitfall],
    vocabulary: Vocabulary,
    lists: WordLists,
    *,
    with_spellings: bool = True,
) -> tuple[Words, dict[str, str]]:
    """The words of these terms and phrases, and the table of English forms by itself. Opens both dictionaries."""
    gathered = _Gathered(set(), set(), set())
    for concept in concepts.values():
        for lang, _, term in concept.all_terms():
            gathered.add(term.text, lang)
            gathered.acronyms.update(acronyms_in(term.text))
    for pitfall in pitfalls.values():
        for _, lang, phrase in pitfall.phrases():
            gathered.add(phrase, lang)
    forms = inflected_forms(gathered.english, acronyms=gathered.acronyms, lists=lists)
    key_of = key_finder(forms, lists)
    inverse: dict[str, set[str]] = {}
    british: dict[str, list[str]] = {}
    for word in gathered.english:
        inverse.setdefault(key_of(word), set()).add(word)
        american = lists.respell(word)
        if american != word:
            british.setdefault(word, []).append(american)
            british.setdefault(american, []).append(word)
    for form, base in forms.items():
        inverse.setdefault(base, set()).add(form)

    def terms_of(concept: str, lang: str) -> Sequence[str]:
        section = concepts[concept].sections.get(lang) if concept in concepts else None
        return [term.text for term in section.terms] if section else []

    words = Words(
        vocabulary=vocabulary,
        key_of=key_of,
        forms_of={base: tuple(sorted(found)) for base, found in inverse.items()},
        respellings=lambda word: british.get(word, ()),
        spellings=spellings_of(gathered.japanese, vocabulary) if with_spellings else {},
        terms_of=terms_of,
    )
    return words, forms
