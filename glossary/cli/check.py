"""``glossary check``: flag misunderstandings, outdated names and other spellings in drafts."""

from datetime import date
from pathlib import Path

import click

from glossary.cli.copies import Copies
from glossary.cli.draft_files import STDIN
from glossary.cli.language import _, interface_language
from glossary.cli.parameters import Day, Existing, OneOf
from glossary.cli.usage import Command
from glossary.documents.registry import file_formats
from glossary.domain.nearest import nearest
from glossary.domain.statuses import Level
from glossary.text.languages import LANGUAGES, Reader

TEXT = "text"
FORMATS = ("github", "html", "json", "junit", "sarif", "textlint")
"""What ``glossary.reports.pipelines`` holds, named here so that a cold command imports none of it."""


@click.command(
    "check",
    cls=Command,
    help=_("Check drafts: FILES, folders, or - for standard input, in any format that --as names.")
    + " "
    + _("Folders are searched for all of them, but not for hidden files, and links are not followed.")
    + "\n\n"
    + _("Exit codes: 0 clean, 1 findings at or over the level of --fail-on, 2 wrong use, or a file that could not be checked."),
)
@click.argument("files", nargs=-1, metavar="[FILES]...")
@click.option("--lang", type=OneOf(["auto", *LANGUAGES]), default="auto", show_default=True, help=_("The language of the draft."))
@click.option("--profile", metavar="NAME", help=_("The house style: default, where neither this nor the project file says one."))
@click.option("--reader", type=OneOf([reader.value for reader in Reader]), help=_("Who will read the text; none switches pitfalls off."))
@click.option("--as-of", "as_of", metavar="DATE", type=Day(), help=_("The day for names where a sentence names none."))
@click.option(
    "--terms",
    "extra",
    type=Existing(),
    help=_("More terms for this run: a TOML entry, or tab-separated en, ja, comment."),
)
@click.option("--candidates", is_flag=True, help=_("Also show likely slips and expressions that the termbase does not know."))
@click.option(
    "--fail-on",
    type=OneOf([level.value for level in Level]),
    default="warning",
    show_default=True,
    help=_("The level from which the exit code is 1."),
)
@click.option(
    "--format",
    "output",
    type=OneOf([TEXT, *FORMATS]),
    default=TEXT,
    show_default=True,
    help=_("How findings are printed: for people, or for pipelines and editors."),
)
@click.option(
    "--annotate",
    metavar="OUT",
    help=_("Write a copy with a comment at the words of each finding; a folder for several drafts. Originals stay as they are."),
)
@click.option("--every-place", is_flag=True, help=_("Comment on every place, not only on the first one of each thing."))
@click.option(
    "--fix", is_flag=True, help=_("Apply the safe fixes: to the files, or, as tracked changes in Word, to the copies of --annotate.")
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=_(
        "Also write a report, in the format that its name says: .html to keep or print, .sarif, .xml (JUnit), .json; several times if wanted."
    ),
)
@click.option(
    "--diff",
    metavar="REV",
    help=_("Tell only findings at lines that are new or changed since a git revision; the whole draft is weighed all the same."),
)
@click.option(
    "--config",
    type=Existing(),
    help=_("The project file, in place of the nearest .glossary.toml above each draft."),
)
@click.option("--no-config", is_flag=True, help=_("Read no project file."))
@click.option(
    "--baseline",
    type=Existing(),
    help=_("Leave alone what stood in the drafts when this file was written by --write-baseline."),
)
@click.option(
    "--write-baseline",
    "new_baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Write down all that is found, for --baseline; the exit code is then 0. The file holds the words of findings, nothing else."),
)
@click.option("--show-suppressed", is_flag=True, help=_("Also list what is suppressed, with who says so and why."))
@click.option("--init", is_flag=True, help=_("Write a .glossary.toml for this folder, from the house style that its drafts show."))
@click.option("--force", is_flag=True, help=_("With --init: write over the project file that is there."))
@click.option("--as", "format_name", type=OneOf(file_formats()), help=_("What the files are, whatever their names say."))
@click.option("--explain", metavar="RULE", help=_("Say what a rule looks for, and why; list the rules of a family, such as term."))
@click.option("--watch", is_flag=True, help=_("Check again whenever a file changes."))
def command(
    files: tuple[str, ...],
    lang: str,
    profile: str | None,
    reader: str | None,
    as_of: date | None,
    extra: Path | None,
    candidates: bool,
    fail_on: str,
    output: str,
    annotate: str | None,
    every_place: bool,
    fix: bool,
    reports: tuple[Path, ...],
    diff: str | None,
    config: Path | None,
    no_config: bool,
    baseline: Path | None,
    new_baseline: Path | None,
    show_suppressed: bool,
    init: bool,
    force: bool,
    format_name: str | None,
    explain: str | None,
    watch: bool,
) -> int:
    """Check the drafts; the exit code says whether anything was found."""
    if explain:
        return _explain(explain)
    if init:
        return _init(files, force=force)
    if not files:
        raise click.UsageError(_("Name a file, a folder, or - for standard input."))
    if annotate == "":
        raise click.UsageError(_("--annotate needs the name of a file or folder."))
    if every_place and not annotate:
        raise click.UsageError(_("--every-place says where comments stand in the copy of --annotate: name one."))
    if fix and not annotate and STDIN in files:
        raise click.UsageError(_("--fix mends files, and standard input is none. Name a file for the mended text with --annotate."))
    if diff is not None and STDIN in files:
        raise click.UsageError(_("--diff compares files with what git has of them; standard input is no file."))
    if watch and STDIN in files:
        raise click.UsageError(_("--watch waits for files to change; standard input is no file."))
    if config is not None and no_config:
        raise click.UsageError(_("--config names a project file and --no-config wants none: take one of them."))
    if new_baseline is not None and diff is not None:
        raise click.UsageError(_("A baseline holds all that is found; it cannot be written with --diff."))
    from glossary.cli.checking import Run  # inline: slow import
    from glossary.cli.project import Living  # inline: slow import
    from glossary.cli.request import Request  # inline: slow import
    from glossary.workflows.project import Given  # inline: slow import

    given = Given(
        lang=None if lang == "auto" else lang,
        profile=profile,
        reader=Reader(reader) if reader else None,
        as_of=as_of,
        candidates=candidates,
    )
    run = Run(
        Request(
            names=files,
            given=given,
            living=Living(config=config, no_config=no_config, baseline=baseline, new_baseline=new_baseline),
            format=format_name,
            output=output,
            fail_on=Level(fail_on),
            fix=fix,
            extra=extra,
            copies=Copies(annotate, files) if annotate else None,
            every_place=every_place,
            reports=reports,
            diff=diff,
            show_suppressed=show_suppressed,
            watch=watch,
        )
    )
    code = run.check_all()
    while watch:
        code = run.check_changed()
    return code


def _init(files: tuple[str, ...], *, force: bool) -> int:
    from glossary.cli.new_project import write_project  # inline: slow import

    return write_project(files or (".",), force=force)


def _explain(rule: str) -> int:
    from glossary.reports.rules import explain, families, list_rules, rule_ids  # inline: slow import

    lang = interface_language()
    if rule in families():
        click.echo(list_rules(rule, lang))
        return 0
    if rule not in rule_ids():
        meant = nearest(rule, [*rule_ids(), *families()])
        if meant:
            complaint = _("There is no rule {rule}. Did you mean {nearest}?", rule=rule, nearest=meant)
        else:
            complaint = _("There is no rule {rule}.", rule=rule)
        raise click.UsageError(
            complaint + " " + _("Families, whose rules are listed in the same way: {families}", families=", ".join(families()))
        )
    click.echo(explain(rule, lang))
    return 0
