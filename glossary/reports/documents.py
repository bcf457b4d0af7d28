"""Concepts, pitfalls, domains and sources as plain documents: what the JSON interface and the shell show of them.

A document has the fields of the entry format, one by one and under the same names, with empty fields left out; what is added
beside them (``links``, ``as_of``, ``pitfalls``) has a name that the format does not use. Dates stay dates: in JSON they are
written ``YYYY-MM-DD``.
"""

from datetime import date

from glossary.domain.concept import Concept, Domain, Source
from glossary.domain.document import concept_record, domain_record, pitfall_record, source_record
from glossary.domain.pitfall import Pitfall
from glossary.matching.compile import Snapshot
from glossary.reports.names import concept_links, names

Document = dict[str, object]


def concept_document(concept: Concept, snapshot: Snapshot, as_of: date | None = None) -> Document:
    """A concept field by field, with its pitfalls and, when a day is asked for, the names of that day.

    These are the names of the concept that held on that day, which may be a predecessor or successor in law or organisation.
    """
    document = concept_record(concept)
    document["pitfalls"] = list(snapshot.pitfalls_of.get(concept.id, ()))
    if as_of is not None:
        standing = snapshot.concepts[snapshot.succession.standing_on(concept.id, as_of)]
        document["as_of"] = {"date": as_of, "concept": standing.id, "terms": names(standing, as_of)}
    document["links"] = concept_links(concept.id)
    return document


def pitfall_document(pitfall: Pitfall) -> Document:
    """A pitfall field by field; the marks in its sentences stay as ⟦…⟧."""
    return {**pitfall_record(pitfall), "links": {"self": f"/api/v1/pitfalls/{pitfall.id}"}}


def domain_document(domain: Domain, concepts: int) -> Document:
    """A domain with the number of its concepts."""
    return {"id": domain.id, **domain_record(domain), "concepts": concepts}


def source_document(source: Source, concepts: int) -> Document:
    """A source with the number of concepts that cite it."""
    return {"id": source.key, **source_record(source), "concepts": concepts}
