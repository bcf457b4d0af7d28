"""A name that is nearly, but not quite, an official one.

What: an expression differs from an official name by one word or character, an abbreviation is said to stand for something else,
or a body's name is spelt as the other side's namesake spells its own.
Why: readers search for the name as the body writes it; a slip makes a source look careless or points to another body.
Example: National Cyber Security Center (NCSC)
Instead: the name as the body writes it.
"""

import re
from collections.abc import Iterator, Sequence

from glossary.checks.view import DraftView, PassageView
from glossary.domain.concept import Term
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Jurisdiction, Level, PartOfSpeech, TermType
from glossary.errors import N_
from glossary.matching.checking import Checking, Owned
from glossary.matching.names import MIN_WORDS, NearName, owner_named
from glossary.matching.recogniser import Owner, TermHit
from glossary.text.normalise import fold

LEVEL = Level.ERROR

BESIDE = 40
"""Characters before and after a name in which words say whose it is."""

_UNIQUE = (Jurisdiction.EU, Jurisdiction.INT)
"""Whose bodies no country has by the same name."""


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every name that is nearly an official one."""
    for passage in view.passages:
        seen: list[Span] = []
        known = [Span(hit.start, hit.end) for hit in passage.terms]
        for near in view.checking.names.expansions(passage.passage):
            seen.append(near.span)
            yield _finding(view, passage, near, LEVEL, N_("{written} is not what the abbreviation stands for: {name}"))
        for near in view.checking.names.near(passage.passage):
            # 国家安全保障上 is a term and what follows it, and no slip for 国家安全保障局.
            is_term = Span(near.span.start, near.span.end - 1) in known or any(span.contains(near.span) for span in known)
            if not is_term and not any(near.span.overlaps(span) for span in seen):
                seen.append(near.span)
                yield _finding(view, passage, near, Level.WARNING, N_("{written} is nearly the official name {name}"))
        for finding in (*_namesakes(view, passage), *_respelt(view, passage)):
            if not any(finding.span.overlaps(passage.locate(*span)) for span in seen):
                yield finding


def _namesakes(view: DraftView, passage: PassageView) -> Iterator[DraftFinding]:
    """A body's name in the spelling of its namesake on the other side, where the sentence says whose body is meant."""
    shared = view.checking.verdicts("name.official", _namesake_owners)
    lang = passage.passage.lang
    for hit in passage.terms:
        owners = shared[hit.pattern, lang]
        if not owners:
            continue
        beside = _named_beside(view, passage, hit)
        named = beside if len(beside) == 1 else _named(view, passage, hit)
        meant = [(owner, term) for owner, term, jurisdiction in owners if jurisdiction and jurisdiction.value in named]
        if len(named) == 1 and meant and not any(pair in meant for pair in view.exact_owners(hit, passage.passage.lang)):
            owner, _ = meant[0]
            name = view.concept(owner.concept).sections[owner.lang].preferred.text
            near = NearName(Span(hit.start, hit.end), name, owner.concept)
            # Beside the name a country says whose it is; elsewhere in the sentence it may be the partner of the other one's talks.
            level = LEVEL if beside == named else Level.INFORMATION
            yield _finding(view, passage, near, level, N_("{written} is how the other side's body is spelt; this one writes {name}"))


def _named_beside(view: DraftView, passage: PassageView, hit: TermHit) -> set[str]:
    """The jurisdictions that a name tells of, with the two words before it and the place behind it (of Japan, in London)."""
    text, words = passage.passage.text, view.checking.vocabulary.names
    before, after = _BEFORE.search(text, max(0, hit.start - BESIDE), hit.start), text[hit.end : hit.end + BESIDE].lstrip()
    link = max(filter(after.startswith, words.whose), key=len, default=None)
    place = " ".join(after[len(link) :].split()[:2]) if link else ""
    return owner_named(f"{before[0] if before else ''}{text[hit.start : hit.end]} {place}", words.owners)


_BEFORE = re.compile(r"(?:[\w.'’-]+[\s(（]+){1,2}\Z")


def _named(view: DraftView, passage: PassageView, hit: TermHit) -> set[str]:
    """The jurisdictions that the sentence of a name tells of."""
    sentence = passage.passage.sentence_at(hit.start)
    return owner_named(passage.passage.text[sentence.start : sentence.end], view.checking.vocabulary.names.owners)


def _namesake_owners(checking: Checking, pattern: int, lang: str) -> Sequence[tuple[Owner, Term, Jurisdiction | None]]:
    """The owners of a name with their jurisdictions, if these are several."""
    owners = [(owner, term, checking.concepts[owner.concept].jurisdiction) for owner, term in checking.owners(pattern, lang)]
    return owners if len({jurisdiction for _, _, jurisdiction in owners if jurisdiction}) > 1 else ()


def _respelt(view: DraftView, passage: PassageView) -> Iterator[DraftFinding]:
    """A name in the spelling of the other side of the Atlantic: the National Cyber Security Center in London.

    The words beside the name must say whose it is, or the name itself: Australia has a National Defence Strategy of its own.
    """
    names = view.checking.verdicts("name.official respelt", _as_spelt)
    for hit in passage.terms:
        own = names[hit.pattern, passage.passage.lang]
        if own is None or not _is_in_capitals(passage.passage.text[hit.start : hit.end]):
            continue
        owner, term = own
        jurisdiction = view.concept(owner.concept).jurisdiction
        if jurisdiction in _UNIQUE or (jurisdiction and _named_beside(view, passage, hit) == {jurisdiction.value}):
            near = NearName(Span(hit.start, hit.end), term.text, owner.concept)
            yield _finding(view, passage, near, Level.WARNING, N_("{written} is nearly the official name {name}"))


def _as_spelt(checking: Checking, pattern: int, lang: str) -> Owned | None:
    """The name of which a pattern is only another spelling, where it is nothing else and nobody's name by itself."""
    owners, respell = checking.owners(pattern, lang), checking.lists.respell
    if checking.exact_owners(pattern, lang) or not all(_is_name(checking, owner, term) for owner, term in owners):
        return None
    words = _WORD.findall(checking.recogniser.patterns.forms[pattern])
    if len(words) < MIN_WORDS:
        return None
    for owner, term in owners:
        own = _WORD.findall(fold(term.text))
        if words != own and list(map(respell, words)) == list(map(respell, own)):
            return owner, term
    return None


def _is_name(checking: Checking, owner: Owner, term: Term) -> bool:
    """Whether a term is a name in full, and one that may be written."""
    is_full = term.type not in (TermType.SHORT_FORM, TermType.PHRASE) and _is_in_capitals(term.text)
    section = checking.concepts[owner.concept].sections[owner.lang]
    is_of_a_name = any(other.part_of_speech is PartOfSpeech.PROPER_NOUN for other in section.terms)
    return is_full and is_of_a_name and not term.hidden and not term.status.is_discouraged


def _is_in_capitals(text: str) -> bool:
    words: list[str] = _WORD.findall(text)
    return bool(words) and words[0][0].isupper() and words[-1][0].isupper()


_WORD = re.compile(r"\w+")


def _finding(view: DraftView, passage: PassageView, near: NearName, level: Level, template: str) -> DraftFinding:
    span = passage.locate(*near.span)
    return DraftFinding(
        rule="name.official",
        level=level,
        span=span,
        match=view.text[span.start : span.end],
        message=Message(template, (("written", passage.passage.text[near.span.start : near.span.end]), ("name", near.name))),
        suggestions=(Suggestion(text=near.name, span=span),),
        concepts=(near.concept,),
        sources=view.concept(near.concept).sources,
        places=(span,),
    )
