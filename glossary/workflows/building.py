"""From stored or shipped terms to a compiled snapshot, through a file that is kept between runs.

Compiling takes seconds, reading the kept file milliseconds. The file never needs to be deleted by hand: its name holds the revisions
and the code, and the bytes themselves say which dictionary and word lists they were made with.
"""

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

from glossary import __version__
from glossary.config import Settings
from glossary.errors import InaccessibleFile
from glossary.files.refusals import reason_of
from glossary.matching.compile import Layer, Snapshot, compile_snapshot
from glossary.matching.snapshot import dump_snapshot, load_snapshot
from glossary.store.revision import LayerRevision
from glossary.workflows.cache import FileCache

SHIPPED_LAYER = "shipped"

_PACKAGE = Path(__file__).resolve().parent.parent

_log = logging.getLogger(__name__)

Layers = Callable[[], Sequence[Layer]]


def tag(layer: LayerRevision) -> str:
    """The revision of a layer for keys: the number for people, the checksum because two databases count alike."""
    return f"{layer.number}-{layer.checksum[:12]}"


def key_of(layers: Sequence[LayerRevision]) -> str:
    """The key that the snapshot of these layers will have; empty without layers."""
    return "+".join(f"{layer.name}@{tag(layer)}" for layer in layers)


def from_database(settings: Settings, path: Path, layers: Sequence[LayerRevision], previous: Snapshot | None = None) -> Snapshot:
    """The snapshot of a database that was seen with these layers; where it has moved on since, that of the newer ones.

    Layers that ``previous`` holds at the same revision are not compiled again.
    Raises UnreadableDatabase, InvalidTermbase.
    """

    def read() -> Sequence[Layer]:
        from glossary.store.concepts import read_layers  # inline: slow import

        return [
            Layer(
                name=stored.revision.name,
                revision=tag(stored.revision),
                domains=stored.termbase.domains,
                sources=stored.termbase.sources,
                concepts=stored.termbase.concepts,
                pitfalls=stored.termbase.pitfalls,
            )
            for stored in read_layers(path)
            if stored.revision.number
        ]

    return _compiled(settings, key_of(layers), read, previous)


def from_folder(settings: Settings) -> Snapshot:
    """The snapshot of the shipped terms, for want of a database. Raises InvalidTermbase, UnreadableFile."""
    revision = folder_revision(settings.terms_folder)

    def read() -> Sequence[Layer]:
        from glossary.formats import house  # inline: slow import

        termbase = house.read_termbase(settings.terms_folder)
        return [
            Layer(
                name=SHIPPED_LAYER,
                revision=revision,
                domains=termbase.domains,
                sources=termbase.sources,
                concepts=termbase.concepts,
                pitfalls=termbase.pitfalls,
            )
        ]

    return _compiled(settings, f"{SHIPPED_LAYER}@{revision}", read)


def folder_revision(folder: Path) -> str:
    """What stands for a revision where terms come from a folder: the names, sizes and times of its files.

    Hashing what is in them, as a load does, would take longer than a short command needs for all the rest.
    """
    digest = blake2b(f"{__version__}\0{folder}".encode("utf-8", "surrogateescape"), digest_size=6)
    for line in sorted(_stamps(str(folder))):
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _stamps(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    yield from _stamps(entry.path)
                elif entry.name.endswith(".toml"):
                    found = entry.stat()
                    yield f"{entry.path}\0{found.st_size}\0{found.st_mtime_ns}\n"
    except OSError as error:
        raise InaccessibleFile(path=str(error.filename or folder), reason=reason_of(error)) from None


def _compiled(settings: Settings, key: str, read: Layers, previous: Snapshot | None = None) -> Snapshot:
    """The snapshot of that key from its file, else compiled and kept."""

    def make() -> Snapshot:
        started = time.perf_counter()
        snapshot = compile_snapshot(read(), previous=previous)
        _log.info("compiled %s: %d concepts in %.1f s", snapshot.key, len(snapshot.concepts), time.perf_counter() - started)
        return snapshot

    return FileCache(settings.cache_folder).obtain(
        f"{key} {__version__} {code_stamp()}",
        load=lambda content: load_snapshot(content, key=key),
        make=make,
        # The database may have moved on between the question and the reading: then the name would be wrong.
        dump=lambda snapshot: dump_snapshot(snapshot) if snapshot.key == key else None,
    )


def code_stamp() -> str:
    """Sizes and times of the modules that compile: in a checkout they change without a new version of the program."""
    digest = blake2b(digest_size=16)
    for room in ("domain", "text", "matching"):
        for path in sorted((_PACKAGE / room).glob("*.py")):
            state = path.stat()
            digest.update(f"{path.name} {state.st_size} {state.st_mtime_ns}\0".encode())
    return digest.hexdigest()
