"""Errors as RFC 9457 problem documents: the one place that gives an error its HTTP status.

The ``type`` of a problem is an address below ``/api/problems/`` that tells what it means and what to do. It has no host, so
that it holds wherever the site stands: clients compare the ``code``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import Response
from werkzeug.exceptions import HTTPException

from glossary.api.refusals import InvalidRequest, MalformedForm, NothingPlaced
from glossary.api.writing import encode
from glossary.errors import (
    N_,
    FileBomb,
    FileDamaged,
    FileDoctype,
    FileEncrypted,
    FileLegacy,
    FileMismatch,
    FileTooDeep,
    FileTooLarge,
    FileTooManyParts,
    FileUndecodable,
    FileUnsafe,
    FileWithMacros,
    GlossaryError,
    NotFound,
    TextTooLong,
    TooManyJobs,
    UnsupportedFormat,
)
from glossary.i18n import render_error, translate
from glossary.responses import SERVICE_FAILURES, failure_text, is_service_failure

MEDIA_TYPE = "application/problem+json"
PREFIX = "/api/problems/"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem: its status, its title, and what to do about it (catalogue keys)."""

    code: str
    status: HTTPStatus
    title: str
    advice: str


FILE_PROBLEMS: Sequence[ProblemType] = (
    ProblemType(
        MalformedForm.code,
        HTTPStatus.BAD_REQUEST,
        N_("The form cannot be read"),
        N_("Send multipart/form-data as RFC 7578 has it; programs for HTTP make it of themselves."),
    ),
    ProblemType(
        FileTooLarge.code,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        N_("The file is too large"),
        N_(
            "A request can have 16 MiB, and what is packed in a file 64 MB. Split the file, take out pictures that need no check, or check it with the command glossary check, which takes 64 MB."
        ),
    ),
    ProblemType(
        FileBomb.code,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        N_("The file unpacks to far more than documents do"),
        N_("Save it anew in the program that made it, or do not trust it."),
    ),
    ProblemType(
        FileTooManyParts.code,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        N_("The file is made of too many pieces"),
        N_("Split it, or save it anew in the program that made it."),
    ),
    ProblemType(
        UnsupportedFormat.code,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        N_("The file is in no format that can be read"),
        N_("The problem lists the formats. Give the file the extension of one of them, or name it in the field format."),
    ),
    ProblemType(
        FileMismatch.code,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        N_("The file is not what its name says"),
        N_("Give it the right extension, or name its format in the field format."),
    ),
    ProblemType(
        FileLegacy.code,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        N_("The file is in the Office format of before 2007"),
        N_("Save it as .docx, .pptx or .xlsx."),
    ),
    ProblemType(
        FileUndecodable.code,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        N_("The file is text in no known encoding"),
        N_("Save it as UTF-8."),
    ),
    ProblemType(
        FileEncrypted.code,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        N_("The file is protected with a password"),
        N_("Save a copy without a password and send that."),
    ),
    ProblemType(
        FileWithMacros.code,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        N_("The file carries macros"),
        N_("Save a copy without macros and send that."),
    ),
    ProblemType(
        FileTooDeep.code,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        N_("The file is nested too deeply"),
        N_("Take tables and frames out of one another and try again."),
    ),
    ProblemType(
        FileDamaged.code,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        N_("The file is damaged"),
        N_("Open it in the program that made it, save it anew and try again."),
    ),
    ProblemType(
        FileDoctype.code,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        N_("The file declares a document type"),
        N_("Take the declaration (DOCTYPE) out, or save the file anew."),
    ),
    ProblemType(
        FileUnsafe.code,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        N_("The file was refused"),
        N_("It has entries that no program writes in good faith. Save it anew in the program that made it, or do not trust it."),
    ),
    ProblemType(
        NothingPlaced.code,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        N_("The file can carry no annotations"),
        N_("The detail says why. Leave annotate out and read the findings as JSON, or ask for a report."),
    ),
    ProblemType(
        TooManyJobs.code,
        HTTPStatus.SERVICE_UNAVAILABLE,
        N_("Too many files are being checked"),
        N_("Nothing was kept of the file. Try again after the time in the header Retry-After."),
    ),
)
"""What can be wrong with a file that is sent."""


TYPES: Mapping[str, ProblemType] = {
    kind.code: kind
    for kind in (
        ProblemType(
            "malformed-request",
            HTTPStatus.BAD_REQUEST,
            N_("The request cannot be read"),
            N_("Write the address as RFC 3986 has it, and percent-encode each parameter as UTF-8."),
        ),
        ProblemType(
            "malformed-body",
            HTTPStatus.BAD_REQUEST,
            N_("The body is not JSON"),
            N_("Send one JSON object in UTF-8, without a second value for the same field."),
        ),
        ProblemType(
            NotFound.code,
            HTTPStatus.NOT_FOUND,
            N_("There is nothing under that id"),
            N_(
                "Ids never change and are never used again: check the spelling, or look the term up. The field nearest names ids that look alike."
            ),
        ),
        ProblemType(
            "no-such-address",
            HTTPStatus.NOT_FOUND,
            N_("There is nothing at that address"),
            N_("The addresses of the interface are listed in /api/v1/openapi.json."),
        ),
        ProblemType(
            "method-not-allowed",
            HTTPStatus.METHOD_NOT_ALLOWED,
            N_("That method is not allowed here"),
            N_("The header Allow names the methods of the address."),
        ),
        ProblemType(
            "conflict",
            HTTPStatus.CONFLICT,
            N_("The record has changed"),
            N_("Nothing was overwritten. Fetch the record again and repeat the change on it."),
        ),
        ProblemType(
            "body-too-large",
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            N_("The body is too large"),
            N_(
                "A body can have 1 MiB, one with drafts or a file 16 MiB. Send fewer queries or texts at once; check a larger file with the command glossary check, which takes 64 MB."
            ),
        ),
        ProblemType(
            "unsupported-media-type",
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            N_("The body is not announced as JSON"),
            N_("Send the header Content-Type: application/json."),
        ),
        ProblemType(
            "query-too-long",
            HTTPStatus.UNPROCESSABLE_ENTITY,
            N_("The query is too long"),
            N_("A query can have 500 characters. Look single terms up, not whole texts."),
        ),
        ProblemType(
            TextTooLong.code,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            N_("The text is too long"),
            N_(
                "All texts of a request can have 1,000,000 characters together, a file 5,000,000. Check a longer text in parts, cut between paragraphs."
            ),
        ),
        ProblemType(
            "unknown-value",
            HTTPStatus.UNPROCESSABLE_ENTITY,
            N_("A parameter names something that does not exist"),
            N_("Use one of the values that the problem lists."),
        ),
        ProblemType(
            "invalid-request",
            HTTPStatus.UNPROCESSABLE_ENTITY,
            N_("The request was not accepted"),
            N_("The field errors names every parameter or field that was not accepted, and why."),
        ),
        *FILE_PROBLEMS,
        ProblemType(
            "request-refused",
            HTTPStatus.BAD_REQUEST,
            N_("The request was refused"),
            N_("The status says why; see RFC 9110."),
        ),
        ProblemType(
            "internal-error",
            HTTPStatus.INTERNAL_SERVER_ERROR,
            N_("The server made a mistake"),
            N_("It was written to the log under the id in the header X-Request-Id. Trying again may help; reporting the id does."),
        ),
        ProblemType(
            "not-ready",
            HTTPStatus.SERVICE_UNAVAILABLE,
            N_("The termbase is not ready"),
            N_("The termbase could not be opened or loaded. The operator finds the reason in the log and has to act; try again later."),
        ),
    )
}

_OF_CODES = dict.fromkeys(SERVICE_FAILURES, "not-ready")
"""Errors that say why there is no termbase: to a client they are one problem, whose detail is what everybody may know of the reason."""

_OF_STATUSES = {
    HTTPStatus.BAD_REQUEST: "malformed-request",
    HTTPStatus.NOT_FOUND: "no-such-address",
    HTTPStatus.METHOD_NOT_ALLOWED: "method-not-allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "body-too-large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "unsupported-media-type",
    HTTPStatus.INTERNAL_SERVER_ERROR: "internal-error",
    HTTPStatus.SERVICE_UNAVAILABLE: "not-ready",
}

RETRY_AFTER_SECONDS = 10
"""After so long a failed load may be tried again."""


def kind_of(error: GlossaryError | HTTPException) -> ProblemType:
    """The kind of problem an error is."""
    if isinstance(error, GlossaryError):
        return TYPES.get(_OF_CODES.get(error.code, error.code), TYPES["internal-error"])
    return TYPES[_OF_STATUSES.get(HTTPStatus(error.code or 500), "request-refused")]


def problem_record(error: GlossaryError | HTTPException, lang: str, **extra: object) -> dict[str, object]:
    """The problem document of an error in one language; ``extra`` members come last."""
    kind = kind_of(error)
    record: dict[str, object] = {
        "type": PREFIX + kind.code,
        "title": translate(lang, kind.title),
        "status": kind.status.value if isinstance(error, GlossaryError) else error.code or 500,
        "detail": _detail(error, kind, lang),
        "code": kind.code,
    }
    if kind.code == "not-ready":
        record["parts"] = {"termbase": {"status": "unavailable", "reason": record["detail"]}}
    elif isinstance(error, GlossaryError) and kind.code != "internal-error":
        record["params"] = {name: value for name, value in error.params.items() if isinstance(value, str | int)}
    if isinstance(error, InvalidRequest):
        record["errors"] = [fault.record(lang) for fault in error.faults]
    if isinstance(error, NotFound) and error.nearest:
        record["nearest"] = list(error.nearest)
    return record | extra


def _detail(error: GlossaryError | HTTPException, kind: ProblemType, lang: str) -> str:
    if not isinstance(error, GlossaryError) or kind.code == "internal-error":
        return translate(lang, kind.advice)
    if is_service_failure(error):
        return failure_text(lang, error)
    if isinstance(error, InvalidRequest):
        first = error.faults[0]
        detail = first.sentence(translate(lang, first.template, **first.params))
        return translate(lang, error.template, count=len(error.faults), first=detail)
    return render_error(lang, error)


def problem_response(error: GlossaryError | HTTPException, lang: str) -> Response:
    """The answer that carries a problem document; headers such as Allow and Retry-After of an HTTP error are kept."""
    kind = kind_of(error)
    status = kind.status.value if isinstance(error, GlossaryError) else error.code or 500
    response = Response(encode(problem_record(error, lang)), status, mimetype=MEDIA_TYPE)
    response.headers["Content-Language"] = lang
    response.headers["Cache-Control"] = "no-store"
    if kind.status is HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    if isinstance(error, HTTPException):
        response.headers.extend([(name, value) for name, value in error.get_headers() if name.lower() != "content-type"])
    return response
