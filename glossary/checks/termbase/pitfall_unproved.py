"""A pitfall that fails its own sentences.

What: a bad sentence is not flagged at exactly its marks, a good one is flagged, a sentence does not settle the sense that it
claims, or a trigger has no word by which it could be found.
Why: a trigger that does not do what its sentences say will mislead drafters, or never speak at all.
Example: a good sentence with a cue that the trigger does not know.
Instead: correct the trigger or the sentence.
"""

from collections.abc import Iterator
from datetime import date

from glossary.checks.proof import flagged, settled_senses
from glossary.checks.rule import Judgement, said
from glossary.domain.phrase import PhraseError
from glossary.domain.pitfall import Case, Pitfall
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.domain.termbase import Termbase
from glossary.errors import N_
from glossary.matching.checking import Checking, compile_checking
from glossary.text.vocabulary import read_vocabulary
from glossary.text.wordlists import read_word_lists

LEVEL = Level.ERROR

TODAY = date(2026, 11, 22)
"""The day of the check for sentences that name none: proofs must not change with the calendar."""


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every sentence that does not do what it should, and every trigger that cannot match."""
    checking = compiled(termbase)
    if checking is not None:
        yield from judge_with(checking, termbase)


def compiled(termbase: Termbase) -> Checking | None:
    """What the sentences are tried with; None without pitfalls, and where a phrase cannot be read: pitfall.phrase says which."""
    if not termbase.pitfalls:
        return None
    vocabulary, lists = read_vocabulary(termbase.lexicon), read_word_lists(termbase.lexicon)
    try:
        return compile_checking(termbase.concepts, termbase.pitfalls, vocabulary, lists)
    except PhraseError:
        return None


def judge_with(checking: Checking, termbase: Termbase) -> Iterator[Judgement]:
    """The same, with what the termbase was compiled to."""
    found = checking.triggers.findable()
    for number, trigger in enumerate(checking.triggers.triggers):
        if number not in found:
            yield said(trigger.pitfall, f"trigger[{trigger.number}].find", N_("no word of these phrases can be looked for"))
    for pitfall in termbase.pitfalls.values():
        for name, cases in (("bad", pitfall.bad), ("good", pitfall.good)):
            for position, case in enumerate(cases):
                yield from _judge_case(checking, pitfall, f"{name}[{position}]", case)


def _judge_case(checking: Checking, pitfall: Pitfall, field: str, case: Case) -> Iterator[Judgement]:
    places = flagged(checking, pitfall, case, TODAY)
    for lang, text in case.texts.items():
        wanted = tuple(sorted(case.marks.get(lang, ())))
        got = places.get(lang, ())
        if got != wanted:
            yield said(
                pitfall.id,
                f"{field}.{lang}",
                N_("flagged: {got}; should be: {wanted}"),
                got=_words(text, got),
                wanted=_words(text, wanted),
            )
    if case.sense and case.sense not in settled_senses(checking, pitfall, case):
        yield said(pitfall.id, f"{field}.sense", N_("the sentence does not settle the sense {sense}"), sense=case.sense)


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " · ".join(text[span.start : span.end] for span in spans) or "–"
