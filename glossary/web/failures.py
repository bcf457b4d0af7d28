"""Error pages: one clear sentence and what to do next; never a stack trace."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from flask import Response, request, url_for
from markupsafe import Markup
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from glossary import context
from glossary.domain.lookup import MAX_QUERY_LENGTH, Query
from glossary.errors import N_, AnswerTooLarge, CheckStopped, FileTooLarge, GlossaryError, NotFound, TextTooLong, TooManyJobs
from glossary.i18n import render_error
from glossary.responses import REQUEST_ID, failure_text, is_service_failure
from glossary.web.directory import directory
from glossary.web.names import Headwords, headwords
from glossary.web.pitfalls import PITFALL
from glossary.web.rules import RULE
from glossary.web.site import page
from glossary.web.wording import link, runs, sentence
from glossary.workflows.lookup import look_up

SHOWN_GUESSES: Final = 3

_STATUSES: Final[Mapping[type[GlossaryError], HTTPStatus]] = {
    NotFound: HTTPStatus.NOT_FOUND,
    TextTooLong: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    FileTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    AnswerTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    CheckStopped: HTTPStatus.INTERNAL_SERVER_ERROR,
    TooManyJobs: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""All others are about what was sent."""

_SENTENCES: Final[Mapping[int, tuple[str, str]]] = {
    HTTPStatus.BAD_REQUEST: (N_("The address or the form could not be read."), N_("Check the address, or start again from the look-up.")),
    HTTPStatus.FORBIDDEN: (
        N_("The form was sent from another site, so it was not read."),
        N_("Open the form here and send it again."),
    ),
    HTTPStatus.NOT_FOUND: (N_("There is no page at this address."), N_("Check the address, or look the term up.")),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        N_("This page can be read, but nothing can be sent to it."),
        N_("Open it without a form, or look the term up."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        N_("What was sent is larger than this page takes. Nothing was read."),
        N_("Shorten the text and send it again."),
    ),
}
_FAILURE: Final = (
    N_("Something went wrong on our side. Nothing of what you sent was kept."),
    N_("Load the page again. If it fails once more, tell the people who run this site, with the number below."),
)
_LATER: Final = N_("Load the page again in a minute. If it still fails, tell the people who run this site, with the number below.")


def refuse(error: GlossaryError | HTTPException) -> Response:
    """The page for an error."""
    if isinstance(error, NotFound):
        return _not_found(error)
    if isinstance(error, HTTPException):
        status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
        lead, advice = _SENTENCES.get(status, _SENTENCES[HTTPStatus.BAD_REQUEST] if status < HTTPStatus.INTERNAL_SERVER_ERROR else _FAILURE)
        response = _page(status, sentence(lead), sentence(advice))
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
        return response
    lang = context.language()
    if is_service_failure(error):
        return _page(status_of(error), runs(failure_text(lang, error), lang), sentence(_LATER))
    return _page(status_of(error), runs(render_error(lang, error), lang))


def status_of(error: GlossaryError) -> HTTPStatus:
    """The status of the page that tells an error."""
    if is_service_failure(error):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), HTTPStatus.BAD_REQUEST)


def _page(status: int, lead: Markup, advice: Markup | str = "", guesses: tuple[Headwords, ...] = ()) -> Response:
    response = page(
        "failures/page.html",
        status=status,
        lead=lead,
        advice=advice,
        guesses=guesses,
        request_id=request.environ.get(REQUEST_ID, "") if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "",
    )
    response.headers["Cache-Control"] = "no-store"
    response.vary.update(("Accept-Language", "Cookie"))
    return response


def _not_found(error: NotFound) -> Response:
    """No such concept or pitfall. Addresses never change, so it was mistyped: the words in it are looked up."""
    missing = str(error.params["id"])[:MAX_QUERY_LENGTH]
    shown = Markup('<span class="mono">{}</span>').format(runs(missing, context.language()))
    if error.params["kind"] == PITFALL:
        return _page(
            HTTPStatus.NOT_FOUND,
            sentence(N_("There is no pitfall {id}."), id=shown),
            sentence(N_("Its address may be mistyped. All pitfalls: {link}"), link=link(url_for("pages.pitfalls"), sentence("Pitfalls"))),
        )
    if error.params["kind"] == RULE:
        return _page(
            HTTPStatus.NOT_FOUND,
            sentence(N_("There is no rule {id}."), id=shown),
            sentence(N_("Its address may be mistyped. All rules: {link}"), link=link(url_for("pages.rules"), sentence("Rules"))),
        )
    return _page(
        HTTPStatus.NOT_FOUND,
        sentence(N_("There is no concept {id}."), id=shown),
        sentence(N_("Concept addresses never change, so the link was probably mistyped.")),
        _guesses(missing, error.nearest),
    )


def _guesses(missing: str, nearest: tuple[str, ...]) -> tuple[Headwords, ...]:
    snapshot = context.snapshot()
    answer = look_up(snapshot, Query(text=missing.replace("-", " "), limit=SHOWN_GUESSES), today=context.today())
    ids = [*nearest, *(hit.concept.id for hit in answer.hits), *(suggestion.concept for suggestion in answer.suggestions)]
    known = [snapshot.concepts[found] for found in dict.fromkeys(ids) if found in snapshot.concepts]
    return tuple(headwords(concept, directory().homonyms) for concept in known[:SHOWN_GUESSES])
