"""A token of Japanese text, as the analyser gives it."""

from dataclasses import dataclass

from glossary.domain.span import Span


@dataclass(frozen=True, slots=True)
class Token:
    """A short unit. ``normal`` is a key for matching, never a suggestion; ``pos`` holds the levels of the part of speech.

    ``reading`` is in katakana, and the surface in lower case where the dictionary knows none (``is_unknown``).
    """

    surface: str
    span: Span
    normal: str
    base: str
    reading: str
    pos: tuple[str, ...]
    is_unknown: bool

    def has_pos(self, name: str) -> bool:
        """Whether the part of speech is that one or a kind of it; levels are joined by commas."""
        levels = tuple(name.split(","))
        return self.pos[: len(levels)] == levels
