"""From the domain's types to plain records, the reverse of ``validation``: fields in canonical order, empty ones left out.

A record has the shape of the entry format (``terms/README.md``); dates stay dates, so that a writer can choose their form.
"""

from collections.abc import Mapping

from glossary.domain.concept import Concept, Domain, LanguageSection, Source, Term
from glossary.domain.pitfall import Case, Conditions, Pitfall
from glossary.domain.statuses import Scope
from glossary.domain.validation import mark

Plain = object
"""Text, truth, date, or a list or mapping of these: what TOML and JSON can hold."""


def concept_record(concept: Concept) -> dict[str, Plain]:
    """A concept as the entry format has it. Lists without order of their own are sorted."""
    return _present(
        id=concept.id,
        domain=concept.domain,
        entry_status=concept.entry_status.value,
        reviewed=concept.reviewed,
        sources=sorted(concept.sources),
        related=sorted(concept.related),
        broader=sorted(concept.broader),
        narrower=sorted(concept.narrower),
        successor=concept.successor,
        jurisdiction=concept.jurisdiction and concept.jurisdiction.value,
        legal_effect=concept.legal_effect and concept.legal_effect.value,
        **{lang: section_record(section) for lang, section in concept.sections.items()},
        example=[dict(example) for example in concept.examples],
    )


def section_record(section: LanguageSection) -> dict[str, Plain]:
    """A language section as the entry format has it."""
    return _present(definition=section.definition, usage=section.usage, term=[term_record(term) for term in section.terms])


def term_record(term: Term) -> dict[str, Plain]:
    """A term as the entry format has it."""
    return _present(
        text=term.text,
        reading=term.reading,
        status=term.status.value,
        type=term.type and term.type.value,
        part_of_speech=term.part_of_speech and term.part_of_speech.value,
        region=term.region and term.region.value,
        register=term.register and term.register.value,
        valid_from=term.valid_from,
        valid_to=term.valid_to,
        replaced_by=term.replaced_by,
        reason=dict(term.reason or {}),
        equivalence=term.equivalence and term.equivalence.value,
        authority=term.authority,
        case_sensitive=term.case_sensitive,
        hidden=term.hidden,
        do_not_translate=term.do_not_translate,
    )


def pitfall_record(pitfall: Pitfall) -> dict[str, Plain]:
    """A pitfall as its format has it."""
    return _present(
        id=pitfall.id,
        kind=pitfall.kind.value,
        level=pitfall.level.value,
        concepts=list(pitfall.concepts),
        sources=sorted(pitfall.sources),
        reviewed=pitfall.reviewed,
        title=dict(pitfall.title),
        reads={lang: texts[lang] if set(texts) == {lang} else dict(texts) for lang, texts in pitfall.reads.items()},
        write=dict(pitfall.write),
        trigger=[
            _present(
                lang=trigger.lang,
                find=list(trigger.find),
                **_conditions(trigger.conditions, "from"),
                hint_without_needs=trigger.hint_without_needs,
                suggest=list(trigger.suggest),
            )
            for trigger in pitfall.triggers
        ],
        sense=[
            {"concept": sense.concept, "cues": {lang: list(phrases) for lang, phrases in sense.cues.items()}} for sense in pitfall.senses
        ],
        pair=[
            _present(
                **{"from": pair.source},
                find=list(pair.find),
                **_conditions(pair.conditions, "valid_from"),
                avoid=list(pair.avoid),
                accept=list(pair.accept),
                required=pair.required,
                suggest=list(pair.suggest),
            )
            for pair in pitfall.pairs
        ],
        bad=[_case(case) for case in pitfall.bad],
        good=[_case(case) for case in pitfall.good],
    )


def source_record(source: Source) -> dict[str, Plain]:
    """A source as its table has it, without its key."""
    return _present(
        title=source.title, publisher=source.publisher, url=source.url, date=source.published, seen=source.seen, lang=source.lang
    )


def domain_record(domain: Domain) -> dict[str, Plain]:
    """A domain as its table has it, without its id."""
    return _present(name=dict(domain.name), note=dict(domain.note))


def _conditions(conditions: Conditions, from_field: str) -> dict[str, Plain]:
    return _present(
        alone=conditions.alone,
        at_end=conditions.at_end,
        unless=_scopes(conditions.unless),
        needs=_scopes(conditions.needs),
        **{from_field: conditions.valid_from},
        until=conditions.valid_until,
    )


def _scopes(scopes: Mapping[Scope, tuple[str, ...]]) -> dict[str, Plain]:
    return {scope.value: list(scopes[scope]) for scope in Scope if scope in scopes}


def _case(case: Case) -> dict[str, Plain]:
    return _present(**{lang: mark(text, case.marks.get(lang, ())) for lang, text in case.texts.items()}, sense=case.sense, as_of=case.as_of)


def _present(**fields: Plain) -> dict[str, Plain]:
    """The fields that say something: not None, not false, not empty."""
    return {name: value for name, value in fields.items() if value}
