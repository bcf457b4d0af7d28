"""What ``/check`` does with a file: findings with their locations, an annotated copy, or a report. Nothing of it is kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePath
from threading import BoundedSemaphore
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from glossary import context
from glossary.api.contract import Work
from glossary.api.dismissals import DismissedField, suppressions_of
from glossary.api.drafts import (
    AUTO,
    DEFAULT_STYLE,
    AsOf,
    Candidates,
    ForReader,
    HouseStyle,
    Language,
    Unit,
    checking_for,
    snapshot_record,
)
from glossary.api.forms import GivenFile, json_list
from glossary.api.parameters import GIVEN, FileFormat, Flag
from glossary.api.refusals import NothingPlaced
from glossary.api.writing import Download
from glossary.documents.document import Document
from glossary.documents.registry import file_format_of, media_type_of, open_document
from glossary.domain.change import Written
from glossary.errors import TooManyJobs
from glossary.formats.extra import MAX_EXTRA_TERMS
from glossary.i18n import both
from glossary.matching.checking import Checking
from glossary.reports.checked import Checked
from glossary.reports.findings import finding_record, masked_record, offsets_in
from glossary.reports.places import Places
from glossary.reports.printed import MEDIA_TYPE, printed_report
from glossary.reports.unplaced import unplaced_record
from glossary.text.languages import Reader
from glossary.workflows.check import CheckOptions, CheckResult
from glossary.workflows.checking import profile_named
from glossary.workflows.documents import annotate_document, check_document

MAX_AT_ONCE: Final = 4
"""Files that are checked at the same time. Each can take some hundred megabytes while it is open."""

PATIENCE: Final = 20.0
"""Seconds that a request waits for its turn."""

_turns = BoundedSemaphore(MAX_AT_ONCE)


_TWO_ANSWERS: JsonDict = {
    "properties": {"annotate": {"const": True}, "report": {"const": True}},
    "required": ["annotate", "report"],
}


class FileRequest(BaseModel):
    """A file to check, and how: the fields of a form."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"not": _TWO_ANSWERS})

    file: Annotated[GivenFile, Field(description="The file, with its name: the extension tells the format.")]
    format: Annotated[
        FileFormat | None, GIVEN, Field(description="What the file is, whatever its name says. Otherwise its name and content decide.")
    ] = None
    lang: Language = AUTO
    as_of: AsOf = None
    terms: Annotated[
        list[object],
        BeforeValidator(json_list),
        WithJsonSchema({"type": "string", "contentMediaType": "application/json", "format": "term-list"}),
        Field(max_length=MAX_EXTRA_TERMS, description="More terms for this request, as a list in JSON like the field of the other form."),
    ] = Field(default_factory=list)
    offsets: Unit = "codepoint"
    profile: HouseStyle = DEFAULT_STYLE
    reader: ForReader = None
    candidates: Candidates = False
    dismissed: DismissedField = Field(default_factory=list)
    annotate: Annotated[Flag, Field(description="Answer with the file itself, with a comment at the words of each finding.")] = False
    every_place: Annotated[Flag, Field(description="In the copy: comment on every place, not only on the first of each thing.")] = False
    fix: Annotated[Flag, Field(description="In the copy: make the safe fixes, in Word as tracked changes.")] = False
    unplaced: Annotated[
        Flag, Field(description="In the answer: also what an annotated copy cannot carry. The copy has to be made for that.")
    ] = False
    report: Annotated[Flag, Field(description="Answer with an HTML page to keep and print.")] = False

    @model_validator(mode="after")
    def _one_answer(self) -> "FileRequest":
        if self.annotate and self.report:
            raise PydanticCustomError("one-answer", "two answers", {})
        return self


def check_file(body: FileRequest) -> Work:
    """The findings in a file, its annotated copy, or the report on it.

    Raises UnknownValue, InvalidRequest, TextTooLong, TooManyJobs, NothingPlaced, and what opening a file raises.
    """
    options = CheckOptions(
        lang=None if body.lang == AUTO else body.lang,
        profile=profile_named(context.services().settings, body.profile),
        reader=Reader(body.reader) if body.reader else None,
        as_of=body.as_of,
        candidates=body.candidates,
        suppressions=suppressions_of(body.dismissed),
    )
    checking = checking_for(body.terms)

    def work() -> Mapping[str, object] | Download:
        with _turn():
            document, result, terms = _checked(body, checking, options)
            if body.annotate:
                return _copy(body, document, _written(body, document, result))
            if body.report:
                return _report(body, document, result, terms)
            return _record(body, document, result)

    return work


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=PATIENCE):
        raise TooManyJobs(limit=MAX_AT_ONCE)
    try:
        yield
    finally:
        _turns.release()


def _checked(body: FileRequest, checking: Checking, options: CheckOptions) -> tuple[Document, CheckResult, int]:
    """The document, what was found, and the number of its terms, which hold on to the analysis of the whole text."""
    document = open_document(body.file.content, name=body.file.name or None, format=body.format)
    found = check_document(checking, document, options, today=context.today(), cache=context.services().passages)
    return document, replace(found, terms=()), len(found.terms)


def _written(body: FileRequest, document: Document, result: CheckResult) -> Written:
    return annotate_document(document, result.findings, lang=context.language(), every_place=body.every_place, fix=body.fix)


def _copy(body: FileRequest, document: Document, written: Written) -> Download:
    if written.unplaced and written.content == body.file.content:
        raise NothingPlaced(name=body.file.name or "-", reason=written.unplaced[0].reason.template)
    return Download(written.content, media_type_of(document.format), _named(body, document, "-checked"), len(written.unplaced))


def _report(body: FileRequest, document: Document, result: CheckResult, terms: int) -> Download:
    lang = context.language()
    checked = Checked(
        name=body.file.name or "-",
        document=document,
        findings=result.findings,
        suppressed=result.suppressed,
        as_of=result.as_of,
        characters=result.characters,
        terms=terms,
        unplaced=_written(body, document, result).unplaced,
    )
    page = printed_report([checked], lang, sources=context.snapshot().sources)
    return Download(page.encode("utf-8", "replace"), MEDIA_TYPE, PurePath(body.file.name or "draft").stem + "-findings.html")


def _record(body: FileRequest, document: Document, result: CheckResult) -> dict[str, object]:
    places = Places(document)
    place = offsets_in(document.draft.text, body.offsets)
    left_out = _written(body, document, result).unplaced if body.unplaced else ()
    unplaced = {"unplaced": [unplaced_record(left, places, place) for left in left_out]} if body.unplaced else {}
    return {
        "findings": [{**finding_record(finding, place), "location": places.record(finding.span.start)} for finding in result.all_findings],
        "masked": [masked_record(piece, place) for piece in result.masked],
        "characters": result.characters,
        "as_of": result.as_of.isoformat(),
        "text": document.draft.text,
        "format": document.format,
        "notes": [both(note) for note in document.notes],
        **unplaced,
        "termbase": snapshot_record(),
    }


def _named(body: FileRequest, document: Document, mark: str) -> str:
    """The name of a copy: that of the file, with a mark and the extension that it had."""
    path = PurePath(body.file.name or "draft")
    suffix = path.suffix if file_format_of(path.name) == document.format else ""
    return path.stem + mark + suffix
