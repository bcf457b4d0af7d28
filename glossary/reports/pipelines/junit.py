"""JUnit XML: a suite for each file, a case for each finding, as strict readers (the schema of Jenkins) accept it.

A finding at or over the level of ``--fail-on`` is a failure, a suppressed one is skipped, others pass and say what they found in
``system-out``. A file without findings has one case that passes; one that could not be read has one with an error.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from glossary.domain.finding import DraftFinding
from glossary.errors import N_
from glossary.i18n import translate
from glossary.reports.checked import Checked, Unread
from glossary.reports.places import Places
from glossary.reports.report import Circumstances, Report, sentences

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write."""

PASSED, FAILURE, ERROR, SKIPPED = "passed", "failure", "error", "skipped"


class Case(NamedTuple):
    """One case: what it is called, how it went, the kind and the sentence of that, and all that is said."""

    name: str
    result: str
    kind: str = ""
    message: str = ""
    text: str = ""


class Writer(Report):
    """Suites by file."""

    extensions = (".xml",)

    def __init__(self, run: Circumstances) -> None:
        super().__init__(run)
        self._suites: list[tuple[str, list[Case]]] = []

    def add(self, checked: Checked) -> None:
        """A suite with a case for each finding."""
        places = Places(checked.document)
        cases = [self._case(finding, places) for finding in checked.all_findings]
        self._suites.append((self._name(checked.name), cases or [Case(translate(self.run.lang, N_("No findings")), PASSED)]))

    def add_unread(self, unread: Unread) -> None:
        """A suite with an error."""
        name = translate(self.run.lang, N_("Could not be checked"))
        self._suites.append((self._name(unread.name), [Case(name, ERROR, unread.code, unread.reason, unread.reason)]))

    def text(self) -> str:
        """The document."""
        everything = [case for _, cases in self._suites for case in cases]
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="glossary check"{_totals(everything, skipped=False)}>']
        for name, cases in self._suites:
            lines.append(f'<testsuite name="{_attribute(name)}"{_totals(cases)}>')
            lines += [line for case in cases for line in _case_lines(name, case)]
            lines.append("</testsuite>")
        return "\n".join([*lines, "</testsuites>", ""])

    def _name(self, name: str) -> str:
        return self.run.path(name).as_posix()

    def _case(self, finding: DraftFinding, places: Places) -> Case:
        lines = sentences(finding, places, self.run.lang)
        name = f"{finding.rule} {places.short(finding.span.start, self.run.lang)}"
        if finding.suppressed is not None:
            return Case(name, SKIPPED, message=finding.suppressed.reason)
        return Case(name, FAILURE if self.run.fails(finding) else PASSED, finding.rule, lines[0], "\n".join(lines))


def _totals(cases: list[Case], *, skipped: bool = True) -> str:
    counts = Counter(case.result for case in cases)
    left_out = f' skipped="{counts[SKIPPED]}"' if skipped else ""
    return f' tests="{len(cases)}" failures="{counts[FAILURE]}" errors="{counts[ERROR]}"{left_out} time="0"'


def _case_lines(suite: str, case: Case) -> Iterator[str]:
    head = f'<testcase name="{_attribute(case.name)}" classname="{_attribute(suite)}" time="0"'
    if case.result in (FAILURE, ERROR):
        inside = f'<{case.result} type="{_attribute(case.kind)}" message="{_attribute(case.message)}">{_text(case.text)}</{case.result}>'
    elif case.result == SKIPPED:
        inside = f'<skipped message="{_attribute(case.message)}"/>'
    else:
        inside = f"<system-out>{_text(case.text)}</system-out>" if case.text else ""
    yield f"{head}>{inside}</testcase>" if inside else f"{head}/>"


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text), quote=False)


def _attribute(text: str) -> str:
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split())))
