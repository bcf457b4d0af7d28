"""``/concepts``: the documents of concepts, one by one and in pages."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from flask import Blueprint, request
from pydantic import Field

from glossary import context
from glossary.api.contract import Contract, Work, endpoint
from glossary.api.parameters import GIVEN, Day, DomainId, Parameters, Place, Status
from glossary.api.v1.paging import PageQuery, page, select
from glossary.domain.concept import Concept
from glossary.domain.lookup import MAX_QUERY_LENGTH, Query
from glossary.errors import N_, NotFound, UnknownValue
from glossary.matching.compile import Snapshot
from glossary.reports.documents import concept_document
from glossary.text.normalise import fold
from glossary.workflows.lookup import look_up

NEAREST = 3


class ConceptsQuery(PageQuery):
    """The parameters of ``GET /concepts``."""

    domain: Annotated[DomainId | None, GIVEN, Field(description="Only concepts of this domain.")] = None
    status: Annotated[Status | None, GIVEN, Field(description="Only concepts with this entry status.")] = None
    jurisdiction: Annotated[Place | None, GIVEN, Field(description="Only concepts of this law or practice; INT is international.")] = None
    q: Annotated[
        str | None,
        GIVEN,
        Field(
            min_length=1,
            max_length=MAX_QUERY_LENGTH,
            description="Only concepts with a term or reading that contains this, in any case and width. For ranked answers use /lookup.",
        ),
    ] = None


class ConceptQuery(Parameters):
    """The parameters of ``GET /concepts/{id}``."""

    as_of: Annotated[Day | None, GIVEN, Field(description="Add the names of that day.")] = None

    @property
    def day(self) -> date | None:
        """The day whose names are asked for."""
        return self.as_of


def register(blueprint: Blueprint) -> None:
    """Add the resource."""
    endpoint(
        blueprint,
        "/v1/concepts",
        Contract(
            method="GET",
            summary="List concepts",
            description="Whole documents in the order of their ids, page by page. Filters are joined by and.",
            tag="Termbase",
            query=ConceptsQuery,
            out="ConceptPage",
            problems=("unknown-value",),
            kept=True,
        ),
    )(list_concepts)
    endpoint(
        blueprint,
        "/v1/concepts/<id>",
        Contract(
            method="GET",
            summary="One concept",
            description="The concept field by field, with its terms, definitions, examples and relations in both languages. "
            "A retired concept still answers, with its entry status and its successor.",
            tag="Termbase",
            query=ConceptQuery,
            out="Concept",
            problems=("not-found",),
            path={"id": {"description": "The id of the concept."}},
        ),
    )(get_concept)


def list_concepts(query: ConceptsQuery) -> Work:
    """One page of concepts."""
    snapshot = context.snapshot()
    if query.domain is not None and query.domain not in snapshot.domains:
        raise UnknownValue(parameter="domain", value=query.domain, allowed=", ".join(snapshot.domains))

    def work() -> dict[str, object]:
        found = select(snapshot.concepts.items(), _filter(query))
        return page("concepts", found, query, lambda concept: concept_document(concept, snapshot), request.path)

    return work


def _filter(query: ConceptsQuery) -> Callable[[Concept], bool]:
    needle = fold(query.q) if query.q is not None else None

    def holds(concept: Concept) -> bool:
        return (
            (query.domain is None or concept.domain == query.domain)
            and (query.status is None or concept.entry_status == query.status)
            and (query.jurisdiction is None or concept.jurisdiction == query.jurisdiction)
            and (needle is None or any(needle in fold(form) for form in _forms(concept)))
        )

    return holds


def _forms(concept: Concept) -> list[str]:
    return [form for _, _, term in concept.all_terms() for form in (term.text, term.reading) if form]


def get_concept(query: ConceptQuery, id: str) -> Work:
    """The document of one concept. Raises NotFound with ids that look alike."""
    snapshot = context.snapshot()
    concept = snapshot.concepts.get(id)
    if concept is None:
        raise NotFound(N_("concept"), id[:MAX_QUERY_LENGTH], _nearest(id))
    return lambda: concept_document(concept, snapshot, query.as_of)


def document(id: str, snapshot: Snapshot) -> dict[str, object] | None:
    """The document of one concept, where there is one."""
    concept = snapshot.concepts.get(id)
    return None if concept is None else concept_document(concept, snapshot)


def _nearest(id: str) -> list[str]:
    """Concepts whose terms look like the words of the id."""
    words = id.replace("-", " ").strip()[:MAX_QUERY_LENGTH]
    if not words:
        return []
    texts = context.services().snapshots.text_candidates()
    answer = look_up(context.snapshot(), Query(text=words, limit=NEAREST), today=context.today(), text_candidates=texts)
    found = [hit.concept.id for hit in answer.hits] + [suggestion.concept for suggestion in answer.suggestions]
    return list(dict.fromkeys(found))[:NEAREST]
