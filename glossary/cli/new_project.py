"""``glossary check --init``: write a project file for a folder, from the house style that its drafts show."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from glossary.cli.draft_files import DraftFile, find_drafts, write_file
from glossary.cli.language import _, interface_language, tell
from glossary.cli.parameters import today
from glossary.cli.progress import preparing
from glossary.config import read_settings
from glossary.documents.registry import DEFAULT, file_format_of, open_document
from glossary.domain.block import Draft
from glossary.errors import GlossaryError
from glossary.i18n import render_error, translate_plural
from glossary.reports.new_project import new_project
from glossary.workflows.checking import Checkings, known_profiles
from glossary.workflows.house_style import house_style_of
from glossary.workflows.project import FILE_NAME
from glossary.workflows.snapshot import Snapshots


def write_project(names: Sequence[str], *, force: bool) -> int:
    """Write the project file of the current folder: 0 where it was written, 2 where one is there or nothing could be read."""
    path = Path.cwd() / FILE_NAME
    if path.exists() and not force:
        raise click.UsageError(_("{path} is there already and was left as it is. Write over it with --force.", path=FILE_NAME))
    settings = read_settings()
    with preparing():
        checking = Checkings(settings).of(Snapshots(settings).current())
    seen = house_style_of(checking, _drafts(find_drafts(names)))
    if not seen.files:
        raise click.UsageError(_("There is no draft to learn from. Name files or folders with drafts."))
    text = new_project(seen, interface_language(), profiles=tuple(known_profiles(settings)), today=today())
    write_file(path, text.encode())
    click.echo(
        translate_plural(
            interface_language(),
            "{path} was written from {count} file. Read it through: each line says what was counted.",
            "{path} was written from {count} files. Read it through: each line says what was counted.",
            seen.files,
            path=FILE_NAME,
        )
    )
    return 0


def _drafts(files: Iterator[DraftFile]) -> Iterator[Draft]:
    """The drafts that can be read; what cannot is told, and the others go on."""
    for file in files:
        try:
            fallback = None if file.path is None or file_format_of(file.path.name) else DEFAULT
            yield open_document(file.read(), name=None if file.path is None else file.name, format=fallback).draft
        except GlossaryError as error:
            sentence = render_error(interface_language(), error)
            tell(sentence if file.name in sentence else f"{file.name}: {sentence}")
