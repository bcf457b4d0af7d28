"""An acronym that the draft never spells out.

What: the first use of an acronym that is not common, that the termbase does not know, and that the draft explains nowhere: not in
brackets, not by words that begin with its letters.
Why: the other side has no list of your abbreviations, and cannot look up what only your office knows.
Example: Operators notify the CIRB of incidents.
Instead: the full name with the acronym in brackets at first use. A profile can ask for this of all acronyms but the common ones.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from glossary.checks.view import DraftView, PassageView, WholeDraft
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.profile import Acronyms as Which
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.matching.acronyms import Acronyms, plain_form, words_in
from glossary.text.languages import ENGLISH

LEVEL = Level.INFORMATION

SHORTEST, LONGEST = 3, 6
"""Letters: two are mostly names of things, units or countries; more than six are words in capitals."""

SENTENCE = 30
"""Characters from which a passage without a full stop is a sentence and not a heading or a cell."""

MAX_ASKED = 300
"""Acronyms for whose words the whole draft is searched, each by itself. A draft with more is a list of them."""

_ROMAN = "IVXLCM"
"""Letters of Roman numerals: a word of nothing else is a number."""


class Use(NamedTuple):
    """An acronym in a part of the draft; whether its own surroundings explain it; whether it stands in a sentence."""

    acronym: str
    span: Span
    lang: str
    explained: bool
    in_sentence: bool


def collect(view: DraftView) -> Iterator[Use]:
    """Every place of an acronym that is not common."""
    acronyms, wanted = view.checking.acronyms, view.profile.style.acronyms
    for passage in view.passages:
        text = passage.passage.text
        shouted: set[int] | None = None
        for span in passage.capitals:
            acronym = text[span.start : span.end].removesuffix("s")
            if not _is_candidate(acronym, acronyms, wanted):
                continue
            if shouted is None:
                shouted = _shouted(passage, acronyms)
            if span.start not in shouted:
                explained = _is_explained(text, *span, acronyms) or _is_defined(passage, span, acronyms)
                yield Use(acronym, passage.locate(*span), passage.passage.lang, explained, _is_sentence(passage))


def _is_candidate(acronym: str, acronyms: Acronyms, wanted: Which | None) -> bool:
    if not SHORTEST <= len(acronym) <= LONGEST or not acronym.isalpha() or not set(acronym) - set(_ROMAN):
        return False
    return not acronyms.is_common(acronym) and (wanted is Which.ALL or not acronyms.is_known(acronym))


def _shouted(passage: PassageView, acronyms: Acronyms) -> set[int]:
    """Where words in capitals stand beside a plain word in capitals: DO NOT USE."""
    text = passage.passage.text
    runs: list[list[Span]] = []
    for span in passage.capitals:
        if runs and not text[runs[-1][-1].end : span.start].strip(" ,:!"):
            runs[-1].append(span)
        else:
            runs.append([span])
    plain = acronyms.words.capitals
    return {span.start for run in runs if any(text[one.start : one.end].lower() in plain for one in run) for span in run}


def _is_sentence(passage: PassageView) -> bool:
    text = passage.passage.text.strip()
    return len(text) > SENTENCE or text.endswith((".", "。"))


_HEAD = re.compile(r"(?<![A-Za-z])[A-Za-z]")

_OPEN, _CLOSE = '(（「『[［“"', ")）」』]］”"
_IN_BRACKETS = 40
"""Characters in which a bracket before an acronym may have opened."""


def _is_explained(text: str, start: int, end: int, acronyms: Acronyms) -> bool:
    """Whether a bracket stands at the acronym, or words that give it its meaning."""
    before, after = text[max(0, start - _IN_BRACKETS) : start], text[end : end + _IN_BRACKETS].lstrip()
    opened = max(before.rfind(mark) for mark in _OPEN)
    if opened >= 0 and not any(mark in before[opened + 1 :] for mark in _CLOSE):
        return True
    if after[:1] in ("(", "（", ":", "："):
        return True
    said = before.rstrip().casefold()
    return any(said.endswith(word) and not said[: -len(word)][-1:].isalnum() for word in acronyms.words.before if word.isascii()) or (
        any(said.endswith(word) for word in acronyms.words.before if not word.isascii())
        or any(after.casefold().startswith(word) for word in acronyms.words.after)
    )


HEAD = 6
"""Characters of a number or a mark that may stand before the acronym that a sentence defines."""


def _is_defined(passage: PassageView, span: Span, acronyms: Acronyms) -> bool:
    """Whether its sentence begins with the acronym and says what it is, as a list of definitions does: (3) KIRS 県が設ける網をいう。 is one."""
    sentence = passage.passage.sentence_at(span.start)
    said = passage.passage.text[slice(*sentence)].rstrip(" 。\n")
    return span.start - sentence.start <= HEAD and said.endswith(acronyms.words.closing)


def judge(draft: WholeDraft, facts: Sequence[tuple[int, Use]]) -> Iterator[DraftFinding]:
    """One finding for each acronym, at its first use in a sentence."""
    uses: dict[str, list[tuple[int, Use]]] = {}
    for offset, use in facts:
        uses.setdefault(use.acronym, []).append((offset, use))
    asked = {
        acronym: first
        for acronym, found in uses.items()
        if not any(use.explained for _, use in found) and (first := next((at for at in found if at[1].in_sentence), None)) is not None
    }
    asked = dict(itertools.islice(asked.items(), MAX_ASKED))
    explained = frozenset[str]().union(*draft.answers(_explained_in, frozenset(asked)))
    for acronym, (offset, use) in asked.items():
        if acronym not in explained:
            yield _finding(draft, use._replace(span=use.span.moved(offset)))


def _explained_in(part: DraftView, acronyms: frozenset[str]) -> frozenset[str]:
    """The acronyms of which a part says what they stand for, or shows that they are none."""
    heads = part.answer(_heads, None)
    words: list[tuple[str, bool, bool]] = []  # of this question only: kept with every part they would be as large as the draft

    def spells_out(acronym: str) -> bool:
        if not heads.issuperset(acronym):
            return False
        if not words:
            words.extend(words_in(part.text))
        return part.checking.acronyms.spelled_out(acronym, words)

    return frozenset(acronym for acronym in acronyms if _explains(part, acronym, spells_out))


def _heads(part: DraftView, _about: None) -> frozenset[str]:
    """The letters with which words of a part begin: what has not all of an acronym's cannot spell it out."""
    return frozenset(letter.upper() for letter in _HEAD.findall(part.text))


def _explains(part: DraftView, acronym: str, spells_out: Callable[[str], bool]) -> bool:
    acronyms = part.checking.acronyms
    if _is_plain_word(part.text, acronym) or spells_out(acronym):
        return True
    return any(plain_form(name) in part.plain for name in acronyms.full_names(acronym))


def _is_plain_word(text: str, acronym: str) -> bool:
    """Whether the letters also stand in the text as a word in small letters: the capitals are emphasis or a name in code."""
    small = acronym.lower()
    if small[1:] not in text:
        return False
    return re.search(rf"(?<![A-Za-z])[{acronym[0]}{small[0]}]{small[1:]}(?![A-Za-z])", text) is not None


def _finding(draft: WholeDraft, use: Use) -> DraftFinding:
    written = draft.text[use.span.start : use.span.end]
    name = draft.checking.acronyms.full_name(use.acronym, use.lang)
    form = "{name} ({written})" if use.lang == ENGLISH else "{name}（{written}）"
    return DraftFinding(
        rule="acronym.undefined",
        level=LEVEL,
        span=use.span,
        match=written,
        message=Message(N_("{acronym} is not spelled out anywhere in this text"), (("acronym", use.acronym),)),
        suggestions=(Suggestion(text=form.format(name=name, written=written), span=use.span),) if name else (),
        as_of=draft.as_of,
        places=(use.span,),
    )
