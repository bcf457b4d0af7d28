"""``/pitfalls``: the documents of known misunderstandings."""

from typing import Annotated

from flask import Blueprint, request
from pydantic import Field

from glossary import context
from glossary.api.contract import Contract, Work, endpoint
from glossary.api.parameters import GIVEN, MAX_ID_LENGTH, Id, Kind, Parameters, Seriousness
from glossary.api.v1.paging import PageQuery, page, select
from glossary.domain.pitfall import Pitfall
from glossary.errors import N_, NotFound
from glossary.matching.compile import Snapshot
from glossary.reports.documents import pitfall_document


class PitfallsQuery(PageQuery):
    """The parameters of ``GET /pitfalls``."""

    kind: Annotated[Kind | None, GIVEN, Field(description="Only pitfalls of this kind.")] = None
    level: Annotated[Seriousness | None, GIVEN, Field(description="Only pitfalls of this level.")] = None
    concept: Annotated[Id | None, GIVEN, Field(description="Only pitfalls that concern this concept.")] = None


def register(blueprint: Blueprint) -> None:
    """Add the resource."""
    endpoint(
        blueprint,
        "/v1/pitfalls",
        Contract(
            method="GET",
            summary="List pitfalls",
            description="Known misunderstandings between English and Japanese readers, as whole documents in the order of their ids.",
            tag="Termbase",
            query=PitfallsQuery,
            out="PitfallPage",
            kept=True,
        ),
    )(list_pitfalls)
    endpoint(
        blueprint,
        "/v1/pitfalls/<id>",
        Contract(
            method="GET",
            summary="One pitfall",
            description="What shows the misunderstanding, how each side reads it, what to write instead, and sentences that prove it.",
            tag="Termbase",
            out="Pitfall",
            problems=("not-found",),
            path={"id": {"description": "The id of the pitfall."}},
        ),
    )(get_pitfall)


def list_pitfalls(query: PitfallsQuery) -> Work:
    """One page of pitfalls."""
    pitfalls = context.snapshot().pitfalls

    def holds(pitfall: Pitfall) -> bool:
        return (
            (query.kind is None or pitfall.kind == query.kind)
            and (query.level is None or pitfall.level == query.level)
            and (query.concept is None or query.concept in pitfall.concepts)
        )

    return lambda: page("pitfalls", select(pitfalls.items(), holds), query, pitfall_document, request.path)


def get_pitfall(query: Parameters, id: str) -> Work:
    """The document of one pitfall. Raises NotFound."""
    found = document(id, context.snapshot())
    if found is None:
        raise NotFound(N_("pitfall"), id[:MAX_ID_LENGTH])
    return lambda: found


def document(id: str, snapshot: Snapshot) -> dict[str, object] | None:
    """The document of one pitfall, where there is one."""
    pitfall = snapshot.pitfalls.get(id)
    return None if pitfall is None else pitfall_document(pitfall)
