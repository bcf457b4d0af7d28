"""A look-up's answer for a terminal: English left and Japanese right, and under them why it matched and what to mind."""

from collections.abc import Iterator
from datetime import date

from glossary.domain.concept import Concept, LanguageSection
from glossary.domain.lookup import Answer, Hit, MatchKind
from glossary.domain.statuses import EntryStatus, NormativeStatus
from glossary.errors import N_
from glossary.i18n import translate, translate_plural
from glossary.matching.compile import Snapshot
from glossary.reports.columns import pad, side_by_side, wrap
from glossary.reports.names import section_names

MATCH_LABELS = {
    MatchKind.EXACT: N_("Exact"),
    MatchKind.VARIANT: N_("Spelling variant"),
    MatchKind.READING: N_("Reading"),
    MatchKind.ROMAJI: N_("Rōmaji"),
    MatchKind.INFLECTED: N_("Word form"),
    MatchKind.PREFIX: N_("Begins with"),
    MatchKind.SUBSTRING: N_("Contains"),
    MatchKind.TYPO: N_("Close spelling"),
    MatchKind.TEXT: N_("In the definition"),
}

STATUS_LABELS = {
    NormativeStatus.PREFERRED: N_("Preferred"),
    NormativeStatus.ADMITTED: N_("Admitted"),
    NormativeStatus.DEPRECATED: N_("Deprecated"),
    NormativeStatus.SUPERSEDED: N_("Superseded"),
}

ENTRY_LABELS = {
    EntryStatus.DRAFT: N_("Draft"),
    EntryStatus.PROPOSED: N_("Proposed"),
    EntryStatus.APPROVED: N_("Approved"),
    EntryStatus.RETIRED: N_("Retired"),
}

BOLD, DIM, YELLOW, CYAN = "1", "2", "33", "36"

GAP = "   "
MARGIN = "   "
MIN_COLUMN = 24
"""Narrower than this in cells, and the languages stand one under the other."""

MAX_WIDTH = 120
"""Lines longer than this are hard to read, however wide the terminal is."""


def answer_text(answer: Answer, snapshot: Snapshot, *, lang: str, width: int = 100, colour: bool = False) -> str:
    """The answer as lines of at most ``width`` cells, without a line break at the end."""
    return "\n".join(_Page(answer, snapshot, lang, width, colour).lines())


class _Page:
    """The lines of one answer in one interface language."""

    def __init__(self, answer: Answer, snapshot: Snapshot, lang: str, width: int, colour: bool) -> None:
        self.answer = answer
        self.snapshot = snapshot
        self.lang = lang
        self.width = max(MIN_COLUMN, min(width, MAX_WIDTH)) - len(MARGIN)
        self.colour = colour

    def lines(self) -> Iterator[str]:
        """All lines, hit after hit."""
        query = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in self.answer.query.text)
        if self.answer.hits:
            heading = translate_plural(
                self.lang, N_("{query}: {count} hit"), N_("{query}: {count} hits"), self.answer.total or len(self.answer.hits), query=query
            )
        else:
            heading = self.say(N_("{query}: nothing found."), query=query)
        yield self.paint(heading, BOLD)
        yield from self.warnings(self.answer.pitfalls, MARGIN)
        for number, hit in enumerate(self.answer.hits, start=1):
            yield ""
            yield from self.hit(number, hit)
        for heading, is_near in ((N_("Nearest terms:"), True), (N_("Central terms of the termbase:"), False)):
            offered = [suggestion for suggestion in self.answer.suggestions if suggestion.is_near is is_near]
            if offered:
                yield self.say(heading)
            for suggestion in offered:
                yield f"{MARGIN}{suggestion.text} {self.paint(f'({suggestion.concept})', DIM)}"

    def hit(self, number: int, hit: Hit) -> Iterator[str]:
        """One hit: its terms and definitions side by side, then what is said about it."""
        as_of = self.answer.query.as_of
        concept = hit.concept
        columns = [self.terms(section, as_of) for section in concept.sections.values()]
        definitions = [[section.definition] for section in concept.sections.values()]
        for position, line in enumerate([*self.columns(columns, BOLD), *self.columns(definitions, "")]):
            yield (f"{number:>2} " if position == 0 else MARGIN) + line
        yield from self.note(self.why(hit), CYAN)
        for remark in self.remarks(hit):
            yield from self.note(remark, "")
        yield from self.warnings(hit.warnings, MARGIN)

    def terms(self, section: LanguageSection, as_of: date | None) -> list[str]:
        """The terms of one language, the first with its reading."""
        first, *others = section_names(section, as_of)
        reading = next((term.reading for term in section.terms if term.text == first and term.reading), None)
        shown = f"{first} ({reading})" if reading and reading != first else first
        return [shown, *others]

    def columns(self, texts: list[list[str]], style: str) -> Iterator[str]:
        """The languages side by side, or one under the other where there is no room."""
        column = (self.width - len(GAP)) // 2
        if column < MIN_COLUMN or len(texts) != 2:
            for paragraph in (paragraph for language in texts for paragraph in language):
                yield from (self.paint(line, style) for line in wrap(paragraph, self.width))
            return
        left, right = ([line for paragraph in language for line in wrap(paragraph, column)] for language in texts)
        # Padded before it is painted: escape sequences take no cells.
        painted = [self.paint(pad(line, column), style) for line in left], [self.paint(line, style) for line in right]
        yield from side_by_side(*painted, column, GAP)

    def why(self, hit: Hit) -> str:
        """Why it matched, how good the matched term is, and where the concept stands."""
        match, concept = hit.match, hit.concept
        domain = self.snapshot.domains.get(concept.domain)
        facts = [self.say(N_("{reason}: {form}"), reason=self.say(MATCH_LABELS[match.kind]), form=match.form)]
        if match.term is not None:
            if match.form != match.term.text:
                facts.append(match.term.text)
            facts.append(self.say(STATUS_LABELS[match.term.status]))
        facts.append(domain.name.get(self.lang, concept.domain) if domain else concept.domain)
        if concept.entry_status is not EntryStatus.APPROVED:
            facts.append(self.say(N_("entry: {status}"), status=self.say(ENTRY_LABELS[concept.entry_status])))
        return " · ".join([*facts, concept.id])

    def remarks(self, hit: Hit) -> Iterator[str]:
        """What to mind about the matched term and the concept: reason, replacement, dates, successor."""
        term = hit.match.term
        if term is not None and term.status.is_discouraged:
            if term.reason:
                yield self.say(N_("Why not {term}: {reason}"), term=term.text, reason=term.reason.get(self.lang, ""))
            if term.replaced_by:
                yield self.say(N_("Write instead: {term}"), term=term.replaced_by)
        if term is not None and (term.valid_from or term.valid_to):
            yield self.say(N_("In use: {first} to {last}"), first=term.valid_from or "…", last=term.valid_to or "…")
        successor = self.snapshot.concepts.get(hit.concept.successor or "")
        if successor is not None:
            yield self.say(N_("Successor: {terms}"), terms=self.name(successor))
        via = self.snapshot.concepts.get(hit.via or "")
        if via is not None:
            yield self.say(N_("Found as: {terms}"), terms=self.name(via))

    def name(self, concept: Concept) -> str:
        """A concept by its preferred terms and its id."""
        terms = " / ".join(section.preferred.text for section in concept.sections.values())
        return f"{terms} ({concept.id})"

    def warnings(self, pitfalls: tuple[str, ...], margin: str) -> Iterator[str]:
        """What each pitfall says to write, in the interface language."""
        for pitfall in (self.snapshot.pitfalls[key] for key in pitfalls if key in self.snapshot.pitfalls):
            text = self.say(N_("Warning: {text}"), text=pitfall.write.get(self.lang, ""))
            yield from (margin + self.paint(line, YELLOW) for line in wrap(f"{text} ({pitfall.id})", self.width))

    def note(self, text: str, style: str) -> Iterator[str]:
        """A remark over the full width."""
        yield from (MARGIN + self.paint(line, style) for line in wrap(text, self.width))

    def paint(self, text: str, style: str) -> str:
        """The text in a style, where colour is wanted."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and style and text else text

    def say(self, msgid: str, /, **params: object) -> str:
        """The sentence in the interface language."""
        return translate(self.lang, msgid, **params)
