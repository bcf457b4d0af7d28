"""A house style: which rules speak at which level, for which reader, and which spellings are the house's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from glossary.domain.concept import LocalText
from glossary.domain.statuses import Level, Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A profile. ``reader`` is a ``text.languages.Reader``. ``levels`` is keyed by rule id or rule family (``term``); a rule that maps to None is off.

    ``region`` is the English that the house writes; None leaves British and American spelling alone. ``prefers`` maps a
    concept id to the terms that the house writes instead of the preferred ones.
    """

    name: str
    title: LocalText = field(default_factory=dict)
    reader: str = "both"
    region: Region | None = None
    levels: Mapping[str, Level | None] = field(default_factory=dict)
    prefers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def level(self, rule: str, default: Level) -> Level | None:
        """The level of a rule: its own, else its family's, else its default. None means off."""
        for name in (rule, rule.partition(".")[0]):
            if name in self.levels:
                return self.levels[name]
        return default


DEFAULT_PROFILE = Profile(name="default")
