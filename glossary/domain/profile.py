"""A house style: which rules speak at which level, for which reader, and which spellings are the house's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from glossary.domain.concept import LocalText
from glossary.domain.statuses import Level, Region


class Width(StrEnum):
    """Which characters must not be full or half width."""

    KANA = "kana"  # no half-width katakana
    HALF = "half"  # nor full-width letters and digits


class LongVowel(StrEnum):
    """The long vowel mark at the end of katakana words in -er, -or, -ar, -y."""

    KEEP = "keep"
    DROP = "drop"  # after three sounds or more


class Spacing(StrEnum):
    """The space between Japanese and Latin letters or digits."""

    NONE = "none"
    SPACE = "space"


class Acronyms(StrEnum):
    """Which acronyms are to be spelled out at first use."""

    UNKNOWN = "unknown"  # those that the termbase does not know
    ALL = "all"  # all but those that everybody understands


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How the house writes; None leaves both ways alone. ``leaves`` are words that no style rule touches."""

    width: Width | None = None
    long_vowel: LongVowel | None = None
    spacing: Spacing | None = None
    kanji: bool | None = None
    acronyms: Acronyms | None = None
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A profile. ``reader`` is a ``text.languages.Reader``. ``levels`` is keyed by rule id or rule family (``term``); a rule that maps to None is off.

    ``region`` is the English that the house writes; None leaves British and American spelling alone. ``prefers`` maps a
    concept id to the terms that the house writes instead of the preferred ones. ``sources`` are keys of ``sources.toml``: the
    documents that say so.
    """

    name: str
    title: LocalText = field(default_factory=dict)
    reader: str = "both"
    region: Region | None = None
    levels: Mapping[str, Level | None] = field(default_factory=dict)
    prefers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    style: Style = Style()
    sources: tuple[str, ...] = ()

    def level(self, rule: str, default: Level) -> Level | None:
        """The level of a rule: its own, else its family's, else its default. None means off."""
        for name in (rule, rule.partition(".")[0]):
            if name in self.levels:
                return self.levels[name]
        return default


DEFAULT_PROFILE = Profile(name="default")
