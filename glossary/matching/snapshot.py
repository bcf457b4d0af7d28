"""A compiled snapshot as bytes, so that a cold command answers without reading entries or opening a dictionary.

The bytes are plain data (MessagePack), never code, and are used only if they are whole: magic, format, digest, the tag of the
compiler and the key are checked first. Concepts and pitfalls are decoded one by one, when they are asked for. Where the file
lies, and who makes it, is not known here.
"""

import hashlib
import importlib.util
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

import msgspec

from glossary import __version__
from glossary.domain.concept import Concept, Domain, Source
from glossary.errors import N_, GlossaryError
from glossary.matching.compile import Layer, Snapshot, stack
from glossary.matching.layer_index import IndexRecord, LayerIndex
from glossary.matching.succession import Succession
from glossary.text.spelling import Speller
from glossary.text.wordlists import WordLists, shipped_files

if TYPE_CHECKING:
    from glossary.domain.pitfall import Pitfall

MAGIC: Final = b"KAKEHASI"
FORMAT: Final = 1
"""Raised when the stored shape or the meaning of a key changes."""

_DIGEST_SIZE: Final = hashlib.sha256().digest_size
_HEADER_SIZE: Final = len(MAGIC) + 2 + _DIGEST_SIZE
_DICTIONARY: Final = "sudachidict_core"

Item = TypeVar("Item")


class UnusableSnapshot(GlossaryError):
    """The bytes are no snapshot that this program can use: compile again."""

    code: ClassVar[str] = "unusable-snapshot"
    template: ClassVar[str] = N_("The compiled termbase cannot be used: {reason}. It will be compiled again.")


class _StoredLayer(msgspec.Struct, array_like=True):
    name: str
    revision: str
    domains: dict[str, msgspec.Raw]
    sources: dict[str, msgspec.Raw]
    concepts: dict[str, msgspec.Raw]
    pitfalls: dict[str, msgspec.Raw]
    index: IndexRecord


class _Stored(msgspec.Struct, array_like=True):
    tag: str
    key: str
    layers: list[_StoredLayer]
    pitfalls_of: dict[str, tuple[str, ...]]
    succession: Succession
    lists: WordLists


class LazyRecords(Mapping[str, Item]):
    """Encoded records by id, each decoded when it is first asked for and then kept."""

    def __init__(self, encoded: Mapping[str, msgspec.Raw], decode: Callable[[msgspec.Raw], Item]) -> None:
        self._encoded = encoded
        self._decode = decode
        self._decoded: dict[str, Item] = {}

    def __getitem__(self, key: str) -> Item:
        found = self._decoded.get(key)
        if found is None:
            # Two threads may both decode it; the records are equal and immutable.
            found = self._decoded[key] = self._decode(self._encoded[key])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._encoded)

    def __len__(self) -> int:
        return len(self._encoded)

    def __contains__(self, key: object) -> bool:
        return key in self._encoded


_STORED: Final = msgspec.msgpack.Decoder(_Stored)


@cache
def _decoder(shape: type[Item]) -> "msgspec.msgpack.Decoder[Item]":
    """A decoder is made when the first record of its shape is asked for: making it takes longer than decoding a record."""
    return msgspec.msgpack.Decoder(shape)


def _decode_concept(encoded: msgspec.Raw) -> Concept:
    found: Concept = _decoder(Concept).decode(encoded)
    return found


def _decode_domain(encoded: msgspec.Raw) -> Domain:
    found: Domain = _decoder(Domain).decode(encoded)
    return found


def _decode_source(encoded: msgspec.Raw) -> Source:
    found: Source = _decoder(Source).decode(encoded)
    return found


def _decode_pitfall(encoded: msgspec.Raw) -> "Pitfall":
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
                domains=_encoded(layer.domains),
                sources=_encoded(layer.sources),
                concepts=_encoded(layer.concepts),
                pitfalls=_encoded(layer.pitfalls),
                index=index.record,
            )
            for layer, index in zip(snapshot.layers, snapshot.indexes, strict=True)
        ],
        pitfalls_of=dict(snapshot.pitfalls_of),
        succession=snapshot.succession,
        lists=snapshot.lists,
    )
    content = msgspec.msgpack.encode(stored, order="deterministic")
    return MAGIC + FORMAT.to_bytes(2, "big") + hashlib.sha256(content).digest() + content


def _encoded(records: Mapping[str, object]) -> dict[str, msgspec.Raw]:
    encode = msgspec.msgpack.Encoder(order="deterministic").encode
    return {key: msgspec.Raw(encode(record)) for key, record in records.items()}


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
            domains=LazyRecords(layer.domains, _decode_domain),
            sources=LazyRecords(layer.sources, _decode_source),
            concepts=LazyRecords(layer.concepts, _decode_concept),
            pitfalls=LazyRecords(layer.pitfalls, _decode_pitfall),
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
    if data[: len(MAGIC)] != MAGIC:
        raise UnusableSnapshot(reason=N_("it is not a compiled termbase"))
    if len(data) < _HEADER_SIZE:
        raise UnusableSnapshot(reason=N_("it is cut off"))
    found = int.from_bytes(data[len(MAGIC) : len(MAGIC) + 2], "big")
    if found != FORMAT:
        raise UnusableSnapshot(reason=N_("another version of the program made it"))
    content = memoryview(data)[_HEADER_SIZE:]
    if hashlib.sha256(content).digest() != data[_HEADER_SIZE - _DIGEST_SIZE : _HEADER_SIZE]:
        raise UnusableSnapshot(reason=N_("it is damaged"))
    try:
        return _STORED.decode(content)
    except msgspec.DecodeError as error:
        raise UnusableSnapshot(reason=str(error)) from None
