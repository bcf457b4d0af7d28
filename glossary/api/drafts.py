"""What requests about drafts have in common: the fields of their bodies, their limits, and one problem in the place of one bad text."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from glossary import context
from glossary.api.parameters import GIVEN, PROFILE, Day, DraftFormat, DraftLang, Flag, Offset, ReaderName
from glossary.api.problem import problem_record
from glossary.api.reading import fault
from glossary.api.refusals import Fault, InvalidRequest
from glossary.errors import GlossaryError, InvalidRecord, TextTooLong
from glossary.formats.extra import BLANK, MAX_EXTRA_LENGTH, MAX_EXTRA_LIST, MAX_EXTRA_TERMS, RENAMED, SIGNS
from glossary.matching.checking import Checking
from glossary.text.languages import LANGUAGES
from glossary.workflows.check import MAX_TEXT_LENGTH

MAX_TEXTS = 500
MAX_DRAFT_BYTES = 16 * 1024 * 1024
"""A million characters take 3 MB in Japanese, four times that where a client escapes them."""

AUTO = "auto"

MAX_SHOWN = 20
"""Faults of extra terms that are told."""

_SAID: Mapping[str, object] = {"type": "string", "minLength": 1, "maxLength": MAX_EXTRA_LENGTH, "pattern": f"[^{BLANK}]"}
_SEARCHED: Mapping[str, object] = {**_SAID, "pattern": f"^[^{SIGNS}]*[^{BLANK}{SIGNS}][^{SIGNS}]*$"}
_LANG: Mapping[str, object] = {"type": "string", "enum": list(LANGUAGES)}
_DAY: Mapping[str, object] = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def _list(items: Mapping[str, object]) -> dict[str, object]:
    return {"type": "array", "items": items, "minItems": 1, "maxItems": MAX_EXTRA_LIST}


def _record(description: str, required: Sequence[str], **properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "description": description,
        "properties": {**properties, "comment": _SAID},
        "required": list(required),
        "additionalProperties": False,
    }


_TERM_SCHEMA: Mapping[str, object] = {
    "anyOf": [
        _record("A pair of terms.", LANGUAGES, **dict.fromkeys(LANGUAGES, _SAID)),
        _record(
            "A term, with forms that are not to be written.",
            ("lang", "term"),
            lang=_LANG,
            term=_SAID,
            avoid=_list(_SAID),
            valid_from=_DAY,
        ),
        _record(
            "A name that changed: the forms to avoid are wrong from that day.",
            ("lang", "term", "avoid", "kind", "valid_from"),
            lang=_LANG,
            term=_SAID,
            avoid=_list(_SAID),
            kind={"const": RENAMED},
            valid_from=_DAY,
        ),
        _record("An ambiguous term.", ("lang", "term", "senses"), lang=_LANG, term=_SEARCHED, senses=_list(_SAID)),
        _record("An ambiguous abbreviation.", ("lang", "acronym", "senses"), lang=_LANG, acronym=_SEARCHED, senses=_list(_SAID)),
        _record("Expressions that leave something open.", ("lang", "hedge"), lang=_LANG, hedge=_list(_SEARCHED)),
    ]
}

Text = Annotated[str | None, GIVEN, Field(description="One text.")]
TextList = Annotated[
    list[
        Annotated[
            object,
            WithJsonSchema({"anyOf": [{"type": "string"}, {"description": "Anything else is answered by a problem in its place."}]}),
        ]
    ]
    | None,
    GIVEN,
    Field(max_length=MAX_TEXTS, description="Several texts, each a draft of its own."),
]
Language = Annotated[DraftLang, Field(description="The language of the text; auto reads it from the script of each paragraph.")]
Format = Annotated[DraftFormat, Field(description="What the text is: Markdown has code, addresses and markup that are not read.")]
AsOf = Annotated[
    Day | None,
    GIVEN,
    Field(description="The day for names where a sentence names none. Otherwise the date stated in front matter counts, else today."),
]
Terms = Annotated[
    list[Annotated[object, WithJsonSchema({**_TERM_SCHEMA})]],
    Field(max_length=MAX_EXTRA_TERMS, description="More terms for this request: one more layer over the termbase."),
]
Unit = Annotated[Offset, Field(description="The unit of positions: code points, or UTF-16 units as JavaScript, Java and C# count.")]

DEFAULT_STYLE = "default"
HouseStyle = Annotated[
    str,
    WithJsonSchema({"type": "string", "x-values": PROFILE}),
    Field(max_length=100, description="The house style: which rules speak at which level, and which spellings are preferred."),
]
ForReader = Annotated[
    ReaderName | None, GIVEN, Field(description="Who will read the text; none switches pitfalls off. Otherwise the profile decides.")
]
Candidates = Annotated[Flag, Field(description="Also run the rules that guess: likely slips and unknown expressions.")]


def exactly_one(*names: str) -> JsonDict:
    """The schema of a body that gives exactly one of these fields."""
    return {"oneOf": [{"required": [name]} for name in names]}


class DraftRequest(BaseModel):
    """What every request about drafts can say."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=exactly_one("text", "texts"))

    text: Text = None
    texts: TextList = None
    lang: Language = AUTO
    format: Format = "plain"
    as_of: AsOf = None
    terms: Terms = Field(default_factory=list)
    offsets: Unit = "codepoint"

    @classmethod
    def kinds(cls) -> tuple[str, ...]:
        """The fields of which exactly one is given."""
        return ("text", "texts")

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if len(self.model_fields_set.intersection(self.kinds())) != 1:
            raise PydanticCustomError("one-of", "not exactly one", {"names": ", ".join(self.kinds())})
        return self

    @property
    def fixed_lang(self) -> str | None:
        """The language that the request fixes."""
        return None if self.lang == AUTO else self.lang


def check_length(texts: Sequence[object]) -> None:
    """Raises TextTooLong where the texts together are over the limit."""
    length = sum(len(text) for text in texts if isinstance(text, str))
    if length > MAX_TEXT_LENGTH:
        raise TextTooLong(length=length, limit=MAX_TEXT_LENGTH)


def checking_for(terms: Sequence[object]) -> Checking:
    """What the drafts of this request are checked with. Raises InvalidRequest where an extra term is none."""
    checking = context.checking()
    if not terms:
        return checking
    strangers = [fault(f"#/terms/{number}", "object") for number, term in enumerate(terms) if not isinstance(term, dict)]
    if strangers:
        raise InvalidRequest(strangers[:MAX_SHOWN])
    try:
        return context.services().extended.of(checking, [term for term in terms if isinstance(term, dict)])
    except InvalidRecord as error:
        faults = [
            Fault("#/" + problem.field.replace("[", "/").replace("]", "").replace(".", "/"), "term", problem.template, dict(problem.params))
            for problem in error.problems
        ]
        raise InvalidRequest(faults[:MAX_SHOWN]) from None


def each(texts: Sequence[object], answer: Callable[[str], dict[str, object]]) -> list[dict[str, object]]:
    """The answer to each text, in order; a problem in the place of one that was refused."""
    return [_one(f"#/texts/{number}", text, answer) for number, text in enumerate(texts)]


def _one(place: str, text: object, answer: Callable[[str], dict[str, object]]) -> dict[str, object]:
    try:
        if not isinstance(text, str):
            raise InvalidRequest([fault(place, "text")])
        return answer(text)
    except GlossaryError as error:
        return problem_record(error, context.language())


def snapshot_record() -> dict[str, object]:
    """Which terms a draft was checked with."""
    return {"snapshot": context.snapshot().key}
