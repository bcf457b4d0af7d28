"""Japanese words (the door to SudachiPy): tokens, inflection stripped, readings.

The dictionary is shared and opened when first needed; a tokenizer serves one thread. A long input would slow a tokenizer
for ever, so a text over MAX_KEPT_LENGTH gets one of its own.
"""

import functools
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal

from glossary.domain.span import Span
from glossary.text.scripts import has_katakana, is_kana
from glossary.text.tokens import Token
from glossary.text.wordlists import Grammar

if TYPE_CHECKING:
    import sudachipy

Unit = Literal["A", "C"]
"""Short units, as which word borders are judged, or long ones, whose normal forms keep compound verbs whole."""

MAX_KEPT_LENGTH: Final = 1_000
"""Code points that a kept tokenizer is given at once."""

MAX_PIECE_LENGTH: Final = 1_000
"""Code points of one call: far below the analyser's limits of 49,149 bytes before and 65,535 after its normalising,
where one character can become eighteen."""

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_local = threading.local()
_opening: Final = threading.Lock()


@functools.cache
def _open_dictionary() -> "sudachipy.Dictionary":
    import sudachipy  # inline: slow import

    return sudachipy.Dictionary()


def _dictionary() -> "sudachipy.Dictionary":
    with _opening:
        return _open_dictionary()


def _kept_tokenizer(unit: Unit) -> "sudachipy.Tokenizer":
    found: sudachipy.Tokenizer | None = getattr(_local, unit, None)
    if found is None:
        found = _new_tokenizer(unit)
        setattr(_local, unit, found)
    return found


def _new_tokenizer(unit: Unit) -> "sudachipy.Tokenizer":
    import sudachipy  # inline: slow import

    return _dictionary().tokenizer(mode=sudachipy.SplitMode(unit))


def tokenize(text: str, unit: Unit = "A") -> tuple[Token, ...]:
    """The units of a text of any content, short ones (A) or long ones (C).

    They cover the text, in order; units that stand for no character are left out.
    """
    return tuple(_tokens(text, unit))


def _tokens(text: str, unit: Unit) -> Iterator[Token]:
    for offset, morphemes in analyse_pieces(text, unit):
        for morpheme in morphemes:
            start, end = morpheme.begin(), morpheme.end()
            if start == end:
                continue
            yield Token(
                surface=text[offset + start : offset + end],
                span=Span(offset + start, offset + end),
                normal=morpheme.normalized_form(),
                base=morpheme.dictionary_form(),
                reading=morpheme.reading_form(),
                pos=tuple(morpheme.part_of_speech()),
                is_unknown=morpheme.is_oov(),
            )


@functools.lru_cache(maxsize=16)
def long_units(text: str) -> tuple[Token, ...]:
    """The long units of a short text, kept for the few moments in which all its keys are made."""
    return tokenize(text, "C")


def analyse_pieces(text: str, unit: Unit = "A") -> "Iterator[tuple[int, sudachipy.MorphemeList]]":
    """The analyser's own morphemes, piece by piece, each with the piece's offset in the text. Morphemes can be empty."""
    tokenizer = _kept_tokenizer(unit) if len(text) <= MAX_KEPT_LENGTH else _new_tokenizer(unit)
    for offset, piece in _pieces(encodable(text)):
        yield offset, tokenizer.tokenize(piece)


def dictionary_entries() -> "Iterator[sudachipy.Morpheme]":
    """Every entry of the dictionary; over a million and a half."""
    yield from _dictionary().entries()


def dictionary_knows(surface: str) -> bool:
    """Whether the dictionary has an entry with exactly that surface."""
    return len(_dictionary().lookup(surface)) > 0


def readings_of(surface: str) -> frozenset[str]:
    """All readings that the dictionary gives the surface, in katakana."""
    return frozenset(morpheme.reading_form() for morpheme in _dictionary().lookup(surface))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces that the analyser takes, cut behind a line or a space where there is one."""
    offset = 0
    while len(text) - offset > MAX_PIECE_LENGTH:
        window = text[offset : offset + MAX_PIECE_LENGTH]
        cut = max(window.rfind("\n"), window.rfind(" ")) + 1 or MAX_PIECE_LENGTH
        yield offset, window[:cut]
        offset += cut
    if offset < len(text):
        yield offset, text[offset:]


def encodable(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot carry, replaced one for one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join(_REPLACEMENT if 0xD800 <= ord(char) <= 0xDFFF else char for char in text)
    return text


def stem(tokens: Sequence[Token], grammar: Grammar) -> Sequence[Token]:
    """The tokens without the inflection and particles at their end; all of them where nothing else would be left."""
    last = len(tokens)
    endings = (*grammar.droppable, *grammar.leaning)
    while last > 1 and _is_ending(tokens[last - 1], endings):
        last -= 1
    return tokens[:last]


def _is_ending(token: Token, endings: Sequence[str]) -> bool:
    # Particles and endings are written in hiragana today: a katakana sign that looks like one is a slip.
    return not has_katakana(token.surface) and any(token.has_pos(name) for name in endings)


def normal_key(tokens: Sequence[Token]) -> str:
    """The tokens in the dictionary's normal forms, joined: equal for spellings of one expression."""
    return "".join(token.normal for token in tokens)


def content_words(tokens: Sequence[Token], grammar: Grammar) -> list[str]:
    """The words of a phrase that carry meaning, as written; a prefix or suffix stays with its noun."""
    words: list[str] = []
    joins = False
    for token in tokens:
        is_joined = any(token.has_pos(name) for name in grammar.joined)
        is_content = any(token.has_pos(name) for name in grammar.content)
        is_light = any(token.has_pos(name) for name in (*grammar.droppable, *grammar.leaning))
        if not is_content or is_light:
            joins = False
            continue
        if words and joins and is_joined:
            words[-1] += token.surface
        else:
            words.append(token.surface)
        joins = True
    return words


def reading(tokens: Sequence[Token]) -> str | None:
    """The reading of the tokens in kana; None where one of them has none."""
    parts: list[str] = []
    for token in tokens:
        if is_kana(token.surface):
            parts.append(token.surface)
        elif token.is_unknown or not is_kana(token.reading):
            return None
        else:
            parts.append(token.reading)
    return "".join(parts)
