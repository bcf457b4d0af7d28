"""Files on the check page: taken in, checked at once or by the worker, shown with their findings, and given back.

Whoever brings a file gets a cookie that lasts as long as the browser is open; only together with it does the file's address lead
to the file. Every answer that holds something of a file is ``no-store``.
"""

import json
import secrets
import time
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from threading import Semaphore
from typing import Final

from flask import Response, abort, current_app, render_template, request, url_for

from glossary import context
from glossary.documents.registry import open_document
from glossary.errors import CheckStopped
from glossary.i18n import render, render_error
from glossary.reports.places import Places
from glossary.reports.unplaced import unplaced_lines
from glossary.web import drafts, failures
from glossary.web.drafts import Upload
from glossary.web.formats import format_title
from glossary.web.judged import Judged, judge, judge_document, weight_of
from glossary.web.marks import Marks, strip_marks
from glossary.web.results import keeping_name, read_ignored, results_of
from glossary.web.sheet import sheet_of
from glossary.web.site import page, pages
from glossary.web.turns import turns_of, with_spots
from glossary.workflows.check import reader_of
from glossary.workflows.job_files import Order
from glossary.workflows.jobs import MAX_OF_ONE, Job, Jobs, State

EXTENSION: Final = "kakehashi-documents"

COOKIE: Final = "documents"
"""Who brought a file: a random text, new with every browser session."""

AT_ONCE: Final = 60_000
"""Characters of a file that is checked while the reader waits; longer ones run as jobs."""

MAX_STREAMS: Final = 8
"""Readers who are told of progress as it happens. Each holds a thread, of which they never get more than a quarter; the others ask."""

STREAM_SECONDS: Final = 50.0
"""How long one such answer lasts; then the browser asks again."""

MAX_MARKS: Final = 200_000
"""Bytes that say what is ignored."""

PARTS: Final = ("verdict", "filters", "ignored")
"""The parts of the page that change with it, each a template ``check/<part>.html``."""

_OPTIONS: Final = ("lang", "reader", "profile", "as_of", "candidates")

STREAMS: Final = "kakehashi-streams"


def jobs() -> Jobs[Judged]:
    """The files of this application."""
    found: Jobs[Judged] | None = current_app.extensions.get(EXTENSION)
    if found is None:
        services = context.services()
        made: Jobs[Judged] = Jobs(
            services.settings.cache_folder,
            services.settings.database_path,
            lambda content, order, progress: judge(services, content, order, progress),
            weight_of,
        )
        found = current_app.extensions.setdefault(EXTENSION, made)  # of two threads that come first, one makes the files of both
    return found


def _streams() -> Semaphore:
    """The places of those who listen to progress."""
    free = min(MAX_STREAMS, context.services().settings.threads // 4)
    found: Semaphore = current_app.extensions.get(STREAMS) or current_app.extensions.setdefault(STREAMS, Semaphore(free))
    return found


def receive(upload: Upload, options: Mapping[str, str]) -> Response:
    """Take in a file and lead to its page. Raises GlossaryError for one that cannot be taken, or options that there are not."""
    chosen = {name: value for name, value in options.items() if name in _OPTIONS}
    drafts.check_options(chosen)
    order = Order(name=upload.name, lang=context.language(), options=chosen)
    document = open_document(upload.content, name=upload.name)
    owner = request.cookies.get(COOKIE, "") or secrets.token_urlsafe(24)
    if len(document.draft.text) <= AT_ONCE:
        token = jobs().keep(upload.content, order, owner, judge_document(context.services(), document, order))
    else:
        token = jobs().submit(upload.content, order, owner)
    response = _to("pages.document", token=token)
    response.set_cookie(COOKIE, owner, secure=request.is_secure, httponly=True, samesite="Strict", path=url_for("pages.check"))
    return response


@pages.get("/check/files/<token>")
def document(token: str) -> Response:
    """A file with its findings, or how far its check is."""
    job = _job(token)
    if job is None:
        return _gone()
    if job.state is State.FAILED:
        return _failed(job)
    judged = job.answer
    if judged is None:
        return no_store(
            page("check/waiting.html", job=job, token=token, before=jobs().before(job), format_title=_format_of(job.order.name))
        )
    response = no_store(_document_page(token, job, judged))
    if request.method == "GET":
        kept = jobs()  # the application's own; there is none any more when the answer has been sent
        response.call_on_close(lambda: kept.deliver(job))
    return response


def _document_page(token: str, job: Job[Judged], judged: Judged) -> Response:
    context.answer_from(judged.snapshot)
    found, lang = judged.document, context.language()
    places, turns = Places(found), turns_of(len(judged.result.findings))
    options = drafts.check_options(job.order.options)
    results = results_of(
        found.draft.text,
        judged.result,
        reader_of(options),
        where=None if places.counts_lines else lambda place: places.short(place, lang),
        before=turns.before,
    )
    marked = with_spots(judged.result.findings, found.draft.text, results.cards, turns)
    return page(
        "check/document.html",
        token=token,
        name=job.order.name,
        file_key=keeping_name(job.order.name),
        version_key=keeping_name(job.order.name, found.draft.text),
        format_title=_format_of(job.order.name),
        results=results,
        read_only=True,
        turns=turns,
        sheet=sheet_of(found, Marks(marked), lang),
        strip=strip_marks(len(found.draft.text), marked),
        notes=[render(lang, note) for note in found.notes],
        unplaced=unplaced_lines(judged.unplaced, places, lang) if judged.takes_comments else [],
        takes_comments=judged.takes_comments,
        takes_fixes=judged.takes_fixes,
        samples=(),
        given=job.order.options,
        tracks=found.format == "docx",
        choices=drafts.choices(),
    )


@pages.get("/check/files/<token>/state")
def document_state(token: str) -> Response:
    """How far a check is, for a page that asks now and then."""
    job = _job(token)
    return _json(_state(job, jobs()), HTTPStatus.OK if job is not None else HTTPStatus.NOT_FOUND)


@pages.get("/check/files/<token>/progress")
def document_progress(token: str) -> Response:
    """How far a check is, told as it goes on, by server-sent events. 503 where too many are listening: then ask now and then."""
    job = _job(token)
    if job is None:
        abort(HTTPStatus.NOT_FOUND)
    places = _streams()
    if not places.acquire(blocking=False):
        abort(HTTPStatus.SERVICE_UNAVAILABLE)
    kept = jobs()

    def tell() -> Iterator[str]:
        seen = (job.state, job.percent)
        end = time.monotonic() + STREAM_SECONDS
        yield "retry: 1000\n\n" + _event(_state(job, kept))
        while not job.is_over and (rest := end - time.monotonic()) > 0:
            now = kept.wait(job, seen, min(rest, 10.0))
            # A line that says nothing shows whether anybody still listens.
            yield _event(_state(job, kept)) if now != seen else ": still\n\n"
            if now[0] in (State.DONE, State.FAILED):
                return
            seen = now

    response = no_store(Response(tell(), mimetype="text/event-stream"))
    response.headers["X-Accel-Buffering"] = "no"  # a proxy such as nginx would keep the events until the stream ends
    response.call_on_close(places.release)
    return response


@pages.post("/check/files/<token>/ignored")
def document_ignored(token: str) -> Response:
    """What the page shows without the findings that its reader ignores. Only the browser keeps which these are."""
    job, judged = answered(token)
    request.max_content_length = MAX_MARKS
    try:
        ignored = read_ignored(request.get_data(cache=False))
    except ValueError:
        return _json({}, HTTPStatus.BAD_REQUEST)
    reader = reader_of(drafts.check_options(job.order.options))
    results = results_of(judged.document.draft.text, judged.result, reader, ignored)
    parts = {part: render_template(f"check/{part}.html", results=results, samples=()) for part in PARTS}
    return _json({"ignored": [one.finding for one in results.ignored], "parts": parts}, HTTPStatus.OK)


@pages.post("/check/files/<token>")
def check_document_again(token: str) -> Response:
    """Check a file once more with other options."""
    job, judged = answered(token)
    given = {name: drafts.clean(value) for name, value in request.form.items() if name in _OPTIONS}
    drafts.check_options(given)
    order = Order(name=job.order.name, lang=context.language(), options=given)
    if len(judged.document.draft.text) <= AT_ONCE:
        jobs().again(job, order, judge_document(context.services(), judged.document, order))
    else:
        jobs().ask_again(job, order)
    return _to("pages.document", token=token)


@pages.post("/check/files/<token>/delete")
def delete_document(token: str) -> Response:
    """Delete a file and all that was found in it, at once."""
    job = _job(token)
    if job is not None:
        jobs().remove(job)
    return _to("pages.check", deleted="1")


def _job(token: str) -> Job[Judged] | None:
    return jobs().find(token, request.cookies.get(COOKIE, ""))


def answered(token: str) -> tuple[Job[Judged], Judged]:
    """The job of a file and its answer. Where the file is still checked, or failed, its page says so: this request is led there."""
    job = _job(token)
    if job is None:
        abort(_gone())
    judged = job.answer  # once: the worker may take it away
    if judged is None:
        abort(_to("pages.document", token=token))
    context.answer_from(judged.snapshot)
    return job, judged


def _gone() -> Response:
    """The page of a file that is not here, or not for this browser."""
    return page("check/gone.html", status=HTTPStatus.NOT_FOUND, most=MAX_OF_ONE)


def _failed(job: Job[Judged]) -> Response:
    """Why there is no answer; the file has been deleted. The reason stays for whoever loads the page again."""
    error = job.problem or CheckStopped(name=job.order.name)
    problem = render_error(context.language(), error)
    return no_store(page("check/failed.html", status=failures.status_of(error), name=job.order.name, problem=problem))


def _state(job: Job[Judged] | None, kept: Jobs[Judged]) -> Mapping[str, object]:
    if job is None:
        return {"state": "gone", "percent": 0, "before": 0}
    return {"state": job.state.value, "percent": job.percent, "before": kept.before(job)}


def _event(record: Mapping[str, object]) -> str:
    return f"data: {json.dumps(record)}\n\n"


def _format_of(name: str) -> str:
    return context._(format_title(name))


def _json(record: Mapping[str, object], status: HTTPStatus) -> Response:
    return no_store(Response(json.dumps(record), status, mimetype="application/json"))


def _to(endpoint: str, **values: str) -> Response:
    """303: the address that follows is read, not sent to."""
    response = Response(status=HTTPStatus.SEE_OTHER)
    response.headers["Location"] = url_for(endpoint, _anchor=None, _method=None, _scheme=None, _external=None, **values)
    return response


def no_store(response: Response) -> Response:
    """The answer, marked so that nobody on its way keeps it."""
    response.headers["Cache-Control"] = "no-store"
    return response
