"""The interface in the reader's language: message catalogues, dates and numbers (the door to Babel).

The ``.po`` files are read into memory when a language is first asked for; there is no compiled form. English sentences are
the keys, so that English needs no file at all: a cold command in English never imports Babel.
"""

import functools
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from glossary.config import locales_folder
from glossary.domain.message import Message
from glossary.errors import N_, GlossaryError, Problem
from glossary.text.languages import ENGLISH, JAPANESE, LANGUAGES

if TYPE_CHECKING:
    from glossary.domain.finding import DraftFinding

Translations = Mapping[str, str | tuple[str, ...]]
"""Sentences by their English key; a tuple holds plural forms."""


@functools.cache
def catalogue(lang: str) -> Translations:
    """The sentences of one language by their English key. Empty for English."""
    if lang == ENGLISH:
        return {}
    from babel.messages.pofile import read_po  # inline: slow import

    with (locales_folder() / lang / "LC_MESSAGES" / "messages.po").open("rb") as file:
        messages = read_po(file, locale=lang)
    sentences: dict[str, str | tuple[str, ...]] = {}
    for message in messages:
        string = message.string or ""
        if message.id and any(string) and not message.fuzzy:
            key = message.id if isinstance(message.id, str) else message.id[0]
            sentences[key] = string if isinstance(string, str) else tuple(string)
    return sentences


def translate(lang: str, msgid: str, /, **params: object) -> str:
    """The sentence in that language with its braces filled; English where the catalogue has none."""
    found = catalogue(lang).get(msgid, msgid)
    text = found if isinstance(found, str) else found[0]
    return text.format(**params) if params else text


def translate_plural(lang: str, singular: str, plural: str, count: int, /, **params: object) -> str:
    """The sentence for that count; ``{count}`` in it is the count, written as the language writes numbers."""
    found = catalogue(lang).get(singular)
    if found is None:
        text = singular if count == 1 else plural
    else:
        text = found if isinstance(found, str) else found[0]
    return text.format(**{"count": number(lang, count), **params})


def render(lang: str, message: Message) -> str:
    """A message in that language; dates in it are written as its prose writes them, and messages in it in the same language."""
    return translate(lang, message.template, **{name: _written(lang, value) for name, value in message.params})


def _written(lang: str, value: object) -> object:
    if isinstance(value, date):
        return long_date(lang, value)
    return render(lang, value) if isinstance(value, Message) else value


def in_language(text: Message | Mapping[str, str], lang: str) -> str:
    """A message, or a text of the termbase, in one language; the other language's catalogue is not opened for it."""
    return render(lang, text) if isinstance(text, Message) else text.get(lang, "")


READERS: Mapping[str, str] = {ENGLISH: N_("A UK reader understands: {text}"), JAPANESE: N_("A Japanese reader understands: {text}")}


def reasons_in(finding: "DraftFinding", lang: str) -> list[str]:
    """The reasons of a finding in one language; what readers understand is told with who they are."""
    told = [in_language(reason, lang) for reason in finding.reasons]
    readings = [translate(lang, READERS[reader], text=text) if text else "" for reader, text in zip(finding.readers, told, strict=False)]
    return [*readings, *told[len(readings) :]]


def render_error(lang: str, error: GlossaryError) -> str:
    """An error in that language, with those of its parameters that are catalogue sentences themselves."""
    params = {name: _spoken(lang, value) if name in error.spoken else value for name, value in error.params.items()}
    if error.params.get("first") is not None and hasattr(error, "problems"):
        params["first"] = render_problem(lang, error.problems[0])
    return translate(lang, error.template, **params)


def _spoken(lang: str, value: object) -> object:
    """A parameter that is a catalogue sentence itself."""
    if isinstance(value, Message):
        return render(lang, value)
    return translate(lang, value) if isinstance(value, str) else value


def render_problem(lang: str, problem: Problem) -> str:
    """A problem of a file in that language, after its place."""
    params = {name: _spoken(lang, value) if name in GlossaryError.spoken else value for name, value in problem.params}
    text = translate(lang, problem.template, **params)
    told = f"{problem.field}: {text}" if problem.field else text
    return translate(lang, "line {line}: {reason}", line=problem.line, reason=told) if problem.line else told


def both(message: Message) -> dict[str, str]:
    """A message in every language of the interface."""
    return {lang: render(lang, message) for lang in LANGUAGES}


def number(lang: str, value: int) -> str:
    """A whole number with the language's grouping (both languages group by thousands with a comma)."""
    return f"{value:,}"


def long_date(lang: str, day: date) -> str:
    """A date as official prose writes it: 22 November 2026, 2026年11月22日."""
    from babel.dates import format_date  # inline: slow import

    return format_date(day, "long", locale=_LOCALES.get(lang, lang))


_LOCALES = {ENGLISH: "en_GB"}


def negotiate(accepted: str | None, default: str = ENGLISH) -> str:
    """The interface language for an ``Accept-Language`` header: the best-weighted one that we have."""
    ranked: list[tuple[float, int, str]] = []
    for position, part in enumerate((accepted or "")[:1_000].split(",")):
        tag, _, weight = part.strip().partition(";")
        lang = tag.split("-")[0].lower()
        if lang in LANGUAGES:
            ranked.append((-_quality(weight), position, lang))
    ranked.sort()
    return ranked[0][2] if ranked and ranked[0][0] < 0 else default


def _quality(weight: str) -> float:
    name, _, value = weight.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0
