"""The answers of the interface as models: the source of their JSON Schema. They describe; they do not copy the data.

Fields with a default may be missing from an answer. Within version 1 fields are only ever added.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from glossary.domain.lookup import MatchKind
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
    TermType,
)
from glossary.text.languages import LANGUAGES


def _by_language(value: dict[str, object], *, every: bool = True) -> WithJsonSchema:
    properties = dict.fromkeys(LANGUAGES, value)
    return WithJsonSchema({"type": "object", "properties": properties, **({"required": list(LANGUAGES)} if every else {})})


_TEXT: dict[str, object] = {"type": "string"}
_TEXTS: dict[str, object] = {"type": "array", "items": {"type": "string"}}

Texts = Annotated[dict[str, str], _by_language(_TEXT)]
"""One text in both languages."""

SomeTexts = Annotated[dict[str, str], _by_language(_TEXT, every=False)]
TermLists = Annotated[dict[str, list[str]], _by_language(_TEXTS)]
Day = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
Address = Annotated[str, WithJsonSchema({"type": "string", "format": "uri-reference"})]


class Shape(BaseModel):
    """The parent of all answers."""

    model_config = ConfigDict(frozen=True)


class Links(Shape):
    """Addresses on this site."""

    self: Address = Field(description="The document itself.")
    page: Address | None = Field(None, description="The page for people: the permalink.")


class Position(Shape):
    """A half-open range of characters, counted in code points unless the request asks for UTF-16 units."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class Match(Shape):
    """Why a concept was found."""

    kind: MatchKind
    term: str = Field(description="The term that matched; the preferred term where a definition matched.")
    lang: str
    form: str = Field(description="What the query was compared with: the term, its reading, a spelling of it, a piece of the definition.")
    spans: list[Position] = Field(description="The matched places in form.")
    distance: Annotated[int | None, Field(ge=1, description="The number of edits of a typing mistake.")] = None


class PitfallWarning(Shape):
    """A known misunderstanding, and what to write instead."""

    pitfall: str
    kind: PitfallKind
    level: Level
    text: Texts


class Successor(Shape):
    """The concept that took this one's place in law or organisation."""

    concept: str
    terms: TermLists


class Hit(Shape):
    """A concept that was found."""

    concept: str = Field(description="The id of the concept. Ids never change.")
    score: Annotated[float, Field(ge=0, le=1, description="Comparable inside one answer only.")]
    match: Match
    terms: TermLists = Field(
        description="The terms to use, preferred first; on a day asked for, the names of that day first. Deprecated terms are left out."
    )
    status: NormativeStatus = Field(description="The normative status of the matched term.")
    warnings: list[PitfallWarning]
    domain: str
    entry_status: EntryStatus
    definition: Texts
    replaced_by: str | None = Field(None, description="What to write instead of the matched term.")
    reason: Texts | None = Field(None, description="Why the matched term is discouraged.")
    valid_from: Day | None = Field(None, description="The first day on which the matched term was in use.")
    valid_to: Day | None = Field(None, description="The last day on which the matched term was in use.")
    successor: Successor | None = None
    via: str | None = Field(None, description="The concept that matched, where the hit stands for it on the day asked for.")
    links: Links


class Suggestion(Shape):
    """A near miss."""

    text: str
    concept: str


class Answer(Shape):
    """The answer to one query, best hit first."""

    query: str = Field(description="The query as it was asked.")
    hits: list[Hit]
    suggestions: list[Suggestion]
    warnings: list[PitfallWarning] = Field(description="Misunderstandings that concern the query itself.")
    total: Annotated[int, Field(ge=0, description="The hits before the limit.")]


class Fault(Shape):
    """One thing wrong with a request."""

    parameter: str | None = Field(None, description="The query parameter.")
    pointer: str | None = Field(None, description="The JSON pointer into the body, as a fragment.")
    code: str | None = None
    detail: str


class Part(Shape):
    """One part of the service."""

    status: str
    reason: str | None = None
    origin: str | None = Field(None, description="database, or shipped: the terms of the program itself.")
    revision: str | None = None
    concepts: int | None = None


class Problem(Shape):
    """An error as RFC 9457 has it; type is the address of a description, title and detail are in the reader's language."""

    type: Address
    title: str
    status: Annotated[int, Field(ge=400, le=599)]
    detail: str
    code: str = Field(description="The last part of type: stable, for programs.")
    params: dict[str, str | int] | None = Field(None, description="The values in detail.")
    errors: list[Fault] | None = Field(None, description="Everything that was not accepted.")
    nearest: list[str] | None = Field(None, description="Ids that look like the one asked for.")
    parts: dict[str, Part] | None = Field(None, description="What is not ready, and why.")


class ItemProblem(Problem):
    """A query of a batch that was refused; the others are answered."""

    query: str | None = Field(None, description="The query, where it was text.")


class Batch(Shape):
    """Answers in the order of the queries."""

    answers: list[Answer | ItemProblem]


class Term(Shape):
    """A designation of a concept in one language."""

    text: str
    reading: str | None = Field(None, description="In kana.")
    status: NormativeStatus
    type: TermType | None = None
    part_of_speech: PartOfSpeech | None = None
    region: Region | None = None
    register_: Register | None = Field(None, alias="register")
    valid_from: Day | None = Field(None, description="The first day of use.")
    valid_to: Day | None = Field(None, description="The last day of use.")
    replaced_by: str | None = Field(None, description="The term of the same language to write instead.")
    reason: Texts | None = Field(None, description="Why the term is discouraged.")
    equivalence: Equivalence | None = None
    authority: str | None = Field(None, description="The source for the equivalence.")
    case_sensitive: bool | None = None
    hidden: bool | None = Field(None, description="Found, never shown.")
    do_not_translate: bool | None = None


class Section(Shape):
    """What a concept says in one language."""

    definition: str
    usage: str | None = None
    term: list[Term]


class NamesOfTheDay(Shape):
    """The names on a day."""

    date: Day
    concept: str = Field(description="The concept that held on that day: this one, its predecessor or its successor.")
    terms: TermLists


class Concept(Shape):
    """A concept, field by field as the entry format has it; empty fields are left out."""

    id: str
    domain: str
    entry_status: EntryStatus
    reviewed: Day | None = None
    sources: list[str] | None = None
    related: list[str] | None = None
    broader: list[str] | None = None
    narrower: list[str] | None = None
    successor: str | None = Field(None, description="The concept that replaced this one in law or organisation.")
    jurisdiction: Jurisdiction | None = None
    legal_effect: LegalEffect | None = None
    sections: dict[str, Section]
    example: list[Texts] | None = Field(None, description="Pairs of sentences.")
    pitfalls: list[str] = Field(description="Misunderstandings that concern this concept.")
    as_of: NamesOfTheDay | None = None
    links: Links

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Each language section stands under its own tag, beside the other fields."""
        schema = handler.resolve_ref_schema(handler(core_schema))
        properties: dict[str, object] = {}
        for name, value in schema["properties"].items():
            properties |= dict.fromkeys(LANGUAGES, value["additionalProperties"]) if name == "sections" else {name: value}
        schema["properties"] = properties
        schema["required"] = [name for name in properties if name in (*schema["required"], *LANGUAGES)]
        return schema


class Page(Shape):
    """One page of a list in the order of ids."""

    total: Annotated[int, Field(ge=0, description="All that the filters let through, on all pages.")]
    next_cursor: str | None = Field(None, description="Ask for the next page with this cursor; missing on the last page.")
    next: Address | None = Field(None, description="The address of the next page.")


class ConceptPage(Page):
    """One page of concepts."""

    concepts: list[Concept]


class Trigger(Shape):
    """What fires on a draft in one language; the fields are described in terms/README.md."""

    model_config = ConfigDict(extra="allow")

    find: list[str]


class Sense(Shape):
    """A sense of an ambiguous expression and the cues that settle it."""

    concept: str
    cues: Annotated[dict[str, list[str]], _by_language(_TEXTS, every=False)]


class Case(Shape):
    """A sentence, or a pair of them, that proves a pitfall; ⟦…⟧ marks what is flagged."""

    sense: str | None = None
    as_of: Day | None = None

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Each language's sentence stands under its tag."""
        schema = handler.resolve_ref_schema(handler(core_schema))
        schema["properties"] = dict.fromkeys(LANGUAGES, _TEXT) | schema["properties"]
        return schema


class Pitfall(Shape):
    """A misunderstanding, field by field as its format has it."""

    id: str
    kind: PitfallKind
    level: Level
    concepts: list[str] | None = None
    sources: list[str] | None = None
    reviewed: Day | None = None
    title: SomeTexts | None = None
    reads: Annotated[
        dict[str, object],
        _by_language({"anyOf": [_TEXT, {"type": "object", "additionalProperties": _TEXT}]}),
        Field(description="What a reader of each language understands: in that language, or in each."),
    ]
    write: Texts = Field(description="What to write instead.")
    trigger: list[Trigger] | None = None
    sense: list[Sense] | None = None
    pair: list[Trigger] | None = None
    bad: list[Case] | None = None
    good: list[Case] | None = None
    links: Links


class PitfallPage(Page):
    """One page of pitfalls."""

    pitfalls: list[Pitfall]


class Domain(Shape):
    """A subject field."""

    id: str
    name: Texts
    note: SomeTexts | None = None
    concepts: Annotated[int, Field(ge=0, description="The number of its concepts.")]


class Domains(Shape):
    """All domains in their order of use."""

    domains: list[Domain]


class Source(Shape):
    """A document that claims rest on."""

    id: str
    title: str
    publisher: str
    url: str | None = None
    date: Day | None = Field(None, description="The date of the document.")
    seen: Day | None = Field(None, description="The day on which it was read; missing when it was not.")
    lang: str | None = None
    concepts: Annotated[int, Field(ge=0, description="The number of concepts that cite it.")]


class Sources(Shape):
    """All sources."""

    sources: list[Source]


class ProblemType(Shape):
    """What a kind of problem means and what to do about it."""

    type: Address
    code: str
    status: int
    title: str
    advice: str


class ProblemTypes(Shape):
    """All kinds of problems."""

    problems: list[ProblemType]


class Health(Shape):
    """The process answers."""

    status: str
    version: str


class Readiness(Shape):
    """Which parts of the service are ready."""

    status: str
    version: str
    parts: dict[str, Part]


class OpenApiDocument(Shape):
    """An OpenAPI 3.1 document."""

    openapi: str
    info: dict[str, object]
    paths: dict[str, object]
