"""Finds the reader of a draft by format name, file name or content. Discovery lists file names; there is no list to keep."""

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache
from pathlib import PurePath
from types import ModuleType
from typing import TYPE_CHECKING

import glossary.documents
from glossary.domain.block import Draft
from glossary.domain.span import Span
from glossary.errors import N_, FileDamaged, FileMismatch, FileUndecodable, UnsupportedFormat

if TYPE_CHECKING:
    from glossary.documents.document import Document
    from glossary.files.sniff import RawFile

DEFAULT = "plain"
_NO_FORMATS = {"registry", "document"}


@cache
def file_formats() -> tuple[str, ...]:
    """The names of all formats that can be opened, sorted."""
    found = pkgutil.iter_modules(glossary.documents.__path__)
    return tuple(sorted(module.name for module in found if not module.ispkg and module.name not in _NO_FORMATS))


@cache
def format_names() -> tuple[str, ...]:
    """The names of the formats whose files are text: the ones that ``read_draft`` knows, sorted."""
    return tuple(name for name in file_formats() if hasattr(_module(name), "read"))


def read_draft(text: str, format_name: str = DEFAULT) -> Draft:
    """The draft in a text of that format. Raises UnsupportedFormat for an unknown name."""
    if format_name not in format_names():
        raise UnsupportedFormat(format=format_name, known=", ".join(format_names()))
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
    """The text format that a file name stands for, None where none has its extension."""
    name = file_format_of(path)
    return name if name in format_names() else None


def file_format_of(path: str) -> str | None:
    """The format that a file name stands for, None where no format has its extension."""
    extension = PurePath(path).suffix.lower()
    return next((name for name in file_formats() if extension in _module(name).EXTENSIONS), None)


@cache
def file_extensions() -> tuple[str, ...]:
    """The extensions of all files that can be opened, with their dots, format by format."""
    return tuple(extension for name in file_formats() for extension in _module(name).EXTENSIONS if extension)


def searched_extensions(format_name: str) -> tuple[str, ...]:
    """The extensions for which folders are searched where that format is named, if it has none that are its own alone."""
    extensions: tuple[str, ...] = getattr(_module(format_name), "SEARCHED", ())
    return extensions


def media_type_of(format_name: str) -> str:
    """The media type of that format's files. Raises UnsupportedFormat for an unknown name."""
    media_type: str = _module(format_name).MEDIA_TYPES[0]
    return media_type


def open_document(content: bytes, *, name: str | None = None, format: str | None = None) -> "Document":
    """The document in a file, by the format that is named, else by its name's extension, else by its content.

    Raises UnsupportedFormat for a name or an extension that no format has, FileMismatch where the content is something else, FileDamaged where there is none, and
    what ``files`` raises for what is hostile, damaged or too large.
    """
    from glossary.files.sniff import look  # inline: slow import

    shown = name or "-"
    chosen = format or (file_format_of(name) if name is not None else None)
    if chosen is None and name is not None:
        raise UnsupportedFormat(format=PurePath(name).suffix or name, known=", ".join(file_formats()))
    announced = _module(chosen) if chosen else None
    raw = look(content, shown)
    found = chosen if announced and announced.sniff(raw) else _by_content(raw)
    if announced and found != chosen:
        if not content:
            raise FileDamaged(name=shown, reason=N_("it is empty"))
        raise FileMismatch(name=shown, announced=announced.TITLE, found=_module(found).TITLE if found else raw.container.value)
    if found is None:
        raise UnsupportedFormat(format=raw.container.value, known=", ".join(file_formats()))
    return _opened(found, raw)


def _opened(format: str, raw: "RawFile") -> "Document":
    from glossary.documents.document import TextDocument  # inline: slow import

    module = _module(format)
    if hasattr(module, "load"):
        document: Document = module.load(raw)
        return document
    if raw.decoded is None:
        raise FileUndecodable(name=raw.name, known="UTF-8")
    return TextDocument(format, module.read(raw.decoded.text), raw.decoded)


def _by_content(raw: "RawFile") -> str | None:
    """The format that fits best; plain text where several are only possible."""
    fits = {name: _module(name).sniff(raw) for name in file_formats()}
    best = max(fits, key=lambda name: (fits[name], name == DEFAULT))
    return best if fits[best] else None


def _module(name: str) -> ModuleType:
    if name not in file_formats():
        raise UnsupportedFormat(format=name, known=", ".join(file_formats()))
    return importlib.import_module(f"glossary.documents.{name}")
