"""The answers about drafts as models: findings, recognised terms, rules."""

from typing import Annotated

from pydantic import Field, WithJsonSchema
from pydantic.config import JsonDict

from glossary.api.shapes import Day, Links, Position, Problem, Shape, SomeTexts, Texts
from glossary.domain.block import PieceKind
from glossary.domain.statuses import Level, NormativeStatus
from glossary.domain.suppression import SuppressionSource

Place = Annotated[
    list[int],
    WithJsonSchema({"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}),
]
"""Start and end of a half-open range."""

IdOrNull = Annotated[str | None, WithJsonSchema({"type": ["string", "null"]})]
DayOrNull = Annotated[str | None, WithJsonSchema({"type": ["string", "null"], "format": "date"})]
Side = Annotated[str, WithJsonSchema({"type": "string", "enum": ["source", "target"]})]


class Snapshot(Shape):
    """The terms with which a draft was checked."""

    snapshot: str = Field(description="Equal keys mean equal terms.")


class TextSuggestion(Position):
    """A text that can stand in the place of a range."""

    text: str
    safe: bool = Field(description="Whether the meaning cannot change, so that a program may apply it.")


class NamedSense(Shape):
    """One reading of an ambiguous expression."""

    concept: str
    terms: SomeTexts = Field(description="The preferred term of each language.")


class Suppressed(Shape):
    """Why a finding is to be left alone: who said so, and for which reason."""

    source: SuppressionSource = Field(description="A comment in the draft, the project file, a baseline, or a dismissal.")
    reason: str
    until: DayOrNull = Field(description="The last day on which it is left alone.")


def _or_null(schema: JsonDict) -> None:
    """Null is said in so many words here; elsewhere a field that may be left out is never null."""
    schema["anyOf"] = [{"$ref": schema.pop("$ref")}, {"type": "null"}]


class Finding(Position):
    """What a rule says about words of a draft. ``start`` and ``end`` are the first of ``places``."""

    rule: str = Field(description="The id of the rule; /api/v1/rules/<id> is its manual.")
    level: Level
    match: str = Field(description="The words, exactly as they stand in the text.")
    message: Texts
    reasons: list[Texts] = Field(description="Why, and what to write; most important first.")
    suggestions: list[TextSuggestion]
    concepts: list[str]
    pitfall: IdOrNull = Field(description="The misunderstanding, where the finding is one.")
    senses: list[NamedSense]
    sources: list[str]
    as_of: DayOrNull = Field(description="The day for which the finding holds.")
    fingerprint: str = Field(description="Names the finding by its words and their neighbours: it survives edits elsewhere.")
    suppressed: Suppressed | None = Field(
        description="Null for a finding that is to be told; such findings alone decide whether a draft passes.",
        json_schema_extra=_or_null,
    )
    places: list[Place] = Field(description="Everywhere the same thing stands, in the order of the text.")
    related: list[Place] = Field(description="Places that explain the finding: what fixes the meaning; in a pair, in the other text.")
    pair: Annotated[int | None, Field(ge=0, description="The number of the pair, from 0.")] = None
    side: Side | None = Field(None, description="The side on which the words stand.")
    location: Texts | None = Field(
        None, description="In a file: where it is in the words of the format: a paragraph, a cell, a slide, a line."
    )


class Masked(Position):
    """A part of a text that was not read."""

    kind: PieceKind
    pair: Annotated[int | None, Field(ge=0, description="The number of the pair, from 0.")] = None
    side: Side | None = None


class Checked(Shape):
    """One checked text."""

    findings: list[Finding]
    masked: list[Masked]
    characters: Annotated[int, Field(ge=0, description="The code points of the text.")]
    as_of: Day = Field(description="The day for names where a sentence names none.")


class PairProblem(Problem):
    """A pair that was refused; the others are answered."""

    pair: Annotated[int, Field(ge=0)]


class LeftOut(Position):
    """A comment or a fix that an annotated copy cannot carry."""

    kind: Annotated[str, WithJsonSchema({"type": "string", "enum": ["comment", "fix"]})]
    location: Texts
    text: str = Field(description="The comment, or the words to write.")
    reason: Texts


class CheckAnswer(Shape):
    """The answer to a text has findings; to texts, results; to pairs, findings with pair and side, and problems; to a file all of the rest."""

    findings: list[Finding] | None = None
    masked: list[Masked] | None = None
    characters: Annotated[int | None, Field(ge=0, description="The code points of the text.")] = None
    as_of: Day | None = Field(None, description="The day for names where a sentence names none.")
    results: list[Checked | Problem] | None = Field(
        None, description="In the order of the texts; a problem in the place of a text that was refused."
    )
    problems: list[PairProblem] | None = Field(None, description="The pairs that were refused.")
    text: str | None = Field(None, description="The text of a file as it was read: positions are those of this text.")
    format: str | None = Field(None, description="The format of a file.")
    notes: list[Texts] | None = Field(None, description="What of a file was not read, or how it was.")
    unplaced: list[LeftOut] | None = Field(None, description="What an annotated copy of the file cannot carry, where that was asked for.")
    termbase: Snapshot


class TermUse(Position):
    """A recognised term."""

    match: str = Field(description="The words, exactly as they stand in the text.")
    lang: str
    term: str = Field(description="The term of which the words are a form.")
    status: NormativeStatus
    concept: str
    concepts: list[str] = Field(description="All concepts that have the term, the most likely first.")
    terms: Annotated[
        dict[str, list[str]],
        WithJsonSchema({"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}),
    ] = Field(description="The terms to use for the concept by language, preferred first; extra terms may have one language only.")


class AnnotatedText(Shape):
    """The terms of one text."""

    terms: list[TermUse]
    masked: list[Masked]
    as_of: Day = Field(description="The day whose names come first.")


class AnnotateAnswer(Shape):
    """The answer to a text has terms; to texts, results."""

    terms: list[TermUse] | None = None
    masked: list[Masked] | None = None
    as_of: Day | None = Field(None, description="The day whose names come first.")
    results: list[AnnotatedText | Problem] | None = Field(
        None, description="In the order of the texts; a problem in the place of a text that was refused."
    )
    termbase: Snapshot


class Rule(Shape):
    """The manual of a rule."""

    id: str
    level: Level = Field(description="Its level where neither the profile nor the entry says another.")
    title: Texts
    what: Texts
    why: Texts
    example: Texts
    instead: Texts
    on_request: bool = Field(description="Whether it runs only with candidates: true.")
    links: Links


class Rules(Shape):
    """All rules on drafts and pairs."""

    rules: list[Rule]
