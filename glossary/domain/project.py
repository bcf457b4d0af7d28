"""A project file: how the drafts of a folder are checked, and what is left alone in them, with reasons."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from glossary.domain.profile import Style
from glossary.domain.statuses import Level, Region
from glossary.domain.suppression import Suppression

MANY_FOLDERS = "**"
"""In a pattern: any number of folders, none too."""


_NO_STYLE = Style()


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRules:
    """How the drafts under some paths are checked; None leaves to others what to say. No ``files`` means all."""

    files: tuple[str, ...] = ()
    profile: str | None = None
    reader: str | None = None
    region: Region | None = None
    style: Style = _NO_STYLE
    levels: Mapping[str, Level | None] = field(default_factory=dict)
    line: int | None = None

    def over(self, lower: "PathRules") -> "PathRules":
        """What holds where both speak: this over the other."""
        return PathRules(
            profile=self.profile or lower.profile,
            reader=self.reader or lower.reader,
            region=self.region or lower.region,
            style=with_style(lower.style, self.style),
            levels=with_levels(lower.levels, self.levels),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What is left alone in some files (in all where ``files`` is empty); ``field`` and ``line`` are where the project file says so."""

    suppression: Suppression
    files: tuple[str, ...] = ()
    field: str = ""
    line: int | None = None

    @property
    def subject(self) -> str:
        """What is left alone, in a few words: the rule and the words, or the fingerprint."""
        found = self.suppression
        return " ".join(filter(None, (found.rule, found.words))) or found.fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project file as read. Paths are relative to its folder, with / between their parts."""

    name: str
    rules: PathRules = PathRules()
    as_of: date | None = None
    terms: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    paths: tuple[PathRules, ...] = ()
    allowed: tuple[Allowance, ...] = ()
    dismissed: tuple[Allowance, ...] = ()

    def rules_for(self, path: str) -> PathRules:
        """What holds for a file: what the whole project says, and over it each of the paths that match, the last one uppermost."""
        found = self.rules
        for rules in self.paths:
            if any_matches(rules.files, path):
                found = rules.over(found)
        return found

    def allowances_for(self, path: str) -> tuple[Allowance, ...]:
        """What is left alone in a file."""
        return tuple(found for found in (*self.allowed, *self.dismissed) if not found.files or any_matches(found.files, path))

    def excludes(self, path: str) -> bool:
        """Whether a file is left out of the check."""
        return any_matches(self.exclude, path)


def with_levels(levels: Mapping[str, Level | None], upper: Mapping[str, Level | None]) -> Mapping[str, Level | None]:
    """The levels under others: one that is given to a family takes the place of all that were given to its rules."""
    kept = {rule: level for rule, level in levels.items() if rule.partition(".")[0] not in upper}
    return {**kept, **upper}


def with_style(style: Style, upper: Style) -> Style:
    """The style under another, whose answers count where it gives any; words that either leaves alone are left alone."""
    return Style(
        width=upper.width or style.width,
        long_vowel=upper.long_vowel or style.long_vowel,
        spacing=upper.spacing or style.spacing,
        kanji=style.kanji if upper.kanji is None else upper.kanji,
        acronyms=upper.acronyms or style.acronyms,
        leaves=(*style.leaves, *upper.leaves),
    )


def any_matches(patterns: Sequence[str], path: str) -> bool:
    """Whether one of the patterns stands for a path, or for a folder above it.

    ``*`` and ``?`` stand for characters of one name, ``**`` for folders. A pattern without / means names at any depth, as in
    .gitignore; one with / is read from the folder of the project file.
    """
    parts = tuple(part for part in path.split("/") if part and part != ".")
    return any(_matches(_steps(pattern), parts) for pattern in patterns)


@lru_cache(maxsize=1000)
def _steps(pattern: str) -> tuple[str, ...]:
    steps = [step for step in pattern.split("/") if step and step != "."]
    if "/" not in pattern.rstrip("/"):
        steps.insert(0, MANY_FOLDERS)
    return tuple(step for number, step in enumerate(steps) if step != MANY_FOLDERS or steps[number - 1 : number] != [MANY_FOLDERS])


def _matches(steps: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Whether steps lead to a path or to a folder above it: which steps are open after each part, so that it takes steps × parts."""
    open_steps = _reached({0}, steps)
    for part in parts:
        if len(steps) in open_steps:
            return True
        open_steps = _reached({after for number in open_steps if _fits(steps[number], part) for after in _after(number, steps)}, steps)
    return len(steps) in open_steps


def _after(number: int, steps: tuple[str, ...]) -> tuple[int, ...]:
    """The steps that are open once a step has taken a part: a ``**`` takes more, and at the end it is enough."""
    if steps[number] != MANY_FOLDERS:
        return (number + 1,)
    return (number, number + 1) if number + 1 == len(steps) else (number,)


def _reached(numbers: set[int], steps: tuple[str, ...]) -> set[int]:
    """These steps and those behind a ``**`` that stands for nothing; a ``**`` at the end stands for something."""
    found = set(numbers)
    for number in sorted(numbers):
        if number + 1 < len(steps) and steps[number] == MANY_FOLDERS:
            found.add(number + 1)
    return found


def _fits(step: str, part: str) -> bool:
    return step == MANY_FOLDERS or _name(step).fullmatch(part) is not None


@lru_cache(maxsize=1000)
def _name(step: str) -> re.Pattern[str]:
    """A name with wildcards; repeated stars are one, and each star but the last takes as little as it can for good."""
    pieces = [re.escape(piece).replace(r"\?", ".") for piece in re.split(r"\*+", step)]
    first, *others = pieces
    if not others:
        return re.compile(first, re.DOTALL)
    middle = "".join(f"(?>.*?{piece})" for piece in others[:-1])
    return re.compile(f"{first}{middle}.*{others[-1]}", re.DOTALL)
