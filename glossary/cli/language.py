"""The language of the command line: the one of the user's locale."""

import os
from collections.abc import Mapping

from glossary.i18n import translate
from glossary.text.languages import ENGLISH, LANGUAGES


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
