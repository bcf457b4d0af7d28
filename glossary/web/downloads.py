"""What is taken away from the page of a file: a copy with comments and fixes, a page to print, the findings for programs."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import PurePath

from flask import Response, abort, request

from glossary import context
from glossary.documents.registry import media_type_of
from glossary.domain.change import Unplaced
from glossary.i18n import both
from glossary.reports.checked import Checked
from glossary.reports.findings import CODE_POINTS, finding_record, masked_record, offsets_in
from glossary.reports.places import Places
from glossary.reports.printed import printed_report
from glossary.reports.unplaced import unplaced_record
from glossary.responses import attachment
from glossary.web.documents import MAX_MARKS, answered, no_store
from glossary.web.judged import Judged
from glossary.web.results import read_ignored, without_ignored
from glossary.web.site import pages
from glossary.workflows.check import CheckResult
from glossary.workflows.documents import annotate_document
from glossary.workflows.jobs import Job


def _told(judged: Judged) -> CheckResult:
    """What is taken away: without what the reader ignores, which comes with a form; in an address it would be too long for proxies."""
    request.max_content_length = MAX_MARKS
    try:
        return without_ignored(judged.result, read_ignored(request.form.get("ignored", "[]")))
    except ValueError:
        abort(HTTPStatus.BAD_REQUEST)


def _unplaced(judged: Judged, told: CheckResult) -> Sequence[Unplaced]:
    """Which comments have no place in a copy. Those on what the reader ignores are none."""
    if told is judged.result:
        return judged.unplaced
    return annotate_document(judged.document, told.findings, lang=context.language()).unplaced


@pages.route("/check/files/<token>/copy", methods=["GET", "POST"])
def document_copy(token: str) -> Response:
    """The file with a comment at each finding, and with its safe fixes where they are asked for."""
    job, judged = answered(token)
    told = _told(judged)
    asked = request.form if request.method == "POST" else request.args
    written = annotate_document(
        judged.document,
        told.findings,
        lang=context.language(),
        every_place="every_place" in asked,
        fix="fix" in asked,
    )
    return _download(job, written.content, media_type_of(judged.document.format), "-checked", PurePath(job.order.name).suffix)


@pages.route("/check/files/<token>/report", methods=["GET", "POST"])
def document_report(token: str) -> Response:
    """The findings as one page to keep and print."""
    job, judged = answered(token)
    result = _told(judged)
    checked = Checked(
        name=job.order.name,
        document=judged.document,
        findings=result.findings,
        suppressed=result.suppressed,
        as_of=result.as_of,
        characters=result.characters,
        terms=len(result.terms),
        unplaced=_unplaced(judged, result) if judged.takes_comments else (),
    )
    html = printed_report([checked], context.language(), sources=judged.snapshot.sources)
    return _download(job, html.encode("utf-8", "replace"), "text/html", "-findings", ".html")


@pages.route("/check/files/<token>/findings.json", methods=["GET", "POST"])
def document_findings(token: str) -> Response:
    """The findings for programs, as the API gives them."""
    job, judged = answered(token)
    found, result, places = judged.document, _told(judged), Places(judged.document)
    place = offsets_in(found.draft.text, CODE_POINTS)
    record = {
        "file": job.order.name,
        "format": found.format,
        "findings": [{**finding_record(finding, place), "location": places.record(finding.span.start)} for finding in result.all_findings],
        "masked": [masked_record(piece, place) for piece in result.masked],
        "characters": result.characters,
        "as_of": result.as_of.isoformat(),
        "notes": [both(note) for note in found.notes],
        "unplaced": [unplaced_record(left, places, place) for left in _unplaced(judged, result)],
    }
    return _download(
        job, json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8", "replace"), "application/json", "-findings", ".json"
    )


def _download(job: Job[Judged], content: bytes, media_type: str, mark: str, suffix: str) -> Response:
    response = no_store(Response(content, mimetype=media_type))
    header, value = attachment(PurePath(job.order.name).stem + mark + suffix)
    response.headers[header] = value
    return response
