"""Makes the index of a layer. Everything costly (the analyser, the lemma dictionary) is done here, once."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from glossary.domain.concept import Concept, Term
from glossary.domain.statuses import EntryStatus
from glossary.matching.keys import Key
from glossary.matching.layer_index import CASE_SENSITIVE, DISCOURAGED, HIDDEN, READING, SECOND_READING, IndexRecord, LayerIndex
from glossary.matching.table import build_table
from glossary.matching.texts import build_texts
from glossary.matching.variants import Form, forms_of, keys_of
from glossary.text.english import acronyms_in, inflected_forms, words
from glossary.text.languages import LANGUAGES
from glossary.text.normalise import fold
from glossary.text.spelling import Speller

MAX_TEXTS_CONCEPTS: Final = 5_000
"""Above so many concepts, definitions are searched in the database."""

_LAST_DAY: Final = date(2100, 1, 1)
_ENTRY_RANK: Final = {EntryStatus.APPROVED: 0, EntryStatus.PROPOSED: 1, EntryStatus.DRAFT: 2, EntryStatus.RETIRED: 3}


def build_index(
    concepts: Iterable[Concept], *, speller: Speller, domains: Sequence[str], pitfalls_of: Mapping[str, Sequence[str]], with_texts: bool
) -> LayerIndex:
    """The index of these concepts. ``domains`` gives the order of use."""
    ordered = list(concepts)
    texts = [term.text for concept in ordered for _, _, term in concept.all_terms()]
    vocabulary = {word for text in texts for word in words(fold(text)) if not word.isdigit()}
    acronyms = {acronym for text in texts for acronym in acronyms_in(text)}
    inflected = inflected_forms(vocabulary, speller.lists, acronyms)
    order = {domain: place for place, domain in enumerate(domains)}
    forms: list[tuple[int, Concept, Form]] = [
        (number, concept, form) for number, concept in enumerate(ordered) for form in forms_of(concept, speller)
    ]
    pairs: dict[Key, list[tuple[str, int]]] = {key: [] for key in Key}
    for number, (_, _, form) in enumerate(forms):
        for key, text in keys_of(form, speller, inflected):
            pairs[key].append((text, number))
    links = Counter(other for concept in ordered for other in (*concept.related, *concept.broader, *concept.narrower))

    def column(value: Callable[[Concept, Form, Term], int]) -> bytes:
        return array("I", (value(concept, form, _term(concept, form)) for _, concept, form in forms)).tobytes()

    return LayerIndex(
        IndexRecord(
            concepts=[concept.id for concept in ordered],
            forms=[form.text for _, _, form in forms],
            owners=array("I", (number for number, _, _ in forms)).tobytes(),
            langs=bytes(LANGUAGES.index(form.lang) for _, _, form in forms),
            positions=column(lambda concept, form, term: form.position),
            bits=bytes(_bits(form, _term(concept, form)) for _, concept, form in forms),
            ranks=column(lambda concept, form, term: _rank(concept, term, order)),
            homophone_ranks=column(lambda concept, form, term: _homophone_rank(concept, term, order)),
            links=array("I", (links[concept.id] + len(pitfalls_of.get(concept.id, ())) for concept in ordered)).tobytes(),
            tables=[build_table(pairs[key]).record for key in Key],
            inflected=inflected,
            texts=build_texts(ordered) if with_texts and len(ordered) <= MAX_TEXTS_CONCEPTS else None,
        )
    )


def _term(concept: Concept, form: Form) -> Term:
    return concept.sections[form.lang].terms[form.position]


def _bits(form: Form, term: Term) -> int:
    return (
        (READING if form.is_reading else 0)
        | (HIDDEN if term.hidden else 0)
        | (DISCOURAGED if term.status.is_discouraged else 0)
        | (CASE_SENSITIVE if term.case_sensitive else 0)
        | (SECOND_READING if form.is_second else 0)
    )


def _rank(concept: Concept, term: Term, order: Mapping[str, int]) -> int:
    """Retired last; then by status of the term, status of the entry, order of domains, and newer names before older ones."""
    return (
        ((concept.entry_status is EntryStatus.RETIRED) << 28)
        | (term.status.rank << 26)
        | (_ENTRY_RANK[concept.entry_status] << 24)
        | (_domain(concept, order) << 16)
        | _age(term)
    )


def _homophone_rank(concept: Concept, term: Term, order: Mapping[str, int]) -> int:
    """Retired and discouraged last; then by order of domains, status of the term, status of the entry, and age of the name."""
    return (
        ((concept.entry_status is EntryStatus.RETIRED) << 29)
        | (term.status.is_discouraged << 28)
        | (_domain(concept, order) << 20)
        | (term.status.rank << 18)
        | (_ENTRY_RANK[concept.entry_status] << 16)
        | _age(term)
    )


def _domain(concept: Concept, order: Mapping[str, int]) -> int:
    return min(order.get(concept.domain, 255), 255)


def _age(term: Term) -> int:
    """0 for a name in use, else the more the longer ago its last day was."""
    return 0 if term.valid_to is None else max(1, min((_LAST_DAY - term.valid_to).days, 65_535))
