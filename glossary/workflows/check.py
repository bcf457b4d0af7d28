"""Check a draft: read it as blocks, recognise, judge. Drafts are neither stored nor logged."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from glossary.checks.engine import check_draft
from glossary.checks.suppress import Round, asides_of, directives_in, leave, set_aside, with_covers
from glossary.checks.view import DraftView, PassageView, WholeDraft
from glossary.documents.registry import DEFAULT, parts_of, read_draft, stated_date
from glossary.domain.aside import Aside
from glossary.domain.block import Draft, Piece
from glossary.domain.finding import DraftFinding, Suggestion, by_place
from glossary.domain.profile import DEFAULT_PROFILE, Profile
from glossary.domain.span import Span
from glossary.domain.suppression import Suppression
from glossary.errors import TextTooLong
from glossary.matching.checking import Checking
from glossary.text.languages import Reader
from glossary.text.passage import Passage, bounded, compose, language_of
from glossary.workflows.parts import DraftPart, PassageCache, TermUse, TermUses

MAX_TEXT_LENGTH = 1_000_000
"""Code points in one draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """How a draft is to be checked. ``lang`` fixes the language of all passages; None lets each passage show its own.

    ``suppressions`` are what is to be left alone besides what the draft's own comments say; they have to hold on the day.
    """

    format: str = DEFAULT
    lang: str | None = None
    profile: Profile = DEFAULT_PROFILE
    reader: Reader | None = None
    as_of: date | None = None
    candidates: bool = False
    suppressions: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """The findings in a draft, what was masked (by kind, in characters), and how much was read and recognised.

    ``suppressed`` are findings that somebody has said to leave alone, each with who and why: they are no ``findings``.
    """

    findings: tuple[DraftFinding, ...]
    masked: tuple[Piece, ...]
    terms: Sequence[TermUse]
    characters: int
    as_of: date
    masked_characters: Mapping[str, int] = field(default_factory=dict)
    suppressed: tuple[DraftFinding, ...] = ()

    @property
    def all_findings(self) -> Sequence[DraftFinding]:
        """The findings and those that are suppressed, in the order of the text."""
        if not self.suppressed:
            return self.findings
        return sorted([*self.findings, *self.suppressed], key=by_place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """The recognised terms of a draft, what was masked, and the day for which it was read."""

    terms: Sequence[TermUse]
    masked: tuple[Piece, ...]
    as_of: date


def check_text(checking: Checking, text: str, options: CheckOptions, *, today: date, cache: PassageCache | None = None) -> CheckResult:
    """Check one draft.

    Raises TextTooLong over MAX_TEXT_LENGTH code points, UnsupportedFormat for an unknown format.
    """
    parts = _read(checking, text, options, today, cache)
    asides = asides_of(_with_starts(parts)) if any(part.asides for _, part in parts) else ()
    return settle(text, judge_parts(text, parts, house_writes(asides, options)), asides, options)


def _with_starts(parts: Sequence[tuple[int, DraftPart]]) -> Iterator[tuple[int, Sequence[Aside], Span | None]]:
    """Where each part begins, its comments, and its first passage."""
    for offset, part in parts:
        yield offset, part.asides, part.view.passages[0].origin.whole if part.view.passages else None


def settle(text: str, result: CheckResult, asides: Sequence[Aside], options: CheckOptions) -> CheckResult:
    """The result without the findings that the draft's own comments, or the options, say to leave alone: these are kept apart."""
    if not asides and not options.suppressions:
        return result
    profile, reader = options.profile, reader_of(options)
    about = Round(text=text, directives=directives_in(asides), profile=profile, reader=reader, candidates=options.candidates)
    told, suppressed = set_aside(result.findings, asides, about, options.suppressions)
    return replace(result, findings=tuple(told), suppressed=tuple(suppressed))


def house_writes(asides: Sequence[Aside], options: CheckOptions) -> Sequence[Suppression]:
    """What project and draft say of the whole draft, and not of one finding: the house writes so, whatever the rules ask for."""
    whole = [directive.suppression for directive in directives_in(asides) if directive.whole and directive.problem is None]
    return [suppression for suppression in (*options.suppressions, *whole) if not suppression.fingerprint]


def judge_parts(text: str, parts: Sequence[tuple[int, DraftPart]], allowed: Sequence[Suppression] = ()) -> CheckResult:
    """What the rules say of a draft, from its parts and the places at which their positions begin; at least one part.

    ``allowed`` is what the house writes whatever a rule asks for, so that rules on the whole draft do not ask for it either.
    """
    draft = WholeDraft(text=text, parts=[(offset, part.view) for offset, part in parts])
    sizes: Counter[str] = Counter()
    for _, part in parts:
        sizes.update(part.masked_characters)
    return CheckResult(
        findings=tuple(check_draft(draft, [part.judgement for _, part in parts], lambda found: leave(found, text, allowed)[0])),
        masked=_masked(parts),
        terms=TermUses(parts),
        characters=len(text),
        as_of=draft.as_of,
        masked_characters=dict(sizes),
    )


def annotate_text(checking: Checking, text: str, options: CheckOptions, *, today: date, cache: PassageCache | None = None) -> Annotation:
    """Only recognise the terms of a draft. Raises like ``check_text``."""
    parts = _read(checking, text, options, today, cache)
    return Annotation(terms=TermUses(parts), masked=_masked(parts), as_of=parts[0][1].view.as_of)


def _read(checking: Checking, text: str, options: CheckOptions, today: date, cache: PassageCache | None) -> Sequence[tuple[int, DraftPart]]:
    if len(text) > MAX_TEXT_LENGTH:
        raise TextTooLong(length=len(text), limit=MAX_TEXT_LENGTH)
    reader = reader_of(options)
    as_of = day_of(options, stated_date(text, options.format), today)

    def make(content: str) -> DraftPart:
        return read_part(checking, read_draft(content, options.format), options, as_of, cache)

    contents = [(span.start, text[span.start : span.end]) for span in parts_of(text, options.format)]
    if cache is None:
        return [(start, make(content)) for start, content in contents]
    name = cache.namer("part", checking.serial, options.format, options.lang, options.profile, reader, as_of, options.candidates)
    return [(start, cache.part(name(content), lambda content=content: make(content))) for start, content in contents]  # type: ignore[misc]


def _masked(parts: Sequence[tuple[int, DraftPart]]) -> tuple[Piece, ...]:
    return tuple(Piece(piece.span.moved(offset), piece.kind) for offset, part in parts for piece in part.view.masked)


def read_part(checking: Checking, draft: Draft, options: CheckOptions, as_of: date, cache: PassageCache | None) -> DraftPart:
    """The blocks of a draft as one part; its positions are those of the draft's text."""
    views, masked = read_passages(checking, draft, options.lang, cache)
    return DraftPart(
        DraftView(
            text=draft.text,
            passages=views,
            checking=checking,
            profile=options.profile,
            reader=reader_of(options),
            as_of=as_of,
            candidates=options.candidates,
            masked=masked,
        ),
        covered(draft),
    )


def covered(draft: Draft) -> Sequence[Aside]:
    """The comments of a draft, each with the block of which it speaks, if that is here."""
    if not draft.asides:
        return ()
    return with_covers(draft.asides, [Span(block.pieces[0].span.start, block.pieces[-1].span.end) for block in draft.blocks])


def reader_of(options: CheckOptions) -> Reader:
    """Who will read the draft: whom the options name, else whom the profile names."""
    return options.reader or Reader(options.profile.reader)


def day_of(options: CheckOptions, stated: str | None, today: date) -> date:
    """The day for names: the one asked for, else the one that the draft states, else today."""
    return options.as_of or _day(stated) or today


def read_passages(
    checking: Checking, draft: Draft, lang: str | None, cache: PassageCache | None
) -> tuple[list[PassageView], tuple[Piece, ...]]:
    """The passages of a draft with what stands in them, and all that was masked, in order."""
    views: list[PassageView] = []
    masked = list(draft.masked)
    for block in chain.from_iterable(bounded(draft.text, block) for block in draft.blocks):
        text, origin, inline = compose(draft.text, block)
        masked += inline
        passage_lang = lang or block.lang or language_of(text)
        if cache is not None:
            passage, reading = cache.read(checking, text, passage_lang)
        else:
            passage = Passage(text, passage_lang, checking.vocabulary)
            reading = checking.read(passage)
        masked += [Piece(origin.locate(piece.span), piece.kind) for piece in passage.masks]
        views.append(PassageView(passage, origin, reading))
    return views, tuple(sorted(masked, key=lambda piece: piece.span))


def _day(stated: str | None) -> date | None:
    try:
        return date.fromisoformat(stated) if stated else None
    except ValueError:
        return None


def safe_fixes(findings: Sequence[DraftFinding]) -> list[Suggestion]:
    """Every safe suggestion in the order of its place, first come first served where two overlap."""
    kept: list[Suggestion] = []
    for fix in sorted(
        (found for finding in findings for found in finding.suggestions[:1] if found.safe and not finding.suppressed),
        key=lambda found: found.span,
    ):
        if not kept or fix.span.start >= kept[-1].span.end:
            kept.append(fix)
    return kept


def apply_safe_fixes(text: str, findings: Sequence[DraftFinding]) -> str:
    """The text with every safe suggestion applied. Applying twice equals once."""
    pieces: list[str] = []
    last = 0
    for fix in safe_fixes(findings):
        pieces += [text[last : fix.span.start], fix.text]
        last = fix.span.end
    return "".join([*pieces, text[last:]])
