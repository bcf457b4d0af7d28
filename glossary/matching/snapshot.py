"""A compiled snapshot as bytes, so that a cold command answers without reading entries or opening a dictionary.

The bytes are plain data (MessagePack), never code, and are used only if they are whole: the seal, the tag of the compiler and
the key are checked first. Concepts and pitfalls are decoded one by one, when they are asked for. Where the file
lies, and who makes it, is not known here.
"""

import hashlib
import importlib.util
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

import msgspec

from glossary import __version__
from glossary.domain.concept import Concept, Domain, Source
from glossary.errors import N_, GlossaryError
from glossary.matching.compile import Layer, Snapshot, stack
from glossary.matching.kept import KeptRecords, RecordParts
from glossary.matching.layer_index import IndexRecord, LayerIndex
from glossary.matching.sealed import BrokenSeal, sealed, unsealed
from glossary.matching.succession import Succession
from glossary.text.spelling import Speller
from glossary.text.wordlists import WordLists, shipped_files

if TYPE_CHECKING:
    from glossary.domain.pitfall import Pitfall

MAGIC: Final = b"KAKEHASI"
FORMAT: Final = 2
"""Raised when the stored shape or the meaning of a key changes."""

_DICTIONARY: Final = "sudachidict_core"

Item = TypeVar("Item")


class UnusableSnapshot(GlossaryError):
    """The bytes are no snapshot that this program can use: compile again."""

    code: ClassVar[str] = "unusable-snapshot"
    template: ClassVar[str] = N_("The compiled termbase cannot be used: {reason}. It will be compiled again.")


class _StoredLayer(msgspec.Struct, array_like=True):
    name: str
    revision: str
    domains: RecordParts
    sources: RecordParts
    concepts: RecordParts
    pitfalls: RecordParts
    index: IndexRecord


class _Stored(msgspec.Struct, array_like=True):
    tag: str
    key: str
    layers: list[_StoredLayer]
    pitfalls_of: dict[str, tuple[str, ...]]
    succession: Succession
    lists: WordLists


_STORED: Final = msgspec.msgpack.Decoder(_Stored)


@cache
def _decoder(shape: type[Item]) -> "msgspec.msgpack.Decoder[Item]":
    """A decoder is made when the first record of its shape is asked for: making it takes longer than decoding a record."""
    return msgspec.msgpack.Decoder(shape)


def _decode_concept(encoded: memoryview) -> Concept:
    found: Concept = _decoder(Concept).decode(encoded)
    return found


def _decode_domain(encoded: memoryview) -> Domain:
    found: Domain = _decoder(Domain).decode(encoded)
    return found


def _decode_source(encoded: memoryview) -> Source:
    found: Source = _decoder(Source).decode(encoded)
    return found


def _decode_pitfall(encoded: memoryview) -> "Pitfall":
    from glossary.domain.pitfall import Pitfall  # inline: slow import

    found: Pitfall = _decoder(Pitfall).decode(encoded)
    return found


def compiler_tag() -> str:
    """What a compiled snapshot depends on besides its layers: program, format, machine, Unicode tables, dictionary, word lists."""
    digest = hashlib.sha256(usedforsecurity=False)
    for path in shipped_files():
        digest.update(path.read_bytes())
    parts = (__version__, str(FORMAT), sys.byteorder, unicodedata.unidata_version, _dictionary_mark(), digest.hexdigest()[:16])
    return "/".join(parts)


def _dictionary_mark() -> str:
    """Size and time of the analyser's dictionary: asking for its version would take longer than a look-up."""
    spec = importlib.util.find_spec(_DICTIONARY)
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    files = [path for place in places for path in sorted(Path(place, "resources").glob("*.dic"))]
    return "-".join(f"{path.stat().st_size:x}.{path.stat().st_mtime_ns:x}" for path in files) or "none"


def dump_snapshot(snapshot: Snapshot) -> bytes:
    """The snapshot as bytes for ``load_snapshot`` of the same program on the same kind of machine."""
    stored = _Stored(
        tag=compiler_tag(),
        key=snapshot.key,
        layers=[
            _StoredLayer(
                name=layer.name,
                revision=layer.revision,
                domains=RecordParts.of(layer.domains),
                sources=RecordParts.of(layer.sources),
                concepts=RecordParts.of(layer.concepts),
                pitfalls=RecordParts.of(layer.pitfalls),
                index=index.record,
            )
            for layer, index in zip(snapshot.layers, snapshot.indexes, strict=True)
        ],
        pitfalls_of=dict(snapshot.pitfalls_of),
        succession=snapshot.succession,
        lists=snapshot.lists,
    )
    content = msgspec.msgpack.encode(stored, order="deterministic")
    return sealed(MAGIC, FORMAT, content)


def load_snapshot(data: bytes, *, key: str | None = None) -> Snapshot:
    """The snapshot from its bytes. Raises UnusableSnapshot where they are foreign, older, cut off, changed or of another key."""
    stored = _read(data)
    if stored.tag != compiler_tag():
        raise UnusableSnapshot(reason=N_("another version of the program, its word lists or its dictionary made it"))
    if key is not None and stored.key != key:
        raise UnusableSnapshot(reason=N_("it holds other revisions of the terms"))
    layers = tuple(
        Layer(
            name=layer.name,
            revision=layer.revision,
            domains=KeptRecords(layer.domains, _decode_domain),
            sources=KeptRecords(layer.sources, _decode_source),
            concepts=KeptRecords(layer.concepts, _decode_concept),
            pitfalls=KeptRecords(layer.pitfalls, _decode_pitfall),
        )
        for layer in stored.layers
    )
    return Snapshot(
        layers=layers,
        key=stored.key,
        domains=stack([layer.domains for layer in layers]),
        sources=stack([layer.sources for layer in layers]),
        concepts=stack([layer.concepts for layer in layers]),
        pitfalls=stack([layer.pitfalls for layer in layers]),
        pitfalls_of=stored.pitfalls_of,
        indexes=tuple(LayerIndex(layer.index) for layer in stored.layers),
        succession=stored.succession,
        speller=Speller(stored.lists),
    )


def _read(data: bytes) -> _Stored:
    try:
        return _STORED.decode(unsealed(MAGIC, FORMAT, data))
    except BrokenSeal as error:
        raise UnusableSnapshot(reason=error.reason) from None
    except msgspec.DecodeError as error:
        raise UnusableSnapshot(reason=str(error)) from None
