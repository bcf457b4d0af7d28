"""Where the surfaces of phrases stand in a passage's scanned form."""

from array import array
from collections.abc import Collection, Iterator, Sequence

from glossary.matching.automaton import Hit

CUE = 4
"""The mark of a pattern that is a surface of some phrase."""


class Places:
    """Which surfaces of phrases stand in a passage's scanned form, and where; the places are gathered when first asked for."""

    __slots__ = ("_forms", "_hits", "_names", "_packed", "_starts", "surfaces")

    def __init__(self, hits: Sequence[Hit], forms: Sequence[str], marks: bytes) -> None:
        self._hits = hits
        self._names: tuple[str, ...] = ()
        self._packed: array[int] = array("I")
        self._forms = forms
        self._starts: dict[str, list[int]] | None = None
        self.surfaces = {forms[pattern] for pattern in {hit[2] for hit in hits} if marks[pattern] & CUE}

    def __contains__(self, surface: str) -> bool:
        return surface in self.surfaces or surface in self._names

    def standing(self) -> Collection[str]:
        """All surfaces that stand there, packed or not."""
        return self.surfaces or self._names

    def starts(self, surface: str) -> Sequence[int]:
        """Where a surface starts."""
        if surface not in self:
            return ()
        found = self._starts
        if found is None:
            found = {}
            for start, pattern in self._places():
                found.setdefault(self._forms[pattern], []).append(start)
            self._starts = found
        return found[surface]

    def pack(self) -> None:
        """Keep the places in a tenth of the memory, for a long text of which little will be asked again: ``surfaces`` is then empty."""
        if self._hits:
            surfaces, forms = self.surfaces, self._forms
            self._packed = array(
                "I", [number for start, _, pattern in self._hits if forms[pattern] in surfaces for number in (start, pattern)]
            )
            self._names = tuple(surfaces)
            self._hits, self.surfaces = (), set()
        self._starts = None

    def _places(self) -> Iterator[tuple[int, int]]:
        hits = self._hits  # asked once: another thread may pack them meanwhile
        if hits:
            return ((start, pattern) for start, _, pattern in hits)
        return zip(self._packed[::2], self._packed[1::2], strict=True)


NOWHERE = Places((), (), b"")
