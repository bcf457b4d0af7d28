"""Long sequences of short things in one piece of memory: they load in no time, and items are cut out when they are asked for."""

from array import array
from collections.abc import Iterable, Sequence

Numbers = Sequence[int]


Parts = tuple[bytes, memoryview]
"""Pieces as they are stored: where each starts, as ``packed``, and all of them in one."""


def numbers(data: bytes | memoryview) -> Numbers:
    """The numbers that ``packed`` made bytes of."""
    return memoryview(data).cast("I")


def packed(found: Iterable[int]) -> bytes:
    """Numbers under 2³² as bytes, in this machine's order."""
    return array("I", found).tobytes()


class Pieces(Sequence[memoryview]):
    """Pieces of bytes as parts of a long one. ``starts`` say where each begins, and where the last one ends."""

    def __init__(self, starts: Numbers, content: memoryview) -> None:
        self.starts = starts
        self.content = content

    @classmethod
    def of(cls, pieces: Iterable[bytes]) -> "Pieces":
        """Pieces in one; less than 4 GiB of them."""
        starts, content = array("I", (0,)), bytearray()
        for piece in pieces:
            content += piece
            starts.append(len(content))
        return cls(starts, memoryview(content))

    @classmethod
    def from_parts(cls, parts: Parts) -> "Pieces":
        """The pieces of what ``parts`` gave."""
        return cls(numbers(parts[0]), parts[1])

    def parts(self) -> Parts:
        """What is to be stored."""
        return packed(self.starts), self.content

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> memoryview:  # type: ignore[override]
        return self.content[self.starts[number] : self.starts[number + 1]]


class Rows(Sequence[tuple[int, ...]]):
    """Rows of numbers. ``starts`` say where each row begins, and where the last one ends."""

    def __init__(self, starts: Numbers, items: Numbers) -> None:
        self.starts = starts
        self.items = items

    @classmethod
    def of(cls, rows: Iterable[Sequence[int]]) -> "Rows":
        """Rows made of sequences."""
        starts, items = array("I", (0,)), array("I")
        for row in rows:
            items.extend(row)
            starts.append(len(items))
        return cls(starts, items)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> tuple[int, ...]:  # type: ignore[override]
        return tuple(self.items[self.starts[number] : self.starts[number + 1]])


class Texts(Sequence[str]):
    """Short texts as parts of a long one. ``starts`` say where each begins, and where the last one ends."""

    def __init__(self, starts: Numbers, text: str) -> None:
        self.starts = starts
        self.text = text

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Texts":
        """Texts in one piece."""
        starts = array("I", (0,))
        for text in texts:
            starts.append(starts[-1] + len(text))
        return cls(starts, "".join(texts))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> str:  # type: ignore[override]
        return self.text[self.starts[number] : self.starts[number + 1]]
