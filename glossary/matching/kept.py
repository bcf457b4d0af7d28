"""Long sequences of compiled things, decoded one by one when they are asked for: a short draft needs a handful of thousands."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar, overload

import msgspec

from glossary.matching.packed import Parts, Pieces

Item = TypeVar("Item")


class Kept(Sequence[Item], Generic[Item]):
    """Encoded items; each is decoded when first asked for and then kept. Safe for threads: equal items may be decoded twice."""

    def __init__(self, parts: Parts, decoder: "msgspec.msgpack.Decoder[Item]") -> None:
        self._encoded = Pieces.from_parts(parts)
        self._decoder = decoder
        self._decoded: dict[int, Item] = {}

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        found = self._decoded.get(index)
        if found is None:
            found = self._decoded[index] = self._decoder.decode(self._encoded[index])
        return found

    def __len__(self) -> int:
        return len(self._encoded)


class RecordParts(msgspec.Struct, array_like=True):
    """Records by id as they are stored."""

    ids: list[str]
    parts: Parts

    @classmethod
    def of(cls, records: Mapping[str, object]) -> "RecordParts":
        """Each record encoded by itself."""
        return cls(ids=list(records), parts=encoded(records.values()))


class KeptRecords(Mapping[str, Item]):
    """Encoded records by id, each decoded when it is first asked for and then kept. Safe for threads."""

    def __init__(self, stored: RecordParts, decode: Callable[[memoryview], Item]) -> None:
        self._places = {key: place for place, key in enumerate(stored.ids)}
        self._encoded = Pieces.from_parts(stored.parts)
        self._decode = decode
        self._decoded: dict[str, Item] = {}

    def __getitem__(self, key: str) -> Item:
        found = self._decoded.get(key)
        if found is None:
            # Two threads may both decode it; the records are equal and immutable.
            found = self._decoded[key] = self._decode(self._encoded[self._places[key]])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, key: object) -> bool:
        return key in self._places


class Chained(Sequence[Item], Generic[Item]):
    """Two sequences as one."""

    def __init__(self, first: Sequence[Item], second: Sequence[Item]) -> None:
        self._first = first
        self._second = second

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        size = len(self._first)
        return self._first[index] if index < size else self._second[index - size]

    def __len__(self) -> int:
        return len(self._first) + len(self._second)


def encoded(items: Iterable[object], enc_hook: Callable[[object], object] | None = None) -> Parts:
    """The items as they are kept, equal ones as equal bytes. ``enc_hook`` makes what msgspec does not know into what it knows."""
    encode = msgspec.msgpack.Encoder(order="deterministic", enc_hook=enc_hook).encode
    return Pieces.of(map(encode, items)).parts()
