"""Long sequences of compiled things, decoded one by one when they are asked for: a short draft needs a handful of thousands."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

import msgspec

Item = TypeVar("Item")


class Kept(Sequence[Item], Generic[Item]):
    """Encoded items; each is decoded when first asked for and then kept. Safe for threads: equal items may be decoded twice."""

    def __init__(self, encoded: Sequence[msgspec.Raw], decoder: "msgspec.msgpack.Decoder[Item]") -> None:
        self._encoded = encoded
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


def encoded(items: Sequence[object], enc_hook: Callable[[object], object] | None = None) -> list[msgspec.Raw]:
    """The items as they are kept, equal ones as equal bytes. ``enc_hook`` makes what msgspec does not know into what it knows."""
    encode = msgspec.msgpack.Encoder(order="deterministic", enc_hook=enc_hook).encode
    return [msgspec.Raw(encode(item)) for item in items]
