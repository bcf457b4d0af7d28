"""The word lists that look-up needs, read from the tables of ``terms/lexicon``.

Words live in ``terms/``: this module knows the shape of the tables, not a single word. A compiled snapshot carries its
word lists, so that a query is read with the very lists that the terms were read with.
"""

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from glossary.errors import N_, InvalidRecord, Problem

Tables = Mapping[str, Mapping[str, object]]
"""The content of the lexicon's files by file name without suffix."""

SPELLING, INFLECTION, LETTERS = "spelling_en", "inflection", "letters"

Shape = TypeVar("Shape")


class _Respelling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    british: str
    american: str
    tails: tuple[str, ...]
    stem: int = 0


class _Spelling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    articles: tuple[str, ...] = ()
    signs: dict[str, str] = {}
    light: tuple[str, ...] = ()
    word: tuple[_Respelling, ...] = ()
    ending: tuple[_Respelling, ...] = ()


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parts of speech as the analyser names them: levels joined by commas."""

    droppable: tuple[str, ...] = ()
    leaning: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()


class _Inflection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    english: dict[str, tuple[str, ...]] = {}
    japanese: Grammar = Grammar()


class WordLists(msgspec.Struct, frozen=True):
    """Spelling pairs, articles, light words, signs for words, irregular forms, names of letters, the grammar of inflection."""

    articles: tuple[str, ...] = ()
    signs: dict[str, str] = {}
    light: tuple[str, ...] = ()
    american: dict[str, str] = {}
    endings: tuple[tuple[str, str], ...] = ()
    irregular: dict[str, str] = {}
    letters: dict[str, tuple[str, ...]] = {}
    grammar: Grammar = Grammar()

    def respell(self, word: str) -> str:
        """The word in the one spelling that British and American writers share here: the American one."""
        found = self.american.get(word)
        if found is not None:
            return found
        for pattern, american in self.endings:
            changed, count = _compiled(pattern).subn(american, word)
            if count:
                return changed
        return word


@functools.lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def read_word_lists(tables: Tables) -> WordLists:
    """The word lists from the tables of their files; a file that is absent leaves its lists empty.

    Raises InvalidRecord naming file and field.
    """
    spelling = _read(tables, SPELLING, _Spelling)
    inflection = _read(tables, INFLECTION, _Inflection)
    letters = _read(tables, LETTERS, dict[str, tuple[str, ...]])
    return WordLists(
        articles=spelling.articles,
        signs=spelling.signs,
        light=spelling.light,
        american={rule.british + tail: rule.american + tail for rule in spelling.word for tail in rule.tails},
        endings=tuple((_ending_pattern(rule), rule.american) for rule in spelling.ending),
        irregular={form: word for word, forms in inflection.english.items() for form in forms},
        letters=dict(letters),
        grammar=inflection.japanese,
    )


def _ending_pattern(rule: _Respelling) -> str:
    tails = "|".join(re.escape(tail) for tail in sorted(rule.tails, key=len, reverse=True))
    return f"(?<=[a-z]{{{rule.stem}}}){re.escape(rule.british)}(?=(?:{tails})$)"


def _read(tables: Tables, name: str, shape: type[Shape]) -> Shape:
    try:
        return msgspec.convert(tables.get(name, {}), shape)
    except msgspec.ValidationError as error:
        raise InvalidRecord(f"lexicon/{name}.toml", [Problem("", N_("{reason}"), (("reason", str(error)),))]) from None


_PACKAGE: Final = Path(__file__).resolve().parents[1]


_FILES: Final = (SPELLING, INFLECTION, LETTERS)


@functools.cache
def shipped_word_lists() -> WordLists:
    """The word lists shipped with the program."""
    import tomllib  # inline: slow import

    return read_word_lists({path.stem: tomllib.loads(path.read_text("utf-8")) for path in shipped_files()})


def shipped_files() -> list[Path]:
    """The files of the shipped word lists."""
    return [shipped_folder() / f"{name}.toml" for name in _FILES]


def shipped_folder() -> Path:
    """The folder of the shipped lexicon: beside the package in a checkout, inside it in an installation."""
    packaged = _PACKAGE / "_data" / "terms"
    return (packaged if packaged.is_dir() else _PACKAGE.parent / "terms") / "lexicon"
