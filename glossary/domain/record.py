"""Reads a plain record (as TOML or JSON gives it) field by field, noting every problem with its place."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from glossary.domain.nearest import nearest
from glossary.errors import N_, Problem

MAX_TEXT_LENGTH = 4_000
"""Code points in one text field of an entry."""

MAX_ITEMS = 500
"""Items in one list of an entry."""

ID_PATTERN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""Ids are XML ids too (TBX): a letter first, then letters, digits and hyphens."""

Choice = TypeVar("Choice", bound=StrEnum)


class Record:
    """Reads one mapping field by field and notes every problem with its path."""

    def __init__(self, value: object, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems
        self.read: set[str] = set()
        self.fields: Mapping[str, object] = {}
        if isinstance(value, Mapping):
            self.fields = value
        else:
            self.note("", N_("this must be a table of fields"))

    def note(self, name: str, template: str, /, **params: object) -> None:
        """Note a problem of a field; an empty name means the record as a whole."""
        path = f"{self.path}.{name}" if self.path and name else self.path or name
        self.problems.append(Problem(path, template, tuple(params.items())))

    def _take(self, name: str) -> object:
        self.read.add(name)
        return self.fields.get(name)

    def has(self, name: str) -> bool:
        """Whether the record has the field."""
        return name in self.fields

    def text(self, name: str, *, required: bool = True, empty: bool = False) -> str:
        """A text without edges of white space, control characters or undue length; empty where there is a problem."""
        value = self._take(name)
        if value is None:
            if required:
                self.note(name, N_("this field is missing"))
            return ""
        if not isinstance(value, str):
            self.note(name, N_("this must be text in quotation marks"))
            return ""
        if not value.strip() and not empty:
            self.note(name, N_("this text is empty"))
        elif value != value.strip():
            self.note(name, N_("this text begins or ends with a space or a line break"))
        elif len(value) > MAX_TEXT_LENGTH:
            self.note(name, N_("this text has {length} characters; the limit is {limit}"), length=len(value), limit=MAX_TEXT_LENGTH)
        elif any(ord(char) < 32 and char != "\n" for char in value) or not _is_encodable(value):
            self.note(name, N_("this text contains a control character"))
        return value

    def optional_text(self, name: str) -> str | None:
        """A text, or None where the field is absent."""
        self.read.add(name)
        return self.text(name, required=False) if self.has(name) else None

    def choice(self, name: str, kind: type[Choice], *, required: bool = True) -> Choice | None:
        """One value of a closed list."""
        value = self._take(name)
        if value is None:
            if required:
                self.note(name, N_("this field is missing; write one of: {allowed}"), allowed=", ".join(kind))
            return None
        try:
            return kind(str(value))
        except ValueError:
            self.note(name, N_("{value} is not allowed here; write one of: {allowed}"), value=repr(value), allowed=", ".join(kind))
            return None

    def day(self, name: str) -> date | None:
        """A date, as such or in ISO form."""
        value = self._take(name)
        if value is None:
            return None
        if type(value) is date:
            return value
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                self.note(name, N_("there is no day {value} in the calendar"), value=value)
                return None
        self.note(name, N_("this must be a date such as 2026-11-22"))
        return None

    def flag(self, name: str) -> bool:
        """True or false; false where the field is absent."""
        return self.optional_flag(name) is True

    def optional_flag(self, name: str) -> bool | None:
        """True or false; None where the field is absent."""
        value = self._take(name)
        if value is not None and not isinstance(value, bool):
            self.note(name, N_("this must be true or false"))
        return value if isinstance(value, bool) else None

    def texts(self, name: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts without repetition."""
        value = self._take(name)
        if value is None:
            if required:
                self.note(name, N_("this field is missing"))
            return ()
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) and item.strip() for item in value):
            self.note(name, N_("this must be a list of texts, none of them empty"))
            return ()
        if len(value) > MAX_ITEMS:
            self.note(name, N_("this list has {length} items; the limit is {limit}"), length=len(value), limit=MAX_ITEMS)
        if required and not value:
            self.note(name, N_("this list is empty"))
        if len(set(value)) < len(value):
            self.note(name, N_("this list names something twice"))
        return tuple(value)

    def ids(self, name: str) -> tuple[str, ...]:
        """A list of ids."""
        ids = self.texts(name)
        for item in ids:
            if not ID_PATTERN.fullmatch(item):
                self.note(name, N_("{value} is not an id: use lower-case letters, digits and single hyphens"), value=repr(item))
        return ids

    def table(self, name: str, *, required: bool = False) -> "Record | None":
        """A table inside the record."""
        value = self._take(name)
        if value is None:
            if required:
                self.note(name, N_("this field is missing"))
            return None
        return Record(value, self._child(name), self.problems)

    def tables(self, name: str) -> "list[Record]":
        """A list of tables inside the record."""
        value = self._take(name)
        if value is None:
            return []
        if not isinstance(value, list | tuple):
            self.note(name, N_("this must be a list of tables: write [[{name}]]"), name=name)
            return []
        if len(value) > MAX_ITEMS:
            self.note(name, N_("this list has {length} items; the limit is {limit}"), length=len(value), limit=MAX_ITEMS)
        return [Record(item, f"{self._child(name)}[{position}]", self.problems) for position, item in enumerate(value)]

    def _child(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def local_text(self, languages: Sequence[str], *, required: bool = True) -> dict[str, str]:
        """The record itself as one text per language."""
        texts = {lang: self.text(lang, required=required) for lang in languages if required or self.has(lang)}
        self.finish()
        return texts

    def finish(self) -> None:
        """Note the fields that nobody asked for: a misspelt name must not be lost in silence."""
        for name in self.fields:
            if name in self.read:
                continue
            known = sorted(self.read)
            if meant := nearest(str(name), known):
                template = N_("there is no such field; did you mean {nearest}? Known here: {known}")
                self.note(str(name), template, nearest=meant, known=", ".join(known))
            else:
                self.note(str(name), N_("there is no such field; known here: {known}"), known=", ".join(known))


def _is_encodable(text: str) -> bool:
    return not any(0xD800 <= ord(char) <= 0xDFFF for char in text)
