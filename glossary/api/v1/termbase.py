"""``/domains`` and ``/sources``: what concepts name."""

from collections import Counter

from flask import Blueprint

from glossary import context
from glossary.api.contract import Contract, Work, endpoint
from glossary.api.parameters import Parameters
from glossary.reports.documents import domain_document, source_document


def register(blueprint: Blueprint) -> None:
    """Add the resources."""
    endpoint(
        blueprint,
        "/v1/domains",
        Contract(
            method="GET",
            summary="All domains",
            description="The subject fields in their order of use, with the number of their concepts.",
            tag="Termbase",
            out="Domains",
            kept=True,
        ),
    )(list_domains)
    endpoint(
        blueprint,
        "/v1/sources",
        Contract(
            method="GET",
            summary="All sources",
            description="The documents that claims rest on, in the order of their keys, with the number of concepts that cite them.",
            tag="Termbase",
            out="Sources",
            kept=True,
        ),
    )(list_sources)


def list_domains(query: Parameters) -> Work:
    """All domains."""
    snapshot = context.snapshot()

    def work() -> dict[str, object]:
        counts = Counter(concept.domain for concept in snapshot.concepts.values())
        return {"domains": [domain_document(domain, counts[domain.id]) for domain in snapshot.domains.values()]}

    return work


def list_sources(query: Parameters) -> Work:
    """All sources."""
    snapshot = context.snapshot()

    def work() -> dict[str, object]:
        counts = Counter(source for concept in snapshot.concepts.values() for source in concept.sources)
        return {"sources": [source_document(snapshot.sources[key], counts[key]) for key in sorted(snapshot.sources)]}

    return work
