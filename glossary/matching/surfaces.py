"""The surfaces of a term: every form in which it may stand in a scanned text, written out when the termbase is compiled.

Japanese: spellings that the dictionary treats as one word, with and without middle dots between katakana words and spaces
between scripts. English: inflection of the last word (and of the first in a verb), British and American spelling, words
joined or apart (dashes are spaces in scanned texts).
"""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, product

from glossary.domain.concept import Term
from glossary.matching.katakana import split_katakana
from glossary.matching.phrases import Words
from glossary.text.english import WORD
from glossary.text.languages import ENGLISH
from glossary.text.morphemes import Morphemes
from glossary.text.scanning import pattern_form
from glossary.text.scripts import has_japanese, is_katakana

MAX_SURFACES = 64
"""Surfaces of one term."""

MIDDLE_DOT = "\u30fb"


def surfaces(term: Term, lang: str, words: Words) -> Sequence[str]:
    """The surfaces of a term in the form of scanned texts, its own first."""
    own = pattern_form(term.text)
    if not own:
        return ()
    if is_exact_case(term):
        found: Iterator[str] = iter((own, own + "s") if lang == ENGLISH else (own,))
    elif has_japanese(own):
        found = _japanese(own, words)
    else:
        found = _english(own, words)
    return tuple(dict.fromkeys((own, *islice(found, MAX_SURFACES))))


def is_exact_case(term: Term) -> bool:
    """Whether the term keeps its case: marked so, or written in capitals."""
    letters = [char for char in term.text if char.isalpha() and char.isascii()]
    return term.case_sensitive or (len(letters) > 1 and not has_japanese(term.text) and all(char.isupper() for char in letters))


def _japanese(own: str, words: Words) -> Iterator[str]:
    morphemes = Morphemes(own)
    pieces: list[Sequence[str]] = []
    before = ""
    for number in morphemes.numbers():
        surface = morphemes.surface(number)
        if not surface:
            continue
        if surface in (MIDDLE_DOT, " "):
            pieces.append((surface, ""))
        else:
            if before and _takes_dot(before, surface):
                pieces.append(("", MIDDLE_DOT))
            elif before and _takes_space(before, surface):
                pieces.append(("", " "))
            if morphemes.is_unknown(number) and is_katakana(surface):
                pieces += _parted(surface)
            else:
                pieces.append(tuple(dict.fromkeys((surface, *words.spellings.get(morphemes.normal(number), ())))))
        before = surface
    for choice in product(*pieces):
        yield "".join(choice)


def _parted(surface: str) -> Iterator[Sequence[str]]:
    """An unknown katakana word as the words that it is made of, each with or without a middle dot before the next."""
    cuts = sorted(split_katakana(surface, frozenset()))
    for start, end in pairwise((0, *cuts, len(surface))):
        yield (surface[start:end],)
        if end < len(surface):
            yield ("", MIDDLE_DOT)


def _takes_dot(before: str, after: str) -> bool:
    return is_katakana(before) and is_katakana(after)


def _takes_space(before: str, after: str) -> bool:
    return (
        has_japanese(before) != has_japanese(after)
        and not {before, after} & {MIDDLE_DOT, " "}
        and (before + after).replace(" ", "").isalnum()
    )


def _english(own: str, words: Words) -> Iterator[str]:
    found = [match[0] for match in WORD.finditer(own)]
    if not found or " ".join(found) != own:
        yield own
        return
    key = words.key_of(found[-1])
    last_forms = tuple(dict.fromkeys((found[-1], key, *words.forms_of.get(key, ()))))
    heads = [tuple(dict.fromkeys((word, *words.respellings(word)))) for word in found[:-1]]
    for *head, last in product(*heads, last_forms):
        yield " ".join([*head, last])
    if len(found) > 1:
        for last in last_forms:
            yield "".join([*found[:-1], last])
        for joined in range(len(found) - 1):
            if len(found) > 2:
                yield " ".join([*found[:joined], found[joined] + found[joined + 1], *found[joined + 2 :]])
