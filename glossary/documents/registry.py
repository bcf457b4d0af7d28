"""Finds the reader of a draft by format name or file name. Discovery lists file names; there is no list to keep."""

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache
from pathlib import PurePath
from types import ModuleType

import glossary.documents
from glossary.domain.block import Draft
from glossary.domain.span import Span
from glossary.errors import UnsupportedFormat

DEFAULT = "plain"
_NO_FORMATS = {"registry"}


@cache
def format_names() -> tuple[str, ...]:
    """The names of the formats that can be read, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(glossary.documents.__path__) if module.name not in _NO_FORMATS))


def read_draft(text: str, format_name: str = DEFAULT) -> Draft:
    """The draft in a text of that format. Raises UnsupportedFormat for an unknown name."""
    draft: Draft = _module(format_name).read(text)
    return draft


def parts_of(text: str, format_name: str = DEFAULT) -> Sequence[Span]:
    """The parts of a text that can be read each by itself, in order, together the whole text; at least one."""
    module = _module(format_name)
    spans: Sequence[Span] = tuple(module.parts(text)) if hasattr(module, "parts") else ()
    return spans or (Span(0, len(text)),)


def stated_date(text: str, format_name: str = DEFAULT) -> str | None:
    """The date that a text states for itself, as it is written there."""
    module = _module(format_name)
    found: str | None = module.stated_date(text) if hasattr(module, "stated_date") else None
    return found


def format_of(path: str) -> str | None:
    """The format that a file name stands for, None where no format has its extension."""
    extension = PurePath(path).suffix.lower()
    return next((name for name in format_names() if extension in _module(name).EXTENSIONS), None)


def _module(name: str) -> ModuleType:
    if name not in format_names():
        raise UnsupportedFormat(format=name, known=", ".join(format_names()))
    return importlib.import_module(f"glossary.documents.{name}")
