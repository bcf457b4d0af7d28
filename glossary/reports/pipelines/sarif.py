"""SARIF 2.1.0 (OASIS), for code scanning and the editors that read it.

Columns and offsets are Unicode code points, and the file says so (``columnKind``). Files are relative to the root of the sources.
A finding in a file without lines (Word, Excel, PDF) has a logical location and says its place in the message. Suppressed findings
are among the results with who suppressed them; every result therefore has a list of suppressions, as the standard asks.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from urllib.parse import quote

from glossary import __version__
from glossary.documents.registry import media_type_of
from glossary.domain.finding import DraftFinding
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.domain.suppression import Suppression, SuppressionSource
from glossary.errors import N_
from glossary.i18n import render, translate
from glossary.reports.checked import Checked, Unread
from glossary.reports.findings import in_both, suppression_record
from glossary.reports.places import Places
from glossary.reports.regions import Region, Regions
from glossary.reports.report import MAX_PLACES, Circumstances, Report, sentences
from glossary.reports.rules import rule_pages
from glossary.text.languages import LANGUAGES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
FINGERPRINT = "glossaryFinding/v1"

_LEVELS: Mapping[Level, str] = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFORMATION: "note"}
_SEVERITIES: Mapping[Level, str] = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFORMATION: "recommendation"}
"""What GitHub sorts by."""

Record = dict[str, object]


class Writer(Report):
    """One run with all its results."""

    extensions = (".sarif",)

    def __init__(self, run: Circumstances) -> None:
        super().__init__(run)
        self._artifacts: list[Record] = []
        self._results: list[Record] = []
        self._notifications: list[Record] = []
        self._rules: dict[str, int] = {}
        self._is_whole = True
        self._has_failed = False

    def add(self, checked: Checked) -> None:
        """A result for each finding."""
        file = _File(checked, self._artifact(checked.name), self.run.lang)
        artifact: Record = {"location": self._location(checked.name), "mimeType": media_type_of(checked.document.format)}
        self._artifacts.append(artifact | _present(encoding=file.regions.encoding, roles=["analysisTarget"]))
        for finding in checked.all_findings:
            number = self._rules.setdefault(finding.rule, len(self._rules))
            self._results.append({"ruleId": finding.rule, "ruleIndex": number, **file.result(finding)})
        self._has_failed = self._has_failed or any(map(self.run.fails, checked.findings))
        for note in checked.document.notes:
            self._notify("note", render(self.run.lang, note), file.artifact)

    def add_unread(self, unread: Unread) -> None:
        """A notification: the run is not whole."""
        self._is_whole = False
        artifact = self._artifact(unread.name)
        self._artifacts.append({"location": self._location(unread.name), "roles": ["analysisTarget"]})
        self._notify("error", unread.reason, artifact)

    def text(self) -> str:
        """The log, Japanese left readable."""
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [self._run()]}
        return json.dumps(log, ensure_ascii=False, indent=1) + "\n"

    def _run(self) -> Record:
        driver: Record = {"name": "Kakehashi", "version": __version__, "language": self.run.lang}
        if self.run.site:
            driver["informationUri"] = self.run.site
        driver["rules"] = [_rule(rule, self.run) for rule in self._rules]
        invocation: Record = {"executionSuccessful": self._is_whole, "exitCode": int(self._has_failed) if self._is_whole else 2}
        if self._notifications:
            invocation["toolExecutionNotifications"] = self._notifications
        source = translate(self.run.lang, N_("the folder that holds all the sources"))
        return {
            "tool": {"driver": driver},
            "language": self.run.lang,
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "originalUriBaseIds": {ROOT: {"description": {"text": source}}},
            "invocations": [invocation],
            "artifacts": self._artifacts,
            "results": self._results,
        }

    def _artifact(self, name: str) -> Record:
        """How results point to the file that is taken in next."""
        return {**self._location(name), "index": len(self._artifacts)}

    def _location(self, name: str) -> Record:
        path = self.run.path(name)
        return {"uri": address(path), "uriBaseId": ROOT} if not path.is_absolute() else {"uri": address(path)}

    def _notify(self, level: str, text: str, artifact: Record) -> None:
        place = {"physicalLocation": {"artifactLocation": artifact}}
        self._notifications.append({"level": level, "message": {"text": text}, "locations": [place]})


class _File:
    """What makes the results of one file."""

    def __init__(self, checked: Checked, artifact: Record, lang: str) -> None:
        self.artifact, self._lang = artifact, lang
        self._document = checked.document
        self.regions, self._places = Regions(checked.document), Places(checked.document)

    def result(self, finding: DraftFinding) -> Record:
        """A finding without its rule."""
        return {
            "level": _LEVELS[finding.level],
            "message": {"text": _plain("\n".join(sentences(finding, self._places, self._lang)))},
            "locations": [self._location(finding.span)],
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            "suppressions": [self._suppression(finding.suppressed)] if finding.suppressed else [],
            **_present(relatedLocations=list(self._related(finding)), fixes=list(self._fixes(finding)), properties=_properties(finding)),
        }

    def _location(self, span: Span) -> Record:
        region = self.regions.of(span)
        physical: Record = {"artifactLocation": self.artifact}
        if region is not None:
            physical["region"] = _region(region) | {"snippet": {"text": self._words(region, span)}}
        record: Record = {"physicalLocation": physical}
        if not self._places.counts_lines:
            record["logicalLocations"] = [{"fullyQualifiedName": self._places.short(span.start, self._lang), "kind": "element"}]
        return record

    def _words(self, region: Region, span: Span) -> str:
        source = self._document.source()
        return source.text[region.start : region.end] if source else self._document.draft.text[slice(*span)]

    def _related(self, finding: DraftFinding) -> Iterator[Record]:
        """The other places of the same thing, and places that explain it: in a pair, the other side."""
        named = [(span, N_("Also here")) for span in finding.places[1:]] + [(span, N_("Compare")) for span in finding.related]
        for number, (span, text) in enumerate(named[:MAX_PLACES]):
            yield {"id": number, "message": {"text": translate(self._lang, text)}, **self._location(span)}

    def _fixes(self, finding: DraftFinding) -> Iterator[Record]:
        """Each suggestion is one way to mend it; none where the file writes its words in another way than they are read."""
        for found in finding.suggestions:
            region = self.regions.of(found.span)
            if region is None or not region.exact:
                continue
            change = {"deletedRegion": _region(region), "insertedContent": {"text": found.text}}
            text = translate(self._lang, N_("Write {text}"), text=found.text)
            yield {
                "description": {"text": _plain(text)},
                "artifactChanges": [{"artifactLocation": self.artifact, "replacements": [change]}],
                "properties": {"safe": found.safe},
            }

    def _suppression(self, suppression: Suppression) -> Record:
        inline = suppression.source is SuppressionSource.INLINE
        record: Record = {"kind": "inSource" if inline else "external", "status": "accepted", "justification": suppression.reason}
        if inline and suppression.place is not None:
            record["location"] = self._location(suppression.place)
        return record | {"properties": suppression_record(suppression)}


def _region(region: Region) -> Record:
    return {
        "startLine": region.start_line,
        "startColumn": region.start_column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
        "charOffset": region.start,
        "charLength": region.end - region.start,
    }


def _properties(finding: DraftFinding) -> Record:
    """What the standard has no name for."""
    return _present(
        message=in_both(finding.message),
        concepts=list(finding.concepts),
        pitfall=finding.pitfall,
        sources=list(finding.sources),
        asOf=finding.as_of.isoformat() if finding.as_of else None,
        pair=finding.pair,
        side=finding.side,
    )


def _rule(rule: str, run: Circumstances) -> Record:
    """A rule with its manual: in the reader's language where there is room for one, else in both."""
    page = rule_pages()[rule]

    def said(text: str) -> str:
        return translate(run.lang, text)

    headings = {"What": page.what, "Why": page.why, "Example": page.example, "Instead": page.instead}
    langs = (run.lang, *(lang for lang in LANGUAGES if lang != run.lang))
    plain = [f"{translate(lang, name)}: {translate(lang, text)}" for lang in langs for name, text in headings.items()]
    marked = [f"**{translate(lang, name)}**: {translate(lang, text)}" for lang in langs for name, text in headings.items()]
    titles = " / ".join(dict.fromkeys(translate(lang, page.title) for lang in langs))
    whole = " / ".join(dict.fromkeys(translate(lang, page.what) for lang in langs))
    record: Record = {
        "id": page.id,
        "shortDescription": {"text": said(page.title)},
        "fullDescription": {"text": f"{titles}\n{whole}", "markdown": f"**{titles}**\n\n{whole}"},
        "help": {"text": "\n".join(plain), "markdown": "\n\n".join(marked)},
        "defaultConfiguration": {"level": _LEVELS[page.level]},
        "properties": {"tags": [page.id.partition(".")[0]], "problem.severity": _SEVERITIES[page.level], "title": _titles(page.title)},
    }
    return record | _present(helpUri=f"{run.site.rstrip('/')}/rules/{page.id}" if run.site else None)


def _titles(title: str) -> dict[str, str]:
    return {lang: translate(lang, title) for lang in LANGUAGES}


def address(path: PurePath) -> str:
    """A path as a URI; a relative one stays relative."""
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/")


def _plain(text: str) -> str:
    """A message in which no brackets are taken for a link: viewers that know no links would show escapes elsewhere."""
    return text.replace("](", "]\u200b(")


def _present(**fields: object) -> Record:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
