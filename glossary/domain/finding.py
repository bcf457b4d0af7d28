"""What a rule says: about an entry of the termbase, or about a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.domain.suppression import Suppression

Text = Message | Mapping[str, str]
"""A catalogue sentence that is rendered in each language, or a text that the termbase holds in each language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFinding:
    """A finding of a termbase rule. ``entry`` is a concept or pitfall id, ``field`` a path such as ``ja.term[0].reading``."""

    rule: str
    level: Level
    entry: str
    field: str
    message: Message


class Suggestion(NamedTuple):
    """A text that can stand in the place of ``span``. *Safe* means that the meaning cannot change."""

    text: str
    span: Span
    safe: bool = False

    def moved(self, offset: int) -> "Suggestion":
        """The suggestion in a text in which its own begins at ``offset``."""
        return Suggestion(self.text, self.span.moved(offset), self.safe)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One reading of an ambiguous expression: the concept and its preferred terms by language."""

    concept: str
    terms: Mapping[str, str]


class DraftFinding(NamedTuple):
    """A finding in a draft. Spans are code points of the draft's text; ``span`` is the first of ``places``.

    ``reasons`` say why and what to write, most important first; of a pitfall the first ones say what readers of the languages in
    ``readers`` understand. ``related`` are places that explain the finding (the other
    side of a pair). ``fingerprint`` names the finding by rule, concept, words and neighbours, so that it survives edits
    elsewhere. ``suppressed`` says why it is not told; exit codes, counts, comments and fixes do not see such findings.
    """

    rule: str
    level: Level
    span: Span
    match: str
    message: Text
    reasons: tuple[Text, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    concepts: tuple[str, ...] = ()
    pitfall: str | None = None
    senses: tuple[Sense, ...] = ()
    sources: tuple[str, ...] = ()
    as_of: date | None = None
    places: tuple[Span, ...] = ()
    related: tuple[Span, ...] = ()
    fingerprint: str = ""
    pair: int | None = None
    side: str | None = None
    suppressed: Suppression | None = None
    readers: tuple[str, ...] = ()

    def moved(self, offset: int) -> "DraftFinding":
        """The finding in a text in which its own begins at ``offset``."""
        if not offset:
            return self
        return self._replace(
            span=self.span.moved(offset),
            suggestions=tuple([found.moved(offset) for found in self.suggestions]),
            places=tuple([place.moved(offset) for place in self.places]),
            related=tuple([place.moved(offset) for place in self.related]) if self.related else (),
        )


def by_place(finding: DraftFinding) -> tuple[Span, str]:
    """The order in which findings are told: that of the text, at one place that of the rules."""
    return finding.span, finding.rule
