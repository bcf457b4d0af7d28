"""A claim without its source.

What: an entry, a house style or a word list names a source that is not in sources.toml; an entry names none, or is approved on
sources of which none was seen.
Why: an entry is a claim; approved means that the term pair was seen in a cited source.
Example: sources = ["ncsc"] where the key is ncsc-acd.
Instead: add the source with its date, correct the key, or set the entry to draft.
"""

from collections.abc import Iterator

from glossary.checks.rule import Judgement, said, term_field
from glossary.domain.concept import Concept
from glossary.domain.pitfall import Pitfall
from glossary.domain.statuses import EntryStatus, Level
from glossary.domain.termbase import Termbase
from glossary.errors import N_

LEVEL = Level.ERROR


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every missing, unknown or unseen source."""
    sources = termbase.sources
    for entry in _entries(termbase):
        for key in entry.sources:
            if key not in sources:
                yield said(entry.id, "sources", N_("there is no source {id}"), id=key)
    for file, field, key in termbase.house_citations():
        if key not in sources:
            yield said(file, field, N_("there is no source {id}"), id=key)
    for concept in termbase.concepts.values():
        for lang, position, term in concept.all_terms():
            if term.authority and term.authority not in sources:
                yield said(concept.id, term_field(lang, position, "authority"), N_("there is no source {id}"), id=term.authority)
        if not concept.sources and concept.entry_status is not EntryStatus.DRAFT:
            yield said(concept.id, "sources", N_("no source is named; name one or set the entry to draft"))
        elif concept.entry_status is EntryStatus.APPROVED and not any(key in sources and sources[key].seen for key in concept.sources):
            yield said(
                concept.id, "entry_status", N_("approved, but none of its sources was seen; set it to draft or record when it was seen")
            )


def _entries(termbase: Termbase) -> Iterator[Concept | Pitfall]:
    yield from termbase.concepts.values()
    yield from termbase.pitfalls.values()
