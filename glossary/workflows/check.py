"""Check a draft: read it as blocks, recognise, judge. Drafts are neither stored nor logged.

What was found in a passage, and what the rules say of a part, is kept in memory while it stays the same, so that a draft under
work is judged again in a fraction of the time. The cache is bounded and keyed by a keyed hash: it holds no text that could be
asked for.
"""

import hashlib
import secrets
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import NamedTuple, overload

from glossary.checks.engine import Judgement, check_draft, judge_part
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
from glossary.matching.checking import Checking, Owned, Reading
from glossary.text.languages import Reader
from glossary.text.passage import Passage, bounded, compose, language_of

MAX_TEXT_LENGTH = 1_000_000
"""Code points in one draft."""

MAX_CACHED_CHARACTERS = 2_000_000
"""Characters of passages that a cache keeps."""


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


class TermUse(NamedTuple):
    """A recognised term: where it stands and which concepts it may designate, ``concept`` being the first."""

    span: Span
    concept: str
    lang: str
    term: str
    status: str
    concepts: tuple[str, ...] = ()

    def moved(self, offset: int) -> "TermUse":
        """The use in a text in which its own begins at ``offset``."""
        return self._replace(span=self.span.moved(offset)) if offset else self


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
    """The recognised terms of a draft, and what was masked."""

    terms: Sequence[TermUse]
    masked: tuple[Piece, ...]


class DraftPart:
    """A part of a draft: what was found in it, and, when first asked for, what the rules say of it. Spans are those of the part."""

    def __init__(self, view: DraftView, asides: Sequence[Aside] = ()) -> None:
        self.view = view
        self.asides = asides

    @cached_property
    def judgement(self) -> Judgement:
        """What the rules say."""
        return judge_part(self.view)

    @cached_property
    def uses(self) -> tuple[TermUse, ...]:
        """The recognised terms."""
        return tuple(_uses(self.view))

    @cached_property
    def term_count(self) -> int:
        """How many terms were recognised."""
        return sum(len(passage.terms) for passage in self.view.passages)

    @cached_property
    def masked_characters(self) -> Counter[str]:
        """How much is masked, by kind."""
        sizes: Counter[str] = Counter()
        for piece in self.view.masked:
            sizes[piece.kind.value] += piece.span.end - piece.span.start
        return sizes


class TermUses(Sequence[TermUse]):
    """The recognised terms of a draft, in order; put together when first looked at, as most checks only count them."""

    def __init__(self, parts: Sequence[tuple[int, DraftPart]]) -> None:
        self._parts = parts

    def __len__(self) -> int:
        return sum(part.term_count for _, part in self._parts)

    @cached_property
    def _all(self) -> tuple[TermUse, ...]:
        return tuple(use.moved(offset) for offset, part in self._parts for use in part.uses)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    @overload
    def __getitem__(self, index: int) -> TermUse: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[TermUse, ...]: ...

    def __getitem__(self, index: int | slice) -> TermUse | tuple[TermUse, ...]:
        return self._all[index]


class PassageCache:
    """What was found in passages and in parts, by a keyed hash of their text and of all that the finding depends on. Safe for threads."""

    def __init__(self, capacity: int = MAX_CACHED_CHARACTERS) -> None:
        self._capacity = capacity
        self._secret = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, tuple[int, Passage, Reading] | tuple[int, DraftPart]] = OrderedDict()
        self._characters = 0

    def read(self, checking: Checking, text: str, lang: str) -> tuple[Passage, Reading]:
        """The passage and what was found in it."""
        key = self.namer("passage", checking.serial, lang)(text)
        found = self._get(key)
        if found is None:
            passage = Passage(text, lang, checking.vocabulary)
            found = (len(text), passage, checking.read(passage))
            self._put(key, found)
        return found[1], found[2]  # type: ignore[return-value, misc]

    def part(self, key: bytes, make: Callable[[], DraftPart]) -> DraftPart:
        """The part of that key; made where none is kept."""
        found = self._get(key)
        if found is None:
            part = make()
            found = (len(part.view.text), part)
            self._put(key, found)
        return found[1]  # type: ignore[return-value]

    def namer(self, *about: object) -> Callable[[str], bytes]:
        """Makes the keys of texts under the same circumstances."""
        begun = hashlib.blake2b("\x1f".join(map(repr, about)).encode(), key=self._secret, digest_size=16)

        def name(text: str) -> bytes:
            digest = begun.copy()
            digest.update(text.encode("utf-8", "surrogatepass"))
            return digest.digest()

        return name

    def _get(self, key: bytes) -> "tuple[int, Passage, Reading] | tuple[int, DraftPart] | None":
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def _put(self, key: bytes, found: "tuple[int, Passage, Reading] | tuple[int, DraftPart]") -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = found
                self._characters += found[0] + _OVERHEAD
            while self._characters > self._capacity and self._kept:
                _, dropped = self._kept.popitem(last=False)
                self._characters -= dropped[0] + _OVERHEAD


_OVERHEAD = 50
"""What keeping anything costs, in characters."""


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
    return Annotation(terms=TermUses(parts), masked=_masked(parts))


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


def _uses(view: DraftView) -> Iterator[TermUse]:
    for passage in view.passages:
        for hit in passage.terms:
            owners: Sequence[Owned] = view.owners(hit, passage.passage.lang)
            if len(owners) > 1:  # the name of the day first, else the last that bore it
                owners = sorted(owners, key=lambda owned: (owned[1].is_valid_on(view.as_of), owned[1].valid_to or date.max), reverse=True)
            owner, term = owners[0]
            yield TermUse(
                span=passage.locate(hit.start, hit.end),
                concept=owner.concept,
                lang=owner.lang,
                term=term.text,
                status=term.status.value,
                concepts=tuple(dict.fromkeys(found.concept for found, _ in owners)),
            )


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
