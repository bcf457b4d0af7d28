"""A pitfall that is not proved.

What: fewer than three bad and three good sentences for a language with a trigger, or fewer than two bad and two good pairs
for a pair; or no trigger and no pair at all.
Why: a trigger is trusted only as far as its sentences go; near misses keep it from crying wolf.
Example: a trigger on 認証 with one bad sentence.
Instead: add sentences; good ones must contain the words of the trigger.
"""

from collections.abc import Iterator

from glossary.checks.rule import Judgement, said
from glossary.domain.message import Message
from glossary.domain.pitfall import Case
from glossary.domain.statuses import Level
from glossary.domain.termbase import Termbase
from glossary.errors import N_
from glossary.text.languages import ENGLISH, JAPANESE

MIN_SENTENCES = 3
MIN_PAIRS = 2

LEVEL = Level.ERROR

NAMES = {ENGLISH: N_("English"), JAPANESE: N_("Japanese")}
"""The languages, as a sentence says them."""


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every pitfall with too few sentences."""
    for pitfall in termbase.pitfalls.values():
        if not pitfall.triggers and not pitfall.pairs:
            yield said(pitfall.id, "trigger", N_("there is no trigger and no pair"))
        for lang in sorted({trigger.lang for trigger in pitfall.triggers}):
            for field, cases in (("bad", pitfall.bad), ("good", pitfall.good)):
                count = sum(1 for case in cases if set(case.texts) == {lang})
                if count < MIN_SENTENCES:
                    yield said(
                        pitfall.id,
                        field,
                        N_("{count} sentence(s) in {lang}; at least {least} are needed"),
                        count=count,
                        lang=Message(NAMES[lang]),
                        least=MIN_SENTENCES,
                    )
        if pitfall.pairs:
            for field, cases in (("bad", pitfall.bad), ("good", pitfall.good)):
                if _pairs(cases) < MIN_PAIRS:
                    yield said(
                        pitfall.id,
                        field,
                        N_("{count} pair(s) of sentences; at least {least} are needed"),
                        count=_pairs(cases),
                        least=MIN_PAIRS,
                    )


def _pairs(cases: tuple[Case, ...]) -> int:
    return sum(1 for case in cases if len(case.texts) > 1)
