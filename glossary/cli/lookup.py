"""``glossary lookup``: look terms up from the shell."""

import os
import sys
from collections.abc import Iterator
from datetime import date

import click

from glossary.cli.language import _, interface_language, tell
from glossary.cli.parameters import Day, OneOf, Whole, today
from glossary.cli.progress import preparing
from glossary.cli.usage import Command
from glossary.config import read_settings
from glossary.domain.lookup import Query
from glossary.errors import QueryTooLong, UnreadableFile
from glossary.i18n import render_error
from glossary.text.languages import LANGUAGES

STDIN = "-"
WIDTH = 80
"""Columns where the output is no terminal."""

MAX_LINES = 100_000
"""Queries in one run from standard input."""


@click.command(
    "lookup",
    cls=Command,
    help=_("Look up each QUERY; put several words in quotation marks. With - read queries from standard input, one a line.")
    + "\n\n"
    + _("Exit codes: 0 something was found, 1 nothing was found, 2 wrong use or failure."),
)
@click.argument("queries", nargs=-1, required=True, metavar="QUERY...")
@click.option("--from", "lang", type=OneOf(LANGUAGES), help=_("Match terms of this language only."))
@click.option("--domain", help=_("Only concepts of this domain, for example law."))
@click.option("--as-of", "as_of", metavar="DATE", type=Day(), help=_("Answer with the names of that day (YYYY-MM-DD)."))
@click.option("--limit", type=Whole(1, 100), default=5, show_default=True, help=_("Hits per query."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per query and line, as the API gives it."))
def command(queries: tuple[str, ...], lang: str | None, domain: str | None, as_of: date | None, limit: int, as_json: bool) -> int:
    """Look terms up; 0 when something was found, 1 when nothing was, 2 when a line of standard input was refused."""
    from glossary.reports.hits import answer_json  # inline: slow import
    from glossary.reports.terminal import answer_text  # inline: slow import
    from glossary.workflows.lookup import look_up  # inline: slow import
    from glossary.workflows.snapshot import Snapshots  # inline: slow import

    snapshots = Snapshots(read_settings())
    with preparing():
        snapshot = snapshots.current()
    if snapshots.status().origin == "shipped":
        click.echo(_("No database yet: answering from the shipped terms, read-only."), err=True)
    interface = interface_language()
    found, failed = False, False
    for text in _each(queries):
        query = Query(text=text, lang=lang, domain=domain, as_of=as_of, limit=limit)
        try:
            answer = look_up(snapshot, query, today=today(), text_candidates=snapshots.text_candidates())
        except QueryTooLong as error:
            if queries != (STDIN,):
                raise
            click.echo(render_error(interface, error), err=True)
            failed = True
            continue
        found = found or bool(answer.hits)
        if as_json:
            click.echo(answer_json(answer, snapshot))
        else:
            click.echo(answer_text(answer, snapshot, lang=interface, width=_width(), colour=sys.stdout.isatty()))
    status = snapshots.status()  # what could not be asked shows in the asking
    if status.problem:
        tell(render_error(interface, status.error) if status.error else status.problem)
    return 2 if failed else 0 if found else 1


def _each(queries: tuple[str, ...]) -> Iterator[str]:
    for query in queries:
        if query != STDIN:
            yield query
            continue
        for number, line in enumerate(sys.stdin.buffer, start=1):
            if number > MAX_LINES:
                raise UnreadableFile(path="-", format="UTF-8", line=number, reason=_("more than {limit} queries", limit=MAX_LINES))
            try:
                text = line.decode("utf-8").strip()
            except UnicodeDecodeError as error:
                reason = _("byte {position} is not UTF-8", position=error.start)
                raise UnreadableFile(path="-", format="UTF-8", line=number, reason=reason) from None
            if text:
                yield text


def _width() -> int:
    """The columns of the terminal, as ``shutil`` finds them, whose import takes longer than all else here."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or WIDTH
    except (OSError, ValueError):
        return WIDTH
