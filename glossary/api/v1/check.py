"""``/check``: findings in one draft, in several, or in translations beside their sources."""

from typing import Annotated

from flask import Blueprint
from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic.types import JsonValue
from pydantic_core import PydanticCustomError

from glossary import context
from glossary.api.contract import Contract, Work, endpoint
from glossary.api.dismissals import DismissedList, suppressions_of
from glossary.api.drafts import (
    AUTO,
    DEFAULT_STYLE,
    MAX_DRAFT_BYTES,
    MAX_TEXTS,
    Candidates,
    DraftRequest,
    ForReader,
    HouseStyle,
    check_length,
    checking_for,
    each,
    exactly_one,
    snapshot_record,
)
from glossary.api.files import FileRequest, check_file
from glossary.api.parameters import GIVEN, DraftLang, Parameters
from glossary.api.problem import FILE_PROBLEMS, problem_record
from glossary.api.reading import read_item
from glossary.checks.pair_view import SOURCE, TARGET
from glossary.documents.registry import file_formats, media_type_of
from glossary.errors import GlossaryError
from glossary.matching.checking import Checking
from glossary.reports.findings import Offsets, finding_record, masked_record, offsets_in
from glossary.text.languages import LANGUAGES, Reader
from glossary.workflows.check import CheckOptions, check_text
from glossary.workflows.checking import profile_named
from glossary.workflows.compare import Pair, check_translation

_TEXT: dict[str, object] = {"type": "string"}
_PAIR: dict[str, object] = {
    "type": "object",
    "properties": {SOURCE: _TEXT, TARGET: _TEXT},
    "required": [SOURCE, TARGET],
    "additionalProperties": False,
}
_ONE_LANGUAGE: list[JsonValue] = [
    {
        "properties": {"source_lang": {"const": lang}, "target_lang": {"const": lang}},
        "required": ["source_lang", "target_lang"],
    }
    for lang in LANGUAGES
]


class PairItem(BaseModel):
    """A source and its target."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    target: str


class CheckRequest(DraftRequest):
    """Drafts to check, and how. Give exactly one of text, texts and pairs."""

    model_config = ConfigDict(json_schema_extra={**exactly_one("text", "texts", "pairs"), "not": {"anyOf": _ONE_LANGUAGE}})

    pairs: Annotated[
        list[Annotated[object, WithJsonSchema({"anyOf": [_PAIR, {"description": "Anything else is answered among the problems."}]})]]
        | None,
        GIVEN,
        Field(max_length=MAX_TEXTS, description="Sources with their targets. The rules on pairs run, not those on drafts."),
    ] = None
    source_lang: Annotated[DraftLang, Field(description="The language of the sources of pairs.")] = AUTO
    target_lang: Annotated[DraftLang, Field(description="The language of the targets of pairs.")] = AUTO
    profile: HouseStyle = DEFAULT_STYLE
    reader: ForReader = None
    candidates: Candidates = False
    dismissed: DismissedList = Field(default_factory=list)

    @classmethod
    def kinds(cls) -> tuple[str, ...]:
        """The fields of which exactly one is given."""
        return ("text", "texts", "pairs")

    @model_validator(mode="after")
    def _two_languages(self) -> "CheckRequest":
        if self.source_lang == self.target_lang != AUTO:
            raise PydanticCustomError("same-language", "one language", {})
        return self


def register(blueprint: Blueprint) -> None:
    """Add the resource."""
    endpoint(
        blueprint,
        "/v1/check",
        Contract(
            method="POST",
            summary="Check drafts",
            description="Flags misunderstandings, outdated names and other spellings at the exact words, with the reason in both languages. "
            "All texts of a request can have 1,000,000 characters together, a request 500 texts or pairs and 1,000 extra terms, "
            "a body 16 MiB. A text that cannot be checked never fails the others. Drafts are neither stored nor logged.\n\n"
            "A **file** is sent as a form (`multipart/form-data`) in the field `file`, with the other options as fields: it can have "
            "16 MiB with the form around it, 5,000,000 characters, and 64 MB unpacked. The answer gives the text as it was read, each finding with its location, and what "
            "of the file was not read; with `unplaced=true` also what an annotated copy cannot carry. `annotate=true` answers with the copy, whose header "
            "`X-Unplaced` counts what it lacks, `report=true` with a page to print. Files are checked in memory and not kept.",
            tag="Drafts",
            body=CheckRequest,
            form=FileRequest,
            files={media_type_of(name): "The annotated copy." for name in file_formats()}
            | {"text/html": "The report, or the annotated copy."},
            body_limit=MAX_DRAFT_BYTES,
            out="CheckAnswer",
            problems=("text-too-long", "unknown-value", *(kind.code for kind in FILE_PROBLEMS)),
            tagged=False,
        ),
    )(check)


def check(query: Parameters, body: CheckRequest | FileRequest) -> Work:
    """The findings. Raises TextTooLong, UnknownValue, InvalidRequest, and what ``check_file`` raises."""
    if isinstance(body, FileRequest):
        return check_file(body)
    options = CheckOptions(
        format=body.format,
        lang=body.fixed_lang,
        profile=profile_named(context.services().settings, body.profile),
        reader=Reader(body.reader) if body.reader else None,
        as_of=body.as_of,
        candidates=body.candidates,
        suppressions=suppressions_of(body.dismissed),
    )
    if body.pairs is not None:
        return _check_pairs(body, body.pairs, options)
    check_length([body.text] if body.text is not None else body.texts or [])
    checking = checking_for(body.terms)

    def checked(text: str) -> dict[str, object]:
        result = check_text(checking, text, options, today=context.today(), cache=context.services().passages)
        place = offsets_in(text, body.offsets)
        return {
            "findings": [finding_record(finding, place) for finding in result.all_findings],
            "masked": [masked_record(piece, place) for piece in result.masked],
            "characters": result.characters,
            "as_of": result.as_of.isoformat(),
        }

    if body.text is not None:
        text = body.text
        return lambda: {**checked(text), "termbase": snapshot_record()}
    return lambda: {"results": each(body.texts or [], checked), "termbase": snapshot_record()}


def _check_pairs(body: CheckRequest, pairs: list[object], options: CheckOptions) -> Work:
    check_length([text for pair in pairs if isinstance(pair, dict) for text in pair.values()])
    checking = checking_for(body.terms)

    def work() -> dict[str, object]:
        answer: dict[str, list[object]] = {"findings": [], "masked": [], "problems": []}
        for number, item in enumerate(pairs):
            try:
                _add_pair(answer, checking, number, _pair(item, f"#/pairs/{number}", body), body.offsets, options)
            except GlossaryError as error:
                answer["problems"].append(problem_record(error, context.language(), pair=number))
        return {**answer, "termbase": snapshot_record()}

    return work


def _pair(item: object, place: str, body: CheckRequest) -> Pair:
    found = read_item(PairItem, item, place)
    source_lang, target_lang = (None if lang == AUTO else lang for lang in (body.source_lang, body.target_lang))
    return Pair(source=found.source, target=found.target, source_lang=source_lang, target_lang=target_lang)


def _add_pair(answer: dict[str, list[object]], checking: Checking, number: int, pair: Pair, unit: str, options: CheckOptions) -> None:
    result = check_translation(checking, number, pair, options, today=context.today(), cache=context.services().passages)
    places: dict[str, Offsets] = {side: offsets_in(pair.text(side), unit) for side in (SOURCE, TARGET)}
    for finding in result.findings:
        own, other = (SOURCE, TARGET) if finding.side == SOURCE else (TARGET, SOURCE)
        answer["findings"].append(finding_record(finding, places[own], places[other]))
    for side, pieces in result.masked.items():
        answer["masked"] += [{**masked_record(piece, places[side]), "pair": number, "side": side} for piece in pieces]
