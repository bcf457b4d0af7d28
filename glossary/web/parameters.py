"""Reads the parameters of an address; what cannot be read is named, with what may stand there instead."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from flask import request

from glossary.errors import UnknownDay, UnknownValue

_EXAMPLE: Final = "2026-11-22"

MAX_SHOWN: Final = 60
"""Characters of a wrong value that a message repeats."""


Given = Mapping[str, str]
"""Where parameters stand when not in the address: a form, or the options of a request in JSON."""


def text(name: str, given: Given | None = None) -> str:
    """A parameter without the spaces around it; empty when it is absent."""
    return (request.args if given is None else given).get(name, "").strip()


def day(name: str, given: Given | None = None) -> date | None:
    """A date as year-month-day. Raises UnknownDay."""
    value = text(name, given)
    if not value:
        return None
    try:
        if len(value) != len(_EXAMPLE):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise UnknownDay(value=value[:MAX_SHOWN], parameter=name, allowed=_EXAMPLE) from None


def choice(name: str, allowed: Collection[str], given: Given | None = None) -> str:
    """One of a list of values; empty when it is absent. Raises UnknownValue."""
    value = text(name, given)
    if value and value not in allowed:
        raise UnknownValue(value=value[:MAX_SHOWN], parameter=name, allowed=", ".join(allowed))
    return value


def choices(name: str, allowed: Collection[str]) -> tuple[str, ...]:
    """Several of a list of values, each once, in the list's order. Raises UnknownValue."""
    given = set(request.args.getlist(name)) - {""}
    for value in sorted(given.difference(allowed)):
        raise UnknownValue(value=value[:MAX_SHOWN], parameter=name, allowed=", ".join(allowed))
    return tuple(value for value in allowed if value in given)
