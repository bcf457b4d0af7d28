"""What a rule sees of a draft: its passages with what recognition found in them. Rules only read."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from glossary.domain.block import Piece
from glossary.domain.concept import Concept, Term
from glossary.domain.finding import Sense
from glossary.domain.profile import Profile
from glossary.domain.span import Span
from glossary.matching.checking import Checking, Reading
from glossary.matching.recogniser import Owner, TermHit, longest
from glossary.text.languages import LANGUAGES, Reader, other
from glossary.text.passage import Origin, Passage
from glossary.text.scanning import pattern_form


class PassageView:
    """One passage of the draft."""

    def __init__(self, passage: Passage, origin: Origin, reading: Reading) -> None:
        self.passage = passage
        self.origin = origin
        self.reading = reading

    @cached_property
    def terms(self) -> list[TermHit]:
        """The recognised terms, without overlaps: leftmost, then longest."""
        return longest(self.reading.terms)

    def locate(self, start: int, end: int) -> Span:
        """A span of the passage in the draft."""
        return self.origin.locate(Span(start, end))


@dataclass(frozen=True, kw_only=True)
class DraftView:
    """A draft under check. ``as_of`` is the day for names where the sentence names none."""

    text: str
    passages: Sequence[PassageView]
    checking: Checking
    profile: Profile
    reader: Reader
    as_of: date
    candidates: bool = False
    masked: Sequence[Piece] = ()
    _owners: dict[tuple[int, str], list[tuple[Owner, Term]]] = field(default_factory=dict)
    _exact: dict[tuple[int, str], list[tuple[Owner, Term]]] = field(default_factory=dict)

    def owners(self, hit: TermHit, lang: str) -> list[tuple[Owner, Term]]:
        """Whose surface a hit is, in that language where any owner has it."""
        key = (hit.pattern, lang)
        known = self._owners.get(key)
        if known is None:
            table = self.checking.recogniser.patterns
            found = [table.table[number] for number in table.owners[hit.pattern]]
            own = [owner for owner in found if owner.lang == lang] or found
            known = self._owners[key] = [(owner, self.concept(owner.concept).sections[owner.lang].terms[owner.position]) for owner in own]
        return known

    def exact_owners(self, hit: TermHit, lang: str) -> list[tuple[Owner, Term]]:
        """Those of the hit's owners whose term is written just so, up to case and width."""
        key = (hit.pattern, lang)
        known = self._exact.get(key)
        if known is None:
            form = self.checking.recogniser.patterns.forms[hit.pattern]
            known = self._exact[key] = [(owner, term) for owner, term in self.owners(hit, lang) if pattern_form(term.text) == form]
        return known

    def concept(self, concept_id: str) -> Concept:
        """A concept of the termbase."""
        return self.checking.concepts[concept_id]

    def sense(self, concept_id: str) -> Sense:
        """A concept as a sense, with its preferred term in each language."""
        concept = self.checking.concepts.get(concept_id)
        terms = {lang: concept.sections[lang].preferred.text for lang in LANGUAGES if lang in concept.sections} if concept else {}
        return Sense(concept=concept_id, terms=terms)

    def days(self, view: PassageView, start: int) -> tuple[tuple[date, date], bool]:
        """The days of which a place speaks: those named in its sentence, else the day of the check; and whether they are named."""
        sentence = view.passage.sentence_at(start)
        named = [mention for mention in view.passage.dates if sentence.contains(mention.span)]
        if named:
            return (min(mention.first for mention in named), max(mention.last for mention in named)), True
        return (self.as_of, self.as_of), False


def fingerprint(rule: str, subject: str, match: str, neighbours: tuple[str, str], occurrence: int) -> str:
    """A short digest that names a finding by what it is about and what stands beside it, not by where it stands."""
    digest = hashlib.sha256("\x1f".join((rule, subject, match, *neighbours, str(occurrence))).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def both(texts: Mapping[str, str]) -> dict[str, str]:
    """A text of the termbase in every language; the other language's text where one is missing."""
    return {lang: texts.get(lang) or texts.get(other(lang), "") for lang in LANGUAGES}
