"""How commands are described and wrong use is told, in the user's language: the library speaks English."""

from collections.abc import Sequence

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

from glossary.cli.language import _, tell
from glossary.cli.lines import Context

MAX_SHORT_HELP = 300
"""Characters of what a list says of a command: its first sentence, which goes on in the next line where it has to."""


class Command(click.Command):
    """A command whose help has its headings in the user's language."""

    context_class = Context

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that says how the command is written."""
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of options."""
        write_options(self, ctx, formatter)


class Group(click.Group):
    """The same for a command that has others below it."""

    command_class = Command
    context_class = Context

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that says how the command is written."""
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of options, and of the commands below."""
        write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of the commands below."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, command.get_short_help_str(limit=MAX_SHORT_HELP)) for name, command in found if command])


def write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """``Usage: …``, with its words in the right order."""
    pieces = command.collect_usage_pieces(ctx)
    words = [_("[OPTIONS]") if piece == command.options_metavar else piece for piece in pieces]
    formatter.write_usage(ctx.command_path, " ".join(words), prefix=_("Usage:") + " ")


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Each option with what it does."""
    options = (param for param in command.get_params(ctx) if isinstance(param, click.Option))
    records = [(record[0], _described(option, ctx)) for option in options if (record := option.get_help_record(ctx)) is not None]
    if records:
        with formatter.section(_("Options")):
            formatter.write_dl(records)


def _described(option: click.Option, ctx: click.Context) -> str:
    """What an option does, which value it has by itself, and how large a number may be."""
    # The library's own two options bring its English with them.
    ours = {"Show this message and exit.": _("Show this message."), "Show the version and exit.": _("Show the version.")}
    text = option.help or ""
    extra = option.get_help_extra(ctx)
    besides = [_("{name}: {text}", name=_("default"), text=extra["default"])] if "default" in extra else []
    if isinstance(option.type, click.IntRange):
        besides.append(f"{option.type.min}–{option.type.max}")
    return " ".join(filter(None, [ours.get(text, text), f"[{', '.join(besides)}]" if besides else ""]))


def tell_wrong_use(error: click.ClickException) -> None:
    """What is wrong, then how to learn what is right."""
    if isinstance(error, NoArgsIsHelpError):
        error.show()
        return
    tell(complaint(error))
    if isinstance(error, click.UsageError) and error.ctx is not None:
        tell(_("How it is used: {command} --help", command=error.ctx.command_path))


def complaint(error: click.ClickException) -> str:
    """What is wrong in one or two sentences. Our own commands raise theirs in the user's language."""
    match error:
        case click.NoSuchOption():
            return _("There is no option {name}.", name=error.option_name) + _nearest(error.possibilities)
        case NoSuchCommand():
            return _("There is no command {name}.", name=error.command_name) + _nearest(error.possibilities)
        case click.BadOptionUsage():
            return _wrong_option(error)
        case click.MissingParameter():
            return _("{name} is missing.", name=_name_of(error))
        case click.BadParameter():
            return _("{name}: {text}", name=_name_of(error), text=error.message)
        case _other:
            return error.format_message()


def _nearest(names: Sequence[str] | None) -> str:
    return " " + _("Did you mean {names}?", names=", ".join(names)) if names else ""


def _wrong_option(error: click.BadOptionUsage) -> str:
    # The parser raises this without a context: only its words say which of the two it is.
    if "does not take" in error.message:
        return _("{name} takes no value.", name=error.option_name)
    return _("{name} needs a value.", name=error.option_name)


def _name_of(error: click.BadParameter) -> str:
    param = error.param
    if param is None:
        return str(error.param_hint or "")
    return max(param.opts, key=len) if isinstance(param, click.Option) else str(param.metavar or param.name).strip("[]. ")
