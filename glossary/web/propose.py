"""Proposing a term: a form that checks what was written and gives the finished entry file. Nothing is stored."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from flask import Response, request

from glossary import context
from glossary.checks.engine import check_termbase
from glossary.domain.concept import Concept, Source
from glossary.domain.document import source_record
from glossary.domain.lookup import MatchKind, Query
from glossary.domain.statuses import EntryStatus, Level, NormativeStatus, TermType
from glossary.domain.termbase import Termbase
from glossary.domain.validation import read_concept, read_source
from glossary.errors import N_, InvalidRecord
from glossary.formats import house
from glossary.i18n import render, translate
from glossary.matching.compile import Snapshot
from glossary.text.languages import ENGLISH, JAPANESE, LANGUAGES
from glossary.text.runs import language_runs
from glossary.web import parameters
from glossary.web.directory import directory
from glossary.web.names import Headwords, headwords
from glossary.web.site import contact_address, page, pages
from glossary.workflows.lookup import look_up

MAX_FIELD: Final = 4_000
"""Characters; the entry format has the same limit."""

AS_FILE: Final = "file"

Record = TypeVar("Record", Concept, Source)

FIELDS: Final = (
    "en_term",
    "en_abbreviation",
    "en_definition",
    "en_usage",
    "ja_term",
    "ja_reading",
    "ja_abbreviation",
    "ja_abbreviation_reading",
    "ja_definition",
    "ja_usage",
    "example_en",
    "example_ja",
    "domain",
    "id",
    "source_title",
    "source_publisher",
    "source_url",
    "source_seen",
)

MAX_FORM_BYTES: Final = len(FIELDS) * (9 * MAX_FIELD + 40)
"""All fields full of Japanese, each character of which a browser sends as nine bytes, with their names."""

_PLACES: Final = (
    (re.compile(r"id"), "id"),
    (re.compile(r"domain"), "domain"),
    (re.compile(r"(en|ja)\.(definition|usage)"), r"\1_\2"),
    (re.compile(r"ja\.term\[0\]\.reading"), "ja_reading"),
    (re.compile(r"ja\.term\[1\]\.reading"), "ja_abbreviation_reading"),
    (re.compile(r"(en|ja)\.term\[1\].*"), r"\1_abbreviation"),
    (re.compile(r"(en|ja)\.term.*"), r"\1_term"),
    (re.compile(r"example\[0\]\.(en|ja)"), r"example_\1"),
    (re.compile(r"example.*"), "example_en"),
    (re.compile(r"source\.(title|publisher|url|seen)"), r"source_\1"),
    (re.compile(r"source.*"), "source_title"),
)
"""Which field of the form a path of the entry format belongs to."""


@dataclass(slots=True)
class Draft:
    """A proposal as typed, and what is wrong with it: messages by form field, the empty name for the whole."""

    values: Mapping[str, str]
    problems: dict[str, list[str]] = field(default_factory=dict)
    advice: dict[str, list[str]] = field(default_factory=dict)
    entry: str = ""
    entry_path: str = ""
    source: str = ""
    held: list[Headwords] = field(default_factory=list)

    @property
    def count(self) -> int:
        """The number of problems."""
        return sum(map(len, self.problems.values()))


@pages.get("/propose")
def propose() -> Response:
    """The empty form, with the term that was looked for."""
    term = parameters.text("term")[:MAX_FIELD]
    is_japanese = any(run.lang == JAPANESE for run in language_runs(term, ENGLISH))
    return _form(Draft(values={"ja_term" if is_japanese else "en_term": term} if term else {}))


@pages.post("/propose")
def check_proposal() -> Response:
    """The form with every problem at its field, or the finished file."""
    request.max_content_length = request.max_form_memory_size = MAX_FORM_BYTES
    values = {name: _cleaned(request.form.get(name, "")) for name in FIELDS}
    draft = check(values, context.snapshot())
    if draft.entry and request.form.get("as") == AS_FILE:
        response = Response(draft.entry, mimetype="application/toml")
        response.headers["Content-Disposition"] = f'attachment; filename="{draft.entry_path.rpartition("/")[2]}"'
        return response
    return _form(draft, status=422 if draft.problems else 200)


def _form(draft: Draft, status: int = 200) -> Response:
    contact = context.services().settings.contact
    return page(
        "propose/page.html",
        status=status,
        draft=draft,
        domains=tuple(context.snapshot().domains.values()),
        contact=contact,
        contact_address=contact_address(contact),
        max_field=MAX_FIELD,
    )


def _cleaned(value: str) -> str:
    return value.replace("\r\n", "\n").strip()


def check(values: Mapping[str, str], snapshot: Snapshot) -> Draft:
    """The proposal checked by the rules that every entry is checked by."""
    draft = Draft(values=dict(values))
    record = _record(draft.values)
    entry_id = str(record["id"])  # stays out of the field: made from a term that is corrected later, it must be made anew
    concept = _read(lambda: read_concept(record, LANGUAGES), draft)
    source = _read(lambda: _source(draft.values, entry_id), draft, "source.") if _has_source(draft.values) else None
    if entry_id in snapshot.concepts:
        _note(draft.problems, "id", _say(N_("{id} is taken; an id is never used twice"), id=entry_id))
    draft.held = _held(draft.values, snapshot)
    if concept is None:
        # The rules judge whole entries; what they would say of the domain can be said already.
        if record["domain"] and record["domain"] not in snapshot.domains:
            _note(draft.problems, "domain", _say(N_("there is no domain {id}"), id=str(record["domain"])))
        return draft
    _judge(concept, source, snapshot, draft)
    if not draft.problems:
        draft.entry = house.format_concept(concept)
        draft.entry_path = house.concept_path(concept)
        draft.source = house.format_tables({source.key: source_record(source)}) if source else ""
    return draft


def _record(values: Mapping[str, str]) -> dict[str, object]:
    """The form as an entry record; fields left empty that may be empty are left out. Without a source it can only be a draft."""
    entry_id = values["id"] or _slug(values["en_term"])
    record: dict[str, object] = {
        "id": entry_id,
        "domain": values["domain"],
        "entry_status": (EntryStatus.PROPOSED if _has_source(values) else EntryStatus.DRAFT).value,
        "sources": [_source_key(entry_id)] if _has_source(values) else [],
    }
    for lang in LANGUAGES:
        section: dict[str, object] = {"definition": values[f"{lang}_definition"], "term": _terms(values, lang)}
        if values[f"{lang}_usage"]:
            section["usage"] = values[f"{lang}_usage"]
        record[lang] = section
    if any(values[f"example_{lang}"] for lang in LANGUAGES):
        record["example"] = [{lang: values[f"example_{lang}"] for lang in LANGUAGES}]
    return record


def _terms(values: Mapping[str, str], lang: str) -> list[dict[str, object]]:
    term: dict[str, object] = {"text": values[f"{lang}_term"], "status": NormativeStatus.PREFERRED.value}
    if reading := values.get(f"{lang}_reading"):
        term["reading"] = reading
    terms = [term]
    if short := values[f"{lang}_abbreviation"]:
        term["type"] = TermType.FULL_FORM.value
        terms.append({"text": short, "status": NormativeStatus.ADMITTED.value, "type": TermType.ABBREVIATION.value})
        if reading := values.get(f"{lang}_abbreviation_reading"):
            terms[-1]["reading"] = reading
    return terms


def _slug(text: str) -> str:
    """An id from an English term: plain letters and digits joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")


def _source_key(entry_id: str) -> str:
    return f"{entry_id}-source"


def _has_source(values: Mapping[str, str]) -> bool:
    return any(values[name] for name in FIELDS if name.startswith("source_"))


def _source(values: Mapping[str, str], entry_id: str) -> Source:
    record = {name: values[f"source_{name}"] for name in ("title", "publisher", "url", "seen")}
    needed = {name: value for name, value in record.items() if value or name in ("title", "publisher")}
    return read_source(_source_key(entry_id), needed)


def _read(read: Callable[[], Record], draft: Draft, prefix: str = "") -> Record | None:
    """What the reader makes of it, or None with its problems noted."""
    try:
        return read()
    except InvalidRecord as error:
        for problem in error.problems:
            _note(draft.problems, prefix + problem.field, _say(problem.template, **dict(problem.params)))
        return None


def _judge(concept: Concept, source: Source | None, snapshot: Snapshot, draft: Draft) -> None:
    """What the rules of the termbase say of this one entry."""
    termbase = Termbase(
        domains=snapshot.domains, sources={source.key: source} if source else {}, concepts={concept.id: concept}, pitfalls={}
    )
    for finding in check_termbase(termbase):
        if finding.entry == concept.id:
            notes = draft.problems if finding.level is Level.ERROR else draft.advice
            _note(notes, finding.field, render(context.language(), finding.message))


def _note(notes: dict[str, list[str]], path: str, message: str) -> None:
    notes.setdefault(_place(path), []).append(message)


def _place(path: str) -> str:
    """The form field of a path of the entry format; empty where no field fits."""
    if path in FIELDS:
        return path
    for pattern, name in _PLACES:
        if match := pattern.fullmatch(path):
            return match.expand(name)
    return ""


def _say(template: str, **params: object) -> str:
    return translate(context.language(), template, **params)


def _held(values: Mapping[str, str], snapshot: Snapshot) -> list[Headwords]:
    """The concepts that already have one of the proposed terms: often the proposal is a change to one of them."""
    found: dict[str, Concept] = {}
    for lang in LANGUAGES:
        text = values[f"{lang}_term"][:200]
        if not text:
            continue
        answer = look_up(snapshot, Query(text=text, lang=lang, limit=5), today=context.today())
        found |= {hit.concept.id: hit.concept for hit in answer.hits if hit.match.kind in (MatchKind.EXACT, MatchKind.VARIANT)}
    index = directory()
    return [headwords(concept, index.homonyms) for concept in found.values()]
