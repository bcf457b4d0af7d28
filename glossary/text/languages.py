"""The languages of the termbase, as BCP 47 tags. The only module below the doors that spells them out."""

from enum import StrEnum
from typing import Final

ENGLISH: Final = "en"
JAPANESE: Final = "ja"

LANGUAGES: Final = (ENGLISH, JAPANESE)
"""In the order of display: English left, Japanese right."""


def other(lang: str) -> str:
    """The other side of the bridge."""
    return JAPANESE if lang == ENGLISH else ENGLISH


def checked(tag: str) -> str | None:
    """The language of the termbase that a tag belongs to (ja-JP, en_GB), None for all others."""
    base = tag.replace("_", "-").split("-")[0].lower()
    return base if base in LANGUAGES else None


class Reader(StrEnum):
    """Who will read a draft. Pitfalls speak of texts that cross the border; NONE switches them off."""

    BRITISH = "en-GB"
    JAPANESE = "ja"
    BOTH = "both"
    NONE = "none"

    def crosses(self, lang: str) -> bool:
        """Whether a draft in that language will be read on the other side."""
        if self in (Reader.BOTH, Reader.NONE):
            return self is Reader.BOTH
        return self.value.split("-")[0] != lang
