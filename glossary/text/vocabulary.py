"""The word lists with which drafts are read: affixes, abbreviations, verbs, dates, mentions, named sets.

Each is a table of ``terms/lexicon``; this module knows their shape, not a single word.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from glossary.errors import N_, InvalidRecord, Problem
from glossary.text.languages import LANGUAGES
from glossary.text.wordlists import shipped_folder

Tables = Mapping[str, Mapping[str, object]]
"""The lexicon files by name, as TOML gives them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """What stands before or after a quoted expression that the sentence only mentions."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """What dates are made of: eras by their first year, months by number, the signs after Japanese figures, and so on."""

    eras: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    prepositions: tuple[str, ...] = ()
    fiscal_year: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """What official names are recognised by: small words inside English names, and words that say whose body is meant."""

    small: frozenset[str] = frozenset()
    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Jurisdiction → folded words that name it in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Word lists that are not terms. Empty lists are allowed: everything then works by structure alone."""

    rejecting_suffixes: frozenset[str] = frozenset()
    rejecting_prefixes: frozenset[str] = frozenset()
    transparent_suffixes: frozenset[str] = frozenset()
    transparent_prefixes: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    light_verbs: frozenset[str] = frozenset()
    aspect_verbs: frozenset[str] = frozenset()
    polite: frozenset[str] = frozenset()
    pos: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """Classes of words → parts of speech as the analyser names them, level by level."""
    number_words: frozenset[str] = frozenset()
    """English, folded."""
    dates: DateWords = DateWords()
    mentions: Mapping[str, Mentions] = field(default_factory=dict)
    lookalikes: tuple[tuple[str, str], ...] = ()
    """Wrong form and right form of expressions that are confused by one character."""
    names: NameWords = field(default_factory=lambda: NameWords())
    former: Mentions = Mentions()
    """What stands before or after a name that the text itself calls a former one."""
    sets: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Named sets of phrases: name → language → phrases."""

    def is_pos(self, pos: tuple[str, ...], name: str) -> bool:
        """Whether a part of speech belongs to that class of words."""
        return any(pos[: len(levels)] == levels for levels in self.pos.get(name, ()))


@cache
def shipped_tables() -> Tables:
    """The tables of the shipped lexicon."""
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(shipped_folder().glob("*.toml"))}


def read_vocabulary(tables: Tables) -> Vocabulary:
    """The vocabulary from its tables; the shipped ones stand in for files that are absent.

    Raises InvalidRecord naming the file and field of every list that is none.
    """
    tables = {**shipped_tables(), **tables}
    problems: list[Problem] = []

    def found(file: str, path: tuple[str, ...], kind: type) -> object:
        value: object = tables.get(file, {})
        for name in path:
            value = value.get(name) if isinstance(value, Mapping) else None
        if value is None:
            return kind()
        if isinstance(value, kind):
            return value
        problems.append(Problem(f"lexicon/{file}.toml: {'.'.join(path)}", N_("this has the wrong shape: a list or a table is needed")))
        return kind()

    def words(file: str, *path: str) -> tuple[str, ...]:
        value = found(file, path, list)
        if isinstance(value, list) and all(isinstance(word, str) and word for word in value):
            return tuple(value)
        problems.append(Problem(f"lexicon/{file}.toml: {'.'.join(path)}", N_("this must be a list of texts, none of them empty")))
        return ()

    def numbers(file: str, name: str) -> dict[str, int]:
        value = found(file, (name,), dict)
        return {str(key): number for key, number in value.items() if isinstance(number, int)} if isinstance(value, dict) else {}

    def texts(file: str, name: str) -> dict[str, str]:
        value = found(file, (name,), dict)
        return {str(key): text for key, text in value.items() if isinstance(text, str)} if isinstance(value, dict) else {}

    def names(file: str, name: str) -> list[str]:
        value = found(file, (name,), dict)
        return [str(key) for key in value] if isinstance(value, dict) else []

    def pairs(file: str, name: str) -> tuple[tuple[str, str], ...]:
        value = found(file, (name,), list)
        rows = value if isinstance(value, list) else []
        read = [(row.get("wrong"), row.get("right")) if isinstance(row, Mapping) else (None, None) for row in rows]
        if not all(isinstance(wrong, str) and isinstance(right, str) and wrong and right and wrong != right for wrong, right in read):
            problems.append(Problem(f"lexicon/{file}.toml: {name}", N_("every row needs a wrong and a right form that differ")))
            return ()
        return tuple((str(wrong), str(right)) for wrong, right in read)

    vocabulary = Vocabulary(
        rejecting_suffixes=frozenset(words("affixes", "rejecting_suffixes")),
        rejecting_prefixes=frozenset(words("affixes", "rejecting_prefixes")),
        transparent_suffixes=frozenset(words("affixes", "transparent_suffixes")),
        transparent_prefixes=frozenset(words("affixes", "transparent_prefixes")),
        abbreviations=frozenset(word.casefold() for word in words("abbreviations", "english")),
        light_verbs=frozenset(words("verbs", "light")),
        aspect_verbs=frozenset(words("verbs", "aspect")),
        polite=frozenset(words("verbs", "polite")),
        pos={name: tuple(tuple(pos.split(",")) for pos in words("analyser", "pos", name)) for name in names("analyser", "pos")},
        number_words=frozenset(words("numbers", "english")),
        dates=DateWords(
            eras=numbers("dates", "eras"),
            months=numbers("dates", "months"),
            signs=texts("dates", "signs"),
            prepositions=words("dates", "prepositions"),
            fiscal_year=words("dates", "fiscal_year"),
        ),
        mentions={lang: Mentions(before=words("mentions", lang, "before"), after=words("mentions", lang, "after")) for lang in LANGUAGES},
        lookalikes=pairs("lookalikes", "pair"),
        names=NameWords(
            small=frozenset(words("names", "small")),
            owners={owner: words("names", "owners", owner) for owner in names("names", "owners")},
        ),
        former=Mentions(before=words("former", "before"), after=words("former", "after")),
        sets={
            name: {lang: words("sets", name, lang) for lang in LANGUAGES if isinstance(table, Mapping) and lang in table}
            for name, table in tables.get("sets", {}).items()
        },
    )
    if problems:
        raise InvalidRecord("lexicon", problems)
    return vocabulary
