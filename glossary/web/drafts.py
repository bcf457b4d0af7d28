"""Reads a draft and its options from a request. A draft stays in memory: no part of a form is written to a file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Final

from flask import abort, request
from werkzeug.datastructures import FileStorage
from werkzeug.formparser import FormDataParser

from glossary import context
from glossary.config import Settings
from glossary.documents.registry import DEFAULT, file_format_of, file_formats, format_names, format_of
from glossary.domain.profile import DEFAULT_PROFILE, Profile
from glossary.errors import N_, EmptyFile, FileTooLarge, FormTooLarge, GlossaryError, UnsupportedFormat
from glossary.formats.house import read_profiles
from glossary.responses import file_name, in_memory
from glossary.text.languages import LANGUAGES, Reader
from glossary.web import parameters
from glossary.workflows.check import CheckOptions

MAX_BODY_BYTES: Final = 6 * 1024 * 1024
"""Room for the longest draft that is checked, with characters of four bytes."""

MAX_FILE_BYTES: Final = 1_000_000
"""A text that becomes the draft on the page; a larger one is shown as a file."""

MAX_UPLOAD_BYTES: Final = 15 * 1024 * 1024
"""A file of any kind. The server takes no body of more than 16 MiB."""

MAX_FORM_BYTES: Final = 16 * 1024 * 1024

MAX_FIELDS: Final = 50
"""Parts of a form; the page's own has ten."""

TYPED_FORMATS: Final = ("plain", "markdown")
"""Formats that people type, whose files become the text in the page's field."""

AUTOMATIC: Final = "auto"
"""The language of each paragraph as its script shows it."""

SHOWN_NAME: Final = 80
"""Characters of a file's name that a message repeats."""

READER_NAMES: Final = {
    "": N_("as the house style says"),
    Reader.BRITISH.value: N_("British readers"),
    Reader.JAPANESE.value: N_("Japanese readers"),
    Reader.BOTH.value: N_("both sides"),
    Reader.NONE.value: N_("own side only"),
}

_UNPRINTABLE: Final = re.compile(r"[\x00\ud800-\udfff]")
"""NUL and lone surrogates: no page can hold them."""

_REPLACEMENT: Final = "\ufffd"
"""Stands for one of them: as long in code points and in UTF-16."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the form, which is not a text for the page's field."""

    name: str
    content: bytes


@dataclass(slots=True, kw_only=True)
class Draft:
    """A draft with its options as they were chosen. ``problem`` says why it cannot be read, ``in_file`` that this is the file's."""

    text: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    apply: str = ""
    upload: Upload | None = None
    problem: GlossaryError | None = None
    in_file: bool = False


def read_form() -> Draft:
    """The draft that a form sends: from its file if it has one, else from its field. What is too large is not read at all."""
    if (request.content_length or 0) > MAX_FORM_BYTES:
        return Draft(problem=FormTooLarge(limit=MAX_UPLOAD_BYTES // 1_048_576), in_file=True)
    parser = FormDataParser(
        stream_factory=in_memory,
        max_content_length=MAX_FORM_BYTES,
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
            _read_file(file, draft)
        except GlossaryError as error:
            draft.problem, draft.in_file = error, True
    return draft


def _read_file(file: FileStorage, draft: Draft) -> None:
    """Put a file into a draft: a short text in UTF-8 as its text, all else as it came. Raises UnsupportedFormat, FileTooLarge, EmptyFile."""
    name = file_name(file.filename or "")
    shown = name if len(name) <= SHOWN_NAME else name[: SHOWN_NAME - 10] + "…" + name[-9:]
    if file_format_of(shown) is None:
        raise UnsupportedFormat(format=shown, known=", ".join(file_formats()))
    data = file.read(MAX_UPLOAD_BYTES + 1)
    if len(data) > MAX_UPLOAD_BYTES:
        raise FileTooLarge(name=shown, size=ceil(len(data) / 1_048_576), limit=MAX_UPLOAD_BYTES // 1_048_576)
    if file_format_of(shown) in TYPED_FORMATS and len(data) <= MAX_FILE_BYTES:
        try:
            text = clean(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            pass  # the encodings of files are found out where files are opened
        else:
            if not text.strip():
                raise EmptyFile(name=shown)
            draft.text = text
            draft.options = {**draft.options, "format": format_of(shown) or DEFAULT}
            return
    draft.upload = Upload(shown, data)


def clean(text: str) -> str:
    """The text with lines as a page holds them, and without what a page cannot hold."""
    return _UNPRINTABLE.sub(_REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))


def profiles(settings: Settings | None = None) -> dict[str, Profile]:
    """The house styles by name; the first is the default one. Outside a request the settings are handed over."""
    found = read_profiles((settings or context.services().settings).terms_folder)
    default = found.pop(DEFAULT_PROFILE.name, DEFAULT_PROFILE)
    return {default.name: default, **found}


def choices() -> dict[str, object]:
    """What the options of a check can be, for the forms."""
    return {
        "languages": (AUTOMATIC, *LANGUAGES),
        "readers": READER_NAMES,
        "profiles": [(name, profile.title.get(context.language(), name)) for name, profile in profiles().items()],
    }


def check_options(given: Mapping[str, str], settings: Settings | None = None) -> CheckOptions:
    """The options of a check. Raises UnknownValue for one that there is not. Outside a request the settings are handed over."""
    known = profiles(settings)
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
