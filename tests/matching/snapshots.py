"""Snapshots for tests: the fixture termbase, and small ones of a few terms."""

import functools

from glossary.domain.concept import Concept, LanguageSection, Term
from glossary.domain.statuses import EntryStatus, NormativeStatus
from glossary.formats.house import read_termbase
from glossary.matching.compile import Layer, Snapshot, compile_snapshot
from glossary.text.languages import ENGLISH, JAPANESE
from tests.conftest import ROOT

FIXTURE = ROOT / "tests" / "fixtures" / "termbase"


@functools.cache
def fixture_layer() -> Layer:
    termbase = read_termbase(FIXTURE)
    return Layer(
        name="fixture",
        revision="1",
        domains=termbase.domains,
        sources=termbase.sources,
        concepts=termbase.concepts,
        pitfalls=termbase.pitfalls,
    )


@functools.cache
def fixture_snapshot() -> Snapshot:
    return compile_snapshot([fixture_layer()])


def concept(
    id: str,
    english: str,
    japanese: str,
    reading: str | None = None,
    *,
    domain: str = "policy",
    definition: str = "thing",
    entry_status: EntryStatus = EntryStatus.APPROVED,
    status: NormativeStatus = NormativeStatus.PREFERRED,
) -> Concept:
    return Concept(
        id=id,
        domain=domain,
        entry_status=entry_status,
        sections={
            ENGLISH: LanguageSection(definition=definition, terms=(Term(text=english, status=status),)),
            JAPANESE: LanguageSection(definition="もの", terms=(Term(text=japanese, reading=reading, status=status),)),
        },
    )


def layer(*concepts: Concept, name: str = "test", revision: str = "1") -> Layer:
    return Layer(name=name, revision=revision, domains=fixture_layer().domains, concepts={one.id: one for one in concepts})
