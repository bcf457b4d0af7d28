"""What a comment in a draft says: ``glossary: ignore RULE [WORDS]: REASON``, and ``ignore-file`` for the whole draft.

Words that hold a colon stand in quotation marks. What is wrong with a comment comes back as a message.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from glossary.domain.aside import MAX_LENGTH, Aside
from glossary.domain.message import Message
from glossary.domain.nearest import nearest
from glossary.domain.suppression import ANY_RULE, Suppression, SuppressionSource, names_for
from glossary.errors import N_

NO_RULE = N_("it does not say what to ignore; write a rule, such as {example}")
NO_REASON = N_("the reason is missing; write it after a colon: {example}")
UNKNOWN_RULE = N_("there is no rule {rule}")
DID_YOU_MEAN = N_("there is no rule {rule}; did you mean {nearest}?")
UNKNOWN_VERB = N_("{verb} is not known; write ignore or ignore-file")

EXAMPLE = "glossary: ignore term.variant gray-list: quoted product name"

HERE, WHOLE = "ignore", "ignore-file"

_COLON = "[:\uff1a]"
_FORM = re.compile(
    rf"\s*glossary\s*{_COLON}\s*(?P<verb>[^\s:\uff1a]+)\s*"
    rf"(?P<rule>[^\s:\uff1a\"\u201c\u300c]*)\s*"
    rf"(?:\"(?P<straight>[^\"]*)\"|\u201c(?P<curly>[^\u201d]*)\u201d|\u300c(?P<corner>[^\u300d]*)\u300d|(?P<plain>[^:\uff1a]*))\s*"
    rf"(?:{_COLON}\s*(?P<reason>.*))?",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Directive:
    """What a comment says: what to leave alone, there or in the whole draft, or what is wrong with it."""

    suppression: Suppression
    whole: bool = False
    problem: Message | None = None


def read_directive(aside: Aside, rules: Sequence[str]) -> Directive:
    """The directive in a comment; ``rules`` are the ids that there are."""
    form = _FORM.match(aside.text[:MAX_LENGTH])
    if form is None:  # cannot be: readers hand over what is addressed to the checker
        return _wrong(aside, Message(NO_RULE, (("example", EXAMPLE),)))
    words = next((form[name] for name in ("straight", "curly", "corner", "plain") if form[name] is not None), "")
    reason = " ".join((form["reason"] or "").split())
    verb = form["verb"].lower()
    suppression = Suppression(
        source=SuppressionSource.INLINE, reason=reason, rule=form["rule"], words=" ".join(words.split()), place=aside.place
    )
    problem = _problem(verb, suppression, rules)
    return Directive(suppression, verb == WHOLE, problem)


def rule_problem(rule: str, rules: Sequence[str]) -> Message | None:
    """What is wrong with the name of a rule: nothing where it is an id, a family or ``*``."""
    names = names_for(rules)
    if rule == ANY_RULE or rule in names:
        return None
    meant = nearest(rule, names)
    return Message(DID_YOU_MEAN, (("rule", rule), ("nearest", meant))) if meant else Message(UNKNOWN_RULE, (("rule", rule),))


def _problem(verb: str, suppression: Suppression, rules: Sequence[str]) -> Message | None:
    if verb not in (HERE, WHOLE):
        return Message(UNKNOWN_VERB, (("verb", verb),))
    if not suppression.rule:
        return Message(NO_RULE, (("example", EXAMPLE),))
    unknown = rule_problem(suppression.rule, rules)
    if unknown is not None:
        return unknown
    return None if suppression.reason else Message(NO_REASON, (("example", EXAMPLE),))


def _wrong(aside: Aside, problem: Message) -> Directive:
    return Directive(Suppression(source=SuppressionSource.INLINE, reason="", place=aside.place), problem=problem)
