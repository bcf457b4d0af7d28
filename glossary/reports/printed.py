"""The report that can be kept, sent and printed: one HTML file with everything in it, no script, nothing from elsewhere.

The only page whose style stands inside it, as it is opened from a folder. Every text is escaped by the template.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from glossary.domain.concept import Source
from glossary.domain.finding import DraftFinding, Text
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.i18n import in_language, long_date, number, reasons_in, render, translate, translate_plural
from glossary.reports.checked import Checked, Unread
from glossary.reports.places import Places
from glossary.reports.suppressed import suppressed_summary, suppression_text
from glossary.reports.unplaced import unplaced_lines
from glossary.text.languages import other
from glossary.text.passage import language_of

if TYPE_CHECKING:
    from jinja2 import Template

MEDIA_TYPE = "text/html; charset=utf-8"

CONTEXT = 80
"""Characters of the text that are shown before and after the words of a finding."""

MAX_PLACES = 40
"""Other places that are named; the rest are counted."""

_LEVELS: Mapping[Level, tuple[str, str, str]] = {
    Level.ERROR: ("■", N_("Error"), "error"),
    Level.WARNING: ("▲", N_("Warning"), "warning"),
    Level.INFORMATION: ("●", N_("Information"), "information"),
}
"""Sign, word and class of each level: a shape, then a word, then a colour."""


def printed_report(files: Sequence[Checked], lang: str, *, sources: Mapping[str, Source], unread: Sequence[Unread] = ()) -> str:
    """The report on these files in one language; messages are given in the other language too."""
    return _template().render(
        lang=lang,
        other=other(lang),
        files=[_file(checked, lang, sources) for checked in files],
        totals=[
            (*_shown_level(level, lang), number(lang, sum(finding.level is level for checked in files for finding in checked.findings)))
            for level in _LEVELS
        ],
        unread=unread,
        _=lambda text, **params: translate(lang, text, **params),
        ngettext=lambda one, many, count: translate_plural(lang, one, many, count),
    )


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # inline: slow import

    environment = Environment(
        loader=PackageLoader("glossary.reports"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("printed.html")


def _file(checked: Checked, lang: str, sources: Mapping[str, Source]) -> dict[str, object]:
    places = Places(checked.document)
    levels = [finding.level for finding in checked.findings]
    return {
        "name": checked.name,
        "as_of": long_date(lang, checked.as_of),
        "characters": number(lang, checked.characters),
        "terms": number(lang, checked.terms),
        "levels": [(*_shown_level(level, lang), number(lang, levels.count(level))) for level in _LEVELS],
        "notes": [render(lang, note) for note in checked.document.notes],
        "findings": [_finding(finding, checked.document.draft.text, places, lang, sources) for finding in checked.findings],
        "suppressed": [_finding(finding, checked.document.draft.text, places, lang, sources) for finding in checked.suppressed],
        "suppressed_summary": suppressed_summary(checked.suppressed, lang),
        "unplaced": unplaced_lines(checked.unplaced, Places(checked.changed or checked.document), lang),
    }


def _finding(finding: DraftFinding, text: str, places: Places, lang: str, sources: Mapping[str, Source]) -> dict[str, object]:
    before, words, after = _excerpt(text, finding.span)
    elsewhere = [places.short(span.start, lang) for span in finding.places[1:]]
    return {
        "level": _shown_level(finding.level, lang),
        "place": render(lang, places.message(finding.span.start)),
        "rule": finding.rule,
        "suppressed": suppression_text(finding.suppressed, lang) if finding.suppressed else "",
        "excerpt": (before, words, after),
        "excerpt_lang": language_of(before + words + after),
        "messages": [_text(finding.message, lang), *_reasons(finding, lang)],
        "instead": list(dict.fromkeys(found.text for found in finding.suggestions)),
        "elsewhere": list(dict.fromkeys(elsewhere))[:MAX_PLACES],
        "more": max(0, len(dict.fromkeys(elsewhere)) - MAX_PLACES),
        "sources": [sources[key] for key in finding.sources if key in sources],
    }


def _text(text: Text, lang: str) -> tuple[str, str]:
    """A text in the reader's language and in the other one, which is empty where it says the same."""
    own, foreign = in_language(text, lang), in_language(text, other(lang))
    return own, foreign if foreign != own else ""


def _reasons(finding: DraftFinding, lang: str) -> list[tuple[str, str]]:
    """The reasons in both languages, as ``_text`` gives a text."""
    pairs = zip(finding.reasons, reasons_in(finding, lang), reasons_in(finding, other(lang)), strict=True)
    return [(own, foreign if in_language(reason, lang) != in_language(reason, other(lang)) else "") for reason, own, foreign in pairs]


def _shown_level(level: Level, lang: str) -> tuple[str, str, str]:
    sign, name, style = _LEVELS[level]
    return sign, translate(lang, name), style


def _excerpt(text: str, span: Span) -> tuple[str, str, str]:
    """The words of a finding and what stands around them in their paragraph."""
    begin = max(text.rfind("\n", 0, span.start) + 1, span.start - CONTEXT)
    stop = text.find("\n", span.end)
    end = min(len(text) if stop < 0 else stop, span.end + CONTEXT)
    before, after = text[begin : span.start], text[span.end : end]
    cut_before = "…" if begin > 0 and text[begin - 1] != "\n" else ""
    cut_after = "…" if end < len(text) and text[end] not in "\r\n" else ""
    return cut_before + before.lstrip(), text[slice(*span)], after.rstrip() + cut_after
