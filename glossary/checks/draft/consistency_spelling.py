"""One word in two spellings inside one draft.

What: a word stands in two spellings that both are right: サーバ and サーバー, ウェブ and Web, cyber security and cybersecurity.
Why: two spellings look like two things, to readers, to a search and to the translator's memory.
Example: サーバの設定を確認し、サーバーを再起動する。
Instead: one of them throughout; this rule shows the places of the one that the house does not write, else of the rarer one.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from glossary.checks.mixing import Mixed, mixed_finding
from glossary.checks.view import DraftView, PassageView, WholeDraft
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.span import Span
from glossary.domain.statuses import Level, Region
from glossary.errors import N_
from glossary.matching.families import TERM, english_word, katakana_run, loose_words
from glossary.text.languages import ENGLISH
from glossary.text.scripts import is_hiragana

LEVEL = Level.INFORMATION

REACH = 100
"""Characters before a place in which the words of a suggestion may begin."""


Kind = tuple[Hashable, str, str]
"""A family, one of its forms, and another spelling for which the draft is still to be searched, if any."""


class Forms(NamedTuple):
    """The forms of families in a part of the draft, and where each stands."""

    kinds: frozenset[Kind]
    spans: Mapping[Kind, tuple[Span, ...]]


def collect(view: DraftView) -> Iterator[Forms]:
    """The forms of listed families, and words that have another spelling: one fact of a part."""
    found: dict[Kind, list[Span]] = {}
    for passage in view.passages:
        forms = chain(_listed(view, passage), _american(view, passage) if passage.passage.lang == ENGLISH else _loose(view, passage))
        for family, form, span, other in forms:
            found.setdefault((family, form, other), []).append(span)
    if found:
        yield Forms(frozenset(found), {kind: tuple(spans) for kind, spans in found.items()})


def _listed(view: DraftView, passage: PassageView) -> Iterator[tuple[Hashable, str, Span, str]]:
    families, lang = view.checking.families, passage.passage.lang
    for member in passage.members(families):
        family = families.families[member.family]
        text = passage.passage.text
        written = text[member.start : member.end]
        if _is_in_brackets(text, member.start, member.end):
            continue  # Cookie（クッキー） tells how it is read
        form = family.forms[member.form]
        if lang != ENGLISH and is_hiragana(written[-1]) and _is_verb(view, passage, form, member.end):
            continue  # 取り扱います is no 取扱い
        if family.kind != TERM and not (lang == ENGLISH and not written.islower()):
            yield (lang, member.family), form, passage.locate(member.start, member.end), ""


def _is_verb(view: DraftView, passage: PassageView, form: str, end: int) -> bool:
    """Whether a form that is a noun by itself is a verb where it ends in a passage."""
    checking = view.checking
    return checking.families.may_be_verb(form, checking.vocabulary) and passage.passage.is_inflected(end - 1)


def _is_in_brackets(text: str, start: int, end: int) -> bool:
    """Whether words stand alone in brackets."""
    return text[max(0, start - 1) : start] in ("(", "（") and text[end : end + 1] in (")", "）")


def _american(view: DraftView, passage: PassageView) -> Iterator[tuple[Hashable, str, Span, str]]:
    for word, american in view.checking.families.spellings_apart(passage.passage):
        for found in english_word(word).finditer(passage.passage.text):
            yield american, word, passage.locate(*found.span()), american


def _loose(view: DraftView, passage: PassageView) -> Iterator[tuple[Hashable, str, Span, str]]:
    for run, other, start, end in view.checking.families.loose_runs(passage.passage):
        yield other, run, passage.locate(start, end), other


def judge(draft: WholeDraft, facts: Sequence[tuple[int, Forms]]) -> Iterator[DraftFinding]:
    """One finding for each family that the draft mixes."""
    forms: dict[Hashable, set[str]] = {}
    others: dict[Hashable, str] = {}
    kinds = frozenset[Kind]().union(*(found.kinds for _, found in facts))
    for family, form, other in kinds:
        forms.setdefault(family, set()).add(form)
        if other:
            others[family] = other
    words = frozenset[str]().union(*draft.answers(_words, None)) if others else frozenset()
    mixed = {family for family, found in forms.items() if len(found) > 1 or others.get(family, "") in words}
    if not mixed:
        return
    fixes = Fixes(draft.said)
    for family, places in _places(facts, frozenset(kind for kind in kinds if kind[0] in mixed)).items():
        other = others.get(family, "")
        if other in words:
            for offset, part in draft.parts:
                for span in part.answer(_others, other):
                    places.setdefault(other, []).append(span.moved(offset))
        if len(places) > 1:
            ordered = {form: sorted(spans) for form, spans in sorted(places.items(), key=lambda found: min(found[1]))}
            mixed_forms = Mixed(ordered, house=_of_the_house(draft, fixes, ordered, other))
            yield mixed_finding(draft, mixed_forms, "consistency.spelling", LEVEL, N_("{rarer} is spelt {usual} elsewhere in this text"))


def _places(facts: Sequence[tuple[int, Forms]], wanted: frozenset[Kind]) -> dict[Hashable, dict[str, list[Span]]]:
    """The places of some kinds of forms in the draft, by family and form."""
    places: dict[Hashable, dict[str, list[Span]]] = {}
    for offset, found in facts:
        for kind in wanted & found.kinds:
            family, form, _ = kind
            places.setdefault(family, {}).setdefault(form, []).extend([span.moved(offset) for span in found.spans[kind]])
    return places


def _of_the_house(draft: WholeDraft, fixes: "Fixes", places: Mapping[str, Sequence[Span]], other: str) -> str:
    """The form that the house writes: its region's, else the one that other rules ask for; nothing where neither knows."""
    if draft.profile.region is not None and other in places and other.isascii():
        is_american = draft.profile.region is Region.US
        return next(form for form in places if (form == other) is is_american)
    asked = Counter(
        other_form
        for form, spans in places.items()
        for span in spans
        for fix in fixes.around(span)
        for other_form in places
        if other_form != form and _makes(draft.text, fix, span, other_form)
    )
    return max(asked, key=lambda form: asked[form]) if asked else ""


class Fixes:
    """What other rules would write, by place."""

    def __init__(self, said: Sequence[DraftFinding]) -> None:
        found = sorted((fix for finding in said for fix in finding.suggestions[:1]), key=lambda fix: fix.span)
        self._fixes = found
        self._starts = [fix.span.start for fix in found]

    def around(self, place: Span) -> Sequence[Suggestion]:
        """The suggestions that touch a place; none that began more than REACH characters before it."""
        starts = self._starts
        first = bisect_left(starts, place.start - REACH)
        if first == len(starts) or starts[first] >= place.end:  # nothing near: so at most places
            return ()
        last = bisect_left(starts, place.end, lo=first)
        return [fix for fix in self._fixes[first:last] if fix.span.overlaps(place)]


def _makes(text: str, fix: Suggestion, place: Span, form: str) -> bool:
    """Whether a suggestion comes to the same as that form at the place."""
    start, end = min(fix.span.start, place.start), max(fix.span.end, place.end)
    mended = text[start : fix.span.start] + fix.text + text[fix.span.end : end]
    return mended == text[start : place.start] + form + text[place.end : end]


def _words(part: DraftView, _about: None) -> frozenset[str]:
    return loose_words(part.text)


def _others(part: DraftView, other: str) -> tuple[Span, ...]:
    """The places of the other spelling."""
    pattern = english_word(other) if other.isascii() else katakana_run(other)
    return tuple(
        passage.locate(*match.span())
        for passage in part.passages
        if other in passage.passage.text
        for match in pattern.finditer(passage.passage.text)
    )
