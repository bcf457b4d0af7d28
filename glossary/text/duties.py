"""Duties that a text lays down, by its endings (Japanese) and verbs (English): how strong, and whether somebody is named who acts.

The signs are words of the lexicon; nothing is parsed. Whoever acts is taken as named where a mark of a topic or subject (は, が)
stands in the sentence before a Japanese ending, and where an English verb of duty is not passive or has its agent beside it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from glossary.domain.span import Span
from glossary.text.compiled import Compiled, either, key_of
from glossary.text.languages import JAPANESE

_REACH = 300
"""Characters of its sentence in which somebody who acts is looked for."""

DutyWords = Mapping[str, Mapping[str, Sequence[str]]]
"""Language → class → endings and verbs."""


class Force(Enum):
    """How strong a duty is."""

    OBLIGATION = "obligation"
    PRINCIPLE = "principle"
    EFFORT = "effort"
    RECOMMENDATION = "recommendation"
    EXPECTATION = "expectation"
    PERMISSION = "permission"


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty: the words of its ending or verb, its force, whether the sentence names who acts."""

    span: Span
    force: Force
    has_actor: bool


@dataclass(frozen=True, slots=True)
class _Forms:
    forces: Mapping[str, Force]
    japanese: re.Pattern[str]
    actor: re.Pattern[str]
    no_actor: re.Pattern[str]
    agent: re.Pattern[str]
    impersonal: frozenset[str]
    passive: tuple[str, ...]
    english: re.Pattern[str]
    idle: frozenset[str]
    english_agent: re.Pattern[str]


def _make(known: DutyWords) -> _Forms:
    english = next((words for lang, words in known.items() if lang != JAPANESE), {})
    japanese = known.get(JAPANESE, {})
    forces = {word: force for force in Force for words in (japanese, english) for word in words.get(force.value, ())}
    passive = tuple(japanese.get("passive", ()))
    verbs = either(word for force in Force for word in english.get(force.value, ()))
    return _Forms(
        forces=forces,
        japanese=re.compile(
            f"(?:{either((*(word for word in forces if not word.isascii()), *passive))})(?!{either(japanese.get('not_before', ()))})"
        ),
        actor=re.compile(either(japanese.get("actor", ()))),
        no_actor=re.compile(
            either(
                (
                    *japanese.get("no_actor", ()),
                    *(f"{thing}{mark}" for thing in japanese.get("things", ()) for mark in japanese.get("actor", ())),
                )
            )
        ),
        agent=re.compile(either(japanese.get("agent", ()))),
        impersonal=frozenset(japanese.get("impersonal", ())),
        passive=passive,
        english=re.compile(
            rf"\b(?P<verb>{verbs})\b(?P<passive>\s+(?:not\s+)?be\s+(?:\w+ly\s+)?(?P<participle>\w*(?:{either(english.get('participle', ()))}))\b)?",
            re.IGNORECASE,
        ),
        idle=frozenset(english.get("idle", ())),
        english_agent=re.compile(rf"\b(?:{either(english.get('agent', ()))})\s+(?!\d)", re.IGNORECASE),
    )


_forms = Compiled(_make)


def duties_in(text: str, lang: str, sentences: Sequence[Span], known: DutyWords) -> Iterator[Duty]:
    """The duties of a passage, in order."""
    forms = _forms(known)
    read = _japanese if lang == JAPANESE else _english
    for sentence in sentences:
        yield from read(text, sentence, forms)


def _japanese(text: str, sentence: Span, forms: _Forms) -> Iterator[Duty]:
    for match in forms.japanese.finditer(text, sentence.start, sentence.end):
        written = match[0]
        ending = next((force for word, force in forms.forces.items() if written.endswith(word)), Force.OBLIGATION)
        before = text[max(sentence.start, match.start() - _REACH) : match.start()]
        if written in forms.passive:
            has_actor = forms.agent.search(before) is not None
        elif written in forms.impersonal:
            has_actor = forms.actor.search(forms.no_actor.sub(" ", before)) is not None
        else:
            has_actor = True
        yield Duty(Span(*match.span()), forms.forces.get(written, ending), has_actor)


def _english(text: str, sentence: Span, forms: _Forms) -> Iterator[Duty]:
    for match in forms.english.finditer(text, sentence.start, sentence.end):
        participle = match["participle"]
        if participle and participle.lower() in forms.idle:
            continue
        has_actor = not participle or forms.english_agent.search(text, match.end(), min(sentence.end, match.end() + _REACH)) is not None
        yield Duty(Span(*match.span()), forms.forces[key_of(match["verb"])], has_actor)
