"""The language of the command line, the one of the user's locale; and what is said beside the output."""

import os
from collections.abc import Mapping

import click

from glossary.i18n import translate
from glossary.text.languages import ENGLISH, LANGUAGES
from glossary.text.width import printable

COMMAND = "::"
"""What a line begins with that GitHub takes for a command, on standard error too."""


def interface_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language of the locale, as the C library reads it (LC_ALL before LC_MESSAGES before LANG), else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            lang = value.split("_")[0].split(".")[0].lower()
            return lang if lang in LANGUAGES else ENGLISH
    return ENGLISH


def _(msgid: str, /, **params: object) -> str:
    """The sentence in the language of the locale."""
    return translate(interface_language(), msgid, **params)


def tell(sentence: str) -> None:
    """Say something on standard error, on one line that no pipeline obeys: names of files and keys in it may be a stranger's."""
    line = printable(sentence)
    click.echo(f"- {line}" if line.lstrip().startswith(COMMAND) else line, err=True)
