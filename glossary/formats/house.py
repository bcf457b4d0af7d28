"""The house format: the TOML tree of ``terms/``, read with all problems named and written in one canonical form.

Canonical means: fields in a fixed order, terms by status, lists of keys sorted, no comments, no trailing spaces. Reading and
writing a canonical file gives the same bytes, and the order in which fields or files arrive does not matter.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from glossary.domain.concept import Concept
from glossary.domain.document import concept_record, domain_record, pitfall_record, source_record
from glossary.domain.pitfall import Pitfall
from glossary.domain.profile import Profile
from glossary.domain.termbase import Termbase
from glossary.domain.validation import read_concept, read_domain, read_pitfall, read_profile, read_source
from glossary.errors import N_, InaccessibleFile, InvalidRecord, InvalidTermbase, Problem, UnreadableFile
from glossary.files.refusals import reason_of
from glossary.files.toml import read_toml
from glossary.text.languages import LANGUAGES

MAX_FILE_BYTES = 200_000
"""An entry file larger than this is no entry."""

MAX_TABLES_BYTES = 2_000_000
"""The same for a file of many tables, such as the sources of all entries."""

SOURCES_FILE = "sources.toml"
DOMAINS_FILE = "domains.toml"
CONCEPTS_FOLDER = "concepts"
PITFALLS_FOLDER = "pitfalls"
LEXICON_FOLDER = "lexicon"
PROFILES_FOLDER = "profiles"

Item = TypeVar("Item")


def read_termbase(folder: Path, progress: Callable[[int, int], None] | None = None) -> Termbase:
    """The whole tree. Raises InvalidTermbase with the problems of *all* files, each named by file and field.

    ``progress`` is called with (entries read, entries in the tree).
    """
    if not (folder / DOMAINS_FILE).is_file():
        raise InvalidTermbase(str(folder), [Problem(DOMAINS_FILE, N_("this file is missing; is this a termbase folder?"))])
    problems: list[Problem] = []
    told = _telling(progress, sum(1 for _ in entry_files(folder))) if progress else None
    termbase = Termbase(
        domains=_read_tables(folder / DOMAINS_FILE, lambda key, record: read_domain(key, record, LANGUAGES), problems, folder),
        sources=_read_tables(folder / SOURCES_FILE, read_source, problems, folder),
        concepts=_read_files(folder, CONCEPTS_FOLDER, lambda record: read_concept(record, LANGUAGES), problems, told),
        pitfalls=_read_files(folder, PITFALLS_FOLDER, lambda record: read_pitfall(record, LANGUAGES), problems, told),
        lexicon=_read_lexicon(folder, problems),
        profiles=_read_profiles(folder, problems),
    )
    if problems:
        raise InvalidTermbase(str(folder), problems)
    return termbase


def _telling(progress: Callable[[int, int], None], total: int) -> Callable[[], None]:
    """Each call tells the progress of one more entry."""
    done = itertools.count(1)
    return lambda: progress(next(done), total)


def read_lexicon_tables(folder: Path) -> dict[str, dict[str, object]]:
    """The tables of the word lists by file name. Raises UnreadableFile."""
    return {path.stem: read_record(path) for path in sorted((folder / LEXICON_FOLDER).glob("*.toml"))}


def read_profiles(folder: Path) -> dict[str, Profile]:
    """The profiles by name. Raises UnreadableFile, InvalidRecord."""
    return {path.stem: read_profile(path.stem, read_record(path), LANGUAGES) for path in sorted((folder / PROFILES_FOLDER).glob("*.toml"))}


def entry_files(folder: Path) -> Iterator[Path]:
    """The files of all concepts and pitfalls, sorted."""
    yield from sorted((folder / CONCEPTS_FOLDER).rglob("*.toml"))
    yield from sorted((folder / PITFALLS_FOLDER).rglob("*.toml"))


def canonical_files(termbase: Termbase) -> dict[str, str]:
    """The canonical text of every file of the tree, keyed by its path in the tree."""
    files = {
        DOMAINS_FILE: format_tables({key: domain_record(domain) for key, domain in termbase.domains.items()}),
        SOURCES_FILE: format_tables({key: source_record(termbase.sources[key]) for key in sorted(termbase.sources)}),
    }
    for concept in termbase.concepts.values():
        files[concept_path(concept)] = format_concept(concept)
    for pitfall in termbase.pitfalls.values():
        files[f"{PITFALLS_FOLDER}/{pitfall.id}.toml"] = format_pitfall(pitfall)
    return files


def concept_path(concept: Concept) -> str:
    """Where a concept's file stands in the tree."""
    return f"{CONCEPTS_FOLDER}/{concept.domain}/{concept.id}.toml"


def format_concept(concept: Concept) -> str:
    """The canonical text of a concept file."""
    return format_record(concept_record(concept))


def format_pitfall(pitfall: Pitfall) -> str:
    """The canonical text of a pitfall file."""
    return format_record(pitfall_record(pitfall))


def read_record(path: Path, limit: int = MAX_FILE_BYTES) -> dict[str, object]:
    """The TOML of one file. Raises UnreadableFile with line and reason."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise InaccessibleFile(path=str(path), reason=reason_of(error)) from None
    return read_toml(content, str(path), limit)


def _read_files(
    folder: Path, name: str, read: Callable[[object], Item], problems: list[Problem], told: Callable[[], None] | None
) -> dict[str, Item]:
    items: dict[str, Item] = {}
    homes: dict[str, str] = {}
    for path in sorted((folder / name).rglob("*.toml")):
        shown = path.relative_to(folder).as_posix()
        if told:
            told()
        item = _read_file(path, shown, read, problems)
        if item is None:
            continue
        key = item.id  # type: ignore[attr-defined]  # concepts and pitfalls both have ids
        if key != path.stem:
            problems.append(
                Problem(f"{shown}: id", N_("the file is called {name}; file name and id must be the same"), (("name", path.name),))
            )
        if isinstance(item, Concept) and item.domain != path.parent.name:
            problems.append(
                Problem(
                    f"{shown}: domain",
                    N_("the file stands in the folder {folder}; folder and domain must be the same"),
                    (("folder", path.parent.name),),
                )
            )
        if key in homes:
            problems.append(Problem(f"{shown}: id", N_("{other} has the same id"), (("other", homes[key]),)))
        homes[key] = shown
        items[key] = item
    return dict(sorted(items.items()))


def _read_file(path: Path, shown: str, read: Callable[[object], Item], problems: list[Problem]) -> Item | None:
    """What one file holds, or None with its problems noted under the name that is shown."""
    try:
        return read(read_record(path))
    except InvalidRecord as error:
        problems += [Problem(f"{shown}: {problem.field}".rstrip(": "), problem.template, problem.params) for problem in error.problems]
    except UnreadableFile as error:
        problems.append(_unreadable(shown, error))
    return None


def _read_profiles(folder: Path, problems: list[Problem]) -> dict[str, Profile]:
    """The profiles that can be read, by name, with the problems of all of them noted."""
    found = {}
    for path in sorted((folder / PROFILES_FOLDER).glob("*.toml")):
        name = path.stem
        profile = _read_file(path, path.relative_to(folder).as_posix(), partial(read_profile, name, languages=LANGUAGES), problems)
        if profile is not None:
            found[name] = profile
    return found


def _read_lexicon(folder: Path, problems: list[Problem]) -> dict[str, dict[str, object]]:
    """The word lists that can be read, by name, with the problems of all of them noted."""
    found = {}
    for path in sorted((folder / LEXICON_FOLDER).glob("*.toml")):
        try:
            found[path.stem] = read_record(path)
        except UnreadableFile as error:
            problems.append(_unreadable(path.relative_to(folder).as_posix(), error))
    return found


def _unreadable(shown: str, error: UnreadableFile) -> Problem:
    if isinstance(error, InaccessibleFile):
        return Problem(shown, N_("it cannot be opened: {reason}"), (("reason", error.params["reason"]),))
    return Problem(shown, N_("line {line}: {reason}"), (("line", error.params["line"]), ("reason", error.params["reason"])))


def _read_tables(path: Path, read: Callable[[str, object], Item], problems: list[Problem], folder: Path) -> dict[str, Item]:
    shown = path.relative_to(folder).as_posix()
    items: dict[str, Item] = {}
    try:
        tables = read_record(path, MAX_TABLES_BYTES) if path.exists() else {}
    except UnreadableFile as error:
        problems.append(_unreadable(shown, error))
        return items
    for key, record in tables.items():
        try:
            items[key] = read(key, record)
        except InvalidRecord as error:
            problems += [
                Problem(f"{shown}: {key}.{problem.field}".rstrip("."), problem.template, problem.params) for problem in error.problems
            ]
    return items


def format_tables(tables: Mapping[str, Mapping[str, object]]) -> str:
    """Several keyed tables, such as the sources."""
    return "\n".join(format_record(table, (key,)) for key, table in tables.items())


def format_record(record: Mapping[str, object], path: tuple[str, ...] = ()) -> str:
    """One record as TOML in the order of its fields: plain values first, then tables, then lists of tables."""
    plain = {key: value for key, value in record.items() if not _is_table(value) and not _is_table_list(value)}
    lines = [f"{_key(key)} = {_value(value)}" for key, value in plain.items()]
    blocks = ["\n".join(([f"[{_path(path)}]"] if path else []) + lines)] if lines or (path and not record) else []
    for key, value in record.items():
        if _is_table(value):
            blocks.append(format_record(value, (*path, key)).rstrip("\n"))  # type: ignore[arg-type]
        elif _is_table_list(value):
            blocks += [_format_item(item, (*path, key)) for item in value]  # type: ignore[attr-defined]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _format_item(item: Mapping[str, object], path: tuple[str, ...]) -> str:
    """One element of a list of tables: its small tables stand inline or under dotted keys, so that it stays one block."""
    lines = [f"[[{_path(path)}]]"]
    for key, value in item.items():
        if isinstance(value, Mapping) and all(isinstance(inner, str) for inner in value.values()):
            lines.append(f"{_key(key)} = {_value(value)}")
        elif isinstance(value, Mapping):
            lines += [f"{_key(key)}.{_key(inner)} = {_value(part)}" for inner, part in value.items()]
        else:
            lines.append(f"{_key(key)} = {_value(value)}")
    return "\n".join(lines)


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_table_list(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _path(path: tuple[str, ...]) -> str:
    return ".".join(_key(part) for part in path)


def _key(key: str) -> str:
    bare = key and all(char.isascii() and (char.isalnum() or char in "-_") for char in key)
    return key if bare else _value(key)


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return (
            '"'
            + "".join(_ESCAPES.get(char) or (f"\\u{ord(char):04x}" if ord(char) < 32 or ord(char) == 127 else char) for char in value)
            + '"'
        )
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + " }"
    raise TypeError(f"TOML cannot hold {type(value).__name__}")
