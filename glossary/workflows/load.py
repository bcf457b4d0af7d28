"""Loading terms into the database: everything is validated first, compared, and written in one transaction or not at all."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from glossary import __version__
from glossary.config import Settings
from glossary.domain.termbase import Termbase
from glossary.errors import N_, InaccessibleFile, InvalidRecord, InvalidTermbase, Problem, UnreadableDatabase, UnreadableFile
from glossary.files.refusals import reason_of
from glossary.formats import house
from glossary.store import records, search
from glossary.store.difference import Difference
from glossary.store.plan import Content, Stored, make_plan
from glossary.store.revision import DatabaseState, LayerRevision, read_state
from glossary.store.sqlite import database_file, reading

if TYPE_CHECKING:
    from glossary.matching.checking import Checking

SHIPPED: Final = "shipped"
"""The layer that mirrors a termbase folder: a concept whose file has gone is retired, never deleted."""

AT_START: Final = "start"
"""The actor of a load that the program does by itself."""

Progress = Callable[[int, int], None]
"""Called with (done, total)."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load did or, in a dry run, would do. ``revision`` is that of the layer afterwards; 0 where there is none yet.

    ``checking`` is what the pitfalls of a folder were proved with: it can serve these terms without being compiled again.
    """

    difference: Difference
    revision: int
    checking: "Checking | None" = None


def load(settings: Settings, folder: Path | None = None, *, actor: str, dry_run: bool = False, progress: Progress | None = None) -> Loaded:
    """Bring the shipped layer to a termbase folder, the one of the settings unless another one is named.

    A folder that is named stays in service when the program starts again; loading without a name goes back. Raises
    InvalidTermbase with the problems of all files, UnreadableDatabase, NewerDatabase; then nothing was changed.
    """
    path = database_file(settings.database_url)
    source = folder or settings.terms_folder
    fingerprint = folder_fingerprint(source)
    content, checking = _read_content(source, progress)
    if dry_run:
        return _compare(path, content)
    from glossary.store import layers  # inline: slow import
    from glossary.store.migrate import upgrade  # inline: slow import

    upgrade(path)
    change = layers.Change(
        layer=SHIPPED,
        actor=actor,
        reason=f"loaded from {source}",
        moment=_now(),
        fingerprint=fingerprint,
        pinned=source.resolve() != settings.terms_folder.resolve(),
    )
    size = len(content.concepts) + len(content.pitfalls)
    difference = layers.write(path, content, change, _second_half(progress, size))
    return Loaded(difference=difference, revision=_layer(read_state(path), SHIPPED).number, checking=checking)


def load_records(
    settings: Settings, layer: str, name: str, concepts: Iterable[object], *, actor: str, reason: str, progress: Progress | None = None
) -> Loaded:
    """Put parsed concepts, such as the lines of a JSON Lines file, into a layer: new ones are added, known ones changed, none retired.

    ``name`` is what a person calls them, such as the name of the file. The database must be up to date. Raises
    InvalidTermbase with the problems of all records; then nothing was changed.
    """
    from glossary.store import layers  # inline: slow import

    path = database_file(settings.database_url)
    content = Content(name=name, concepts=layers.validated(name, concepts))
    difference = layers.write(path, content, layers.Change(layer=layer, actor=actor, reason=reason, moment=_now()), progress)
    return Loaded(difference=difference, revision=_layer(read_state(path), layer).number)


def prepare(settings: Settings, progress: Progress | None = None) -> "Checking | None":
    """Make the database ready to serve: create or migrate it, load the shipped terms where they are new.

    What a load compiled is handed on. Quick where nothing is to be done: that is seen from the file and from the bytes of the folder, without the ORM. A folder that
    cannot be loaded, or a disk that cannot be written, is told in the log when there are older terms to go on with, else raised.
    """
    path = database_file(settings.database_url)
    state = read_state(path)
    if state is None or not state.is_current or not _has_index(path):
        from glossary.store.migrate import upgrade  # inline: slow import

        upgrade(path)
        state = read_state(path)
    layer = _layer(state, SHIPPED)
    if layer.pinned or (layer.number and layer.fingerprint == folder_fingerprint(settings.terms_folder)):
        return None
    try:
        return load(settings, actor=AT_START, progress=progress).checking
    except (InvalidRecord, UnreadableFile, UnreadableDatabase) as error:
        if not layer.number:
            raise
        _log.warning("the terms in %s were not loaded, revision %d stays in service: %s", settings.terms_folder, layer.number, error)
        return None


def folder_fingerprint(folder: Path) -> str:
    """A hash of all files that a load reads, and of the program's version, which may read them differently. Empty without a folder."""
    digest = blake2b(__version__.encode(), digest_size=16)
    paths = [path for path in (folder / house.DOMAINS_FILE, folder / house.SOURCES_FILE) if path.is_file()]
    if not paths:
        return ""
    try:
        for path in (*paths, *house.entry_files(folder)):
            content = path.read_bytes()
            digest.update(f"\0{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    except OSError as error:
        raise InaccessibleFile(path=str(error.filename or folder), reason=reason_of(error)) from None
    return digest.hexdigest()


def _read_content(folder: Path, progress: Progress | None) -> "tuple[Content, Checking | None]":
    from glossary.checks.termbase import pitfall_phrase, pitfall_unproved  # inline: slow import

    termbase = house.read_termbase(folder, _first_half(progress))
    problems = [
        Problem(f"{house.concept_path(concept)}: domain", N_("there is no domain {value}"), (("value", concept.domain),))
        for concept in termbase.concepts.values()
        if concept.domain not in termbase.domains
    ]
    # What the pitfalls' own sentences say against them: a trigger that fails them would mislead drafters.
    checking = pitfall_unproved.compiled(termbase)
    unproved = pitfall_unproved.judge_with(checking, termbase) if checking is not None else ()
    problems += [
        Problem(f"{house.PITFALLS_FOLDER}/{entry}.toml: {field}", message.template, message.params)
        for entry, field, message in (*pitfall_phrase.judge(termbase), *unproved)
    ]
    if problems:
        raise InvalidTermbase(str(folder), problems)
    return content_of(str(folder), termbase), checking


def content_of(name: str, termbase: Termbase) -> Content:
    """A whole termbase, ready to be written."""
    return Content(
        name=name,
        concepts={key: records.of_concept(concept) for key, concept in termbase.concepts.items()},
        pitfalls={key: records.of_pitfall(pitfall) for key, pitfall in termbase.pitfalls.items()},
        domains={key: records.of_domain(domain) for key, domain in termbase.domains.items()},
        sources={key: records.of_source(source) for key, source in termbase.sources.items()},
        is_whole=True,
    )


def _compare(path: Path, content: Content) -> Loaded:
    state = read_state(path)
    if state is None:
        return Loaded(difference=make_plan(content, Stored()).difference, revision=0)
    if not state.is_current:
        raise UnreadableDatabase(path=str(path), reason=N_("an older version of the program made it; run glossary db upgrade"))
    from glossary.store import layers  # inline: slow import

    return Loaded(difference=layers.compare(path, SHIPPED, content), revision=_layer(state, SHIPPED).number)


def _layer(state: DatabaseState | None, name: str) -> LayerRevision:
    """The layer, or one that holds nothing."""
    nothing = LayerRevision(name=name, number=0, checksum="", fingerprint="", pinned=False, loaded_at="")
    return next((layer for layer in state.layers if layer.name == name), nothing) if state else nothing


def _has_index(path: Path) -> bool:
    with reading(path) as connection:
        return search.is_current(connection)


def _first_half(progress: Progress | None) -> Progress | None:
    """Reading and writing are one bar: the files are its first half."""
    return None if progress is None else lambda done, total: progress(done, 2 * total)


def _second_half(progress: Progress | None, size: int) -> Progress | None:
    return None if progress is None else lambda done, total: progress(size + done * size // max(total, 1), 2 * size)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
