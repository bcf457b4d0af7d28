"""Terms handed in with one request or run: tab-separated lines, or records as the API documents them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from glossary.domain.concept import Concept, LanguageSection, Term
from glossary.domain.pitfall import Conditions, Pitfall, Sense, Trigger
from glossary.domain.statuses import EntryStatus, Level, NormativeStatus, PitfallKind, TermType
from glossary.domain.termbase import Termbase
from glossary.errors import N_, InvalidRecord, Problem, UnreadableFile
from glossary.text.languages import ENGLISH, JAPANESE, LANGUAGES, other

MAX_EXTRA_TERMS = 1_000
"""Terms in one request or run."""

MAX_EXTRA_FORMS = 5_000
"""Forms to avoid, senses and hedges of all of them."""

MAX_EXTRA_LIST = 100
"""Of one term."""

MAX_EXTRA_LENGTH = 200
"""Characters of one."""

LISTS = ("avoid", "senses", "hedge")
RENAMED = "renamed"
FIELDS = (*LANGUAGES, "lang", "term", "acronym", *LISTS, "valid_from", "kind", "comment")

BLANK = r"\s\u001c-\u001f\u0085\ufeff"
"""What is no character to see, inside a character class; spelled out, as the dialects of regular expressions differ."""

SIGNS = r'()\[\]<>{}|"…'
"""Signs of the pitfall language, inside a character class."""

_SIGNS = re.compile(f"[{SIGNS}]")
_VISIBLE = re.compile(f"[^{BLANK}]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LINE_END = re.compile("\r\n|\n|\r")
_SURROGATE = re.compile("[\ud800-\udfff]")

PREFIX = "extra-"
"""Ids of terms that exist for one run only start so."""

HEADER = (ENGLISH, JAPANESE)


def read_tab_separated(text: str, name: str) -> Termbase:
    """Terms from lines of English, Japanese and comment, under a header line that says so.

    Raises UnreadableFile naming the line.
    """
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    columns = [column.strip().casefold() for column in lines[0].split("\t")]
    if tuple(columns[:2]) != HEADER:
        raise UnreadableFile(path=name, format="TSV", line=1, reason=N_("the first line must name the columns: en, ja, comment"))
    records: list[Mapping[str, object]] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2 or not cells[0] or not cells[1]:
            raise UnreadableFile(path=name, format="TSV", line=number, reason=N_("the line needs an English and a Japanese term"))
        records.append(dict(zip(HEADER, cells, strict=False)))
    return read_extra_terms(records)


def read_extra_terms(records: Sequence[Mapping[str, object]]) -> Termbase:
    """Terms from records: a pair, a term with forms to avoid, an ambiguous term or acronym with its senses, or hedges.

    Raises InvalidRecord naming every record that is none of these.
    """
    problems: list[Problem] = []
    concepts: dict[str, Concept] = {}
    pitfalls: dict[str, Pitfall] = {}
    if len(records) > MAX_EXTRA_TERMS:
        problems.append(_limit("terms", len(records), MAX_EXTRA_TERMS))
    forms = 0
    for number, record in enumerate(records[:MAX_EXTRA_TERMS]):
        place, entry = f"terms[{number}]", f"{PREFIX}{number + 1}"
        faults = list(_faults(record, place))
        forms += sum(len(_texts(record, name)) for name in LISTS)
        if faults:
            problems += faults
            continue
        texts = {key: value for key, value in record.items() if isinstance(value, str)}
        lang = texts.get("lang", "")
        if all(tag in texts for tag in LANGUAGES):
            concepts[entry] = _concept(entry, {tag: (_preferred(texts[tag]),) for tag in LANGUAGES})
        elif "hedge" in record:
            pitfalls[entry] = _pitfall(entry, PitfallKind.REGISTER, lang, _texts(record, "hedge"), ())
        elif "senses" in record:
            kind = PitfallKind.ACRONYM if "acronym" in texts else PitfallKind.AMBIGUOUS
            find = f'"{texts["acronym"]}"' if "acronym" in texts else texts["term"]
            pitfalls[entry] = _pitfall(entry, kind, lang, (find,), _texts(record, "senses"))
        else:
            concepts[entry] = _concept(entry, {lang: _terms(record, texts)})
    if forms > MAX_EXTRA_FORMS:
        problems.append(_limit("terms", forms, MAX_EXTRA_FORMS))
    if problems:
        raise InvalidRecord("terms", problems)
    return Termbase(concepts=concepts, pitfalls=pitfalls)


def _limit(field: str, length: int, limit: int) -> Problem:
    return Problem(field, N_("this list has {length} items; the limit is {limit}"), (("length", length), ("limit", limit)))


def _faults(record: Mapping[str, object], place: str) -> Iterator[Problem]:
    """All that is wrong with a record. Its texts are never repeated: they may be confidential."""
    for name, value in record.items():
        if name not in FIELDS:
            yield Problem(place, N_("there is a field that is not known here; known: {known}"), (("known", ", ".join(FIELDS)),))
        for text in value if name in LISTS and isinstance(value, list | tuple) else (value,):
            if not isinstance(text, str) or not _VISIBLE.search(text):
                yield Problem(f"{place}.{name}", N_("this must be text, and must not be empty"))
            elif len(text) > MAX_EXTRA_LENGTH:
                yield Problem(f"{place}.{name}", N_("this has more than {max_length} characters"), (("max_length", MAX_EXTRA_LENGTH),))
            elif _SURROGATE.search(text):
                yield Problem(f"{place}.{name}", N_("this holds half of a surrogate pair, which is no character"))
            elif _SIGNS.search(text) and (name in ("hedge", "acronym") or (name == "term" and "senses" in record)):
                yield Problem(
                    f"{place}.{name}", N_("a bracket, bar or quotation mark cannot stand in an expression that is looked for word by word")
                )
    for name in LISTS:
        is_needed = name in record or (name == "avoid" and record.get("kind") == RENAMED)
        if is_needed and not (isinstance(record.get(name), list | tuple) and record[name]):
            yield Problem(f"{place}.{name}", N_("this must be a list of texts, none of them empty"))
        elif is_needed and len(record[name]) > MAX_EXTRA_LIST:  # type: ignore[arg-type]  # a list, as was just seen
            yield _limit(f"{place}.{name}", len(record[name]), MAX_EXTRA_LIST)  # type: ignore[arg-type]
    if not all(tag in record for tag in LANGUAGES):
        names_something = "hedge" in record or "term" in record or ("acronym" in record and "senses" in record)
        if record.get("lang") not in LANGUAGES or not names_something:
            yield Problem(place, N_("give en and ja, or lang with term, acronym or hedge"))
    if "kind" in record and record["kind"] != RENAMED:
        yield Problem(f"{place}.kind", N_("write one of: {allowed}"), (("allowed", RENAMED),))
    if ("valid_from" in record or record.get("kind") == RENAMED) and _day(record.get("valid_from")) is None:
        yield Problem(f"{place}.valid_from", N_("this must be a date such as 2026-11-22"))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        return None


def _texts(record: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = record.get(name)
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, list | tuple) else ()


def _preferred(text: str, valid_from: date | None = None) -> Term:
    return Term(text=text, status=NormativeStatus.PREFERRED, valid_from=valid_from)


def _terms(record: Mapping[str, object], texts: Mapping[str, str]) -> tuple[Term, ...]:
    start = _day(texts.get("valid_from"))
    renamed = texts.get("kind") == RENAMED
    better = texts["term"]
    avoided = []
    for text in _texts(record, "avoid"):
        if renamed:
            end = start - timedelta(days=1) if start and start > date.min else date.min
            avoided.append(Term(text=text, status=NormativeStatus.SUPERSEDED, valid_to=end, replaced_by=better))
        else:
            reason = dict.fromkeys(LANGUAGES, record["comment"]) if isinstance(record.get("comment"), str) else None
            avoided.append(Term(text=text, status=NormativeStatus.DEPRECATED, type=TermType.VARIANT, replaced_by=better, reason=reason))  # type: ignore[arg-type]
    return (_preferred(better, start if renamed else None), *avoided)


def _concept(entry: str, terms: Mapping[str, tuple[Term, ...]]) -> Concept:
    sections = {lang: LanguageSection(definition="", terms=found) for lang, found in terms.items()}
    return Concept(id=entry, domain=PREFIX.rstrip("-"), entry_status=EntryStatus.DRAFT, sections=sections)


def _pitfall(entry: str, kind: PitfallKind, lang: str, find: tuple[str, ...], senses: tuple[str, ...]) -> Pitfall:
    listed = " / ".join(senses)
    told = dict.fromkeys(LANGUAGES, listed)
    return Pitfall(
        id=entry,
        kind=kind,
        level=Level.INFORMATION if kind is PitfallKind.REGISTER else Level.WARNING,
        concepts=(),
        sources=(),
        title={tag: find[0].strip('"') for tag in LANGUAGES} if find else {},
        reads={lang: told, other(lang): told} if listed else {},
        write=told,
        triggers=(Trigger(lang=lang, find=find, conditions=Conditions(alone=kind is PitfallKind.AMBIGUOUS)),),
        senses=tuple(Sense(concept=sense, cues={}) for sense in senses),
    )
