"""The kinds of keys under which a form is found, from case and width alone to the bare sound."""

import re
from enum import IntEnum
from typing import Final

SOUND: Final = re.compile(r"[a-zQ0-9]+")
"""A reading turned into letters completely."""


class Key(IntEnum):
    """What a key leaves aside."""

    TEXT = 0  # case and width
    SPELLING = 1  # spelling too
    BASE = 2  # inflection too
    LENGTH = 3  # all but the letters of the reading, vowels long or short as they are
    SOUND = 4  # the length of vowels too
