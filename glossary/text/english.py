"""English words: their lemmas, their spelling on both sides of the Atlantic, their inflected forms (the door to simplemma).

simplemma's dictionary costs some 140 ms to open. Only compiling terms opens it: ``inflected_forms`` turns the words of the
terms into a small table with which queries are read.
"""

import re
from collections.abc import Mapping, Set
from typing import Final

from glossary.text.languages import ENGLISH
from glossary.text.normalise import fold
from glossary.text.scripts import DIGIT, LATIN, SPACES_AND_STOPS
from glossary.text.wordlists import WordLists, shipped_word_lists

WORD: Final = re.compile(r"[a-z\u00df-\u024f0-9]+(?:'[a-z]+)*'?")
"""A word in folded text, with its apostrophes."""

_LETTERS: Final = re.compile(rf"[{LATIN}{DIGIT}]+")
_POSSESSIVE: Final = re.compile(r"'s$|'$")
_PLURAL: Final = re.compile(r"(?<=[a-z0-9]{2})(?<![siu])s$")
_BETWEEN: Final = re.compile(f"[{SPACES_AND_STOPS}]+")
_ACRONYM: Final = re.compile(r"\b[A-Za-z0-9]*[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*\b")
_ACRONYM_PLURAL: Final = re.compile(r"(?<=[A-Z])s$")


def words(folded: str) -> list[str]:
    """The words of a folded text without possessive endings: attackers' and attacker's count as attackers and attacker."""
    return [_POSSESSIVE.sub("", word) for word in WORD.findall(folded)]


def lemmas(text: str) -> tuple[str, ...]:
    """The lemma of each word of the text, in one spelling. Opens the dictionary."""
    lists = shipped_word_lists()
    return tuple(lemma(word, lists) for word in words(fold(text)))


def lemma(word: str, lists: WordLists) -> str:
    """The lemma of a folded word, in one spelling. Opens the dictionary."""
    from simplemma import lemmatize  # inline: slow import

    found = lists.irregular.get(word) or str(lemmatize(word, lang=ENGLISH)).casefold()
    if found == word and word not in _dictionary():
        found = _PLURAL.sub("", word)
    return lists.respell(found)


def inflected_forms(vocabulary: Set[str], lists: WordLists, acronyms: Set[str] = frozenset()) -> dict[str, str]:
    """For every form of every word in the vocabulary its lemma in one spelling; forms that are their own lemma are left out.

    Holds the forms in either spelling: with *authorise* in the vocabulary, *authorized* is a form too. Acronyms are no words
    of the dictionary (AI is no form of *be*): they have a plural, and nothing else.
    """
    table = {word: lemma(word, lists) for word in sorted(vocabulary - acronyms)}
    wanted = set(table.values())
    known = _forms_by_lemma(lists)
    for base in sorted(wanted):
        for form in known.get(base, ()):
            table.setdefault(form, base)
    for form, base in lists.irregular.items():
        if lists.respell(base) in wanted:
            table[form] = lists.respell(base)
    for base in sorted(wanted):
        table.setdefault(base + "s", base)
    table |= {acronym: acronym for acronym in acronyms} | {acronym + "s": acronym for acronym in acronyms}
    return {form: base for form, base in table.items() if lists.respell(form) != base or form in acronyms}


def written_like(words_to_write: str, written: str) -> str:
    """Words in the capitals and with the separators of others that they are to replace: Cyber-Defense → Cyber-Defence.

    Where the numbers of words differ only the first capital is kept.
    """
    new, old = _LETTERS.findall(words_to_write), _LETTERS.findall(written)
    if len(new) != len(old):
        return words_to_write[:1].upper() + words_to_write[1:] if written[:1].isupper() else words_to_write
    fitting = iter(_cased(word, model) for word, model in zip(new, old, strict=True))
    return _LETTERS.sub(lambda _: next(fitting), written)


def _cased(word: str, model: str) -> str:
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def acronyms_in(text: str) -> set[str]:
    """The acronyms of a text as written, folded: words with two capitals or more, without the s of their plural."""
    return {_ACRONYM_PLURAL.sub("", word).lower() for word in _ACRONYM.findall(text)}


def base_words(folded: str, forms: Mapping[str, str], lists: WordLists) -> list[str]:
    """The lemmas of what stands between the separators of a folded text, by a table of forms, in one spelling.

    What has no entry is its own lemma, signs included: C++ is not C.
    """
    parts = (_POSSESSIVE.sub("", part.strip("'\"")) for part in _BETWEEN.split(folded))
    return [forms.get(part) or lists.respell(part) for part in parts if part]


_inverse: list[tuple[WordLists, Mapping[str, tuple[str, ...]]]] = []


def _forms_by_lemma(lists: WordLists) -> Mapping[str, tuple[str, ...]]:
    """The dictionary turned round, in one spelling: a pass of a second, made once for the word lists in use.

    Terms that come with a request are compiled while somebody waits.
    """
    for kept, known in _inverse:
        if kept is lists:
            return known
    found: dict[str, dict[str, None]] = {}
    respelt: dict[str, str] = {}
    for form, base in _dictionary().items():
        lemma_of_form = respelt.get(base)
        if lemma_of_form is None:
            lemma_of_form = respelt[base] = lists.respell(base.casefold())
        found.setdefault(lemma_of_form, {})[form.casefold()] = None
    known = {base: tuple(forms) for base, forms in found.items()}
    _inverse[:] = [(lists, known)]
    return known


def _dictionary() -> Mapping[str, str]:
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY  # inline: slow import

    return DEFAULT_DICTIONARY_FACTORY.get_dictionary(ENGLISH)


def is_known_word(word: str) -> bool:
    """Whether a folded word stands in the dictionary, in any of its forms, or is a number. Opens the dictionary."""
    return word.isdigit() or word in _dictionary()
