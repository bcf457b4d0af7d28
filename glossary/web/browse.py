"""Browsing: by kana row, by letter and by domain; the sorted column leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase
from typing import Final

from flask import Response, request

from glossary import context
from glossary.domain.concept import Concept, Domain
from glossary.matching.compile import Snapshot
from glossary.text.gojuon import ROWS
from glossary.text.languages import ENGLISH, JAPANESE, other
from glossary.web import parameters
from glossary.web.directory import OTHER_LETTER, Directory, Listed, directory, kana_listed, letter_listed
from glossary.web.names import Headwords, headwords
from glossary.web.site import page, pages

PITFALLS_ONLY: Final = "pitfalls"

LONG_LIST: Final = 40
"""Concepts on one page from which on the initials can be jumped to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One concept in the list."""

    headwords: Headwords
    domain: Domain | None
    has_pitfall: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The lines under one initial."""

    initial: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """One entry of an index: its key and how many concepts stand under it."""

    key: str
    count: int
    is_current: bool


@pages.get("/browse")
def browse() -> Response:
    """One kana row, one letter or one domain. Without a choice, the first that has something in the reader's order."""
    snapshot, index = context.snapshot(), directory()
    kana = parameters.choice("kana", ROWS)
    letter = parameters.choice("letter", (*ascii_uppercase, OTHER_LETTER))
    domain = parameters.choice("domain", snapshot.domains)
    if not (kana or letter or domain):
        kana, letter = _first(index)
    lead = JAPANESE if kana or (domain and context.language() == JAPANESE) else ENGLISH
    listed = _listed(snapshot, index, kana, letter, domain, lead)
    with_pitfall = [item for item in listed if item.concept.id in snapshot.pitfalls_of]
    only = bool(request.args.get(PITFALLS_ONLY))
    return page(
        "browse/page.html",
        kana=kana,
        letter=letter,
        domain=snapshot.domains.get(domain),
        lead=lead,
        follow=other(lead),
        rows=[Index(key=row, count=len(index.by_kana.get(row, ())), is_current=row == kana) for row in ROWS],
        letters=[
            Index(key=key, count=len(index.by_letter.get(key, ())), is_current=key == letter)
            for key in (*ascii_uppercase, *((OTHER_LETTER,) if OTHER_LETTER in index.by_letter else ()))
        ],
        domains=[(item, index.domain_counts[item.id]) for item in snapshot.domains.values() if index.domain_counts[item.id]],
        groups=_groups(with_pitfall if only else listed, snapshot, index),
        has_jump=len(listed) > LONG_LIST,
        total=len(listed),
        with_pitfall=len(with_pitfall),
        only=only,
        choice={name: value for name, value in (("kana", kana), ("letter", letter), ("domain", domain)) if value},
    )


def _first(index: Directory) -> tuple[str, str]:
    if context.language() == JAPANESE:
        return next((row for row in ROWS if row in index.by_kana), ROWS[0]), ""
    return "", next((letter for letter in ascii_uppercase if letter in index.by_letter), ascii_uppercase[0])


def _listed(snapshot: Snapshot, index: Directory, kana: str, letter: str, domain: str, lead: str) -> Sequence[Listed]:
    if kana:
        return [item for item in index.by_kana.get(kana, ()) if not domain or item.concept.domain == domain]
    if letter:
        return [item for item in index.by_letter.get(letter, ()) if not domain or item.concept.domain == domain]
    concepts: list[Concept] = [concept for concept in snapshot.concepts.values() if concept.domain == domain]
    place = kana_listed if lead == JAPANESE else letter_listed
    return sorted(map(place, concepts), key=lambda item: (item.initial == "", item.key))


def _groups(listed: Sequence[Listed], snapshot: Snapshot, index: Directory) -> list[Group]:
    return [
        Group(
            initial=initial,
            lines=tuple(
                Line(
                    headwords=headwords(item.concept, index.homonyms),
                    domain=snapshot.domains.get(item.concept.domain),
                    has_pitfall=item.concept.id in snapshot.pitfalls_of,
                )
                for item in items
            ),
        )
        for initial, items in groupby(listed, key=lambda item: item.initial)
    ]
