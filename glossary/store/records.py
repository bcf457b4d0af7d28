"""Records on their way into the tables and documents on their way out, both fast.

In: nearly every record is in order, so that msgspec judges it first and writes its canonical document. Its judgement is the
stricter one: what it accepts, ``domain.validation`` accepts with the same document (a test holds the two together). What it
refuses goes the slow way, which accepts it after all or names every problem. Out: documents were validated when they came in.
"""

import re
from datetime import date
from typing import Annotated, Any, Final

import msgspec

from glossary.domain.concept import Concept, Domain, LanguageSection, Source, Term
from glossary.domain.document import concept_record, domain_record, pitfall_record, source_record
from glossary.domain.pitfall import Pitfall
from glossary.domain.record import ID_PATTERN, MAX_ITEMS, MAX_TEXT_LENGTH
from glossary.domain.statuses import (
    EntryStatus,
    Equivalence,
    Jurisdiction,
    LegalEffect,
    NormativeStatus,
    PartOfSpeech,
    Region,
    Register,
    TermType,
)
from glossary.domain.validation import read_concept, read_domain, read_pitfall, read_source
from glossary.text.languages import LANGUAGES

# Tuples and no lists: an empty one costs nothing, and the garbage collector has less to look through in a long load.
_Texts = Annotated[tuple[str, ...], msgspec.Meta(max_length=MAX_ITEMS)]
_Id = Annotated[str, msgspec.Meta(pattern=rf"\A(?:{ID_PATTERN.pattern})\Z")]
_Ids = Annotated[tuple[_Id, ...], msgspec.Meta(max_length=MAX_ITEMS)]


_Local = dict[str, str]
"""A text in every language."""


class _Term(msgspec.Struct, gc=False, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A term; the order of fields is the canonical one (``domain.document``)."""

    text: str
    reading: str | None = None
    status: NormativeStatus
    type: TermType | None = None
    part_of_speech: PartOfSpeech | None = None
    region: Region | None = None
    register: Register | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str | None = None
    reason: _Local | None = None
    equivalence: Equivalence | None = None
    authority: str | None = None
    case_sensitive: bool = False
    hidden: bool = False
    do_not_translate: bool = False


class _Section(msgspec.Struct, gc=False, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    definition: str
    usage: str = ""
    term: Annotated[tuple[_Term, ...], msgspec.Meta(min_length=1, max_length=MAX_ITEMS)]


class _Concept(msgspec.Struct, gc=False, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    id: _Id
    domain: str
    entry_status: EntryStatus
    reviewed: date | None = None
    sources: _Texts = ()
    related: _Ids = ()
    broader: _Ids = ()
    narrower: _Ids = ()
    successor: _Id | None = None
    jurisdiction: Jurisdiction | None = None
    legal_effect: LegalEffect | None = None


_FullConcept: Any = msgspec.defstruct(
    "FullConcept",
    [
        *((lang, _Section) for lang in LANGUAGES),
        ("example", Annotated[tuple[_Local, ...], msgspec.Meta(max_length=MAX_ITEMS)], ()),
    ],
    bases=(_Concept,),
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
)


class ConceptRecord(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A concept ready for the tables. ``sections`` stand in the order of the languages."""

    id: str
    domain: str
    entry_status: str
    reviewed: str | None
    document: str
    sections: tuple[_Section, ...]

    def term_rows(self, number: int) -> list[tuple[object, ...]]:
        """The rows of the terms of the concept that has this number."""
        return [
            (number, lang, position, term.text, term.reading, term.status._value_, term.type and term.type._value_, term.hidden)
            for lang, section in zip(LANGUAGES, self.sections, strict=True)
            for position, term in enumerate(section.term)
        ]

    def texts(self, number: int) -> list[tuple[int, str, str, str]]:
        """Number of the concept, language, definition and usage note of each section."""
        return [(number, lang, section.definition, section.usage) for lang, section in zip(LANGUAGES, self.sections, strict=True)]


_encode = msgspec.json.Encoder().encode
_UNUSUAL_ESCAPE: Final = re.compile(r'\\[^"\\]')


def read_record(record: object) -> ConceptRecord:
    """A concept from a plain record, validated. Raises InvalidConcept with every problem."""
    return _read_fast(record) or of_concept(read_concept(record, LANGUAGES))


def _read_fast(record: object) -> ConceptRecord | None:
    """The record in its canonical form, or None where it deserves a closer look."""
    try:
        concept = msgspec.convert(record, _FullConcept)
        if not _put_in_order(concept):
            return None
        document = _encode(concept).decode()
    except (msgspec.ValidationError, UnicodeEncodeError):
        return None
    return _row(concept, document) if _is_plain(document) else None


def _put_in_order(concept: Any) -> bool:
    """Sort what has no order of its own, terms by status. Whether nothing is named twice and no language is missing."""
    for name in _UNORDERED:
        items: tuple[str, ...] = getattr(concept, name)
        if len(items) > 1:
            if len(set(items)) < len(items):
                return False
            setattr(concept, name, tuple(sorted(items)))
    for lang in LANGUAGES:
        section: _Section = getattr(concept, lang)
        if len(section.term) > 1:
            section.term = tuple(sorted(section.term, key=_rank))
        if not all(term.reason is None or tuple(term.reason) == LANGUAGES for term in section.term):
            return False
    return all(tuple(example) == LANGUAGES for example in concept.example)


_UNORDERED: Final = ("sources", "related", "broader", "narrower")


def _rank(term: _Term) -> int:
    return term.status.rank


def _is_plain(document: str) -> bool:
    """Whether no text in the document can break a rule: too long, empty, control characters, spaces at its ends.

    Judged on the JSON as a whole, where a text begins and ends with a quotation mark and no space stands between texts.
    """
    return (
        len(document) <= MAX_TEXT_LENGTH
        and document.isprintable()
        and '""' not in document
        and '" ' not in document
        and ' "' not in document
        and ("\\" not in document or not _UNUSUAL_ESCAPE.search(document))
    )


def of_concept(concept: Concept) -> ConceptRecord:
    """A concept of the domain, ready for the tables."""
    document = _encode(concept_record(concept)).decode()
    return _row(msgspec.json.decode(document, type=_FullConcept), document)


def _row(concept: Any, document: str) -> ConceptRecord:
    return ConceptRecord(
        id=concept.id,
        domain=concept.domain,
        entry_status=concept.entry_status._value_,
        reviewed=concept.reviewed and concept.reviewed.isoformat(),
        document=document,
        sections=tuple([getattr(concept, lang) for lang in LANGUAGES]),
    )


def retired(document: str) -> ConceptRecord:
    """A stored concept whose file has gone, as it is kept."""
    record = msgspec.json.decode(document)
    record["entry_status"] = EntryStatus.RETIRED.value
    document = _encode(record).decode()
    return _row(msgspec.json.decode(document, type=_FullConcept), document)


def of_domain(domain: Domain) -> str:
    """The document of a domain."""
    return _encode(domain_record(domain)).decode()


def of_source(source: Source) -> str:
    """The document of a source."""
    return _encode(source_record(source)).decode()


def of_pitfall(pitfall: Pitfall) -> str:
    """The document of a pitfall."""
    return _encode(pitfall_record(pitfall)).decode()


class _StoredSection(msgspec.Struct, kw_only=True):
    definition: str
    usage: str = ""
    term: tuple[Term, ...]


class _StoredConcept(msgspec.Struct, kw_only=True):
    id: str
    domain: str
    entry_status: EntryStatus
    reviewed: date | None = None
    sources: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    successor: str | None = None
    jurisdiction: Jurisdiction | None = None
    legal_effect: LegalEffect | None = None
    example: tuple[dict[str, str], ...] = ()


_StoredFullConcept: Any = msgspec.defstruct(
    "StoredFullConcept", [(lang, _StoredSection) for lang in LANGUAGES], bases=(_StoredConcept,), kw_only=True
)
_decode_concept = msgspec.json.Decoder(_StoredFullConcept).decode


def to_concept(document: str) -> Concept:
    """The concept of a stored document. Raises msgspec.DecodeError or ValidationError for one that we did not write."""
    stored = _decode_concept(document)
    return Concept(
        id=stored.id,
        domain=stored.domain,
        entry_status=stored.entry_status,
        reviewed=stored.reviewed,
        sources=stored.sources,
        related=stored.related,
        broader=stored.broader,
        narrower=stored.narrower,
        successor=stored.successor,
        jurisdiction=stored.jurisdiction,
        legal_effect=stored.legal_effect,
        sections={lang: _to_section(getattr(stored, lang)) for lang in LANGUAGES},
        examples=stored.example,
    )


def _to_section(stored: _StoredSection) -> LanguageSection:
    return LanguageSection(definition=stored.definition, usage=stored.usage, terms=stored.term)


def to_pitfall(document: str) -> Pitfall:
    """The pitfall of a stored document. Raises InvalidPitfall for one that we did not write."""
    return read_pitfall(msgspec.json.decode(document), LANGUAGES)


def to_domain(key: str, document: str) -> Domain:
    """The domain of a stored document."""
    return read_domain(key, msgspec.json.decode(document), LANGUAGES)


def to_source(key: str, document: str) -> Source:
    """The source of a stored document."""
    return read_source(key, msgspec.json.decode(document))
