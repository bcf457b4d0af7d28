"""Paging by the last id seen: what is added meanwhile never makes a page skip or repeat an item."""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from pydantic import Field

from glossary.api.parameters import GIVEN, Id, PageSize, Parameters

Item = TypeVar("Item")

DEFAULT_PAGE = 50


class PageQuery(Parameters):
    """The parameters of a list."""

    limit: Annotated[PageSize, Field(description="Items on a page.")] = DEFAULT_PAGE
    cursor: Annotated[
        Id | None,
        GIVEN,
        Field(
            description="The next_cursor of the page before. Items are in the order of their ids; what is added meanwhile is never skipped or repeated."
        ),
    ] = None


def page(name: str, found: Mapping[str, Item], query: PageQuery, document: Callable[[Item], object], path: str) -> dict[str, object]:
    """One page of the items found, keyed by id, under ``name``; ``path`` is the address of the list."""
    ids = sorted(found)
    rest = [key for key in ids if query.cursor is None or key > query.cursor]
    shown = rest[: query.limit]
    answer: dict[str, object] = {name: [document(found[key]) for key in shown], "total": len(ids)}
    if len(rest) > len(shown):
        answer["next_cursor"] = shown[-1]
        answer["next"] = f"{path}?{urlencode(_asked(query) | {'cursor': shown[-1]})}"
    return answer


def _asked(query: PageQuery) -> dict[str, object]:
    """The parameters as they were given."""
    return query.model_dump(mode="json", by_alias=True, include=query.model_fields_set)


def select(items: Iterable[tuple[str, Item]], holds: Callable[[Item], bool]) -> dict[str, Item]:
    """The items for which the filters hold."""
    return {key: item for key, item in items if holds(item)}
