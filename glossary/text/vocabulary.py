"""The word lists with which drafts are read: affixes, abbreviations, verbs, dates, numbers, duties, mentions, named sets.

Each is a table of ``terms/lexicon``; this module knows their shape, not a single word.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from glossary.errors import N_, InvalidRecord, Problem
from glossary.text.counted import EMPTY as NO_COUNTS
from glossary.text.counted import Counted, read_counted
from glossary.text.house_words import EMPTY, HouseWords, read_house_words
from glossary.text.languages import LANGUAGES
from glossary.text.wordlists import shipped_folder

Tables = Mapping[str, Mapping[str, object]]
"""The lexicon files by name, as TOML gives them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """What stands before or after a quoted expression that the sentence only mentions."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    """What stands between two names of one thing, of which the second only explains the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """What dates are made of: eras by their first day, months by number, the signs after Japanese figures, and so on."""

    eras: Mapping[str, date] = field(default_factory=dict)
    romanised_eras: Mapping[str, str] = field(default_factory=dict)
    era_letters: Mapping[str, str] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    """0 is Monday."""
    weekday_signs: tuple[str, ...] = ()
    month_parts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    year_parts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Months counted from that with which the year begins."""
    no_parts: tuple[str, ...] = ()
    """Words that begin with one and have nothing to do with it."""
    signs: Mapping[str, str] = field(default_factory=dict)
    prepositions: tuple[str, ...] = ()
    fiscal_year: tuple[str, ...] = ()
    from_to: tuple[str, ...] = ()
    before_year: tuple[str, ...] = ()
    colloquial: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    digits: Mapping[str, int] = field(default_factory=dict)
    """Japanese figures; those of the numbers."""
    steps: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """What quantities are made of, in both languages."""

    digits: Mapping[str, int] = field(default_factory=dict)
    steps: Mapping[str, int] = field(default_factory=dict)
    """Inside a group of four figures."""
    groups: Mapping[str, int] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    short_scales: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    few: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    currencies: Mapping[str, str] = field(default_factory=dict)
    counters: tuple[str, ...] = ()
    approximate: tuple[str, ...] = ()
    per_cent: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """What official names are recognised by: small words inside English names, and words that say whose body is meant."""

    small: frozenset[str] = frozenset()
    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Jurisdiction → folded words that name it in a sentence."""

    endings: tuple[str, ...] = ()
    """What Japanese names of different kinds end with."""
    between: frozenset[str] = frozenset()
    """What stands inside an expression that speaks of two Japanese names, or of an old and a new one."""
    whose: tuple[str, ...] = ()
    """What stands between an English name and the place whose it is."""
    apart: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """A word of an English name → what makes another thing of it, and no slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerWords:
    """Words that say of a name that it is a former one: directly before and after it, and anywhere in its sentence."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    renaming: tuple[str, ...] = ()
    """They tell of a change of names by themselves."""
    change: tuple[str, ...] = ()
    """They tell of other changes, too: they count where the sentence also has the name of another time."""
    founding: tuple[str, ...] = ()
    """They tell of a beginning, and excuse a name that had not begun: in English behind them, in Japanese before them."""
    founded: tuple[str, ...] = ()
    """They do so wherever they stand."""
    present: tuple[str, ...] = ()
    """Directly before a name they say that it is today's: *the current CISA*."""
    since: tuple[str, ...] = ()
    """At a date they say that all days from it on are spoken of: in English before it, in Japanese behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Word lists that are not terms. Empty lists are allowed: everything then works by structure alone."""

    rejecting_suffixes: frozenset[str] = frozenset()
    rejecting_prefixes: frozenset[str] = frozenset()
    transparent_suffixes: frozenset[str] = frozenset()
    transparent_prefixes: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()
    """English forms, folded, that are a term's and stand in any text with another meaning."""
    light_verbs: frozenset[str] = frozenset()
    aspect_verbs: frozenset[str] = frozenset()
    polite: frozenset[str] = frozenset()
    pos: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """Classes of words → parts of speech as the analyser names them, level by level."""
    number_words: frozenset[str] = frozenset()
    """English, folded."""
    dates: DateWords = DateWords()
    numbers: NumberWords = NumberWords()
    counted: Counted = NO_COUNTS
    duties: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Language → force or other class → endings and verbs."""
    mentions: Mapping[str, Mentions] = field(default_factory=dict)
    lookalikes: tuple[tuple[str, str], ...] = ()
    """Wrong form and right form of expressions that are confused by one character."""
    names: NameWords = field(default_factory=lambda: NameWords())
    former: FormerWords = FormerWords()
    sets: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Named sets of phrases: name → language → phrases."""
    house: HouseWords = EMPTY
    """Acronyms, spellings that texts mix, house styles."""

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

    def bounds(file: str, name: str) -> dict[str, tuple[int, int]]:
        value = found(file, (name,), dict)
        rows = value.items() if isinstance(value, dict) else ()
        return {str(key): (row[0], row[1]) for key, row in rows if isinstance(row, list) and [type(end) for end in row] == [int, int]}

    def days(file: str, name: str) -> dict[str, date]:
        try:
            return {key: date.fromisoformat(text) for key, text in texts(file, name).items()}
        except ValueError:
            problems.append(Problem(f"lexicon/{file}.toml: {name}", N_("this must be a date such as 2026-11-22")))
            return {}

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
        everyday=frozenset(word.casefold() for word in words("everyday", "english")),
        light_verbs=frozenset(words("verbs", "light")),
        aspect_verbs=frozenset(words("verbs", "aspect")),
        polite=frozenset(words("verbs", "polite")),
        pos={name: tuple(tuple(pos.split(",")) for pos in words("analyser", "pos", name)) for name in names("analyser", "pos")},
        number_words=frozenset(words("numbers", "english")),
        dates=DateWords(
            eras=days("dates", "eras"),
            romanised_eras=texts("dates", "romanised_eras"),
            era_letters=texts("dates", "era_letters"),
            months=numbers("dates", "months"),
            weekdays=numbers("dates", "weekdays"),
            weekday_signs=words("dates", "weekday_signs"),
            month_parts=bounds("dates", "month_parts"),
            year_parts=bounds("dates", "year_parts"),
            no_parts=words("dates", "no_parts"),
            signs=texts("dates", "signs"),
            prepositions=words("dates", "prepositions"),
            fiscal_year=words("dates", "fiscal_year"),
            from_to=words("dates", "from_to"),
            before_year=words("dates", "before_year"),
            colloquial=words("dates", "colloquial"),
            within=words("dates", "within"),
            digits=numbers("numbers", "digits"),
            steps=numbers("numbers", "steps"),
        ),
        numbers=NumberWords(
            digits=numbers("numbers", "digits"),
            steps=numbers("numbers", "steps"),
            groups=numbers("numbers", "groups"),
            scales=numbers("numbers", "scales"),
            short_scales=numbers("numbers", "short_scales"),
            words=numbers("numbers", "words"),
            few=bounds("numbers", "few"),
            currencies=texts("numbers", "currencies"),
            counters=words("numbers", "counters"),
            approximate=words("numbers", "approximate"),
            per_cent=words("numbers", "per_cent"),
            joins=words("numbers", "joins"),
        ),
        duties={lang: {name: words("duties", lang, name) for name in names("duties", lang)} for lang in LANGUAGES},
        mentions={lang: Mentions(**{name: words("mentions", lang, name) for name in ("before", "after", "naming")}) for lang in LANGUAGES},
        lookalikes=pairs("lookalikes", "pair"),
        names=NameWords(
            small=frozenset(words("names", "small")),
            owners={owner: words("names", "owners", owner) for owner in names("names", "owners")},
            endings=words("names", "endings"),
            between=frozenset(words("names", "between")),
            whose=words("names", "whose"),
            apart={word: words("names", "apart", word) for word in names("names", "apart")},
        ),
        former=FormerWords(
            before=words("former", "before"),
            after=words("former", "after"),
            renaming=words("former", "renaming"),
            change=words("former", "change"),
            founding=words("former", "founding"),
            founded=words("former", "founded"),
            present=words("former", "present"),
            since=words("former", "since"),
        ),
        sets={
            name: {lang: words("sets", name, lang) for lang in LANGUAGES if isinstance(table, Mapping) and lang in table}
            for name, table in tables.get("sets", {}).items()
        },
        house=read_house_words(tables),
        counted=read_counted(tables),
    )
    if problems:
        raise InvalidRecord("lexicon", problems)
    return vocabulary
