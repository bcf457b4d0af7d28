"""Checking a draft: the form, its result as a whole page, and the samples. ``live`` answers as one types.

A draft never appears in an address, a cookie or a log, and no answer that holds one is cached.
"""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final

from flask import Response, request

from glossary import context
from glossary.documents.registry import file_extensions, format_names, format_of
from glossary.domain.finding import DraftFinding
from glossary.errors import GlossaryError
from glossary.i18n import render_error
from glossary.responses import is_service_failure
from glossary.text.languages import LANGUAGES, Reader
from glossary.web import documents, drafts, failures, parameters
from glossary.web.cards import shown
from glossary.web.drafts import Draft
from glossary.web.formats import FORMAT_NAMES
from glossary.web.marks import Line, StripMark, marked_lines, strip_marks
from glossary.web.results import REASONS, SCOPES, Results, results_of
from glossary.web.site import SAMPLES_FOLDER, page, pages
from glossary.workflows.check import MAX_TEXT_LENGTH, CheckResult, apply_safe_fixes, check_text

APPLY_SAFE: Final = "safe"
"""The value of ``apply`` for all safe fixes at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A draft with its results, as a page that is read."""

    results: Results
    lines: list[Line]
    strip: list[StripMark]
    applied: tuple[tuple[str, str], ...] = ()


@pages.route("/check", methods=["GET", "POST"])
def check() -> Response:
    """The page: empty, with a sample, or with the draft that the form sent."""
    if request.method == "POST":
        draft = drafts.read_form()
    else:
        sample = parameters.choice("sample", samples())
        draft = _sample(sample) if sample else Draft()
    judged: Judged | None = None
    try:
        if draft.problem is not None:
            raise draft.problem
        if draft.upload is not None:
            return documents.receive(draft.upload, draft.options)
        if draft.text.strip():
            judged = _judge(draft)
        elif request.method == "POST":
            drafts.check_options(draft.options)
    except GlossaryError as error:
        if is_service_failure(error):
            raise
        draft.problem, draft.in_file = error, draft.in_file or draft.upload is not None
    return _page(draft, judged)


def samples() -> tuple[str, ...]:
    """The languages in which the termbase has a sample draft."""
    return tuple(lang for lang in LANGUAGES if _sample_file(lang).is_file())


def _sample_file(lang: str) -> Path:
    return context.services().settings.terms_folder / SAMPLES_FOLDER / f"{lang}.md"


def _sample(lang: str) -> Draft:
    file = _sample_file(lang)
    return Draft(text=drafts.clean(file.read_text("utf-8")), options={"format": format_of(file.name) or ""})


def _judge(draft: Draft) -> Judged:
    """The results of a draft, after what the form asked to apply. Changes ``draft.text`` where something was applied."""
    options = drafts.check_options(draft.options)
    checking, cache, today = context.checking(), context.services().passages, context.today()
    result = check_text(checking, draft.text, options, today=today, cache=cache)
    fixes = _asked(result, draft.apply)
    applied = tuple((shown(finding.match), finding.suggestions[number].text) for finding, number in fixes)
    if fixes:
        chosen = [finding._replace(suggestions=(finding.suggestions[number]._replace(safe=True),)) for finding, number in fixes]
        draft.text = apply_safe_fixes(draft.text, chosen)
        result = check_text(checking, draft.text, options, today=today, cache=cache)
    results = results_of(draft.text, result, options.reader or Reader(options.profile.reader))
    return Judged(
        results=results,
        lines=marked_lines(draft.text, results.cards, results.lang),
        strip=strip_marks(len(draft.text), results.cards),
        applied=applied,
    )


def _asked(result: CheckResult, apply: str) -> list[tuple[DraftFinding, int]]:
    """The findings to mend, each with the number of its suggestion."""
    if apply == APPLY_SAFE:
        return [(finding, 0) for finding in result.findings if any(fix.safe for fix in finding.suggestions[:1])]
    name, _, number = apply.partition(":")
    return [
        (finding, int(number))
        for finding in result.findings
        if finding.fingerprint == name and number.isdecimal() and number.isascii() and int(number) < len(finding.suggestions)
    ]


def _page(draft: Draft, judged: Judged | None) -> Response:
    problem, status = "", HTTPStatus.OK
    if draft.problem is not None:
        problem, status = render_error(context.language(), draft.problem), failures.status_of(draft.problem)
    return page(
        "check/page.html",
        status=status,
        draft=draft,
        problem=problem,
        judged=judged,
        read_only=False,
        results=judged.results if judged else None,
        samples=samples(),
        formats=[(name, FORMAT_NAMES.get(name, name)) for name in format_names()],
        reasons=REASONS,
        scopes=SCOPES,
        max_length=MAX_TEXT_LENGTH,
        max_file=drafts.MAX_FILE_BYTES,
        max_upload=drafts.MAX_UPLOAD_BYTES,
        extensions=",".join(file_extensions()),
        deleted="deleted" in request.args and draft.problem is None and judged is None,
        choices=drafts.choices(),
    )
