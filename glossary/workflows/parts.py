"""The parts of a draft: what was found in each, what the rules say of it, and the memory in which both are kept.

What was found in a passage, and what the rules say of a part, is kept while it stays the same, so that a draft under work is
judged again in a fraction of the time. The memory is bounded and keyed by a keyed hash: it holds no text that could be asked for.
"""

import hashlib
import secrets
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, overload

from glossary.checks.engine import Judgement, judge_part
from glossary.checks.view import DraftView
from glossary.domain.aside import Aside
from glossary.domain.span import Span
from glossary.matching.checking import Checking, Owned, Reading
from glossary.text.masking import has_quotation
from glossary.text.passage import Passage

MAX_CACHED_CHARACTERS = 2_000_000
"""Characters of passages that a cache keeps."""


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

    def read(self, checking: Checking, text: str, lang: str, *, quotations: bool = True) -> tuple[Passage, Reading]:
        """The passage and what was found in it."""
        quotations = quotations or not has_quotation(text)  # else they are one passage
        key = self.namer("passage", checking.serial, lang, quotations)(text)
        found = self._get(key)
        if found is None:
            passage = Passage(text, lang, checking.vocabulary, quotations=quotations)
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
