"""One word in two spellings inside one draft.

What: a word stands in two spellings that both are right: サーバ and サーバー, ウェブ and Web, cyber security and cybersecurity.
Why: two spellings look like two things, to readers, to a search and to the translator's memory.
Example: サーバの設定を確認し、サーバーを再起動する。
Instead: one of them throughout; this rule shows the places of the rarer one.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from glossary.checks.mixing import Mixed, mixed_finding
from glossary.checks.view import DraftView, WholeDraft
from glossary.domain.finding import DraftFinding
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.matching.families import TERM, english_word, katakana_run, loose_words
from glossary.text.languages import ENGLISH

LEVEL = Level.INFORMATION


class Form(NamedTuple):
    """A form of a family in a part of the draft; ``other`` is a spelling for which the draft is still to be searched."""

    family: Hashable
    form: str
    span: Span
    other: str = ""


def collect(view: DraftView) -> Iterator[Form]:
    """Every form of a listed family, and words that have another spelling."""
    families = view.checking.families
    for passage in view.passages:
        is_english = passage.passage.lang == ENGLISH
        for member in passage.members(families):
            family = families.families[member.family]
            written = passage.passage.text[member.start : member.end]
            if family.kind != TERM and not (is_english and not written.islower()):
                yield Form((passage.passage.lang, member.family), family.forms[member.form], passage.locate(member.start, member.end))
        if is_english:
            for word, american in families.spellings_apart(passage.passage):
                found = english_word(word).search(passage.passage.text)
                if found is not None:
                    yield Form(american, word, passage.locate(*found.span()), american)
        else:
            for run, other, start, end in families.loose_runs(passage.passage):
                yield Form(other, run, passage.locate(start, end), other)


def judge(draft: WholeDraft, facts: Sequence[tuple[int, Form]]) -> Iterator[DraftFinding]:
    """One finding for each family that the draft mixes."""
    families: dict[Hashable, list[tuple[int, Form]]] = defaultdict(list)
    for offset, form in facts:
        families[form.family].append((offset, form))
    words = frozenset[str]().union(*draft.answers(_words, None)) if any(found[0][1].other for found in families.values()) else ()
    for found in families.values():
        other = found[0][1].other
        if other and other in words:
            found += ((offset, form) for offset, part in draft.parts for form in part.answer(_others, other))
        if len({form.form for _, form in found}) > 1:
            placed = [form._replace(span=form.span.moved(offset)) for offset, form in found]
            yield mixed_finding(draft, _mixed(placed), "consistency.spelling", LEVEL, N_("{rarer} is spelt {usual} elsewhere in this text"))


def _words(part: DraftView, _about: None) -> frozenset[str]:
    return loose_words(part.text)


def _others(part: DraftView, other: str) -> tuple[Form, ...]:
    """The places of the other spelling."""
    pattern = english_word(other) if other.isascii() else katakana_run(other)
    return tuple(
        Form(other, other, passage.locate(*match.span()))
        for passage in part.passages
        if other in passage.passage.text
        for match in pattern.finditer(passage.passage.text)
    )


def _mixed(found: Sequence[Form]) -> Mixed:
    counts = Counter(form.form for form in found)
    places: Mapping[str, list[Span]] = {form: sorted(entry.span for entry in found if entry.form == form) for form in counts}
    return Mixed(places)
