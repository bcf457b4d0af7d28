"""``glossary terms``: work on a termbase folder (the shipped one unless told otherwise)."""

import sys
from collections import Counter
from pathlib import Path

import click

from glossary.checks.engine import check_termbase
from glossary.cli.language import _, interface_language
from glossary.cli.parameters import Existing
from glossary.cli.usage import Group
from glossary.config import read_settings
from glossary.domain.statuses import EntryStatus, Level
from glossary.domain.termbase import Termbase
from glossary.errors import N_, NotFound
from glossary.formats import house
from glossary.i18n import render, translate_plural

_FOLDER = click.option(
    "--folder",
    type=Existing(folder=True),
    help=_("The termbase folder; the shipped terms unless told otherwise."),
)


@click.group("terms", cls=Group, help=_("Check, format, count and show the entries of a termbase folder."))
def command() -> None:
    """The group itself does nothing."""


@command.command(
    "check", help=_("Check every entry against its format and the rules of the termbase. Exit code 1 when something is found.")
)
@_FOLDER
def check(folder: Path | None) -> int:
    """Read the folder, run the termbase rules, print what they say."""
    termbase = _read(folder)
    lang = interface_language()
    findings = check_termbase(termbase)
    for finding in findings:
        click.echo(f"{finding.entry}: {finding.field}: {render(lang, finding.message)}  [{finding.rule}, {_level(finding.level)}]")
    grave = [finding for finding in findings if finding.level is not Level.INFORMATION]
    counts = {
        "concepts": len(termbase.concepts),
        "pitfalls": len(termbase.pitfalls),
        "findings": translate_plural(lang, "{count} finding", "{count} findings", len(findings)),
    }
    click.echo(_("{concepts} concepts and {pitfalls} pitfalls checked; {findings}.", **counts), err=bool(grave))
    return 1 if grave else 0


@command.command("format", help=_("Write every entry in its canonical form. With --check only say which entries are not."))
@_FOLDER
@click.option("--check", "only_check", is_flag=True, help=_("Change nothing; exit code 1 when an entry is not canonical."))
def format_entries(folder: Path | None, only_check: bool) -> int:
    """Rewrite the files that differ from their canonical form, each by an atomic rename."""
    root = folder or read_settings().terms_folder
    changed = 0
    for name, text in house.canonical_files(house.read_termbase(root)).items():
        path = root / name
        if path.exists() and path.read_bytes() == text.encode("utf-8"):
            continue
        changed += 1
        if only_check:
            click.echo(_("{path} is not in canonical form.", path=name))
        else:
            temporary = path.with_suffix(".toml.new")
            temporary.write_bytes(text.encode("utf-8"))
            temporary.replace(path)
            click.echo(_("{path} was rewritten.", path=name))
    return 1 if only_check and changed else 0


@command.command("stats", help=_("Count concepts, drafts, terms, examples, sources and pitfalls by domain."))
@_FOLDER
def stats(folder: Path | None) -> None:
    """Print one line per domain and the totals."""
    termbase = _read(folder)
    lang = interface_language()
    headings = [_("domain"), _("concepts"), _("approved"), _("drafts"), _("terms"), _("examples"), _("complete"), _("sources")]
    rows = [[termbase.domains[domain].name[lang], *_counts(termbase, domain)] for domain in termbase.domains]
    totals = [_("all"), *(str(sum(int(row[column]) for row in rows)) for column in range(1, len(headings) - 1))]
    cited = {key for concept in termbase.concepts.values() for key in concept.sources}
    for row in [headings, *rows, [*totals, str(len(cited))]]:
        click.echo(_pad(row[0], 36) + "".join(cell.rjust(10) if cell.isdigit() else _pad_left(cell, 10) for cell in row[1:]))
    kinds = Counter(pitfall.kind for pitfall in termbase.pitfalls.values())
    seen = sum(1 for source in termbase.sources.values() if source.seen)
    click.echo(
        _(
            "{count} pitfalls: {kinds}",
            count=len(termbase.pitfalls),
            kinds=", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())),
        )
    )
    click.echo(_("{count} sources, {seen} of them seen", count=len(termbase.sources), seen=seen))


@command.command("show", help=_("Print an entry in its canonical form."))
@click.argument("entry_id", metavar="ID")
@_FOLDER
def show(entry_id: str, folder: Path | None) -> None:
    """Print a concept or a pitfall as its file has it."""
    termbase = _read(folder)
    if entry_id in termbase.concepts:
        sys.stdout.write(house.format_concept(termbase.concepts[entry_id]))
    elif entry_id in termbase.pitfalls:
        sys.stdout.write(house.format_pitfall(termbase.pitfalls[entry_id]))
    else:
        raise NotFound(N_("concept or pitfall"), entry_id)


def _read(folder: Path | None) -> Termbase:
    return house.read_termbase(folder or read_settings().terms_folder)


def _counts(termbase: Termbase, domain: str) -> list[str]:
    concepts = [concept for concept in termbase.concepts.values() if concept.domain == domain]
    statuses = Counter(concept.entry_status for concept in concepts)
    complete = sum(
        1 for concept in concepts if concept.examples and all(section.definition and section.usage for section in concept.sections.values())
    )
    return [
        str(count)
        for count in (
            len(concepts),
            statuses[EntryStatus.APPROVED],
            statuses[EntryStatus.DRAFT],
            sum(1 for concept in concepts for _lang, _position, _term in concept.all_terms()),
            sum(len(concept.examples) for concept in concepts),
            complete,
            len({key for concept in concepts for key in concept.sources}),
        )
    ]


def _level(level: Level) -> str:
    return {Level.ERROR: _("error"), Level.WARNING: _("warning"), Level.INFORMATION: _("information")}[level]


def _columns(text: str) -> int:
    """How many columns a terminal gives the text: two for a wide character."""
    from unicodedata import east_asian_width  # inline: slow import

    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int) -> str:
    return text + " " * max(0, width - _columns(text))


def _pad_left(text: str, width: int) -> str:
    return " " * max(0, width - _columns(text)) + text
