"""``glossary config``: every setting, its value, and where the value comes from."""

import os

import click

from glossary.cli.language import _
from glossary.cli.usage import Command
from glossary.config import PREFIX, SETTINGS, Settings, read_settings


@click.command("config", cls=Command, help=_("List every setting with its value, where the value comes from, and what the setting does."))
def command() -> None:
    """Print the settings."""
    settings = read_settings()
    for setting in SETTINGS:
        origin = _("set in the environment") if os.environ.get(setting.variable, "").strip() else _("default")
        click.echo(f"{setting.variable}={_value(settings, setting.name)}  ({origin})")
        click.echo(f"    {_(setting.help)}")
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in {setting.variable for setting in SETTINGS})
    for name in unknown:
        click.echo(_("{name} is set, but there is no such setting.", name=name), err=True)


def _value(settings: Settings, name: str) -> str:
    return str(getattr(settings, name.lower()))
