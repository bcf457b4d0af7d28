"""The command ``glossary``: finds the module of a command when it is asked for, and turns errors into exit codes.

Exit codes: 0 done · 1 nothing found, or problems found · 2 wrong use or failure.
"""

import gc
import importlib
import logging
import os
import sys
from typing import NoReturn

import click

from glossary import __version__
from glossary.cli.language import _, interface_language, tell
from glossary.cli.usage import Group, tell_wrong_use
from glossary.errors import N_, GlossaryError, InvalidRecord
from glossary.i18n import render_error, render_problem, translate

_COMMANDS = {
    "lookup": ("lookup", N_("Look terms up, in either language, by reading or rōmaji.")),
    "check": ("check", N_("Check drafts: misunderstandings, outdated names, spellings.")),
    "serve": ("serve", N_("Serve the site and the API.")),
    "terms": ("terms", N_("Check, format, count and show the entries of a termbase folder.")),
    "db": ("database", N_("Create, load and inspect the database.")),
    "config": ("settings", N_("List the settings and where each comes from.")),
}
"""Command → (module in this room, what it does). Help for the whole command imports none of the modules."""

MAX_SHOWN_PROBLEMS = 50

FEW_COLLECTIONS = (50_000, 20, 20)
"""Of the garbage collector: starting makes as many objects as this, which all stay, and with Python's 700 they are looked through
again and again."""


class LazyGroup(Group):
    """A group whose commands are imported when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the table."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"glossary.cli.{_COMMANDS[cmd_name][0]}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in ``--help``, from the table alone."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(help_text)) for name, (_module, help_text) in _COMMANDS.items()])


@click.command(
    cls=LazyGroup,
    help=_("Kakehashi: a bilingual English–Japanese glossary for cyber security."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="glossary")
def group() -> None:
    """The command itself does nothing but find the others."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command and leave with its exit code."""
    gc.set_threshold(*FEW_COLLECTIONS)
    # A command tells its user what has happened, once and in the user's language; only the server keeps a log.
    logging.getLogger("glossary").addHandler(logging.NullHandler())
    try:
        code = group.main(arguments, prog_name="glossary", standalone_mode=False)
    except click.exceptions.Abort:
        _fail(_("Stopped."))
    except click.ClickException as error:
        tell_wrong_use(error)
        code = 2
    except GlossaryError as error:
        lang = interface_language()
        if isinstance(error, InvalidRecord):
            _fail_with(error, lang)
        _fail(render_error(lang, error))
    except BrokenPipeError:
        # The reader of our output went away (glossary lookup … | head): no complaint, as other commands do it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    finally:
        gc.freeze()  # all of it goes with the process: the last collection need not look through it, which takes a seventh of a look-up
    sys.exit(code if isinstance(code, int) else 0)


def _fail_with(error: InvalidRecord, lang: str) -> NoReturn:
    """Tell all problems, each once."""
    tell(translate(lang, error.heading, name=error.name))
    for problem in error.problems[:MAX_SHOWN_PROBLEMS]:
        tell(f"  {render_problem(lang, problem)}")
    if len(error.problems) > MAX_SHOWN_PROBLEMS:
        tell("  " + _("… and {count} more", count=len(error.problems) - MAX_SHOWN_PROBLEMS))
    sys.exit(2)


def _fail(sentence: str) -> NoReturn:
    tell(sentence)
    sys.exit(2)
