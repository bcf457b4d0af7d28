"""The words of the interface for the closed lists of the domain, as keys of the message catalogue, and the helpers that print them."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from flask import Flask
from markupsafe import Markup, escape

from glossary import context
from glossary.domain.lookup import MatchKind
from glossary.domain.statuses import (
    EntryStatus,
    Equivalence,
    Jurisdiction,
    LegalEffect,
    Level,
    NormativeStatus,
    PartOfSpeech,
    PitfallKind,
    Register,
    TermType,
)
from glossary.errors import N_
from glossary.i18n import long_date, number, translate, translate_plural
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.text.runs import language_runs

TERM_STATUSES: Final[Mapping[NormativeStatus, str]] = {
    NormativeStatus.PREFERRED: N_("Preferred"),
    NormativeStatus.ADMITTED: N_("Admitted"),
    NormativeStatus.DEPRECATED: N_("Deprecated"),
    NormativeStatus.SUPERSEDED: N_("Superseded"),
}
ENTRY_STATUSES: Final[Mapping[EntryStatus, str]] = {
    EntryStatus.DRAFT: N_("Draft"),
    EntryStatus.PROPOSED: N_("Proposed"),
    EntryStatus.APPROVED: N_("Approved"),
    EntryStatus.RETIRED: N_("Retired"),
}
LEVELS: Final[Mapping[Level, str]] = {
    Level.ERROR: N_("Error"),
    Level.WARNING: N_("Warning"),
    Level.INFORMATION: N_("Information"),
}
PITFALL_KINDS: Final[Mapping[PitfallKind, str]] = {
    PitfallKind.DIVERGENT_CONCEPT: N_("Divergent concept"),
    PitfallKind.FALSE_FRIEND: N_("False friend"),
    PitfallKind.AMBIGUOUS: N_("Ambiguous"),
    PitfallKind.LEGAL_FORCE: N_("Legal force"),
    PitfallKind.REGISTER: N_("Register"),
    PitfallKind.SCOPE: N_("Scope"),
    PitfallKind.ACTOR: N_("Actor"),
    PitfallKind.INSTITUTION: N_("Institution"),
    PitfallKind.ACRONYM: N_("Abbreviation"),
    PitfallKind.NUMBER: N_("Number"),
    PitfallKind.CALQUE: N_("Calque"),
    PitfallKind.KATAKANA_ENGLISH: N_("Katakana English"),
}
TERM_TYPES: Final[Mapping[TermType, str]] = {
    TermType.FULL_FORM: N_("full form"),
    TermType.ABBREVIATION: N_("abbreviation"),
    TermType.ACRONYM: N_("acronym"),
    TermType.SHORT_FORM: N_("short form"),
    TermType.VARIANT: N_("spelling variant"),
    TermType.PHRASE: N_("phrase"),
}
PARTS_OF_SPEECH: Final[Mapping[PartOfSpeech, str]] = {
    PartOfSpeech.NOUN: N_("noun"),
    PartOfSpeech.PROPER_NOUN: N_("proper noun"),
    PartOfSpeech.VERB: N_("verb"),
    PartOfSpeech.ADJECTIVE: N_("adjective"),
    PartOfSpeech.ADVERB: N_("adverb"),
    PartOfSpeech.OTHER: N_("other part of speech"),
}
REGISTERS: Final[Mapping[Register, str]] = {
    Register.PRESS: N_("press"),
    Register.LEGAL: N_("legal"),
    Register.TECHNICAL: N_("technical"),
    Register.COLLOQUIAL: N_("colloquial"),
    Register.OFFICIAL: N_("official"),
}
EQUIVALENCES: Final[Mapping[Equivalence, str]] = {
    Equivalence.EXACT: N_("Same meaning"),
    Equivalence.OFFICIAL: N_("Official name"),
    Equivalence.NARROWER: N_("Narrower rendering"),
    Equivalence.BROADER: N_("Broader rendering"),
}
JURISDICTIONS: Final[Mapping[Jurisdiction, str]] = {
    Jurisdiction.GB: N_("UK"),
    Jurisdiction.JP: N_("Japan"),
    Jurisdiction.EU: N_("EU"),
    Jurisdiction.US: N_("US"),
    Jurisdiction.INT: N_("International"),
}
LEGAL_EFFECTS: Final[Mapping[LegalEffect, str]] = {
    LegalEffect.TREATY: N_("Treaty"),
    LegalEffect.STATUTE: N_("Statute"),
    LegalEffect.REGULATION: N_("Regulation"),
    LegalEffect.ADMINISTRATIVE: N_("Administrative measure"),
    LegalEffect.GUIDANCE: N_("Guidance"),
    LegalEffect.CONTRACTUAL: N_("Contract"),
    LegalEffect.POLITICAL: N_("Political commitment"),
}
MATCHES: Final[Mapping[MatchKind, str]] = {
    MatchKind.EXACT: N_("Exact"),
    MatchKind.VARIANT: N_("Spelling variant"),
    MatchKind.READING: N_("Reading"),
    MatchKind.ROMAJI: N_("Rōmaji reading"),
    MatchKind.INFLECTED: N_("Word form"),
    MatchKind.PREFIX: N_("Begins with"),
    MatchKind.SUBSTRING: N_("Contains"),
    MatchKind.TYPO: N_("Close spelling"),
    MatchKind.TEXT: N_("In the definition"),
}
ABBREVIATION_MATCH: Final = N_("Abbreviation")
READING_BEGINS: Final = N_("Reading begins")
IN_THE_USAGE: Final = N_("In the usage note")
IN_THE_READING: Final = N_("In the reading")

LANGUAGE_NAMES: Final[Mapping[str, str]] = {ENGLISH: N_("English"), JAPANESE: N_("Japanese")}


def install(app: Flask) -> None:
    """Give the templates the words of the interface."""
    app.jinja_env.globals.update(
        _=sentence, ngettext=counted, ui=context.language, number=shown_number, day=shown_day, period=period, language_name=language_name
    )
    app.jinja_env.globals.update(bold=bold, link=link, spoken=spoken, advised=advised)
    app.jinja_env.filters["runs"] = runs


def sentence(msgid: str, /, **params: object) -> Markup:
    """The sentence in the interface language. Values are escaped; values that are markup stay what they are."""
    return escape(translate(context.language(), msgid)).format(**params)


def counted(singular: str, plural: str, count: int, /, **params: object) -> Markup:
    """The sentence for a count. Pass ``count=`` to print the count in markup."""
    kept = {name: "{" + name + "}" for name in params}
    return escape(translate_plural(context.language(), singular, plural, count, **kept)).format(**params)


def runs(text: str, lang: str) -> Markup:
    """The text with every passage of the other language marked as such; ``lang`` is the language of the whole."""
    if isinstance(text, Markup) and "<" not in text:
        text = text.unescape()  # a sentence of the catalogue: the name of a character (&gt;) is no English word
    return Markup("").join(
        escape(run.text) if run.lang == lang else Markup('<span lang="{}">{}</span>').format(run.lang, run.text)
        for run in language_runs(text, lang)
    )


def bold(text: str) -> Markup:
    """The text in bold, whatever language it is in."""
    return Markup("<b>{}</b>").format(runs(text, context.language()))


def link(address: str, text: str) -> Markup:
    """A link for use inside a sentence."""
    return Markup('<a href="{}">{}</a>').format(address, text)


def spoken(text: str, lang: str) -> Markup:
    """A passage in a given language for use inside a sentence."""
    return Markup('<span lang="{}">{}</span>').format(lang, runs(text, lang))


def advised(text: str, lang: str) -> Markup:
    """Recommended wording for use inside a sentence."""
    return Markup('<b class="say" lang="{}">{}</b>').format(lang, runs(text, lang))


def language_name(lang: str) -> Markup:
    """The name of a language in the interface language."""
    return sentence(LANGUAGE_NAMES[lang])


def shown_number(value: int) -> str:
    """A whole number as the interface language writes it."""
    return number(context.language(), value)


def shown_day(day: date) -> Markup:
    """A date with its machine-readable form."""
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), long_date(context.language(), day))


def period(start: date | None, end: date | None) -> Markup:
    """A span of days, either end of which may be open."""
    if start and end:
        return sentence(N_("{start} – {end}"), start=shown_day(start), end=shown_day(end))
    if start:
        return sentence(N_("since {start}"), start=shown_day(start))
    return sentence(N_("until {end}"), end=shown_day(end)) if end else Markup("")
