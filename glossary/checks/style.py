"""What the rules on style share: a place of a passage, what the house writes there, and the finding made of both."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from glossary.checks.view import DraftView, PassageView
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.statuses import Level


class Change(NamedTuple):
    """A place of a passage's text and what the house writes there; the words to show, where they are more than the place."""

    start: int
    end: int
    right: str
    shown: tuple[str, str] | None = None


def changes(
    view: DraftView, rule: str, level: Level, template: str, found: Callable[[PassageView], Iterator[Change]]
) -> Iterator[DraftFinding]:
    """A finding for each change; words that the profile leaves alone stay."""
    leaves = view.profile.style.leaves
    for passage in view.passages:
        text = passage.passage.text
        for change in found(passage):
            if any(_covers(text, word, change) for word in leaves):
                continue
            span = passage.locate(change.start, change.end)
            written = text[change.start : change.end]
            shown = change.shown or (written, change.right)
            # Markup or a line break inside the words would be lost with them.
            is_safe = view.text[span.start : span.end] == written
            yield DraftFinding(
                rule=rule,
                level=level,
                span=span,
                match=view.text[span.start : span.end],
                message=Message(template, (("written", shown[0]), ("right", shown[1]))),
                suggestions=(Suggestion(text=change.right, span=span, safe=is_safe),),
                places=(span,),
            )


def _covers(text: str, word: str, change: Change) -> bool:
    """Whether a word that is left alone stands over the place."""
    at = text.find(word, max(0, change.end - len(word)), change.start + len(word))
    return at >= 0
