"""From plain records (as TOML or JSON gives them) to the domain's types, with all problems named at once.

A record is the entry format of ``terms/README.md`` as nested mappings and lists; dates may be dates or ISO strings. The
functions are given the language tags of the termbase: this room knows no language by name.
"""

from collections.abc import Callable, Iterable, Sequence

from glossary.domain.concept import Concept, Domain, LanguageSection, Source, Term
from glossary.domain.phrase import PhraseError, read_phrase
from glossary.domain.pitfall import Case, Conditions, PairTrigger, Pitfall, Sense, Trigger
from glossary.domain.profile import Acronyms, LongVowel, Profile, Spacing, Style, Width
from glossary.domain.record import ID_PATTERN, Record
from glossary.domain.span import Span
from glossary.domain.statuses import (
    EntryStatus,
    Equivalence,
    Jurisdiction,
    LegalEffect,
    Level,
    NormativeStatus,
    PartOfSpeech,
    PitfallKind,
    Region,
    Register,
    Scope,
    TermType,
)
from glossary.errors import N_, InvalidConcept, InvalidPitfall, InvalidRecord, Problem


def read_concept(record: object, languages: Sequence[str]) -> Concept:
    """A concept from its record. Raises InvalidConcept with every problem."""
    problems: list[Problem] = []
    reader = Record(record, "", problems)
    concept_id = _read_id(reader)
    sections = {}
    for lang in languages:
        section = reader.table(lang, required=True)
        if section is not None:
            sections[lang] = _read_section(section, languages)
    concept = Concept(
        id=concept_id,
        domain=reader.text("domain"),
        entry_status=reader.choice("entry_status", EntryStatus) or EntryStatus.DRAFT,
        reviewed=reader.day("reviewed"),
        sources=reader.texts("sources"),
        related=reader.ids("related"),
        broader=reader.ids("broader"),
        narrower=reader.ids("narrower"),
        successor=_read_optional_id(reader, "successor"),
        jurisdiction=reader.choice("jurisdiction", Jurisdiction, required=False),
        legal_effect=reader.choice("legal_effect", LegalEffect, required=False),
        sections=sections,
        examples=tuple(example.local_text(languages) for example in reader.tables("example")),
    )
    reader.finish()
    if problems:
        raise InvalidConcept(concept_id or "?", problems)
    return concept


def _read_id(reader: Record) -> str:
    value = reader.text("id")
    if value and not ID_PATTERN.fullmatch(value):
        reader.note("id", N_("{value} is not an id: use lower-case letters, digits and single hyphens"), value=repr(value))
    return value


def _read_optional_id(reader: Record, name: str) -> str | None:
    value = reader.optional_text(name)
    if value and not ID_PATTERN.fullmatch(value):
        reader.note(name, N_("{value} is not an id: use lower-case letters, digits and single hyphens"), value=repr(value))
    return value


def _read_section(reader: Record, languages: Sequence[str]) -> LanguageSection:
    terms = tuple(_read_term(term, languages) for term in reader.tables("term"))
    if not terms:
        reader.note("term", N_("a language section needs at least one term"))
    section = LanguageSection(
        definition=reader.text("definition"),
        usage=reader.text("usage", required=False, empty=True),
        terms=tuple(sorted(terms, key=lambda term: term.status.rank)),
    )
    reader.finish()
    return section


def _read_term(reader: Record, languages: Sequence[str]) -> Term:
    reason = reader.table("reason")
    term = Term(
        text=reader.text("text"),
        reading=reader.optional_text("reading"),
        status=reader.choice("status", NormativeStatus) or NormativeStatus.ADMITTED,
        type=reader.choice("type", TermType, required=False),
        part_of_speech=reader.choice("part_of_speech", PartOfSpeech, required=False),
        region=reader.choice("region", Region, required=False),
        register=reader.choice("register", Register, required=False),
        valid_from=reader.day("valid_from"),
        valid_to=reader.day("valid_to"),
        replaced_by=reader.optional_text("replaced_by"),
        reason=reason.local_text(languages) if reason is not None else None,
        equivalence=reader.choice("equivalence", Equivalence, required=False),
        authority=reader.optional_text("authority"),
        case_sensitive=reader.flag("case_sensitive"),
        hidden=reader.flag("hidden"),
        do_not_translate=reader.flag("do_not_translate"),
    )
    reader.finish()
    return term


def read_pitfall(record: object, languages: Sequence[str]) -> Pitfall:
    """A pitfall from its record. Raises InvalidPitfall with every problem.

    ``reads`` may be given per reader as one text (in that reader's language) or as one text per language.
    """
    problems: list[Problem] = []
    reader = Record(record, "", problems)
    title = reader.table("title")
    reads = reader.table("reads", required=True)
    write = reader.table("write", required=True)
    pitfall = Pitfall(
        id=_read_id(reader),
        kind=reader.choice("kind", PitfallKind) or PitfallKind.AMBIGUOUS,
        level=reader.choice("level", Level) or Level.INFORMATION,
        concepts=reader.ids("concepts"),
        sources=reader.texts("sources"),
        reviewed=reader.day("reviewed"),
        title=title.local_text(languages) if title is not None else {},
        reads=_read_reads(reads, languages) if reads is not None else {},
        write=write.local_text(languages) if write is not None else {},
        triggers=tuple(_read_trigger(trigger, languages) for trigger in reader.tables("trigger")),
        senses=tuple(_read_sense(sense, languages) for sense in reader.tables("sense")),
        pairs=tuple(_read_pair(pair, languages) for pair in reader.tables("pair")),
        bad=tuple(_read_case(case, languages, marked=True) for case in reader.tables("bad")),
        good=tuple(_read_case(case, languages, marked=False) for case in reader.tables("good")),
    )
    reader.finish()
    for field, _lang, phrase in pitfall.phrases():
        try:
            read_phrase(phrase)
        except PhraseError as error:
            reader.note(field, N_("{phrase} cannot be read: {reason}"), phrase=phrase, reason=str(error))
    if problems:
        raise InvalidPitfall(pitfall.id or "?", problems)
    return pitfall


def _read_reads(reader: Record, languages: Sequence[str]) -> dict[str, dict[str, str]]:
    reads: dict[str, dict[str, str]] = {}
    for lang in languages:
        if isinstance(reader.fields.get(lang), str):
            reads[lang] = {lang: reader.text(lang)}
        else:
            table = reader.table(lang, required=True)
            reads[lang] = table.local_text(languages) if table is not None else {}
    reader.finish()
    return reads


def _read_lang(reader: Record, name: str, languages: Sequence[str]) -> str:
    value = reader.text(name)
    if value and value not in languages:
        reader.note(name, N_("{value} is not allowed here; write one of: {allowed}"), value=repr(value), allowed=", ".join(languages))
    return value


def _read_conditions(reader: Record, from_field: str) -> Conditions:
    return Conditions(
        alone=reader.flag("alone"),
        at_end=reader.flag("at_end"),
        unless=_read_scopes(reader, "unless"),
        needs=_read_scopes(reader, "needs"),
        valid_from=reader.day(from_field),
        valid_until=reader.day("until"),
    )


def _read_scopes(reader: Record, name: str) -> dict[Scope, tuple[str, ...]]:
    table = reader.table(name)
    if table is None:
        return {}
    scopes = {scope: table.texts(scope, required=True) for scope in Scope if table.has(scope)}
    if not scopes:
        table.note("", N_("name at least one place: {allowed}"), allowed=", ".join(Scope))
    table.read.update(Scope)
    table.finish()
    return scopes


def _read_trigger(reader: Record, languages: Sequence[str]) -> Trigger:
    trigger = Trigger(
        lang=_read_lang(reader, "lang", languages),
        find=reader.texts("find", required=True),
        conditions=_read_conditions(reader, "from"),
        hint_without_needs=reader.flag("hint_without_needs"),
        suggest=reader.texts("suggest"),
    )
    if trigger.hint_without_needs and not trigger.conditions.needs.keys() - {Scope.DOCUMENT}:
        reader.note("hint_without_needs", N_("it needs needs.before, needs.after, needs.sentence or needs.paragraph"))
    reader.finish()
    return trigger


def _read_sense(reader: Record, languages: Sequence[str]) -> Sense:
    cues = reader.table("cues", required=True)
    texts = {lang: cues.texts(lang, required=True) for lang in languages if cues.has(lang)} if cues is not None else {}
    if cues is not None:
        cues.read.update(languages)
        cues.finish()
    sense = Sense(concept=_read_id_field(reader, "concept"), cues=texts)
    reader.finish()
    return sense


def _read_id_field(reader: Record, name: str) -> str:
    value = _read_optional_id(reader, name)
    if value is None:
        reader.note(name, N_("this field is missing"))
    return value or ""


def _read_pair(reader: Record, languages: Sequence[str]) -> PairTrigger:
    # In a pair, "from" names the source language; dates are written valid_from and until.
    pair = PairTrigger(
        source=_read_lang(reader, "from", languages),
        find=reader.texts("find", required=True),
        conditions=_read_conditions(reader, "valid_from"),
        avoid=reader.texts("avoid"),
        accept=reader.texts("accept"),
        required=reader.flag("required"),
        suggest=reader.texts("suggest"),
    )
    if not pair.avoid and not pair.required:
        reader.note("avoid", N_("a pair needs avoid, or required = true"))
    if pair.required and not pair.accept:
        reader.note("accept", N_("required = true needs accept"))
    reader.finish()
    return pair


def _read_case(reader: Record, languages: Sequence[str], *, marked: bool) -> Case:
    texts: dict[str, str] = {}
    marks: dict[str, tuple[Span, ...]] = {}
    for lang in languages:
        if not reader.has(lang):
            continue
        plain, spans = unmark(reader.text(lang))
        texts[lang] = plain
        if spans:
            marks[lang] = spans
        if marked and not spans:
            reader.note(lang, N_("mark the words to be flagged, like ⟦this⟧"))
        if not marked and spans:
            reader.note(lang, N_("a good sentence has no marks"))
    reader.read.update(languages)
    if not texts:
        reader.note("", N_("a sentence is missing"))
    case = Case(texts=texts, marks=marks, sense=_read_optional_id(reader, "sense"), as_of=reader.day("as_of"))
    reader.finish()
    return case


MARK_OPEN, MARK_CLOSE = "⟦", "⟧"


def unmark(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The sentence without its marks ⟦…⟧, and the spans that were marked."""
    plain: list[str] = []
    spans: list[Span] = []
    length, start = 0, -1
    for char in marked:
        if char == MARK_OPEN:
            start = length
        elif char == MARK_CLOSE and start >= 0:
            spans.append(Span(start, length))
            start = -1
        else:
            plain.append(char)
            length += 1
    return "".join(plain), tuple(spans)


def mark(plain: str, spans: Iterable[Span]) -> str:
    """The reverse of unmark."""
    pieces, last = [], 0
    for span in sorted(spans):
        pieces += [plain[last : span.start], MARK_OPEN, plain[span.start : span.end], MARK_CLOSE]
        last = span.end
    return "".join([*pieces, plain[last:]])


def read_source(key: str, record: object) -> Source:
    """A source from its table. Raises InvalidRecord with every problem."""
    problems: list[Problem] = []
    reader = Record(record, "", problems)
    source = Source(
        key=key,
        title=reader.text("title"),
        publisher=reader.text("publisher"),
        url=reader.optional_text("url"),
        published=reader.day("date"),
        seen=reader.day("seen"),
        lang=reader.optional_text("lang"),
    )
    if source.url and not source.url.startswith(("https://", "http://")):
        reader.note("url", N_("an address starts with https:// or http://"))
    _finish(reader, key)
    return source


def read_profile(name: str, record: object, languages: Sequence[str]) -> Profile:
    """A profile from its table. Raises InvalidRecord with every problem."""
    problems: list[Problem] = []
    reader = Record(record, "", problems)
    title, levels, prefers = reader.table("title"), reader.table("levels"), reader.table("prefers")
    style = reader.table("style")
    read_levels: dict[str, Level | None] = {}
    for rule in levels.fields if levels is not None else ():
        if levels is not None:
            read_levels[rule] = None if levels.fields[rule] == OFF else levels.choice(rule, Level)
            levels.read.add(rule)
    profile = Profile(
        name=name,
        title=title.local_text(languages) if title is not None else {},
        reader=reader.text("reader", required=False) or "both",
        region=reader.choice("region", Region, required=False),
        levels=read_levels,
        prefers={concept: prefers.texts(concept) for concept in prefers.fields} if prefers is not None else {},
        style=read_style(style) if style is not None else Style(),
        sources=reader.texts("sources"),
    )
    _finish(reader, name)
    return profile


def read_style(reader: Record) -> Style:
    """How a house writes, from its table; problems are noted in the record."""
    style = Style(
        width=reader.choice("width", Width, required=False),
        long_vowel=reader.choice("long_vowel", LongVowel, required=False),
        spacing=reader.choice("spacing", Spacing, required=False),
        kanji=reader.optional_flag("kanji"),
        acronyms=reader.choice("acronyms", Acronyms, required=False),
        leaves=reader.texts("leaves"),
    )
    reader.finish()
    return style


OFF = "off"
"""The level in a profile that silences a rule."""


def read_domain(key: str, record: object, languages: Sequence[str]) -> Domain:
    """A domain from its table. Raises InvalidRecord with every problem."""
    problems: list[Problem] = []
    reader = Record(record, "", problems)
    name, note = reader.table("name", required=True), reader.table("note")
    domain = Domain(
        id=key,
        name=name.local_text(languages) if name is not None else {},
        note=note.local_text(languages) if note is not None else {},
    )
    if not ID_PATTERN.fullmatch(key):
        reader.note("", N_("{value} is not an id: use lower-case letters, digits and single hyphens"), value=repr(key))
    _finish(reader, key)
    return domain


def _finish(reader: Record, name: str, error: Callable[[str, Sequence[Problem]], InvalidRecord] = InvalidRecord) -> None:
    reader.finish()
    if reader.problems:
        raise error(name, reader.problems)
