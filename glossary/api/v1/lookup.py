"""``/lookup``: one query by GET, up to 500 by POST."""

from datetime import date
from typing import Annotated

from flask import Blueprint
from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from glossary import context
from glossary.api.contract import Contract, Work, endpoint
from glossary.api.parameters import GIVEN, Day, DomainId, Hits, Lang, Offset, Parameters
from glossary.api.problem import problem_record
from glossary.api.reading import fault
from glossary.api.refusals import InvalidRequest
from glossary.domain.lookup import MAX_QUERY_LENGTH, Query
from glossary.errors import GlossaryError, QueryTooLong, UnknownValue
from glossary.reports.hits import answer_record, encodable
from glossary.workflows.lookup import look_up

MAX_QUERIES = 500
DEFAULT_HITS = 10

From = Annotated[Lang | None, GIVEN, Field(alias="from", description="Match terms of this language only.")]
Domain = Annotated[DomainId | None, GIVEN, Field(description="Only concepts of this domain.")]
AsOf = Annotated[
    Day | None,
    GIVEN,
    Field(description="Answer with the names of that day; a concept that had a predecessor then is answered by it."),
]
Limit = Annotated[Hits, Field(description="Hits in an answer.")]
Unit = Annotated[Offset, Field(description="The unit of spans: code points, or UTF-16 units as JavaScript, Java and C# count.")]


class LookupQuery(Parameters):
    """The parameters of ``GET /lookup``."""

    q: Annotated[
        str,
        Field(
            min_length=1,
            description="What to look up: a term of either language, its reading in kana or romaji, an abbreviation, words of a definition.",
            json_schema_extra={"maxLength": MAX_QUERY_LENGTH},
        ),
    ]
    from_: From = None
    domain: Domain = None
    as_of: AsOf = None
    limit: Limit = DEFAULT_HITS
    offsets: Unit = "codepoint"

    @property
    def day(self) -> date | None:
        """The day whose names are asked for."""
        return self.as_of


class LookupBatch(BaseModel):
    """Queries to look up, and what holds for all of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    queries: Annotated[
        list[
            Annotated[
                object,
                WithJsonSchema(
                    {
                        "anyOf": [
                            {"type": "string", "minLength": 1, "maxLength": MAX_QUERY_LENGTH},
                            {"description": "Anything else is answered by a problem in its place."},
                        ]
                    }
                ),
            ]
        ],
        Field(max_length=MAX_QUERIES, description="Texts of 1 to 500 characters."),
    ]
    from_: From = None
    domain: Domain = None
    as_of: AsOf = None
    limit: Limit = DEFAULT_HITS
    offsets: Unit = "codepoint"


def register(blueprint: Blueprint) -> None:
    """Add the resource."""
    endpoint(
        blueprint,
        "/v1/lookup",
        Contract(
            method="GET",
            summary="Look one query up",
            description="Finds concepts by terms of both languages, readings, romaji, spellings, word forms, typing mistakes and definitions. "
            "Each hit says why it matched. Queries are not logged.",
            tag="Look-up",
            query=LookupQuery,
            out="Answer",
            problems=("query-too-long", "unknown-value"),
        ),
    )(look_up_one)
    endpoint(
        blueprint,
        "/v1/lookup",
        Contract(
            method="POST",
            summary="Look up to 500 queries up",
            description="Answers stand in the order of the queries. A query that cannot be answered never fails the others: "
            "a problem stands in its place. The body can have 1 MiB.",
            tag="Look-up",
            body=LookupBatch,
            out="Batch",
            problems=("unknown-value",),
            tagged=False,
        ),
    )(look_up_many)


def look_up_one(query: LookupQuery) -> Work:
    """The answer to one query."""
    _check_domain(query.domain)
    if len(query.q) > MAX_QUERY_LENGTH:
        raise QueryTooLong(length=len(query.q), limit=MAX_QUERY_LENGTH)
    return lambda: _answer(query.q, query)


def look_up_many(query: Parameters, body: LookupBatch) -> Work:
    """The answers to many queries, in order."""
    _check_domain(body.domain)
    return lambda: {"answers": [_item(position, item, body) for position, item in enumerate(body.queries)]}


def _item(position: int, item: object, body: LookupBatch) -> dict[str, object]:
    place = f"#/queries/{position}"
    try:
        if not isinstance(item, str):
            raise InvalidRequest([fault(place, "text")])
        if not item:
            raise InvalidRequest([fault(place, "empty")])
        if encodable(item) != item:
            raise InvalidRequest([fault(place, "surrogate")])
        return _answer(item, body)
    except GlossaryError as error:
        known = {"query": encodable(item[:MAX_QUERY_LENGTH])} if isinstance(item, str) else {}
        return problem_record(error, context.language(), **known)


def _answer(text: str, asked: LookupQuery | LookupBatch) -> dict[str, object]:
    snapshot = context.snapshot()
    query = Query(text=text, lang=asked.from_, domain=asked.domain, as_of=asked.as_of, limit=asked.limit)
    answer = look_up(snapshot, query, today=context.today(), text_candidates=context.services().snapshots.text_candidates())
    return answer_record(answer, snapshot, offsets="utf16" if asked.offsets == "utf16" else "codepoint")


def _check_domain(domain: str | None) -> None:
    domains = context.snapshot().domains
    if domain is not None and domain not in domains:
        raise UnknownValue(parameter="domain", value=domain, allowed=", ".join(domains))
