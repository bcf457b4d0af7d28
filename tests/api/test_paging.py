"""Paging by cursor never skips or repeats, whatever is added between two pages."""

import string

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from glossary.api.v1.paging import PageQuery, page
from tests.api.test_documents import ALL

ids = st.text(string.ascii_lowercase, min_size=1, max_size=3)


def test_pages_follow_their_links_to_the_end(client: FlaskClient) -> None:
    address, seen, cursors = "/api/v1/concepts?limit=2&jurisdiction=JP&lang=ja", [], []
    while address:
        answer = client.get(address).get_json()
        seen += [concept["id"] for concept in answer["concepts"]]
        cursors.append(answer.get("next_cursor"))
        assert answer["total"] == 3
        address = answer.get("next")

    assert seen == ["security-centre", "security-office", "statistics-institute"]
    assert cursors == ["security-office", None]


def test_last_page_has_no_cursor_even_when_it_is_full(client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/concepts?limit={len(ALL)}").get_json()

    assert ([concept["id"] for concept in answer["concepts"]], "next" in answer, "next_cursor" in answer) == (ALL, False, False)


def test_cursor_may_name_what_no_longer_exists(client: FlaskClient) -> None:
    answer = client.get("/api/v1/concepts?cursor=security-zone").get_json()

    assert [concept["id"] for concept in answer["concepts"]] == ["statistics-institute", "threat"]


@given(st.sets(ids, min_size=1, max_size=20), st.lists(st.sets(ids, max_size=3), max_size=20), st.integers(1, 5))
def test_rows_added_between_pages_never_skip_or_repeat_an_item(first: set[str], additions: list[set[str]], limit: int) -> None:
    held = {key: key for key in first}
    seen: list[str] = []
    cursor = None
    for turn in range(100):
        answer = page("items", held, PageQuery.model_validate({"limit": limit} | ({"cursor": cursor} if cursor else {})), str, "/items")
        seen += answer["items"]  # type: ignore[arg-type]
        cursor = answer.get("next_cursor")
        if cursor is None:
            break
        added = additions[turn] if turn < len(additions) else set()
        held |= {key: key for key in added}

    assert len(seen) == len(set(seen))
    assert first <= set(seen)
    assert seen == sorted(seen)
