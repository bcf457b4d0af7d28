"""Check a draft: read it as blocks, recognise, judge. Drafts are neither stored nor logged.

What recognition found in a passage is kept in memory while the passage stays the same, so that a draft under work is judged
again in a fraction of the time. The cache is bounded and keyed by a keyed hash: it holds no text that could be asked for.
"""

import hashlib
import secrets
import threading
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from glossary.checks.engine import check_draft
from glossary.checks.view import DraftView, PassageView
from glossary.documents.registry import DEFAULT, read_draft
from glossary.domain.block import Draft, Piece
from glossary.domain.finding import DraftFinding
from glossary.domain.profile import DEFAULT_PROFILE, Profile
from glossary.domain.span import Span
from glossary.errors import TextTooLong
from glossary.matching.checking import Checking, Reading
from glossary.text.languages import Reader
from glossary.text.passage import Passage, compose, language_of

MAX_TEXT_LENGTH = 1_000_000
"""Code points in one draft."""

MAX_CACHED_CHARACTERS = 2_000_000
"""Characters of passages that a cache keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """How a draft is to be checked. ``lang`` fixes the language of all passages; None lets each passage show its own."""

    format: str = DEFAULT
    lang: str | None = None
    profile: Profile = DEFAULT_PROFILE
    reader: Reader | None = None
    as_of: date | None = None
    candidates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUse:
    """A recognised term: where it stands and which concepts it may designate, ``concept`` being the first."""

    span: Span
    concept: str
    lang: str
    term: str
    status: str
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """The findings in a draft, what was masked (by kind, in characters), and how much was read and recognised."""

    findings: tuple[DraftFinding, ...]
    masked: tuple[Piece, ...]
    terms: tuple[TermUse, ...]
    characters: int
    as_of: date
    masked_characters: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """The recognised terms of a draft, and what was masked."""

    terms: tuple[TermUse, ...]
    masked: tuple[Piece, ...]


class PassageCache:
    """Readings of passages by a keyed hash of their text. Safe for threads."""

    def __init__(self, capacity: int = MAX_CACHED_CHARACTERS) -> None:
        self._capacity = capacity
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, tuple[Passage, Reading]] = OrderedDict()
        self._characters = 0

    def read(self, checking: Checking, text: str, lang: str) -> tuple[Passage, Reading]:
        """The passage and what was found in it."""
        key = hashlib.blake2b(
            f"{checking.serial}\x1f{lang}\x1f{text}".encode("utf-8", "surrogatepass"), key=self._key, digest_size=16
        ).digest()
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        passage = Passage(text, lang, checking.vocabulary)
        found = (passage, checking.read(passage))
        with self._lock:
            if key not in self._kept:
                self._kept[key] = found
                self._characters += len(text) + 50
            while self._characters > self._capacity and self._kept:
                _, (dropped, _) = self._kept.popitem(last=False)
                self._characters -= len(dropped.text) + 50
        return found


def check_text(checking: Checking, text: str, options: CheckOptions, *, today: date, cache: PassageCache | None = None) -> CheckResult:
    """Check one draft.

    Raises TextTooLong over MAX_TEXT_LENGTH code points, UnsupportedFormat for an unknown format.
    """
    view = _view(checking, text, options, today, cache)
    sizes: Counter[str] = Counter()
    for piece in view.masked:
        sizes[piece.kind.value] += piece.span.end - piece.span.start
    return CheckResult(
        findings=tuple(check_draft(view)),
        masked=tuple(view.masked),
        terms=tuple(_uses(view)),
        characters=len(text),
        as_of=view.as_of,
        masked_characters=dict(sizes),
    )


def annotate_text(checking: Checking, text: str, options: CheckOptions, *, today: date, cache: PassageCache | None = None) -> Annotation:
    """Only recognise the terms of a draft. Raises like ``check_text``."""
    view = _view(checking, text, options, today, cache)
    return Annotation(terms=tuple(_uses(view)), masked=tuple(view.masked))


def _view(checking: Checking, text: str, options: CheckOptions, today: date, cache: PassageCache | None) -> DraftView:
    if len(text) > MAX_TEXT_LENGTH:
        raise TextTooLong(length=len(text), limit=MAX_TEXT_LENGTH)
    draft = read_draft(text, options.format)
    views, masked = read_passages(checking, draft, options.lang, cache)
    return DraftView(
        text=text,
        passages=views,
        checking=checking,
        profile=options.profile,
        reader=options.reader or Reader(options.profile.reader),
        as_of=options.as_of or _stated(draft) or today,
        candidates=options.candidates,
        masked=masked,
    )


def read_passages(
    checking: Checking, draft: Draft, lang: str | None, cache: PassageCache | None
) -> tuple[list[PassageView], tuple[Piece, ...]]:
    """The passages of a draft with what stands in them, and all that was masked, in order."""
    views: list[PassageView] = []
    masked = list(draft.masked)
    for block in draft.blocks:
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


def _stated(draft: Draft) -> date | None:
    try:
        return date.fromisoformat(draft.stated_date) if draft.stated_date else None
    except ValueError:
        return None


def _uses(view: DraftView) -> Sequence[TermUse]:
    uses = []
    for passage in view.passages:
        for hit in passage.terms:
            owners = view.owners(hit, passage.passage.lang)
            if len(owners) > 1:  # the name of the day first, else the last that bore it
                owners = sorted(owners, key=lambda owned: (owned[1].is_valid_on(view.as_of), owned[1].valid_to or date.max), reverse=True)
            owner, term = owners[0]
            uses.append(
                TermUse(
                    span=passage.locate(hit.start, hit.end),
                    concept=owner.concept,
                    lang=owner.lang,
                    term=term.text,
                    status=term.status.value,
                    concepts=tuple(dict.fromkeys(found.concept for found, _ in owners)),
                )
            )
    return uses


def apply_safe_fixes(text: str, findings: Sequence[DraftFinding]) -> str:
    """The text with every safe suggestion applied, first come first served where two overlap. Applying twice equals once."""
    fixes = sorted((found for finding in findings for found in finding.suggestions[:1] if found.safe), key=lambda found: found.span)
    pieces: list[str] = []
    last = 0
    for fix in fixes:
        if fix.span.start >= last:
            pieces += [text[last : fix.span.start], fix.text]
            last = fix.span.end
    return "".join([*pieces, text[last:]])
