"""The known name that a misspelt one probably means, for messages."""

from collections.abc import Sequence


def nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name that is most like this one; None where none is like it."""
    from difflib import get_close_matches  # inline: slow import

    return next(iter(get_close_matches(name, known, n=1)), None)
