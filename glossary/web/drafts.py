"""Reads a draft and its options from a request. A draft stays in memory: no part of a form is written to a file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePath
from typing import IO, Final

from flask import abort, request
from werkzeug.datastructures import FileStorage
from werkzeug.formparser import FormDataParser

from glossary import context
from glossary.documents.registry import DEFAULT, format_names, format_of
from glossary.domain.profile import DEFAULT_PROFILE, Profile
from glossary.errors import N_, GlossaryError, UnreadableFile, UnsupportedFormat
from glossary.formats.house import read_profiles
from glossary.i18n import number, translate
from glossary.text.languages import LANGUAGES, Reader
from glossary.web import parameters
from glossary.workflows.check import CheckOptions

MAX_BODY_BYTES: Final = 6 * 1024 * 1024
"""Room for the longest draft that is checked, with characters of four bytes."""

MAX_FILE_BYTES: Final = 1_000_000

MAX_FIELDS: Final = 50
"""Parts of a form; the page's own has ten."""

AUTOMATIC: Final = "auto"
"""The language of each paragraph as its script shows it."""

SHOWN_NAME: Final = 80
"""Characters of a file's name that a message repeats."""

_UNPRINTABLE: Final = re.compile(r"[\x00\ud800-\udfff]")
"""NUL and lone surrogates: no page can hold them."""

_REPLACEMENT: Final = "\ufffd"
"""Stands for one of them: as long in code points and in UTF-16."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """A draft with its options as they were chosen. ``problem`` says why it cannot be read."""

    text: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    apply: str = ""
    problem: GlossaryError | None = None


def read_form() -> Draft:
    """The draft that a form sends: from its file if it has one, else from its field."""
    parser = FormDataParser(
        stream_factory=_in_memory,
        max_content_length=MAX_BODY_BYTES,
        max_form_memory_size=MAX_BODY_BYTES,
        max_form_parts=MAX_FIELDS,
        silent=False,
    )
    try:
        _, form, files = parser.parse_from_environ(request.environ)
    except ValueError:
        abort(400)
    draft = Draft(text=clean(form.get("text", "")), options=form.to_dict(), apply=form.get("apply", ""))
    file = files.get("file")
    if file is not None and file.filename:
        try:
            draft.text = _read_file(file)
            draft.options = {**draft.options, "format": format_of(file.filename) or DEFAULT}
        except GlossaryError as error:
            draft.problem = error
    return draft


def _in_memory(
    total_content_length: int | None, content_type: str | None, filename: str | None, content_length: int | None = None
) -> IO[bytes]:
    return BytesIO()


def _read_file(file: FileStorage) -> str:
    """The text of a file. Raises UnreadableFile, UnsupportedFormat."""
    name = PurePath((file.filename or "").replace("\\", "/")).name[:SHOWN_NAME]
    if format_of(name) is None:
        raise UnsupportedFormat(format=name, known=", ".join(format_names()))
    data = file.read(MAX_FILE_BYTES + 1)
    lang = context.language()
    if len(data) > MAX_FILE_BYTES:
        reason = translate(lang, N_("larger than {limit} bytes"), limit=number(lang, MAX_FILE_BYTES))
        raise UnreadableFile(path=name, format=translate(lang, "text"), line=1, reason=reason)
    try:
        return clean(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        reason = translate(lang, N_("byte {position} is not UTF-8"), position=error.start)
        raise UnreadableFile(path=name, format="UTF-8", line=data.count(b"\n", 0, error.start) + 1, reason=reason) from None


def clean(text: str) -> str:
    """The text with lines as a page holds them, and without what a page cannot hold."""
    return _UNPRINTABLE.sub(_REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))


def profiles() -> dict[str, Profile]:
    """The house styles by name; the first is the default one."""
    found = read_profiles(context.services().settings.terms_folder)
    default = found.pop(DEFAULT_PROFILE.name, DEFAULT_PROFILE)
    return {default.name: default, **found}


def check_options(given: Mapping[str, str]) -> CheckOptions:
    """The options of a check. Raises UnknownValue for one that there is not."""
    known = profiles()
    lang = parameters.choice("lang", (AUTOMATIC, *LANGUAGES), given)
    reader = parameters.choice("reader", tuple(Reader), given)
    return CheckOptions(
        format=parameters.choice("format", format_names(), given) or DEFAULT,
        lang=lang if lang in LANGUAGES else None,
        profile=known[parameters.choice("profile", known, given) or DEFAULT_PROFILE.name],
        reader=Reader(reader) if reader else None,
        as_of=parameters.day("as_of", given),
        candidates=bool(parameters.text("candidates", given)),
    )
