"""A passage: a block of a draft as it is analysed, everything computed when first asked for, and the way back to the draft."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from glossary.domain.block import Block, Piece, PieceKind
from glossary.domain.span import Span
from glossary.text.dates import DateMention, WrittenDate, mentions_of, written_dates
from glossary.text.duties import Duty, duties_in
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.text.masking import MASK, apply_masks, find_masks
from glossary.text.morphemes import Morphemes
from glossary.text.normalise import Mapped
from glossary.text.quantities import Quantity, has_scale, quantities_in
from glossary.text.scanning import scan_form
from glossary.text.scripts import HIRAGANA, KANJI, KATAKANA, has_japanese, has_latin
from glossary.text.sentences import sentences
from glossary.text.vocabulary import Vocabulary


class Passage:
    """The analysis of one text, without regard to where it stands. Passages with equal text are interchangeable: they are cached.

    Without ``quotations`` sentences of others are read as the writer's own: a translator answers for every word of a translation.
    """

    def __init__(self, text: str, lang: str, vocabulary: Vocabulary, *, quotations: bool = True) -> None:
        self.lang = lang
        self.masks = find_masks(text, vocabulary, quotations=quotations)
        self.text = apply_masks(text, self.masks) if self.masks else text
        self._vocabulary = vocabulary
        self._scanned: tuple[str, Mapped | None] | None = None

    @property
    def form(self) -> str:
        """The text as it is scanned."""
        return self._scan()[0]

    @property
    def back(self) -> Mapped | None:
        """The way from the scanned form to the text; None where positions are the same."""
        return self._scan()[1]

    def _scan(self) -> tuple[str, Mapped | None]:
        found = self._scanned  # asked once: another thread may let go of it meanwhile
        if found is None:
            found = self._scanned = scan_form(self.text)
        return found

    @cached_property
    def morphemes(self) -> Morphemes:
        """The tokens; only asked for where a candidate stands."""
        return Morphemes(self.text, self.sentences)

    def forget_morphemes(self) -> None:
        """Let go of what is large in the tokens, once the passage is read."""
        if "morphemes" in self.__dict__:
            self.morphemes.forget()

    def forget_all(self) -> None:
        """Let go of all but the text, once the rules have judged; who still asks has it analysed again."""
        self._scanned = None
        for found in _FOUND:
            self.__dict__.pop(found, None)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, without gaps."""
        return sentences(self.text, self._vocabulary.abbreviations)

    @cached_property
    def written_dates(self) -> tuple[WrittenDate, ...]:
        """The dates that are written, impossible ones too."""
        return written_dates(self.text, self._vocabulary.dates)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The dates that are named."""
        return mentions_of(self.written_dates)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities, where there is one with a scale (万, million) or a currency."""
        return quantities_in(self.text, self._vocabulary.numbers) if has_scale(self.form, self._vocabulary.numbers) else ()

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """The duties that are laid down."""
        return tuple(duties_in(self.text, self.lang, self.sentences, self._vocabulary.duties))

    def sentence_at(self, position: int) -> Span:
        """The sentence in which a position stands."""
        found = self.sentences
        if len(found) == 1:
            return found[0]
        return found[max(bisect_right(self._sentence_starts, position) - 1, 0)] if found else Span(0, len(self.text))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def is_inflected(self, position: int) -> bool:
        """Whether the Japanese word in which a position stands is a verb or an adjective there, and no noun."""
        return self._vocabulary.is_pos(self.morphemes.pos(self.morphemes.covering(position)), "inflected")

    def original(self, start: int, end: int) -> Span:
        """The span in the text of a span in the scanned form."""
        return Span(start, end) if self.back is None else self.back.span(start, end)


MAX_PASSAGE = 10_000
"""Characters of one passage. What is asked about each hit is looked for in its whole sentence or passage: the square of their length."""

_CUTS = ("\u3002.!?\uff01\uff1f", "\u3001, ")
"""Marks behind which a passage is cut that is too long, the better ones first."""

_FOUND = tuple(name for name, value in vars(Passage).items() if isinstance(value, cached_property))
"""What is computed when first asked for."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the characters of a passage stand in the draft: runs as (start in the passage, start in the draft, length)."""

    runs: tuple[tuple[int, int, int], ...]

    def locate(self, span: Span) -> Span:
        """The span in the draft."""
        if len(self.runs) == 1:
            start, origin, length = self.runs[0]
            if start <= span.start and span.end <= start + length:
                return Span(origin + span.start - start, origin + span.end - start)
        return (
            Span(self._place(span.start), self._place(span.end - 1) + 1) if span.end > span.start else Span(*[self._place(span.start)] * 2)
        )

    @property
    def whole(self) -> Span:
        """From the first character in the draft to the last."""
        return Span(self.runs[0][1], self.runs[-1][1] + self.runs[-1][2])

    def _place(self, position: int) -> int:
        number = max(bisect_right(self.runs, position, key=lambda run: run[0]) - 1, 0)
        start, origin, length = self.runs[number]
        return origin + min(position - start, max(length - 1, 0))


def bounded(draft: str, block: Block) -> Iterator[Block]:
    """A block as blocks of MAX_PASSAGE characters at most: itself, unless a whole book stands in one line."""
    if sum(piece.span.end - piece.span.start for piece in block.pieces) <= MAX_PASSAGE:
        yield block
        return
    taken: list[Piece] = []
    room = MAX_PASSAGE
    for piece in block.pieces:
        start, end = piece.span
        while end - start > room and piece.kind is PieceKind.TEXT:
            cut = _cut(draft, start, start + room)
            taken += [Piece(Span(start, cut))] if cut > start else []
            yield replace(block, pieces=tuple(taken))
            taken, room, start = [], MAX_PASSAGE, cut
        taken.append(Piece(Span(start, end), piece.kind))
        room = max(room - (end - start), 0)
    yield replace(block, pieces=tuple(taken))


def _cut(text: str, start: int, end: int) -> int:
    """Where a passage that has to end by ``end`` does: behind a full stop, else a comma or a space, if one stands in its last part."""
    for marks in _CUTS:
        at = max(text.rfind(mark, max(start, end - MAX_PASSAGE // 4), end) for mark in marks)
        if at >= 0:
            return at + 1
    return end


def compose(draft: str, block: Block) -> tuple[str, Origin, tuple[Piece, ...]]:
    """The text of a block as a passage reads it, its origin, and what was masked in it (places in the draft).

    Markup is dropped, so that a term with one bold character is still a term; code and addresses leave one mark behind.
    """
    if len(block.pieces) == 1 and block.pieces[0].kind is PieceKind.TEXT:
        start, end = block.pieces[0].span
        return draft[start:end], Origin(((0, start, end - start),)), ()
    texts: list[str] = []
    runs: list[tuple[int, int, int]] = []
    masked: list[Piece] = []
    length = 0
    for number, piece in enumerate(block.pieces):
        start, end = piece.span
        if piece.kind is PieceKind.TEXT:
            text = draft[start:end]
        elif piece.kind is PieceKind.BREAK:
            text = "" if _joins(draft, block.pieces, number) else " "
        else:
            masked.append(piece)
            text = "" if piece.kind is PieceKind.MARKUP else MASK
        if text:
            runs.append((length, start, end - start))
            texts.append(text)
            length += len(text)
    return "".join(texts), Origin(tuple(runs) or ((0, 0, 0),)), tuple(masked)


def _joins(draft: str, pieces: tuple[Piece, ...], number: int) -> bool:
    """Whether the lines around a break are Japanese on both sides: then nothing stands between them."""
    start, end = pieces[number].span
    before, after = draft[max(0, start - 1) : start], draft[end : end + 1]
    return has_japanese(before) and has_japanese(after)


_ASIDE = re.compile('\uff08[^\uff08\uff09]*\uff09|\\([^()]*\\)|\u300c[^\u300c\u300d]*\u300d|\u201c[^\u201c\u201d]*\u201d|"[^"]*"')
_HIRAGANA = re.compile(f"[{HIRAGANA}]")
_JAPANESE = re.compile(f"[{KATAKANA}{KANJI}]")
_SMALL_WORD = re.compile(r"(?<![A-Za-z])[a-z]+")


def language_of(text: str) -> str:
    """The language of a passage by its script: Japanese as soon as it has kana or kanji of its own.

    An English sentence may give a Japanese name in brackets or quotation marks, or mention one: it has small words of its own,
    more of them than Japanese characters, and no hiragana.
    """
    if not has_japanese(text):
        return ENGLISH
    if not has_latin(text):
        return JAPANESE
    own = _ASIDE.sub(" ", text)
    if _HIRAGANA.search(own) is not None:
        return JAPANESE
    small = len(_SMALL_WORD.findall(own))
    return ENGLISH if small > 1 and small > len(_JAPANESE.findall(own)) else JAPANESE
