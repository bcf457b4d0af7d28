"""What in a passage is not the writer's own wording: addresses, quotations, and words that the sentence only mentions.

A short expression in quotation marks is the writer's own emphasis and is read; a quoted sentence is somebody else's, and a word
that the sentence rules out (avoid “table”) must not be flagged.
"""

import re
from collections.abc import Iterator
from typing import Final

from glossary.domain.block import Piece, PieceKind
from glossary.domain.span import Span
from glossary.text.scripts import HIRAGANA, has_japanese
from glossary.text.vocabulary import Mentions, Vocabulary

MASK: Final = "\ufffc"
"""Stands for each masked character: no word, no space, known to no dictionary."""

QUOTED_CHARACTERS: Final = 20
"""A Japanese quotation with this many characters, or with a full stop, is a sentence of somebody else's."""

QUOTED_WORDS: Final = 6
"""The same for English, in words."""

_URL_END: Final = rf"\s\u00a0\u2000-\u200a\u2028\u2029\u3000<>\"'“”‘’「」『』（）【】〔〕［］｛｝〈〉《》、。，．！？；：{HIRAGANA}"
"""What ends an address: an address may hold kanji and katakana, but particles follow it without a space."""

_URL: Final = re.compile(rf"(?:https?|ftp)://[^{_URL_END}]+|(?<![\w.@])www\.[^{_URL_END}]+", re.ASCII)
_EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_QUOTED: Final = re.compile(
    r"「(?P<a>[^「」]*)」|『(?P<b>[^『』]*)』|“(?P<c>[^“”]*)”|\"(?P<d>[^\"\n]{1,500})\"|(?<!\w)‘(?P<e>(?:[^‘’]|(?<=\w)’(?=\w))*)’(?!\w)"
)
_WORD: Final = re.compile(r"[\w'’-]+")
_SENTENCE_END: Final = re.compile(r"[。．！？]|[.!?](?:\s|$)")


def has_quotation(text: str) -> bool:
    """Whether a quotation may stand in a text."""
    return any(mark in text for mark in '「『“"‘')


def find_masks(text: str, vocabulary: Vocabulary, *, quotations: bool = True) -> tuple[Piece, ...]:
    """The parts of a passage that are not read, in order, without overlaps; without ``quotations`` what others said is read."""
    pieces: list[Piece] = []
    if "://" in text or "www." in text:
        pieces += [Piece(Span(*match.span()), PieceKind.URL) for match in _URL.finditer(text)]
    if "@" in text:
        emails = [Piece(Span(*match.span()), PieceKind.EMAIL) for match in _EMAIL.finditer(text)]
        pieces += [email for email in emails if not any(email.span.overlaps(url.span) for url in pieces)]
    if has_quotation(text):
        pieces += [
            piece for piece in _quotations(text, vocabulary, quotations) if not any(piece.span.overlaps(other.span) for other in pieces)
        ]
    return tuple(sorted(pieces, key=lambda piece: piece.span))


def _quotations(text: str, vocabulary: Vocabulary, with_sentences: bool) -> Iterator[Piece]:
    for match in _QUOTED.finditer(text):
        inner = Span(match.start() + 1, match.end() - 1)
        if inner.start == inner.end:
            continue
        quoted = text[inner.start : inner.end]
        if is_sentence(quoted):
            if with_sentences:
                yield Piece(inner, PieceKind.QUOTATION)
        elif any(_is_mentioned(text, Span(*match.span()), mentions) for mentions in vocabulary.mentions.values()):
            yield Piece(inner, PieceKind.MENTION)


def is_sentence(quoted: str) -> bool:
    """Whether a quoted passage is long or closed enough to be somebody's sentence."""
    if has_japanese(quoted):
        return len(quoted) >= QUOTED_CHARACTERS or _SENTENCE_END.search(quoted) is not None
    return len(_WORD.findall(quoted)) >= QUOTED_WORDS


def _is_mentioned(text: str, quotation: Span, mentions: Mentions) -> bool:
    before = " ".join(text[max(0, quotation.start - 40) : quotation.start].casefold().split())
    after = " ".join(text[quotation.end : quotation.end + 40].casefold().split())
    return any(before == cue or before.endswith((" " + cue, "(" + cue)) for cue in mentions.before) or any(
        after.startswith(cue) for cue in mentions.after
    )


def apply_masks(text: str, pieces: tuple[Piece, ...]) -> str:
    """The text with every masked character replaced, so that all positions stay."""
    if not pieces:
        return text
    masked = list(text)
    for piece in pieces:
        masked[piece.span.start : piece.span.end] = MASK * (piece.span.end - piece.span.start)
    return "".join(masked)
