"""What a query finds in a snapshot: concepts, best first, each with the form that matched and why.

``Candidates`` is the protocol of a search over terms, ``TextCandidates`` that of a search over definitions; the memory
versions stand here and in ``texts``, a database may bring its own.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from glossary.domain.lookup import MatchKind
from glossary.matching.compile import Snapshot
from glossary.matching.equality import find_equal, text_form
from glossary.matching.finds import KINDS, Find, Finds, Grade
from glossary.matching.layer_index import HIDDEN, LayerIndex
from glossary.matching.parts import find_parts
from glossary.matching.pieces import find_containing, find_starting
from glossary.matching.question import Question
from glossary.matching.slips import find_slips
from glossary.matching.texts import TextCandidates
from glossary.matching.word_sets import concepts_holding, find_words

__all__ = ["Candidate", "Candidates", "MemoryCandidates", "TextCandidates"]


class Candidate(NamedTuple):
    """A concept that was found. ``position`` is that of the matched term in its section; ``form`` is what was compared.

    ``is_hidden`` says that the form must not be shown. ``grade`` and ``coverage`` (the query's share of the form) say how
    well it matched inside its kind.
    """

    concept: str
    kind: MatchKind
    lang: str
    position: int
    form: str
    grade: int
    coverage: float
    distance: int
    is_hidden: bool


class Candidates(Protocol):
    """Finds concepts by their terms."""

    def find(self, question: Question, lang: str | None = None) -> Sequence[Candidate]:
        """Every concept with a term that matches, best first; ``lang`` is the language of the matched term."""


class MemoryCandidates:
    """The terms of a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def find(self, question: Question, lang: str | None = None) -> Sequence[Candidate]:
        """Every concept with a term that matches, best first."""
        if not question.folded:
            return ()
        found = [(find, index) for finds in self._search(question, lang) for find, index in _rows(finds)]
        found.sort(key=lambda row: (row[0][:4], row[1].concepts[row[1].owners[row[0].form]]))
        return [_candidate(find, index, question) for find, index in found]

    def concepts_holding(self, question: Question, word: str) -> set[str]:
        """The concepts one of whose terms holds the word, in any language."""
        return {concept for finds in self._empty(None) for concept in concepts_holding(finds, question, word)}

    def _empty(self, lang: str | None) -> list[Finds]:
        indexes = self._snapshot.indexes
        return [Finds(index, lang, self._owner_test(number)) for number, index in enumerate(indexes)]

    def _owner_test(self, number: int) -> Callable[[str], bool]:
        """Whether a concept of that layer is not overridden by an upper one."""
        above = [layer.concepts for layer in self._snapshot.layers[number + 1 :]]
        return (lambda concept: not any(concept in concepts for concepts in above)) if above else (lambda concept: True)

    def _search(self, question: Question, lang: str | None) -> list[Finds]:
        """All stages in all layers. Slips are looked for where nothing starts like the query, parts of it where nothing was found."""
        layers = self._empty(lang)
        for finds in layers:
            find_equal(finds, question)
            find_starting(finds, question)
            find_containing(finds, question)
            if len(question.words) > 1:
                find_words(finds, question, question.words, Grade.WORDS)
        if not any(finds.best for finds in layers) and question.is_japanese and len(question.content) > 1:
            for finds in layers:
                find_words(finds, question, question.content, Grade.CONTENT_WORDS)
        if min(finds.best_kind for finds in layers) > KINDS.index(MatchKind.PREFIX):
            for finds in layers:
                find_slips(finds, question)
        if not any(finds.best for finds in layers):
            for finds in layers:
                find_parts(finds, question)
        return layers


def _rows(finds: Finds) -> list[tuple[Find, LayerIndex]]:
    return [(find, finds.index) for find in finds.best.values()]


def _candidate(find: Find, index: LayerIndex, question: Question) -> Candidate:
    form = find.form
    text = index.forms[form]
    return Candidate(
        concept=index.concepts[index.owners[form]],
        kind=KINDS[find.kind],
        lang=index.lang(form),
        position=index.positions[form],
        form=text,
        grade=find.grade,
        coverage=min(1.0, len(question.folded) / max(1, len(text))),
        distance=find.distance,
        is_hidden=bool(index.bits[text_form(index, form)] & HIDDEN),
    )
