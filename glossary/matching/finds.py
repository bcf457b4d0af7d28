"""What a search has found so far: the best find of each concept of one layer, in the order in which hits stand."""

from collections.abc import Callable
from enum import IntEnum
from typing import Final, NamedTuple

from glossary.domain.lookup import MatchKind
from glossary.matching.layer_index import DISCOURAGED, HIDDEN, SECOND_READING, LayerIndex
from glossary.text.languages import LANGUAGES

KINDS: Final = tuple(MatchKind)
_PLACE: Final = {kind: place for place, kind in enumerate(KINDS)}

LAST: Final = len(KINDS)
"""Behind every kind."""

_DISCOURAGED_FIRST: Final = 1 << 14
_MID_WORD: Final = 1 << 13
_OTHER_START: Final = 1 << 30


class Grade(IntEnum):
    """The order inside a kind, by how the form was found. Numbers count inside one kind only."""

    # exact
    AS_WRITTEN = 0
    OTHER_CASE = 1
    CASE_MATTERS = 2
    # variant
    HIDDEN = 3
    SPELLING = 4
    NORMAL = 5
    MIXED_SCRIPTS = 6
    # reading, romaji, and pieces of readings
    SAME_LENGTH = 7
    OTHER_LENGTH = 8
    SECOND_READING = 9
    # pieces
    TEXT = 1
    RESPELT = 2
    WORDS = 3
    INSIDE_WORD = 10
    CONTENT_WORDS = 11
    INSIDE_QUERY = 12
    BEHIND = 16
    """Added for pieces of hidden forms: what can be shown comes first."""


class Find(NamedTuple):
    """A form that was found. Finds sort best first; ``first`` and ``second`` order equal kinds and grades."""

    kind: int
    grade: int
    first: int
    second: int
    form: int
    distance: int = 0


class Finds:
    """The best find of each concept, by its number in the layer's index."""

    def __init__(self, index: LayerIndex, lang: str | None, is_own: Callable[[str], bool]) -> None:
        self.index = index
        self.best: dict[int, Find] = {}
        self.has_text = False
        """Whether anything was found by what is written, not only by how it sounds."""
        self._lang = None if lang is None else LANGUAGES.index(lang)
        self._is_own = is_own

    @property
    def best_kind(self) -> int:
        """The best kind so far, as a place in KINDS; LAST where nothing was found."""
        return min((find.kind for find in self.best.values()), default=LAST)

    def keep(self, kind: MatchKind, grade: int, form: int, distance: int = 0, *, other_start: bool = False) -> None:
        """A form that is equal or nearly equal. Homophones stand by domain, all others by status."""
        is_sound = kind in (MatchKind.READING, MatchKind.ROMAJI)
        rank = (self.index.homophone_ranks if is_sound else self.index.ranks)[form]
        if is_sound and self.index.bits[form] & SECOND_READING:
            grade = Grade.SECOND_READING
        self._keep(Find(_PLACE[kind], grade, rank | (_OTHER_START if other_start else 0), 0, form, distance))

    def keep_piece(self, kind: MatchKind, grade: int, form: int, *, mid_word: bool = False) -> None:
        """A form that starts with the query or contains it: discouraged ones last, then the shortest first."""
        index = self.index
        length = min(len(index.forms[form]), _MID_WORD - 1)
        bits = index.bits[form]
        discouraged = _DISCOURAGED_FIRST if bits & DISCOURAGED else 0
        if bits & HIDDEN:
            grade += Grade.BEHIND
        self._keep(Find(_PLACE[kind], grade, discouraged | (_MID_WORD if mid_word else 0) | length, index.ranks[form], form))

    def keep_part(self, form: int, length: int) -> None:
        """A form that stands in the query: the longest first."""
        rank = self.index.ranks[form]
        self._keep(Find(_PLACE[MatchKind.SUBSTRING], Grade.INSIDE_QUERY, -length, rank, form))

    def _keep(self, find: Find) -> None:
        index = self.index
        if self._lang is not None and index.langs[find.form] != self._lang:
            return
        owner = index.owners[find.form]
        old = self.best.get(owner)
        if old is not None and old <= find:
            return
        if old is None and not self._is_own(index.concepts[owner]):
            return
        self.best[owner] = find
