"""What rules see: a part of a draft with what recognition found in it, and the whole draft as its parts. Rules only read."""

import hashlib
from array import array
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TypeVar

from glossary.domain.block import Piece
from glossary.domain.concept import Concept
from glossary.domain.finding import DraftFinding, Sense
from glossary.domain.profile import Profile
from glossary.domain.span import Span
from glossary.matching.acronyms import ACRONYM, plain_form
from glossary.matching.checking import Checking, Owned, Reading
from glossary.matching.families import FamilyFinder, Member
from glossary.matching.recogniser import TermHit, longest
from glossary.text.languages import LANGUAGES, Reader, other
from glossary.text.passage import Origin, Passage

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MAX_ANSWERS = 1_000
"""Answers that are kept with a part."""

_UNKNOWN = object()


class PassageView:
    """One passage of a part."""

    def __init__(self, passage: Passage, origin: Origin, reading: Reading) -> None:
        self.passage = passage
        self.origin = origin
        self.reading = reading
        self._members: tuple[Member, ...] | None = None
        self._packed: array[int] | None = None

    @cached_property
    def terms(self) -> list[TermHit]:
        """The recognised terms, without overlaps: leftmost, then longest."""
        if self._packed is not None:
            numbers = iter(self._packed)
            return list(map(TermHit, numbers, numbers, numbers))
        return longest(self.reading.terms)

    @cached_property
    def capitals(self) -> tuple[Span, ...]:
        """The words in capitals that may be acronyms."""
        return tuple(Span(*match.span()) for match in ACRONYM.finditer(self.passage.text))

    def members(self, families: FamilyFinder) -> tuple[Member, ...]:
        """The forms of listed families; the finder is that of the checking, and always the same."""
        if self._members is None:
            self._members = tuple(families.find(self.passage))
        return self._members

    def rest(self) -> None:
        """Let go of what only the rules on the part have asked for, once they have judged it; who still asks has it found again."""
        self.reading.places.pack()
        if self.reading.terms:
            self._packed = array("I", chain.from_iterable(self.terms))
        self.reading = replace(self.reading, facts=(), terms=())
        self.passage.forget_all()
        self._members = None
        for found in ("terms", "capitals"):
            self.__dict__.pop(found, None)

    def locate(self, start: int, end: int) -> Span:
        """A span of the passage in the part."""
        return self.origin.locate(Span(start, end))


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A part of a draft under check: all of it, or paragraphs that can be judged by themselves. Spans are those of ``text``.

    ``as_of`` is the day for names where the sentence names none.
    """

    text: str
    passages: Sequence[PassageView]
    checking: Checking
    profile: Profile
    reader: Reader
    as_of: date
    candidates: bool = False
    masked: Sequence[Piece] = ()
    _answers: dict[object, object] = field(default_factory=dict, repr=False, compare=False)

    def answer(self, question: Callable[["DraftView", K], V], about: K) -> V:
        """What a rule asks of the text of a part when it weighs the whole draft; found out once, and kept with the part.

        ``question`` is a function of a module, whose answer depends on nothing but the part and ``about``.
        """
        key = (question, about)
        found = self._answers.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = question(self, about)
            if len(self._answers) >= MAX_ANSWERS:  # a part stays while drafts with ever other questions come by
                self._answers.clear()
            self._answers[key] = found
        return found  # type: ignore[return-value]

    @property
    def plain(self) -> str:
        """The text as full names are looked for in it, also over the ends of lines."""
        return self.answer(_plain, None)

    def owners(self, hit: TermHit, lang: str) -> tuple[Owned, ...]:
        """Whose surface a hit is, in that language where any owner has it."""
        return self.checking.owners(hit.pattern, lang)

    def exact_owners(self, hit: TermHit, lang: str) -> tuple[Owned, ...]:
        """Those of the hit's owners whose term is written just so, up to case and width."""
        return self.checking.exact_owners(hit.pattern, lang)

    def concept(self, concept_id: str) -> Concept:
        """A concept of the termbase."""
        return self.checking.concepts[concept_id]

    def days(self, view: PassageView, start: int) -> tuple[tuple[date, date], bool]:
        """The days of which a place speaks: those named in its sentence, else the day of the check; and whether they are named."""
        sentence = view.passage.sentence_at(start)
        named = [mention for mention in view.passage.dates if sentence.contains(mention.span)]
        if named:
            return (min(mention.first for mention in named), max(mention.last for mention in named)), True
        return (self.as_of, self.as_of), False


def _plain(part: DraftView, _about: None) -> str:
    return plain_form(part.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDraft:
    """A draft as its parts, each with the place at which it begins. All parts are checked against the same things.

    ``said`` is what the rules said of the parts, in the order of the text, without what the project leaves alone.
    """

    text: str
    parts: Sequence[tuple[int, DraftView]]
    said: Sequence[DraftFinding] = ()

    @property
    def checking(self) -> Checking:
        """What the draft is checked with."""
        return self.parts[0][1].checking

    @property
    def profile(self) -> Profile:
        """The house style."""
        return self.parts[0][1].profile

    @property
    def reader(self) -> Reader:
        """Who will read the draft."""
        return self.parts[0][1].reader

    @property
    def as_of(self) -> date:
        """The day of the check."""
        return self.parts[0][1].as_of

    def answers(self, question: Callable[[DraftView, K], V], about: K) -> Iterator[V]:
        """What each part answers, in order."""
        return (part.answer(question, about) for _, part in self.parts)

    def passages(self) -> Iterator[PassageView]:
        """All passages, in order."""
        for _, part in self.parts:
            yield from part.passages

    def sense(self, concept_id: str) -> Sense:
        """A concept as a sense, with its preferred term in each language."""
        concept = self.checking.concepts.get(concept_id)
        terms = {lang: concept.sections[lang].preferred.text for lang in LANGUAGES if lang in concept.sections} if concept else {}
        return Sense(concept=concept_id, terms=terms)


def fingerprint(*about: str) -> str:
    """A short digest that names a finding by what it is about and what stands beside it, not by where it stands."""
    return hashlib.sha256("\x1f".join(about).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def both(texts: Mapping[str, str]) -> dict[str, str]:
    """A text of the termbase in every language; the other language's text where one is missing."""
    return {lang: texts.get(lang) or texts.get(other(lang), "") for lang in LANGUAGES}
