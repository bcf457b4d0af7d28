"""``glossary db``: create, load and inspect the database."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossary.cli.language import _, interface_language
from glossary.cli.parameters import Existing
from glossary.cli.progress import progress
from glossary.cli.usage import Group
from glossary.config import Settings, read_settings
from glossary.errors import N_
from glossary.i18n import number

if TYPE_CHECKING:
    from glossary.store.difference import Changes, Difference
    from glossary.store.inspection import Inspection
    from glossary.store.revision import LayerRevision

MAX_LISTED_IDS = 20
"""Ids of one kind and change that are printed; the log of revisions has them all."""

_KINDS = {"concepts": N_("concepts"), "pitfalls": N_("pitfalls"), "domains": N_("domains"), "sources": N_("sources")}


@click.group("db", cls=Group, help=_("Create, load and inspect the database."))
def command() -> None:
    """The group itself does nothing."""


@command.command("upgrade", help=_("Create the database, or bring it to the form that this version of the program needs. The data stay."))
def upgrade() -> None:
    """Migrate; say what was done."""
    from glossary.store.migrate import upgrade as migrate  # inline: slow import
    from glossary.store.revision import SCHEMAS, read_state  # inline: slow import
    from glossary.store.sqlite import database_file  # inline: slow import

    path = database_file(read_settings().database_url)
    before = read_state(path)
    migrate(path)
    if before is None:
        click.echo(_("{path} was created. Load the terms with: glossary db load", path=path))
    elif before.is_current:
        click.echo(_("{path} is up to date (schema {schema}).", path=path, schema=before.schema))
    else:
        click.echo(_("{path} went from schema {old} to schema {new}.", path=path, old=before.schema, new=SCHEMAS[-1]))


@command.command(
    "load",
    help=_("Load the termbase in FOLDER, the shipped terms unless told otherwise. When an entry is broken, nothing changes.")
    + "\n\n"
    + _("A folder that is named stays in service until the command is given without one."),
)
@click.argument("folder", required=False, metavar="[FOLDER]", type=Existing(folder=True))
@click.option("--dry-run", is_flag=True, help=_("Only say what would change."))
def load(folder: Path | None, dry_run: bool) -> None:
    """Load; print the difference."""
    from glossary.workflows.load import load as load_terms  # inline: slow import

    with progress(_("Loading the termbase")) as advance:
        loaded = load_terms(read_settings(), folder, actor=_user(), dry_run=dry_run, progress=advance)
    _print_difference(loaded.difference)
    if not loaded.difference:
        click.echo(_("Nothing to change: revision {revision} stays.", revision=loaded.revision))
    elif dry_run:
        click.echo(_("Nothing was changed: this was a dry run. Revision {revision} stays.", revision=loaded.revision))
    else:
        click.echo(_("Loaded as revision {revision}.", revision=loaded.revision))


@command.command(
    "info", help=_("Show where the database is, what it holds and what is wrong. Exit code 1 when there is none or something is wrong.")
)
def info() -> int:
    """Print one line per fact; 1 when there is no database, or a problem."""
    from glossary.store.inspection import inspect  # inline: slow import
    from glossary.store.sqlite import database_file  # inline: slow import

    settings = read_settings()
    path = database_file(settings.database_url)
    inspection = inspect(path)
    if inspection is None:
        click.echo(_("There is no database at {path} yet. Create it with: glossary db load", path=path))
        return 1
    _print_inspection(path, inspection)
    for problem in inspection.problems:
        click.echo(_("Problem: {problem}", problem=_(problem)), err=True)
    if _is_behind(settings, inspection):
        click.echo(
            _("The terms in {folder} are not those in service. Load them with: glossary db load", folder=settings.terms_folder), err=True
        )
    return 1 if inspection.problems else 0


def _print_difference(difference: "Difference") -> None:
    for kind, changes in difference.kinds().items():
        if len(changes):
            click.echo(
                _(
                    "{kind}: {added} added, {changed} changed, {retired} retired",
                    kind=_(_KINDS[kind]),
                    added=len(changes.added),
                    changed=len(changes.changed),
                    retired=len(changes.retired),
                )
            )
            _print_ids(changes)


def _print_ids(changes: "Changes") -> None:
    for sign, ids in (("+", changes.added), ("~", changes.changed), ("-", changes.retired)):
        for entry in ids[:MAX_LISTED_IDS]:
            click.echo(f"  {sign} {entry}")
        if len(ids) > MAX_LISTED_IDS:
            click.echo("  " + _("{sign} and {count} more", sign=sign, count=_number(len(ids) - MAX_LISTED_IDS)))


def _print_inspection(path: Path, inspection: "Inspection") -> None:
    click.echo(_("Database: {path}", path=path))
    click.echo(_("Size: {bytes} bytes", bytes=_number(inspection.size)))
    click.echo(_("Schema: {schema}", schema=inspection.state.schema))
    for layer in inspection.state.layers:
        click.echo(_describe(layer))
    counts = {kind: _number(count) for kind, count in inspection.counts.items()}
    click.echo(
        _(
            "Holds: {concepts} concepts (and {retired} retired), {terms} terms, {pitfalls} pitfalls, {domains} domains, {sources} sources",
            **counts,
        )
    )
    for revision in inspection.revisions:
        click.echo(
            _(
                "{moment}: {layer} revision {revision} by {actor}, {reason}: {added} added, {changed} changed, {retired} retired",
                moment=revision.happened_at,
                layer=revision.layer,
                revision=revision.number,
                actor=revision.actor,
                reason=revision.reason,
                added=_number(revision.added),
                changed=_number(revision.changed),
                retired=_number(revision.retired),
            )
        )


def _describe(layer: "LayerRevision") -> str:
    described = _(
        "Layer {layer}: revision {revision} of {moment}, checksum {checksum}",
        layer=layer.name,
        revision=layer.number,
        moment=layer.loaded_at,
        checksum=layer.checksum[:12],
    )
    return described + " " + _("(a folder chosen by hand)") if layer.pinned else described


def _is_behind(settings: Settings, inspection: "Inspection") -> bool:
    """Whether the folder of the settings holds other terms than were loaded last; a folder chosen by hand is meant."""
    from glossary.workflows.load import SHIPPED, folder_fingerprint  # inline: slow import

    loaded = {layer.name: layer for layer in inspection.state.layers}.get(SHIPPED)
    if loaded is None:
        return True
    return not loaded.pinned and loaded.fingerprint != folder_fingerprint(settings.terms_folder)


def _number(value: int) -> str:
    return number(interface_language(), value)


def _user() -> str:
    """Who is at the keyboard, for the log of revisions."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in containers
        return "-"
