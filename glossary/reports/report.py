"""What the reports of one run have in common: how they are begun, told and asked for, and where they are found.

A report is told draft by draft, so that no more of a draft is kept than its records, and is written whole at the end.
"""

import importlib
import os
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePath

import glossary.reports.pipelines
from glossary.domain.concept import Source
from glossary.domain.finding import DraftFinding
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.i18n import in_language, reasons_in, render, translate
from glossary.reports.checked import Checked, Unread
from glossary.reports.places import Places

RANK: Mapping[Level, int] = {Level.INFORMATION: 0, Level.WARNING: 1, Level.ERROR: 2}
"""The levels from the least to the gravest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a report has to know of its run.

    ``lang`` is the language of messages, ``fail_on`` the level from which a run fails. ``here`` is the folder from which names of
    files are told, ``root`` the one to which pipelines expect them to be relative. ``site`` is the address under which the manuals
    of the rules are read, if there is one.
    """

    lang: str
    here: PurePath
    root: PurePath
    fail_on: Level = Level.WARNING
    site: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)

    def path(self, name: str) -> PurePath:
        """A file relative to the root; as an absolute path where it lies elsewhere."""
        whole = PurePath(os.path.normpath(self.here / name))
        return whole.relative_to(self.root) if whole.is_relative_to(self.root) else whole

    def fails(self, finding: DraftFinding) -> bool:
        """Whether a finding makes the run fail."""
        return finding.suppressed is None and RANK[finding.level] >= RANK[self.fail_on]


class Report(ABC):
    """One report on one run."""

    extensions: tuple[str, ...] = ()
    """How the names of files end in which such reports are kept."""

    def __init__(self, run: Circumstances) -> None:
        self.run = run

    @abstractmethod
    def add(self, checked: Checked) -> None:
        """Take in what came of a file."""

    @abstractmethod
    def add_unread(self, unread: Unread) -> None:
        """Take in that a file could not be read."""

    @abstractmethod
    def text(self) -> str:
        """All of it, to be written as UTF-8."""


@cache
def report_formats() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(glossary.reports.pipelines.__path__)))


def new_report(format_name: str, run: Circumstances) -> Report:
    """An empty report in a format of ``report_formats``."""
    return _writer(format_name)(run)


@cache
def format_by_extension() -> Mapping[str, str]:
    """Extension → format, for reports that are kept in files."""
    return {extension: name for name in report_formats() for extension in _writer(name).extensions}


def _writer(format_name: str) -> type[Report]:
    writer: type[Report] = importlib.import_module(f"glossary.reports.pipelines.{format_name}").Writer
    return writer


def sentences(finding: DraftFinding, places: Places, lang: str) -> list[str]:
    """What a finding says where there is room for a few lines: message, reasons, what to write, other places; each without line breaks.

    The place comes first where the file has no lines to point to.
    """
    lines = [in_language(finding.message, lang), *reasons_in(finding, lang)]
    if not places.counts_lines:
        place = render(lang, places.message(finding.span.start))
        lines[0] = translate(lang, N_("{place}: {text}"), place=place, text=lines[0])
    if finding.suggestions:
        texts = " · ".join(dict.fromkeys(found.text for found in finding.suggestions))
        lines.append(translate(lang, "Write instead: {texts}", texts=texts))
    if len(finding.places) > 1:
        others = dict.fromkeys(places.short(span.start, lang) for span in finding.places[1:])
        lines.append(translate(lang, "Also at {places}", places=", ".join(_some(list(others)))))
    return [" ".join(line.split()) for line in lines if line.strip()]


MAX_PLACES = 20
"""Other places that one message names."""


def _some(names: list[str]) -> Iterator[str]:
    yield from names[:MAX_PLACES]
    if len(names) > MAX_PLACES:
        yield "…"
