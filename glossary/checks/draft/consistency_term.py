"""Two words for one thing inside one draft, or another word than the house's.

What: the draft names one concept by two terms that both are right: 検知 and 検出, クレデンシャル and 認証情報; or a profile says which
term the house writes, and the draft writes another.
Why: a reader who meets two words looks for two things; a translator renders them in two ways.
Example: 侵入を検知する。検出した侵入は記録する。
Instead: one term throughout, unless two things are meant: then say once how they differ.
"""

from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from glossary.checks.mixing import Mixed, mixed_finding
from glossary.checks.view import DraftView, PassageView, WholeDraft
from glossary.domain.concept import Term
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Equivalence, Level, PartOfSpeech, TermType
from glossary.errors import N_
from glossary.matching.checking import Checking
from glossary.matching.families import TERM
from glossary.matching.recogniser import Owner, TermHit
from glossary.text.kana import spelling, to_hiragana
from glossary.text.languages import JAPANESE
from glossary.text.normalise import fold
from glossary.text.occurrence import squeeze
from glossary.text.scripts import is_hiragana

LEVEL = Level.INFORMATION
"""A warning where the profile says which term the house writes."""

_OPEN = ("(", "（", "「", "『")
"""Brackets: what stands in them explains the words before and is no second name."""


SHORTEST = 4
"""Characters of a term in a draft that are telling enough: 管理 and 制御 may mean many things. Listed families may be shorter."""


class Form(NamedTuple):
    """A term in a part of the draft: what it names, the term, how it sounds; what the house writes instead, where it says so."""

    family: Hashable
    term: str
    sound: str
    span: Span
    house: tuple[str, ...] = ()


def collect(view: DraftView) -> Iterator[Form]:
    """Every term that names a concept which has several, and every form of a listed family."""
    families, prefers = view.checking.families, view.profile.prefers
    named = view.checking.verdicts("consistency.term", _named)
    for passage in view.passages:
        lang = passage.passage.lang
        listed: list[Span] = []
        for member in passage.members(families):
            family = families.families[member.family]
            listed.append(Span(member.start, member.end))
            if family.kind == TERM and not _is_gloss(passage, member.start):
                form = family.forms[member.form]
                yield Form(member.family, form, form, passage.locate(member.start, member.end))
        for hit in passage.terms:
            found = named[hit.pattern, lang]
            if found is None or _is_gloss(passage, hit.start):
                continue
            owner, term, sound, several = found
            house = _house(prefers[owner.concept], lang, passage, hit) if owner.concept in prefers else ()
            if house or (several and not any(span.overlaps(Span(hit.start, hit.end)) for span in listed)):
                yield Form(owner.concept, term.text, sound, passage.locate(hit.start, hit.end), house)


def judge(draft: WholeDraft, facts: Sequence[tuple[int, Form]]) -> Iterator[DraftFinding]:
    """One finding for each mixed concept; one for each place where the house writes another term."""
    sounds: dict[Hashable, set[str]] = {}
    for offset, form in facts:
        family, _, sound, _, house = form
        if house:
            yield _not_of_the_house(draft, form._replace(span=form.span.moved(offset)))
        else:
            sounds.setdefault(family, set()).add(sound)
    mixed: dict[Hashable, list[tuple[int, Form]]] = {
        family: []
        for family, found in sounds.items()
        if len(found) > 1 and not any(one in two or two in one for one, two in combinations(found, 2))
    }
    for offset, form in facts if mixed else ():
        if form.family in mixed and not form.house:
            mixed[form.family].append((offset, form))
    for family, placed in mixed.items():
        places: dict[str, list[Span]] = {}
        for sound in dict.fromkeys(form.sound for _, form in placed):
            same = [(offset, form) for offset, form in placed if form.sound == sound]
            places[same[0][1].term] = [form.span.moved(offset) for offset, form in same]
        yield mixed_finding(
            draft,
            Mixed(places, family if isinstance(family, str) else ""),
            "consistency.term",
            LEVEL,
            N_("{rarer} and {usual} both stand in this text for one thing"),
        )


def _named(checking: Checking, pattern: int, lang: str) -> tuple[Owner, Term, str, bool] | None:
    """The one owner of a pattern, its term and sound, and whether the concept has other full terms; None for names and short forms."""
    owners = [owned for owned in checking.owners(pattern, lang) if owned[0].lang == lang]
    if len({owner.concept for owner, _ in owners}) != 1:
        return None
    owner, term = owners[0]
    if not _is_full(term):
        return None
    concept = checking.concepts[owner.concept]
    terms = [other for other in concept.sections[lang].terms if _is_full(other)]
    is_name = concept.jurisdiction is not None or any(other.part_of_speech is PartOfSpeech.PROPER_NOUN for other in terms)
    telling = [other for other in terms if _is_telling(other, lang)]
    several = not is_name and term in telling and len({_sound(other, lang) for other in telling}) > 1
    return owner, term, _sound(term, lang), several


def _is_full(term: Term) -> bool:
    shortened = term.type is not None and (term.type.is_shortened or term.type is TermType.SHORT_FORM)
    return not shortened and not term.hidden and not term.status.is_discouraged


def _is_telling(term: Term, lang: str) -> bool:
    """Whether a term is so much a name that two of them are two names: a compound, no verb and no phrase."""
    if term.type is TermType.PHRASE or term.equivalence in (Equivalence.NARROWER, Equivalence.BROADER):
        return False
    if term.part_of_speech not in (None, PartOfSpeech.NOUN):
        return False
    if lang == JAPANESE:
        return len(squeeze(term.text)) >= SHORTEST and not any(map(is_hiragana, term.text))
    return " " in term.text.strip()


def _sound(term: Term, lang: str) -> str:
    """What two spellings of one term have in common."""
    return spelling(to_hiragana(fold(term.reading or squeeze(term.text)))) if lang == JAPANESE else squeeze(term.text).replace("-", "")


def _is_gloss(passage: PassageView, start: int) -> bool:
    return passage.passage.text[max(0, start - 1) : start] in _OPEN


def _house(preferred: Sequence[str], lang: str, passage: PassageView, hit: TermHit) -> tuple[str, ...]:
    """What the house writes in that language instead of the words of a hit; nothing where these are its own."""
    own = tuple(term for term in preferred if (lang == JAPANESE) is not term.isascii())
    written = squeeze(passage.passage.text[hit.start : hit.end])
    is_own = any(written in squeeze(term) or squeeze(term) in written for term in own)  # a part of the house's term is its short form
    return () if is_own else own


def _not_of_the_house(draft: WholeDraft, form: Form) -> DraftFinding:
    written = draft.text[form.span.start : form.span.end]
    return DraftFinding(
        rule="consistency.term",
        level=Level.WARNING,
        span=form.span,
        match=written,
        message=Message(N_("the house writes {house}, not {written}"), (("house", form.house[0]), ("written", written))),
        suggestions=tuple(Suggestion(text=term, span=form.span) for term in form.house),
        concepts=(str(form.family),),
        as_of=draft.as_of,
        places=(form.span,),
    )
