"""``/annotate``: the recognised terms of drafts, without judging them."""

from datetime import date

from flask import Blueprint

from glossary import context
from glossary.api.contract import Contract, Work, endpoint
from glossary.api.drafts import MAX_DRAFT_BYTES, DraftRequest, check_length, checking_for, each, snapshot_record
from glossary.api.parameters import Parameters
from glossary.matching.checking import Checking
from glossary.reports.findings import masked_record, offsets_in
from glossary.reports.names import names
from glossary.workflows.check import CheckOptions, annotate_text
from glossary.workflows.parts import TermUse


class AnnotateRequest(DraftRequest):
    """Drafts whose terms are to be recognised. Give exactly one of text and texts."""


def register(blueprint: Blueprint) -> None:
    """Add the resource."""
    endpoint(
        blueprint,
        "/v1/annotate",
        Contract(
            method="POST",
            summary="Recognise terms in drafts",
            description="For translation tools: every recognised term with its place, its concept and the terms to use in both languages; "
            "no findings. Limits are those of check.",
            tag="Drafts",
            body=AnnotateRequest,
            body_limit=MAX_DRAFT_BYTES,
            out="AnnotateAnswer",
            problems=("text-too-long",),
            tagged=False,
        ),
    )(annotate)


def annotate(query: Parameters, body: AnnotateRequest) -> Work:
    """The recognised terms. Raises TextTooLong, InvalidRequest."""
    check_length([body.text] if body.text is not None else body.texts or [])
    checking = checking_for(body.terms)
    options = CheckOptions(format=body.format, lang=body.fixed_lang, as_of=body.as_of)

    def annotated(text: str) -> dict[str, object]:
        found = annotate_text(checking, text, options, today=context.today(), cache=context.services().passages)
        place = offsets_in(text, body.offsets)
        return {
            "terms": [
                {
                    "start": place(use.span.start),
                    "end": place(use.span.end),
                    "match": text[use.span.start : use.span.end],
                    **_use_record(use, checking, found.as_of),
                }
                for use in found.terms
            ],
            "masked": [masked_record(piece, place) for piece in found.masked],
            "as_of": found.as_of.isoformat(),
        }

    if body.text is not None:
        text = body.text
        return lambda: {**annotated(text), "termbase": snapshot_record()}
    return lambda: {"results": each(body.texts or [], annotated), "termbase": snapshot_record()}


def _use_record(use: TermUse, checking: Checking, as_of: date) -> dict[str, object]:
    return {
        "lang": use.lang,
        "term": use.term,
        "status": use.status,
        "concept": use.concept,
        "concepts": list(use.concepts),
        "terms": names(checking.concepts[use.concept], as_of),
    }
