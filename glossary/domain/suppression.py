"""Why a finding is not told: somebody has said so, where, and for which reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from glossary.domain.span import Span

ANY_RULE = "*"
"""In the place of a rule: all of them."""

FINGERPRINT = re.compile("[0-9a-f]{16}")
"""How the name of a finding is written."""


def names_for(rules: Sequence[str]) -> list[str]:
    """What a suppression or a level can name of these rules: their ids and their families, sorted."""
    return sorted({*rules, *(rule.partition(".")[0] for rule in rules)})


class SuppressionSource(StrEnum):
    """Who says so."""

    INLINE = "inline"  # a comment in the draft itself
    PROJECT = "project"  # an [[allow]] of the project file
    BASELINE = "baseline"  # it stood there when the baseline was written
    DISMISSED = "dismissed"  # this one finding, by its fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """What is left alone, and why.

    ``rule`` is a rule id, a family (``term``) or ``*``. ``words`` are the words of a finding, ``fingerprint`` its name; what is
    empty matches all. From the day after ``until`` on it no longer works. ``place`` is where it stands in the text of the draft,
    if it stands there.
    """

    source: SuppressionSource
    reason: str
    rule: str = ANY_RULE
    words: str = ""
    fingerprint: str = ""
    until: date | None = None
    place: Span | None = None

    def names(self, rule: str) -> bool:
        """Whether it speaks of a rule: by its id, its family, or all of them."""
        return self.rule in (ANY_RULE, rule, rule.partition(".")[0])

    def holds_on(self, day: date) -> bool:
        """Whether it works on a day."""
        return self.until is None or day <= self.until
