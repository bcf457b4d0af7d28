"""The kinds of values that options take; what is wrong with a value is said in the user's language."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from glossary.cli.language import _
from glossary.domain.nearest import nearest

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Day(click.ParamType[date]):
    """A day as ISO 8601 writes it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day."""
        if not _DAY.fullmatch(str(value)):
            self.fail(_("{value} is no date. Write year, month and day as in 2026-11-22.", value=value), param, ctx)
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(_("there is no day {value} in the calendar", value=value), param, ctx)


def today() -> date:
    """The day that counts where none is given: the user's own, as the machine's clock and time zone have it."""
    return datetime.now().astimezone().date()


class OneOf(click.Choice[str]):
    """One of some words."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """What is said of another word: the nearest, and all that are allowed."""
        allowed = [str(choice) for choice in self.choices]
        meant = nearest(str(value), allowed)
        if meant:
            template = "{value} is not known here; did you mean {nearest}? Allowed: {allowed}"
            return _(template, value=value, nearest=meant, allowed=", ".join(allowed))
        return _("{value} is not known here. Allowed: {allowed}", value=value, allowed=", ".join(allowed))


class Whole(click.IntRange):
    """A whole number in a range."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(_("this must be a whole number from {low} to {high}", low=self.min, high=self.max), param, ctx)


class Existing(click.ParamType[Path]):
    """A file or a folder that is there."""

    name = "path"

    def __init__(self, *, folder: bool = False) -> None:
        self._folder = folder

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path. One that may not be looked at is left to be told when it is opened."""
        path = Path(value)
        try:
            found = path.is_dir() if path.exists() else None
        except OSError:
            return path
        if found is None:
            kind = _("folder") if self._folder else _("file")
            self.fail(_("There is no {kind} {id}.", kind=kind, id=value or "“”"), param, ctx)
        if found is not self._folder:
            self.fail(
                _("{path} is a file; a folder is needed here.", path=value)
                if self._folder
                else _("{path} is a folder; a file is needed here.", path=value),
                param,
                ctx,
            )
        return path
