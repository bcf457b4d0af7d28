"""A duty of which it is not clear whom it binds, or whether it binds.

What: in an official text, a passive or impersonal duty in a sentence that names nobody who acts; a wish or an encouragement where
a duty is expected. Only where the profile turns the rule on.
Why: the other side has to name somebody and to choose between must and should, and chooses for you.
Example: 重大な事案は24時間以内に報告されなければならない。 Incidents must be reported within 24 hours.
Instead: say who (the operator must report), and write must, should or may.
"""

from collections.abc import Iterator

from glossary.checks.view import DraftView
from glossary.domain.finding import DraftFinding
from glossary.domain.message import Message
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.text.duties import Force

LEVEL = Level.INFORMATION

RULE = "duty.vague"


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every such duty, where the profile speaks of the rule or its family."""
    if not {RULE, RULE.partition(".")[0]} & view.profile.levels.keys():
        return
    for passage in view.passages:
        for duty in passage.passage.duties:
            if not duty.has_actor:
                template = N_("Nobody is named who is bound by {written}")
            elif duty.force is Force.EXPECTATION:
                template = N_("{written} does not say whether it binds")
            else:
                continue
            span = passage.locate(*duty.span)
            yield DraftFinding(
                rule=RULE,
                level=LEVEL,
                span=span,
                match=view.text[span.start : span.end],
                message=Message(template, (("written", passage.passage.text[duty.span.start : duty.span.end]),)),
                places=(span,),
            )
